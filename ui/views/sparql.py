"""Questions in SPARQL: ready-made ones with a form, and any that a visitor writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import streamlit as st

from kg.errors import KgError, QueryError, QueryStopped
from kg.store.named_queries import load_query, query_names
from kg.store.namespaces import EDGES_GRAPH
from ui.asking import query_limits, query_workers
from ui.components.answer import draw_answer
from ui.components.editor import edit_query
from ui.components.markdown import escape_markdown
from ui.components.query_runs import (
    draw_history,
    draw_share,
    explain,
    find_problem,
    follow_run,
    outcome_now,
    start,
    tell,
)
from ui.components.questions import draw_form, draw_gallery, filled_in, missing, parameter_defaults
from ui.snapshot import Snapshot
from ui.state import open_view, restore_choices, write_link
from ui.strings import Words
from ui.workbench.runs import Asked

# Characters of a query as a link has them: what stands before a server often takes no more than 8,000 in all.
LONGEST_IN_LINK = 6_000
_SECONDS = (5.0, 15.0, 60.0, 300.0)
_MODES = ("named", "free")
_EXAMPLE = f"""SELECT ?subject ?relation ?object WHERE {{
  GRAPH <{EDGES_GRAPH.value}> {{ ?subject ?relation ?object }}
  FILTER(?relation != kg:linkedTo)
}}
ORDER BY ?relation ?subject ?object
LIMIT 100"""


def show() -> None:
    """Draws the view."""
    snapshot, words = open_view()
    # They take half a second to start, in which a visitor reads.
    query_workers()
    defaults = _restore()
    modes = {"named": words("sparql.named"), "free": words("sparql.free")}
    mode = st.segmented_control(
        words("sparql.mode"),
        _MODES,
        format_func=modes.__getitem__,
        key="mode",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    if mode == "free":
        asked = _write(snapshot, words, defaults)
    elif st.session_state["question"]:
        asked = _fill_in(snapshot, words, defaults)
    else:
        draw_gallery(words, "question")
        write_link(defaults)
        return
    if not follow_run(words):
        _draw_outcome(asked, snapshot, words)


def _restore() -> dict[str, object]:
    """The choices of this view, and what they are where nobody chose."""
    most = query_limits().seconds
    defaults: dict[str, object] = {
        "mode": "named",
        "question": "",
        "query": _EXAMPLE,
        "seconds": most,
        "look": "table",
        **parameter_defaults(),
    }
    restore_choices(defaults)
    state = st.session_state
    allowed = {"mode": _MODES, "question": ("", *query_names()), "seconds": _limits()}
    for key, values in allowed.items():
        if state[key] not in values:
            state[key] = defaults[key]
    return defaults


def _limits() -> list[float]:
    most = query_limits().seconds
    return [*(seconds for seconds in _SECONDS if seconds < most), most]


def _write(snapshot: Snapshot, words: Words, defaults: dict[str, object]) -> Asked:
    if st.session_state.pop("query-run", False):
        _run_text()
    text = st.session_state["query"]
    edit_query(snapshot, words, "query", find_problem(text, words))
    asked = Asked(text)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _draw_run(words, _run_text)
        is_short = len(quote(text)) <= LONGEST_IN_LINK
        write_link(defaults if is_short else {key: value for key, value in defaults.items() if key != "query"})
        draw_history(words)
        draw_share(asked, is_short, words)
    return asked


def _fill_in(snapshot: Snapshot, words: Words, defaults: dict[str, object]) -> Asked:
    query = load_query(st.session_state["question"])
    draw_form(query, snapshot, words, "question")
    asked = Asked("", query.name, tuple(filled_in(query).items()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _draw_run(words, _run_named, snapshot, words)
        st.button(words("sparql.open"), icon=":material/code:", on_click=_open_named, args=(snapshot, words))
        write_link(defaults)
        draw_history(words)
        draw_share(asked, True, words)
    return asked


def _draw_run(words: Words, run: Callable[..., None], *args: object) -> None:
    # Runs before the page is drawn anew, so that the editor can show what is wrong.
    st.button(
        words("sparql.run"), type="primary", icon=":material/play_arrow:", key="run-query", on_click=run, args=args
    )
    st.selectbox(
        words("sparql.limit"),
        _limits(),
        format_func=lambda seconds: words("sparql.seconds", count=f"{seconds:g}"),
        key="seconds",
        help=words("sparql.limit_help", most=f"{query_limits().seconds:g}"),
        persist_state="session",
        width=130,
    )


def _run_text() -> None:
    start(Asked(st.session_state["query"]), st.session_state["seconds"])


def _run_named(snapshot: Snapshot, words: Words) -> None:
    asked = _bind(snapshot, words)
    if asked is not None:
        start(asked, st.session_state["seconds"])


def _open_named(snapshot: Snapshot, words: Words) -> None:
    asked = _bind(snapshot, words)
    if asked is not None:
        st.session_state["mode"], st.session_state["query"] = "free", asked.text


def _bind(snapshot: Snapshot, words: Words) -> Asked | None:
    """The packaged query with what is filled in; None if that cannot be, which the visitor is told."""
    query = load_query(st.session_state["question"])
    values = filled_in(query)
    asked = Asked("", query.name, tuple(values.items()))
    try:
        left = missing(query, values, words)
        if left:
            raise QueryError(words("sparql.required", name=", ".join(left)))
        return replace(asked, text=query.bind(values, snapshot.knowledge))
    except KgError as error:
        tell(asked, error)
        return None


def _draw_outcome(asked: Asked, snapshot: Snapshot, words: Words) -> None:
    outcome = outcome_now()
    # The answer stays when the language changes, and goes when another question is on the page.
    if outcome is None or outcome.asked.named != asked.named:
        return
    if isinstance(outcome.error, QueryStopped) and outcome.error.reason == "cancelled":
        st.info(explain(outcome, words), icon=":material/stop_circle:")
    elif outcome.error is not None:
        st.error(escape_markdown(explain(outcome, words)), icon=":material/error:")
    else:
        draw_answer(outcome, snapshot, words, "look")


if __name__ == "__main__":
    show()
