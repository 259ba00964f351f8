"""Choosing an entity by any of its names, in either language."""

from __future__ import annotations

import streamlit as st

from kg.model import Entity
from ui.snapshot import Snapshot

_ALIASES_SHOWN = 4


def list_entities(snapshot: Snapshot) -> list[str]:
    """Entity ids, those with the most claims first."""
    return sorted(snapshot.entities, key=lambda one: (-len(snapshot.by_entity.get(one, ())), one))


def name_entity(entity: Entity, lang: str) -> str:
    """The name in the chosen language, then the other names, so that typing any of them finds it."""
    first = entity.label(lang)
    others = [name for name in dict.fromkeys((*entity.labels.values(), *entity.names)) if name != first]
    return " / ".join((first, *others[:_ALIASES_SHOWN]))


def pick_entity(snapshot: Snapshot, label: str, placeholder: str, lang: str, key: str) -> str | None:
    """A box that finds entities by name; what is chosen stays in the session under `key`."""
    if st.session_state.get(key) not in snapshot.entities:
        st.session_state[key] = None
    return st.selectbox(
        label,
        list_entities(snapshot),
        index=None,
        format_func=lambda one: name_entity(snapshot.entities[one], lang),
        placeholder=placeholder,
        key=key,
        persist_state="session",
    )
