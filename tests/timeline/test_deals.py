"""Claims about one deal, as one event with its life."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Stage, Status
from kg.schema import load_schema
from kg.timeline import Deal, DealState, Told, find_deals
from kg.timeline.deals import FARTHEST_DAYS
from tests.timeline.telling import tell, told_sets

SCHEMA = load_schema()
CALLED_OFF = {"status": Status.DENIED, "stage": Stage.CANCELLED}


def buys(said: str, stage: Stage | None = None, status: Status = Status.ASSERTED, **more) -> Told:
    return tell(said, "adobe", "acquires", "figma", stage=stage, status=status, **more)


def raises(said: str, stage: Stage | None = None, **more) -> Told:
    return tell(said, "mistral", "raisesFunding", stage=stage, **more)


def life(deal: Deal) -> str:
    """The steps of a deal on a line, then how far it is."""
    return " ".join([*(f"{step.state}:{step.day or '?'}" for step in deal.steps), f"= {deal.state}"])


def lives(told: list[Told]) -> list[str]:
    return [life(one) for one in sorted(find_deals(told, SCHEMA), key=lambda one: (one.start, one))]


CASES = {
    "its whole life": (
        [
            buys("2022-09-14", Stage.TALKS),
            buys("2022-09-15", Stage.ANNOUNCED),
            buys("2022-09-16", status=Status.PLANNED),
            buys("2023-01-10", Stage.COMPLETED),
        ],
        ["rumoured:2022-09-14 announced:2022-09-15 completed:2023-01-10 = completed"],
    ),
    "called off, as texts say it": (
        [
            buys("2022-09-15", Stage.AGREED),
            buys("2023-02-01", Stage.TALKS),
            buys("2023-12-18", Stage.CANCELLED, Status.DENIED, on="2023-06-18"),
        ],
        ["announced:2022-09-15 rumoured:2023-02-01 cancelled:2023-06-18 = cancelled"],
    ),
    "called off and taken up again": (
        [buys("2022-09-15", Stage.AGREED), buys("2022-12-18", **CALLED_OFF), buys("2023-02-01", Stage.TALKS)],
        ["announced:2022-09-15 cancelled:2022-12-18 = cancelled", "rumoured:2023-02-01 = rumoured"],
    ),
    "agreed and called off on one day": (
        [buys("2022-12-18", **CALLED_OFF), buys("2022-12-18", Stage.AGREED)],
        ["announced:2022-12-18 cancelled:2022-12-18 = cancelled"],
    ),
    "called off, nobody knows when": (
        [buys("", **CALLED_OFF), buys("2022-09-15", Stage.AGREED)],
        ["announced:2022-09-15 cancelled:? = cancelled"],
    ),
    "told again when it was called off": (
        [
            buys("2023-12-18", **CALLED_OFF),
            buys("2023-12-19", Stage.ANNOUNCED),
            buys("2023-12-19", **CALLED_OFF),
            buys("2024-01-18", status=Status.PLANNED),
        ],
        ["cancelled:2023-12-18 announced:2023-12-19 = cancelled"],
    ),
    "called off after a long silence": (
        [buys("2020-09-13", Stage.AGREED), buys("2022-02-08", **CALLED_OFF), buys("2024-02-08", **CALLED_OFF)],
        ["announced:2020-09-13 cancelled:2022-02-08 = cancelled"],
    ),
    "told anew on the day when it was blocked after a long silence, and done": (
        [
            buys("2022-01-18", Stage.ANNOUNCED),
            buys("2023-04-26", status=Status.PLANNED),
            buys("2023-04-26", Stage.BLOCKED, Status.DENIED),
            buys("2023-10-13"),
        ],
        ["announced:2022-01-18 blocked:2023-04-26 completed:2023-10-13 = completed"],
    ),
    "ended years later": (
        [buys("2018-09-13"), buys("2023-02-08", Stage.ENDED)],
        ["completed:2018-09-13 ended:2023-02-08 = ended"],
    ),
    "blocked": (
        [buys("2022-09-15", Stage.ANNOUNCED), buys("2022-10-15", Stage.BLOCKED, Status.DENIED)],
        ["announced:2022-09-15 blocked:2022-10-15 = blocked"],
    ),
    "blocked and then given up": (
        [buys("2022-09-15", Stage.BLOCKED), buys("2022-10-15", **CALLED_OFF)],
        ["blocked:2022-09-15 cancelled:2022-10-15 = cancelled"],
    ),
    "blocked, but goes through after all": (
        [buys("2022-09-15", Stage.ANNOUNCED), buys("2022-10-15", Stage.BLOCKED), buys("2023-04-15", Stage.COMPLETED)],
        ["announced:2022-09-15 blocked:2022-10-15 completed:2023-04-15 = completed"],
    ),
    "blocked, and bought long after": (
        [buys("2022-09-15", Stage.BLOCKED), buys("2024-04-15", Stage.COMPLETED)],
        ["blocked:2022-09-15 = blocked", "completed:2024-04-15 = completed"],
    ),
    "done, then blocked": (
        [buys("2022-09-15", Stage.COMPLETED), buys("2022-10-15", Stage.BLOCKED)],
        ["completed:2022-09-15 blocked:2022-10-15 = blocked"],
    ),
    "might be blocked": ([buys("2022-09-15", Stage.BLOCKED, Status.POSSIBLE)], ["rumoured:2022-09-15 = rumoured"]),
    "expected": ([buys("2022-09-15", status=Status.PREDICTED)], ["rumoured:2022-09-15 = rumoured"]),
    "told as done": ([buys("2022-09-15")], ["completed:2022-09-15 = completed"]),
    "nobody knows when": ([buys("")], ["completed:? = completed"]),
    "a day that becomes known": ([buys(""), buys("2022-09-15")], ["completed:2022-09-15 = completed"]),
    "ended later": (
        [buys("2022-09-15"), buys("2023-05-15", Stage.ENDED)],
        ["completed:2022-09-15 ended:2023-05-15 = ended"],
    ),
    "an end that is denied": (
        [buys("2022-09-15"), buys("2022-10-15", Stage.ENDED, Status.DENIED)],
        ["completed:2022-09-15 = completed"],
    ),
    "a plan to end it": (
        [buys("2022-09-15"), buys("2022-10-15", Stage.ENDED, Status.PLANNED)],
        ["completed:2022-09-15 = completed"],
    ),
    "denied, then it came": (
        [buys("2022-09-01", status=Status.DENIED), buys("2022-09-15", Stage.ANNOUNCED)],
        ["announced:2022-09-15 = announced"],
    ),
    "only denied": ([buys("2022-09-01", status=Status.DENIED)], []),
    "only supposed": ([buys("2022-09-01", status=Status.HYPOTHETICAL)], []),
    "not sure enough": ([buys("2022-09-01", confidence=0.4)], []),
    "rejected": ([buys("2022-09-01", rejected=True)], []),
    "no deal": ([tell("2022-09-01", "adobe", "sues", "figma")], []),
    "merged ends": ([tell("2022-09-01", "adobe", "acquires", "adobe")], []),
    "a mention of what was done, years later": (
        [buys("2018-06-04", Stage.ANNOUNCED), buys("2018-10-26", Stage.COMPLETED), buys("2023-05-01")],
        ["announced:2018-06-04 completed:2018-10-26 = completed"],
    ),
    "another, years later, with its own day": (
        [buys("2018-10-26", Stage.COMPLETED), buys("2023-05-01", on="2023-04-30")],
        ["completed:2018-10-26 = completed", "completed:2023-04-30 = completed"],
    ),
    "another, years later, that is announced": (
        [buys("2018-10-26", Stage.COMPLETED), buys("2023-05-01", Stage.ANNOUNCED)],
        ["completed:2018-10-26 = completed", "announced:2023-05-01 = announced"],
    ),
    "two rounds a year apart": (
        [
            raises("2023-06-13", on="2023-06-13"),
            raises("2024-06-11", Stage.TALKS),
            raises("2024-06-12", on="2024-06-11"),
        ],
        ["completed:2023-06-13 = completed", "rumoured:2024-06-11 completed:2024-06-11 = completed"],
    ),
    "news all year long": (
        [raises(f"2024-{month:02}-01", Stage.TALKS) for month in (1, 5, 9, 12)],
        ["rumoured:2024-01-01 = rumoured"],
    ),
    # What is yet to come is news of the day on which it is said.
    "planned for later": (
        [buys("2022-09-15", status=Status.PLANNED, on="2024-01-01"), buys("2022-09-16", Stage.ANNOUNCED)],
        ["announced:2022-09-15 = announced"],
    ),
    "told as done on a day to come": (
        [buys("2022-09-15", on="2024-01-01")],
        ["completed:2022-09-15 = completed"],
    ),
    "dated before it was told": ([buys("2022-09-15", on="2022-01-01")], ["completed:2022-01-01 = completed"]),
}


@pytest.mark.parametrize("case", CASES)
def test_the_lives_of_deals(case):
    told, expected = CASES[case]
    assert lives(told) == expected


@pytest.mark.parametrize(("days", "expected"), [(FARTHEST_DAYS, 1), (FARTHEST_DAYS + 1, 2)])
def test_how_long_there_may_be_no_word(days, expected):
    later = (date(2022, 9, 15) + timedelta(days)).isoformat()
    assert len(find_deals([buys("2022-09-15", Stage.TALKS), buys(later, Stage.ANNOUNCED)], SCHEMA)) == expected


def test_a_deal_has_its_first_and_last_day_and_all_claims_with_denials():
    told = [
        buys("2022-09-15", Stage.ANNOUNCED),
        buys("2022-10-01", status=Status.DENIED),
        buys("2022-09-14", Stage.TALKS),
    ]
    (deal,) = find_deals(told, SCHEMA)
    assert (deal.subject, deal.relation, deal.object) == ("adobe", "acquires", "figma")
    assert (deal.start, deal.last) == ("2022-09-14", "2022-10-01")
    assert deal.claims == tuple(sorted(one.claim for one in told))
    assert {step.state: step.claim for step in deal.steps} == {
        DealState.RUMOURED: told[2].claim,
        DealState.ANNOUNCED: told[0].claim,
    }


def test_a_merger_is_one_from_either_side():
    told = [
        tell("2022-09-15", "nissan", "mergesWith", "honda", stage=Stage.TALKS),
        tell("2022-10-15", "honda", "mergesWith", "nissan", **CALLED_OFF),
    ]
    (deal,) = find_deals(told, SCHEMA)
    assert (deal.subject, deal.object, deal.state) == ("honda", "nissan", DealState.CANCELLED)


def test_who_buys_whom_is_not_the_same_the_other_way_round():
    told = [buys("2022-09-15"), tell("2022-09-15", "figma", "acquires", "adobe")]
    assert len(find_deals(told, SCHEMA)) == 2


@settings(max_examples=150)
@given(told_sets(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(told, random):
    shuffled = list(told)
    random.shuffle(shuffled)
    assert find_deals(shuffled, SCHEMA) == find_deals(told, SCHEMA)


@settings(max_examples=150)
@given(told_sets())
def test_deals_part_the_claims_of_deal_relations_among_them(told):
    deals = find_deals(told, SCHEMA)
    taken = [claim for one in deals for claim in one.claims]
    assert len(taken) == len(set(taken))
    wanted = {
        one.claim for one in told if SCHEMA.relations[one.relation].deal and one.counts and one.subject != one.object
    }
    assert set(taken) <= wanted
    # Only denials, and words on an end to come, may belong to no deal.
    left = [one for one in told if one.claim in wanted - set(taken)]
    assert all(one.status is Status.DENIED or one.stage is Stage.ENDED for one in left)


@settings(max_examples=150)
@given(told_sets())
def test_a_deal_is_as_its_steps_and_claims_say(told):
    deals = find_deals(told, SCHEMA)
    for one in deals:
        states = [step.state for step in one.steps]
        assert one.state in states
        assert len(states) == len(set(states))
        assert {step.claim for step in one.steps} <= set(one.claims)
        days = [step.day for step in one.steps if step.day]
        assert days == sorted(days)
        assert all(not step.day or one.start <= step.day <= one.last for step in one.steps)
    # What tells two of them apart in the store.
    assert len({(one.subject, one.relation, one.object, one.start) for one in deals}) == len(deals)


@settings(max_examples=150)
@given(told_sets(), told_sets(ends=("c", "d")))
def test_what_is_told_of_others_changes_nothing(told, others):
    both = find_deals([*told, *others], SCHEMA)
    assert both == sorted([*find_deals(told, SCHEMA), *find_deals(others, SCHEMA)])
