"""How good the names of a pipeline are: exact stretch and label, against gold names of any source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.evaluate.figures import format_figures, precision_recall
from kg.evaluate.gold_names import GoldText, Name, read_gold_names
from kg.language.annotations import find_names, span_of
from kg.language.name_labels import NAME_LABELS, find_label
from kg.model import Article, Issue
from kg.pipeline import Settings, parse
from kg.text.languages import detect_language


@dataclass(frozen=True, slots=True)
class NameScores:
    """Figures of one evaluation.

    Attributes:
        texts: How many texts were read.
        counts: Right (tp), wrong (fp) and missed (fn) names of each label that counts.
        left_out: Names of gold whose label is none of ours, or is not asked for, by that label.
        issues: Texts that could not be read; their names are missed ones.
    """

    texts: int
    counts: dict[str, Counter[str]]
    left_out: Counter[str]
    issues: tuple[Issue, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """All figures, as JSON can hold them."""
        labels = {label: precision_recall(one) for label, one in self.counts.items()}
        mean = {
            key: round(sum(one[key] for one in labels.values()) / max(len(labels), 1), 4) for key in ("p", "r", "f1")
        }
        return {
            "texts": self.texts,
            "labels": labels,
            "micro": precision_recall(sum(self.counts.values(), Counter())),
            "mean": mean,
            "left_out": dict(sorted(self.left_out.items())),
        }


def evaluate_names(path: Path, settings: Settings, labels: Collection[str] = ()) -> NameScores:
    """Find the names in the texts of a gold file and score them.

    Args:
        path: A file of gold names.
        settings: The language of texts for which the file gives none ("auto" to detect it), and the pipelines.
        labels: Those of our labels that count; without any, those that the gold file uses.

    Raises:
        UnreadableFile: It cannot be read or is not gold.
    """
    gold = read_gold_names(path)
    issues: list[Issue] = []
    found = _find_all(gold, settings, issues)
    left_out = Counter(label for one in gold for *_, label in one.names if _counted(label, labels) is None)
    used = {find_label(label) for one in gold for *_, label in one.names}
    counted = [label for label in NAME_LABELS if label in (labels or used)]
    wanted = [{(start, end, find_label(label)) for start, end, label in one.names} for one in gold]
    counts = {label: _count(label, wanted, found) for label in counted}
    return NameScores(len(gold), counts, left_out, tuple(issues))


def _counted(label: str, labels: Collection[str]) -> str | None:
    ours = find_label(label)
    return ours if not labels or ours in labels else None


def _count(label: str, wanted: Iterable[set[Any]], found: Iterable[set[Name]]) -> Counter[str]:
    counts = Counter(tp=0, fp=0, fn=0)
    for gold, ours in zip(wanted, found, strict=True):
        right, guessed = ({one for one in names if one[2] == label} for names in (gold, ours))
        counts.update(tp=len(right & guessed), fp=len(guessed - right), fn=len(right - guessed))
    return counts


def _find_all(gold: Sequence[GoldText], settings: Settings, issues: list[Issue]) -> list[set[Name]]:
    """The names that the pipelines find in each text."""
    articles = list(_articles(gold, settings))
    found: dict[str, set[Name]] = {one.id: set() for one in articles}
    # Each article has its language already, and the settings would overrule it.
    for parsed in parse(articles, replace(settings, lang="auto"), report=issues.append):
        for block in parsed.blocks:
            for words, label in find_names(block):
                span = span_of(block, words)
                found[parsed.article.id].add((span.start, span.end, label))
    return list(found.values())


def _articles(gold: Sequence[GoldText], settings: Settings) -> Iterator[Article]:
    """The texts as articles.

    A sentence is often too short to tell its language, so that of all such texts together is asked for.
    """
    unknown = "\n".join(one.text for one in gold if not one.lang)
    lang = detect_language(unknown) if settings.lang == "auto" else settings.lang
    for one in gold:
        yield Article(id=one.where, text=one.text, lang=one.lang or lang)


def format_name_scores(scores: NameScores) -> str:
    """The figures for reading, in percent."""
    found = scores.as_dict()
    lines = [
        f"{found['texts']} texts",
        format_figures({**found["labels"], "micro": found["micro"], "mean": found["mean"]}),
    ]
    if found["left_out"]:
        left_out = ", ".join(f"{label} ({count})" for label, count in found["left_out"].items())
        lines.append(f"left out, for their labels do not count: {left_out}")
    return "\n".join(lines)
