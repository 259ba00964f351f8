"""Insights: what the claims tell when they are taken together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from kg.model import Status
from ui.failures import failures_shown
from ui.insights.briefing_tab import draw_briefing
from ui.insights.disputes_tab import ALL, draw_contested, draw_rumours
from ui.insights.influence_tab import MEASURES, draw_communities, draw_strings
from ui.insights.investors import SPENDING
from ui.insights.money_tab import draw_investors
from ui.insights.network import Choice
from ui.insights.rumours import OUTCOMES
from ui.snapshot import Snapshot
from ui.state import open_view, restore_choices, write_link
from ui.strings import Words

_KINDS: Mapping[str, Callable[[Snapshot, Words, Choice], None]] = {
    "strings": draw_strings,
    "communities": draw_communities,
    "investors": draw_investors,
    "contested": draw_contested,
    "rumours": draw_rumours,
    "briefing": draw_briefing,
}
# Of the others the statuses are the matter itself.
_BY_STATUS = ("strings", "communities")
_DEFAULTS: dict[str, object] = {
    "kind": "strings",
    "insight_statuses": [str(status) for status in Status if status.is_factual],
    "since": "",
    "until": "",
    "measure": "weight",
    "insight_types": [],
    "spending": "investsIn",
    "outcome": ALL,
    "about": None,
}
_ONE_OF = {"kind": tuple(_KINDS), "measure": MEASURES, "spending": SPENDING, "outcome": (ALL, *OUTCOMES)}
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


def show() -> None:
    """Draws the view."""
    restore_choices(_DEFAULTS)
    _draw()


@st.fragment
def _draw() -> None:
    # All of it, so that no choice runs the whole page again.
    snapshot, words = open_view()
    with failures_shown(words):
        _mend_choices(words)
        kind = st.segmented_control(
            words("insights.kind"),
            list(_KINDS),
            format_func=lambda name: words(f"insights.kind_{name}"),
            key="kind",
            required=True,
            persist_state="session",
            label_visibility="collapsed",
        )
        choice = _choose_claims(kind, words)
        if not choice.statuses:
            st.info(words("insights.nothing"), icon=":material/filter_alt_off:")
        else:
            _KINDS[kind](snapshot, words, choice)
    write_link(_DEFAULTS)


def _mend_choices(words: Words) -> None:
    """Puts what may stand in place of what a link says and nobody can choose."""
    chosen = st.session_state
    for key, allowed in _ONE_OF.items():
        if chosen[key] not in allowed:
            chosen[key] = allowed[0]
    for key, known in (("insight_statuses", words.schema.statuses), ("insight_types", words.schema.types)):
        chosen[key] = [name for name in chosen[key] if name in known]
    for key in ("since", "until"):
        chosen[key] = _clean_day(chosen[key])


def _clean_day(text: object) -> str:
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        return ""
    return day.isoformat() if _FIRST <= day <= _LAST else ""


def _choose_claims(kind: str, words: Words) -> Choice:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if kind in _BY_STATUS:
            st.multiselect(
                words("insights.statuses"),
                list(words.schema.statuses),
                format_func=words.status,
                placeholder=words("insights.statuses_none"),
                key="insight_statuses",
                persist_state="session",
            )
        for key in ("since", "until"):
            _ask_day(key, words)
    statuses = st.session_state["insight_statuses"] if kind in _BY_STATUS else list(words.schema.statuses)
    return Choice(tuple(sorted(statuses)), st.session_state["since"], st.session_state["until"])


def _ask_day(key: str, words: Words) -> None:
    # Other views keep the day as text, and a link is text: the box only shows it.
    box = f"insights-{key}"
    day = st.session_state[key]
    st.session_state[box] = date.fromisoformat(day) if day else None
    st.date_input(
        words(f"insights.{key}"),
        value=None,
        key=box,
        min_value=_FIRST,
        max_value=_LAST,
        format="YYYY-MM-DD",
        on_change=_take_day,
        args=(key, box),
        width=170,
    )


def _take_day(key: str, box: str) -> None:
    day = st.session_state[box]
    st.session_state[key] = day.isoformat() if day else ""


if __name__ == "__main__":
    show()
