"""The end of a Japanese predicate, where it tells tense, negation, doubt and condition."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extraction.arguments import base_dep
from kg.extraction.rules import Rules
from kg.model import Status

_FUNCTION = ("aux", "cop", "mark", "fixed", "case", "advmod", "compound", "discourse")

#: What tells that a clause is past: 「1974年に」, 「昨年」. A plan seldom names its year before its deed.
_PAST_TIME = re.compile("[0-9]年(?!度|間)|昨|先週|先月|先日|[年日月]後|以前|かつて|過去")


def tail_of(node: Token) -> str:
    """The particles and auxiliaries right of a Japanese predicate, as one string."""
    tail: list[Token] = []
    stack = [node]
    while stack:
        for child in stack.pop().children:
            if (
                child.i > node.i
                and child.dep_ in _FUNCTION
                and child.pos_ in ("AUX", "ADP", "PART", "SCONJ", "VERB", "ADJ")
            ):
                tail.append(child)
                stack.append(child)
    return "".join(token.text for token in sorted(tail, key=lambda one: one.i))


def is_condition(clause: Token, rules: Rules) -> bool:
    """「実現すれば」, 「買収した場合」: what follows from it is no fact yet."""
    if base_dep(clause) == "obl":
        cues = rules.cues.get("governor", {}).get(clause.lemma_, ())
        return any(cue.status is Status.HYPOTHETICAL for cue in cues) and any(
            base_dep(one) == "acl" for one in clause.children
        )
    tail = tail_of(clause)
    return any(tail.endswith(word) for word in rules.words("conditional_endings"))


def is_linking(node: Token, rules: Rules) -> bool:
    """「買収し、…する予定だ」: a clause in the continuative, which says nothing of its own tense.

    「調べており」 tells what holds now, 「買収したが」 and 「買収したため」 what has happened.
    """
    tail = tail_of(node)
    if any(mark in tail for mark in rules.words("past_endings")):
        return False
    return not any(tail.endswith(word) for word in rules.words("closed_endings"))


def told_as_past(node: Token) -> bool:
    """「1974年に創業し、いまは…が率いる」: a time in the clause that lies behind."""
    return any(_PAST_TIME.search(node.doc[one.left_edge.i : one.i + 1].text) for one in (node, *node.children))
