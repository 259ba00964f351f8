"""CORE, sentences on two companies: `make benchmarks` (or `python -m tests.benchmarks.company_relations`).

CORE ("COmpany RElations", Borchert et al., EMNLP 2023) marks two stretches of a text from an encyclopedia and says
which of twelve relations holds between them. Here nothing is given but the text, and a pair is found when a claim is
read between the two, in the right direction. Claims on other things in the text are not judged, since CORE does not say
whether they are right. A claim on the pair in another relation is false, even where the text says both.

In many pairs one end is "it" or "the company", and the text has no name for it; of such things nothing is claimed.
A second table is of the pairs with two names. With `--titled`, the name stands above the text, as it does in an article
on that company.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.evaluate.gold_claims import fold
from kg.language.training.archives import read_text
from kg.language.training.spans import guess_spaces
from kg.model import Article, Extraction, Mention
from tests.benchmarks.facts import (
    Fact,
    Range,
    Tally,
    add_datasets_option,
    check_archive,
    claims_on_pairs,
    format_tally,
    judge,
    overlap,
    range_of,
    read_claims,
)

ARCHIVE = "rel_core"
#: The published test part is kept apart, and there is no development part.
PART = "train_dedup.json"
#: Without `regulated_by`: there it is any supervision, with us what a regulator does (approves, blocks, bans).
RELATIONS = (
    "acquired_by",
    "merged_with",
    "subsidiary_of",
    "brand_of",
    "shareholder_of",
    "product_or_service_of",
    "client_of",
    "collaboration",
    "competitor_of",
    "traded_on",
)
SYMMETRIC = frozenset(["merged_with", "collaboration", "competitor_of"])

# What our relations may be there (the first, unless another of them is marked), and whether the ends change over.
_MEANING: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "acquires": (("acquired_by",), True),
    "mergesWith": (("merged_with",), False),
    "subsidiaryOf": (("subsidiary_of", "brand_of"), False),
    "controls": (("subsidiary_of",), True),
    "ownsStakeIn": (("shareholder_of",), False),
    "investsIn": (("shareholder_of",), False),
    "develops": (("product_or_service_of", "brand_of"), True),
    "launches": (("product_or_service_of", "brand_of"), True),
    "supplies": (("client_of",), True),
    "uses": (("client_of",), False),
    "partnersWith": (("collaboration",), False),
    "formsJointVentureWith": (("collaboration",), False),
    "competesWith": (("competitor_of",), False),
    "listedOn": (("traded_on",), False),
}
_DETERMINER = re.compile(r"(?:the|this|that|these|those|its|their|his|her|our|other)\s+", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:its?|they|them|their|s?he|him|his|her|we|us|our|who|whom|which|that)\W*s?\W*", re.IGNORECASE)
_QUOTES = {"``": '"', "''": '"'}


@dataclass(frozen=True, slots=True)
class End:
    """One marked end of a pair.

    Attributes:
        place: Where it is marked.
        name: Its full name, which need not stand in the text.
        is_named: Whether the marked words are a name, and no pronoun or description.
        keys: The names by which it is known again elsewhere in the text, folded.
    """

    place: Range
    name: str
    is_named: bool
    keys: frozenset[str]

    def is_meant(self, mention: Mention) -> bool:
        """Whether a mention stands for it: in its place, or by its name in another."""
        return overlap(self.place, range_of(mention)) or any(
            fold(one) in self.keys for one in (mention.span.text, mention.name)
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """A text with two marked ends, and what holds between them, whether or not it is a relation of ours."""

    article: Article
    relation: str
    subject: End
    object: End

    @property
    def is_named(self) -> bool:
        """Whether both ends are names."""
        return self.subject.is_named and self.object.is_named

    def fact(self, relation: str, *, backwards: bool = False) -> Fact:
        """A fact on the pair; where order does not matter, always the same way round."""
        fact = Fact(relation, self.subject.place, self.object.place)
        return fact.changed_over() if backwards and relation not in SYMMETRIC else fact

    def titled(self) -> Pair:
        """The same with the name of what the text has no name for as its title."""
        title = next((end.name for end in (self.subject, self.object) if not end.is_named), "")
        return replace(self, article=replace(self.article, title=title))


def read_pairs(datasets: Path) -> list[Pair]:
    """The pairs of the part that is at hand."""
    return [read_pair(row) for row in json.loads(read_text(datasets, ARCHIVE, PART))]


def read_pair(row: Mapping[str, Any]) -> Pair:
    """The pair in an object of the data set: its words become a text, and its relation runs as it is called."""
    words = [_QUOTES.get(word, word) for word in row["context"]]
    text, places = join_words(words)
    ends = []
    for end in ("e1", "e2"):
        place = places[row[f"{end}_start"]][0], places[row[f"{end}_end"]][1]
        marked, name = text[slice(*place)], row[f"{end}_name"]
        named = is_name(marked)
        ends.append(End(place, name, named, frozenset(map(fold, (marked, name) if named else (name,)))))
    subject, object_ = reversed(ends) if row["invert_relation"] else ends
    return Pair(Article(row["id"], text, lang="en"), row["relation"], subject, object_)


def join_words(words: list[str]) -> tuple[str, list[Range]]:
    """The text that words came from, as far as can be guessed, and where each stands in it."""
    text, places = "", []
    for word, space in zip(words, guess_spaces(words), strict=True):
        places.append((len(text), len(text) + len(word)))
        text += f"{word} " if space else word
    return text.rstrip(), places


def is_name(words: str) -> bool:
    """Whether marked words are a name: "Acme" and "The Guardian" are, "It" and "The company" are not."""
    # A description, too, begins with a capital letter at the head of a sentence.
    naming = _DETERMINER.sub("", words, count=1)
    return _PRONOUN.fullmatch(words) is None and any(one.isupper() or one.isdigit() for one in naming)


def facts_of(extraction: Extraction, pair: Pair, *, factual: bool = True) -> list[Fact]:
    """What the claims of a text say about its pair, in CORE's words.

    Args:
        extraction: The claims of the text.
        pair: Its pair.
        factual: Whether only claims told as facts count; else also what is planned, possible or denied.
    """
    found = []
    for claim, object_ in claims_on_pairs(extraction):
        if claim.relation in _MEANING and (claim.status.is_factual or not factual):
            relations, changes_over = _MEANING[claim.relation]
            relation = pair.relation if pair.relation in relations else relations[0]
            ends = (object_, claim.subject) if changes_over else (claim.subject, object_)
            if pair.subject.is_meant(ends[0]) and pair.object.is_meant(ends[1]):
                found.append(pair.fact(relation))
            elif pair.object.is_meant(ends[0]) and pair.subject.is_meant(ends[1]):
                found.append(pair.fact(relation, backwards=True))
    return found


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured, for all pairs and for those with two names: facts alone, and claims of every status."""

    factual: Tally
    everything: Tally
    named: Tally


def measure(pairs: Iterable[Pair]) -> Result:
    """Read the claims of the texts and compare them with what is marked."""
    pairs = list(pairs)
    result = Result(Tally(), Tally(), Tally())
    for pair, extraction in zip(pairs, read_claims(one.article for one in pairs), strict=True):
        gold = [pair.fact(pair.relation)] if pair.relation in RELATIONS else []
        verdict = judge(gold, facts_of(extraction, pair), RELATIONS)
        result.factual.add(verdict)
        if pair.is_named:
            result.named.add(verdict)
        result.everything.add(judge(gold, facts_of(extraction, pair, factual=False), RELATIONS))
    return result


def report(result: Result, titled: bool) -> Iterator[str]:
    """The figures as lines."""
    under = ", under the name of what has none in the text" if titled else ""
    yield f"CORE, {PART}{under}: what is asserted or reported"
    yield from format_tally(result.factual, RELATIONS)
    yield "claims of every status"
    yield from format_tally(result.everything, RELATIONS)
    yield "the pairs with two names: what is asserted or reported"
    yield from format_tally(result.named, RELATIONS)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--titled", action="store_true", help="put the name of what has none in the text above it")
    add_datasets_option(parser)
    options = parser.parse_args()
    check_archive(parser, options.datasets, ARCHIVE)
    pairs = read_pairs(options.datasets)
    for line in report(measure(one.titled() if options.titled else one for one in pairs), options.titled):
        print(line)


if __name__ == "__main__":
    main()
