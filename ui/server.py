"""The dashboard with the SPARQL endpoint beside it: `streamlit run ui/server.py -- --store DIR --limits JSON`."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kg.endpoint.server import Endpoint
from kg.errors import KgError
from ui.access import Access
from ui.asking import query_limits
from ui.components.assets import ASSETS, ASSETS_URL
from ui.headers import CarefulHeaders
from ui.latest import latest_of
from ui.state import store_path

STORE = store_path() or Path("kg-store")


def make_endpoint() -> Endpoint:
    """The endpoint that the command line asks for."""
    access = Access.from_environment()
    return Endpoint(STORE, query_limits(), token=access.update_token, read_token=access.token)


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """The life of the endpoint; the store is read meanwhile, so that the first visitor need not wait for it."""
    threading.Thread(target=_read_store, daemon=True).start()
    async with endpoint.lifespan(app):
        yield


def _read_store() -> None:
    # What is wrong with the store is said on the page.
    with suppress(KgError):
        latest_of(STORE.resolve()).get()


endpoint = make_endpoint()
assets = Mount(ASSETS_URL, StaticFiles(directory=ASSETS, check_dir=False))
# Streamlit looks for these very words to know that this is a server and no page.
app = st.App(
    "app.py",
    routes=[*endpoint.routes(), assets],
    lifespan=lifespan,
    middleware=[Middleware(CarefulHeaders)],
)
