"""How likely two spellings in katakana are one foreign word: アンデルス and アンダース, ディーパック and ディパク.

Signs that are laid over each other cost what their difference tells, less in long words, where chance likeness dies
out. The data is in `katakana.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kg.text.spelling import fold_kana

#: Length of a word for which the costs hold, and the longest for which they still fall.
USUAL, LONG = 5, 8
#: Fewer signs than these tell too little to be spelt in two ways.
SHORTEST = 3
#: Two words that cost so much have nothing to do with each other.
FAR = 6.0
LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Tables:
    """`katakana.toml`, ready for use: each sign's row and place in it, kinds of pairs of rows, and costs."""

    row: Mapping[str, str]
    place: Mapping[str, int]
    more: Mapping[str, str]
    voiced: frozenset[frozenset[str]]
    near: frozenset[frozenset[str]]
    costs: Mapping[str, tuple[float, float, float]]


@cache
def _tables() -> _Tables:
    told = tomllib.loads(Path(__file__).with_name("katakana.toml").read_text(encoding="utf-8"))
    signs = [(sign, row[0], place) for row in told["rows"] for place, sign in enumerate(row) if sign != "-"]
    return _Tables(
        row={sign: first for sign, first, _ in signs},
        place={sign: place for sign, _, place in signs},
        more={sign: f"more_{kind}" for kind, found in told["more"].items() for sign in found},
        voiced=frozenset(map(frozenset, told["voiced"])),
        near=frozenset(map(frozenset, told["near"])),
        costs={kind: (first, middle, last) for kind, (first, middle, last) in told["costs"].items()},
    )


@lru_cache(maxsize=65536)
def spelling_cost(one: str, other: str) -> float:
    """How badly two words in katakana fit as spellings of one: 0 for the same, `FAR` at most."""
    one, other = fold_kana(one), fold_kana(other)
    if one == other:
        return 0.0
    longest = max(len(one), len(other))
    if min(len(one), len(other)) < SHORTEST or longest > LONGEST:
        return FAR
    costs = _tables().costs
    row = [0.0]
    for at, sign in enumerate(other):
        row.append(row[-1] + costs[_more(sign)][_where(0, at, one, other)])
    for at, sign in enumerate(one):
        after = [row[0] + costs[_more(sign)][_where(at, 0, one, other)]]
        for beside, over in enumerate(other):
            after.append(
                min(
                    row[beside] + _change(sign, over, _where(at, beside, one, other)),
                    row[beside + 1] + costs[_more(sign)][_where(at, beside, one, other)],
                    after[beside] + costs[_more(over)][_where(at, beside, one, other)],
                )
            )
        row = after
    return min(row[-1] * USUAL / min(longest, LONG), FAR)


def _where(at: int, beside: int, one: str, other: str) -> int:
    """Beginning, middle or end."""
    if at >= len(one) - 1 and beside >= len(other) - 1:
        return 2
    return 0 if at == beside == 0 else 1


def _more(sign: str) -> str:
    return _tables().more.get(sign, "more_syllable")


@lru_cache(maxsize=65536)
def _change(one: str, other: str, where: int) -> float:
    return 0.0 if one == other else _tables().costs[_kind(one, other)][where]


def _kind(one: str, other: str) -> str:
    """What two signs have in common."""
    tables = _tables()
    rows = frozenset((tables.row.get(one, one), tables.row.get(other, other)))
    if len(rows) == 1:
        return "vowel" if "ア" in rows else "same_consonant"
    if rows <= {"ア", "ヤ", "ワ"}:
        return "vowel"
    if tables.place.get(one, -1) == tables.place.get(other, -2):
        if rows in tables.voiced:
            return "voice"
        return "near" if rows in tables.near else "same_vowel"
    return "near_consonant" if rows in tables.voiced or rows in tables.near else "other"
