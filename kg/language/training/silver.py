"""Repair of the semi-automatic name labels of the Groningen Meaning Bank."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.language.training.amounts import is_date_anchor, label_amounts
from kg.language.training.archives import read_text
from kg.language.training.spans import (
    OUTSIDE,
    UNKNOWN,
    NameSentence,
    Span,
    guess_spaces,
    read_spans,
    tag_span,
)

# "President Bush" is labelled as one person; the title is not part of a name.
_TITLES = frozenset(
    [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Sir",
        "President",
        "Vice",
        "Prime",
        "Minister",
        "Deputy",
        "Foreign",
        "Defense",
        "Finance",
        "Interior",
        "Secretary",
        "General",
        "Secretary-General",
        "Secretary-of-State",
        "Senator",
        "Representative",
        "Governor",
        "Mayor",
        "Chancellor",
        "King",
        "Queen",
        "Prince",
        "Princess",
        "Judge",
        "Justice",
        "Lt.",
        "Lieutenant",
        "Gen.",
        "Col.",
        "Colonel",
        "Maj.",
        "Major",
        "Capt.",
        "Captain",
        "Sgt.",
        "Admiral",
        "Ambassador",
        "Chairman",
        "Chief",
        "Professor",
        "Former",
        "Spokesman",
    ]
)
_BEFORE_DATES = frozenset(
    ["since", "in", "on", "by", "until", "of", "from", "to", "before", "after", "end", "the", "late", "early"]
)
_SAMPLE_SIZE = 8000
_SHORTEST = 6


def read_gmb(datasets: Path, seed: int) -> list[NameSentence]:
    """Reads a sample of the news sentences, with labels repaired where possible.

    Args:
        datasets: Folder that holds the dataset archives.
        seed: Seed of the sample.

    Returns:
        Sentences; words whose label cannot be trusted are unknown.
    """
    raw = [pair for pair in _read_raw(datasets) if len(pair[0]) >= _SHORTEST and set(pair[1]) != {"O"}]
    places = _usual_places(raw)
    # Sampled, so that 48,000 silver sentences do not drown the gold ones.
    chosen = random.Random(seed).sample(raw, min(_SAMPLE_SIZE, len(raw)))
    sentences = [
        NameSentence("gmb", words, guess_spaces(words), _repair(words, tags, places)) for words, tags in chosen
    ]
    for sentence in sentences:
        label_amounts(sentence)
    return sentences


def _read_raw(datasets: Path) -> Iterator[tuple[list[str], list[str]]]:
    text = read_text(datasets, "en_ner_gmb_SILVER", "gmb-kaggle.bio.gz")
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line.count("\t") == 2]
        if rows:
            yield [row[0] for row in rows], [row[2] for row in rows]


def _usual_places(raw: list[tuple[list[str], list[str]]]) -> frozenset[str]:
    """Names labelled as places more often than as anything else."""
    counts: Counter[tuple[str, str]] = Counter()
    for words, tags in raw:
        for span in read_spans(tags):
            counts[" ".join(words[span.start : span.end]), span.label] += 1
    return frozenset(
        text
        for (text, label), count in counts.items()
        if label == "geo" and count >= 3 and count > counts[text, "org"] + counts[text, "per"]
    )


def _repair(words: list[str], tags: list[str], places: frozenset[str]) -> list[str]:
    result = [OUTSIDE] * len(words)
    for span in read_spans(tags):
        repaired = _repair_span(words, span, places)
        if repaired is not None:
            tag_span(result, repaired)
    return result


def _repair_span(words: list[str], span: Span, places: frozenset[str]) -> Span | None:
    text = " ".join(words[span.start : span.end])
    match span.label:
        case "geo":
            return Span(span.start, span.end, "Place")
        case "gpe":
            # Mostly nationalities ("Iraqi"), which are no places, mixed with countries.
            return Span(span.start, span.end, "Place") if text in places else None
        case "org":
            # A country that acts ("Turkey said") is labelled as an organization.
            return Span(span.start, span.end, "Place" if text in places else "Organization")
        case "per":
            return _without_title(words, span)
        case "tim":
            return _date(words, span)
        case "art" | "eve":
            return Span(span.start, span.end, UNKNOWN)
        case _:
            return None


def _without_title(words: list[str], span: Span) -> Span | None:
    start = span.start
    while start < span.end and (words[start] in _TITLES or words[start][:1].islower()):
        # "al-Zarqawi" is a name in lower case, "president" is not.
        if words[start].startswith(("al-", "bin", "el-", "de", "van", "von")):
            break
        start += 1
    return Span(start, span.end, "Person") if start < span.end else None


def _date(words: list[str], span: Span) -> Span:
    start = span.start
    while start < span.end - 1 and words[start].lower() in _BEFORE_DATES:
        start += 1
    is_sure = any(is_date_anchor(word) for word in words[start : span.end])
    return Span(start, span.end, "Date" if is_sure else UNKNOWN)
