"""Choosing an entity by any of its names, in either language, with suggestions as one types."""

from __future__ import annotations

import streamlit as st

from kg.model import Entity
from ui.components.assets import load_component
from ui.snapshot import Snapshot
from ui.strings import Words

LONGEST_NAME = 200
_SUGGESTED = 10
_ALIASES_SHOWN = 3
_CSS = """
.search { position: relative; font-family: var(--st-font); }
.search label { display: block; font-size: .875rem; color: var(--st-text-color); margin-bottom: .25rem; }
.search input { width: 100%; box-sizing: border-box; padding: .45rem .7rem; font: inherit; border-radius: .5rem;
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); }
.search input::placeholder { color: var(--st-text-color); opacity: .75; }
.search input:focus { outline: 2px solid var(--st-primary-color); outline-offset: 0; }
.search ul { position: static; margin: .2rem 0 0; padding: .2rem; list-style: none; border-radius: .5rem;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); max-height: 19rem; overflow: auto; }
.search li { padding: .3rem .5rem; border-radius: .35rem; cursor: pointer; display: flex; flex-direction: column; }
.search li[aria-selected="true"], .search li:not(.none):hover { background: var(--st-secondary-background-color);
  box-shadow: inset 3px 0 var(--st-primary-color); }
.search li.none { cursor: default; }
.search small { color: var(--st-text-color); opacity: .75; }
"""


def search_entity(
    snapshot: Snapshot, words: Words, key: str, *, label: str = "", placeholder: str = "", label_hidden: bool = False
) -> str | None:
    """A box that finds entities by name. What is chosen is in the session under `key`, None for nothing.

    Suggestions come without running the page again; choosing one runs it.

    Args:
        snapshot: What is searched.
        words: The language.
        key: Where the choice is kept; no widget may have this key.
        label: What the box is for.
        placeholder: What stands in the empty box.
        label_hidden: Whether only screen readers get the label.
    """
    if st.session_state.get(key) not in snapshot.entities:
        st.session_state[key] = None
    _draw_box(
        snapshot, words, key, label or words("search.label"), placeholder or words("search.placeholder"), label_hidden
    )
    return st.session_state[key]


@st.fragment
def _draw_box(snapshot: Snapshot, words: Words, key: str, label: str, placeholder: str, label_hidden: bool) -> None:
    widget = f"{key}-search"
    typed = str((st.session_state.get(widget) or {}).get("text") or "")[:LONGEST_NAME]
    chosen = st.session_state[key]
    data = {
        "label": label,
        "label_hidden": label_hidden,
        "placeholder": placeholder,
        "nothing": words("search.nothing"),
        "text": typed,
        "options": [_option(entity, words) for entity in snapshot.suggest(typed, _SUGGESTED)],
        "chosen": chosen or "",
        "chosen_name": snapshot.entities[chosen].label(words.lang) if chosen else "",
    }
    answer = load_component("search", _CSS)(
        data=data, key=widget, on_text_change=lambda: None, on_chosen_change=lambda: _choose(snapshot, key, widget)
    )
    # A callback of a fragment runs the fragment only; the page has to show what was chosen.
    if answer.chosen is not None:
        st.rerun()


def _choose(snapshot: Snapshot, key: str, widget: str) -> None:
    wanted = str(st.session_state[widget]["chosen"] or "")
    st.session_state[key] = wanted if wanted in snapshot.entities else None


def _option(entity: Entity, words: Words) -> dict[str, str]:
    first = entity.label(words.lang)
    others = [name for name in dict.fromkeys((*entity.labels.values(), *entity.names)) if name != first]
    more = " · ".join((words.type(str(entity.type)), *others[:_ALIASES_SHOWN]))
    return {"id": entity.id, "name": first, "more": more}
