# Two images: `heard`, the program, and `proxy`, which ends TLS in front of it. Each holds what it runs and nothing
# that builds or fetches.

FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
COPY migrations migrations
COPY surveys surveys
COPY src src
# Such as oidc: staff's sign-in by their organisation.
ARG HEARD_FEATURES=""
# Cargo wants the file of every declared target to exist, also of those that it does not build.
RUN mkdir tests \
 && touch tests/main.rs \
 && cargo build --release --locked --bin heard --features "$HEARD_FEATURES" \
 && install -D target/release/heard /out/heard

FROM caddy:2.11-alpine AS proxy
# A copy of the binary has no file capability: it listens on high ports and runs without any privilege.
RUN cp /usr/bin/caddy /usr/local/bin/caddy \
 && install -d -o 10002 -g 10002 -m 0700 /var/lib/caddy
COPY Caddyfile /etc/caddy/Caddyfile
ENV XDG_DATA_HOME=/var/lib/caddy \
    XDG_CONFIG_HOME=/tmp
USER 10002:10002
EXPOSE 8080 8443
ENTRYPOINT ["/usr/local/bin/caddy"]
CMD ["run", "--config", "/etc/caddy/Caddyfile"]

FROM debian:bookworm-slim AS heard
RUN groupadd --gid 10001 heard \
 && useradd --uid 10001 --gid heard --no-create-home --home-dir /data --shell /usr/sbin/nologin heard \
 && install -d -o heard -g heard -m 0700 /data /secrets
COPY --from=build /out/heard /usr/local/bin/heard
# For the issuer of staff's sign-in, if there is one; nothing else is asked over TLS.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
# HEARD_SECRETS names a directory.
# hadolint ignore=DL3064
ENV HEARD_DATA=/data \
    HEARD_SECRETS=/secrets \
    HEARD_LISTEN=0.0.0.0:8080
USER 10001:10001
EXPOSE 8080
# /healthz answers 200 when the database answers. Bash opens the connection: the image needs no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["/usr/local/bin/heard"]
CMD ["serve"]
