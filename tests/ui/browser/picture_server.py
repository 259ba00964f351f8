"""Serves picture_page.py with the dashboard's JavaScript beside it."""

from __future__ import annotations

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from ui.components.assets import ASSETS, ASSETS_URL

app = st.App("picture_page.py", routes=[Mount(ASSETS_URL, StaticFiles(directory=ASSETS))])
