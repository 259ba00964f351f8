"""The dashboard's own components: where their JavaScript is, and how a page gets it.

The files are built from `ui/frontend/src` (see `ui/frontend/build.py`) and served by `ui/server.py` beside the pages,
so that a browser keeps them and nothing comes from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

ASSETS = Path(__file__).parents[1] / "frontend" / "dist"
ASSETS_URL = "/assets"

# Streamlit gives a page the text of a module; this one fetches the real one, which need not travel with every page.
_LOADER = """const { default: mount } = await import(new URL("assets/%s.js?%s", document.baseURI).href);
export default mount;"""


@cache
def load_component(name: str, css: str = "") -> Callable[..., Any]:
    """One of the components in `ui/frontend/src`, to be called as Streamlit's components (version 2) are.

    Args:
        name: The name of its file, without its ending.
        css: Its style.
    """
    return st.components.v2.component(f"newskg_{name}", js=_LOADER % (name, _edition(name)), css=css)


def _edition(name: str) -> str:
    # Browsers keep what they have under this address until another version is installed.
    try:
        return str((ASSETS / f"{name}.js").stat().st_mtime_ns)
    except FileNotFoundError:
        return ""
