"""Months as bars, and days on them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.timeline.bars import Bar, clean_day, count_months, find_window, is_within, make_bars

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)


def test_days_are_counted_by_month_and_undated_ones_left_out() -> None:
    assert count_months(["2024-02-03", "", "2023-12-31", "2024-02-29"]) == [("2023-12", 1), ("2024-02", 2)]


def test_gaps_are_filled() -> None:
    assert make_bars([("2024-02", 2), ("2023-12", 1)]) == (
        Bar("2023-12-01", "2023-12-31", 1),
        Bar("2024-01-01", "2024-01-31", 0),
        Bar("2024-02-01", "2024-02-29", 2),
    )
    assert make_bars([]) == ()


@pytest.mark.parametrize(
    ("first", "last", "count", "first_bar"),
    [
        ("2014-01", "2023-12", 120, Bar("2014-01-01", "2014-01-31", 1)),
        ("2014-01", "2024-01", 41, Bar("2014-01-01", "2014-03-31", 1)),
        ("1994-02", "2023-12", 120, Bar("1994-01-01", "1994-03-31", 1)),
        ("1990-05", "2023-12", 34, Bar("1990-01-01", "1990-12-31", 1)),
        ("1602-03", "2023-12", 43, Bar("1600-01-01", "1609-12-31", 1)),
    ],
)
def test_long_times_go_by_quarter_year_or_decade(first: str, last: str, count: int, first_bar: Bar) -> None:
    bars = make_bars([(first, 1), (last, 1)])
    assert (len(bars), bars[0]) == (count, first_bar)


def test_few_old_and_future_dates_do_not_press_the_rest_into_one_bar() -> None:
    months = [("1875-01", 2), ("2023-01", 300), ("2023-02", 0), ("2023-03", 300), ("2100-01", 1)]
    assert make_bars(months) == (
        Bar("2023-01-01", "2023-01-31", 302, holds_more=True),
        Bar("2023-02-01", "2023-02-28", 0),
        Bar("2023-03-01", "2023-03-31", 301, holds_more=True),
    )


@given(st.lists(DAYS, min_size=1, max_size=30))
def test_every_day_is_counted_once_in_bars_that_follow_each_other(days: list[str]) -> None:
    bars = make_bars(count_months(days))
    assert sum(bar.count for bar in bars) == len(days)
    nexts = [date.fromisoformat(bar.first).toordinal() for bar in bars[1:]]
    assert nexts == [date.fromisoformat(bar.last).toordinal() + 1 for bar in bars[:-1]]


@given(st.sets(DAYS, min_size=2, max_size=8), st.data())
def test_a_window_of_whole_bars_lies_where_it_was_chosen(days: set[str], data: st.DataObject) -> None:
    bars = make_bars(count_months(days))
    low = data.draw(st.integers(0, len(bars) - 1))
    high = data.draw(st.integers(low, len(bars) - 1))
    assert find_window(bars, bars[low].first, bars[high].last) == (low, high + 1)


@pytest.mark.parametrize(
    ("since", "until", "window"),
    [
        ("", "", (0, 3)),
        ("2024-01-16", "", (1 + 15 / 31, 3)),
        ("", "2024-02-29", (0, 3)),
        ("1990-01-01", "1995-01-01", (0, 0)),
        ("2030-01-01", "2031-01-01", (3, 3)),
        ("2024-01-01", "2024-01-01", (1, 1 + 1 / 31)),
    ],
)
def test_days_lie_within_their_bars(since: str, until: str, window: tuple[float, float]) -> None:
    bars = make_bars([("2023-12", 1), ("2024-02", 1)])
    assert find_window(bars, since, until) == window


@pytest.mark.parametrize(
    ("day", "since", "until", "within"),
    [
        ("2024-01-15", "", "", True),
        ("2024-01-15", "2024-01-15", "2024-01-15", True),
        ("2024-01-15", "2024-01-16", "", False),
        ("2024-01-15", "", "2024-01-14", False),
        ("", "", "", True),
        ("", "2024-01-01", "", False),
        ("", "", "2024-01-01", False),
    ],
)
def test_which_days_are_within(day: str, since: str, until: str, within: bool) -> None:
    assert is_within(day, since, until) is within


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024-02-29", "2024-02-29"), ("2023-02-29", ""), ("", ""), (None, ""), ("<b>", ""), ("2024", "")],
)
def test_what_is_no_date_is_open(text: object, day: str) -> None:
    assert clean_day(text) == day
