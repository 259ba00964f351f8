"""The editor for SPARQL (`ui/frontend/src/editor.js`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from kg.model import Entity
from ui.components.assets import load_component
from ui.components.search import LONGEST_NAME
from ui.failures import failures_shown
from ui.snapshot import Snapshot
from ui.strings import Words
from ui.workbench.completion import entity_completion, list_terms

LONGEST_QUERY = 2**20
"""Characters of a query, as the endpoint takes too."""
_SUGGESTED = 12
_CSS = """
.editor { font-family: var(--st-font); border: 1px solid var(--st-border-color); border-radius: .5rem; }
.editor .cm-editor { border-radius: .5rem; }
.editor .hint { margin: 0; padding: .3rem .7rem; font-size: .8rem; color: var(--st-text-color);
  border-top: 1px solid var(--st-border-color); }
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a query, and where: line and column from 1.

    Attributes:
        number: Which run told; it is shown once for each.
        line: Its line.
        column: Its column.
        message: What it is.
    """

    number: int
    line: int
    column: int
    message: str


def edit_query(snapshot: Snapshot, words: Words, key: str, problem: Problem | None = None) -> None:
    """An editor whose text is in the session under `key`, whoever wrote it.

    When the visitor strikes Ctrl+Enter, `KEY-run` in the session is true and the page runs; it is for the page to
    take it away.

    Args:
        snapshot: Where names are looked up.
        words: The language.
        key: Where the text is kept; no widget may have this key.
        problem: What is wrong with the text, to be underlined.
    """
    _draw(snapshot, words, key, problem)


@st.fragment
def _draw(snapshot: Snapshot, words: Words, key: str, problem: Problem | None) -> None:
    with failures_shown(words):
        _draw_editor(snapshot, words, key, problem)


def _draw_editor(snapshot: Snapshot, words: Words, key: str, problem: Problem | None) -> None:
    widget, told, revision = f"{key}-editor", f"{key}-told", f"{key}-revision"
    state: dict[str, Any] = st.session_state.get(widget) or {}
    text = st.session_state[key]
    # What the editor told is in it; anything else came from a link or a button and goes into it.
    if text != st.session_state.get(told):
        st.session_state[told] = text
        st.session_state[revision] = st.session_state.get(revision, 0) + 1
    wanted = str(state.get("wanted") or "")[:LONGEST_NAME]
    edition = f"{snapshot.edition}|{words.lang}"
    data = {
        "label": words("sparql.text"),
        "words": {"hint": words("sparql.keys")},
        "text": text,
        "revision": st.session_state[revision],
        "problem": asdict(problem) if problem else None,
        "entities": {"text": wanted, "options": _suggest(snapshot, wanted, words)},
        "edition": edition,
        "terms": None if state.get("terms") == edition else _terms(edition, snapshot, words),
    }
    answer = load_component("editor", _CSS)(
        data=data,
        key=widget,
        on_text_change=lambda: _take(key, widget, "text"),
        on_run_change=lambda: _run(key, widget),
        on_wanted_change=lambda: None,
        on_terms_change=lambda: None,
    )
    # A callback of a fragment runs the fragment only; the page has to run the query.
    if answer.run is not None:
        st.rerun()


def _take(key: str, widget: str, part: str) -> None:
    text = str(st.session_state[widget][part] or "")[:LONGEST_QUERY]
    st.session_state[key] = st.session_state[f"{key}-told"] = text


def _run(key: str, widget: str) -> None:
    _take(key, widget, "run")
    st.session_state[f"{key}-run"] = True


def _suggest(snapshot: Snapshot, wanted: str, words: Words) -> list[dict[str, str]]:
    found: list[Entity] = snapshot.suggest(wanted, _SUGGESTED) if wanted else []
    return [entity_completion(entity, words) for entity in found]


@st.cache_data(max_entries=4, show_spinner=False)
def _terms(edition: str, _snapshot: Snapshot, _words: Words) -> list[dict[str, Any]]:
    del edition  # what tells one cached list from another
    return [asdict(term) for term in list_terms(_snapshot.knowledge, _words)]
