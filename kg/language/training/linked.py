"""Relation and linking sets read as sources of names: what they label is right, what they leave out is unknown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kg.language.training.amounts import hide_dates, label_amounts
from kg.language.training.archives import read_json_lines, read_text
from kg.language.training.own import CharSpan
from kg.language.training.spans import OUTSIDE, UNKNOWN, NameSentence, Span, guess_spaces, tag_span

# CORE names its two spans; for these relations both are organizations whichever way the relation runs.
_CORE_BETWEEN_COMPANIES = frozenset(
    ["acquired_by", "collaboration", "client_of", "shareholder_of", "competitor_of", "subsidiary_of", "merged_with"]
)
_DOCRED = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "TIME": "Date"}
# What the subject and the object of a KnowledgeNet property are.
_KNOWLEDGENET = {
    "FOUNDED_BY": ("Organization", "Person"),
    "CEO": ("Organization", "Person"),
    "SUBSIDIARY_OF": ("Organization", "Organization"),
    "HEADQUARTERS": ("Organization", "Place"),
    "EMPLOYEE_OR_MEMBER_OF": ("Person", "Organization"),
    "EDUCATED_AT": ("Person", "Organization"),
    "DATE_FOUNDED": ("Organization", "Date"),
    "PLACE_OF_RESIDENCE": ("Person", "Place"),
}
_GOLD_TYPES = frozenset(["Person", "Organization", "Place", "Product"])
# "the company", "its parent" and pronouns refer to a thing without naming it.
_REFERRING = r"(?:The|Its|His|Her|Their|He|She|They|It|Our|We|This)"
_DESCRIPTION = re.compile(rf"^(?:[a-z]|{_REFERRING}\b)")

_STANDS_FOR_A_NAME = re.compile(rf"^{_REFERRING}$")
_PROPERTY = re.compile(r"> <([A-Z_]+)> <")
# Re-DocRED counts "American" as a place; to us an adjective is no name.
_DEMONYM = re.compile(r"^\w+(?:an|ese|ish|ic|ch|i)$")


def read_core(datasets: Path) -> list[NameSentence]:
    """Reads CORE's sentences on two companies.

    Args:
        datasets: Folder that holds the dataset archives.

    Returns:
        Sentences in which the two are labelled and all other possible names unknown.
    """
    rows = json_rows(datasets, "rel_core", "train_dedup.json")
    sentences = []
    for row in rows:
        if row["relation"] in _CORE_BETWEEN_COMPANIES:
            words = row["context"]
            spans = [Span(row[f"{end}_start"], row[f"{end}_end"] + 1, "Organization") for end in ("e1", "e2")]
            sentences.append(partial(words, guess_spaces(words), spans, "core"))
    return sentences


def read_redocred(datasets: Path) -> list[NameSentence]:
    """Reads the entities of Re-DocRED's development part, which labels every one of its types.

    Args:
        datasets: Folder that holds the dataset archives.

    Returns:
        Its sentences; numbers and miscellaneous names are unknown.
    """
    sentences = []
    for number, row in enumerate(json_rows(datasets, "rel_redocred", "dev_revised.json")):
        tags = [[OUTSIDE] * len(words) for words in row["sents"]]
        for mention in (mention for mentions in row["vertexSet"] for mention in mentions):
            start, end = mention["pos"]
            label = _DOCRED.get(mention["type"], UNKNOWN)
            if not (label == "Place" and _DEMONYM.match(mention["name"])):
                tag_span(tags[mention["sent_id"]], Span(start, end, label))
        for words, sentence_tags in zip(row["sents"], tags, strict=True):
            sentence = NameSentence(f"redocred-{number}", words, guess_spaces(words), sentence_tags)
            label_amounts(sentence)
            sentences.append(sentence)
    return sentences


def read_knowledgenet(datasets: Path, nlp: Language) -> list[NameSentence]:
    """Reads the subjects and objects of KnowledgeNet's facts.

    Args:
        datasets: Folder that holds the dataset archives.
        nlp: Whose tokenizer to use.

    Returns:
        Passages with at least one named organization.
    """
    sentences = []
    for fold in (1, 2, 3):
        for row in read_json_lines(datasets, "rel_knowledgenet", f"knowledgenet-fold{fold}.jsonl"):
            for passage in row["passages"]:
                text, offset = passage["passageText"], passage["passageStart"]
                spans = {
                    (fact[f"{end}Start"] - offset, fact[f"{end}End"] - offset, label)
                    for fact in passage["facts"]
                    for end, label in zip(
                        ("subject", "object"), _KNOWLEDGENET.get(_property(fact), (UNKNOWN, UNKNOWN)), strict=True
                    )
                    if label and not _DESCRIPTION.match(fact[f"{end}Text"])
                }
                if any(label == "Organization" for *_, label in spans):
                    sentences.append(from_text(nlp, text, spans, "knowledgenet"))
    return sentences


def read_gold(gold: Path, nlp: Language) -> list[NameSentence]:
    """Reads the surfaces that annotated articles give to the entities of their claims.

    Args:
        gold: Folder with the training part of the gold articles.
        nlp: Whose tokenizer to use.

    Returns:
        One item for each paragraph of the English articles.
    """
    sentences = []
    for path in sorted(gold.glob("en_*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            for text in [row["title"], *row["text"].split("\n")]:
                spans = set(_surface_spans(text, row["entities"]))
                if spans:
                    sentences.append(from_text(nlp, text, spans, row["id"]))
    return sentences


def from_text(nlp: Language, text: str, spans: Iterable[CharSpan], document: str) -> NameSentence:
    """Lays labelled character spans over the words of a text, leaving other possible names unknown.

    Args:
        nlp: Whose tokenizer to use.
        text: Raw text.
        spans: Half-open character offsets with labels; where they overlap, the longest counts.
        document: Where the text is from.
    """
    doc = nlp.make_doc(text)
    kept = [index for index, token in enumerate(doc) if not token.is_space]
    position = {token: number for number, token in enumerate(kept)}
    laid: list[Span] = []
    for start, end, label in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        found = doc.char_span(start, end)
        if found is not None and all(token.i in position for token in found):
            laid.append(Span(position[found.start], position[found.end - 1] + 1, label))
    words = [doc[index].text for index in kept]
    return partial(words, [bool(doc[index].whitespace_) for index in kept], laid, document)


def partial(words: list[str], spaces: list[bool], spans: Iterable[Span], document: str) -> NameSentence:
    """A sentence that labels some of its names: any other word that may belong to one is unknown."""
    tags = [UNKNOWN if any(c.isupper() or c.isdigit() for c in word) else OUTSIDE for word in words]
    sentence = NameSentence(document, words, spaces, tags)
    hide_dates(sentence)
    label_amounts(sentence)
    taken: set[int] = set()
    for span in spans:
        places = set(range(span.start, span.end))
        # "it" and "the firm" stand in some sets where a name is meant.
        named = any(c.isupper() or c.isdigit() for index in places for c in words[index])
        if named and not _STANDS_FOR_A_NAME.match(words[span.start]) and not places & taken:
            tag_span(sentence.tags, span)
            taken |= places
    return sentence


def json_rows(datasets: Path, archive: str, member: str) -> list[dict[str, Any]]:
    """Reads a JSON list of an archive."""
    rows: list[dict[str, Any]] = json.loads(read_text(datasets, archive, member))
    return rows


def blank_english() -> Language:
    """The tokenizer that raw text is cut with."""
    return spacy.blank("en")


def _surface_spans(text: str, entities: dict[str, dict[str, Any]]) -> Iterator[CharSpan]:
    for name in sorted(entities):
        entity = entities[name]
        if entity["type"] not in _GOLD_TYPES:
            continue
        for surface in entity["surfaces"]:
            if surface and not _DESCRIPTION.match(surface):
                for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
                    yield match.start(), match.end(), entity["type"]


def _property(fact: dict[str, Any]) -> str:
    found = _PROPERTY.search(fact["humanReadable"])
    return found.group(1) if found else ""
