"""What a visitor has chosen to see, as one value that never changes: each action makes another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from kg.network import MEASURES
from ui.explore.claim_filter import ClaimFilter

LIMITS = (100, 250, 500, 1000, 2000)
"""How many entities may be drawn. Above 2,000 a browser takes seconds to draw them (measured with cytoscape.js)."""
USUAL_LIMIT = 500
HOPS = (1, 2)
EXPANDED_AT_ONCE = 12
"""So many fit around an entity without covering each other; a round number of an hour's clock."""
MOST_STEPS = 200
"""What was done to a picture; beyond that a link is too long for some programs that people send links with."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the picture by hand; in the order in which they were made they make it again.

    Attributes:
        kind: Neighbours of an entity were added, or it was put at a place.
        id: The entity.
        count: How many neighbours.
        x: The place.
        y: The place.
    """

    kind: Literal["expand", "pin"]
    id: str
    count: int = 0
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """All that a picture depends on besides the knowledge base: the same view shows the same picture.

    Attributes:
        focus: The entity whose neighbourhood is shown, or "" for the heaviest entities of all.
        hops: How many edges away from the focus.
        claims: Which claims are shown.
        limit: How many entities at most, before any were added by hand.
        measure: What decides how large entities are: one of `kg.network.MEASURES`.
        steps: What was added and moved by hand, in this order.
        hidden: Entities taken away by hand.
        chosen: The entity or the edge (`Edge.key`) that the panel tells of, or "".
        path_from: Where the paths that are looked for begin, or "".
        path_to: Where they end, or "".
        path: Which of these paths the picture shows, the first is 1; 0 where it shows the network.
    """

    focus: str = ""
    hops: int = 1
    claims: ClaimFilter = field(default_factory=ClaimFilter)
    limit: int = USUAL_LIMIT
    measure: str = next(iter(MEASURES))
    steps: tuple[Step, ...] = ()
    hidden: tuple[str, ...] = ()
    chosen: str = ""
    path_from: str = ""
    path_to: str = ""
    path: int = 0

    @property
    def pinned(self) -> frozenset[str]:
        """The entities that were put at a place."""
        return frozenset(step.id for step in self.steps if step.kind == "pin")


def choose(view: View, what: str) -> View:
    """Tell of an entity or an edge."""
    return replace(view, chosen=what)


def focus_on(view: View, entity: str) -> View:
    """Show the neighbourhood of an entity, or everything; what was done by hand belonged to the picture before."""
    return replace(view, focus=entity, chosen=entity, steps=(), hidden=(), path=0)


def change_filter(view: View, claims: ClaimFilter) -> View:
    """Show other claims."""
    return replace(view, claims=claims)


def expand(view: View, entity: str, count: int = EXPANDED_AT_ONCE) -> View:
    """Add the heaviest neighbours of an entity that are not shown yet."""
    return _take_step(view, Step("expand", entity, count=count), chosen=entity)


def hide(view: View, entity: str) -> View:
    """Take an entity away."""
    chosen = "" if view.chosen == entity else view.chosen
    hidden = view.hidden if entity in view.hidden else (*view.hidden, entity)
    return replace(view, hidden=hidden[-MOST_STEPS:], chosen=chosen)


def show_hidden(view: View) -> View:
    """Bring back what was hidden."""
    return replace(view, hidden=())


def pin(view: View, entity: str, x: float, y: float) -> View:
    """Put an entity at a place, where it stays."""
    return _take_step(view, Step("pin", entity, x=round(x), y=round(y)), chosen=view.chosen)


def unpin(view: View, entity: str) -> View:
    """Let an entity go back to where it would be."""
    return replace(view, steps=tuple(step for step in view.steps if step.kind != "pin" or step.id != entity))


def between(view: View, start: str, end: str) -> View:
    """Look for paths between two entities, which are then shown when one is chosen."""
    if (start, end) == (view.path_from, view.path_to):
        return view
    return replace(view, path_from=start, path_to=end, path=0)


def show_path(view: View, which: int) -> View:
    """Show the paths between two entities, one of them stressed; 0 goes back to the network."""
    if which and view.path:
        return replace(view, path=which, chosen="")
    return replace(view, path=which, steps=(), hidden=(), chosen="")


def _take_step(view: View, step: Step, chosen: str) -> View:
    steps = list(view.steps)
    # A place that was taken again before anything was put around it need not be remembered.
    for index in range(len(steps) - 1, -1, -1):
        if step.kind != "pin" or steps[index].kind != "pin":
            break
        if steps[index].id == step.id:
            del steps[index]
            break
    return replace(view, steps=(*steps, step)[-MOST_STEPS:], chosen=chosen)
