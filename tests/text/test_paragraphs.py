from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.paragraphs import split_paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.\n\nThree.", ["One. Two.", "Three."]),
        ("一つ。二つ。\n\n三つ。", ["一つ。二つ。", "三つ。"]),
        ("Headline\nBody of it.", ["Headline", "Body of it."]),
        ("見出し\n本文だ。", ["見出し", "本文だ。"]),
        (
            "Microsoft said it would\ninvest in OpenAI.\nThen more.",
            ["Microsoft said it would\ninvest in OpenAI.", "Then more."],
        ),
        ("hard\r\nwrapped\r\nlines", ["hard\r\nwrapped\r\nlines"]),
        ("Ends here.\niPhone sales rose", ["Ends here.", "iPhone sales rose"]),
        ("Items:\nfirst\n\nsecond", ["Items:", "first", "second"]),
        ("wrap\n \nnot", ["wrap", "not"]),
        ("（注）\nabc", ["（注）", "abc"]),
        ("  spaces \n\n\u3000字下げ。\t", ["spaces", "字下げ。"]),
        ("", []),
        (" \n\r\n\t", []),
    ],
)
def test_lines_and_blank_lines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_paragraphs(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two. Three four five", ["One two.", "Three four", "five"]),
        ("一二三。四五六。七八九十。", ["一二三。四五六。", "七八九十。"]),
        ("abcdefghijklmnop", ["abcdefghijkl", "mnop"]),
        ("あいうえおかきくけこさしすせそ", ["あいうえおかきくけこさし", "すせそ"]),
        ("Price: $3.50 and up", ["Price: $3.50", "and up"]),
        ("「そうだ。」と言った。", ["「そうだ。」と言った。"]),
    ],
)
def test_long_stretches_are_cut_where_they_may(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_paragraphs(text, limit=12)] == expected


@given(st.text(st.sampled_from('aA。.! \n\r\u3000」"あ')), st.integers(1, 20))
def test_nothing_but_white_space_is_left_out(text: str, limit: int) -> None:
    ranges = list(split_paragraphs(text, limit=limit))
    assert all(0 < end - start <= limit for start, end in ranges)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in ranges)
    assert ranges == sorted(ranges)
    assert "".join("".join(text[start:end] for start, end in ranges).split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a", ".", '."', "a\n", " ", "。」"])
def test_one_endless_line_takes_linear_time(unit: str) -> None:
    started = time.perf_counter()
    stretches = list(split_paragraphs(unit * 100_000))
    assert time.perf_counter() - started < 5
    assert all(end - start <= 4000 for start, end in stretches)
