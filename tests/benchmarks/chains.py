"""Every place where a text speaks of the same thing, as our own pipeline reads it.

A claim names each end once. KnowledgeNet holds a fact for every mention of its ends, so what is claimed of "Acme" is
compared with "which", "it" and "(ACM)" as well, if the pipeline takes them for Acme. Nothing annotated is looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.evaluate.gold_claims import fold
from kg.extraction.dependencies import antecedent_of
from kg.extraction.extractor import Extractor, split_sentences
from kg.extraction.mentions import find_mentions
from kg.extraction.names import Name
from kg.extraction.resolve import Resolver
from kg.extraction.rules import load_rules
from kg.extraction.scorer import load_scorer
from kg.language.parse import Block, ParsedArticle
from kg.link.gazetteer import load_gazetteer
from kg.link.linker import link_claims
from kg.model import Article, EntityType, Extraction, Mention, Section
from kg.pipeline import Settings, parse
from tests.benchmarks.facts import Range, range_of

#: "Acme Corporation (ACM)", "Acme (NYSE: ACM)", "Acme (formerly Bolt Ltd.)": another name for what stands before.
_ASIDE = re.compile(
    r"['’\"”]?,? \((?:(?:also|formerly|previously|officially|now|known as|or|the|NYSE|NASDAQ)[:,]? ?){0,3}[\"“]?"
)
#: "Dallas, Texas", "Redding (CA)": the second place is where the first one is.
_WITHIN = re.compile(r",? \(?(?:the )?")
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where"})


class Chains:
    """What the words of one article stand for, by the name that the pipeline gives it."""

    def __init__(self) -> None:
        self._places: defaultdict[str, set[Range]] = defaultdict(set)
        self._also: defaultdict[str, set[str]] = defaultdict(set)
        self._wider: dict[Range, Range] = {}
        self._described: set[Range] = set()

    def add(self, name: str, place: Range) -> None:
        """Note that a stretch of the text speaks of what bears a name."""
        self._places[fold(name)].add(place)

    def join(self, one: str, other: str) -> None:
        """Note that two names are of one thing."""
        self._also[fold(one)].add(fold(other))
        self._also[fold(other)].add(fold(one))

    def widen(self, inner: Range, outer: Range) -> None:
        """Note that a place is told to be inside of another: "Dallas, Texas"."""
        self._wider[inner] = outer

    def describe(self, place: Range) -> None:
        """Note that a stretch is a description, "the company": no mention to KnowledgeNet."""
        self._described.add(place)

    def mates(self, mention: Mention, start: int, end: int) -> list[Range]:
        """Where in a stretch of the text the thing of a mention is named or a pronoun stands for it.

        The mention itself, unless it is a description and there are others.
        """
        own = range_of(mention)
        names = {fold(one) for one in (mention.span.text, mention.name, *mention.names)}
        names |= {also for one in names for also in self._also[one]}
        told = {at for one in names for at in self._places[one] if start <= at[0] < end} | {own}
        return sorted(told - self._described) or [own]

    def outward(self, place: Range) -> Iterator[Range]:
        """A place and those that it is told to be in."""
        yield place
        while place in self._wider:
            place = self._wider[place]
            yield place


def read_with_chains(articles: Iterable[Article]) -> Iterator[tuple[Extraction, Chains]]:
    """What our pipeline reads from English articles, in order, each with its chains."""
    rules, gazetteer = load_rules("en"), load_gazetteer()
    extractor = Extractor(rules, gazetteer, load_scorer("en"))
    for parsed in parse(articles, Settings(lang="en")):
        found = extractor.extract_claims(parsed)
        yield link_claims(parsed.article, found.claims, found.mentions, gazetteer), chains_of(parsed)


def chains_of(parsed: ParsedArticle) -> Chains:
    """The chains of one article."""
    rules, gazetteer = load_rules("en"), load_gazetteer()
    resolver, chains = Resolver(rules), Chains()
    for block in parsed.blocks:
        names = find_mentions(block.parse, rules, gazetteer)
        resolver.enter_block(block)
        for sentence in split_sentences(block.parse):
            inside = [one for one in names if sentence.start_char <= one.start < sentence.end_char]
            named = resolver.enter_sentence(list(sentence), inside)
            if block.section is Section.TEXT:
                _note(sentence, named, block, resolver, chains)
    return chains


def _note(sentence: TokenSpan, named: Sequence[Name], block: Block, resolver: Resolver, chains: Chains) -> None:
    text = block.doc.text
    pronouns = load_rules("en").tables["references"]
    for name in named:
        place = _range(block, name.start, name.end)
        chains.add(name.called, place)
        if name.refers_to and name.text.lower() not in pronouns:
            chains.describe(place)
    for one, other in pairwise(named):
        between = text[one.end : other.start]
        if _is_place(one) and _is_place(other) and _WITHIN.fullmatch(between):
            chains.widen(_range(block, one.start, one.end), _range(block, other.start, other.end))
        elif _ASIDE.fullmatch(between) and text[other.end : other.end + 2].lstrip('"”®™').startswith(")"):
            chains.join(one.called, other.called)
    for token in sentence:
        antecedent = _antecedent(token, resolver)
        if antecedent is not None:
            chains.add(antecedent.called, _range(block, token.idx, token.idx + len(token)))


def _antecedent(token: Token, resolver: Resolver) -> Name | None:
    """What a relative pronoun or adverb stands for."""
    if token.lower_ not in _RELATIVE or resolver.name_at(token) is not None:
        return None
    if "Rel" not in token.morph.get("PronType", []) and not (token.lower_ == "where" and token.dep_ == "advmod"):
        return None
    head = antecedent_of(token)
    if head is None or head.i >= token.i:
        return None
    name = resolver.name_at(head)
    if name is None:
        found = resolver.resolve(head, (EntityType.ORGANIZATION, EntityType.PERSON))
        name = found[0].source if len(found) == 1 else None
    return name


def _is_place(name: Name) -> bool:
    return (name.type or name.hint) is EntityType.PLACE


def _range(block: Block, start: int, end: int) -> Range:
    span = block.span(start, end)
    return span.start, span.end
