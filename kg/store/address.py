"""The address of a knowledge base on a server: sparql+http://HOST:PORT/PATH?update=PATH."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from kg.errors import StoreError

SCHEMES = {"sparql+http": "http", "sparql+https": "https"}
USER, PASSWORD = "KG_STORE_USER", "KG_STORE_PASSWORD"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server answers queries and takes updates.

    Attributes:
        query: The URL for queries, without user and password.
        update: The URL for updates; the same one on many servers.
        user: Who asks, or "".
        password: Never printed.
    """

    query: str
    update: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, text: str) -> ServerAddress:
        """Read an address, and user and password from the environment where it has none.

        Other parameters than `update` are left to the server.

        Raises:
            StoreError: It is no address of a server, or updates would go to another server than queries.
        """
        try:
            parts = urlsplit(text)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise StoreError(f"not an address of a server: {error}", about=_without_login(text)) from None
        if parts.scheme not in SCHEMES or not host:
            raise StoreError(
                "not an address of a server; write sparql+http://HOST:PORT/PATH", about=_without_login(text)
            )
        parameters = parse_qsl(parts.query, keep_blank_values=True)
        shown_host = f"[{host}]" if ":" in host else host
        netloc = f"{shown_host}:{port}" if port else shown_host
        rest = urlencode([(name, value) for name, value in parameters if name != "update"])
        query = urlunsplit((SCHEMES[parts.scheme], netloc, parts.path or "/", rest, ""))
        update = urljoin(query, dict(parameters).get("update", "") or query)
        if urlsplit(update)[:2] != urlsplit(query)[:2]:
            raise StoreError("update= is a path on the same server", about=query)
        if parts.username is not None:
            user, password = unquote(parts.username), unquote(parts.password or "")
        else:
            user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
        return cls(query, update, user, password)

    def __str__(self) -> str:
        return self.query


def is_server(place: Path | str) -> bool:
    """Whether this is the address of a server and no folder."""
    return isinstance(place, str) and place.startswith(tuple(f"{scheme}:" for scheme in SCHEMES))


def show_place(place: Path | str) -> str:
    """A folder or address as it may be printed: without user and password."""
    return _without_login(str(place)) if is_server(place) else str(place)


def _without_login(text: str) -> str:
    start, at, end = text.rpartition("@")
    return f"{start.partition('://')[0]}://{end}" if at else text
