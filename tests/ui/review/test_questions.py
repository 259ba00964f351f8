"""Which questions are open, and what two entities have in common."""

from __future__ import annotations

import pytest

from kg.store import Doubt, Judgement, Verdict
from kg.store.outlines import ClaimOutline
from kg.timeline import Conflict
from ui.review.questions import ask_about, place_of, still_open
from ui.review.shared import Common, find_common, telling_claims

PAIR = Doubt("merge", ("b", "B"), ("a", "A"), 0.6, 3, "sounds like it")
ALONE = Doubt("link", ("c", "C"), ("", ""), 0.7, 1, "may mean something else")
CLASH = Conflict("denied", ("x", "acquires", "y"), ("k1", "k2"), ("k3",))
QUESTIONS = ask_about([PAIR, ALONE], [CLASH])


@pytest.mark.parametrize(
    ("judgements", "settled"),
    [
        ([], set()),
        ([Judgement(Verdict.MERGE, "a", "b")], {0}),
        ([Judgement(Verdict.SPLIT, "b", "a")], {0}),
        ([Judgement(Verdict.MERGE, "a", "z")], set()),
        ([Judgement(Verdict.RENAME, "c", value="C", lang="en")], {1}),
        ([Judgement(Verdict.MERGE, "a", "c")], {1}),
        ([Judgement(Verdict.REJECT, "k1")], set()),
        ([Judgement(Verdict.REJECT, "k1"), Judgement(Verdict.REJECT, "k2")], {2}),
        ([Judgement(Verdict.REJECT, "k3")], {2}),
    ],
)
def test_what_was_decided_is_not_asked(judgements: list[Judgement], settled: set[int]) -> None:
    assert still_open(QUESTIONS, judgements) == [one for at, one in enumerate(QUESTIONS) if at not in settled]


@pytest.mark.parametrize(
    ("key", "place", "expected"),
    [(QUESTIONS[1].key, 0, 1), ("gone", 1, 1), ("gone", 3, 0), ("", 0, 0)],
)
def test_the_question_that_takes_the_place_of_one_decided(key: str, place: int, expected: int) -> None:
    assert place_of(QUESTIONS, key, place) == expected


def outline(number: int, subject: str, other: str, article: str = "", confidence: float = 0.9) -> ClaimOutline:
    return ClaimOutline(
        f"c{number}", article or f"a{number}", subject, "sues", other, "asserted", "", confidence, "", ""
    )


def test_what_two_have_in_common() -> None:
    claims = [
        outline(1, "a", "m"),
        outline(2, "m", "b"),
        outline(3, "a", "b"),
        outline(4, "b", "n"),
        outline(5, "a", ""),
    ]
    sides = {one: tuple(c for c in claims if one in (c.subject, c.object)) for one in "abmn"}
    assert find_common("a", "b", sides) == Common(("m",), 1)
    assert find_common("a", "nobody", sides) == Common((), 0)


def test_the_surest_claims_of_different_articles_are_shown() -> None:
    claims = [outline(1, "a", "b", "x", 0.5), outline(2, "a", "b", "x", 0.8), outline(3, "a", "b", "y", 0.6)]
    assert [one.id for one in telling_claims(claims, 5)] == ["c2", "c3"]
    assert [one.id for one in telling_claims(claims, 1)] == ["c2"]
