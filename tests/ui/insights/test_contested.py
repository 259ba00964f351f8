"""Where sources disagree."""

from __future__ import annotations

from kg.schema import load_schema
from kg.timeline import Conflict
from tests.ui.insights.outlines import outline
from ui.insights.contested import rank_disputes
from ui.insights.network import Choice

SCHEMA = load_schema()
ALL = Choice(())


def test_what_is_stated_and_denied_by_how_evenly_it_is() -> None:
    claims = [
        outline("A", "acquires", "B", id="yes1"),
        outline("A", "acquires", "B", id="yes2"),
        outline("A", "acquires", "B", id="no1", status="denied"),
        outline("C", "acquires", "D", id="yes3", status="reported"),
        outline("C", "acquires", "D", id="yes4"),
        outline("C", "acquires", "D", id="no2", status="denied"),
        outline("C", "acquires", "D", id="no3", status="denied"),
        outline("E", "acquires", "F", id="no4", status="denied"),
        outline("E", "acquires", "F", id="may", status="possible"),
    ]
    found = rank_disputes(claims, [], SCHEMA, ALL)
    assert [(one.about[0], one.stated, one.against) for one in found] == [
        ("C", ("yes3", "yes4"), ("no2", "no3")),
        ("A", ("yes1", "yes2"), ("no1",)),
    ]


def test_true_contradictions_come_first_and_stand_once() -> None:
    claims = [
        outline("A", "acquires", "B", id="yes"),
        outline("A", "acquires", "B", id="no", status="denied"),
        outline("C", "acquires", "D", id="yes2"),
        outline("C", "acquires", "D", id="no2", status="denied"),
        outline("P", "executiveOf", "X", id="p"),
        outline("Q", "executiveOf", "X", id="q"),
    ]
    conflicts = [
        Conflict("denied", ("C", "acquires", "D"), ("yes2",), ("no2",)),
        Conflict("holders", ("ceo", "executiveOf", "X"), ("p",), ("q",)),
    ]
    found = rank_disputes(claims, conflicts, SCHEMA, ALL)
    assert [(one.kind, one.about[0], one.is_conflict) for one in found] == [
        ("denied", "C", True),
        ("holders", "ceo", True),
        ("denied", "A", False),
    ]


def test_two_who_do_something_together_are_in_no_order() -> None:
    claims = [
        outline("B", "partnersWith", "A", id="yes"),
        outline("A", "partnersWith", "B", id="no", status="denied"),
    ]
    assert len(rank_disputes(claims, [], SCHEMA, ALL)) == 1


def test_only_days_that_count() -> None:
    claims = [
        outline("A", "acquires", "B", id="yes", day="2023-01-01"),
        outline("A", "acquires", "B", id="no", status="denied"),
    ]
    conflict = Conflict("denied", ("A", "acquires", "B"), ("yes",), ("no",))
    assert rank_disputes(claims, [conflict], SCHEMA, Choice((), since="2025-01-01")) == []
    assert len(rank_disputes(claims, [conflict], SCHEMA, Choice((), since="2024-01-01"))) == 1
