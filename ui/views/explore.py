"""Explore: the network as a picture, and beside it the evidence for whatever is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.components.evidence import display_name
from ui.components.legend import draw_legend
from ui.components.markdown import escape_markdown
from ui.components.network import Action, Picture, draw_network
from ui.explore import view as actions
from ui.explore.downloads import draw_downloads
from ui.explore.filter_bar import draw_dates, draw_search, draw_tools
from ui.explore.panel import draw_details, draw_list
from ui.explore.path_finder import draw_paths
from ui.explore.picture import Sizes, entity_type
from ui.explore.reading import read_picture, read_scene, read_sizes
from ui.explore.scene import Scene
from ui.explore.session import act, current_view, follow_link, link_notes, restore_view, show_address, undo
from ui.explore.stale import Note
from ui.explore.view import View
from ui.failures import failures_shown
from ui.snapshot import Snapshot
from ui.state import open_view
from ui.strings import Words

HEIGHT = 560
_ACTIONS: Mapping[str, Callable[[View, Action], View]] = {
    "choose": lambda view, action: actions.choose(view, action.id),
    "clear": lambda view, _: actions.choose(view, ""),
    "expand": lambda view, action: actions.expand(view, action.id),
    "hide": lambda view, action: actions.hide(view, action.id),
    "pin": lambda view, action: actions.pin(view, action.id, action.x, action.y),
    "unpin": lambda view, action: actions.unpin(view, action.id),
}
_PANELS = ("details", "paths", "list")
_PANEL, _OPENED = "explore_panel", "explore_opened"


def show() -> None:
    """Draws the view."""
    snapshot, _ = open_view()
    if follow_link(snapshot):
        st.session_state.pop(_PANEL, None)
    _explore()


@st.fragment
def _explore() -> None:
    # All of it, so that whatever somebody does is answered without running the page again.
    snapshot, words = open_view()
    opened = st.session_state.pop(_OPENED, None)
    if opened:
        st.switch_page("views/entity.py", query_params={"entity": opened})
    with failures_shown(words):
        restore_view(snapshot)
        for note in link_notes():
            st.warning(_tell(note, snapshot, words), icon=":material/link_off:")
        search, tools = st.columns([5, 9], gap="medium")
        with search:
            draw_search(snapshot, words)
        with tools:
            row = draw_tools(snapshot, words)
        _draw_network(row, snapshot, words)
        show_address()


def _draw_network(row: DeltaGenerator, snapshot: Snapshot, words: Words) -> None:
    view = current_view()
    with st.spinner(words("explore.reading"), show_time=False):
        scene = read_scene(snapshot, view)
        sizes = read_sizes(snapshot, view)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        if scene.edges or view.focus:
            picture = read_picture(snapshot, view, words)
            _draw_picture(scene, picture, snapshot, words)
            with row:
                draw_downloads(scene, picture, snapshot, words)
        else:
            st.info(words("explore.nothing"), icon=":material/filter_alt_off:")
            draw_dates(snapshot, words)
    with right:
        _draw_panel(scene, sizes, snapshot, words)


def _draw_picture(scene: Scene, picture: Picture, snapshot: Snapshot, words: Words) -> None:
    counts = {"shown": f"{len(scene.places):,}", "edges": f"{len(scene.edges):,}"}
    draw_network(
        picture, words, key="explore_network", alt=words("explore.alt", **counts), height=HEIGHT, on_action=_follow
    )
    measure = words(f"explore.size_{current_view().measure}")
    types = {entity_type(node, snapshot.entities) for node in scene.places}
    st.html(draw_legend(types, {edge.status for edge in scene.edges}, words, measure=measure))
    draw_dates(snapshot, words)
    st.caption(_tell_extent(scene, picture, words))


def _tell_extent(scene: Scene, picture: Picture, words: Words) -> str:
    told = _tell_entities(scene, words)
    drawn = len(picture.edges)
    return told if drawn == len(scene.edges) else f"{told} {words('explore.lines_cut', drawn=f'{drawn:,}')}"


def _tell_entities(scene: Scene, words: Words) -> str:
    view, base = current_view(), len(scene.base.places)
    counts = {"shown": f"{len(scene.places):,}", "edges": f"{len(scene.edges):,}"}
    if not scene.edges:
        return words("explore.focus_alone")
    if scene.stressed:
        return words("explore.shown_paths", **counts)
    if base >= scene.base.found:
        return words("explore.shown_around" if view.focus else "explore.shown_all", **counts)
    most = words("explore.cut_raise" if view.limit < actions.LIMITS[-1] else "explore.cut_most")
    told = words("explore.shown_cut", **counts, found=f"{scene.base.found:,}", left=f"{scene.base.found - base:,}")
    return f"{told} {most}"


def _draw_panel(scene: Scene, sizes: Sizes, snapshot: Snapshot, words: Words) -> None:
    if st.session_state.get(_PANEL) not in _PANELS:
        st.session_state[_PANEL] = "paths" if current_view().path else "details"
    chosen = st.segmented_control(
        words("explore.panel"),
        _PANELS,
        format_func=lambda name: words(f"explore.panel_{name}"),
        key=_PANEL,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    if chosen == "paths":
        draw_paths(snapshot, words)
    elif chosen == "list":
        draw_list(scene, snapshot, words)
    else:
        draw_details(scene, sizes, snapshot, words)


def _follow(action: Action) -> None:
    """Does what a visitor did to the picture."""
    if action.kind == "undo":
        undo()
    elif action.kind == "open":
        st.session_state[_OPENED] = action.id
    elif action.kind in _ACTIONS:
        act(lambda view: _ACTIONS[action.kind](view, action))
    if action.kind == "choose":
        st.session_state[_PANEL] = "details"


def _tell(note: Note, snapshot: Snapshot, words: Words) -> str:
    names = {"what": escape_markdown(note.what)}
    if note.now:
        names["now"] = escape_markdown(display_name(note.now, snapshot.entities, words.lang))
    return words(f"explore.note_{note.kind}", **names)


if __name__ == "__main__":
    show()
