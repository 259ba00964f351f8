"""What cannot all be right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Stage, Status
from kg.schema import load_schema
from kg.timeline import Conflict, Told, find_denials, find_double_holders, find_periods
from kg.timeline.conflicts import LONGEST_HANDOVER_DAYS
from tests.timeline.telling import tell, told_sets

SCHEMA = load_schema()
DENIED = {"status": Status.DENIED}


def buys(said: str, stage: Stage | None = None, **more) -> Told:
    return tell(said, "adobe", "acquires", "figma", stage=stage, **more)


def heads(said: str, role: str = "ceo", **more) -> Told:
    return tell(said, "altman", "executiveOf", "openai", role=role, **more)


def leaves(said: str, role: str = "") -> Told:
    return tell(said, "altman", "leaves", "openai", role=role)


def appoints(said: str) -> Told:
    return tell(said, "openai", "appoints", "altman", role="ceo")


CASES = {
    # What was told, then which of it (by its place) is stated and denied.
    "a fact denied later": ([buys("2023-01-01"), buys("2023-02-01", **DENIED)], {0}, {1}),
    "on the same day": ([buys("2023-01-01"), buys("2023-01-01", **DENIED)], {0}, {1}),
    "reported by another": ([buys("2023-01-01", status=Status.REPORTED), buys("2023-02-01", **DENIED)], {0}, {1}),
    "a denial that the fact outlived": ([buys("2023-01-01", **DENIED), buys("2023-02-01")], set(), set()),
    "denied in between": (
        [buys("2023-01-01"), buys("2023-02-01", **DENIED), buys("2023-03-01")],
        {0},
        {1},
    ),
    "twice denied": (
        [buys("2023-01-01", **DENIED), buys("2023-02-01"), buys("2023-03-01", **DENIED), buys("2023-04-01", **DENIED)],
        {1},
        {2, 3},
    ),
    "said later of what was before": ([buys("2023-03-01", on="2023-01-01"), buys("2023-02-01", **DENIED)], {0}, {1}),
    "denied for a day to come": ([buys("2023-03-01"), buys("2023-02-01", on="2024-01-01", **DENIED)], set(), set()),
    "nobody knows when it was said": ([buys(""), buys("2023-02-01", **DENIED)], {0}, {1}),
    "nobody knows when it was denied": ([buys("2023-02-01"), buys("", **DENIED)], {0}, {1}),
    "called off": ([buys("2023-01-01"), buys("2023-02-01", Stage.CANCELLED, **DENIED)], set(), set()),
    "blocked": ([buys("2023-01-01"), buys("2023-02-01", Stage.BLOCKED, **DENIED)], set(), set()),
    "that it ended is denied": ([buys("2023-01-01"), buys("2023-02-01", Stage.ENDED, **DENIED)], set(), set()),
    "over when it was denied": (
        [buys("2023-01-01"), buys("2023-02-01", Stage.ENDED), buys("2023-03-01", **DENIED)],
        set(),
        set(),
    ),
    "over by its own end": ([buys("2023-01-01", until="2023-02-01"), buys("2023-03-01", **DENIED)], set(), set()),
    "over after it was denied": (
        [buys("2023-01-01"), buys("2023-02-01", **DENIED), buys("2023-03-01", Stage.ENDED)],
        {0},
        {1},
    ),
    "only a rumour denied": ([buys("2023-01-01", status=Status.POSSIBLE), buys("2023-02-01", **DENIED)], set(), set()),
    "talks denied": ([buys("2023-01-01", Stage.TALKS), buys("2023-02-01", **DENIED)], set(), set()),
    "not sure enough": ([buys("2023-01-01"), buys("2023-02-01", confidence=0.4, **DENIED)], set(), set()),
    "rejected": ([buys("2023-01-01"), buys("2023-02-01", rejected=True, **DENIED)], set(), set()),
    "another relation": (
        [buys("2023-01-01"), tell("2023-02-01", "adobe", "investsIn", "figma", **DENIED)],
        set(),
        set(),
    ),
    "the other way round": (
        [buys("2023-01-01"), tell("2023-02-01", "figma", "acquires", "adobe", **DENIED)],
        set(),
        set(),
    ),
    "a symmetric relation, from the other side": (
        [
            tell("2023-01-01", "adobe", "partnersWith", "figma"),
            tell("2023-02-01", "figma", "partnersWith", "adobe", **DENIED),
        ],
        {0},
        {1},
    ),
    "of one alone": (
        [tell("2023-01-01", "adobe", "raisesFunding"), tell("2023-02-01", "adobe", "raisesFunding", **DENIED)],
        set(),
        set(),
    ),
    "merged ends": (
        [tell("2023-01-01", "adobe", "acquires", "adobe"), tell("2023-02-01", "adobe", "acquires", "adobe", **DENIED)],
        set(),
        set(),
    ),
    "a role denied": ([heads("2023-01-01"), heads("2023-02-01", **DENIED)], {0}, {1}),
    "another role denied": ([heads("2023-01-01"), heads("2023-02-01", role="chair", **DENIED)], set(), set()),
    "any role denied": ([heads("2023-01-01"), heads("2023-02-01", role="", **DENIED)], {0}, {1}),
    "left before it was denied": (
        [heads("2023-01-01"), leaves("2023-02-01"), heads("2023-03-01", **DENIED)],
        set(),
        set(),
    ),
    "an appointment denied in effect": ([appoints("2023-01-01"), heads("2023-02-01", **DENIED)], {0}, {1}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_stated_and_denied(case):
    told, stated, denied = CASES[case]
    found = find_denials(told, SCHEMA)
    assert {claim for one in found for claim in one.claims} == {told[place].claim for place in stated}
    assert {claim for one in found for claim in one.against} == {told[place].claim for place in denied}
    assert len(found) == bool(stated)


def test_a_contradiction_says_what_it_is_about():
    told = [buys("2023-01-01"), buys("2023-02-01", **DENIED)]
    about = ("adobe", "acquires", "figma")
    assert find_denials(told, SCHEMA) == [Conflict("denied", about, (told[0].claim,), (told[1].claim,))]


def head(who: str, *said: str, role: str = "ceo", **more) -> list[Told]:
    return [tell(day, who, "executiveOf", "openai", role=role, **more) for day in said]


HOLDERS = {
    "two for months": ([*head("a", "2023-01-01", "2023-06-01"), *head("b", "2023-02-01", "2023-05-01")], True),
    "two for years, in fine print": ([*head("a", "2023-01-01", on="2020-01-01"), *head("b", "2023-01-01")], False),
    "co-heads, as both are told of": (
        [*head("a", "2023-01-01", "2023-06-01"), *head("b", "2023-01-01", "2023-06-01")],
        True,
    ),
    "one after the other": ([*head("a", "2023-01-01", "2023-02-01"), *head("b", "2023-03-01", "2023-06-01")], False),
    "a handover": ([*head("a", "2023-01-01", "2023-02-15"), *head("b", "2023-02-01", "2023-06-01")], False),
    "one left in time": (
        [
            *head("a", "2023-01-01"),
            tell("2023-02-01", "a", "leaves", "openai"),
            *head("b", "2023-02-01", "2023-06-01"),
        ],
        False,
    ),
    "a role that many have": (
        [
            *head("a", "2023-01-01", "2023-06-01", role="chair"),
            *head("b", "2023-01-01", "2023-06-01", role="chair"),
        ],
        False,
    ),
    "the same one twice": (head("a", "2023-01-01", "2023-03-01", "2023-06-01"), False),
    "nobody knows when": ([*head("a", ""), *head("b", "2023-01-01", "2023-06-01")], False),
}


@pytest.mark.parametrize("case", HOLDERS)
def test_two_heads_at_once(case):
    told, expected = HOLDERS[case]
    found = find_double_holders(find_periods(told, SCHEMA), SCHEMA)
    assert [(one.kind, one.about) for one in found] == [("holders", ("ceo", "executiveOf", "openai"))] * expected


@pytest.mark.parametrize(("last", "expected"), [("2023-02-02", 0), ("2023-02-03", 1)])
def test_how_long_a_handover_may_take(last, expected):
    assert LONGEST_HANDOVER_DAYS == 31
    told = [*head("a", "2022-01-01", last), *head("b", "2023-01-02", "2023-12-01")]
    assert len(find_double_holders(find_periods(told, SCHEMA), SCHEMA)) == expected


def test_of_many_periods_each_two_that_run_together_are_found():
    told = [
        *head("a", "2023-01-01", "2023-12-01"),
        *head("b", "2023-02-01", "2023-03-01"),
        *head("c", "2023-02-01", "2023-12-01"),
        *head("d", "2023-08-01", "2023-12-01"),
    ]
    found = find_double_holders(find_periods(told, SCHEMA), SCHEMA)
    names = [{claim.split("/")[1] for claim in (*one.claims, *one.against)} for one in found]
    # b is told of for 28 days only.
    assert sorted(map(sorted, names)) == [["a", "c"], ["a", "d"], ["c", "d"]]


@settings(max_examples=150)
@given(told_sets(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(told, random):
    shuffled = list(told)
    random.shuffle(shuffled)
    assert find_denials(shuffled, SCHEMA) == find_denials(told, SCHEMA)
    one, other = (find_double_holders(find_periods(claims, SCHEMA), SCHEMA) for claims in (told, shuffled))
    assert one == other


@settings(max_examples=150)
@given(told_sets(), told_sets(ends=("c", "d")))
def test_what_is_told_of_another_pair_changes_nothing(told, others):
    both = find_denials([*told, *others], SCHEMA)
    assert both == sorted([*find_denials(told, SCHEMA), *find_denials(others, SCHEMA)])


@settings(max_examples=200)
@given(told_sets(max_size=16))
def test_each_side_says_what_it_should(told):
    by_id = {one.claim: one for one in told}
    for conflict in find_denials(told, SCHEMA):
        stated, denied = [by_id[one] for one in conflict.claims], [by_id[one] for one in conflict.against]
        assert stated
        assert denied
        assert all(one.supports for one in stated)
        assert all(one.status is Status.DENIED and one.counts for one in denied)
        # Each fact was denied later, and each denial denies what was so.
        assert all(not fact.day or any(_until(no) >= fact.day for no in denied) for fact in stated)
        assert all(any(fact.day <= _until(no) for fact in stated) for no in denied)


def _until(no: Told) -> str:
    return min((day for day in (no.day, no.said) if day), default="9999-12-31")
