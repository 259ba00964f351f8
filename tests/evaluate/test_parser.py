"""Parsing of gold files from raw text: paragraphs, languages and figures that must not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.evaluate.parser import evaluate_parser, format_parser_scores, split_paragraphs
from kg.pipeline import Settings
from kg.text.conllu import Sentence

GOLD = Path(__file__).parents[1] / "gold"
#: Twelve sentences only: these tell that something broke, not how good the pipelines are.
FLOORS = {"words": 0.9, "sentences": 0.8, "UPOS": 0.85, "lemmas": 0.8, "UAS": 0.8, "LAS": 0.75}


@pytest.mark.parametrize("by_sentence", [False, True])
@pytest.mark.parametrize(("lang", "words"), [("en", 62), ("ja", 57)])
def test_gold_files(lang: str, words: int, by_sentence: bool, pipelines: None) -> None:
    scores = evaluate_parser(GOLD / f"{lang}.conllu", Settings(), by_sentence=by_sentence)
    assert (scores.lang, scores.sentences, scores.words) == (lang, 6, words)
    assert {name: floor for name, floor in FLOORS.items() if scores.figures[name]["f1"] < floor} == {}
    assert scores.as_dict()["LAS"]["f1"] <= scores.as_dict()["UAS"]["f1"] <= scores.as_dict()["words"]["f1"]
    printed = format_parser_scores(scores)
    assert printed.splitlines()[0] == f"6 sentences, {words} words ({lang})"
    assert len(printed.splitlines()) == 12


@pytest.mark.parametrize(
    ("comments", "sizes"),
    [
        ([(), (), (), (), (), (), ()], [5, 2]),
        ([("newpar",), (), ("newpar id = x",), ()], [2, 2]),
        ([("newdoc id = a",), ("newdoc id = b", "newpar"), (), ()], [1, 3]),
        ([(), ("newpar",), ()], [1, 2]),
        ([("sent_id = 1",)], [1]),
    ],
)
def test_paragraphs(comments: list[tuple[str, ...]], sizes: list[int]) -> None:
    assert [len(one) for one in split_paragraphs([Sentence((), one) for one in comments])] == sizes


@pytest.mark.parametrize("text", ["мир мир мир", "12 % 34"])
def test_a_language_that_nobody_reads(text: str, tmp_path: Path, pipelines: None) -> None:
    file = tmp_path / "x.conllu"
    rows = [f"{n}\t{word}\t_\tX\t_\t_\t{n - 1}\tdep\t_\t_" for n, word in enumerate(text.split(), 1)]
    file.write_text("\n".join(rows) + "\n\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="give --lang en or --lang ja"):
        evaluate_parser(file, Settings())
    assert evaluate_parser(file, Settings(lang="ja")).words == len(rows)
