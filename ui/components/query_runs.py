"""Running queries from a page: start, watch, cancel, and what was asked before.

In the session are the query that is under way, what came of the last one, and a list of all. Nothing is kept elsewhere.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import streamlit as st

from kg.endpoint.limits import MEGABYTE
from kg.errors import KgError, QueryError, QueryRefused, QueryStopped, ServerBusy
from ui.asking import query_workers
from ui.components.editor import Problem
from ui.components.markdown import escape_markdown
from ui.components.questions import fill_in
from ui.failures import failures_shown
from ui.strings import Words
from ui.workbench.curl import curl_line, server_address
from ui.workbench.history import Past, gist, remember
from ui.workbench.runs import LARGEST_ANSWER, Asked, Outcome, Run

PATIENCE = 0.4
"""Seconds that the page waits for an answer before it shows that there is none yet: most queries take less."""
_POLL = 0.5
_RUN, _OUTCOME, _PAST, _NUMBER = "query-run-now", "query-outcome", "query-past", "query-number"


def start(asked: Asked, limit: float) -> None:
    """Runs a query in place of the one that is under way."""
    cancel()
    st.session_state[_OUTCOME] = None
    try:
        run = st.session_state[_RUN] = Run.start(query_workers(), asked, _next_number(), limit)
    except KgError as error:
        tell(asked, error)
        return
    if run.wait(PATIENCE):
        _conclude(run)


def tell(asked: Asked, error: KgError) -> None:
    """Says what is wrong with a query that could not even be started."""
    cancel()
    st.session_state[_OUTCOME] = Outcome(asked, _next_number(), 0.0, error=error)


def cancel() -> None:
    """Stops the query that is under way, if there is one."""
    run: Run | None = st.session_state.get(_RUN)
    if run is not None:
        run.stop()
    st.session_state[_RUN] = None


def follow_run(words: Words) -> bool:
    """Shows the query that is under way, until it is over; whether there is one."""
    if st.session_state.get(_RUN) is None:
        return False
    st.fragment(_follow, run_every=_POLL)(words)
    return True


def outcome_now() -> Outcome | None:
    """What came of the last query."""
    outcome: Outcome | None = st.session_state.get(_OUTCOME)
    return outcome


def find_problem(text: str, words: Words) -> Problem | None:
    """What is wrong with this text and where, if it was run and that is known."""
    outcome = outcome_now()
    if outcome is None or outcome.asked.text != text or not isinstance(outcome.error, QueryError):
        return None
    if outcome.error.place is None:
        return None
    return Problem(outcome.number, *outcome.error.place, message=explain(outcome, words))


def explain(outcome: Outcome, words: Words) -> str:
    """What went wrong, in plain words of the visitor's language where there are some."""
    error = outcome.error
    if not outcome.asked.text.strip() and not outcome.asked.named:
        return words("sparql.empty_query")
    if isinstance(error, QueryStopped):
        reasons = {
            "time": words("sparql.out_of_time", limit=f"{outcome.limit:g}"),
            "memory": words("sparql.out_of_memory"),
            "size": words("sparql.too_large", limit=f"{LARGEST_ANSWER // MEGABYTE} MB"),
            "cancelled": words("sparql.cancelled"),
            "lost": words("sparql.lost"),
        }
        return reasons[error.reason]
    if isinstance(error, ServerBusy):
        return words("sparql.busy")
    if isinstance(error, QueryRefused):
        return words("sparql.refused")
    if isinstance(error, QueryError) and error.place:
        line, column = error.place
        lines = outcome.asked.text.split("\n")
        near = lines[line - 1][column - 1 : column + 30].strip() if line <= len(lines) else ""
        return words("sparql.mistake", line=line, column=column, near=near or "…")
    return " ".join(str(error).split())


def draw_history(words: Words) -> None:
    """What was asked before, the latest first; a click brings it back."""
    past: tuple[Past, ...] = st.session_state.get(_PAST, ())
    with st.popover(words("sparql.history", count=len(past)), icon=":material/history:"):
        if not past:
            st.caption(words("sparql.no_history"))
            return
        for number, one in enumerate(past):
            st.button(
                escape_markdown(_gist(one, words)),
                key=f"past-{number}",
                type="tertiary",
                on_click=_bring_back,
                args=(one.asked,),
                help=escape_markdown(one.error) or None,
            )
            st.caption(escape_markdown(_told(one, words)))
        st.button(words("sparql.clear_history"), on_click=_clear, icon=":material/delete:")


def draw_share(asked: Asked, is_short: bool, words: Words) -> None:
    """The same query for a terminal, and the link of the page."""
    with st.popover(words("sparql.share"), icon=":material/share:"):
        server = server_address(st.context.url)
        st.markdown(words("sparql.curl"))
        st.code(curl_line(asked, server), language="bash", wrap_lines=True)
        st.markdown(words("sparql.link") if is_short else words("sparql.link_long"))
        if is_short:
            st.code(f"{server}/query?{urlencode(st.query_params.to_dict())}", language=None, wrap_lines=True)


def _follow(words: Words) -> None:
    with failures_shown(words):
        run: Run | None = st.session_state.get(_RUN)
        if run is None:
            st.rerun()
        elif run.wait():
            _conclude(run)
            st.rerun()
        elif run.is_waiting:
            st.progress(0.0, words("sparql.waiting"))
        else:
            told = words("sparql.running", seconds=f"{run.seconds:.0f}", limit=f"{run.limit:g}")
            st.progress(min(run.seconds / run.limit, 1.0), told)
        st.button(words("sparql.cancel"), icon=":material/stop_circle:", key="cancel-query", on_click=_stop)


def _stop() -> None:
    run: Run | None = st.session_state.get(_RUN)
    if run is not None:
        run.stop()


def _next_number() -> int:
    number: int = st.session_state.get(_NUMBER, 0) + 1
    st.session_state[_NUMBER] = number
    return number


def _conclude(run: Run) -> None:
    outcome = run.outcome()
    st.session_state[_RUN], st.session_state[_OUTCOME] = None, outcome
    st.session_state[_PAST] = remember(st.session_state.get(_PAST, ()), outcome, _now())


def _now() -> datetime:
    try:
        return datetime.now(ZoneInfo(st.context.timezone or "UTC"))
    except (ValueError, KeyError):
        return datetime.now(ZoneInfo("UTC"))


def _gist(one: Past, words: Words) -> str:
    if not one.asked.named:
        return gist(one.asked.text)
    values = ", ".join(value for _, value in one.asked.parameters)
    return f"{one.asked.named} ({values})" if values else one.asked.named


def _told(one: Past, words: Words) -> str:
    parts = [f"{one.at:%H:%M}", words("sparql.seconds", count=f"{one.seconds:.1f}")]
    if one.error:
        parts.append(words("sparql.failed"))
    elif one.kind != "ask":
        parts.append(words("sparql.count", count=f"{one.count:,}"))
    return " · ".join(parts)


def _bring_back(asked: Asked) -> None:
    updates: dict[str, Any] = {"mode": "named" if asked.named else "free"}
    if asked.named:
        updates["question"] = asked.named
        fill_in(dict(asked.parameters))
    else:
        updates["query"] = asked.text
    st.session_state.update(updates)


def _clear() -> None:
    st.session_state[_PAST] = ()
