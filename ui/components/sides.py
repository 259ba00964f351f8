"""The two entities of a doubt beside each other."""

from __future__ import annotations

from html import escape

import streamlit as st

from kg.errors import NotFound
from kg.model import Entity
from kg.store import Doubt
from kg.store.knowledge_base import KnowledgeBase
from ui.components.evidence import claim_cards, display_name
from ui.components.palette import TYPE_COLORS
from ui.review.shared import find_common, telling_claims
from ui.snapshot import Snapshot
from ui.strings import Words

_SENTENCES = 3
_OTHERS = 8
_FAINT = "opacity:.75;font-size:.9rem"


def draw_sides(doubt: Doubt, knowledge: KnowledgeBase, snapshot: Snapshot, words: Words) -> None:
    """Names, types and sentences of both, and what they have in common."""
    for column, (identity, name) in zip(st.columns(2), (doubt.one, doubt.other), strict=True):
        if identity:
            with column:
                _draw_side(identity, name, knowledge, snapshot, words)
    if doubt.other[0]:
        common = find_common(doubt.one[0], doubt.other[0], snapshot.by_entity)
        names = [display_name(one, snapshot.entities, words.lang) for one in common.others[:_OTHERS]]
        told = ", ".join(names) if names else words("review.nothing_common")
        st.html(f'<div style="{_FAINT}">{escape(words("review.common", others=told, articles=common.articles))}</div>')


def _draw_side(identity: str, name: str, knowledge: KnowledgeBase, snapshot: Snapshot, words: Words) -> None:
    claims = snapshot.by_entity.get(identity, ())
    try:
        st.html(_draw_entity(knowledge.entity(identity), len(claims), words))
    except NotFound:
        st.html(f"<b>{escape(name)}</b><div style='{_FAINT}'>{escape(words('review.not_here'))}</div>")
        return
    shown = telling_claims(claims, _SENTENCES)
    if shown:
        full = knowledge.claims(ids=[one.id for one in shown])
        st.html(claim_cards(full, snapshot.articles, snapshot.entities, words))
    else:
        st.caption(words("review.no_claims"))


def _draw_entity(entity: Entity, claims: int, words: Words) -> str:
    name = entity.label(words.lang)
    others = [one for one in dict.fromkeys((*entity.labels.values(), *entity.names)) if one != name]
    color = TYPE_COLORS[str(entity.type)]
    facts = " · ".join((words.type(str(entity.type)), entity.id, words("review.claims", count=claims)))
    return (
        f'<div style="border-left:4px solid {color};padding-left:.7rem">'
        f'<div style="font-size:1.25rem;font-weight:600;overflow-wrap:anywhere">{escape(name)}</div>'
        f'<div style="{_FAINT}">{escape(facts)}</div><div style="{_FAINT}">{escape(" · ".join(others[:6]))}</div></div>'
    )
