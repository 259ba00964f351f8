"""An entity corrected by hand: another name, another type, one with another entity or apart from it."""

from __future__ import annotations

import streamlit as st

from kg.model import Entity, EntityType
from kg.store import Verdict
from ui.components.judging import decide, reviewer, shown_name
from ui.components.search import search_entity
from ui.failures import failures_shown
from ui.snapshot import Snapshot
from ui.strings import LANGUAGES, Words
from ui.writing import may_write


def draw_correction(snapshot: Snapshot, words: Words) -> None:
    """Asks for an entity, and what is wrong with it."""
    chosen = search_entity(snapshot, words, "correct", label=words("review.choose"))
    if chosen is None:
        st.info(words("review.choose_first"))
        return
    entity = snapshot.entities[chosen]
    st.markdown(f"{shown_name(entity.label(words.lang), entity.id)} · {words.type(str(entity.type))}")
    if not may_write():
        return
    other = search_entity(snapshot, words, "correct-other", label=words("review.choose_other"))
    _draw_forms(entity, other, words)


@st.fragment
def _draw_forms(entity: Entity, other: str | None, words: Words) -> None:
    with failures_shown(words):
        if not reviewer():
            st.caption(words("review.name_first"))
        ready = bool(reviewer())
        made: tuple[Verdict, str, str, str, str] | None = None
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for verdict, label in ((Verdict.MERGE, words("review.merge")), (Verdict.SPLIT, words("review.split"))):
                usable = ready and other is not None and other != entity.id
                if st.button(label, key=f"correct-{verdict}", disabled=not usable) and other:
                    made = (verdict, entity.id, other, "", "")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(words("review.new_name"), key=f"name-{entity.id}", max_chars=200).strip()
            lang = st.selectbox(
                words("review.name_lang"),
                list(LANGUAGES),
                format_func=LANGUAGES.__getitem__,
                index=list(LANGUAGES).index(words.lang),
                key=f"name-lang-{entity.id}",
            )
            if st.button(words("review.rename"), key="correct-rename", disabled=not (ready and name)):
                made = (Verdict.RENAME, entity.id, "", name, lang)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            types = [str(one) for one in EntityType]
            kind = st.selectbox(
                words("review.new_type"),
                types,
                format_func=words.type,
                index=types.index(str(entity.type)),
                key=f"type-{entity.id}",
            )
            same = kind == str(entity.type)
            if st.button(words("review.retype"), key="correct-retype", disabled=not ready or same):
                made = (Verdict.RETYPE, entity.id, "", kind, "")
        if made is not None and decide(made, words=words):
            # Names are all over the page: everything is drawn from the new state.
            st.rerun()
