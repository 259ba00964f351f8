"""Words to pieces."""

from pathlib import Path

import pytest

from kg.language.wordpieces import CASES, WordPieces, letter_case

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "open", "##ai", "don", "'", "t", "zurich", '"', "5", "##g"]


@pytest.fixture
def vocabulary(tmp_path: Path) -> WordPieces:
    path = tmp_path / "vocabulary.txt"
    path.write_text("\n".join(PIECES) + "\n", "utf-8")
    return WordPieces(path)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("OpenAI", ["open", "##ai"]),
        ("don't", ["don", "'", "t"]),
        ("don’t", ["don", "'", "t"]),
        ("Zürich", ["zurich"]),
        ("“", ['"']),
        ("5G", ["5", "##g"]),
        ("東京", ["[UNK]"]),
        ("😀", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_pieces(vocabulary: WordPieces, word: str, expected: list[str]) -> None:
    assert [PIECES[number] for number in vocabulary.ids(word)] == expected


def test_every_word_knows_its_first_piece(vocabulary: WordPieces) -> None:
    pieces = vocabulary.encode(["OpenAI", "don't", "5G"])
    assert [PIECES[number] for number in pieces.ids] == [
        "[CLS]", "open", "##ai", "don", "'", "t", "5", "##g", "[SEP]",
    ]  # fmt: skip
    assert pieces.first.tolist() == [1, 3, 6]
    assert [CASES[case] for case in pieces.cases[[1, 2, 3, 7]]] == ["mixed", "mixed", "lower", "number"]


def test_an_endless_word_is_cut(vocabulary: WordPieces) -> None:
    assert len(vocabulary.ids("t" * 100_000)) <= 60


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("company", "lower"),
        ("Company", "capitalised"),
        ("A", "capitalised"),
        ("IBM", "upper"),
        ("iPhone", "mixed"),
        ("H100", "number"),
        ("$", "other"),
        ("n't", "lower"),
        ("McKinsey", "mixed"),
        ("東京", "mixed"),
    ],
)
def test_letter_case(word: str, case: str) -> None:
    assert CASES[letter_case(word)] == case
