"""A second way to an argument, by the words around the trigger, for when the parse has no filler for a slot.

Parsers err most where names are new to them, and there word order (English) and particles (Japanese) still tell who
does what. Only names count here, and only close ones; the weight says that no parse stands behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.lemmas import forms_of
from kg.extraction.names import Name
from kg.extraction.rules import Rules, Slot, longest_first
from kg.language.tokens import Token

#: Words between trigger and name that do not separate them.
_LIGHT_BEFORE = frozenset({"AUX", "ADV", "PART"})
_LIGHT_AFTER = frozenset({"DET", "ADJ", "NOUN", "NUM", "PRON"})
#: Most of them: 2 or 3 lost one right claim on the train files, 6 and 8 changed none.
_MOST_LIGHT = 4
_JOINTS = (["and"], [","], [",", "and"])
#: How far back a Japanese argument may stand from its predicate, in tokens. On the train files 12 lost 8 right and 7
#: wrong claims, 50 won 3 of each.
_REACH = 25
#: How far an argument found this way is trusted. Set by hand, not calibrated.
WEIGHT = 0.7


def find_adjacent(
    token: Token, slot: Slot, names: Sequence[Name], rules: Rules, *, verbal: bool, passive: bool
) -> list[Name]:
    """The names that stand where the slot's filler should, nearest first; at most one with those joined to it.

    Args:
        token: The head of the trigger.
        slot: What is looked for.
        names: The names of the sentence, in order.
        rules: The language's rules.
        verbal: Whether the trigger is a verb.
        passive: Whether the trigger is in the passive voice.
    """
    if rules.lang == "ja":
        return _by_particle(token, slot, names, rules, passive=passive)
    if verbal:
        return _around_verb(token, slot, names, rules, passive=passive)
    return _around_noun(token, slot, names)


def _around_verb(token: Token, slot: Slot, names: Sequence[Name], rules: Rules, *, passive: bool) -> list[Name]:
    before, after = _preceding(token, names, rules), _following(token, names, frozenset())
    if slot.name == "nsubj":
        return _following(token, names, frozenset({"by"})) if passive else before
    if slot.name == "obj":
        return before if passive else after
    if slot.name == "obl":
        return _following(token, names, slot.markers)
    return []


def _around_noun(token: Token, slot: Slot, names: Sequence[Name]) -> list[Name]:
    if slot.name == "nmod":
        return _following(token, names, slot.markers)
    if slot.name == "poss":
        for name in reversed(names):
            between = _back_to(token, name.end)
            if name.end <= token.idx:
                owns = bool(between) and between[0].lower_ in ("'s", "’s", "'")
                return (
                    [name]
                    if owns and all(one.pos_ in _LIGHT_AFTER | {"PROPN", "X", "SYM"} for one in between[1:5])
                    else []
                )
    return []


def _preceding(token: Token, names: Sequence[Name], rules: Rules) -> list[Name]:
    """The name right before a verb, and those joined to it by "and" or a comma."""
    left = [name for name in names if name.end <= token.idx]
    if not left:
        return []
    between = _back_to(token, left[-1].end)
    # "SoftBank plans to invest": a governor of the act is no wall between it and its subject, however it was tagged.
    light = [
        one.pos_ in _LIGHT_BEFORE or one.lower_ in ("who", "which") or not rules.governors.isdisjoint(forms_of(one))
        for one in between
    ]
    clear = len(between) <= _MOST_LIGHT and all(light)
    if not clear:
        return []
    found = [left[-1]]
    for name in reversed(left[:-1]):
        joint = [one.lower_ for one in _back_to(token, name.end) if one.idx < found[-1].start]
        if joint not in _JOINTS:
            break
        found.append(name)
    return found


def _following(token: Token, names: Sequence[Name], markers: frozenset[str]) -> list[Name]:
    """The name after a verb or noun (behind one of the markers, if there are any), and those joined to it by "and"."""
    right = [name for name in names if name.start >= token.idx + len(token)]
    for at, name in enumerate(right):
        between = _on_to(token, name.start)
        if any(one.pos_ in ("VERB", "PUNCT") for one in between):
            return []
        if markers:
            place = max((index for index, one in enumerate(between) if one.lower_ in markers), default=-1)
            between = between[place + 1 :] if place >= 0 else []
        fits = len(between) <= _MOST_LIGHT and all(one.pos_ in _LIGHT_AFTER for one in between)
        if fits and (not markers or place >= 0):
            return [name, *_joined(token, right[at:])]
        if not markers:
            return []
    return []


def _joined(token: Token, names: Sequence[Name]) -> list[Name]:
    """The names after the first that only "and" and commas part from it."""
    found: list[Name] = []
    closed = 0
    for before, name in pairwise(names):
        joint = [one.lower_ for one in _on_to(token, name.start) if one.idx >= before.end]
        if joint not in _JOINTS:
            break
        found.append(name)
        # A comma alone may as well end the clause; a list is closed by its "and".
        closed = len(found) if "and" in joint else closed
    return found[:closed]


def _by_particle(token: Token, slot: Slot, names: Sequence[Name], rules: Rules, *, passive: bool) -> list[Name]:
    """The nearest name before the predicate with the slot's particle right behind it (and perhaps 氏 or 社)."""
    topics = rules.words("subject_markers") | {"は", "も"}
    markers = {
        "nsubj": rules.words("agent_markers") if passive else topics,
        "obj": topics if passive else rules.words("object_markers"),
        "obl": slot.markers,
        "nmod": slot.markers,
    }.get(slot.name)
    if not markers:
        return []
    for name in reversed([one for one in names if one.end <= token.idx]):
        between = _back_to(token, name.end)
        if len(between) > _REACH or _has_clause(between):
            return []
        rest = "".join(one.text for one in between)
        for title in longest_first(rules.words("after_person") | rules.words("name_suffixes")):
            if rest.startswith(title):
                rest = rest[len(title) :]
                break
        if any(rest.startswith(marker) and not rest.startswith((marker + "の", marker + "は")) for marker in markers):
            return [name]
    return []


def _back_to(token: Token, char: int) -> list[Token]:
    """The tokens before this one that start at or after a character, in order."""
    tokens, first = token.doc.tokens, token.i
    while first > 0 and tokens[first - 1].idx >= char:
        first -= 1
    return tokens[first : token.i]


def _on_to(token: Token, char: int) -> list[Token]:
    """The tokens after this one that start before a character, in order."""
    tokens, last = token.doc.tokens, token.i + 1
    while last < len(tokens) and tokens[last].idx < char:
        last += 1
    return tokens[token.i + 1 : last]


def _has_clause(between: Sequence[Token]) -> bool:
    """Whether a finite clause ends between the two: its arguments are its own."""
    return any(one.lemma_ in ("た", "ます", "です") and one.pos_ == "AUX" for one in between)
