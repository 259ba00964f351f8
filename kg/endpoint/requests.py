"""What a request asks, read as the SPARQL 1.1 Protocol has it. Nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.endpoint.failures import HttpError
from kg.store.asked_graphs import ALL_GRAPHS, AskedGraphs

LONGEST_QUERY = 2**20
"""Bytes of a query or an update."""
LONGEST_BODY = 4 * LONGEST_QUERY
"""Bytes of a body; a form writes each byte of Japanese text as three."""
_MOST_FIELDS = 1000

FORM = "application/x-www-form-urlencoded"
_BODIES = {"application/sparql-query": "query", "application/sparql-update": "update"}
_GRAPHS = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: a query, an update, or neither, which asks what the service is.

    Attributes:
        query: A query.
        update: An update.
        graphs: The graphs that it is to run over; those of an update are its USING.
        format: The format that it names, or "".
    """

    query: str = ""
    update: str = ""
    graphs: AskedGraphs = ALL_GRAPHS
    format: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a query nor an update."""
        return not self.query and not self.update


async def read_request(request: Request) -> Asked:
    """What a GET or POST request to the endpoint asks.

    Raises:
        HttpError: It is not a request of the protocol, or too long.
    """
    in_address = read_fields(request)
    if request.method != "POST":
        if "update" in in_address:
            raise HttpError(400, "malformed", "an update must be sent with POST")
        return _asked(in_address)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _read_body(request)
    if kind == FORM:
        return _asked(_parse(body), in_address)
    if kind in _BODIES:
        if not in_address.keys().isdisjoint(_BODIES.values()):
            raise HttpError(400, "malformed", f"the body is the {_BODIES[kind]}; there must be none in the address")
        return _asked({**in_address, _BODIES[kind]: [_decode(body)]})
    raise HttpError(415, "media_type", f"send the body as {', '.join([FORM, *_BODIES])}")


def read_fields(request: Request) -> dict[str, list[str]]:
    """The fields in the address of a request.

    Raises:
        HttpError: They are not UTF-8, or too many.
    """
    return _parse(request.scope["query_string"])


def only(fields: Mapping[str, list[str]], name: str) -> str:
    """The value of a field that may be given once, or "".

    Raises:
        HttpError: It is given more than once.
    """
    values = fields.get(name, [])
    if len(set(values)) > 1:
        raise HttpError(400, "malformed", f"{name} may be given only once")
    return values[0] if values else ""


def _asked(fields: Mapping[str, list[str]], in_address: Mapping[str, list[str]] | None = None) -> Asked:
    everything = {
        name: [*fields.get(name, []), *(in_address or {}).get(name, [])] for name in {*fields, *(in_address or {})}
    }
    if "query" in everything and "update" in everything:
        raise HttpError(400, "malformed", "send either a query or an update")
    for name in ("query", "update"):
        if len(everything.get(name, [])) > 1:
            raise HttpError(400, "malformed", f"{name} may be given only once")
        text = only(everything, name)
        if name in everything and not text.strip():
            raise HttpError(400, "malformed", f"the {name} is empty")
        if len(text.encode()) > LONGEST_QUERY:
            raise HttpError(413, "too_long", f"the {name} has more than {LONGEST_QUERY:,} bytes")
    default, named = (
        tuple(everything.get(name, [])) for name in _GRAPHS["update" if "update" in everything else "query"]
    )
    format_ = next((only(everything, name) for name in ("format", "output") if name in everything), "")
    return Asked(only(everything, "query"), only(everything, "update"), AskedGraphs(default, named), format_)


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            raise HttpError(413, "too_long", f"the body has more than {LONGEST_BODY:,} bytes")
    return bytes(body)


def _parse(encoded: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        fields = encoded.decode("utf-8")
        for name, value in parse_qsl(fields, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS):
            found.setdefault(name, []).append(value)
    except UnicodeDecodeError:
        raise HttpError(400, "encoding", "the request is not UTF-8") from None
    except ValueError:
        raise HttpError(400, "malformed", f"the request has more than {_MOST_FIELDS} fields") from None
    return found


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise HttpError(400, "encoding", "the body is not UTF-8") from None
