"""Reading of the Japanese name sources into texts with the project's labels.

Every source labels only some of our kinds of names. What it leaves out is unknown rather than "no name", so that one
source does not unteach what another teaches.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.language.training.archives import read_json_lines, read_text
from kg.language.training.japanese_amounts import label_amounts, possible_dates, possible_events
from kg.language.training.spans import UNKNOWN, Span
from kg.text.normalize import normalize

#: Our label of each of Stockmark's.
STOCKMARK_LABELS = {
    "人名": "Person",
    "法人名": "Organization",
    "政治的組織名": "Organization",
    "その他の組織名": "Organization",
    "地名": "Place",
    "施設名": "Place",
    "製品名": "Product",
    "イベント名": "Event",
}
_IREX = {
    "PERSON": "Person",
    "ORGANIZATION": "Organization",
    "LOCATION": "Place",
    "ARTIFACT": "Product",
    "DATE": "Date",
    "MONEY": "Money",
    "PERCENT": "Percent",
    "PER": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "ART": "Product",
    "DAT": "Date",
    "MON": "Money",
    "%": "Percent",
}
_GSD = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "PRODUCT": "Product",
    "WORK_OF_ART": "Product",
    "EVENT": "Event",
    "DATE": "Date",
    "MONEY": "Money",
    "PERCENT": "Percent",
    # Parties are organizations to us, peoples and faiths no names; the source does not tell them apart.
    "NORP": UNKNOWN,
    "LAW": UNKNOWN,
    "PET_NAME": UNKNOWN,
}


@dataclass(frozen=True)
class NamedText:
    """A text with the names in it.

    Attributes:
        source: Name of the data set.
        text: The text as the parser would get it.
        names: Character spans with project labels or ``UNKNOWN``; they do not overlap.
        complete: Whether whatever is not in ``names`` is no name. If not, only words that cannot be a name are none.
    """

    source: str
    text: str
    names: tuple[Span, ...]
    complete: bool = True


def read_stockmark(datasets: Path, split: str) -> Iterator[NamedText]:
    """Reads sentences of Wikipedia with all our kinds of names but dates and amounts, which rules add.

    Args:
        datasets: Folder that holds the dataset archives.
        split: ``train`` or ``dev``.

    Yields:
        One text per sentence.
    """
    for row in read_json_lines(datasets, "ja_ner_stockmark", f"stockmark-{split}.jsonl"):
        text, names = named_spans(row, STOCKMARK_LABELS)
        yield NamedText("stockmark", text, fill(names, label_amounts(text), possible_dates(text)))


def read_kyoto(datasets: Path, split: str) -> Iterator[NamedText]:
    """Reads the Kyoto Wikipedia corpus (IREX labels, no events).

    Args:
        datasets: Folder that holds the dataset archives.
        split: ``train`` or ``dev``.

    Yields:
        One text per part of a sentence.
    """
    for row in read_json_lines(datasets, "ja_ner_kyoto_wikipedia", f"wac-{split}.jsonl"):
        text, names = named_spans(row, _IREX)
        yield NamedText("kyoto", text, fill(names, possible_events(text)))


def read_gsd(datasets: Path, split: str) -> Iterator[NamedText]:
    """Reads the names of UD Japanese GSD.

    Args:
        datasets: Folder that holds the dataset archives.
        split: ``train`` or ``dev``.

    Yields:
        One text per sentence: its documents are sentences without a common topic.
    """
    for row in read_json_lines(datasets, "ja_ner_gsd_ne", f"gsd-ne-{split}.jsonl"):
        text, names = named_spans(row, _GSD)
        start = 0
        for match in re.finditer(r"(?<=[。!?！？」]) |$", text):
            inside = [
                Span(name.start - start, name.end - start, name.label)
                for name in names
                if start <= name.start and name.end <= match.start()
            ]
            if match.start() > start:
                yield NamedText("gsd", text[start : match.start()], tuple(inside))
            start = match.end()


def read_jacred(datasets: Path) -> Iterator[NamedText]:
    """Reads the entities of JacRED's development documents (IREX labels, no events); its training file is not had.

    Args:
        datasets: Folder that holds the dataset archives.

    Yields:
        One text per document.
    """
    for document in json.loads(read_text(datasets, "ja_rel_jacred", "dev.json")):
        starts: list[list[int]] = []
        text = ""
        for words in document["sents"]:
            starts.append([])
            for word in words:
                starts[-1].append(len(text))
                text += word
            starts[-1].append(len(text))
        names = {
            (starts[mention["sent_id"]][mention["pos"][0]], starts[mention["sent_id"]][mention["pos"][1]]): mention
            for entity in document["vertexSet"]
            for mention in entity
        }
        row = {"text": text, "ents": [{"start": s, "end": e, "label": m["type"]} for (s, e), m in names.items()]}
        text, spans = named_spans(row, _IREX)
        yield NamedText("jacred", text, fill(spans, possible_events(text)))


def named_spans(row: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[str, tuple[Span, ...]]:
    """Reads a row of a data set.

    Args:
        row: Its text and entities.
        labels: Our label, or ``UNKNOWN``, of each of its labels; other entities are left out.

    Returns:
        The text as the parser gets it and the names where they are in that text, the outer of nested ones.
    """
    normalized = normalize(row["text"])
    names: list[Span] = []
    for ent in sorted(row["ents"], key=lambda ent: (ent["start"], -ent["end"])):
        start, end = bisect_left(normalized.starts, ent["start"]), bisect_right(normalized.ends, ent["end"])
        if ent["label"] in labels and start < end and (not names or names[-1].end <= start):
            names.append(Span(start, end, labels[ent["label"]]))
    return normalized.text.replace("\n", " "), tuple(names)


def fill(names: Iterable[Span], *more: Iterable[Span]) -> tuple[Span, ...]:
    """Adds spans where there is room; those given first win."""
    taken = list(names)
    for span in (span for spans in more for span in spans):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return tuple(sorted(taken, key=lambda span: span.start))
