"""The legend of the network: shapes and colours of entities, lines of edges, and what the size says."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ui.components.palette import NODE_STYLES, STATUS_STYLES, LineStyle
from ui.strings import Words

_ROW = "display:flex;flex-wrap:wrap;align-items:center;gap:.15rem 1rem;font-size:.82rem;line-height:1.5"
_ITEM = "display:inline-flex;align-items:center;gap:.35rem;white-space:nowrap"
_LINE_WIDTH = 34
_LINE_HEIGHT = 3


def draw_legend(types: Iterable[str], statuses: Iterable[str], words: Words, *, measure: str = "") -> str:
    """What the picture means, as HTML; what a status means in full is a tooltip.

    Args:
        types: The entity types that are in the picture.
        statuses: The statuses that are in the picture.
        words: The language.
        measure: What the size of an entity shows, or "" where all have the same.
    """
    shown, drawn = set(types), set(statuses)
    rows = [
        [_shape(name, words) for name in NODE_STYLES if name in shown] + [_size(measure, words)] * bool(measure),
        [_line(name, words) for name in STATUS_STYLES if name in drawn],
    ]
    return "".join(f'<div style="{_ROW}">{"".join(row)}</div>' for row in rows if row)


def _shape(name: str, words: Words) -> str:
    style = NODE_STYLES[name]
    corners = ",".join(f"{50 + 50 * x:g}% {50 + 50 * y:g}%" for x, y in style.corners)
    form = f"clip-path:polygon({corners})" if corners else "border-radius:50%"
    mark = f'<span style="width:.8em;height:.8em;background:{style.color};{form}"></span>'
    return f'<span style="{_ITEM}">{mark}{escape(words.type(name))}</span>'


def _size(measure: str, words: Words) -> str:
    dots = "".join(
        f'<span style="width:{em}em;height:{em}em;border-radius:50%;border:1.5px solid currentColor"></span>'
        for em in (0.3, 0.55, 0.8)
    )
    return f'<span style="{_ITEM};opacity:.85">{dots}{escape(words("network.size", measure=measure))}</span>'


def _line(name: str, words: Words) -> str:
    title, label = escape(words.status_help(name)), escape(words.status(name))
    return f'<span style="{_ITEM}" title="{title}">{_stroke(STATUS_STYLES[name])}{label}</span>'


def _stroke(line: LineStyle) -> str:
    """The line as the picture draws it, with its arrow."""
    bar = f"position:absolute;left:45%;top:-4px;width:3px;height:11px;background:{line.color}"
    arrow = (
        f"position:absolute;right:-2px;top:-3px;border-left:8px solid {line.color};"
        "border-top:4.5px solid transparent;border-bottom:4.5px solid transparent"
    )
    return (
        f'<span style="position:relative;display:inline-block;width:{_LINE_WIDTH}px;height:{_LINE_HEIGHT}px;'
        f'margin-right:3px;background:{_dashes(line)}">'
        f'{f"""<span style="{bar}"></span>""" if line.barred else ""}<span style="{arrow}"></span></span>'
    )


def _dashes(line: LineStyle) -> str:
    if not line.dashes:
        return line.color
    stops, at = [], 0
    for index, length in enumerate(line.dashes):
        color = "transparent" if index % 2 else line.color
        stops.append(f"{color} {at}px {at + length}px")
        at += length
    return f"repeating-linear-gradient(90deg,{','.join(stops)})"
