"""Text for a terminal: tables, cut lines, labels, nothing in it that would steer the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from kg.schema import Relation, Term

_WIDEST = 60
# Controls and format characters (bidirectional overrides among them) by their Unicode category.
_STEERING = ("Cc", "Cf")


def for_terminal(text: str) -> str:
    """Text from articles without what would steer a terminal: escape sequences, other controls, writing direction.

    Line breaks and tabs stay; each of the rest becomes a replacement character, so that nothing vanishes unseen.
    """
    return "".join(
        "\ufffd" if char not in "\n\t" and unicodedata.category(char) in _STEERING else char for char in text
    )


def one_line(text: str) -> str:
    """Text as a part of a line that nothing in it can break: ids and titles may hold line breaks."""
    return for_terminal(" ".join(text.split()))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def clip(text: str, width: int) -> str:
    """Text on one line, cut to a width at which full-width characters count double."""
    text = " ".join(text.split())
    while _width(text) > width:
        text = text[: max(1, len(text) - max(1, (_width(text) - width) // 2) - 1)] + "…"
        if len(text) <= 2:
            break
    return text


def format_table(rows: Sequence[Sequence[str]], widest: int = _WIDEST) -> str:
    """Rows in aligned columns, the first one as the head; full-width characters count double."""
    cells = [[clip(cell, widest) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)] if cells else []
    lines = [
        "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    if lines:
        lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def label_of(terms: Mapping[str, Relation] | Mapping[str, Term], name: str, lang: str) -> str:
    """The label in this language, else in any, else the name: a user's own schema may have one language only."""
    labels = terms[name].labels if name in terms else {}
    return labels.get(lang) or next(iter(labels.values()), name)
