"""The open questions of a store: two entities that may be one, and claims that cannot all be right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.store import Doubt, Judgement, rule
from kg.timeline import Conflict


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person can decide.

    Attributes:
        key: What it is known by, whatever else is open.
        doubt: The doubt about entities that it is, if it is one.
        conflict: The contradiction that it is, if it is one.
    """

    key: str
    doubt: Doubt | None = None
    conflict: Conflict | None = None


def ask_about(doubts: Iterable[Doubt], conflicts: Iterable[Conflict]) -> tuple[Question, ...]:
    """Everything to decide, in the given order, doubts first."""
    pairs = (Question(f"{one.kind}-{one.one[0]}-{one.other[0]}-{one.why}", doubt=one) for one in doubts)
    rows = (Question("-".join((one.kind, *one.about, *one.claims, *one.against)), conflict=one) for one in conflicts)
    return (*pairs, *rows)


def still_open(questions: Iterable[Question], judgements: Sequence[Judgement]) -> list[Question]:
    """Those that nothing in these judgements settles: what was listed a moment ago may be decided since."""
    rulings = rule(judgements)
    decided = rulings.same | rulings.apart
    spoken_of = {one.about for one in judgements} | {one.other for one in judgements}
    return [one for one in questions if not _is_settled(one, decided, spoken_of, rulings.rejected)]


def _is_settled(
    question: Question, decided: Collection[tuple[str, str]], spoken_of: Collection[str], rejected: Collection[str]
) -> bool:
    if question.conflict is not None:
        sides = (question.conflict.claims, question.conflict.against)
        return any(all(claim in rejected for claim in side) for side in sides)
    assert question.doubt is not None
    one, other = question.doubt.one[0], question.doubt.other[0]
    return tuple(sorted((one, other))) in decided if other else one in spoken_of


def place_of(questions: Sequence[Question], key: str, place: int) -> int:
    """Where the question is that was looked at, else what has come to its place, else the first."""
    for found, one in enumerate(questions):
        if one.key == key:
            return found
    return place if place < len(questions) else 0
