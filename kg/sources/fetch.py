"""Web pages by their address.

A dashboard asks for pages on behalf of its visitors, from inside of whatever network it runs in. So that nobody reads
that network through it, only addresses of the public internet are asked: the name is resolved here, every address that
it has must be public, and the connection goes to the very address that was looked at, at every redirection again.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from kg.errors import InputError, PageUnreachable, UnreadableFile
from kg.model import Article
from kg.sources.html import decode_page, extract_page
from kg.sources.plain import article_of_text

MOST_BYTES = 5_000_000
"""Of a page, unpacked; set by hand: news pages with all their scripts are mostly below two million."""
LONGEST = 20.0
"""Seconds for a whole page, redirections and all; set by hand: about as long as people wait."""
_STEP = 8.0
_MOST_REDIRECTIONS = 5
_HEADERS = {
    "User-Agent": "newskg (reads one page on behalf of a person)",
    "Accept": "text/html, application/xhtml+xml, text/plain",
    # No others: they pack a page that is all one letter a thousand times tighter still.
    "Accept-Encoding": "gzip, deflate",
}
_PAGES = ("text/html", "application/xhtml+xml", "")
_PLAIN = "text/plain"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether this is the address of a page, and not the name of a file."""
    return _ADDRESS.match(text) is not None


def fetch_article(address: str, *, anywhere: bool = False) -> Article:
    """The article of a page on the web.

    Args:
        address: Its http or https address.
        anywhere: Whether it may lie in the private network, or on this very machine: for people who could reach it
            there themselves, not for what visitors of a server ask for.

    Raises:
        PageUnreachable: It is no address, may not be asked, or does not answer with a page in time.
        UnreadableFile: What it answers with holds no text, or is none.
    """
    url = _parse_address(address)
    deadline = time.monotonic() + LONGEST
    with _told_in_plain_words(address), _open_client(deadline, anywhere) as client, client.stream("GET", url) as answer:
        if answer.status_code != httpx.codes.OK:
            reason = f" ({answer.reason_phrase})" if answer.reason_phrase else ""
            raise PageUnreachable(f"the server answers with {answer.status_code}{reason} and not with a page")
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (*_PAGES, _PLAIN):
            raise UnreadableFile(f"it is {kind[:60]}, not a web page; save it as text and give the file")
        data = _read(answer, deadline)
        source = decode_page(data, charset=answer.charset_encoding or "")
        place = str(answer.url.copy_with(fragment=None))
        return article_of_text(source, url=place) if kind == _PLAIN else extract_page(source, url=place)


def _parse_address(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, UnicodeError):
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise PageUnreachable("this is no address of a web page; it begins with https:// or http://", about=address)
    if url.userinfo:
        raise PageUnreachable("an address with a password in it is not read", about=url.host)
    return url


@contextmanager
def _told_in_plain_words(address: str) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        error.about = error.about or address
        raise
    except httpx.TimeoutException:
        raise PageUnreachable(f"it did not answer within {LONGEST:.0f} seconds", about=address) from None
    except httpx.TooManyRedirects:
        raise PageUnreachable("it leads from one address to the next without end", about=address) from None
    except httpx.UnsupportedProtocol:
        raise PageUnreachable("it leads on to something that is no web page", about=address) from None
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
        raise PageUnreachable(f"it cannot be reached: {_on_one_line(error)}", about=address) from None


def _on_one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _read(answer: httpx.Response, deadline: float) -> bytes:
    data = bytearray()
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > MOST_BYTES:
            raise UnreadableFile(f"the page is larger than {MOST_BYTES // 1_000_000} MB")
        _hurry(deadline)
    return bytes(data)


def _hurry(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpx.ReadTimeout("no time left")
    return left


@contextmanager
def _open_client(deadline: float, anywhere: bool) -> Iterator[httpx.Client]:
    # What the environment says of proxies is left alone: a proxy would resolve the name anew, out of our sight.
    with httpx.Client(
        transport=_Checked(deadline, anywhere),
        headers=_HEADERS,
        timeout=_STEP,
        follow_redirects=True,
        max_redirects=_MOST_REDIRECTIONS,
        trust_env=False,
    ) as client:
        yield client


class _Checked(httpx.BaseTransport):
    """Sends each request, also of a redirection, to an address that was looked at before."""

    def __init__(self, deadline: float, anywhere: bool) -> None:
        self._deadline = deadline
        self._anywhere = anywhere
        self._inner = httpx.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request."""
        left = min(_hurry(self._deadline), _STEP)
        place = _resolve(request.url, self._anywhere)
        steps = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), left)}
        # The certificate is still checked against the name, and the Host header still says it.
        named = (
            {"sni_hostname": request.url.raw_host.decode("ascii").strip("[]")} if request.url.scheme == "https" else {}
        )
        return self._inner.handle_request(
            httpx.Request(
                request.method,
                request.url.copy_with(host=place),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, **steps, **named},
            )
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._inner.close()


def _resolve(url: httpx.URL, anywhere: bool) -> str:
    """The network address of a page's server.

    Raises:
        PageUnreachable: There is none, or it is not of the public internet.
    """
    try:
        found = socket.getaddrinfo(url.raw_host.decode("ascii").strip("[]"), url.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise PageUnreachable("there is no server of this name", about=url.host) from None
    places = [str(one[4][0]) for one in found]
    if not anywhere and not all(map(_is_public, places)):
        raise PageUnreachable(
            "it is not on the public internet; only pages that everybody can read are", about=url.host
        )
    return places[0]


def _is_public(place: str) -> bool:
    address = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        # Addresses that only wrap one of IPv4 lead to that.
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        address = inner or address
        if address in _TRANSLATED:
            return False
    return address.is_global and not address.is_multicast


#: Networks in which a gateway turns IPv6 into IPv4 (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
