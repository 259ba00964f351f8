"""Amounts, shares and head counts of claims, short enough for a line."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import QualifierValue
from kg.schema import Schema
from ui.strings import Words

_MONEY = ("amount", "valuation")
_FIGURES = ("amount", "valuation", "share", "headcount", "round", "role")
_UNITS = {
    "en": ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")),
    "ja": ((10**12, "兆"), (10**8, "億"), (10**4, "万")),
}


def has_figures(relation: str, schema: Schema) -> bool:
    """Whether claims of a relation may have figures that belong into a line about them."""
    known = schema.relations.get(relation)
    return known is not None and (known.deal or not known.object_types or "headcount" in known.qualifiers)


def name_figures(qualifiers: Mapping[str, QualifierValue], words: Words) -> str:
    """What the text says of how much: "10 billion USD · 49%"."""
    currency = str(qualifiers.get("currency", ""))
    shown = []
    for name in _FIGURES:
        value = qualifiers.get(name)
        if name in _MONEY and isinstance(value, int | float):
            shown.append(words(f"timeline.figure_{name}", money=f"{name_number(value, words.lang)} {currency}".strip()))
        elif name == "share" and isinstance(value, int | float):
            shown.append(f"{value * 100:.4g}%")
        elif name == "headcount" and isinstance(value, int | float):
            shown.append(words("timeline.figure_people", count=f"{value:,}"))
        elif value is not None:
            shown.append(str(value))
    return " · ".join(shown)


def name_number(value: float, lang: str) -> str:
    """A large number as people write it: "1.5 billion", "15億"."""
    for size, unit in _UNITS[lang]:
        if abs(value) >= size:
            number = f"{round(value / size, 2):,g}"
            return f"{number} {unit}" if lang == "en" else f"{number}{unit}"
    return f"{value:,g}" if value < 10**6 else f"{value:,.0f}"
