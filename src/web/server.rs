//! Listening: connections in, pages out, until told to stop.
//!
//! Promises that a line on which nothing comes is dropped, that there are never more lines than the machine can bear, and
//! that stopping waits for answers under way but not for ever. Of the address that connects only
//! a count of its network is ever made ([`networks`](super::networks)).

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use super::networks::Peer;

const MOST_LINES: usize = 4_096;
const HEAD_WITHIN: Duration = Duration::from_secs(15);
const STOP_WITHIN: Duration = Duration::from_secs(5);

pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let lines = Arc::new(Semaphore::new(MOST_LINES));
    let graceful = GracefulShutdown::new();
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN);
    tokio::pin!(stop);
    loop {
        let line = tokio::select! {
            line = lines.clone().acquire_owned() => line,
            () = &mut stop => break,
        };
        let Ok(line) = line else {
            return;
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, from)) = accepted else {
            // Out of file handles, or the visitor was gone before we looked: neither ends the service.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let peer = Peer(from.ip());
        let service = router.clone().map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            request
        });
        let service = TowerToHyperService::new(service);
        let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            let _ = connection.await;
            drop(line);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(STOP_WITHIN, graceful.shutdown()).await;
}
