from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.normalize import normalize

# Any code point, lone surrogates too, with the awkward ones often.
ANY_TEXT = st.text(
    st.one_of(
        st.characters(), st.characters(categories=["Cs"]), st.sampled_from("ｶﾞﾊﾟか\u3099㈱…ﬁ\u200b\ufeff\r\n\u00a0“’™")
    )
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Microsoft invests.", "Microsoft invests."),
        ("ｿﾌﾄﾊﾞﾝｸ", "ソフトバンク"),
        ("か\u3099", "が"),
        ("ＯｐｅｎＡＩに１０億ドル", "OpenAIに10億ドル"),
        ("㈱日立製作所", "(株)日立製作所"),
        ("「本当」『か』、｡", "「本当」『か』、。"),
        ("驚き！なぜ？（笑）", "驚き！なぜ？(笑)"),
        ("Open\u00adAI\u200b and \u202aMeta\u202c\ufeff", "OpenAI and Meta"),
        ("a\u00a0b\u3000\u3000c\td", "a b  c d"),
        ("“Apple’s”", '"Apple\'s"'),
        ("AI\u2011powered", "AI-powered"),
        ("Copilot™ and Windows®", "Copilot and Windows"),
        ("OpenAI² ①売上", "OpenAI² ①売上"),
        ("葛\U000e0100城", "葛城"),
        ("a\x00b\x07", "a b "),
        ("one\r\ntwo\rthree\u2028four\n", "one\ntwo\nthree\nfour\n"),
        ("\ud800x", "\ufffdx"),
        ("", ""),
    ],
)
def test_text_for_reading(raw: str, text: str) -> None:
    assert normalize(raw).text == text


@pytest.mark.parametrize(
    ("raw", "found", "original"),
    [
        ("米ｿﾌﾄﾊﾞﾝｸが", "ソフトバンク", "ｿﾌﾄﾊﾞﾝｸ"),
        ("㈱日立製作所は", "日立製作所", "日立製作所"),
        ("㈱日立製作所は", "株", "㈱"),
        ("by Open\u00adAI\u200b today", "OpenAI", "Open\u00adAI"),
        ("１０億ドル", "10億", "１０億"),
        ("\ufeffSony buys", "Sony", "Sony"),
    ],
)
def test_original_is_the_smallest_source(raw: str, found: str, original: str) -> None:
    normalized = normalize(raw)
    start = normalized.text.index(found)
    raw_start, raw_end = normalized.original(start, start + len(found))
    assert raw[raw_start:raw_end] == original


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1), (0, 4)])
def test_a_range_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no range"):
        normalize("abc").original(start, end)


def test_an_empty_range_stays_empty() -> None:
    normalized = normalize("ｶﾞb")
    assert normalized.original(1, 1) == (2, 2)
    assert normalized.original(2, 2) == (3, 3)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.just("\n")))
def test_plain_ascii_is_left_alone(raw: str) -> None:
    normalized = normalize(raw)
    assert normalized.text == raw
    assert [normalized.original(i, i + 1) for i in range(len(raw))] == [(i, i + 1) for i in range(len(raw))]


@given(ANY_TEXT)
def test_offsets_are_in_range_and_monotone(raw: str) -> None:
    normalized = normalize(raw)
    ranges = [normalized.original(i, i + 1) for i in range(len(normalized.text))]
    assert all(0 <= start < end <= len(raw) for start, end in ranges)
    assert ranges == sorted(ranges)
    normalized.text.encode()


@given(ANY_TEXT, st.integers(0, 50), st.integers(1, 50))
def test_slices_of_the_source_read_the_same(raw: str, start: int, length: int) -> None:
    normalized = normalize(raw)
    end = min(start + length, len(normalized.text))
    if start < end:
        raw_start, raw_end = normalized.original(start, end)
        assert normalized.text[start:end] in normalize(raw[raw_start:raw_end]).text
