"""The picture of the network as an SVG file of its own, with names and legend, for print and for drawing programs."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from ui.components.network import Picture, PictureEdge, PictureNode
from ui.components.palette import NODE_STYLES, STATUS_STYLES, LineStyle, NodeStyle, Point
from ui.strings import Words

# As the browser draws them, in pixels.
_MARGIN = 60.0
_FAN = 28.0
_FONT = 12.0
_LONGEST_NAME = 26
_LEGEND_ROW = 26.0
_LEGEND_ITEM = 150.0
_INK, _PAPER = "#31333f", "#ffffff"
_FADED = 0.22
_PLAIN_NODE = NodeStyle("#80858f")
_PLAIN_LINE = LineStyle("#80858f")
# XML 1.0 cannot hold these at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(picture: Picture, words: Words) -> str:
    """The picture as the text of an SVG file that needs nothing else; the same for the same picture."""
    nodes = sorted(picture.nodes, key=lambda node: node.id)
    known = {node.id: node for node in nodes}
    edges = [edge for edge in picture.edges if edge.source in known and edge.target in known]
    edges.sort(key=lambda edge: edge.id)
    bright = _bright(picture, edges)
    left, top, width, height = _frame(nodes)
    legend, legend_height = _legend(nodes, edges, words, left, top + height, width)
    title = escape(_clean(words("network.svg_title", nodes=len(nodes), edges=len(edges))))
    view = f"{left:.1f} {top:.1f} {width:.1f} {height + legend_height:.1f}"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="{width:.0f}"'
            f' height="{height + legend_height:.0f}" role="img" font-family="sans-serif" fill="{_INK}">',
            f"<title>{title}</title>",
            f'<rect x="{left:.1f}" y="{top:.1f}" width="100%" height="100%" fill="{_PAPER}"/>',
            *_draw_edges(edges, known, bright),
            *(_draw_node(node, node.id in bright, words) for node in nodes),
            *_draw_rings(picture, known),
            *_draw_names(picture, nodes, bright),
            *legend,
            "</svg>",
            "",
        )
    )


def _bright(picture: Picture, edges: Iterable[PictureEdge]) -> frozenset[str]:
    """What does not fade."""
    everything = {node.id for node in picture.nodes} | {edge.id for edge in edges}
    stressed = picture.highlighted & everything
    if not stressed:
        return frozenset(everything)
    ends = {end for edge in edges if edge.id in stressed for end in (edge.source, edge.target)}
    return frozenset(stressed | ends)


def _frame(nodes: list[PictureNode]) -> tuple[float, float, float, float]:
    reach = [(node.x, node.y, node.size / 2 + _MARGIN) for node in nodes] or [(0.0, 0.0, _MARGIN)]
    left, top = (min(one[axis] - one[2] for one in reach) for axis in (0, 1))
    right, bottom = (max(one[axis] + one[2] for one in reach) for axis in (0, 1))
    return left, top, max(right - left, 3 * _LEGEND_ITEM), bottom - top


def _draw_edges(edges: list[PictureEdge], known: dict[str, PictureNode], bright: frozenset[str]) -> Iterator[str]:
    between: dict[tuple[str, str], list[PictureEdge]] = defaultdict(list)
    for edge in edges:
        between[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    for parallel in between.values():
        for index, edge in enumerate(parallel):
            # All bend the same way as seen from the same end, so that two in opposite directions do not meet.
            bend = (index - (len(parallel) - 1) / 2) * _FAN * (1 if edge.source <= edge.target else -1)
            yield _draw_edge(edge, known[edge.source], known[edge.target], bend, edge.id in bright)


def _draw_edge(edge: PictureEdge, source: PictureNode, target: PictureNode, bend: float, is_bright: bool) -> str:
    line = STATUS_STYLES.get(edge.status, _PLAIN_LINE)
    width = min(1.2 + math.log2(max(edge.count, 1)) * 0.7, 6.0)
    start, middle, end = _curve(source, target, bend, width if edge.directed else 0.0)
    dashes = f' stroke-dasharray="{" ".join(map(str, line.dashes))}"' if line.dashes else ""
    path = f"M{_at(start)}Q{_at(middle)} {_at(end)}"
    parts = [f'<path d="{path}" fill="none" stroke="{line.color}" stroke-width="{width:.1f}"{dashes}/>']
    if edge.directed:
        parts.append(f'<path d="{_arrow(middle, end, width)}" fill="{line.color}"/>')
    if line.barred:
        parts.append(f'<path d="{_bar(start, middle, end, width)}" stroke="{line.color}" stroke-width="{width:.1f}"/>')
    said = escape(_clean(f"{source.name} – {edge.label} – {target.name}"))
    opacity = 0.8 if is_bright else _FADED
    return f'<g opacity="{opacity}"><title>{said}</title>{"".join(parts)}</g>'


def _curve(source: PictureNode, target: PictureNode, bend: float, arrow: float) -> tuple[Point, Point, Point]:
    """Where a line begins, where it is drawn to, and where it ends, at the rims of the nodes."""
    across, down = target.x - source.x, target.y - source.y
    far = math.hypot(across, down)
    if far == 0:
        side = source.size / 2
        return (source.x, source.y - side), (source.x + 4 * side, source.y - 4 * side), (source.x + side, source.y)
    middle = (
        (source.x + target.x) / 2 - down / far * bend * 2,
        (source.y + target.y) / 2 + across / far * bend * 2,
    )
    return (
        _towards((source.x, source.y), middle, source.size / 2),
        middle,
        _towards((target.x, target.y), middle, target.size / 2 + 2 + arrow),
    )


def _towards(start: Point, to: Point, length: float) -> Point:
    far = math.hypot(to[0] - start[0], to[1] - start[1]) or 1.0
    return start[0] + (to[0] - start[0]) / far * length, start[1] + (to[1] - start[1]) / far * length


def _arrow(before: Point, end: Point, width: float) -> str:
    angle = math.atan2(end[1] - before[1], end[0] - before[0])
    long = 6 + width * 2
    tip = (end[0] + math.cos(angle) * (2 + width), end[1] + math.sin(angle) * (2 + width))
    wings = ((tip[0] - math.cos(angle + side) * long, tip[1] - math.sin(angle + side) * long) for side in (-0.45, 0.45))
    return f"M{_at(tip)}L{'L'.join(map(_at, wings))}Z"


def _bar(start: Point, middle: Point, end: Point, width: float) -> str:
    x, y = ((start[axis] + 2 * middle[axis] + end[axis]) / 4 for axis in (0, 1))
    angle = math.atan2(end[1] - start[1], end[0] - start[0]) + math.pi / 2
    across, down = (turn(angle) * (4 + width * 1.5) for turn in (math.cos, math.sin))
    return f"M{_at((x - across, y - down))}L{_at((x + across, y + down))}"


def _draw_node(node: PictureNode, is_bright: bool, words: Words) -> str:
    style = NODE_STYLES.get(node.type, _PLAIN_NODE)
    said = escape(_clean(" · ".join(part for part in (node.name, words.type(node.type), node.note) if part)))
    shape = _shape(style, (node.x, node.y), node.size / 2)
    return f'<g opacity="{1 if is_bright else _FADED}"><title>{said}</title>{shape}</g>'


def _shape(style: NodeStyle, place: Point, half: float) -> str:
    x, y = place
    look = f'fill="{style.color}" stroke="{_PAPER}" stroke-width="1.5"'
    if not style.corners:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {look}/>'
    corners = " ".join(_at((x + left * half, y + top * half)) for left, top in style.corners)
    return f'<polygon points="{corners}" {look}/>'


def _draw_rings(picture: Picture, known: dict[str, PictureNode]) -> Iterator[str]:
    for name, width in ((picture.focus, 1.5), (picture.chosen, 3.0)):
        node = known.get(name)
        if node is not None:
            ring = f'cx="{node.x:.1f}" cy="{node.y:.1f}" r="{node.size / 2 + 3:.1f}"'
            yield f'<circle {ring} fill="none" stroke="{_INK}" stroke-width="{width}"/>'


def _draw_names(picture: Picture, nodes: list[PictureNode], bright: frozenset[str]) -> Iterator[str]:
    asked = {picture.focus, picture.chosen} | picture.highlighted
    ranked = sorted(nodes, key=lambda node: (node.id not in asked, -node.size, node.id))
    taken: list[tuple[float, float, float, float]] = []
    for node in ranked:
        if node.id not in bright or not (node.labelled or node.id in asked):
            continue
        text = _shorten(_clean(node.name))
        half, low = _breadth(text) * _FONT / 2, node.y + node.size / 2 + 3
        box = (node.x - half, low, node.x + half, low + _FONT * 1.2)
        if node.id not in asked and any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        yield (
            f'<text x="{node.x:.1f}" y="{low + _FONT:.1f}" font-size="{_FONT:g}" text-anchor="middle" '
            f'stroke="{_PAPER}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">{escape(text)}</text>'
        )


def _legend(
    nodes: list[PictureNode], edges: list[PictureEdge], words: Words, left: float, top: float, width: float
) -> tuple[list[str], float]:
    """What shapes and lines mean, in rows, and how high they are."""
    types, statuses = {node.type for node in nodes}, {edge.status for edge in edges}
    rows: list[list[tuple[str, str]]] = [
        [(_shape(style, (8.0, 0.0), 7.0), words.type(name)) for name, style in NODE_STYLES.items() if name in types],
        [(_sample(line), words.status(name)) for name, line in STATUS_STYLES.items() if name in statuses],
    ]
    a_row = max(int((width - _MARGIN) / _LEGEND_ITEM), 1)
    drawn = []
    line_number = 0
    for row in rows:
        for index, (mark, label) in enumerate(row):
            x = left + _MARGIN / 2 + index % a_row * _LEGEND_ITEM
            y = top + (line_number + index // a_row) * _LEGEND_ROW
            text = f'<text x="48" y="4" font-size="{_FONT:g}">{escape(_clean(label))}</text>'
            drawn.append(f'<g transform="translate({x:.1f} {y:.1f})">{mark}{text}</g>')
        line_number += -(-len(row) // a_row)
    return drawn, line_number * _LEGEND_ROW


def _sample(line: LineStyle) -> str:
    dashes = f' stroke-dasharray="{" ".join(map(str, line.dashes))}"' if line.dashes else ""
    parts = [f'<path d="M0 0H32" stroke="{line.color}" stroke-width="2"{dashes}/>']
    parts.append(f'<path d="{_arrow((0.0, 0.0), (34.0, 0.0), 2.0)}" fill="{line.color}"/>')
    if line.barred:
        parts.append(f'<path d="M16 -6V6" stroke="{line.color}" stroke-width="2"/>')
    return "".join(parts)


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _breadth(text: str) -> float:
    # In ems; the fonts of whoever opens the file are not known here.
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
