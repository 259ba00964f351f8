"""Pairs of names that no rule connects: whatever could be the ends of what a trigger word says.

They are many and mostly wrong. Only a scorer that was trained (`scorer.py`) can tell which to keep; without one they
are not proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.fitting import Argument, fit_type
from kg.extraction.names import Name
from kg.language.tokens import Token
from kg.model import EntityType

#: Ways to an end that the sentence does not name.
UNSAID_WAYS = frozenset({"theme", "last-topic"})
#: Ways to an end that no rule of grammar stands behind.
LOOSE_WAYS = UNSAID_WAYS | {"pair"}
#: Names on either side of a trigger that are tried as its ends. With 4 two points of
#: Japanese F1 were lost on dev.
_NEAREST = 8


def possible_ends(token: Token, names: Sequence[Name], wanted: Sequence[EntityType]) -> list[Argument]:
    """The names around a trigger that can be of a wanted type, in text order."""
    before = [one for one in names if one.end <= token.idx][-_NEAREST:]
    after = [one for one in names if one.start >= token.idx + len(token)][:_NEAREST]
    found: list[Argument] = []
    for name in (*before, *after):
        fit = fit_type(name, wanted)
        if fit is not None:
            sure = fit[0] in (name.type, name.hint)
            found.append(Argument(name.start, name.end, name.called, fit[0], fit[1], "", sure, "pair", name))
    return found


def pair_up(
    subjects: Sequence[Argument], objects: Sequence[Argument], symmetric: bool
) -> Iterator[tuple[Argument, Argument]]:
    """Every two of them that can be the ends of one claim; of a symmetric relation each two once."""
    told: set[frozenset[tuple[bool, int]]] = set()
    for subject in subjects:
        for target in objects:
            places = frozenset({(subject.home is None, subject.start), (target.home is None, target.start)})
            if subject.name == target.name or len(places) < 2 or (symmetric and places in told):
                continue
            told.add(places)
            yield subject, target
