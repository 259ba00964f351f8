"""The network."""

from __future__ import annotations

import streamlit as st

from ui.components.search import search_entity
from ui.state import open_view


def show() -> None:
    """Draws the view."""
    snapshot, words = open_view()
    st.write(search_entity(snapshot, words, "focus"))


if __name__ == "__main__":
    show()
