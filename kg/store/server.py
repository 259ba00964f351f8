"""A SPARQL 1.1 server as an engine: queries and updates over HTTP, as the SPARQL 1.1 Protocol says."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from typing import cast
from urllib.parse import urlencode

import httpx
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.errors import ServerDown, StoreError
from kg.store.address import PASSWORD, USER, ServerAddress
from kg.store.engine import Answer, Engine
from kg.store.guard import first_word
from kg.store.namespaces import ONLY_OUR_GRAPHS

#: Seconds before each new try while a server does not answer: half a minute in all, in which most servers restart.
#: Set by hand.
WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
#: Tries before a server has answered at all: an address that is wrong should not take half a minute to say so.
_FIRST_TRIES = 2
#: Seconds. A query over millions of quads may well take minutes; set by hand.
_TIMEOUT = httpx.Timeout(600.0, connect=10.0)
#: What servers answer that start or are overloaded, and what stands before them.
_PASSING = frozenset({429, 502, 503, 504})
_ROWS, _TRIPLES = "application/sparql-results+json", "application/n-triples"
#: Virtuoso says with these that it has cut an answer: at its limit of rows, or of time.
_CUT = {"x-sparql-maxrows": "row", "x-sql-state": "time"}
#: Nobody lets a server give fewer triples than this.
_SUSPICIOUS = 5000
#: Subjects in one question: with some thirty quads each that is as much as Virtuoso, as it comes, gives at once.
_SUBJECTS = 250
# Virtuoso writes true as 1 in JSON. A quotation mark inside a text is escaped there, so nothing else looks like this.
_NUMERIC_BOOLEAN = re.compile(rb'("datatype": *"http://www\.w3\.org/2001/XMLSchema#boolean", *"value": *)"([01])"')


class SparqlServer:
    """An `Engine` on another machine.

    An update only names quads to delete and to insert, so that doing it twice is the same as doing it once. What a
    broken connection leaves in doubt is therefore sent again.
    """

    def __init__(self, address: ServerAddress, *, waits: Sequence[float] | None = None) -> None:
        self.address = address
        self._waits = WAITS if waits is None else waits
        self._has_answered = False
        # Without TLS there is nothing to verify, and loading the certificates takes longer than most questions.
        verify = address.query.startswith("https:")
        self._client = httpx.Client(auth=_Login(address) if address.user else None, timeout=_TIMEOUT, verify=verify)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,
        graph_name: NamedNode | None,
        /,
    ) -> Iterator[Quad]:
        """The quads that have these terms; without any, all of our own graphs, whatever else the server holds.

        Raises:
            StoreError: It cannot be read.
        """
        if graph_name is not None and subject is predicate is object is None:
            return self._read_graph(graph_name)
        given = {"s": subject, "p": predicate, "o": object, "g": graph_name}
        s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in given.items())
        asked = [f"?{name}" for name, term in given.items() if term is None]
        head = f"SELECT {' '.join(asked)}" if asked else "ASK"
        found = self._ask(
            f"{head} WHERE {{ GRAPH {g} {{ {s} {p} {o} }} {ONLY_OUR_GRAPHS if len(asked) == 4 else ''} }}"
        )
        if isinstance(found, QuerySolutions):
            return (_quad(*(row[name] if term is None else term for name, term in given.items())) for row in found)
        return iter([_quad(*given.values())] if found else [])

    def quads_of(self, subjects: Iterable[NamedNode]) -> Iterator[Quad]:
        """The quads of many subjects, asked for together."""
        ordered = sorted(set(subjects), key=str)
        for start in range(0, len(ordered), _SUBJECTS):
            these = " ".join(map(str, ordered[start : start + _SUBJECTS]))
            found = self._ask(f"SELECT ?s ?p ?o ?g WHERE {{ VALUES ?s {{ {these} }} GRAPH ?g {{ ?s ?p ?o }} }}")
            yield from (_quad(row["s"], row["p"], row["o"], row["g"]) for row in cast(QuerySolutions, found))

    def _read_graph(self, graph: NamedNode) -> Iterator[Quad]:
        # As triples, which Virtuoso writes four times as fast as rows.
        pattern = f"WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        triples = list(cast(QueryTriples, self._ask(f"CONSTRUCT {{ ?s ?p ?o }} {pattern}")))
        if len(triples) >= _SUSPICIOUS:
            # But only with rows does it say whether it has cut them.
            (count,) = cast(QuerySolutions, self._ask(f"SELECT (COUNT(*) AS ?n) {pattern}"))
            if int(count["n"].value) > len(triples):
                raise self._cut("row")
        return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str],
        use_default_graph_as_union: bool = True,
        default_graph: list[NamedNode | BlankNode | DefaultGraph] | None = None,
        named_graphs: list[NamedNode | BlankNode] | None = None,
    ) -> Answer:
        """Answer a SPARQL query. That its default graph is the union of all graphs is up to the server.

        Raises:
            SyntaxError: It is not SPARQL.
            ValueError: The server does not answer it.
            StoreError: The server cannot be asked, or has cut its answer.
        """
        header = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items())
        try:
            return self._ask(header + query, default_graph or (), named_graphs or ())
        except _Refused as error:
            # Our own parser says at which line and column a query is wrong, and without the prefixes before it.
            Store().query(query, prefixes=prefixes)
            raise ValueError(error.message) from None

    def update(self, update: str, /) -> None:
        """Run a SPARQL update.

        Raises:
            StoreError: The server refuses it, or cannot be reached.
        """
        self._send(self.address.update, update, content_type="application/sparql-update", accept="*/*")

    def __iter__(self) -> Iterator[Quad]:
        """Every quad of our own graphs."""
        return self.quads_for_pattern(None, None, None, None)

    def _ask(self, query: str, default: Iterable[object] = (), named: Iterable[object] = ()) -> Answer:
        # Virtuoso gives triples as rows if both would do.
        accept = _TRIPLES if first_word(query) in ("construct", "describe") else _ROWS
        graphs = {"default-graph-uri": default, "named-graph-uri": named}
        asked = [(name, str(graph)[1:-1]) for name, found in graphs.items() for graph in found]
        form = urlencode([("query", query), *asked])
        answer = self._send(self.address.query, form, content_type="application/x-www-form-urlencoded", accept=accept)
        for header, limit in _CUT.items():
            if header in answer.headers:
                raise self._cut(limit)
        try:
            if accept == _ROWS:
                return parse_query_results(_NUMERIC_BOOLEAN.sub(_spell, answer.content), QueryResultsFormat.JSON)
            triples = Store()
            triples.extend(parse(answer.content, RdfFormat.N_TRIPLES))
            return triples.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        except SyntaxError as error:
            raise _Refused(f"does not answer in SPARQL: {error}", about=str(self.address)) from None

    def _cut(self, limit: str) -> StoreError:
        return StoreError(f"the server cut its answer at its {limit} limit; raise that limit", about=str(self.address))

    def _send(self, url: str, body: str, *, content_type: str, accept: str) -> httpx.Response:
        """Post a request, again and again while nobody answers.

        Raises:
            ServerDown: Nobody does.
            _Refused: The server says that something is wrong with it.
        """
        headers = {"content-type": content_type, "accept": accept}
        waits = self._waits if self._has_answered else self._waits[:_FIRST_TRIES]
        for wait in (*waits, None):
            try:
                response = self._client.post(url, content=body.encode(), headers=headers)
            except httpx.ReadTimeout:
                # It may still be at work on it, so that asking again would only make it worse.
                trouble, wait = f"nothing came in {_TIMEOUT.read:.0f} s", None
            except httpx.TransportError as error:
                trouble = str(error) or type(error).__name__
            except httpx.InvalidURL as error:
                raise StoreError(f"not an address of a server: {error}", about=str(self.address)) from None
            else:
                if response.status_code not in _PASSING:
                    self._has_answered = True
                    return self._checked(response)
                trouble = f"status {response.status_code}"
            if wait is None:
                break
            time.sleep(wait)
        self._has_answered = False
        raise ServerDown(f"the server does not answer ({trouble}); what was written is kept", about=str(self.address))

    def _checked(self, response: httpx.Response) -> httpx.Response:
        status, about = response.status_code, str(self.address)
        if response.is_success:
            return response
        if status == 401:
            raise StoreError(f"wrong user or password; give them in the address or as {USER}, {PASSWORD}", about=about)
        if status in (403, 404, 405) or response.is_redirect:
            raise StoreError(f"no SPARQL to be had at {response.url.path} (status {status}); see the docs", about=about)
        is_text = response.headers.get("content-type", "text/plain").startswith("text/plain")
        said = " ".join(response.text.split("\n\n")[0].split())[:300] if is_text else ""
        raise _Refused(f"the server refuses: {said or f'status {status}'}", about=about)


def quads_of(store: Engine, subjects: Collection[NamedNode]) -> Iterator[Quad]:
    """The quads of many subjects: one by one where that costs nothing, and together of a server."""
    if isinstance(store, SparqlServer):
        return store.quads_of(subjects)
    return (quad for subject in subjects for quad in store.quads_for_pattern(subject, None, None, None))


class _Refused(StoreError):
    """The server says that something is wrong with a request."""


class _Login(httpx.Auth):
    """User and password, told as the server asks for it: digest, as Virtuoso does, or basic."""

    def __init__(self, address: ServerAddress) -> None:
        self._login = (address.user, address.password)
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request, and again with user and password if the server wants to know."""
        if self._way is None:
            response = yield request
            if response.status_code != 401:
                return
            is_digest = "digest" in response.headers.get("www-authenticate", "").lower()
            self._way = (httpx.DigestAuth if is_digest else httpx.BasicAuth)(*self._login)
        yield from self._way.auth_flow(request)


def _quad(*terms: object) -> Quad:
    subject, predicate, object_, graph = terms
    return Quad(cast(NamedNode, subject), cast(NamedNode, predicate), cast(NamedNode, object_), cast(NamedNode, graph))


def _spell(found: re.Match[bytes]) -> bytes:
    return found[1] + (b'"true"' if found[2] == b"1" else b'"false"')
