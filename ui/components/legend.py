"""The legend of the network, in words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ui.components.palette import STATUS_STYLES, TYPE_COLORS
from ui.strings import Words

_ROW = "display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.85rem;margin:.15rem 0"


def draw_legend(types: Iterable[str], statuses: Iterable[str], words: Words) -> str:
    """What the colours of the entities and the lines of the edges mean, as HTML."""
    dots = "".join(_dot(name, words) for name in TYPE_COLORS if name in set(types))
    lines = "".join(_line(name, words) for name in STATUS_STYLES if name in set(statuses))
    return f'<div style="{_ROW}">{dots}</div><div style="{_ROW}">{lines}</div>'


def _dot(name: str, words: Words) -> str:
    style = f"display:inline-block;width:.75em;height:.75em;border-radius:50%;background:{TYPE_COLORS[name]}"
    return f'<span><span style="{style}"></span> {escape(words.type(name))}</span>'


def _line(name: str, words: Words) -> str:
    line = STATUS_STYLES[name]
    style = f"border-top:3px {line.dash} {line.color};display:inline-block;width:2em;vertical-align:middle"
    label, meaning = escape(words.status(name)), escape(words.status_help(name))
    return f'<span><span style="{style}"></span> <b>{label}</b>: {meaning}</span>'
