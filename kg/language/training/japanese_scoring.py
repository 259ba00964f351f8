"""Figures of Japanese names on the development sets, by exact span and label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from kg.language.training.archives import read_json_lines
from kg.language.training.japanese import STOCKMARK_LABELS, NamedText, named_spans
from kg.language.training.spans import UNKNOWN, Span

Figures = dict[str, float]
_COMPANY = "法人名"


def score_names(golds: Iterable[NamedText], guesses: Iterable[Sequence[Span]], labels: Collection[str]) -> Figures:
    """Scores names where the source says what they are.

    Args:
        golds: Texts with names.
        guesses: Names found in each text.
        labels: Labels that count.

    Returns:
        F-score of each label and precision, recall and F-score over all, between 0 and 1.
    """
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for gold, guessed in zip(golds, guesses, strict=True):
        unknown = [name for name in gold.names if name.label == UNKNOWN]
        answers = {name for name in gold.names if name.label in labels}
        tried = {name for name in guessed if name.label in labels and not _touches(name, unknown)}
        expected.update(name.label for name in answers)
        found.update(name.label for name in tried)
        hits.update(name.label for name in answers & tried)
    figures = {label: _f_score(hits[label], found[label], expected[label]) for label in labels if expected[label]}
    return figures | _figures(hits.total(), found.total(), expected.total())


def score_companies(datasets: Path, guesses: Iterable[Sequence[Span]]) -> Figures:
    """Scores organizations against the companies alone of Stockmark's development set.

    Organizations that are none of its companies but touch one of its other organizations are not counted as wrong.

    Args:
        datasets: Folder that holds the dataset archives.
        guesses: Names found in each text of ``read_stockmark(datasets, "dev")``.

    Returns:
        Precision, recall and F-score, between 0 and 1.
    """
    hits = found = expected = 0
    rows = read_json_lines(datasets, "ja_ner_stockmark", "stockmark-dev.jsonl")
    own_labels = {label: label for label in STOCKMARK_LABELS}
    for row, guessed in zip(rows, guesses, strict=True):
        _, names = named_spans(row, own_labels)
        companies = {(name.start, name.end) for name in names if name.label == _COMPANY}
        others = [name for name in names if name.label != _COMPANY and STOCKMARK_LABELS[name.label] == "Organization"]
        tried = {(name.start, name.end): name for name in guessed if name.label == "Organization"}
        hits += len(companies & tried.keys())
        found += sum(place in companies or not _touches(name, others) for place, name in tried.items())
        expected += len(companies)
    return _figures(hits, found, expected)


def _touches(name: Span, others: Iterable[Span]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)


def _figures(hits: int, found: int, expected: int) -> Figures:
    return {
        "precision": round(hits / max(found, 1), 4),
        "recall": round(hits / max(expected, 1), 4),
        "f": _f_score(hits, found, expected),
    }


def _f_score(hits: int, found: int, expected: int) -> float:
    return round(2 * hits / max(found + expected, 1), 4)
