"""The labels of names, and what others call them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

_TABLE: Mapping[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("name_labels.toml").read_text(encoding="utf-8")
)

#: Our labels, in the order in which figures are printed.
NAME_LABELS: tuple[str, ...] = tuple(_TABLE)

_OURS = {name.casefold(): label for label, others in _TABLE.items() for name in (label, *others)}


def find_label(label: str) -> str | None:
    """Our label for what a corpus or a pipeline calls so, or None; "product-car" is a product."""
    folded = label.casefold()
    return _OURS.get(folded) or _OURS.get(folded.split("-")[0])
