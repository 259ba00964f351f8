"""Which names are told in one breath, and which are only cited: by the signs between them, whatever the parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.lists import find_cited, find_lists
from kg.extraction.names import Name
from kg.extraction.rules import load_rules


def names_in(text: str, *parts: str) -> list[Name]:
    found = []
    for part in parts:
        start = text.index(part, found[-1].end if found else 0)
        found.append(Name(start, start + len(part), part, None, None, "run"))
    return found


@pytest.mark.parametrize(
    ("lang", "text", "names", "lists"),
    [
        ("en", "with Intel, AMD and Arm.", ["Intel", "AMD", "Arm"], [["Intel", "AMD", "Arm"]]),
        ("en", "with Intel Corp. (INTC), AMD (now listed), and Arm.", ["Intel Corp.", "INTC", "AMD", "Arm"], None),
        ("en", "Intel, AMD said, bought Arm.", ["Intel", "AMD", "Arm"], []),
        ("en", "Intel, AMD, Arm.", ["Intel", "AMD", "Arm"], []),
        ("ja", "ソニー、パナソニック、シャープなどが採用した。", ["ソニー", "パナソニック", "シャープ"], None),
        ("ja", "ソニーやシャープに納める。", ["ソニー", "シャープ"], [["ソニー", "シャープ"]]),
        ("ja", "ソニー、シャープとリコーを訴えた。", ["ソニー", "シャープ", "リコー"], None),
        ("ja", "ソニー、シャープを買収へ", ["ソニー", "シャープ"], []),
    ],
)
def test_lists(lang: str, text: str, names: list[str], lists: list[list[str]] | None) -> None:
    found = find_lists(text, names_in(text, *names), load_rules(lang))
    told = {tuple(one.text for one in mates) for mates in found.values()}
    expected = [[one for one in names if one != "INTC"]] if lists is None else lists
    assert told == {tuple(one) for one in expected}


@given(
    st.lists(st.sampled_from(["Intel", ", ", " and ", "、", "や", "など", " (", ") ", "ソニー", "AMD"]), max_size=24)
)
def test_a_list_holds_names_of_the_sentence_in_order(pieces: list[str]) -> None:
    text, names = "", []
    for piece in pieces:
        if piece in ("Intel", "AMD", "ソニー"):
            names.append(Name(len(text), len(text) + len(piece), piece, None, None, "run"))
        text += piece
    for lang in ("en", "ja"):
        for start, mates in find_lists(text, names, load_rules(lang)).items():
            assert list(mates) == [one for one in names if one in mates]
            assert len(mates) > 1
            assert start in {one.start for one in mates}


@pytest.mark.parametrize(
    ("lang", "text", "names", "cited"),
    [
        ("en", "According to Reuters, Intel bought AMD.", ["Reuters", "Intel", "AMD"], ["Reuters"]),
        ("en", "Intel bought AMD.", ["Intel", "AMD"], []),
        (
            "ja",
            "ロイターや日経などによると、ソニーがシャープを買収した。",
            ["ロイター", "日経", "ソニー", "シャープ"],
            ["ロイター", "日経"],
        ),
        ("ja", "ソニーは、シャープによると損をした。", ["ソニー", "シャープ"], ["シャープ"]),
    ],
)
def test_sources(lang: str, text: str, names: list[str], cited: list[str]) -> None:
    rules, found = load_rules(lang), names_in(text, *names)
    starts = find_cited(text, found, find_lists(text, found, rules), rules)
    assert [one.text for one in found if one.start in starts] == cited
