"""KnowledgeNet, five of its properties: `make benchmarks` (or `python -m tests.benchmarks.knowledgenet [--folds 1-3]`).

The published text measure (Mesquita et al., EMNLP 2019): a fact is right when the property is the same and both spans
overlap annotated ones; only properties that a passage is annotated for count. Each mention makes a fact of its own:
"Acme, which Roe founded" holds FOUNDED_BY twice, of "Acme" and of "which". We say a thing once, so beside the published
recall stands another (R any), in which a fact is also found if it was read with other words for the same ends. What is
claimed of "Acme" counts for every word that our own reading takes for Acme (`chains.py`), and of what is in Dallas,
Texas, for both places.

Of most documents only the passages are known, so that "he" has no name there. With `--stand-ins` a sentence of ours
stands in the first gap of a document and names a person and a company; the measure asks where a fact is told, not who
"he" is.

Errors are shown of fold 1 alone. The other folds stay unread, so that there is something to measure on.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.evaluate.gold_claims import fold
from kg.language.training.archives import read_json_lines
from kg.model import Article, Claim, EntityType, Extraction, Mention
from tests.benchmarks.chains import Chains, read_with_chains
from tests.benchmarks.facts import (
    Fact,
    Range,
    Tally,
    Verdict,
    add_datasets_option,
    check_archive,
    claims_on_pairs,
    format_tally,
    judge,
    range_of,
)

ARCHIVE = "rel_knowledgenet"
#: Folds 4 and 5 are kept for testing and are not in the archive.
FOLDS = (1, 2, 3)
#: The fold whose errors may be read.
READ_FOLD = 1
PROPERTIES = ("CEO", "FOUNDED_BY", "SUBSIDIARY_OF", "HEADQUARTERS", "EMPLOYEE_OR_MEMBER_OF")

# What our relations are there, and whether the ends change over: CEO and FOUNDED_BY run from organization to person.
# EMPLOYEE_OR_MEMBER_OF, "the previous/current employer of a person", holds executives (in fold 1 all 23 chiefs that are
# annotated for both) and members of boards as well, but a founder only where the text names an office too: of the ten
# that `founds` gives in fold 1, five. So `founds` is not taken for it. Whoever is appointed, leaves or is dismissed was
# employed there. A membership of a body is `partnersWith` with us, by a rule of its own.
_MEANING = {
    "executiveOf": ("EMPLOYEE_OR_MEMBER_OF", False),
    "worksFor": ("EMPLOYEE_OR_MEMBER_OF", False),
    "boardMemberOf": ("EMPLOYEE_OR_MEMBER_OF", False),
    "leaves": ("EMPLOYEE_OR_MEMBER_OF", False),
    "appoints": ("EMPLOYEE_OR_MEMBER_OF", True),
    "dismisses": ("EMPLOYEE_OR_MEMBER_OF", True),
    "founds": ("FOUNDED_BY", True),
    "subsidiaryOf": ("SUBSIDIARY_OF", False),
    "headquarteredIn": ("HEADQUARTERS", False),
}
#: Our relations between a person and an organization that may tell who leads it.
_CHIEF = frozenset({"executiveOf", "appoints", "leaves", "dismisses"})
_MEMBERSHIP = "partnersWith/own:member"
#: What stands in for the names that are lost with the text around the passages.
STAND_IN = "Robin Doe spoke of Doe Works."
_GAP = re.compile(rf"\n{{{len(STAND_IN) + 2},}}(?=[^\n])")
_PRONOUN = re.compile(
    r"i|me|my|we|us|ours?|yours?|he|him|his|she|hers?|its?|they|them|theirs?|who|whom|whose|which|that|where",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One annotated sentence of a document.

    Attributes:
        start: Where it begins in the document.
        end: Where it ends, half-open.
        judged: Those of our properties that it is annotated for.
        same: Its facts of these properties; with each those that are the same with other words for its ends.
    """

    start: int
    end: int
    judged: frozenset[str]
    same: Mapping[Fact, frozenset[Fact]]

    def judge(self, predicted: Iterable[Fact]) -> Verdict:
        """Compare its facts with those read from it."""
        return judge(tuple(self.same), predicted, self.judged)


@dataclass(frozen=True, slots=True)
class Document:
    """A document with the passages that are annotated for a property of ours."""

    fold: int
    article: Article
    passages: tuple[Passage, ...]


def read_fold(datasets: Path, number: int) -> list[Document]:
    """The documents of a fold that say anything about our properties."""
    rows = read_json_lines(datasets, ARCHIVE, f"knowledgenet-fold{number}.jsonl")
    documents = (read_document(row) for row in rows)
    return [one for one in documents if one.passages]


def read_document(row: Mapping[str, Any]) -> Document:
    """The document in a line of the data set."""
    passages = (_read_passage(one) for one in row["passages"])
    article = Article(f"{row['fold']}-{row['documentId']}", _text_of(row), lang="en")
    return Document(row["fold"], article, tuple(one for one in passages if one.judged))


def with_stand_in(document: Document) -> Document:
    """The document with names for its pronouns in its first gap, where one is wide enough; nothing moves."""
    gap = _GAP.search(document.article.text)
    if gap is None:
        return document
    text = document.article.text
    text = f"{text[: gap.start()]}\n{STAND_IN}{text[gap.start() + len(STAND_IN) + 1 :]}"
    return replace(document, article=replace(document.article, text=text))


def _text_of(row: Mapping[str, Any]) -> str:
    """The text, with line breaks for what is unknown of it.

    The published file had to be rebuilt: of most documents only the passages are known, and all else is blank. What
    such a gap parts are not sentences of one paragraph.
    """
    text: str = row["documentText"]
    inside = {(one["passageStart"], one["passageEnd"]) for one in row["passages"]}
    edges = sorted({0, len(text), *(edge for passage in inside for edge in passage)})
    parts = []
    for start, end in pairwise(edges):
        part = text[start:end]
        is_gap = (start, end) not in inside and len(part) > 1 and part.isspace()
        parts.append("\n" * len(part) if is_gap else part)
    return "".join(parts)


def _read_passage(row: Mapping[str, Any]) -> Passage:
    names = {one["propertyId"]: one["propertyName"] for one in row["exhaustivelyAnnotatedProperties"]}
    things: dict[Fact, tuple[str, str]] = {}
    for one in row["facts"]:
        if names.get(one["propertyId"]) in PROPERTIES:
            subject, object_ = (one["subjectStart"], one["subjectEnd"]), (one["objectStart"], one["objectEnd"])
            fact = Fact(names[one["propertyId"]], subject, object_)
            things[fact] = (_thing(one, "subject"), _thing(one, "object"))
    same = {
        fact: frozenset(other for other in things if _are_same(fact, other, things) and other != fact)
        for fact in things
    }
    return Passage(row["passageStart"], row["passageEnd"], frozenset(names.values()) & {*PROPERTIES}, same)


def _thing(fact: Mapping[str, Any], end: str) -> str:
    """What an end of a fact stands for: its Wikidata entry, else its name; "" for a pronoun that says neither."""
    text: str = fact[f"{end}Text"]
    return str(fact[f"{end}Uri"]) or ("" if _PRONOUN.fullmatch(text) else fold(text))


def _are_same(one: Fact, other: Fact, things: Mapping[Fact, tuple[str, str]]) -> bool:
    ends = zip(things[one], things[other], strict=True)
    return one.relation == other.relation and all(a == b or not a or not b for a, b in ends)


def facts_of(
    extraction: Extraction, passage: Passage, chains: Chains | None = None, *, factual: bool = True
) -> list[Fact]:
    """What the claims of an article say in a passage, in KnowledgeNet's words.

    Args:
        extraction: The claims of the whole article; those with a trigger in the passage are taken.
        passage: Where.
        chains: What else in the text stands for the ends of the claims; without, each end is told once.
        factual: Whether only claims told as facts count; else also what is planned, possible or denied.
    """
    found = []
    for claim, object_ in claims_on_pairs(extraction):
        inside = passage.start <= claim.trigger.start < passage.end
        if inside and (claim.status.is_factual or not factual):
            subjects, objects = (_told(one, passage, chains) for one in (claim.subject, object_))
            for name, changes_over in meanings_of(claim):
                facts = [Fact(name, one, other) for one in subjects for other in objects]
                found += [one.changed_over() for one in facts] if changes_over else facts
    return found


def _told(mention: Mention, passage: Passage, chains: Chains | None) -> list[Range]:
    """Where a passage speaks of what is mentioned; what is in Dallas, Texas, is in Texas."""
    if chains is None:
        return [range_of(mention)]
    told = chains.mates(mention, passage.start, passage.end)
    return [wider for one in told for wider in chains.outward(one)]


def meanings_of(claim: Claim) -> Iterator[tuple[str, bool]]:
    """The properties that a claim states, and whether the ends change over."""
    types = tuple(one.type for one in (claim.subject, claim.object) if one)
    if claim.rule == _MEMBERSHIP and {*types} == {EntityType.PERSON, EntityType.ORGANIZATION}:
        yield "EMPLOYEE_OR_MEMBER_OF", types[0] is EntityType.ORGANIZATION
    if claim.relation not in _MEANING:
        return
    name, changes_over = _MEANING[claim.relation]
    if name != "EMPLOYEE_OR_MEMBER_OF":
        yield name, changes_over
    elif (types[::-1] if changes_over else types) == (EntityType.PERSON, EntityType.ORGANIZATION):
        # A company on another's board is nobody's employee.
        yield name, changes_over
        if claim.relation in _CHIEF and claim.qualifiers.get("roleType") == "ceo":
            yield "CEO", not changes_over


@dataclass(slots=True)
class Result:
    """What was measured.

    Attributes:
        factual: Counts over what is asserted or reported.
        everything: Counts over claims of every status.
        errors: Missed and false facts of the fold that may be read, by kind and property.
    """

    factual: Tally = field(default_factory=Tally)
    everything: Tally = field(default_factory=Tally)
    errors: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


def measure(documents: Iterable[Document]) -> Result:
    """Read the claims of documents and compare them with what is annotated."""
    documents = list(documents)
    result = Result()
    read = read_with_chains(one.article for one in documents)
    for document, (extraction, chains) in zip(documents, read, strict=True):
        for passage in document.passages:
            verdict = passage.judge(facts_of(extraction, passage, chains))
            again = frozenset(fact for fact in verdict.missed if passage.same[fact] & {*verdict.found})
            result.factual.add(verdict, again)
            result.everything.add(passage.judge(facts_of(extraction, passage, chains, factual=False)))
            if document.fold == READ_FOLD:
                for kind, facts in (("missed", verdict.missed), ("false", verdict.false)):
                    for fact in facts:
                        if fact not in again:
                            result.errors[kind, fact.relation].append(_show(fact, passage, document.article.text))
    return result


def _show(fact: Fact, passage: Passage, text: str) -> str:
    ends = " → ".join(text[start:end] for start, end in (fact.subject, fact.object))
    return f"{ends} | {' '.join(text[passage.start : passage.end].split())}"


def report(result: Result, folds: Iterable[int], errors: int) -> Iterator[str]:
    """The figures as lines, and so many errors of each kind."""
    yield f"KnowledgeNet, fold {', '.join(map(str, folds))}: what is asserted or reported"
    yield from format_tally(result.factual, PROPERTIES, again="R any")
    yield "claims of every status"
    yield from format_tally(result.everything, PROPERTIES)
    for (kind, name), lines in sorted(result.errors.items()) if errors else ():
        yield f"{kind} {name}: {len(lines)} in fold {READ_FOLD}"
        yield from (f"  {line}" for line in lines[:errors])


def parse_folds(text: str) -> tuple[int, ...]:
    """The folds that "2", "1-3" or "1,3" stands for.

    Raises:
        ValueError: It is none of these, or names a fold that is not there.
    """
    folds: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        folds.update(range(int(first), int(last or first) + 1))
    if not folds or not folds <= {*FOLDS}:
        raise ValueError(f"no such folds: {text}")
    return tuple(sorted(folds))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=parse_folds, default=FOLDS, help='such as "2", "1-3" or "1,3" (default 1-3)')
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show so many of each kind, of fold 1 alone")
    parser.add_argument("--stand-ins", action="store_true", help="name a person and a company where text is unknown")
    add_datasets_option(parser)
    options = parser.parse_args()
    check_archive(parser, options.datasets, ARCHIVE)
    documents = [one for number in options.folds for one in read_fold(options.datasets, number)]
    if options.stand_ins:
        documents = [with_stand_in(one) for one in documents]
    for line in report(measure(documents), options.folds, options.errors):
        print(line)


if __name__ == "__main__":
    main()
