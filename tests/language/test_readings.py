"""How Japanese names are read."""

from __future__ import annotations

import pytest

from kg.language.readings import read_words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("佐藤健司", (("佐藤", "サトウ"), ("健司", "ケンジ"))),
        ("枚方市", (("枚方市", "ヒラカタシ"),)),
        ("", ()),
    ],
)
def test_reads(name: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert read_words(name) == expected


@pytest.mark.parametrize("name", ["A", "。", "🙂", "あ" * 500, "Аpple", "東京 電力", "々", "𠮷野家"])
def test_nothing_is_lost_and_nothing_is_chance(name: str) -> None:
    found = read_words(name)
    assert "".join(word for word, _ in found) == name
    read_words.cache_clear()
    assert read_words(name) == found
