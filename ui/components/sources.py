"""The evidence of what is on a line, read when somebody opens it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kg.store.outlines import ClaimOutline
from ui.components.evidence import claim_cards
from ui.snapshot import Snapshot
from ui.strings import Words

_SHOWN = 10
# Streamlit draws compact lines faint, which leaves too little contrast for what is there to be read.
_STYLE = """<style>
[class*="st-key-lines-"] summary { opacity: 1; padding-top: .1rem; padding-bottom: .1rem }
[class*="st-key-lines-"] summary:hover { background: var(--st-secondary-background-color) }
[class*="st-key-lines-"] summary > span { align-items: flex-start }
</style>"""


def begin_lines(key: str, title: str = "") -> DeltaGenerator:
    """A container for lines that open, close below each other and below their title (Markdown)."""
    box = st.container(key=f"lines-{key}", gap=None)
    box.html(_STYLE)
    if title:
        box.markdown(f"**{title}**")
    return box


def open_sources(label: str, claims: Sequence[ClaimOutline], snapshot: Snapshot, words: Words, *, key: str) -> None:
    """A line that opens to the sentences behind it; of many the latest are shown first.

    Args:
        label: The line, as Markdown.
        claims: What it was read from.
        snapshot: Where to read it.
        words: The language.
        key: The key of the line in the session.
    """
    line = st.expander(label, key=key, type="compact", on_change="rerun")
    if not line.open:
        return
    wanted = sorted(claims, key=lambda claim: (claim.reported, claim.id), reverse=True)
    everything = f"{key}-all"
    shown = wanted if st.session_state.get(everything) else wanted[:_SHOWN]
    with line:
        st.html(claim_cards(snapshot.read_claims(shown), snapshot.articles, snapshot.entities, words))
        if len(shown) < len(wanted):
            st.button(
                words("timeline.all_sources", count=f"{len(wanted):,}"),
                key=f"{key}-more",
                on_click=st.session_state.__setitem__,
                args=(everything, True),
            )
