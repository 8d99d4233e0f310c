"""Requests that no browser makes: odd bodies, odd types, odd lengths; in the program and over a real connection."""

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from fastapi import FastAPI

from app.server import DeadlineProtocol, make_server
from tests.hostile.found_forms import paths
from tests.live import received
from tests.page import Page
from tests.visitor import Visitor
from tests.web.whole_site import ORIGIN, answerer, contents

FORM = "application/x-www-form-urlencoded"
PARTS = b"multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n%s\r\nb\r\n--x--\r\n'
ODD_FORMS = {
    "bytes": bytes(range(256)),
    "no utf-8": b"answer=%ff&\xfe\xff=b&%c3=%28",
    "utf-16": "answer=b".encode("utf-16"),
    "compressed": gzip.compress(b"answer=b"),
    "a field twice": b"answer=a&answer=b",
    "empty names": b"=b&=c&&;&=&",
    "names that mean something elsewhere": b"__proto__=1&constructor=2&a[]=1&answer[]=b&answer.code=b&_method=DELETE",
    "a name of a control character": b"%00%1b=b",
    "10,000 fields": b"&".join(b"f%d=" % number for number in range(10_000)),
    "a field of 100 kB": b"answer=" + b"b" * 100_000,
    "2 MB": b"answer=" + b"b" * 2_000_000,
}
OTHER_KINDS = {
    "a kind that is none": (b"\xe9;;;=,", b"answer=b"),
    "text": (b"text/plain", b"answer=b"),
    "json": (b"application/json", json.dumps({"answer": "b", "scan": {"$ne": 1}}).encode()),
    "parts": (PARTS, PART % (b"answer", b"")),
    "a part without a name": (PARTS, b"--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--\r\n"),
    "a file": (PARTS, PART % (b'f"; filename="../../x.html', b"Content-Type: text/html\r\n")),
    "half a part": (PARTS, b'--x\r\nContent-Disposition: form-data; name="answer"\r\n\r\nb'),
    "no boundary": (b"multipart/form-data", PART % (b"answer", b"")),
    "a boundary that is none": (b"multipart/form-data; boundary=\xe9\xe9", b"--\xe9"),
    "a charset that is none": (PARTS + b"; charset=undefined", PART % (b"answer", b"")),
    "a charset of half characters": (PARTS + b"; charset=raw_unicode_escape", PART % (b"\\ud800", b"\\ud800")),
}
SENT_RAW = {
    "no length": b"POST /start HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n",
    "a chunk that is none": b"POST /start HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a length too short": b"POST /start HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\n\r\na=b&c=d\r\n\r\n",
    "a length too long": b"POST /start HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99\r\n\r\na=b",
    "a huge length": b"POST /start HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999999999999999999\r\n\r\na=b",
    "two lengths": b"POST /start HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\na=b",
    "a length and chunks": b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n"
    b"Transfer-Encoding: chunked\r\n\r\na=b",
    "a negative length": b"POST /start HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n",
    "a length in words": b"POST /start HTTP/1.1\r\nHost: {host}\r\nContent-Length: \xc2\xb3\r\n\r\na=b",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /start/ HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "another host in the path": b"GET http://evil.example/start/ HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a path that is none": b"GET evil.example HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a path of bytes": b"GET /scan/vraag/\xff\xfe HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a query of bytes": b"GET /start/?\xff\xfe=\xff HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a path of 100 kB": b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a header of 100 kB": b"GET / HTTP/1.1\r\nHost: {host}\r\nCookie: scan=" + b"x" * 100_000 + b"\r\n\r\n",
    "a header of bytes": b"GET /scan/verder HTTP/1.1\r\nHost: {host}\r\nCookie: scan=\xff\xfe; \x80\r\n\r\n",
    "a header with a line in it": b"GET / HTTP/1.1\r\nHost: {host}\r\nX: a\r\n b\rc\nd\r\n\r\n",
    "a header with nothing": b"GET / HTTP/1.1\r\nHost: {host}\r\nX: a\x00b\r\n\r\n",
    "1,000 headers": b"GET / HTTP/1.1\r\nHost: {host}\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
    "a method that is none": b"FETCH / HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a web socket": b"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "an old protocol": b"GET /\r\n\r\n",
    "a new protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "noise": bytes(range(256)),
}


class Hasty(DeadlineProtocol):
    receive_seconds = 0.3


@pytest.fixture
def owner(site: FastAPI) -> Visitor:
    return answerer(site)


@pytest.fixture
def port(site: FastAPI) -> Iterator[int]:
    """The port of a real server of the site, with a short deadline."""
    server = make_server(site, host="127.0.0.1", port=0, protocol=Hasty)
    server.config.lifespan, server.config.timeout_keep_alive = "off", 1
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def test_a_form_that_no_page_sends_is_no_fault(owner: Visitor) -> None:
    headers = {"origin": ORIGIN, "content-type": FORM}

    for path in sorted(paths(owner, "POST"), key=lambda path: path.endswith(("sluiten", "verwijderen"))):
        for name, body in ODD_FORMS.items():
            page = Page(owner.client.post(path, content=body, headers=headers, follow_redirects=False))
            assert page.status in (303, 400, 403, 404, 409, 413, 422), f"{name} to {path} gives {page.status}"


def test_a_body_that_is_no_form_changes_nothing(owner: Visitor) -> None:
    before = contents(owner.site.database)

    for path in paths(owner, "POST"):
        for name, (kind, body) in OTHER_KINDS.items():
            headers = {b"origin": ORIGIN.encode(), b"content-type": kind}
            page = Page(owner.client.post(path, content=body, headers=headers, follow_redirects=False))
            assert page.status == 400, f"{name} to {path} gives {page.status}"

    assert contents(owner.site.database) == before


def test_a_body_with_a_question_for_a_page_is_not_read(owner: Visitor) -> None:
    for kind, body in OTHER_KINDS.values():
        reply = owner.client.request("GET", "/scan/overzicht", content=body, headers={b"content-type": kind})

        assert Page(reply).status == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_no_request_is_refused_and_the_server_goes_on(port: int) -> None:
    for name, sent in SENT_RAW.items():
        host = f"127.0.0.1:{port}".encode()
        next_one = b"GET /healthz HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            with suppress(ConnectionError):
                connection.sendall(sent.replace(b"{host}", host) + next_one)
            answer = received(connection)

        assert b"HTTP/1.1 5" not in answer, name
        assert b"evil" not in answer, name
        assert b"\r\nserver:" not in answer.lower(), name
