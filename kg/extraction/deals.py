"""Deals told of again: "if the takeover goes through", 「実現すれば」 speak of ends that an earlier sentence named.

What such a sentence says of a deal is a claim of its own, with another status or stage: a planned purchase that may be
blocked is planned and, where that is told, hypothetical.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.candidates import Candidate
from kg.extraction.dependencies import base_dep
from kg.extraction.fitting import Argument
from kg.extraction.lemmas import forms_of
from kg.extraction.reading import speech_cues
from kg.extraction.resolve import Resolver
from kg.extraction.rules import Rules, Trigger
from kg.language.parse import Block
from kg.language.tokens import Token, TokenSpan
from kg.model import Stage

#: How far it is trusted that a deal without a name is the last one of its kind. Set by hand, not tuned.
_SAME_DEAL = 0.85
#: Tokens before 実現 at the head of its sentence: 「もし」, 「仮に」. Set by hand, not tuned.
_OPENING = 2
_INDEFINITE = frozenset({"a", "an", "any", "another", "no", "some"})


class Deals:
    """The deals of one article, in the order in which it tells them."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._words = {word: frozenset(told.split()) for word, told in rules.tables.get("deal_nouns", {}).items()}
        self._relations = frozenset().union(*self._words.values())
        self._told: list[Candidate] = []

    def note(self, candidates: Sequence[Candidate], block: Block) -> None:
        """Take up the deals of a sentence, with the paragraph that their ends stand in."""
        for one in candidates:
            if one.rule.relation in self._relations:
                target = _at_home(one.object, block) if one.object is not None else None
                self._told.append(replace(one, subject=_at_home(one.subject, block), object=target))

    def tell_again(
        self, sentence: TokenSpan, found: Sequence[Candidate], block: Block, resolver: Resolver
    ) -> Iterator[Candidate]:
        """Earlier deals that a sentence speaks of without naming them.

        Args:
            sentence: Where to look.
            found: What was found in it by itself.
            block: The paragraph that it stands in.
            resolver: Knows the names in it.
        """
        taken = {one.head.i for one in found}
        names = {name.called for name in map(resolver.name_at, sentence) if name is not None}
        told: set[tuple[object, ...]] = set()
        for token in sentence if self._told else ():
            relations = next((self._words[form] for form in forms_of(token) if form in self._words), None)
            if relations is None or token.i in taken or not self._refers(token, resolver):
                continue
            deal = self._find(relations, names, _names_of(_description(token), resolver))
            actor = _names_of(_actors(token, self._rules), resolver)
            if deal is not None and deal.ends not in told and (actor <= _ends(deal) or not actor):
                told.add(deal.ends)
                yield _told_at(deal, token, block)

    def _refers(self, token: Token, resolver: Resolver) -> bool:
        """Whether a word can mean a deal that was told: "the deal", but not "a deal" or "a deal for chips"."""
        if resolver.name_at(token) is not None or token.pos_ not in ("NOUN", "PROPN", "VERB"):
            return False
        if self._rules.lang == "ja":
            # 「実現すれば」 at the head of a sentence speaks of what was told before, elsewhere of what is beside it.
            opens = token.i - token.sent.start <= _OPENING
            return opens or self._rules.words("realisations").isdisjoint(forms_of(token))
        if token.pos_ == "VERB" or any(one.lower_ in _INDEFINITE for one in token.children):
            return False
        # What a consequence of the deal would be says nothing of the deal: "the deal would be its largest".
        if base_dep(token) == "nsubj" and self._rules.governors.isdisjoint(forms_of(token.head)):
            return any(one.dep_ == "mark" for one in token.head.children)
        return not any(base_dep(one) == "nmod" and resolver.name_at(one) is None for one in token.children)

    def _find(self, relations: frozenset[str], near: set[str], said: set[str]) -> Candidate | None:
        """The deal that a word means: of those that what is said of it allows, one with an end in the sentence."""
        fit = [one for one in self._told if one.rule.relation in relations and said <= _ends(one)]
        return max(fit, key=lambda one: (len(_ends(one) & near), self._told.index(one)), default=None)


def _ends(deal: Candidate) -> set[str]:
    return {one.name for one in (deal.subject, deal.object) if one is not None}


def _names_of(tokens: Iterable[Token], resolver: Resolver) -> set[str]:
    return {name.called for name in map(resolver.name_at, tokens) if name is not None}


def _description(token: Token) -> Iterator[Token]:
    """The words that say which deal it is: of whom, with whom, by whom."""
    tops = [token, token.head] if base_dep(token) == "compound" else [token]
    for child in (one for top in tops for one in top.children):
        if base_dep(child) in ("nmod", "compound", "amod", "obl", "appos"):
            yield from child.subtree


def _actors(token: Token, rules: Rules) -> Iterator[Token]:
    """Who does to the deal what is done to it, where only its parties can: others tell of it or forbid it."""
    verb = next((one for one in token.ancestors if one.pos_ in ("VERB", "AUX")), None)
    if verb is not None and not speech_cues(rules, verb) and not _forbids(verb, rules):
        yield from (one for one in verb.children if base_dep(one) in ("nsubj", "dislocated"))


def _forbids(verb: Token, rules: Rules) -> bool:
    cues = rules.cues.get("governor", {})
    return any(cue.stage is Stage.BLOCKED for form in forms_of(verb) for cue in cues.get(form, ()))


def _told_at(deal: Candidate, token: Token, block: Block) -> Candidate:
    def here(one: Argument) -> Argument:
        return replace(one, home=None if one.home is block else one.home)

    rule = replace(deal.rule, status=None, stage=None)
    return replace(
        deal,
        rule=replace(rule, kind="event") if isinstance(rule, Trigger) else rule,
        head=token,
        trigger=(token.idx, token.idx + len(token)),
        subject=here(deal.subject),
        object=here(deal.object) if deal.object is not None else None,
        confidence=deal.confidence * _SAME_DEAL,
        role="",
        number="",
        because=(f"{token.text} speaks of {deal.rule.relation} at {deal.head.text!r} again",),
    )


def _at_home(argument: Argument, block: Block) -> Argument:
    return argument if argument.home is not None else replace(argument, home=block)
