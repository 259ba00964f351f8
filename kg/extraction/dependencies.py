"""What single tokens tell in a Universal Dependencies parse: relation, markers, voice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extraction.rules import Rules
from kg.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that fills a slot.

    Attributes:
        token: The head of the argument.
        path: How it was reached, for explanations.
        weight: How sure the path is, 0 to 1.
    """

    token: Token
    path: str
    weight: float


def base_dep(token: Token) -> str:
    """The universal part of a dependency label: `nsubj` of `nsubj:pass`."""
    return _universal(token.dep_)


@cache
def _universal(dep: str) -> str:
    return dep.partition(":")[0]


@lru_cache(maxsize=4096)
def marker_of(token: Token) -> str:
    """The adpositions of a nominal as one string: "with", "because of", "の", "による".

    Topic and focus particles behind a case particle are left out: では is で.
    """
    parts: list[str] = []
    inner = (below for child in token.children if child.dep_ in ("compound", "flat") for below in child.children)
    # The parser may hang the adposition on the first part of a name instead of on its head.
    for child in sorted({*token.children, *(one for one in inner if one.dep_ == "case")}, key=lambda one: one.i):
        if child.dep_ in ("case", "mark", "fixed") and child.pos_ in ("ADP", "SCONJ", "PART", "VERB", "AUX"):
            parts.append(child.lower_ if child.pos_ in ("ADP", "PART") else child.lemma_)
            # The て of によって says nothing; the と of によると makes a source of an agent.
            fixed = [one for one in child.children if one.dep_ == "fixed"]
            parts.extend(one.lemma_ for one in fixed if one.pos_ != "SCONJ" or one.text in ("と", "ば"))
    if len(parts) > 1 and parts[-1] in ("は", "も"):
        parts.pop()
    glue = "" if token.doc.lang == "ja" else " "
    return glue.join(parts)


def is_relative(token: Token) -> bool:
    """Whether it is a relative pronoun: who, which, whose."""
    return "Rel" in token.morph.get("PronType", [])


def antecedent_of(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: "AirTrunk" in "AirTrunk, in which Macquarie had taken a stake"."""
    clause = pronoun
    while base_dep(clause) != "acl":
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return clause.head


def first_joined(predicate: Token) -> Token:
    """The first of joined predicates, on which the others hang: itself where it is not joined."""
    while predicate.dep_ == "conj" and predicate.head != predicate and predicate.head.pos_ == predicate.pos_:
        predicate = predicate.head
    return predicate


def is_passive(predicate: Token, rules: Rules) -> bool:
    """Whether the predicate is in the passive voice."""
    auxiliaries = rules.words("passive_auxiliaries")
    for child in predicate.children:
        dep = child.dep_
        if dep in ("nsubj:pass", "aux:pass", "csubj:pass") or (dep == "aux" and child.lemma_ in auxiliaries):
            return True
    # "a firm acquired by X", "founded in 1986 and headquartered in Laredo": a participle without auxiliary of its own.
    first = first_joined(predicate)
    return (
        base_dep(first) in ("acl", "advcl")
        and (first == predicate or is_passive(first, rules))
        and "Part" in predicate.morph.get("VerbForm", [])
        and "Past" in predicate.morph.get("Tense", [])
        and not any(child.dep_ == "aux" for child in predicate.children)
    )
