"""What the view of insights works out of a knowledge base, kept for all visitors who look through the same filters."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kg.network import Community, Link, Standing, find_communities, rank_standing
from kg.store.briefing import Sources, write_briefing
from kg.store.news import find_news
from kg.timeline import Conflict, Deal
from ui.insights.contested import Dispute, rank_disputes
from ui.insights.network import Choice, join_entities
from ui.snapshot import Snapshot

BRIEFED = 20
"""Items of each kind in a briefing: what can be read over a coffee. Set by hand."""

# Each of these is small beside the snapshot that it was worked out of. The states of a store come and go: of the last
# one nobody asks any more.
_KEPT = 16


def read_links(snapshot: Snapshot, choice: Choice) -> list[Link]:
    """What joins each two entities."""
    return _read_links(_state(snapshot), choice, snapshot)


def read_standing(snapshot: Snapshot, choice: Choice) -> list[Standing]:
    """Who pulls strings."""
    return _read_standing(_state(snapshot), choice, snapshot)


def read_communities(snapshot: Snapshot, choice: Choice) -> list[Community]:
    """Who belongs together."""
    return _read_communities(_state(snapshot), choice, snapshot)


def read_deals(snapshot: Snapshot) -> list[Deal]:
    """Every deal."""
    return _read_deals(_state(snapshot), snapshot)


def read_amounts(snapshot: Snapshot) -> Mapping[str, tuple[float, str]]:
    """The amounts that claims give."""
    return _read_amounts(_state(snapshot), snapshot)


def read_disputes(snapshot: Snapshot, choice: Choice) -> list[Dispute]:
    """What is most contested."""
    conflicts = _read_conflicts(_state(snapshot), snapshot)
    return rank_disputes(snapshot.outlines, conflicts, snapshot.knowledge.schema, choice)


def read_briefing(snapshot: Snapshot, since: str, until: str, about: str, lang: str) -> str:
    """What is new, as Markdown."""
    return _read_briefing(_state(snapshot), since, until, about, lang, snapshot)


def _state(snapshot: Snapshot) -> str:
    return f"{snapshot.store}|{snapshot.edition}"


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _read_links(state: str, choice: Choice, _snapshot: Snapshot) -> list[Link]:
    return join_entities(_snapshot.outlines, choice)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _read_standing(state: str, choice: Choice, _snapshot: Snapshot) -> list[Standing]:
    return rank_standing(read_links(_snapshot, choice))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _read_communities(state: str, choice: Choice, _snapshot: Snapshot) -> list[Community]:
    return find_communities(read_links(_snapshot, choice))


# What is asked of the store is the same whatever the filters are. It is shared and not copied, and nobody changes it.
@st.cache_resource(max_entries=2, show_spinner=False)
def _read_deals(state: str, _snapshot: Snapshot) -> list[Deal]:
    return _snapshot.knowledge.deals()


@st.cache_resource(max_entries=2, show_spinner=False)
def _read_amounts(state: str, _snapshot: Snapshot) -> Mapping[str, tuple[float, str]]:
    return _snapshot.knowledge.amounts()


@st.cache_resource(max_entries=2, show_spinner=False)
def _read_conflicts(state: str, _snapshot: Snapshot) -> list[Conflict]:
    return _snapshot.knowledge.conflicts()


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _read_briefing(state: str, since: str, until: str, about: str, lang: str, _snapshot: Snapshot) -> str:
    knowledge = _snapshot.knowledge
    news = find_news(_snapshot.outlines, knowledge.schema, since, until, about=about).first(BRIEFED)
    claims = {claim.id: claim for claim in knowledge.claims(ids=news.claims)}
    return write_briefing(news, Sources(knowledge.schema, _snapshot.entities, _snapshot.articles, claims), lang)
