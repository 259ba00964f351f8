"""The dashboard with the SPARQL endpoint beside it: `streamlit run ui/server.py -- --store DIR --limits JSON`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kg.endpoint.limits import Limits
from kg.endpoint.server import Endpoint
from ui.access import Access
from ui.components.assets import ASSETS, ASSETS_URL
from ui.headers import CarefulHeaders
from ui.state import store_path


def make_endpoint() -> Endpoint:
    """The endpoint that the command line asks for."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--limits", type=json.loads, default={})
    limits = Limits(**parser.parse_known_args(sys.argv[1:])[0].limits)
    access = Access.from_environment()
    return Endpoint(store_path() or Path("kg-store"), limits, token=access.update_token, read_token=access.token)


endpoint = make_endpoint()
assets = Mount(ASSETS_URL, StaticFiles(directory=ASSETS, check_dir=False))
# Streamlit looks for these very words to know that this is a server and no page.
app = st.App(
    "app.py",
    routes=[*endpoint.routes(), assets],
    lifespan=endpoint.lifespan,
    middleware=[Middleware(CarefulHeaders)],
)
