"""Events over time."""

from __future__ import annotations

import streamlit as st

from ui.components.brush import draw_brush
from ui.components.search import search_entity
from ui.state import open_view, restore_choices, write_link
from ui.timeline.bars import count_months


def show() -> None:
    """Draws the view."""
    snapshot, words = open_view()
    defaults: dict[str, object] = {"entity": None, "since": "", "until": ""}
    restore_choices(defaults)
    search_entity(snapshot, words, "entity")

    def choose(since: str, until: str) -> None:
        st.session_state.update(since=since, until=until)

    draw_brush(
        count_months(claim.day for claim in snapshot.outlines),
        st.session_state["since"],
        st.session_state["until"],
        words,
        key="timeline-dates",
        label=words("brush.label"),
        on_change=choose,
    )
    st.write(st.session_state["since"], st.session_state["until"])
    write_link(defaults)


if __name__ == "__main__":
    show()
