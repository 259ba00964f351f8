"""Roles over time."""

from __future__ import annotations

from kg.schema import load_schema
from kg.timeline import Period
from ui.dossier.roles import list_roles, role_relations


def period(subject: str, relation: str, start: str, until: str = "", other: str = "O") -> Period:
    """A period of which nothing else is known."""
    return Period(subject, relation, other, "", start, True, until, start, start, ("c",))


def test_roles_are_what_appointments_and_departures_begin_and_end() -> None:
    assert role_relations(load_schema()) == {"executiveOf", "boardMemberOf", "worksFor"}


def test_roles_that_go_on_come_first_and_of_these_the_latest() -> None:
    periods = [
        period("A", "executiveOf", "2019-01-01", "2023-11-17"),
        period("B", "executiveOf", "2023-11-17", "2023-11-20"),
        period("C", "boardMemberOf", "2015-01-01"),
        period("A", "executiveOf", "2023-11-21"),
        period("M", "investsIn", "2023-01-01"),
    ]
    roles = list_roles(periods, "O", load_schema())
    assert [(role.other, role.period.start) for role in roles] == [
        ("A", "2023-11-21"),
        ("C", "2015-01-01"),
        ("B", "2023-11-17"),
        ("A", "2019-01-01"),
    ]
    assert [role.other for role in list_roles(periods[:1], "A", load_schema())] == ["O"]
