"""Periods, deals and contradictions as the store tells them, remembered for all visitors."""

from __future__ import annotations

import streamlit as st

from kg.timeline import Conflict, Deal, Period
from ui.snapshot import Snapshot

_REMEMBERED = 32
"""Entities whose histories are kept; a round number, not tuned."""


def entity_periods(snapshot: Snapshot, entity_id: str) -> tuple[Period, ...]:
    """What held of an entity from when until when."""
    return _periods(snapshot, _state(snapshot), entity_id)


def entity_deals(snapshot: Snapshot, entity_id: str | None = None) -> tuple[Deal, ...]:
    """The deals of an entity, or all."""
    return _deals(snapshot, _state(snapshot), entity_id)


def entity_conflicts(snapshot: Snapshot, entity_id: str) -> tuple[Conflict, ...]:
    """The contradictions in what is said of an entity."""
    return _conflicts(snapshot, _state(snapshot), entity_id)


def _state(snapshot: Snapshot) -> tuple[str, str]:
    return str(snapshot.store), snapshot.edition


@st.cache_resource(max_entries=_REMEMBERED, show_spinner=False)
def _periods(_snapshot: Snapshot, state: tuple[str, str], entity_id: str) -> tuple[Period, ...]:
    return tuple(_snapshot.knowledge.periods(entity=entity_id))


@st.cache_resource(max_entries=_REMEMBERED, show_spinner=False)
def _deals(_snapshot: Snapshot, state: tuple[str, str], entity_id: str | None) -> tuple[Deal, ...]:
    return tuple(_snapshot.knowledge.deals(entity=entity_id))


@st.cache_resource(max_entries=_REMEMBERED, show_spinner=False)
def _conflicts(_snapshot: Snapshot, state: tuple[str, str], entity_id: str) -> tuple[Conflict, ...]:
    return tuple(_snapshot.knowledge.conflicts(entity=entity_id))
