"""The dashboard with the SPARQL endpoint beside it: `streamlit run ui/server.py -- --store DIR --limits JSON`."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kg.endpoint.server import Endpoint
from kg.endpoint.workers import TOKEN_VARIABLE
from ui.asking import query_limits
from ui.components.assets import ASSETS, ASSETS_URL
from ui.state import store_path


def make_endpoint() -> Endpoint:
    """The endpoint that the command line asks for."""
    return Endpoint(store_path() or Path("kg-store"), query_limits(), token=os.environ.get(TOKEN_VARIABLE, ""))


endpoint = make_endpoint()
assets = Mount(ASSETS_URL, StaticFiles(directory=ASSETS, check_dir=False))
# Streamlit looks for these very words to know that this is a server and no page.
app = st.App("app.py", routes=[*endpoint.routes(), assets], lifespan=endpoint.lifespan)
