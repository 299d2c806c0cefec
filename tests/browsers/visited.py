"""What the browsers visit: the program, behind a door that writes down what was asked for, over HTTP or HTTPS; and a
neutral site, with a page that keeps everything, to prove that the test would see it."""

import http.client
import http.server
import secrets
import ssl
import subprocess
import threading

# What a cache, the back-forward cache and whatever opens a session again may all keep: as ours must not be.
KEEPS_ALL = """<!DOCTYPE html><title>Keeps all</title><p>{word}</p>
<form action="/other"><textarea name="words"></textarea></form><a href="/other">Other</a>
<details><summary>More</summary>A fold is open again only if the page itself came back.</details>"""
PAGES = {
    "/start": "<!DOCTYPE html><title>Start</title><h1>A page before</h1>",
    "/other": "<!DOCTYPE html><title>Other</title><h1>Another page</h1>",
    "/weather": "<!DOCTYPE html><title>Weather</title><h1>Sunny</h1>",
}


class Quiet(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_):
        """A browser that ends breaks off what it no longer wants."""


def certificate(folder):
    """One for this machine, that nobody vouches for."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def serve(handler, port=0, tls=None):
    server = Server(("127.0.0.1", port), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Door:
    """In front of the program; `asked` are the paths that were asked for. A bare one takes away what protects a page in the
    browser: a walk through it must find what stays."""

    def __init__(self, program, tls=None, bare=False):
        self.asked = []
        asked = self.asked
        dropped = {"content-length", "transfer-encoding", "connection"}
        if bare:
            dropped |= {"cache-control", "clear-site-data"}

        class PassesOn(Quiet):
            def pass_on(self):
                asked.append(self.path)
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                # Never packed: what a cache keeps can then be read.
                headers = {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"}
                line = http.client.HTTPConnection("127.0.0.1", program, timeout=60)
                line.request(self.command, self.path, sent, headers)
                answer = line.getresponse()
                body = answer.read()
                line.close()
                if bare:
                    body = body.replace(b' autocomplete="off"', b"")
                self.answer(answer.status, [one for one in answer.getheaders() if one[0].lower() not in dropped], body)

            do_GET = do_POST = do_HEAD = pass_on

        self.server = serve(PassesOn, tls=tls)
        self.base = f"{'https' if tls else 'http'}://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Neutral:
    """Another host, so that to a browser it is another site, as it is for real."""

    def __init__(self, port):
        self.word = secrets.token_hex(8)
        pages = {**PAGES, "/keeps-all": KEEPS_ALL.format(word=self.word)}

        class Answers(Quiet):
            def do_GET(self):
                page, status = (pages[self.path], 200) if self.path in pages else ("", 404)
                headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "max-age=3600")]
                self.answer(status, headers, page.encode())

        serve(Answers, port)
        self.base = f"http://localhost:{port}"
