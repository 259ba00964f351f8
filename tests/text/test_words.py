"""One regular expression for many words finds what each by itself would, the longest first."""

from __future__ import annotations

import re

import pytest

from kg.text.words import any_of


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["chief", "chief executive", "chairman"], "chief executive, chief of staff", ["chief executive", "chief"]),
        (["C.E.O", "CEO"], "CEO C.E.O CxExO", ["CEO", "C.E.O"]),
        (["社長", "副社長", "社"], "副社長と社長と社員", ["副社長", "社長", "社"]),
        (["a"], "bab", ["a"]),
        ([], "anything", []),
    ],
)
def test_the_longest_word_at_each_place_is_found(words: list[str], text: str, found: list[str]) -> None:
    assert re.findall(any_of(words), text) == found
