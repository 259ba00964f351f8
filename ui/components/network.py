"""The network as a picture that one can walk through: what is drawn, and what a visitor does to it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ui.components.assets import load_component
from ui.components.palette import NODE_STYLES, STATUS_STYLES
from ui.strings import Words

_CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
# What JavaScript says itself; {braces} are filled in there.
_SPOKEN = (
    *("network.zoom_in", "network.zoom_out", "network.fit", "network.undo", "network.png", "network.fullscreen"),
    *("network.help", "network.keys", "network.expand", "network.hide", "network.pin", "network.unpin"),
    *("network.open", "network.evidence", "network.tools"),
)
_FILLED: Mapping[str, tuple[str, ...]] = {
    "network.announce_node": ("name", "type", "count"),
    "network.announce_edge": ("source", "label", "target", "status"),
    "network.menu": ("name",),
    "network.added": ("count",),
    "network.claims": ("count",),
}
_OF_NODES = frozenset({"expand", "hide", "pin", "unpin", "open"})
_OF_NOTHING = frozenset({"undo", "clear"})
# JavaScript counts no further.
_LAST_NUMBER = 2**53
# Nobody can drag an entity further; whatever says so was not written by the picture.
_FURTHEST = 1e6


@dataclass(frozen=True, slots=True)
class PictureNode:
    """An entity of the picture.

    Attributes:
        id: Its id.
        name: What is written at it.
        type: Its entity type.
        size: Its diameter in pixels, where the picture is not zoomed.
        x: Where it is.
        y: Where it is, downwards.
        pinned: Whether somebody has put it there.
        labelled: Whether its name is written unasked; else only close by, or when it is looked at.
        note: What else is said of it when it is looked at.
    """

    id: str
    name: str
    type: str
    size: float
    x: float
    y: float
    pinned: bool = False
    labelled: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """A line of the picture.

    Attributes:
        id: Its id.
        source: The node where it begins.
        target: The node where it ends.
        label: What is written at it.
        status: The status of its claims.
        count: How many claims it stands for.
        directed: Whether it has an arrow.
        note: What else is said of it when it is looked at.
    """

    id: str
    source: str
    target: str
    label: str
    status: str
    count: int
    directed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn.

    Attributes:
        nodes: The entities.
        edges: The lines between them.
        layout: Names the way in which all nodes were placed. While it stays, a node that is drawn stays where it is,
            and only new ones are put at their `x` and `y`; when it changes, all are, and the picture fits its frame.
        focus: The node that the picture is about, or "".
        chosen: The node or the edge that is chosen, or "".
        highlighted: Nodes and edges that are stressed while the others fade.
    """

    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]
    layout: str
    focus: str = ""
    chosen: str = ""
    highlighted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Action:
    """What a visitor did.

    Attributes:
        kind: choose, expand, hide, pin, unpin, undo, open or clear.
        id: The node or, for choose, also the edge to which it was done; "" for undo and clear.
        x: Where the node is, for pin.
        y: Where the node is, for pin.
    """

    kind: str
    id: str = ""
    x: float = 0.0
    y: float = 0.0


def draw_network(
    picture: Picture, words: Words, *, key: str, alt: str, height: int = 640, on_action: Callable[[Action], None]
) -> None:
    """Draws the network.

    Args:
        picture: What is drawn.
        words: The language.
        key: The key of the widget.
        alt: The picture in words, for those who do not see it.
        height: Its height in pixels; less on a screen that is lower.
        on_action: Called with everything that a visitor does, before the fragment or the page runs again.
    """

    done = f"{key}-done"

    def report() -> None:
        said = (st.session_state.get(key) or {}).get("actions")
        for number, action in read_actions(said, picture, after=st.session_state.get(done, 0)):
            st.session_state[done] = number
            if action is not None:
                on_action(action)

    data = picture_data(picture, words, alt=alt, height=height)
    load_component("network", _CSS)(
        data=data | {"done": st.session_state.get(done, 0)}, key=key, on_actions_change=report
    )


def picture_data(picture: Picture, words: Words, *, alt: str, height: int) -> dict[str, Any]:
    """What is sent to the browser. Nodes and edges are rows in the order of their attributes, to travel light."""
    return {
        "nodes": [
            (n.id, n.name, n.type, round(n.size, 1), round(n.x, 1), round(n.y, 1), n.pinned, n.labelled, n.note)
            for n in picture.nodes
        ],
        "edges": [(e.id, e.source, e.target, e.label, e.status, e.count, e.directed, e.note) for e in picture.edges],
        "layout": picture.layout,
        "focus": picture.focus,
        "chosen": picture.chosen,
        "highlighted": sorted(picture.highlighted),
        "types": {
            name: {"label": words.type(name), "color": style.color, "corners": style.corners}
            for name, style in NODE_STYLES.items()
        },
        "statuses": {
            name: {"label": words.status(name), "color": style.color, "dashes": style.dashes, "barred": style.barred}
            for name, style in STATUS_STYLES.items()
        },
        "words": _spoken(words),
        "alt": alt,
        "height": height,
    }


def read_actions(said: object, picture: Picture, *, after: int) -> list[tuple[int, Action | None]]:
    """What the browser says that a visitor did since an action, with the numbers of the actions.

    The browser counts, and says again what may have been lost: of two events that come at the same time, as with a
    double click, Streamlit passes on the last one, twice.

    Args:
        said: What the browser sent. It comes from outside: what makes no sense in it is no action.
        picture: What was drawn.
        after: The number of the last action that is done.
    """
    if not isinstance(said, list):
        return []
    counted = [one for one in said if isinstance(one, Mapping) and type(one.get("number")) is int]
    fresh = {one["number"]: one for one in counted if after < one["number"] < _LAST_NUMBER}
    return [(number, read_action(fresh[number], picture)) for number in sorted(fresh)]


def read_action(said: object, picture: Picture) -> Action | None:
    """One action as the browser says it; None where it makes no sense."""
    if not isinstance(said, Mapping):
        return None
    kind, about = said.get("kind"), said.get("id", "")
    if not isinstance(kind, str) or not isinstance(about, str):
        return None
    if kind in _OF_NOTHING:
        return Action(kind)
    known = about in {node.id for node in picture.nodes}
    if kind == "choose":
        return Action(kind, about) if known or about in {edge.id for edge in picture.edges} else None
    if kind not in _OF_NODES or not known:
        return None
    if kind != "pin":
        return Action(kind, about)
    x, y = _read_coordinate(said.get("x")), _read_coordinate(said.get("y"))
    return None if x is None or y is None else Action(kind, about, x, y)


def _read_coordinate(said: object) -> float | None:
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    return round(float(said), 1) if math.isfinite(said) and abs(said) <= _FURTHEST else None


def _spoken(words: Words) -> dict[str, str]:
    filled = {key: words(key, **{name: f"{{{name}}}" for name in names}) for key, names in _FILLED.items()}
    plain = {key: words(key) for key in _SPOKEN}
    return {key.removeprefix("network."): text for key, text in (plain | filled).items()}
