"""Which tokens fill a slot at a predicate, read from Universal Dependencies.

`Grammar.fill` answers with the tokens that stand in a slot, whatever the construction: passives, relative clauses,
control, conjunction and nominalisation all come out as `nsubj` and `obj`. Language-neutral; what differs between
languages (agents of passives, topics, words that carry a subject on) is in the grammar file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.dependencies import (
    Filler,
    antecedent_of,
    base_dep,
    first_joined,
    is_passive,
    is_relative,
    marker_of,
)
from kg.extraction.rules import Rules, Slot
from kg.extraction.subjects import NEAR_JOINT, Subjects
from kg.language.tokens import Doc, Token

#: "invest up to $4 billion in X": the amount may be read as an oblique with the rest hanging on it.
_AMOUNTS = ("SYM", "NUM")


class Grammar:
    """Fills slots at predicates of one language."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._subjects = Subjects(rules)
        # Many triggers of a word ask for the same slot.
        self._doc: Doc | None = None
        self._filled: dict[tuple[int, str, frozenset[str]], list[Filler]] = {}

    def fill(self, predicate: Token, slot: Slot) -> list[Filler]:
        """The fillers of a slot, best first, coordinated ones not yet spread out."""
        if predicate.doc is not self._doc:
            self._doc, self._filled = predicate.doc, {}
        key = predicate.i, slot.name, slot.markers
        if key not in self._filled:
            self._filled[key] = [_lifted(one) for one in self._find(predicate, slot)]
        return self._filled[key]

    def _find(self, predicate: Token, slot: Slot) -> Iterator[Filler]:
        if slot.name == "nsubj":
            return self._subjects.find(predicate)
        if slot.name == "obj":
            return self._objects(predicate)
        if slot.name in ("obl", "nmod"):
            return self._marked(predicate, slot)
        return self._named(predicate, slot.name)

    # ---- objects

    def _objects(self, predicate: Token) -> Iterator[Filler]:
        passive = is_passive(predicate, self._rules)
        if passive:
            own = [one for one in predicate.children if base_dep(one) == "nsubj"]
            if self._rules.words("topic_markers"):
                own = self._subjects.own(predicate)
            plain = [one for one in own if not is_relative(one)]
            if self._rules.words("object_markers"):
                # 「制裁金を科された」: a Japanese passive may keep its object.
                kept = [one for one in predicate.children if one.dep_ == "obj"]
                yield from (Filler(one, f"{one.dep_} kept", 0.9) for one in kept)
            if plain:
                yield from (Filler(one, one.dep_, 0.97) for one in plain)
                return
            yield from self._subjects.carried(predicate, relative=bool(own), climbed=0)
            first = first_joined(predicate)
            if base_dep(first) == "acl" and first.head.lemma_ not in self._rules.words("content_nouns"):
                yield Filler(first.head, f"{first.dep_} of {first.head.text}", 0.92)
            return
        own = [one for one in predicate.children if one.dep_ in ("obj", "iobj")]
        if own and all(is_relative(one) for one in own):
            yield Filler(predicate.head, f"{predicate.dep_} of {predicate.head.text}", 0.9)
            return
        if own:
            yield from (Filler(one, one.dep_, 1.0) for one in own)
            return
        subjects = self._subjects.own(predicate)
        topics = [one for one in subjects if marker_of(one) == "は"]
        if topics and len(topics) < len(subjects) and predicate.pos_ == "VERB":
            # 「メルカリは山田氏が設立した」: with が for who, は is for whom.
            yield Filler(topics[0], f"{topics[0].dep_} beside a subject", 0.8)
            return
        if self._rules.words("topic_markers") and subjects and not topics and base_dep(predicate) != "acl":
            # 「フィグマはフィールド氏が創業し、…」: the topic stands at the last verb, and is what was founded.
            above = [one for head in list(predicate.ancestors)[:2] for one in self._subjects.own(head)]
            far = [one for one in above if marker_of(one) == "は" and one.i < predicate.i]
            if far:
                yield Filler(far[0], f"{far[0].dep_} of {far[0].head.text}, beside a subject", 0.7)
                return
        in_relative = base_dep(predicate) == "acl" and predicate.head.lemma_ not in self._rules.words("content_nouns")
        if in_relative and (self._subjects.own(predicate) or self._subjects.crossing(predicate)):
            yield Filler(predicate.head, f"{predicate.dep_} of {predicate.head.text}", 0.85)
            return
        yield from self._strays(predicate, self._rules.words("object_markers"))

    def _strays(self, predicate: Token, markers: frozenset[str]) -> Iterator[Filler]:
        """A marked nominal that the parser hung one step too deep, left of the predicate and inside its subtree.

        Only for languages that mark case on the noun, where the marker itself says what the noun is.
        """
        if not self._rules.words("topic_markers") or not markers:
            return
        for token in predicate.subtree:
            nominal = token.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
            deeper = token.i < predicate.i and token.head != predicate
            if nominal and deeper and marker_of(token) in markers and self._reaches(token, predicate):
                yield Filler(token, f"{marker_of(token)} below {token.head.text}", 0.65)

    @staticmethod
    def _reaches(token: Token, predicate: Token) -> bool:
        """No clause of its own between the two: only nominals and bare (uninflected) verbal nouns."""
        head = token.head
        while head != predicate:
            if any(child.dep_ in ("aux", "cop", "mark") for child in head.children) or head.head == head:
                return False
            head = head.head
        return True

    # ---- everything else

    def _marked(self, predicate: Token, slot: Slot) -> Iterator[Filler]:
        places = [predicate]
        if predicate.pos_ not in ("VERB", "AUX"):
            top = self._subjects.top_of_compound(predicate)
            places += [top] if top != predicate else []
            # "founder and chief executive of X": what stands behind the last role is said of all.
            own = any(marker_of(one) in slot.markers for one in predicate.children)
            near = [one for one in predicate.children if 0 < one.i - predicate.i <= NEAR_JOINT]
            joined = [one for one in near if one.dep_ == "conj" and one.pos_ == predicate.pos_]
            # 「アルトマン氏の解雇と再雇用」: what stands before the first of two acts is said of both.
            lists = self._rules.words("list_markers") if self._rules.words("topic_markers") else frozenset()
            joined += [one for one in predicate.children if base_dep(one) == "nmod" and marker_of(one) in lists]
            places += [] if own else joined
            verb = self._subjects.carrier(top)
            places += [verb] if verb is not None else []
        elif base_dep(predicate) == "xcomp" or predicate.dep_ == "acl":
            places += [predicate.head] if predicate.head.lemma_ in self._rules.words("content_nouns") else []
        else:
            # "took a stake in X", 「Xの社長に就任」: the phrase hangs on another argument as often as on the verb.
            inner = ("obj", "xcomp") if slot.name == "nmod" else ("obj",)
            places += [one for one in predicate.children if base_dep(one) in inner]
            places += [
                one
                for one in predicate.children
                if base_dep(one) == "obl" and (slot.name == "nmod" or one.pos_ in _AMOUNTS)
            ]
        found = False
        for step, place in enumerate(places):
            for child in place.children:
                if (
                    base_dep(child) in ("obl", "nmod", "advmod", "advcl", "iobj", "dep")
                    and marker_of(child) in slot.markers
                ):
                    found = True
                    yield Filler(child, f"{child.dep_}({marker_of(child)})", 0.95 if step == 0 else 0.8)
        yield from self._place_before(places, slot)
        if not found:
            yield from self._strays(predicate, slot.markers)
            yield from self._gap(predicate)

    def _place_before(self, places: Sequence[Token], slot: Slot) -> Iterator[Filler]:
        """ "Cumulo, where she was president": where is at it, in it and of it."""
        if slot.markers.isdisjoint(("at", "in", "of", "for")):
            return
        for child in (one for place in places for one in place.children):
            if child.lower_ == "where" and child.i > child.sent.start:
                noun = child.nbor(-2) if child.nbor(-1).text == "," and child.i > 1 else child.nbor(-1)
                yield Filler(noun, f"{noun.text} where", 0.85)

    def _gap(self, predicate: Token) -> Iterator[Filler]:
        """The head of a Japanese relative clause, which may be any argument: 「Xが出資するY」."""
        if not self._rules.words("topic_markers") or base_dep(predicate) != "acl" or predicate.pos_ != "VERB":
            return
        subject = self._subjects.own(predicate) or self._subjects.crossing(predicate)
        if subject and predicate.head.lemma_ not in self._rules.words("content_nouns"):
            yield Filler(predicate.head, f"{predicate.dep_} of {predicate.head.text}", 0.8)

    def _named(self, predicate: Token, name: str) -> Iterator[Filler]:
        """Slots without markers: poss, head, and any dependency by its name (compound, appos, amod, xcomp)."""
        top = self._subjects.top_of_compound(predicate)
        places = [predicate] if top == predicate else [predicate, top]
        if name == "head":
            for place in places:
                if place.dep_ in ("compound", "appos", "nmod", "flat", "amod") and place.head != place:
                    yield Filler(place.head, f"head {place.head.text}", 0.85)
            return
        if predicate.pos_ == "VERB":
            # "sits on Microsoft's board": the owner of another argument.
            places += [one for one in predicate.children if name == "poss" and base_dep(one) in ("obj", "obl")]
        for place in places:
            for child in place.children:
                if name == "poss" and self._subjects.owns(child):
                    yield Filler(child, child.dep_, 0.9)
                elif base_dep(child) == name and child != predicate:
                    yield Filler(child, child.dep_, 0.8)


def _lifted(filler: Filler) -> Filler:
    """ "AirTrunk, in which Macquarie had taken a stake", "Plaid, whose founder ...": the noun behind the pronoun."""
    noun = antecedent_of(filler.token) if is_relative(filler.token) else None
    return filler if noun is None else Filler(noun, f"{filler.path} {filler.token.text}", filler.weight)
