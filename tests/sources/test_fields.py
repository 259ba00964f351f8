from __future__ import annotations

import pytest

from kg.sources.fields import MOST_CHARACTERS, find_fault, read_lang, read_published


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Microsoft invests.", ""),
        ("マイクロソフトが出資。", ""),
        ("x" * MOST_CHARACTERS, ""),
        (" \u3000\n", "no text"),
        ("a\x00b", "NUL"),
        ("a\ud800b", "surrogate"),
        ("x" * (MOST_CHARACTERS + 1), "too long"),
    ],
)
def test_faults(text: str, fault: str) -> None:
    assert fault in find_fault(text)
    assert bool(find_fault(text)) == bool(fault)


@pytest.mark.parametrize(
    ("value", "day"),
    [("2023-01-23", "2023-01-23"), ("2023-01-23T09:00:00+09:00", "2023-01-23"), (" 2023-01-23 10:00 ", "2023-01-23")],
)
def test_published(value: str, day: str) -> None:
    assert read_published(value) == day


@pytest.mark.parametrize("value", ["", "2023", "2023-02-30", "23 January 2023", "2023年1月23日", "2023-01-234"])
def test_what_is_no_iso_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"ISO|day is out of range|day of month|day"):
        read_published(value)


@pytest.mark.parametrize(
    ("value", "lang"), [("en", "en"), ("en-US", "en"), ("JA_JP", "ja"), (" ja ", "ja"), ("zh-TW", "zh-TW"), ("", "")]
)
def test_lang(value: str, lang: str) -> None:
    assert read_lang(value) == lang
