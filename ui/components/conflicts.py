"""Contradictions in what is said of an entity, looked for when somebody asks."""

from __future__ import annotations

import streamlit as st

from kg.store.outlines import ClaimOutline
from kg.timeline import Conflict
from ui.components.evidence import display_name, read_phrase, role_label
from ui.components.facts import sources_label
from ui.components.markdown import escape_markdown
from ui.components.sources import open_sources
from ui.failures import failures_shown
from ui.history import entity_conflicts
from ui.snapshot import Snapshot
from ui.strings import Words


@st.fragment
def draw_conflicts(entity_id: str, snapshot: Snapshot, words: Words) -> None:
    """Draws a button, and below it what contradicts each other, side by side."""
    with failures_shown(words):
        st.markdown(f"#### {words('entity.conflicts')}")
        asked = "conflicts-of"
        if st.session_state.get(asked) != entity_id:
            label = words("entity.look_conflicts")
            st.button(label, key="look-conflicts", on_click=st.session_state.__setitem__, args=(asked, entity_id))
            return
        conflicts = entity_conflicts(snapshot, entity_id)
        if not conflicts:
            st.info(words("entity.no_conflicts"))
        outlines = {claim.id: claim for claim in snapshot.by_entity.get(entity_id, ())}
        for number, conflict in enumerate(conflicts):
            _draw_conflict(conflict, number, outlines, snapshot, words)


def _draw_conflict(
    conflict: Conflict, number: int, outlines: dict[str, ClaimOutline], snapshot: Snapshot, words: Words
) -> None:
    kind = words(f"entity.conflict_{conflict.kind}")
    st.markdown(f"**{escape_markdown(_phrase(conflict, snapshot, words))}** · {escape_markdown(kind)}")
    sides = (("for", conflict.claims), ("against", conflict.against))
    for column, (name, ids) in zip(st.columns(2), sides, strict=True):
        found = [outlines[one] for one in ids if one in outlines]
        sources = sources_label(len({claim.article_hash for claim in found}), words)
        with column:
            label = escape_markdown(words(f"entity.side_{name}", sources=sources))
            open_sources(label, found, snapshot, words, key=f"conflict-{number}-{name}")


def _phrase(conflict: Conflict, snapshot: Snapshot, words: Words) -> str:
    first, relation, other = conflict.about
    if conflict.kind == "holders":
        subject = role_label(first, words) or first
    else:
        subject = display_name(first, snapshot.entities, words.lang)
    return read_phrase(subject, relation, display_name(other, snapshot.entities, words.lang) if other else "", words)
