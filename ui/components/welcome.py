"""What a visitor sees before there is anything to see."""

from __future__ import annotations

import shlex
from pathlib import Path

import streamlit as st

from ui.strings import Words


def draw_missing_store(store: Path | None, words: Words) -> None:
    """Says that there is no knowledge base, and how to build one."""
    if store is None:
        _draw(words("app.no_store"), Path("STORE"), words)
    else:
        _draw(words("app.missing_store", store=store), store, words)


def draw_empty_store(store: Path, words: Words) -> None:
    """Says that the knowledge base is empty, and how to fill it."""
    _draw(words("app.empty_store", store=store), store, words)


def _draw(message: str, store: Path, words: Words) -> None:
    folder = shlex.quote(str(store))
    st.title(words("app.title"))
    st.text(message)
    st.code(f"kg build ARTICLES.jsonl --store {folder}\nkg serve --store {folder}", language="bash")
    st.text(words("app.then_reload"))
