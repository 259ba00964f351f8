"""Who does what at a predicate, read from Universal Dependencies.

`fill_slot` answers with the tokens that stand in a slot, whatever the construction: passives, relative clauses,
control, conjunction and nominalisation all come out as `nsubj` and `obj`. Language-neutral; what differs between
languages (agents of passives, topics, words that carry a subject on) is in the grammar file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.lemmas import forms_of
from kg.extraction.rules import Rules, Slot

#: How far a subject is carried along governors, a bound on the work: 2, 3 and 8 gave the same on the train files.
MAX_CLIMB = 5
#: Tokens left of a Japanese relative clause's verb in which its が is looked for: 6 and 24 gave the same on the train
#: files.
_NEAR = 12
#: Words between two titles of one person: "founder and chief executive"; farther on a list has gone on to somebody
#: else. Set by hand, not tuned.
_NEAR_JOINT = 6
#: "invest up to $4 billion in X": the amount may be read as an oblique with the rest hanging on it.
_AMOUNTS = ("SYM", "NUM")


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
    return token.dep_.split(":", 1)[0]


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
    glue = "" if token.vocab.lang == "ja" else " "
    return glue.join(parts)


def is_passive(predicate: Token, rules: Rules) -> bool:
    """Whether the predicate is in the passive voice."""
    if any(child.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for child in predicate.children):
        return True
    if any(child.dep_ == "aux" and child.lemma_ in rules.words("passive_auxiliaries") for child in predicate.children):
        return True
    # "a firm acquired by X": a participle that modifies a noun and has no auxiliary of its own.
    return (
        base_dep(predicate) in ("acl", "advcl")
        and "Part" in predicate.morph.get("VerbForm", [])
        and "Past" in predicate.morph.get("Tense", [])
        and not any(child.dep_ == "aux" for child in predicate.children)
    )


class Grammar:
    """Fills slots at predicates of one language."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def fill(self, predicate: Token, slot: Slot) -> list[Filler]:
        """The fillers of a slot, best first, coordinated ones not yet spread out."""
        if slot.name == "nsubj":
            return list(self._subjects(predicate))
        if slot.name == "obj":
            return list(self._objects(predicate))
        if slot.name in ("obl", "nmod"):
            return list(self._marked(predicate, slot))
        return list(self._named(predicate, slot.name))

    # ---- subjects

    def _subjects(self, predicate: Token) -> Iterator[Filler]:
        if predicate.pos_ in ("NOUN", "PROPN", "ADJ") and not self._is_clausal(predicate):
            yield from self._nominal_subjects(predicate)
            return
        if is_passive(predicate, self._rules):
            yield from self._agents(predicate)
            return
        yield from self._surface_subjects(predicate)

    def _is_clausal(self, token: Token) -> bool:
        return any(child.dep_ in ("nsubj", "nsubj:pass", "cop", "aux", "dislocated") for child in token.children)

    def _agents(self, predicate: Token) -> Iterator[Filler]:
        agents = self._rules.words("agent_markers")
        for child in predicate.children:
            if base_dep(child) in ("obl", "nmod") and marker_of(child) in agents:
                yield Filler(child, f"{child.dep_}({marker_of(child)}) of passive", 0.95)

    def _own_subjects(self, predicate: Token) -> list[Token]:
        own = [one for one in predicate.children if base_dep(one) == "nsubj"]
        if self._rules.words("topic_markers"):
            topical = self._rules.words("topic_markers")
            own = [one for one in own if marker_of(one) in topical or not marker_of(one)]
            own += [one for one in predicate.children if one.dep_ == "dislocated" and marker_of(one) in topical]
            own += [one for one in predicate.children if base_dep(one) in ("nmod", "obl") and self._is_bare_topic(one)]
            # A subject in が is nearer to its verb than a topic in は, which may belong to the whole sentence.
            own.sort(key=lambda one: marker_of(one) not in self._rules.words("subject_markers"))
        return own

    def _is_bare_topic(self, token: Token) -> bool:
        """Headlines put a topic before a comma without any particle: 「ホンダ、日産と統合へ」."""
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        return not marker_of(token) and following is not None and following.text in ("、", ",") and token.i <= 8

    def _surface_subjects(self, predicate: Token, climbed: int = 0) -> Iterator[Filler]:
        """The grammatical subject, found along control, conjunction and relative clauses."""
        own = self._own_subjects(predicate)
        relative = [one for one in own if "Rel" in one.morph.get("PronType", [])]
        if own and not relative:
            for one in own:
                yield Filler(one, one.dep_, 1.0 - 0.08 * climbed)
            return
        if climbed >= MAX_CLIMB:
            return
        crossing = self._crossing_subject(predicate) if base_dep(predicate) == "acl" else None
        if crossing is not None:
            yield Filler(crossing, f"{crossing.dep_} beside {predicate.text}", 0.85)
            return
        yield from self._carried_subjects(predicate, relative=bool(relative), climbed=climbed)

    def _crossing_subject(self, predicate: Token) -> Token | None:
        """The が-marked nominal next to a relative clause, which the parser may have hung on the main verb.

        「マスク氏が創業したスペースXは…を回収した」: a main clause would have marked its own subject は.
        """
        markers = self._rules.words("subject_markers")
        for token in reversed(predicate.doc[max(predicate.sent.start, predicate.i - _NEAR) : predicate.i]):
            if token.pos_ in ("NOUN", "PROPN", "PRON") and marker_of(token) in markers:
                return token if token.head.i > predicate.i else None
        return None

    def _carried_subjects(self, predicate: Token, *, relative: bool, climbed: int) -> Iterator[Filler]:
        head, dep = predicate.head, base_dep(predicate)
        weight = 0.92 - 0.08 * climbed
        if head == predicate:
            return
        if dep == "acl" and head.lemma_ not in self._rules.words("content_nouns"):
            if relative or self._gap_is_subject(predicate):
                yield Filler(head, f"{predicate.dep_} of {head.text}", weight)
            return
        if dep == "acl":
            if not self._is_bare_participle(predicate):
                yield from self._subjects_of_content_noun(head, climbed)
            return
        if dep == "xcomp":
            controlled = [one for one in head.children if one.dep_ in ("obj", "iobj")]
            if controlled and head.lemma_ not in self._rules.words("subject_control"):
                yield Filler(controlled[0], f"{controlled[0].dep_} of {head.text}", weight)
                return
        if dep in ("xcomp", "ccomp", "advcl", "conj", "parataxis", "acl", "obl", "csubj", "obj", "nsubj", "aux", "dep"):
            if is_passive(head, self._rules) and dep in ("xcomp", "conj"):
                passive = [one for one in head.children if one.dep_ == "nsubj:pass"]
                if passive:
                    yield from (Filler(one, f"nsubj:pass of {head.text}", weight) for one in passive)
                    return
            for found in self._surface_subjects(head, climbed + 1):
                yield Filler(found.token, f"{found.path} via {head.text}", found.weight)

    def _is_bare_participle(self, predicate: Token) -> bool:
        """ "a deal valued at $1 billion": the noun itself is what the participle speaks of."""
        past = "Past" in predicate.morph.get("Tense", []) and "Part" in predicate.morph.get("VerbForm", [])
        return past and not any(base_dep(one) in ("aux", "mark") for one in predicate.children)

    def _gap_is_subject(self, predicate: Token) -> bool:
        """In a relative clause without a pronoun, a missing object is the gap; else the subject is."""
        if self._rules.words("topic_markers"):
            return not self._own_subjects(predicate)
        return not self._own_subjects(predicate) and not is_passive(predicate, self._rules)

    def _subjects_of_content_noun(self, noun: Token, climbed: int) -> Iterator[Filler]:
        """The noun's owner or its governor's subject: "Microsoft's plan to buy X", 「Xを買収する可能性がある」."""
        owners = [one for one in noun.children if one.dep_ == "nmod:poss" or self._is_genitive(one)]
        if owners:
            yield from (Filler(one, f"{one.dep_} of {noun.text}", 0.85) for one in owners)
            return
        if noun.pos_ == "NOUN" and noun.dep_ == "nmod" and noun.head.dep_ == "ROOT":
            # A headline without a verb: "Salesforce in talks to buy Informatica".
            yield Filler(noun.head, f"head of {noun.text}", 0.85)
        if noun.head != noun:
            for found in self._surface_subjects(noun.head, climbed + 1):
                if found.token != noun:
                    yield Filler(found.token, f"{found.path} via {noun.text}", found.weight)
        yield from self._own_topic(noun)

    def _own_topic(self, noun: Token) -> Iterator[Filler]:
        for one in self._own_subjects(noun):
            yield Filler(one, f"{one.dep_} of {noun.text}", 0.9)

    def _owns(self, token: Token) -> bool:
        """ "Adobe's", 「アドビの」; an English "of" may as well mark the object of an act and has a slot of its own."""
        return token.dep_ == "nmod:poss" or (bool(self._rules.words("topic_markers")) and self._is_genitive(token))

    def _is_genitive(self, token: Token) -> bool:
        return base_dep(token) == "nmod" and marker_of(token) in self._rules.words("genitive_markers")

    def _nominal_subjects(self, noun: Token) -> Iterator[Filler]:
        """The subject of a nominal predicate without a copula: apposition, or the verb that carries it."""
        top = self._top_of_compound(noun)
        if top.dep_ == "appos":
            yield Filler(top.head, f"appos of {top.head.text}", 0.9)
        for child in top.children:
            if child.dep_ == "appos":
                yield Filler(child, "appos", 0.9)
        yield from self._joined_subjects(top)
        verb = self._carrier(top)
        if verb is not None:
            for found in self._surface_subjects(verb):
                if found.token not in (noun, top):
                    yield Filler(found.token, f"{found.path} of {verb.text}", min(found.weight, 0.85))
        for one in self._own_subjects(top):
            yield Filler(one, one.dep_, 0.85)

    def _joined_subjects(self, noun: Token) -> Iterator[Filler]:
        """ "is a producer and the chief executive of X", "Roe, founder and chief executive": joined to what has one."""
        head = noun
        for _ in range(MAX_CLIMB):
            if head.dep_ != "conj" or head.head == head:
                break
            head = head.head
        if head == noun or head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return
        if self._is_clausal(head):
            for found in self._surface_subjects(head):
                yield Filler(found.token, f"{found.path} of {head.text}", 0.9 * found.weight)
        elif head.dep_ == "appos" and noun.i - head.i <= _NEAR_JOINT:
            yield Filler(head.head, f"appos of {head.head.text} through {head.text}", 0.85)

    def _carrier(self, noun: Token) -> Token | None:
        """The verb that lends its subject to an act named by a noun: "made an investment", 「買収を発表」."""
        head = noun.head
        if head == noun or base_dep(noun) not in (
            "obj",
            "obl",
            "nsubj",
            "xcomp",
            "acl",
            "advcl",
            "nmod",
            "dep",
            "compound",
        ):
            return None
        if not self._rules.words("carriers").isdisjoint(forms_of(head)):
            return head
        return None

    @staticmethod
    def _top_of_compound(noun: Token) -> Token:
        while noun.dep_ == "compound" and noun.head != noun:
            noun = noun.head
        return noun

    # ---- objects

    def _objects(self, predicate: Token) -> Iterator[Filler]:
        passive = is_passive(predicate, self._rules)
        if passive:
            own = [one for one in predicate.children if base_dep(one) == "nsubj"]
            if self._rules.words("topic_markers"):
                own = self._own_subjects(predicate)
            plain = [one for one in own if "Rel" not in one.morph.get("PronType", [])]
            if self._rules.words("object_markers"):
                # 「制裁金を科された」: a Japanese passive may keep its object.
                kept = [one for one in predicate.children if one.dep_ == "obj"]
                yield from (Filler(one, f"{one.dep_} kept", 0.9) for one in kept)
            if plain:
                yield from (Filler(one, one.dep_, 0.97) for one in plain)
                return
            yield from self._carried_subjects(predicate, relative=bool(own), climbed=0)
            if base_dep(predicate) == "acl" and predicate.head.lemma_ not in self._rules.words("content_nouns"):
                yield Filler(predicate.head, f"{predicate.dep_} of {predicate.head.text}", 0.92)
            return
        own = [one for one in predicate.children if one.dep_ in ("obj", "iobj")]
        if own and all("Rel" in one.morph.get("PronType", []) for one in own):
            yield Filler(predicate.head, f"{predicate.dep_} of {predicate.head.text}", 0.9)
            return
        if own:
            yield from (Filler(one, one.dep_, 1.0) for one in own)
            return
        subjects = self._own_subjects(predicate)
        topics = [one for one in subjects if marker_of(one) == "は"]
        if topics and len(topics) < len(subjects) and predicate.pos_ == "VERB":
            # 「メルカリは山田氏が設立した」: with が for who, は is for whom.
            yield Filler(topics[0], f"{topics[0].dep_} beside a subject", 0.8)
            return
        if self._rules.words("topic_markers") and subjects and not topics and base_dep(predicate) != "acl":
            # 「フィグマはフィールド氏が創業し、…」: the topic stands at the last verb, and is what was founded.
            above = [one for head in list(predicate.ancestors)[:2] for one in self._own_subjects(head)]
            far = [one for one in above if marker_of(one) == "は" and one.i < predicate.i]
            if far:
                yield Filler(far[0], f"{far[0].dep_} of {far[0].head.text}, beside a subject", 0.7)
                return
        in_relative = base_dep(predicate) == "acl" and predicate.head.lemma_ not in self._rules.words("content_nouns")
        if in_relative and (self._own_subjects(predicate) or self._crossing_subject(predicate)):
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
            top = self._top_of_compound(predicate)
            places += [top] if top != predicate else []
            # "founder and chief executive of X": what stands behind the last role is said of all.
            own = any(marker_of(one) in slot.markers for one in predicate.children)
            near = [one for one in predicate.children if 0 < one.i - predicate.i <= _NEAR_JOINT]
            joined = [one for one in near if one.dep_ == "conj" and one.pos_ == predicate.pos_]
            places += [] if own else joined
            verb = self._carrier(top)
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
        if not found:
            yield from self._strays(predicate, slot.markers)
            yield from self._gap(predicate)

    def _gap(self, predicate: Token) -> Iterator[Filler]:
        """The head of a Japanese relative clause, which may be any argument: 「Xが出資するY」."""
        if not self._rules.words("topic_markers") or base_dep(predicate) != "acl" or predicate.pos_ != "VERB":
            return
        subject = self._own_subjects(predicate) or self._crossing_subject(predicate)
        if subject and predicate.head.lemma_ not in self._rules.words("content_nouns"):
            yield Filler(predicate.head, f"{predicate.dep_} of {predicate.head.text}", 0.8)

    def _named(self, predicate: Token, name: str) -> Iterator[Filler]:
        """Slots without markers: poss, head, and any dependency by its name (compound, appos, amod, xcomp)."""
        top = self._top_of_compound(predicate)
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
                if name == "poss" and self._owns(child):
                    yield Filler(child, child.dep_, 0.9)
                elif base_dep(child) == name and child != predicate:
                    yield Filler(child, child.dep_, 0.8)
