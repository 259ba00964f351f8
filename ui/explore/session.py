"""The view of one visitor: kept in the session, shown in the address, and what it was before, to be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from ui.explore.link import PARAMETERS, read_day, read_link, write_link
from ui.explore.stale import Note, bring_up_to_date
from ui.explore.view import View, between, focus_on
from ui.snapshot import Snapshot
from ui.state import followed_link, write_address

UNDONE_AT_MOST = 50
"""Actions that can be taken back; a round number, more than anybody remembers."""

# Search boxes keep what was chosen in the session under these names; see `ui.components.search`.
SEARCHED = ("focus", "path_from", "path_to")
# Dates hold in all views.
DATES = ("since", "until")
_VIEW, _PAST, _NOTES, _EDITION = "_explore", "_explore_past", "_explore_notes", "_explore_edition"


def follow_link(snapshot: Snapshot) -> bool:
    """Takes the view of a link that somebody has followed, as far as the knowledge base has what it speaks of.

    To be asked when the page runs, and not when only a part of it does: who clicks faster than the address changes
    still has the address of the picture before, which is no link.

    Returns:
        Whether there was one.
    """
    link = followed_link(PARAMETERS)
    if link is None:
        return False
    _set(*bring_up_to_date(read_link(link), snapshot))
    st.session_state.update({_PAST: [], _EDITION: snapshot.edition})
    return True


def restore_view(snapshot: Snapshot) -> None:
    """Takes the view of this session, with what other views, search boxes and a newer store change in it."""
    state = st.session_state
    view = state.get(_VIEW, View())
    dates = {name: read_day(str(state.get(name, ""))) for name in DATES}
    view = replace(view, claims=replace(view.claims, **dates))
    if state.get(_EDITION) == snapshot.edition:
        state[_VIEW] = view
    else:
        # What was just chosen in a search box is no part of the view yet.
        chosen = {name: state[name] for name in SEARCHED if state.get(name) in snapshot.entities}
        _set(*bring_up_to_date(view, snapshot))
        state.update({_EDITION: snapshot.edition, **chosen})
    state.setdefault(_PAST, [])
    _take_searches()


def _take_searches() -> None:
    # Search boxes run the page again when somebody has chosen in them.
    found = {name: str(st.session_state.get(name) or "") for name in SEARCHED}
    if found["focus"] != current_view().focus:
        act(lambda view: focus_on(view, found["focus"]))
    act(lambda view: between(view, found["path_from"], found["path_to"]))


def current_view() -> View:
    """What is shown to this visitor."""
    view: View = st.session_state[_VIEW]
    return view


def link_notes() -> tuple[Note, ...]:
    """What is to be said of the link that was followed."""
    notes: tuple[Note, ...] = st.session_state.get(_NOTES, ())
    return notes


def act(change: Callable[[View], View]) -> None:
    """Changes what is shown. All but a look at something else can be undone."""
    before = current_view()
    after = change(before)
    if after == before:
        return
    if replace(after, chosen=before.chosen) != before:
        st.session_state[_PAST] = [*st.session_state[_PAST], before][-UNDONE_AT_MOST:]
    _set(after, ())


def undo() -> None:
    """Takes the last change back."""
    if st.session_state[_PAST]:
        _set(st.session_state[_PAST][-1], ())
        st.session_state[_PAST] = st.session_state[_PAST][:-1]


def can_undo() -> bool:
    """Whether there is a change to take back."""
    return bool(st.session_state.get(_PAST))


def show_address() -> None:
    """Writes the view into the address of the page."""
    write_address(write_link(current_view()))


def _set(view: View, notes: tuple[Note, ...]) -> None:
    state = st.session_state
    state[_VIEW], state[_NOTES] = view, notes
    for name in SEARCHED:
        state[name] = getattr(view, name) or None
    for name in DATES:
        state[name] = getattr(view.claims, name)
