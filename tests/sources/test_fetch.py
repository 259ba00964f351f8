"""Pages by their address: what is read, what is refused, and what is said when it fails."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import InputError, PageUnreachable, UnreadableFile
from kg.model import Issue
from kg.sources import fetch, fetch_article, read_articles
from tests.sources.test_html import PARAGRAPHS, page

HTML = "text/html; charset=utf-8"
PACKED = gzip.compress(page("en").encode())
LARGE = gzip.compress(b"<p>" + b"a" * 6_000_000)
Answer = tuple[int, dict[str, str], bytes]
ANSWERS: dict[str, Answer] = {
    "/en": (200, {"Content-Type": HTML}, page("en").encode()),
    "/ja": (200, {"Content-Type": HTML}, page("ja").encode()),
    "/sjis": (200, {"Content-Type": "text/html; charset=Shift_JIS"}, page("ja").encode("cp932")),
    "/packed": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, PACKED),
    "/untyped": (200, {}, page("en").encode()),
    "/plain": (200, {"Content-Type": "text/plain"}, "見出し\n本文です。".encode()),
    "/moved": (302, {"Location": "/en#part"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/away": (302, {"Location": "file:///etc/passwd"}, b""),
    "/inside": (302, {"Location": "http://10.0.0.1/secret"}, b""),
    "/gone": (404, {"Content-Type": HTML}, b"<p>not here</p>"),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/lying": (200, {"Content-Type": HTML}, b"%PDF-1.7"),
    "/empty": (200, {"Content-Type": HTML}, b"<html><body><script>1</script></body></html>"),
    "/nothing": (200, {"Content-Type": HTML}, b""),
    "/large": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, LARGE),
    "/broken": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, b"no gzip"),
}


class Pages(BaseHTTPRequestHandler):
    """Answers from the table."""

    def do_GET(self) -> None:
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            self.server.never.wait(10)  # type: ignore[attr-defined]
            return
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server with these pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.never = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.never.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def as_if_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine counts as public; other private addresses stay private."""
    is_public = fetch._is_public
    monkeypatch.setattr(fetch, "_is_public", lambda place: place == "127.0.0.1" or is_public(place))


@pytest.mark.parametrize(
    ("path", "lang"),
    [("/en", "en"), ("/ja", "ja"), ("/sjis", "ja"), ("/packed", "en"), ("/untyped", "en"), ("/moved", "en")],
)
def test_a_page_becomes_an_article(site: str, path: str, lang: str) -> None:
    article = fetch_article(site + path, anywhere=True)
    assert article.text.split("\n")[-1] == PARAGRAPHS[lang][-1]
    assert (article.title, article.published, article.lang) == ("The title", "2023-01-23", lang)
    assert article.url == site + ("/en" if path == "/moved" else path)


def test_a_plain_text_is_read_as_it_is(site: str) -> None:
    article = fetch_article(f"  {site}/plain ", anywhere=True)
    assert (article.text, article.title, article.url) == ("見出し\n本文です。", "見出し", f"{site}/plain")


REFUSED = [
    ("/circle", PageUnreachable, "without end"),
    ("/away", PageUnreachable, "no web page"),
    ("/gone", PageUnreachable, "404 (Not Found)"),
    ("/pdf", UnreadableFile, "it is application/pdf"),
    ("/lying", UnreadableFile, "PDF document"),
    ("/empty", UnreadableFile, "there is no text"),
    ("/nothing", UnreadableFile, "empty"),
    ("/large", UnreadableFile, "larger than 5 MB"),
    ("/broken", PageUnreachable, "cannot be reached"),
]


@pytest.mark.parametrize(("path", "kind", "problem"), REFUSED)
def test_what_is_no_readable_page_is_told(site: str, path: str, kind: type[InputError], problem: str) -> None:
    with pytest.raises(kind, match=problem.replace("(", r"\(").replace(")", r"\)")) as caught:
        fetch_article(site + path, anywhere=True)
    assert site + path in str(caught.value)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("", "no address"),
        ("news", "no address"),
        ("ftp://example.com/", "no address"),
        ("file:///etc/passwd", "no address"),
        ("javascript:alert(1)", "no address"),
        ("https://", "no address"),
        ("http://[::1", "no address"),
        ("https://user:secret@example.com/", "password"),
        ("http://no-such-server.invalid/", "no server of this name"),
    ],
)
def test_a_broken_address_is_told(address: str, problem: str) -> None:
    with pytest.raises(PageUnreachable, match=problem) as caught:
        fetch_article(address)
    assert "secret" not in str(caught.value)


PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:10.0.0.1",
    "2002:0a00:0001::",
    "64:ff9b::10.0.0.1",
]


@pytest.mark.parametrize("place", PRIVATE)
def test_private_addresses_are_not_asked(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever name it hides behind; and one private address among public ones is one too many.
    found = [(0, 0, 0, "", (one, 80)) for one in ("93.184.215.14", place)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(PageUnreachable, match="not on the public internet"):
        fetch_article("http://news.example/")


@pytest.mark.parametrize("place", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_public_addresses_may_be_asked(place: str) -> None:
    assert fetch._is_public(place)


@pytest.mark.parametrize("form", ["http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://localhost/"])
def test_other_ways_to_write_this_machine_are_seen_through(form: str) -> None:
    with pytest.raises(PageUnreachable, match=r"not on the public internet|no server of this name"):
        fetch_article(form)


@pytest.mark.usefixtures("as_if_public")
def test_a_redirection_into_the_private_network_is_not_followed(site: str) -> None:
    assert fetch_article(f"{site}/en").title == "The title"
    with pytest.raises(PageUnreachable, match="not on the public internet"):
        fetch_article(f"{site}/inside")


@pytest.mark.usefixtures("as_if_public")
def test_the_name_is_resolved_once_so_that_it_cannot_change_its_mind(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve: Callable[..., list[tuple[object, ...]]] = socket.getaddrinfo
    asked: list[str] = []

    def rebinding(host: str, port: int, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
        asked.append(host)
        first = host != "news.example" or asked.count(host) == 1
        return resolve("127.0.0.1" if first else "10.0.0.1", port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = site.rpartition(":")[2]
    assert fetch_article(f"http://news.example:{port}/en").url == f"http://news.example:{port}/en"
    assert asked.count("news.example") == 1


def test_a_page_that_does_not_come_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LONGEST", 0.3)
    with pytest.raises(PageUnreachable, match="did not answer within"):
        fetch_article(f"{site}/slow", anywhere=True)


def test_pages_stand_beside_files(site: str) -> None:
    issues: list[Issue] = []
    articles = list(read_articles([f"{site}/en", f"{site}/gone", f"{site}/ja"], issues.append))
    assert [article.lang for article in articles] == ["en", "ja"]
    assert [issue.where for issue in issues] == [f"{site}/gone"]
