"""Who does it: the subject of a predicate along control, conjunction, relative clauses, passives and nouns.

Japanese topics count as subjects; a subject in が is nearer than one in は.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.dependencies import Filler, base_dep, is_passive, is_relative, marker_of
from kg.extraction.lemmas import forms_of
from kg.extraction.rules import Rules
from kg.language.tokens import Token

#: How far a subject is carried along governors, a bound on the work: 2, 3 and 8 gave the same on the train files.
MAX_CLIMB = 5
#: Tokens left of a Japanese relative clause's verb in which its が is looked for: 6 and 24 gave the same on the train
#: files.
_NEAR = 12
#: Words between two titles of one person: "founder and chief executive"; farther on a list has gone on to somebody
#: else. Set by hand, not tuned.
NEAR_JOINT = 6


class Subjects:
    """Finds the subjects of predicates in one language."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def find(self, predicate: Token) -> Iterator[Filler]:
        """Who does what the predicate says, best first."""
        if predicate.pos_ in ("NOUN", "PROPN", "ADJ") and not self._is_clausal(predicate):
            yield from self._nominal_subjects(predicate)
            return
        if is_passive(predicate, self._rules):
            yield from self._agents(predicate)
            return
        yield from self.surface(predicate)

    def _is_clausal(self, token: Token) -> bool:
        return any(child.dep_ in ("nsubj", "nsubj:pass", "cop", "aux", "dislocated") for child in token.children)

    def _agents(self, predicate: Token) -> Iterator[Filler]:
        agents = self._rules.words("agent_markers")
        for child in predicate.children:
            if base_dep(child) in ("obl", "nmod") and marker_of(child) in agents:
                yield Filler(child, f"{child.dep_}({marker_of(child)}) of passive", 0.95)

    def own(self, predicate: Token) -> list[Token]:
        """The subjects and topics that hang on the predicate itself."""
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

    def surface(self, predicate: Token, climbed: int = 0) -> Iterator[Filler]:
        """The grammatical subject, found along control, conjunction and relative clauses."""
        own = self.own(predicate)
        relative = [one for one in own if is_relative(one)]
        if own and not relative:
            for one in own:
                yield Filler(one, one.dep_, 1.0 - 0.08 * climbed)
            return
        if climbed >= MAX_CLIMB:
            return
        crossing = self.crossing(predicate) if base_dep(predicate) == "acl" else None
        if crossing is not None:
            yield Filler(crossing, f"{crossing.dep_} beside {predicate.text}", 0.85)
            return
        yield from self.carried(predicate, relative=bool(relative), climbed=climbed)

    def crossing(self, predicate: Token) -> Token | None:
        """The が-marked nominal next to a relative clause, which the parser may have hung on the main verb.

        「マスク氏が創業したスペースXは…を回収した」: a main clause would have marked its own subject は.
        """
        markers = self._rules.words("subject_markers")
        for token in reversed(predicate.doc[max(predicate.sent.start, predicate.i - _NEAR) : predicate.i]):
            if token.pos_ in ("NOUN", "PROPN", "PRON") and marker_of(token) in markers:
                return token if token.head.i > predicate.i else None
        return None

    def carried(self, predicate: Token, *, relative: bool, climbed: int) -> Iterator[Filler]:
        """Subjects that governors lend: of control, joined verbs, relative clauses and nouns of content."""
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
            for found in self.surface(head, climbed + 1):
                yield Filler(found.token, f"{found.path} via {head.text}", found.weight)

    def _is_bare_participle(self, predicate: Token) -> bool:
        """ "a deal valued at $1 billion": the noun itself is what the participle speaks of."""
        past = "Past" in predicate.morph.get("Tense", []) and "Part" in predicate.morph.get("VerbForm", [])
        return past and not any(base_dep(one) in ("aux", "mark") for one in predicate.children)

    def _gap_is_subject(self, predicate: Token) -> bool:
        """In a relative clause without a pronoun, a missing object is the gap; else the subject is."""
        if self._rules.words("topic_markers"):
            return not self.own(predicate)
        return not self.own(predicate) and not is_passive(predicate, self._rules)

    def _subjects_of_content_noun(self, noun: Token, climbed: int) -> Iterator[Filler]:
        """The noun's owner or its governor's subject: "Microsoft's plan to buy X", 「Xを買収する可能性がある」."""
        owners = [one for one in noun.children if one.dep_ == "nmod:poss" or self._is_genitive(one)]
        if owners:
            yield from (Filler(one, f"{one.dep_} of {noun.text}", 0.85) for one in owners)
            return
        if noun.pos_ == "NOUN" and noun.dep_ == "nmod" and noun.head.dep_ == "ROOT":
            # A headline without a verb: "Salesforce in talks to buy Informatica".
            yield Filler(noun.head, f"head of {noun.text}", 0.85)
        own = [Filler(one, f"{one.dep_} of {noun.text}", 0.9) for one in self.own(noun)]
        yield from own
        # "Bloomberg reported that Broadcom is in talks to buy VMware": not the subject of who says so.
        if noun.head != noun and not (own and self._is_clausal(noun)):
            for found in self.surface(noun.head, climbed + 1):
                if found.token != noun:
                    yield Filler(found.token, f"{found.path} via {noun.text}", found.weight)

    def owns(self, token: Token) -> bool:
        """ "Adobe's", 「アドビの」; an English "of" may as well mark the object of an act and has a slot of its own."""
        return token.dep_ == "nmod:poss" or (bool(self._rules.words("topic_markers")) and self._is_genitive(token))

    def _is_genitive(self, token: Token) -> bool:
        return base_dep(token) == "nmod" and marker_of(token) in self._rules.words("genitive_markers")

    def _nominal_subjects(self, noun: Token) -> Iterator[Filler]:
        """The subject of a nominal predicate without a copula: apposition, or the verb that carries it."""
        top = self.top_of_compound(noun)
        if top.dep_ == "appos":
            yield Filler(top.head, f"appos of {top.head.text}", 0.9)
        for child in top.children:
            if child.dep_ == "appos":
                yield Filler(child, "appos", 0.9)
        yield from self._joined_subjects(top)
        verb = self.carrier(top)
        if verb is not None:
            for found in self.surface(verb):
                if found.token not in (noun, top):
                    yield Filler(found.token, f"{found.path} of {verb.text}", min(found.weight, 0.85))
        for one in self.own(top):
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
            for found in self.surface(head):
                yield Filler(found.token, f"{found.path} of {head.text}", 0.9 * found.weight)
        elif noun.i - head.i <= NEAR_JOINT:
            for found in self._nominal_subjects(head):
                if found.token != noun:
                    yield Filler(found.token, f"{found.path} through {head.text}", min(found.weight, 0.85))

    def carrier(self, noun: Token) -> Token | None:
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
        known = marker_of(noun) == "as" and not self._rules.words("known_as").isdisjoint(forms_of(head))
        return head if known or not self._rules.words("carriers").isdisjoint(forms_of(head)) else None

    @staticmethod
    def top_of_compound(noun: Token) -> Token:
        """The noun that a compound hangs on."""
        while noun.dep_ == "compound" and noun.head != noun:
            noun = noun.head
        return noun
