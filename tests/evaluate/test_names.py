"""Figures of names: by hand on a pipeline that finds what it is told, and floors on our own gold."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import spacy

from kg.evaluate.names import evaluate_names, format_name_scores
from kg.pipeline import Settings

GOLD = Path(__file__).parents[1] / "gold" / "names.jsonl"
PATTERNS = {
    "en": [("Acme", "Organization"), ("Zed", "Organization"), ("Bob", "Person"), ("Monday", "Date")],
    "ja": [("日立", "Organization"), ("東芝", "Organization"), ("太郎", "Person"), ("月曜", "Date")],
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Pipelines that find the names above wherever they stand."""
    models = []
    for lang, patterns in PATTERNS.items():
        nlp = spacy.blank(lang if lang == "en" else "xx")
        nlp.add_pipe("sentencizer")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"pattern": pattern, "label": label} for pattern, label in patterns])  # type: ignore[attr-defined]
        folder = tmp_path_factory.mktemp("told") / lang
        nlp.to_disk(folder)
        models.append((lang, str(folder)))
    return Settings(models=tuple(models))


def row(lang: str, text: str, **names: str) -> str:
    found = [{"start": text.index(name), "end": text.index(name) + len(name), "type": names[name]} for name in names]
    return json.dumps({"lang": lang, "text": text, "names": found})


ROWS = {
    "en": [
        row("en", "Acme hired Bob .", Acme="ORG", Bob="PER"),
        row("en", "Zed left Ann on Monday .", Ann="PER"),
        row("en", "Acme Corp and a cat", **{"Acme Corp": "corporation", "cat": "ANIMAL"}),
    ],
    "ja": [
        row("ja", "日立 は 太郎", 日立="法人名", 太郎="人名"),
        row("ja", "東芝 と 花子 の 月曜", 花子="人名"),
        row("ja", "日立 製作所 と 猫", **{"日立 製作所": "法人名", "猫": "ANIMAL"}),
    ],
}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_by_hand(lang: str, told: Settings, tmp_path: Path) -> None:
    file = tmp_path / "g.jsonl"
    file.write_text("\n".join(ROWS[lang]), encoding="utf-8")
    scores = evaluate_names(file, told)
    # Dates were found too, but this gold has none, so they are not wrong.
    assert scores.counts == {"Person": Counter(tp=1, fn=1, fp=0), "Organization": Counter(tp=1, fp=2, fn=1)}
    assert scores.left_out == {"ANIMAL": 1}
    figures = scores.as_dict()
    assert figures["labels"]["Person"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "tp": 1, "fp": 0, "fn": 1}
    assert figures["labels"]["Organization"] == {"p": 0.3333, "r": 0.5, "f1": 0.4, "tp": 1, "fp": 2, "fn": 1}
    assert figures["micro"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "tp": 2, "fp": 2, "fn": 2}
    assert figures["mean"] == {"p": pytest.approx(0.6666, abs=1e-3), "r": 0.5, "f1": pytest.approx(0.5334, abs=1e-3)}
    assert "ANIMAL (1)" in format_name_scores(scores)


def test_labels_that_count(told: Settings, tmp_path: Path) -> None:
    file = tmp_path / "g.jsonl"
    file.write_text("\n".join(ROWS["en"]), encoding="utf-8")
    scores = evaluate_names(file, told, ["Person", "Date"])
    assert scores.counts == {"Person": Counter(tp=1, fn=1, fp=0), "Date": Counter(tp=0, fp=1, fn=0)}
    assert scores.left_out == {"ANIMAL": 1, "ORG": 1, "corporation": 1}


def test_the_language_of_a_line_wins(told: Settings, tmp_path: Path) -> None:
    file = tmp_path / "g.jsonl"
    rows: list[Any] = [{"text": "Bob", "names": [{"start": 0, "end": 3, "type": "PER"}]}, {**json.loads(ROWS["ja"][0])}]
    file.write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
    scores = evaluate_names(file, Settings(lang="en", models=told.models))
    assert scores.counts["Person"]["tp"] == 2
    assert not scores.issues


def test_a_text_in_another_language_is_an_issue_and_its_names_are_missed(told: Settings, tmp_path: Path) -> None:
    file = tmp_path / "g.jsonl"
    file.write_text(row("de", "Bob schläft .", Bob="PER"), encoding="utf-8")
    scores = evaluate_names(file, told)
    assert [str(one) for one in scores.issues] == [f"{file}:1: language de is not read (en and ja are); skipped"]
    assert scores.counts == {"Person": Counter(tp=0, fp=0, fn=1)}


def test_our_gold(pipelines: None) -> None:
    """Six texts: they tell that something broke, not how good the pipelines are."""
    scores = evaluate_names(GOLD, Settings())
    assert scores.texts == 6
    assert not scores.left_out
    assert scores.as_dict()["micro"]["f1"] > 0.7
