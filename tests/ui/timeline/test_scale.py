"""Places of days on a line of time."""

from __future__ import annotations

import pytest

from ui.timeline.scale import Scale, make_scale


def test_days_lie_between_the_first_and_the_last() -> None:
    scale = make_scale(["2024-01-11", "", "2024-01-01", "2024-01-06"])
    assert scale == Scale("2024-01-01", "2024-01-11")
    assert [scale.place(day) for day in ("2023-01-01", "2024-01-01", "2024-01-06", "2030-01-01")] == [0, 0, 0.5, 1]
    assert make_scale(["", ""]) is None
    assert Scale("2024-01-01", "2024-01-01").place("2024-01-01") == 0


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2022-03-01", "2024-06-01", ["2023", "2024"]),
        ("2015-01-01", "2024-06-01", ["2016", "2018", "2020", "2022", "2024"]),
        ("1875-01-01", "2024-06-01", ["1900", "1950", "2000"]),
        ("2024-02-01", "2024-06-01", []),
    ],
)
def test_as_many_years_are_named_as_there_is_room_for(first: str, last: str, years: list[str]) -> None:
    assert [year for year, _ in Scale(first, last).years(6)] == years
