"""Events from outlines."""

from __future__ import annotations

import pytest

from kg.schema import load_schema
from tests.ui.outlines import outline
from ui.timeline.events import EventFilter, group_events

SCHEMA = load_schema()
CLAIMS = [
    outline(1, "M", "investsIn", "O", day="2024-01-05"),
    outline(2, "M", "investsIn", "O", day="2024-01-05"),
    outline(3, "M", "investsIn", "O", day="2024-01-05", status="denied"),
    outline(4, "M", "partnersWith", "O", day="2024-02-01"),
    outline(5, "O", "partnersWith", "M", day="2024-02-01"),
    outline(6, "O", "hasEmployees", day="2023-01-01"),
    outline(7, "O", "uses", "N", day=""),
]


@pytest.mark.parametrize(
    ("newest_first", "days"),
    [
        (True, ["2024-02-01", "2024-01-05", "2024-01-05", "2023-01-01", ""]),
        (False, ["2023-01-01", "2024-01-05", "2024-01-05", "2024-02-01", ""]),
    ],
)
def test_events_are_in_time_order_and_undated_ones_last(newest_first: bool, days: list[str]) -> None:
    assert [event.day for event in group_events(CLAIMS, SCHEMA, newest_first=newest_first)] == days


def test_what_many_articles_say_of_one_day_is_one_event() -> None:
    events = group_events(CLAIMS, SCHEMA)
    assert [(event.relation, event.status, event.articles) for event in events[:3]] == [
        ("partnersWith", "asserted", 2),
        ("investsIn", "asserted", 2),
        ("investsIn", "denied", 1),
    ]
    assert (events[0].subject, events[0].object) == ("M", "O")


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (EventFilter(), "1234567"),
        (EventFilter(relations=frozenset({"uses", "hasEmployees"})), "67"),
        (EventFilter(statuses=frozenset({"denied"})), "3"),
        (EventFilter(since="2024-01-05", until="2024-01-31"), "123"),
        (EventFilter(relations=frozenset({"uses"}), until="2024-12-31"), ""),
    ],
)
def test_filters(wanted: EventFilter, numbers: str) -> None:
    assert [claim.id for claim in wanted.select(CLAIMS)] == [f"c{number}" for number in numbers]
