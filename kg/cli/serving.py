"""The command that serves the dashboard and the SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_STORE, StoreOption, app, one_line_errors
from kg.cli.querying import SecondsOption

if TYPE_CHECKING:
    from kg.endpoint.limits import Limits
    from ui.launch import Access


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; others than your own reach others.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", help="Port to listen on.", min=1, max=65535)] = 8501,
    no_ui: Annotated[bool, typer.Option("--no-ui", help="Serve the SPARQL endpoint without the dashboard.")] = False,
    read_only: Annotated[
        bool | None,
        typer.Option(
            "--read-only/--writable",
            help="Whether the dashboard changes anything. It does, unless others reach it without a log-in.",
            show_default=False,
        ),
    ] = None,
    auth: Annotated[bool, typer.Option("--auth", help="Let people log in (OpenID Connect) to see anything.")] = False,
    secrets: Annotated[
        Path | None,
        typer.Option("--secrets", help="The file that says how they do; .streamlit/secrets.toml by default."),
    ] = None,
    token: Annotated[
        str, typer.Option("--token", envvar="KG_TOKEN", help="What programs must show to ask the endpoint.")
    ] = "",
    time_limit: SecondsOption = 60.0,
    row_limit: Annotated[int, typer.Option("--row-limit", help="Rows or triples of an answer.", min=1)] = 1_000_000,
    size_limit: Annotated[int, typer.Option("--size-limit", help="Megabytes of an answer.", min=1)] = 512,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", help="Megabytes of memory that a query may take.", min=256)
    ] = 2048,
    workers: Annotated[int, typer.Option("--workers", help="Queries that run at once.", min=1, max=64)] = 2,
    queue: Annotated[int, typer.Option("--queue", help="Queries that may wait for a worker.", min=0)] = 32,
    update_token: Annotated[
        str,
        typer.Option("--update-token", envvar="KG_UPDATE_TOKEN", help="Who shows it may write graphs of their own."),
    ] = "",
) -> None:
    """Serve the dashboard and the SPARQL endpoint, on this machine only unless --host says otherwise."""
    from kg.endpoint.limits import Limits
    from ui.launch import SECRETS, Access, is_own_machine

    if secrets is not None and not auth:
        raise typer.BadParameter("--secrets is for --auth")
    if auth and no_ui:
        raise typer.BadParameter("--auth is for the dashboard; --token guards the endpoint")
    access = Access(
        # What nobody said of who may write is settled by who can reach it.
        read_only=not auth and not is_own_machine(host) if read_only is None else read_only,
        secrets=(secrets or SECRETS) if auth else None,
        token=token,
        update_token="" if read_only else update_token,
    )
    limits = Limits(time_limit, row_limit, size_limit, memory_limit, workers, queue)
    serve_it = _serve_endpoint if no_ui else _serve_dashboard
    serve_it(store, host, port, limits, access)


def _serve_endpoint(store: str, host: str, port: int, limits: Limits, access: Access) -> None:
    from kg.endpoint.server import Endpoint, serve_endpoint
    from kg.store import KnowledgeBase

    def tell(address: str) -> None:
        typer.echo(f"The endpoint is at {address} (Ctrl+C stops it)")
        if not access.token:
            _warn_of_others(host, "read everything here; --token asks for a token")

    with one_line_errors():
        # Nobody who starts a service wants to learn from its clients that there is nothing to serve.
        KnowledgeBase.open(store, read_only=True).close()
        endpoint = Endpoint(store, limits, token=access.update_token, read_token=access.token)
        serve_endpoint(endpoint, host, port, tell)


def _serve_dashboard(store: str, host: str, port: int, limits: Limits, access: Access) -> None:
    from kg.errors import StoreError
    from kg.store import is_server, show_place
    from ui.launch import check_access, serve_dashboard

    with one_line_errors():
        if is_server(store):
            raise StoreError(
                "the dashboard reads folders; bring a copy by `kg backup` and `kg restore`", about=show_place(store)
            )
        open_to_all = check_access(access)
    typer.echo(f"The dashboard is at http://{host}:{port} (Ctrl+C stops it), the SPARQL endpoint at /sparql below it")
    if open_to_all:
        typer.echo(
            "kg: whoever the log-in service knows comes in; allow in [access] of the secrets can say whom", err=True
        )
    if access.secrets is not None and not access.token:
        typer.echo("kg: the endpoint is closed; --token says what programs must show to ask it", err=True)
    if access.secrets is None:
        can = "read everything here; --writable lets them change it too, --auth lets them log in"
        _warn_of_others(host, can if access.read_only else "read and change everything here; --auth lets them log in")
    raise typer.Exit(serve_dashboard(Path(store), port, host=host, limits=limits, access=access))


def _warn_of_others(host: str, what_they_can: str) -> None:
    from ui.launch import is_own_machine

    if not is_own_machine(host):
        typer.echo(f"kg: everybody who reaches {host} can {what_they_can}", err=True)
