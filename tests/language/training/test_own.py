"""The project's own annotated sentences."""

from pathlib import Path

import pytest
import spacy

from kg.language.name_labels import NAME_LABELS
from kg.language.training.own import ENGLISH, JAPANESE, hide_our_labels, read_marked, read_own
from kg.language.training.spans import NameSentence


def test_marks_become_offsets(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("# deals\n\n{Organization|Nvidia} pays {Money|$1 billion}.\n{Organization|富士通}が発表\n", "utf-8")
    assert read_marked(path) == [
        ("Nvidia pays $1 billion.", [(0, 6, "Organization"), (12, 22, "Money")]),
        ("富士通が発表", [(0, 3, "Organization")]),
    ]


@pytest.mark.parametrize("line", ["{Organization|Nvidia pays", "Nvidia} pays", "{Nvidia} pays"])
def test_open_marks_are_errors(tmp_path: Path, line: str) -> None:
    path = tmp_path / "own.txt"
    path.write_text(f"# one\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"own\.txt, line 2"):
        read_marked(path)


@pytest.mark.parametrize("path", [ENGLISH, JAPANESE])
def test_ours_are_well_formed(path: Path) -> None:
    items = read_marked(path)
    assert len({text for text, _ in items}) == len(items) > 300
    for text, spans in items:
        assert all(label in NAME_LABELS and text[start:end] == text[start:end].strip() for start, end, label in spans)


def test_words_carry_the_labels(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("{Role|Chief executive} {Person|Tim Cook} spoke.\n", "utf-8")
    (sentence,) = read_own(path, spacy.blank("en"))
    assert sentence.words == ["Chief", "executive", "Tim", "Cook", "spoke", "."]
    assert sentence.tags == ["B-Role", "I-Role", "B-Person", "I-Person", "O", "O"]


def test_a_name_that_the_tokenizer_cuts_through_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("{Organization|Nvid}ia rose.\n", "utf-8")
    (sentence,) = read_own(path, spacy.blank("en"))
    assert sentence.tags == ["", "O", "O"]


def test_other_sources_do_not_unteach_our_labels() -> None:
    own = [NameSentence("own", ["the", "chief", "of", "the", "firm"], [True] * 5, ["O", "B-Role", "O", "O", "O"])]
    other = NameSentence("x", ["the", "Chief", "hired", "20", "people", "fast"], [True] * 6, ["O"] * 6)
    (hidden,) = hide_our_labels([other], own)
    assert hidden.tags == ["O", "", "O", "", "", "O"]
