"""The endpoint over HTTP: /sparql, the vocabulary at /ns, and the packaged queries at /queries."""

from __future__ import annotations

import asyncio
import hmac
import signal
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from kg.endpoint import pages
from kg.endpoint.failures import HttpError, tell
from kg.endpoint.formats import GRAPH_OFFERS, HTML, ROW_OFFERS, Chosen, choose, choose_formats, not_acceptable
from kg.endpoint.limits import USUAL, Limits
from kg.endpoint.messages import Question
from kg.endpoint.requests import Asked, only, read_fields, read_request
from kg.endpoint.updates import apply_update
from kg.endpoint.workers import Answer, QueryWorkers
from kg.errors import KgError, QueryRefused, WrongForm

Handler = Callable[["Endpoint", Request], Awaitable[Response]]

# Every page of every site may read what is served here, as the protocol's users expect; none may send a log-in along.
_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_ALWAYS = {**_CORS, "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
# Nobody reads it.
_GONE = HttpError(499, "gone", "the client went away")
_MOST_CONNECTIONS = 256
_SECONDS_TO_STOP = 2


class Endpoint:
    """The endpoint of one store.

    Args:
        store: The folder of the knowledge base, or the address of a server that has it.
        limits: What a query may take.
        token: What a client must show to write; "" lets nobody write.
        read_token: What a client must show to read, unless it shows the other one; "" lets everybody read.
    """

    def __init__(self, store: Path | str, limits: Limits = USUAL, *, token: str = "", read_token: str = "") -> None:
        self._store = store
        self._limits = limits
        self._token = token
        self._read_token = read_token
        self._workers: QueryWorkers | None = None
        self._writing = asyncio.Lock()

    def routes(self) -> list[BaseRoute]:
        """Where it answers. The paths are relative to where they are mounted."""
        return [
            Route("/sparql", self._serve(Endpoint._sparql), methods=["GET", "POST", "OPTIONS"]),
            Route("/ns", self._serve(Endpoint._ontology), methods=["GET", "OPTIONS"]),
            Route("/queries", self._serve(Endpoint._queries), methods=["GET", "OPTIONS"]),
            Route("/queries/{name}", self._serve(Endpoint._query), methods=["GET", "OPTIONS"]),
        ]

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """Workers while the server runs."""
        async with QueryWorkers(self._store, self._limits) as self._workers:
            with _on_signal(self._workers.stop):
                yield

    def _serve(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def serve(request: Request) -> Response:
            if request.method == "OPTIONS":
                return Response(status_code=204, headers={**_ALWAYS, **_PREFLIGHT})
            try:
                if self._read_token:
                    _demand(request, self._read_token, self._token)
                response = await handler(self, request)
            except KgError as error:
                response = tell(error)
            except ClientDisconnect:
                response = tell(_GONE)
            response.headers.update(_ALWAYS)
            return response

        return serve

    async def _sparql(self, request: Request) -> Response:
        asked = await read_request(request)
        if asked.update:
            return await self._update(request, asked)
        accept = _accept(request)
        if asked.is_empty:
            if request.method == "POST":
                raise HttpError(400, "malformed", "the request has no query")
            return await self._describe(request, accept)
        chosen = choose_formats(accept, asked.format)
        return await self._answer(request, Question(asked.query, graphs=asked.graphs), chosen)

    async def _describe(self, request: Request, accept: str) -> Response:
        offer = choose(accept, [*GRAPH_OFFERS, HTML])
        if offer is None:
            raise not_acceptable([*GRAPH_OFFERS, HTML])
        if offer is HTML:
            return HTMLResponse(pages.draw_form(), headers=pages.PAGE_HEADERS)
        question = pages.describe_service(str(request.base_url), offer.name)
        return await self._answer(request, question, Chosen(None, offer))

    async def _ontology(self, request: Request) -> Response:
        offers = [*GRAPH_OFFERS, HTML]
        format_ = only(read_fields(request), "format")
        offer = choose_formats("", format_).graph if format_ else choose(_accept(request), offers)
        if offer is None:
            raise not_acceptable(offers)
        if offer is HTML:
            answer = await self._ask(request, pages.ask_terms())
            return HTMLResponse(pages.draw_terms(answer.read()), headers=pages.PAGE_HEADERS)
        return await self._answer(request, pages.ask_ontology(offer.name), Chosen(None, offer))

    async def _queries(self, request: Request) -> Response:
        return JSONResponse(pages.list_queries())

    async def _query(self, request: Request) -> Response:
        fields = read_fields(request)
        chosen = choose_formats(_accept(request), only(fields, "format"))
        values = {name: only(fields, name) for name in fields if name != "format"}
        question = Question(named=request.path_params["name"], parameters=values)
        return await self._answer(request, question, chosen)

    async def _answer(self, request: Request, question: Question, chosen: Chosen) -> Response:
        """The whole answer, once it is known that there is one: no status is sent before."""
        try:
            answer = await self._ask(request, replace(question, form=chosen.form))
        except WrongForm as error:
            others = ", ".join(one.media_type for one in (GRAPH_OFFERS if chosen.graph is None else ROW_OFFERS))
            raise HttpError(406, "not_acceptable", f"{error}, in {others}") from error
        offer = chosen.graph if answer.written.kind == "graph" else chosen.rows
        assert offer is not None
        headers = {"Content-Type": offer.content_type, "Content-Length": str(answer.size)}
        return StreamingResponse(answer.pieces(), headers=headers)

    async def _ask(self, request: Request, question: Question) -> Answer:
        """The answer, unless the client goes away, which stops the query."""
        assert self._workers is not None
        asking = asyncio.create_task(self._workers.answer(question))
        leaving = asyncio.create_task(_until_gone(request))
        try:
            await asyncio.wait([asking, leaving], return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise _GONE
            return asking.result()
        finally:
            asking.cancel()
            leaving.cancel()

    async def _update(self, request: Request, asked: Asked) -> Response:
        if not self._token:
            raise QueryRefused("this endpoint only reads; start it with a token for updates")
        _demand(request, self._token)
        assert self._workers is not None
        # One after the other: each holds the store.
        async with self._writing:
            updated = await apply_update(self._workers, self._store, asked.update, asked.graphs)
        return JSONResponse(asdict(updated))


def make_app(endpoint: Endpoint) -> Starlette:
    """The endpoint as an application of its own, without the dashboard."""

    async def front(request: Request) -> Response:
        return RedirectResponse("sparql")

    async def explain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        said = HttpError(error.status_code, "http", error.detail, error.headers)
        response = tell(said)
        response.headers.update(_ALWAYS)
        return response

    routes = [Route("/", front), *endpoint.routes()]
    return Starlette(routes=routes, lifespan=endpoint.lifespan, exception_handlers={HTTPException: explain})


def serve_endpoint(endpoint: Endpoint, host: str, port: int, tell_address: Callable[[str], None]) -> None:
    """Serve the endpoint until a signal stops it.

    Args:
        endpoint: What to serve.
        host: The address to listen on.
        port: The port to listen on.
        tell_address: Called with the address of the endpoint once it is listening.

    Raises:
        KgError: The address cannot be listened on.
    """
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        # Taken over by every connection. Else head and body of an answer wait for each other, some 40 ms each time.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise KgError(f"cannot listen there: {error.strerror or error}", about=f"{host}:{port}") from error
    config = uvicorn.Config(
        make_app(endpoint),
        log_level="warning",
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=_SECONDS_TO_STOP,
        server_header=False,
    )
    shown = f"[{host}]" if ":" in host else host
    tell_address(f"http://{shown}:{port}/sparql")
    with listening, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _on_signal(stop: Callable[[], None]) -> Iterator[None]:
    """Call this too when a signal ends the server, which would otherwise wait until all queries are answered."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop)
        server = handlers[signal.Signals(number)]
        if callable(server):
            server(number, frame)

    for number in handlers:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, server in handlers.items():
            signal.signal(number, server)


def _demand(request: Request, *tokens: str) -> None:
    """Let only those pass who show one of these tokens.

    Raises:
        HttpError: The request shows none of them.
    """
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    # Headers come as bytes, each read as one character. All are compared, so that the time tells nothing.
    given = shown.strip().encode("latin-1")
    fits = [hmac.compare_digest(given, one.encode("utf-8", "surrogateescape")) for one in tokens if one]
    if scheme.lower() != "bearer" or not any(fits):
        message = "this needs the token: Authorization: Bearer …"
        raise HttpError(401, "unauthorized", message, {"WWW-Authenticate": "Bearer"})


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
