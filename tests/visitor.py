"""Visits a server on this machine, with a marker in everything a visitor sends.

MARKER wait HTTPS              until the proxy answers
MARKER storm HTTP HTTPS STATUS ordinary, broken and half-sent requests; STATUS is what good ones get, or `any`
MARKER echo HTTPS UPSTREAM     plays the program behind the proxy and checks what arrives
MARKER whole HTTPS             the program behind the proxy answers /healthz and the home page
"""

import http.client
import http.server
import socket
import ssl
import sys
import threading
import time

MARKER = sys.argv[1]
TLS = ssl.create_default_context()
TLS.check_hostname = False
TLS.verify_mode = ssl.CERT_NONE
TOLD = {
    "User-Agent": f"Phone/{MARKER}",
    "Referer": f"https://example.org/{MARKER}",
    "X-Forwarded-For": "203.0.113.77",
    "X-Forwarded-Host": MARKER,
    "X-Real-IP": "203.0.113.77",
    "X-Network": "203.0.113.77",
    "Forwarded": "for=203.0.113.77",
    "Via": f"1.1 {MARKER}",
    "Sec-CH-UA": MARKER,
    "Sec-CH-UA-Platform": MARKER,
}


def ask(port, method="GET", path="/", body=None, headers=TOLD):
    line = http.client.HTTPSConnection("localhost", port, timeout=20, context=TLS)
    line.request(method, path, body, headers)
    answer = line.getresponse()
    text = answer.read()
    line.close()
    return answer, text


def wait(https):
    for _ in range(150):
        try:
            ask(https, path="/healthz", headers={})
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the proxy does not answer")


def tls(https):
    return TLS.wrap_socket(socket.create_connection(("localhost", https), 20), server_hostname="localhost")


def drained(line):
    try:
        while line.recv(4096):
            pass
    except OSError:
        pass
    line.close()


def storm(http_port, https, status):
    form = {**TOLD, "Content-Type": "application/x-www-form-urlencoded"}
    good = [
        ask(https, path=f"/{MARKER}?q={MARKER}"),
        ask(https, path=f"/l/{MARKER}"),
        ask(https, path=f"/c/{MARKER}"),
        ask(https, path=f"/f/{MARKER}"),
        ask(https, "POST", f"/f?{MARKER}", f"t={MARKER}&s={MARKER}&text={MARKER}", form),
        ask(https, "POST", "/", f"code={MARKER}", form),
        ask(https, "POST", "/takeback", f"code={MARKER}", form),
    ]
    for answer, _ in good:
        if status != "any" and answer.status != int(status):
            sys.exit(f"answered {answer.status}, not {status}")
    plain = http.client.HTTPConnection("localhost", http_port, timeout=20)
    plain.request("GET", f"/{MARKER}", headers=TOLD)
    answer = plain.getresponse()
    if answer.status != 308 or not answer.getheader("Location", "").startswith("https://localhost"):
        sys.exit("plain HTTP is not sent on to HTTPS")
    broken = [
        f"GET /{MARKER} HTTP/9.9\r\n\r\n",
        f"{MARKER}\r\n\r\n",
        f"GET /{MARKER} HTTP/1.1\r\nHost: {MARKER}.invalid\r\nConnection: close\r\n\r\n",
        f"GET /{MARKER} HTTP/1.1\r\nHost: localhost\r\nX: {MARKER * 4000}\r\n\r\n",
        f"POST /{MARKER} HTTP/1.1\r\nHost: localhost\r\nContent-Length: oops\r\n\r\n{MARKER}",
    ]
    for request in broken:
        line = tls(https)
        line.sendall(request.encode())
        drained(line)
    half = tls(https)
    half.sendall(f"POST /{MARKER} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n{MARKER}".encode())
    half.close()
    for port in (http_port, https):
        line = socket.create_connection(("localhost", port), 20)
        line.sendall(f"{MARKER}\r\n\r\n".encode())
        line.shutdown(socket.SHUT_WR)
        drained(line)
    time.sleep(0.5)


def echo(https, upstream):
    arrived = []

    class Echo(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            arrived.append((self.path, dict(self.headers)))
            self.send_response(200)
            self.send_header("Server", "echo")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", upstream), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept = {"Cookie": "session=kept", "Accept-Language": "pl"}
    answer, _ = ask(https, path=f"/{MARKER}", headers={**TOLD, **kept})
    server.shutdown()
    path, headers = arrived[-1]
    told = str(headers)
    if path != f"/{MARKER}" or any(headers.get(name) != value for name, value in kept.items()):
        sys.exit(f"not passed on as sent: {path} {headers}")
    if MARKER in told or "203.0.113.77" in told or "127.0.0.1" in told or "::1" in told:
        sys.exit(f"the proxy told the program about the visitor: {headers}")
    if headers.get("X-Network") not in ("127.0.0.0", "::"):
        sys.exit(f"not the network alone: {headers.get('X-Network')}")
    if answer.getheader("Server") or answer.getheader("Via"):
        sys.exit("the proxy names itself")
    print("proxy: passes on the request, and nothing about who asked:", ", ".join(sorted(headers)))


def whole(https):
    for _ in range(100):
        if ask(https, path="/healthz")[0].status == 200:
            break
        time.sleep(0.1)
    else:
        sys.exit("the program does not answer /healthz behind the proxy")
    answer, page = ask(https)
    if answer.status != 200 or b"<html" not in page:
        sys.exit(f"the home page answers {answer.status}")
    for name in ("Content-Security-Policy", "Strict-Transport-Security", "Referrer-Policy"):
        if not answer.getheader(name):
            sys.exit(f"the home page lacks {name}")
    if answer.getheader("Set-Cookie"):
        sys.exit("the home page sets a cookie")


command, *rest = sys.argv[2:]
{"wait": wait, "storm": storm, "echo": echo, "whole": whole}[command](*[int(a) if a.isdigit() and len(a) > 3 else a for a in rest])
