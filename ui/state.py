"""What a visitor has chosen, and the knowledge base that is read.

Choices live in the session, and in the address of the page, so that a link shows another person the same view.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

import streamlit as st

from kg.schema import load_schema
from ui.latest import latest_of
from ui.snapshot import Snapshot
from ui.strings import LANGUAGES, Words

_SEPARATOR = "."
_LINK, _PAGE = "_link", "_page"


def store_path() -> Path | None:
    """The store named by `--store`, or else by KG_STORE."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--store")
    named = parser.parse_known_args(sys.argv[1:])[0].store or os.environ.get("KG_STORE")
    return Path(named) if named else None


def open_snapshot(store: Path) -> Snapshot:
    """The latest state of a store, shared by all visitors (see `ui.latest`).

    Raises:
        KgError: It is missing, of another version, or no knowledge base.
    """
    return latest_of(store.resolve()).get()


def open_view() -> tuple[Snapshot, Words]:
    """What every view begins with: the latest state of the store, and the words to speak of it."""
    store = store_path()
    assert store is not None, "the frame shows no view without a store"
    snapshot = open_snapshot(store)
    return snapshot, current_words(snapshot)


def current_words(snapshot: Snapshot | None = None) -> Words:
    """The strings of the chosen language, with the labels of a store's own schema if one is open."""
    schema = snapshot.knowledge.schema if snapshot else load_schema()
    return Words(st.session_state.get("lang", "en"), schema)


def restore_choices(defaults: Mapping[str, object]) -> None:
    """Puts the choices of a link, or else the defaults, where the widgets look for them.

    A link (see `followed_link`) says all of the view.
    """
    link = followed_link(defaults)
    for key, default in defaults.items():
        if link is not None:
            st.session_state[key] = _parse(link[key], default) if key in link else default
        elif key not in st.session_state:
            st.session_state[key] = default


def followed_link(names: Collection[str]) -> dict[str, str] | None:
    """The parameters of the address, where somebody followed a link to it; None where this session wrote it itself.

    An address that says nothing of this view is a link only if the page has had another since it was opened: then
    somebody went back to it. Who comes from another page finds the view as it was left.
    """
    link, written = st.query_params.to_dict(), st.session_state.get(_LINK)
    if link == written:
        return None
    return link if written is not None or any(name in link for name in names) else None


def enter_page(page: str) -> None:
    """Remembers which page is open. What was written into the address of another says nothing of this one's."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE] = page
        st.session_state.pop(_LINK, None)


def write_link(defaults: Mapping[str, object]) -> None:
    """Writes the choices that differ from the defaults into the address of the page."""
    chosen = {key: st.session_state.get(key, default) for key, default in defaults.items()}
    write_address({key: _format(value) for key, value in chosen.items() if value != defaults[key]})


def write_address(parameters: Mapping[str, str]) -> None:
    """Makes these, and the language, the parameters of the address.

    The browser keeps every address that is written as a step of its history. So a page as everybody finds it keeps the
    address it was opened by, and whoever is sent that reads it in the language of their own browser.
    """
    lang, address = st.session_state["lang"], st.query_params.to_dict()
    # With all that was chosen, because another person's browser may ask for the other language.
    link = {**parameters, "lang": lang}
    if address != link and not parameters and lang == _browser_language():
        link = {}
    st.session_state[_LINK] = link
    if address != link:
        st.query_params.from_dict(link)


def restore_language() -> None:
    """Sets the language from the address, or else from the browser, on the first run."""
    asked = st.query_params.get("lang", "")
    if asked in LANGUAGES and st.query_params.to_dict() != st.session_state.get(_LINK):
        st.session_state["lang"] = asked
    elif st.session_state.get("lang") not in LANGUAGES:
        st.session_state["lang"] = _browser_language()


def _browser_language() -> str:
    browser = (st.context.locale or "")[:2]
    return browser if browser in LANGUAGES else "en"


def _format(value: object) -> str:
    if isinstance(value, list):
        return _SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)


def _parse(text: str, default: object) -> object:
    # A link is written by anybody: what does not parse is the default.
    if isinstance(default, list):
        return [part for part in text.split(_SEPARATOR) if part]
    if isinstance(default, int | float) and not isinstance(default, bool):
        try:
            return type(default)(text)
        except ValueError:
            return default
    return text or None if default is None else text
