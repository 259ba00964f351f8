"""On an entity's page: that its name was linked to it with doubt, why, and where to decide."""

from __future__ import annotations

import streamlit as st

from kg.store import Doubt
from ui.components.link_reasons import read_link_reason
from ui.components.markdown import escape_markdown
from ui.review.questions import ask_about
from ui.snapshot import Snapshot
from ui.strings import Words

_SHOWN = 3


def draw_link_doubts(entity_id: str, snapshot: Snapshot, words: Words) -> None:
    """Draws the most valuable of the doubts, if there are any."""
    doubts = snapshot.knowledge.link_doubts(entity_id)[:_SHOWN]
    if not doubts:
        return
    with st.container(key="screen-doubts", gap="small"):
        for question in ask_about(doubts, ()):
            assert question.doubt is not None
            st.warning(_said(question.doubt, snapshot, words), icon=":material/help:")
            st.page_link("views/review.py", label=words("entity.decide"), query_params={"question": question.key})


def _said(doubt: Doubt, snapshot: Snapshot, words: Words) -> str:
    why = escape_markdown(read_link_reason(doubt.why, words, snapshot.entities))
    score = f"{doubt.score:.2f}"
    if not doubt.other[0]:
        return words("entity.doubt", articles=doubt.articles, score=score, why=why)
    identity, label = doubt.other
    known = snapshot.entities.get(identity)
    other = escape_markdown(known.label(words.lang) if known else label)
    return words("entity.doubt_other", articles=doubt.articles, score=score, why=why, other=other)
