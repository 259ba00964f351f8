"""Days and months in words."""

from __future__ import annotations

import pytest

from kg.schema import load_schema
from ui.components.dates import name_range, name_when
from ui.strings import Words

EN, JA = Words("en", load_schema()), Words("ja", load_schema())


@pytest.mark.parametrize(
    ("since", "until", "english", "japanese"),
    [
        ("", "", "All dates", "すべての期間"),
        ("2024-01-01", "", "From Jan 2024", "2024年1月から"),
        ("2024-01-15", "", "From 15 Jan 2024", "2024年1月15日から"),
        ("", "2024-02-29", "Until Feb 2024", "2024年2月まで"),
        ("2024-01-01", "2024-01-31", "Jan 2024", "2024年1月のみ"),
        ("2023-12-01", "2024-01-31", "Dec 2023 to Jan 2024", "2023年12月から2024年1月まで"),
        ("2024-01-01", "2024-01-30", "1 Jan 2024 to 30 Jan 2024", "2024年1月1日から2024年1月30日まで"),
        ("", "9999-12-31", "Until Dec 9999", "9999年12月まで"),
    ],
)
def test_ranges_of_whole_months_are_named_by_month(since: str, until: str, english: str, japanese: str) -> None:
    assert (name_range(since, until, EN), name_range(since, until, JA)) == (english, japanese)


@pytest.mark.parametrize(
    ("day", "reported", "english", "japanese"),
    [
        ("2024-01-15", "", "15 Jan 2024", "2024年1月15日"),
        ("2015-01-01", "2024-01-15", "2015", "2015年"),
        ("2015-06-01", "2024-01-15", "Jun 2015", "2015年6月"),
        ("2015-06-01", "2015-06-01", "1 Jun 2015", "2015年6月1日"),
        ("", "", "undated", "日付なし"),
    ],
)
def test_no_day_is_named_that_may_stand_for_a_month_or_year(
    day: str, reported: str, english: str, japanese: str
) -> None:
    assert (name_when(day, reported, EN), name_when(day, reported, JA)) == (english, japanese)
