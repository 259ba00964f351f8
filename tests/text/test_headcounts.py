from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.headcounts import find_headcounts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("has 10,000 employees", [10_000]),
        ("will cut 12,000 jobs", [12_000]),
        ("700 of its 770 workers", [700, 770]),
        ("as many as 400 of Lexigraph's 1,900 employees", [400, 1900]),
        ("cut 350 sales and marketing jobs", [350]),
        ("about 1.2 million workers", [1_200_000]),
        ("lay off 10k people", [10_000]),
        ("over about 7000 employees", [7000]),
        ("hired 12 AI researchers", [12]),
        ("nine executives left", [9]),
        ("70,000 customers employing 11,500 in all", [11_500]),
        ("a workforce of about 3,400", [3400]),
        ("a 500-employee company", [500]),
        ("In 2023 employees protested", []),
        ("had 2,013 employees", [2013]),
        ("10 million users", []),
        ("paid $500 million to employees", []),
        ("19 offices and laboratories", []),
        ("全社員1万2000人", [12_000]),
        ("約6000人を削減", [6000]),
        ("従業員770人のうち700人が", [770, 700]),
        ("約2万4,000人", [24_000]),
        ("従業員数は128名です", [128]),
        ("研究者４０人", [40]),
        ("百二十人", [120]),
        ("数百人が", []),
        ("利用者は1000万人", []),
        ("1人当たり", []),
        ("3人目の", []),
        ("100人気商品", []),
        ("三名古屋", []),
    ],
)
def test_headcounts(text: str, counts: list[int]) -> None:
    assert [one.count for one in find_headcounts(text)] == counts


@given(st.text(st.one_of(st.characters(), st.sampled_from("0123456789.,万千人名 of its jobs"))))
def test_spans_are_literal(text: str) -> None:
    assert all(text[one.start : one.end] == one.text != "" for one in find_headcounts(text))


@pytest.mark.parametrize("unit", ["1", "1人", "10 of a b ", "two a ", "a b c ", "千"])
def test_long_strings_take_linear_time(unit: str) -> None:
    started = time.perf_counter()
    find_headcounts(unit * (100_000 // len(unit)))
    assert time.perf_counter() - started < 10
