"""Colours, lines and shapes, told apart on light and dark grounds and without seeing red or green.

Whatever draws the network (the browser, the SVG file, the legend) takes them from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Status

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How an edge is drawn.

    Attributes:
        color: Its colour.
        dashes: Lengths of strokes and gaps in turn, in pixels; none for a line without gaps.
        barred: Whether a bar crosses it in the middle.
    """

    color: str
    dashes: tuple[int, ...] = ()
    barred: bool = False


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """How an entity is drawn.

    Attributes:
        color: Its colour.
        corners: The corners of its shape, in a box from -1 to 1 with y downwards; none for a circle.
    """

    color: str
    corners: tuple[Point, ...] = ()


# The colours have a contrast of 3:1 and more with Streamlit's white and its black (WCAG 1.4.11).
STATUS_STYLES = {
    str(Status.ASSERTED): LineStyle("#4b6cb7"),
    str(Status.REPORTED): LineStyle("#4b6cb7", (9, 5)),
    str(Status.PLANNED): LineStyle("#238a60", (10, 4, 2, 4)),
    str(Status.PREDICTED): LineStyle("#8e5bc0", (5, 5)),
    str(Status.POSSIBLE): LineStyle("#b87a00", (2, 4)),
    str(Status.DENIED): LineStyle("#d7263d", barred=True),
    str(Status.HYPOTHETICAL): LineStyle("#80858f", (2, 8)),
}

_TRIANGLE = ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8))
_SQUARE = ((-0.87, -0.87), (0.87, -0.87), (0.87, 0.87), (-0.87, 0.87))
_DIAMOND = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
_HEXAGON = ((-0.5, -0.87), (0.5, -0.87), (1.0, 0.0), (0.5, 0.87), (-0.5, 0.87), (-1.0, 0.0))
_PLUS = (
    *((0.4, -1.0), (0.4, -0.4), (1.0, -0.4), (1.0, 0.4), (0.4, 0.4), (0.4, 1.0)),
    *((-0.4, 1.0), (-0.4, 0.4), (-1.0, 0.4), (-1.0, -0.4), (-0.4, -0.4), (-0.4, -1.0)),
)

NODE_STYLES = {
    str(EntityType.ORGANIZATION): NodeStyle("#3b82c4"),
    str(EntityType.PERSON): NodeStyle("#d9702a", _TRIANGLE),
    str(EntityType.PRODUCT): NodeStyle("#2f9a6b", _SQUARE),
    str(EntityType.PLACE): NodeStyle("#a86fc9", _DIAMOND),
    str(EntityType.GROUP): NodeStyle("#a88414", _HEXAGON),
    str(EntityType.OTHER): NodeStyle("#80858f", _PLUS),
}
TYPE_COLORS = {name: style.color for name, style in NODE_STYLES.items()}

# Told apart by their lines too.
_MARK = "color:inherit;border-radius:3px;padding:0 .15em;"
MARKS = {
    "subject": _MARK + "background:rgba(59,130,196,.30);border-bottom:2px solid #3b82c4",
    "trigger": _MARK + "background:rgba(217,164,0,.32);border-bottom:4px double #c9a227",
    "object": _MARK + "background:rgba(58,166,118,.30);border-bottom:2px dashed #3aa676",
    "attribution": _MARK + "background:rgba(142,91,192,.25);border-bottom:2px dotted #8e5bc0",
}
