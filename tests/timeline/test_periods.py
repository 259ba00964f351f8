"""When something held, by what was said of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Stage, Status
from kg.schema import load_schema
from kg.timeline import Told, find_periods, hold_on
from tests.timeline.telling import show, show_all, tell, told_sets

SCHEMA = load_schema()


def ceo(said: str, who: str, **more) -> Told:
    return tell(said, who, "executiveOf", "openai", role="ceo", **more)


NOVEMBER = [
    ceo("2023-11-01", "altman"),
    tell("2023-11-17", "openai", "dismisses", "altman", on="2023-11-17", role="ceo"),
    tell("2023-11-17", "openai", "appoints", "murati", on="2023-11-17", role="ceo"),
    tell("2023-11-20", "openai", "appoints", "shear", on="2023-11-19", role="ceo"),
    tell("2023-11-20", "murati", "leaves", "openai", on="2023-11-19", role="ceo"),
    tell("2023-11-22", "altman", "executiveOf", "openai", on="2023-11-21", role="ceo"),
    tell("2023-11-22", "shear", "leaves", "openai", on="2023-11-21", role="ceo"),
    ceo("2024-01-05", "altman"),
]
"""The dismissal, two interim heads and the return, as articles told them."""

NOVEMBER_BY_DAY = [
    ("2023-10-31", []),
    ("2023-11-01", ["altman"]),
    ("2023-11-16", ["altman"]),
    ("2023-11-17", ["murati"]),
    ("2023-11-18", ["murati"]),
    ("2023-11-19", ["shear"]),
    ("2023-11-20", ["shear"]),
    ("2023-11-21", ["altman"]),
    ("2024-12-31", ["altman"]),
]


@pytest.mark.parametrize(("day", "expected"), NOVEMBER_BY_DAY)
def test_who_headed_openai(day, expected):
    holding = hold_on(find_periods(NOVEMBER, SCHEMA), day, SCHEMA)
    assert [one.subject for one in holding if one.relation == "executiveOf"] == expected


def test_the_periods_of_november():
    periods = find_periods(NOVEMBER, SCHEMA)
    assert show_all(periods, "executiveOf") == [
        "altman ceo ≤2023-11-01–2023-11-17",
        "murati ceo 2023-11-17–2023-11-19",
        "shear ceo 2023-11-19–2023-11-21",
        "altman ceo 2023-11-21–",
    ]
    back = next(one for one in periods if one.start == "2023-11-21" and one.relation == "executiveOf")
    assert (back.last, back.first_said) == ("2024-01-05", "2023-11-22")
    assert len(back.claims) == 2


def invests(said: str, stage: Stage | None = None, **more) -> Told:
    return tell(said, "microsoft", "investsIn", "openai", stage=stage, **more)


CASES = {
    "first heard of": ([invests("2023-01-24")], ["microsoft investsIn ≤2023-01-24–"]),
    "dated by the text": ([invests("2023-01-24", on="2023-01-23")], ["microsoft investsIn 2023-01-23–"]),
    # Years and months come as their first day.
    "a year": ([invests("2023-01-24", on="2019-01-01")], ["microsoft investsIn 2019-01-01–"]),
    "nobody knows when": ([invests("")], ["microsoft investsIn ≤?–"]),
    "confirmed later": (
        [invests("2024-05-01"), invests("2023-01-24", on="2023-01-23")],
        ["microsoft investsIn 2023-01-23–"],
    ),
    "dated later for the same": (
        [invests("2023-01-24"), invests("2024-01-24", on="2019-07-22")],
        ["microsoft investsIn 2019-07-22–"],
    ),
    "ended": (
        [invests("2023-01-24"), invests("2023-06-01", Stage.ENDED)],
        ["microsoft investsIn ≤2023-01-24–2023-06-01"],
    ),
    "ended and begun again": (
        [invests("2023-01-24"), invests("2023-06-01", Stage.ENDED), invests("2023-09-01")],
        ["microsoft investsIn ≤2023-01-24–2023-06-01", "microsoft investsIn ≤2023-09-01–"],
    ),
    "ended twice over": (
        [invests("2023-01-24"), invests("2023-06-01", Stage.ENDED), invests("2023-07-01", Stage.ENDED)],
        ["microsoft investsIn ≤2023-01-24–2023-06-01"],
    ),
    "only an end": ([invests("2023-06-01", Stage.ENDED)], ["microsoft investsIn ≤?–2023-06-01"]),
    "an end, then a beginning": (
        [invests("2023-06-01", Stage.ENDED), invests("2024-01-01")],
        ["microsoft investsIn ≤?–2023-06-01", "microsoft investsIn ≤2024-01-01–"],
    ),
    "ended, nobody knows when": (
        [invests("2023-01-24"), invests("2023-03-01"), invests("", Stage.ENDED)],
        ["microsoft investsIn ≤2023-01-24–2023-03-02"],
    ),
    "begun, nobody knows when, and ended": (
        [invests(""), invests("2023-06-01", Stage.ENDED)],
        ["microsoft investsIn ≤?–2023-06-01"],
    ),
    "an end of the same day": (
        [invests("2023-06-01"), invests("2023-06-01", Stage.ENDED)],
        ["microsoft investsIn ≤2023-06-01–2023-06-01"],
    ),
    "a beginning dated to the day on which an end is published": (
        [invests("2023-06-02", on="2023-06-01"), invests("2023-06-01", Stage.ENDED)],
        ["microsoft investsIn ≤?–2023-06-01", "microsoft investsIn 2023-06-01–"],
    ),
    "both dated to the same day": (
        [invests("2023-06-02", on="2023-06-01"), invests("2023-06-02", Stage.ENDED, on="2023-06-01")],
        ["microsoft investsIn 2023-06-01–2023-06-01"],
    ),
    "first heard of and dated, with an end between, all on one day": (
        [invests("2023-06-01"), invests("2023-06-02", on="2023-06-01"), invests("2023-06-01", Stage.ENDED)],
        ["microsoft investsIn ≤2023-06-01–2023-06-01", "microsoft investsIn 2023-06-01–"],
    ),
    "with its own end": (
        [invests("2023-01-24", on="2020-01-01", until="2022-01-01")],
        ["microsoft investsIn 2020-01-01–2022-01-01"],
    ),
    "with an end before it was told": (
        [invests("2023-01-24", until="2022-01-01")],
        ["microsoft investsIn ≤2021-12-31–2022-01-01"],
    ),
    "with an end to come": (
        [invests("2023-01-24", until="2025-01-01")],
        ["microsoft investsIn ≤2023-01-24–2025-01-01"],
    ),
    "an end with its own day": (
        [invests("2023-01-24"), invests("2024-01-24", Stage.ENDED, until="2023-06-01")],
        ["microsoft investsIn ≤2023-01-24–2023-06-01"],
    ),
    "called off, as texts say it": (
        [invests("2023-01-24", Stage.ANNOUNCED), invests("2023-06-01", Stage.CANCELLED, status=Status.DENIED)],
        ["microsoft investsIn ≤2023-01-24–2023-06-01"],
    ),
    "only called off": ([invests("2023-06-01", Stage.CANCELLED, status=Status.DENIED)], []),
    "only blocked": ([invests("2023-06-01", Stage.BLOCKED)], []),
    "the end is denied": (
        [invests("2023-01-24"), invests("2023-06-01", Stage.ENDED, status=Status.DENIED)],
        ["microsoft investsIn ≤2023-01-24–"],
    ),
    "the end is a rumour": (
        [invests("2023-01-24"), invests("2023-06-01", Stage.ENDED, status=Status.POSSIBLE)],
        ["microsoft investsIn ≤2023-01-24–"],
    ),
    "a rumour": ([invests("2023-01-24", status=Status.POSSIBLE)], []),
    "a plan": ([invests("2023-01-24", status=Status.PLANNED)], []),
    "a denial": ([invests("2023-01-24", status=Status.DENIED)], []),
    "talks": ([invests("2023-01-24", Stage.TALKS)], []),
    "what somebody else reports": (
        [invests("2023-01-24", status=Status.REPORTED)],
        ["microsoft investsIn ≤2023-01-24–"],
    ),
    "not sure enough": ([invests("2023-01-24", confidence=0.49)], []),
    "an end that is not sure enough, alone": ([invests("2023-01-24", Stage.ENDED, confidence=0.49)], []),
    "rejected": ([invests("2023-01-24", rejected=True)], []),
    "the end was rejected": (
        [invests("2023-01-24"), invests("2023-06-01", Stage.ENDED, rejected=True)],
        ["microsoft investsIn ≤2023-01-24–"],
    ),
    "merged ends": ([tell("2023-01-24", "openai", "investsIn", "openai")], []),
    "without object": ([tell("2023-01-24", "openai", "investsIn")], []),
    "another relation ended": (
        [invests("2023-01-24"), tell("2023-06-01", "microsoft", "acquires", "openai", stage=Stage.ENDED)],
        ["microsoft investsIn ≤2023-01-24–"],
    ),
    "the first and the last day that dates can say": (
        [invests("0001-01-01"), invests("9999-12-31"), invests("", Stage.ENDED)],
        ["microsoft investsIn ≤0001-01-01–9999-12-31"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_periods_of_one_relation(case):
    told, expected = CASES[case]
    assert show_all(find_periods(told, SCHEMA), "investsIn") == expected


ROLES = {
    "leaving without a word on the role ends all": (
        [ceo("2023-01-01", "altman"), tell("2023-06-01", "altman", "leaves", "openai")],
        ["altman ceo ≤2023-01-01–2023-06-01"],
    ),
    "leaving one role keeps the other": (
        [
            ceo("2023-01-01", "altman"),
            tell("2023-01-01", "altman", "executiveOf", "openai", role="chair"),
            tell("2023-06-01", "altman", "leaves", "openai", role="chair"),
        ],
        ["altman ceo ≤2023-01-01–", "altman chair ≤2023-01-01–2023-06-01"],
    ),
    "any leave ends what was told without a role": (
        [
            tell("2023-01-01", "altman", "executiveOf", "openai"),
            tell("2023-06-01", "altman", "leaves", "openai", role="ceo"),
        ],
        ["altman executiveOf ≤2023-01-01–2023-06-01"],
    ),
    "leaving alone tells of no role": ([tell("2023-06-01", "altman", "leaves", "openai")], []),
    "a plan to leave ends nothing": (
        [ceo("2023-01-01", "altman"), tell("2023-06-01", "altman", "leaves", "openai", status=Status.PLANNED)],
        ["altman ceo ≤2023-01-01–"],
    ),
    "a leave that is not sure enough ends nothing": (
        [ceo("2023-01-01", "altman"), tell("2023-06-01", "altman", "leaves", "openai", confidence=0.4)],
        ["altman ceo ≤2023-01-01–"],
    ),
    "a leave to come ends it on its day": (
        [ceo("2023-01-01", "altman"), tell("2023-06-01", "altman", "leaves", "openai", on="2023-12-31")],
        ["altman ceo ≤2023-01-01–2023-12-31"],
    ),
    "an appointment begins the role": (
        [tell("2023-01-02", "openai", "appoints", "altman", on="2023-02-01", role="ceo")],
        ["altman ceo 2023-02-01–"],
    ),
    "an appointment and what confirms it are one period": (
        [tell("2023-01-02", "openai", "appoints", "altman", on="2023-01-01", role="ceo"), ceo("2023-05-01", "altman")],
        ["altman ceo 2023-01-01–"],
    ),
}


@pytest.mark.parametrize("case", ROLES)
def test_periods_of_roles(case):
    told, expected = ROLES[case]
    assert show_all(find_periods(told, SCHEMA), "executiveOf") == expected


def test_a_symmetric_relation_is_one_from_either_side():
    told = [
        tell("2023-01-01", "openai", "partnersWith", "microsoft"),
        tell("2023-02-01", "microsoft", "partnersWith", "openai", on="2022-01-01"),
        tell("2024-01-01", "openai", "partnersWith", "microsoft", stage=Stage.ENDED),
    ]
    (period,) = find_periods(told, SCHEMA)
    assert (period.subject, period.object, show(period)) == (
        "microsoft",
        "openai",
        "microsoft partnersWith 2022-01-01–2024-01-01",
    )
    assert period.claims == tuple(sorted(one.claim for one in told))


HOLDERS = {
    "who came last": ([ceo("2023-01-01", "altman"), ceo("2023-06-02", "murati", on="2023-06-01")], ["murati"]),
    "who came last, of those who are over": (
        [ceo("2023-01-01", "altman"), ceo("2023-06-02", "murati", on="2023-06-01", until="2023-06-03")],
        [],
    ),
    "the other was told of since": (
        [ceo("2023-01-01", "altman"), ceo("2023-06-02", "murati", on="2023-06-01"), ceo("2023-08-01", "altman")],
        ["altman", "murati"],
    ),
    "nobody knows since when the second": (
        [ceo("2023-01-01", "altman"), ceo("2023-06-02", "murati")],
        ["murati"],
    ),
    "nobody knows since when the first": (
        [ceo("", "altman"), ceo("2023-06-02", "murati", on="2023-06-01")],
        ["murati"],
    ),
    "two heads, as both are told of": (
        [ceo(said, who, on="2023-01-01") for said in ("2023-01-02", "2023-08-01") for who in ("altman", "murati")],
        ["altman", "murati"],
    ),
    "a role that many have": (
        [
            tell("2023-01-01", "altman", "executiveOf", "openai", role="other"),
            tell("2023-06-02", "murati", "executiveOf", "openai", on="2023-06-01", role="other"),
        ],
        ["altman", "murati"],
    ),
    "a role without its kind beside one with it": (
        [tell("2023-01-01", "altman", "executiveOf", "openai"), ceo("2023-06-01", "altman")],
        ["altman"],
    ),
}


@pytest.mark.parametrize("case", HOLDERS)
def test_who_holds_a_role_at_the_end_of_2023(case):
    told, expected = HOLDERS[case]
    holding = hold_on(find_periods(told, SCHEMA), "2023-12-31", SCHEMA)
    assert [one.subject for one in holding] == expected


def test_what_is_told_without_a_role_holds_on_days_on_which_no_role_is_known():
    told = [tell("2023-01-01", "altman", "executiveOf", "openai"), ceo("2023-06-01", "altman", until="2023-08-01")]
    periods = find_periods(told, SCHEMA)
    shown = {day: [show(one) for one in hold_on(periods, day, SCHEMA)] for day in ("2023-02-01", "2023-07-01")}
    assert shown == {
        "2023-02-01": ["altman executiveOf ≤2023-01-01–2023-08-01"],
        "2023-07-01": ["altman ceo ≤2023-06-01–2023-08-01"],
    }


@settings(max_examples=150)
@given(told_sets(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(told, random):
    shuffled = list(told)
    random.shuffle(shuffled)
    assert find_periods(shuffled, SCHEMA) == find_periods(told, SCHEMA)


@settings(max_examples=150)
@given(told_sets())
def test_periods_of_one_role_never_overlap(told):
    by_key = {}
    for one in find_periods(told, SCHEMA):
        by_key.setdefault((one.subject, one.relation, one.object, one.role), []).append(one)
    for periods in by_key.values():
        assert all(one.until and one.until <= other.start for one, other in pairwise(periods))
        # What tells two of them apart in the store.
        assert len({(one.start, one.start_known) for one in periods}) == len(periods)


@settings(max_examples=150)
@given(told_sets())
def test_whatever_supports_is_in_exactly_one_period_of_its_relation(told):
    periods = find_periods(told, SCHEMA)
    for one in told:
        its_own = [period for period in periods if one.claim in period.claims and period.relation == one.relation]
        if one.supports and one.object and one.subject != one.object:
            assert len(its_own) == 1
        elif not one.closes:
            assert its_own == []


@settings(max_examples=150)
@given(told_sets(), told_sets(ends=("c", "d")))
def test_what_is_told_of_another_pair_changes_nothing(told, others):
    both = find_periods([*told, *others], SCHEMA)
    assert both == sorted([*find_periods(told, SCHEMA), *find_periods(others, SCHEMA)])


@settings(max_examples=100)
@given(told_sets(), st.sampled_from(["2023-01-01", "2023-03-01", "2024-06-01"]))
def test_what_holds_on_a_day_has_begun_and_is_not_over(told, day):
    periods = find_periods(told, SCHEMA)
    for one in hold_on(periods, day, SCHEMA):
        assert one in periods
        assert one.start <= day
        assert not one.until or day < one.until


@settings(max_examples=100)
@given(told_sets())
def test_rejecting_a_claim_is_as_if_it_was_never_there(told):
    rejected = [replace(one, rejected=True) for one in told]
    assert find_periods(rejected, SCHEMA) == []
    assert find_periods([*told[1:], *rejected[:1]], SCHEMA) == find_periods(told[1:], SCHEMA)
