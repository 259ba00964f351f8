"""The end of a Japanese predicate, where it tells tense, negation, doubt and condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.dependencies import base_dep, marker_of
from kg.extraction.rules import Rules
from kg.language.tokens import Token
from kg.model import Status

_FUNCTION = ("aux", "cop", "mark", "fixed", "case", "advmod", "compound", "discourse")

#: What tells that a clause is past: 「1974年に」, 「昨年」; without it 2 facts of the train files were planned.
_PAST_TIME = re.compile("[0-9]年(?!度|間)|昨|先週|先月|先日|[年日月]後|以前|かつて|過去")
#: What tells that a state in the plain non-past has yet to begin: 「10月から全車で使う」.
_COMING_TIME = re.compile(
    "来[年春夏秋冬月週期]|再来年|今後|年内|年度内|将来|いずれ|近く|年明け|(?<!年)[0-9]月(?:から|以降|にも|に)"
)
#: Verbs that say in the plain non-past what holds now.
_STANDING = frozenset(
    {"ある", "いる", "持つ", "置く", "務める", "占める", "できる", "手がける", "率いる", "展開", "誇る"}
    | {"抱える", "保有", "続く", "続ける", "進める", "受ける", "見る"}
)
#: What stands between a clause and the verb at the end and is that verb's own matter.
_OWN_MATTER = frozenset({"obj", "nsubj", "dislocated", "ccomp", "csubj", "acl", "compound", "nmod"})
#: Verbs by which one tells of one's own doings.
_OWN_WORD = frozenset({"発表", "公表", "明らか", "表明"})
_CLAUSES = ("acl", "ccomp", "advcl", "obl")


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


def holds_already(node: Token) -> bool:
    """「供与しており、今後も打ち切らない」: what holds is no part of what is done then."""
    return any(mark in tail_of(node) for mark in ("ており", "でおり", "ていて", "でいて"))


def told_as_past(node: Token) -> bool:
    """「1974年に創業し、いまは…が率いる」: a time in the clause that lies behind."""
    return any(_PAST_TIME.search(node.doc[one.left_edge.i : one.i + 1].text) for one in (node, *node.children))


def begins_later(node: Token) -> bool:
    """「10月から使う」: a time of its own that lies ahead."""
    times = (node.doc[one.left_edge.i : one.i + 2].text for one in node.children if one.i < node.i)
    return not told_as_past(node) and any(_COMING_TIME.search(one) for one in times)


def is_past(node: Token, rules: Rules) -> bool:
    """「買収した」, 「買収している」."""
    return any(mark in tail_of(node) for mark in rules.words("past_endings"))


def is_to_come(node: Token, rules: Rules) -> bool:
    """「買収する。」: what happens, in the plain non-past, is still to come."""
    # 「子会社化する」 is a noun to the tagger.
    verbal = node.pos_ in ("VERB", "AUX") or any(one.dep_ == "aux" and one.lemma_ == "する" for one in node.children)
    if not verbal or node.lemma_ in _STANDING or is_past(node, rules):
        return False
    if node.tag_.startswith("動詞"):
        form = "".join(node.morph.get("Inflection", []))
        open_ended = "終止形" in form or "連体形" in form
    else:
        open_ended = any(tail_of(node).startswith(word) for word in rules.words("nonpast_endings"))
    return open_ended and (base_dep(node) != "acl" or node.head.lemma_ in rules.words("content_nouns"))


def is_quoted(node: Token, rules: Rules) -> bool:
    """「買収すると」, 「買収しようと」: what is said or meant, not what comes first."""
    return is_said(node, rules) or any(one in tail_of(node) for one in ("よう", "べく"))


def is_said(node: Token, rules: Rules) -> bool:
    """Whether a clause ends in と: 「支配していると」, where て and いる hang on it as well."""
    markers = rules.words("quote_markers")
    last = [one for one in node.children if one.dep_ in ("case", "mark")][-1:]
    return marker_of(node) in markers or any(one.text in markers for one in last)


def is_clause(node: Token) -> bool:
    """Whether a word is the predicate of a clause."""
    return base_dep(node) in _CLAUSES and node.pos_ == "VERB"


def comes_before_another(node: Token, head: Token) -> bool:
    """Whether a clause stands before another one of the same head, or before the verb at the end."""
    dep = base_dep(node)
    return (dep == "advcl" and node != head) or (
        dep == "acl" and any(base_dep(one) == "acl" and node.i < one.i < head.i for one in head.children)
    )


def own_matter(node: Token, head: Token, rules: Rules) -> list[Token]:
    """What stands between a clause and the verb at the end and belongs to that verb."""
    return [
        one
        for one in head.children
        if node.i < one.i < head.i
        and (base_dep(one) in _OWN_MATTER or (base_dep(one) in _CLAUSES and is_quoted(one, rules)))
    ]


def announcers(verb: Token, said: Token) -> Iterator[Token]:
    """「NTTも提携を結んだと公表」: who announces is the topic, wherever the parser hung it."""
    if verb.lemma_ not in _OWN_WORD:
        return
    for token in (*said.children, *verb.subtree):
        if base_dep(token) in ("nsubj", "dislocated") and marker_of(token) in ("は", "も"):
            yield token
