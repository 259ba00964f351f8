"""Present-day names put into training text that is twenty years old.

Treebanks and name sets know Enron and Lockheed but neither Nvidia nor OpenAI.
Swapping names teaches the models to trust the surroundings of a strange word.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.language.training.amounts import is_date_anchor
from kg.language.training.archives import read_text
from kg.language.training.spans import NameSentence, Span, read_spans, tag_span
from kg.language.training.treebank import TreeSentence

_LEGAL_FORM = re.compile(
    r"(?:,? (?:Inc|Corp|Corporation|Incorporated|Ltd|Limited|plc|PLC|AG|SE|S\.A|N\.V|AB|Co|"
    r"Company|Holdings?|Group|Bhd|Berhad|Tbk|Class [A-C])\b\.?)+.*$"
)
_PLAIN = re.compile(r"^[A-Z0-9][\w.]*(?: [A-Z0-9][\w.]*){0,2}$")


def read_company_names(datasets: Path) -> list[str]:
    """Reads names of technology companies and brands.

    Args:
        datasets: Folder that holds the dataset archives.

    Returns:
        Names of at most three words, without legal forms.
    """
    listed = _column(datasets, "listed_tech_companies_financedatabase.tsv", 1)
    brands = _column(datasets, "simple_icons_tech_brands.tsv", 0)
    names = {_LEGAL_FORM.sub("", name) for name in [*listed, *brands]}
    return sorted(name for name in names if _PLAIN.match(name) and not name.endswith("."))


def renamed_organizations(
    sentences: Iterable[NameSentence], names: Sequence[str], share: float, seed: int
) -> list[NameSentence]:
    """Copies the sentences that name organizations, with other organizations.

    Args:
        sentences: Sentences with names.
        names: Names to choose from.
        share: Share of the sentences to look at.
        seed: Seed of the choice.

    Returns:
        Copies of only those sentences in which something could be swapped.
    """
    choice = random.Random(seed)
    copies: list[NameSentence] = []
    for sentence in sentences:
        if choice.random() >= share:
            continue
        copy = sentence
        # From the right, so that earlier positions stay valid.
        for span in reversed(read_spans(sentence.tags)):
            if span.label == "Organization" and _is_bare(sentence.words, span):
                copy = _put_name(copy, span, choice.choice(names).split())
        if copy is not sentence:
            copies.append(copy)
    return copies


def rename_proper_nouns(sentences: Iterable[TreeSentence], names: Sequence[str], share: float, seed: int) -> None:
    """Swaps single proper nouns for one-word names, in place.

    Args:
        sentences: Treebank sentences.
        names: Names to choose from; longer ones are left aside.
        share: Share of the sentences to change.
        seed: Seed of the choice.
    """
    choice = random.Random(seed)
    single = [name for name in names if " " not in name]
    for sentence in sentences:
        if choice.random() >= share:
            continue
        for index in loose_proper_nouns(sentence):
            sentence.words[index] = sentence.lemmas[index] = choice.choice(single)


def loose_proper_nouns(sentence: TreeSentence) -> list[int]:
    """Indices of the proper nouns that may be swapped: no part of a person's name, no date."""
    # The parts of "Elon Musk" hang together as "flat", which no company name does.
    flat = [index for index, dep in enumerate(sentence.deps) if dep == "flat"]
    personal = {*flat, *(sentence.heads[index] for index in flat)}
    return [
        index
        for index, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True))
        if tag == "NNP" and word.isalpha() and not is_date_anchor(word) and index not in personal
    ]


def _column(datasets: Path, member: str, column: int) -> list[str]:
    lines = read_text(datasets, "gazetteer", member).split("\n")[1:]
    return [line.split("\t")[column] for line in lines if line]


def _is_bare(words: list[str], span: Span) -> bool:
    # "the Nvidia" and "Nvidia of Padua" would teach the wrong thing.
    before = words[span.start - 1].lower() if span.start else ""
    return before != "the" and not any(word.islower() for word in words[span.start : span.end])


def _put_name(sentence: NameSentence, span: Span, name: list[str]) -> NameSentence:
    label_tags = [""] * len(name)
    tag_span(label_tags, Span(0, len(name), span.label))
    inner_spaces = [True] * (len(name) - 1)
    return replace(
        sentence,
        words=[*sentence.words[: span.start], *name, *sentence.words[span.end :]],
        spaces=[
            *sentence.spaces[: span.start],
            *inner_spaces,
            *sentence.spaces[span.end - 1 :],
        ],
        tags=[*sentence.tags[: span.start], *label_tags, *sentence.tags[span.end :]],
    )
