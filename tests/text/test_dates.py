from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.dates import find_dates


def isos(text: str, published: str, lang: str) -> list[str]:
    return [one.iso for one in find_dates(text, published=published, lang=lang)]


# Published on a Wednesday.
@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "on January 23, 2023.", ["2023-01-23"]),
        ("en", "on Jan. 23", ["2024-01-23"]),
        ("en", "on August 11th 2020,", ["2020-08-11"]),
        ("en", "on 20 August 2008.", ["2008-08-20"]),
        ("en", "the 23rd of January", ["2024-01-23"]),
        ("en", "In March 2006, it", ["2006-03"]),
        ("en", "since 2015 and by 2030", ["2015", "2030"]),
        ("en", "(2010)", ["2010"]),
        ("en", "its 2014 selection", ["2014"]),
        ("en", "dated 2023-01-23", ["2023-01-23"]),
        ("en", "said yesterday", ["2024-02-13"]),
        ("en", "said on Monday", ["2024-02-12"]),
        ("en", "said on Wednesday", ["2024-02-14"]),
        ("en", "last Wednesday", ["2024-02-07"]),
        ("en", "next Monday", ["2024-02-19"]),
        ("en", "last month", ["2024-01"]),
        ("en", "last week", ["2024-02"]),
        ("en", "last year and next year", ["2023", "2025"]),
        ("en", "at the end of last year", ["2023-12"]),
        ("en", "earlier this year", ["2024"]),
        ("en", "last March", ["2023-03"]),
        ("en", "in January", ["2024-01"]),
        ("en", "in October", ["2023-10"]),
        ("en", "left in March", ["2024-03"]),
        ("en", "will be merged in October", ["2024-10"]),
        ("en", "plans to introduce it in April", ["2024-04"]),
        ("en", "a plan to list that was dropped in October", ["2023-10"]),
        ("en", "last summer", ["2023"]),
        ("en", "three years ago", ["2021"]),
        ("en", "two months ago", ["2023-12"]),
        ("en", "it may march on", []),
        ("en", "in Q3 2023", []),
        ("en", "in the third quarter of 2023", []),
        ("en", "fiscal 2024", []),
        ("en", "in the 1990s", []),
        ("en", "Windows 2000 and 2000 employees", []),
        ("en", "$2023 and 2,013 people and 2023.5", []),
        ("en", "on February 30, 2023", ["2023"]),
        ("ja", "2023年1月23日に", ["2023-01-23"]),
        ("ja", "２０２３年１月に", ["2023-01"]),
        ("ja", "2024年4月に", ["2024-04"]),
        ("ja", "2019年に", ["2019"]),
        ("ja", "令和5年に", ["2023"]),
        ("ja", "平成元年4月1日", ["1989-04-01"]),
        ("ja", "2023/01/23", ["2023-01-23"]),
        ("ja", "21年に買収し、22年2月に", ["2021", "2022-02"]),
        ("ja", "1月に", ["2024-01"]),
        ("ja", "10月に退いた", ["2023-10"]),
        ("ja", "10月に設立すると発表した", ["2024-10"]),
        ("ja", "10月、設立すると発表した", ["2023-10"]),
        ("ja", "11月17日に解任した", ["2023-11-17"]),
        ("ja", "4月1日付で就任する予定", ["2024-04-01"]),
        ("ja", "13日、発表した", ["2024-02-13"]),
        ("ja", "30日付で", ["2024-01-30"]),
        ("ja", "先月から今月7日まで", ["2024-01", "2024-02-07"]),
        ("ja", "昨年5月と今年と来年3月末", ["2023-05", "2024", "2025-03"]),
        ("ja", "昨年末に", ["2023-12"]),
        ("ja", "来春の統合", ["2025"]),
        ("ja", "昨秋のシリーズC", ["2023"]),
        ("ja", "前日と昨日ときょう", ["2024-02-13", "2024-02-13", "2024-02-14"]),
        ("ja", "先週火曜、", ["2024-02-06"]),
        ("ja", "月曜日に", ["2024-02-12"]),
        ("ja", "3年前と2か月前", ["2021", "2023-12"]),
        ("ja", "2022年に買い、翌年に売り、同年9月に", ["2022", "2023", "2022-09"]),
        ("ja", "年末までに", ["2024-12"]),
        ("ja", "同日付で", []),
        ("ja", "2023年度の2024年3月期", []),
        ("ja", "2021年10〜12月期", []),
        ("ja", "1990年代", []),
        ("ja", "10年ぶり、過去10年で、20年の歴史", []),
        ("ja", "10日間で1日当たり", []),
        ("ja", "2023年2月30日", []),
    ],
)
def test_dates(lang: str, text: str, expected: list[str]) -> None:
    assert isos(text, "2024-02-14", lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "In January and on Monday, yesterday, last year; in 2019 and on May 3, 2020", ["2019", "2020-05-03"]),
        ("ja", "1月、23日、昨年、21年2月。2019年と2020年5月3日", ["2019", "2020-05-03"]),
    ],
)
def test_without_a_day_of_publication_only_absolute_dates(lang: str, text: str, expected: list[str]) -> None:
    assert isos(text, "", lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "published", "expected"),
    [
        ("en", "on Nov. 8", "2022-10-31", "2022-11-08"),
        ("en", "on February 29", "2025-03-01", "2024-02-29"),
        ("en", "in the new year", "2022-11-29", "2023"),
        ("ja", "12月28日", "2024-01-04", "2023-12-28"),
        ("ja", "31日に", "2024-03-02", "2024-01-31"),
        ("ja", "25日に", "2024-03-15", "2024-03-25"),
    ],
)
def test_the_year_or_month_nearest_to_publication(lang: str, text: str, published: str, expected: str) -> None:
    assert isos(text, published, lang) == [expected]


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("0123456789年月日前末昨今来先同翌 /-., JanuaryMay"))),
    st.sampled_from(["", "2024-02-29", "0001-01-01", "9999-12-31", "not a day"]),
    st.sampled_from(["en", "ja", ""]),
)
def test_spans_are_literal_in_order_and_apart(text: str, published: str, lang: str) -> None:
    found = find_dates(text, published=published, lang=lang)
    assert all(text[one.start : one.end] == one.text != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "yesterday, tomorrow, last year, next year, last week, next week, 900 years ago, 31 December, in March"),
        ("ja", "前日、明後日、昨年、再来年、先週、来週、900年前、12月31日、31日、先々月、再来月、年明け、明治99年"),
    ],
)
def test_the_ends_of_the_calendar_are_no_obstacle(lang: str, text: str, published: str) -> None:
    assert all(len(iso) in (4, 7, 10) for iso in isos(text, published, lang))


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("unit", ["1", "2023", "2023年", "2023年同年", "1月", "January ", "will a ", "12 ", "- "])
def test_long_strings_take_linear_time(lang: str, unit: str) -> None:
    started = time.perf_counter()
    find_dates(unit * (100_000 // len(unit)), published="2024-02-14", lang=lang)
    assert time.perf_counter() - started < 10
