"""Large sums for reading."""

from __future__ import annotations

_ENGLISH = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1e3, "k"))
_JAPANESE = ((1e12, "兆"), (1e8, "億"), (1e4, "万"))


def name_amount(value: float, lang: str) -> str:
    """A sum in short: "1.5 bn", 「15億」; three digits are as much as sums of many sources deserve."""
    for size, name in _JAPANESE if lang == "ja" else _ENGLISH:
        if value >= size:
            return f"{float(f'{value / size:.3g}'):,.6g}{name}"
    return f"{value:,.0f}"
