from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.money import find_money

AWKWARD = st.text(st.one_of(st.characters(), st.sampled_from("0123456789.,$¥£€億兆万千百一円ドル約〜-% mbnktA")))


@pytest.mark.parametrize(
    ("text", "literal", "amount", "currency"),
    [
        # English
        ("invests $10 billion in", "$10 billion", 10_000_000_000, "USD"),
        ("for US$1.2bn.", "US$1.2bn", 1_200_000_000, "USD"),
        ("a $68.7B deal", "$68.7B", 68_700_000_000, "USD"),
        ("raised $500m", "$500m", 500_000_000, "USD"),
        ("raised $12M Series B", "$12M", 12_000_000, "USD"),
        ("a $2-billion plant", "$2-billion", 2_000_000_000, "USD"),
        ("$1,075.50 in", "$1,075.50", 1075.5, "USD"),
        ("fined €500m by", "€500m", 500_000_000, "EUR"),
        ("£2.1 million from", "£2.1 million", 2_100_000, "GBP"),
        ("10 billion dollars to", "10 billion dollars", 10_000_000_000, "USD"),
        ("a 2 billion dollar deal", "2 billion dollar", 2_000_000_000, "USD"),
        ("1.2 million U.S. dollars", "1.2 million U.S. dollars", 1_200_000, "USD"),
        ("500 million euros of", "500 million euros", 500_000_000, "EUR"),
        ("18 million pounds", "18 million pounds", 18_000_000, "GBP"),
        ("100 billion yen for", "100 billion yen", 100_000_000_000, "JPY"),
        ("¥5 trillion of", "¥5 trillion", 5_000_000_000_000, "JPY"),
        ("the 4 trillion won it put", "4 trillion won", 4_000_000_000_000, "KRW"),
        ("8.026 billion yuan", "8.026 billion yuan", 8_026_000_000, "CNY"),
        ("A$5 million and", "A$5 million", 5_000_000, "AUD"),
        ("C$38 million", "C$38 million", 38_000_000, "CAD"),
        ("HK$2bn", "HK$2bn", 2_000_000_000, "HKD"),
        ("NT$30 billion", "NT$30 billion", 30_000_000_000, "TWD"),
        ("5 million Hong Kong dollars", "5 million Hong Kong dollars", 5_000_000, "HKD"),
        ("Rs 100 crore", "Rs 100 crore", 1_000_000_000, "INR"),
        ("₹2,500 crore", "₹2,500 crore", 25_000_000_000, "INR"),
        ("USD 5 million", "USD 5 million", 5_000_000, "USD"),
        ("900 million PLN", "900 million PLN", 900_000_000, "PLN"),
        ("half a billion dollars", "half a billion dollars", 500_000_000, "USD"),
        ("two billion euros", "two billion euros", 2_000_000_000, "EUR"),
        ("about 50 euros", "50 euros", 50, "EUR"),
        ("$3-4 billion", "$3-4 billion", 3_000_000_000, "USD"),
        ("$3bn–$4bn", "$3bn–$4bn", 3_000_000_000, "USD"),
        ("3 to 5 billion euros", "3 to 5 billion euros", 3_000_000_000, "EUR"),
        # Japanese
        ("約1兆2000億円で買収", "1兆2000億円", 1_200_000_000_000, "JPY"),
        ("100億ドルを投資", "100億ドル", 10_000_000_000, "USD"),
        ("100億米ドル", "100億米ドル", 10_000_000_000, "USD"),
        ("5千万ユーロ", "5千万ユーロ", 50_000_000, "EUR"),
        ("1億3,000万ドル", "1億3,000万ドル", 130_000_000, "USD"),
        ("25億元を調達", "25億元", 2_500_000_000, "CNY"),
        ("1兆ウォン規模", "1兆ウォン", 1_000_000_000_000, "KRW"),
        ("3.5兆円", "3.5兆円", 3_500_000_000_000, "JPY"),
        ("１０億円", "１０億円", 1_000_000_000, "JPY"),
        ("百億円", "百億円", 10_000_000_000, "JPY"),
        ("240億豪ドル", "240億豪ドル", 24_000_000_000, "AUD"),
        ("5億ポンド", "5億ポンド", 500_000_000, "GBP"),
        ("1500円の", "1500円", 1500, "JPY"),
        ("¥500億を", "¥500億", 50_000_000_000, "JPY"),
        ("3〜4兆円", "3〜4兆円", 3_000_000_000_000, "JPY"),
        ("30億~40億ドル", "30億~40億ドル", 3_000_000_000, "USD"),
        ("2000億円から4000億円", "2000億円", 200_000_000_000, "JPY"),
        ("1億ドルファンド", "1億ドル", 100_000_000, "USD"),
    ],
)
def test_amounts(text: str, literal: str, amount: float, currency: str) -> None:
    first = find_money(text)[0]
    assert (first.text, first.amount, first.currency) == (literal, amount, currency)
    assert isinstance(first.amount, type(amount))


@pytest.mark.parametrize(
    "text",
    [
        "10 billion users in 2023",
        "In 2020 won a prize",
        "tens of billions of dollars",
        "a multi-billion-dollar bet",
        "worth J$5 million",
        "at $23.28 a share",
        "$54.20 per share",
        "数十億ドルを投資",
        "十数億円",
        "1株1440円で",
        "データの一元管理",
        "東京一円で",
        "3次元",
        "2社の元社員",
        "1" * 1000 + "円",
        "$" + "9" * 1000,
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("fined 8.026 billion yuan ($1.19 billion)", [8_026_000_000]),
        ("€5 billion, or about $5.4 billion, in cash", [5_000_000_000]),
        ("3億ドル(約440億円)の資金", [300_000_000]),
        ("18億ユーロ（約2900億円）超", [1_800_000_000]),
        ("$1 billion at a valuation of $12 billion", [1_000_000_000, 12_000_000_000]),
        ("4億ドルを調達し、評価額は60億ドル", [400_000_000, 6_000_000_000]),
        ("fell from $450 million to $280 million", [450_000_000, 280_000_000]),
    ],
)
def test_conversions_are_left_out_and_other_amounts_kept(text: str, amounts: list[int]) -> None:
    assert [money.amount for money in find_money(text)] == amounts


@given(AWKWARD)
def test_spans_are_literal_in_order_and_apart(text: str) -> None:
    found = find_money(text)
    assert all(text[one.start : one.end] == one.text != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("unit", ["1", "1,", "1,000,", "億", "$1", "1億", "two ", "1-", "9."])
def test_long_strings_take_linear_time(unit: str) -> None:
    started = time.perf_counter()
    find_money(unit * (100_000 // len(unit)))
    assert time.perf_counter() - started < 10
