"""Reading of the name sources into sentences with the project's labels.

Every source labels only some of our kinds of names. What it leaves out is
marked as unknown rather than as "no name", so that one source does not teach
the recogniser to forget what another one taught it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.language.training.amounts import hide_dates, label_amounts
from kg.language.training.archives import read_json_lines, read_text
from kg.language.training.spans import (
    OUTSIDE,
    UNKNOWN,
    NameSentence,
    guess_spaces,
    map_labels,
)
from kg.language.training.treebank import TreeSentence, read_treebank

_UNER = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
_UNER_FILES = {"train": "en_ewt-ud-train.2022-12-02.iob2", "dev": "en_ewt-ud-dev.iob2"}
_GUM = {
    "PER": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "PRODUCT": "Product",
    "EVENT": "Event",
    "DATE": "Date",
    "MONEY": "Money",
    "WORK_OR_MISC": UNKNOWN,
    "MISC": UNKNOWN,
    "TIME": UNKNOWN,
}
_CROSSNER = {
    "person": "Person",
    "researcher": "Person",
    "scientist": "Person",
    "politician": "Person",
    "organisation": "Organization",
    "university": "Organization",
    "politicalparty": "Organization",
    "country": "Place",
    "location": "Place",
    "product": "Product",
    "programlang": "Product",
    "event": "Event",
    "conference": "Event",
    "election": "Event",
    "misc": UNKNOWN,
    "award": UNKNOWN,
}
_WNUT = {
    "person": "Person",
    "corporation": "Organization",
    "group": "Organization",
    "location": "Place",
    "product": "Product",
    "creative-work": UNKNOWN,
}
_FEWNERD = {
    "organization-company": "Organization",
    "organization-other": "Organization",
    "organization-education": "Organization",
    "organization-media/newspaper": "Organization",
    "organization-sportsteam": "Organization",
    "product-software": "Product",
    "product-other": "Product",
    "product-airplane": "Product",
    "product-ship": "Product",
    "location-GPE": "Place",
    "person-artist/author": "Person",
    "person-politician": "Person",
    "person-director": "Person",
    "person-soldier": "Person",
}
# Few-NERD is worth its Wikipedia text where technology is the topic.
_FEWNERD_TOPICS = frozenset(f"B-{label}" for label in ("organization-company", "product-software", "product-other"))


def read_uner(datasets: Path, split: str) -> list[NameSentence]:
    """Reads Universal NER over the English Web Treebank: people, organizations, places.

    Args:
        datasets: Folder that holds the dataset archives.
        split: ``train`` or ``dev``.

    Returns:
        The sentences on which treebank and names agree about the words.
    """
    trees = {tree.sent_id: tree for tree in read_treebank(datasets, "ewt", split)}
    sentences: list[NameSentence] = []
    text = read_text(datasets, "en_ner_uner_ewt", _UNER_FILES[split])
    for block in text.split("\n\n"):
        lines = block.split("\n")
        sent_id = next((line[12:] for line in lines if line.startswith("# sent_id = ")), "")
        rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
        tree = trees.get(sent_id)
        if tree is not None and tree.words == [row[1] for row in rows]:
            tags = _uner_tags(tree, [row[2] for row in rows])
            sentences.append(NameSentence(tree.document, tree.words, tree.spaces, tags))
    return _fill_gaps(sentences)


def read_gum(datasets: Path, split: str) -> list[NameSentence]:
    """Reads the names of GUM, the only source with all of our labels.

    Args:
        datasets: Folder that holds the dataset archives.
        split: ``train`` or ``dev``.

    Returns:
        Its sentences.
    """
    sentences = [
        NameSentence(row["doc"], row["words"], row["spaces"], map_labels(row["tags"], _GUM))
        for row in _rows(datasets, "en_ner_gum", f"gum-ner-{split}.jsonl")
    ]
    for sentence in sentences:
        label_amounts(sentence)
    return sentences


def read_crossner(datasets: Path, domain: str, split: str) -> list[NameSentence]:
    """Reads one domain of CrossNER.

    Args:
        datasets: Folder that holds the dataset archives.
        domain: ``ai``, ``science`` or ``politics``.
        split: ``train`` or ``dev``.

    Returns:
        Its sentences.
    """
    rows = _rows(datasets, "en_ner_crossner", f"{domain}/{split}.jsonl")
    return _fill_gaps(_from_rows(rows, f"crossner-{domain}", _CROSSNER))


def read_wnut(datasets: Path, split: str) -> list[NameSentence]:
    """Reads the emerging entities of WNUT 2017.

    Args:
        datasets: Folder that holds the dataset archives.
        split: ``train`` or ``dev``.

    Returns:
        Its sentences.
    """
    rows = _rows(datasets, "en_ner_wnut17", f"wnut17-{split}.jsonl")
    return _fill_gaps(_from_rows(rows, "wnut", _WNUT))


def read_fewnerd(datasets: Path) -> list[NameSentence]:
    """Reads the sentences of partial Few-NERD that mention companies or products.

    Args:
        datasets: Folder that holds the dataset archives.

    Returns:
        Sentences in which every capitalised word without a label is unknown.
    """
    sentences: list[NameSentence] = []
    for name in ("fewnerd36-a", "fewnerd36-b"):
        text = read_text(datasets, "en_ner_fewnerd_PARTIAL", f"{name}.bio.gz")
        for block in text.split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
            raw = [row[1] for row in rows]
            if _FEWNERD_TOPICS.isdisjoint(raw):
                continue
            words = [row[0] for row in rows]
            tags = [
                UNKNOWN if tag == OUTSIDE and _may_be_name(word) else tag
                for word, tag in zip(words, map_labels(raw, _FEWNERD), strict=True)
            ]
            sentences.append(NameSentence("fewnerd", words, guess_spaces(words), tags))
    return _fill_gaps(sentences)


def _uner_tags(tree: TreeSentence, raw: list[str]) -> list[str]:
    tags = map_labels(raw, _UNER)
    for index, (tag, pos) in enumerate(zip(raw, tree.pos, strict=True)):
        # "Other" names are nationalities (adjectives), events and products.
        if tag.endswith("-OTH") and pos != "ADJ":
            tags[index] = UNKNOWN
    return tags


def _may_be_name(word: str) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in word)


def _rows(datasets: Path, archive: str, member: str) -> list[dict[str, Any]]:
    rows = read_json_lines(datasets, archive, member)
    for row in rows:
        row["words"] = row.pop("tokens")
    return rows


def _from_rows(rows: Iterable[dict[str, Any]], document: str, labels: dict[str, str]) -> list[NameSentence]:
    return [
        # These sources end every sentence without a blank, even inside a text.
        NameSentence(
            document,
            row["words"],
            [*row["spaces"][:-1], True],
            map_labels(row["tags"], labels),
        )
        for row in rows
    ]


def _fill_gaps(sentences: list[NameSentence]) -> list[NameSentence]:
    for sentence in sentences:
        hide_dates(sentence)
        label_amounts(sentence)
    return sentences
