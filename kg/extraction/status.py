"""How sure a sentence is of what its trigger says, and how far the act has come.

The walk goes from the trigger up through what governs it. Every cue on the way (`cues_LANG.toml`) is collected; the
weakest status wins, because "denied that it plans" is denied and "may plan" is possible. The statuses are those of
FactBank's certainty and polarity with the act's tense (Saurí and Pustejovsky 2009), as the guidelines name them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.clauses import (
    is_done_by_telling,
    is_if,
    is_open,
    is_own_paper,
    is_title,
    is_under_way,
    is_yet_to_come,
    stands_alone,
)
from kg.extraction.dependencies import base_dep, is_passive, marker_of
from kg.extraction.lemmas import forms_of
from kg.extraction.reading import Reading, speech_cues, take_cues
from kg.extraction.rules import Rules
from kg.extraction.surface import SurfaceReader
from kg.extraction.tails import (
    announcers,
    begins_later,
    comes_before_another,
    holds_already,
    is_clause,
    is_condition,
    is_linking,
    is_past,
    is_quoted,
    is_said,
    is_to_come,
    own_matter,
    tail_of,
    told_as_past,
)
from kg.language.tokens import Token, TokenSpan
from kg.model import Stage, Status

#: Governors looked at above the trigger: a bound on the work; 4 and 12 gave the same statuses on the train files.
MAX_STEPS = 8
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "csubj", "acl", "obj", "nsubj", "nmod", "obl", "advcl", "compound", "parataxis", "dep"}
)
#: "stopped supplying X" ends what was; "stopped the purchase" prevents what was to be.
_STOPS = frozenset({"stop", "halt", "suspend", "quit"})


class StatusReader:
    """Reads status and stage in one language."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._ja = rules.lang == "ja"
        self._surface = SurfaceReader(rules)
        self._tails = sorted(
            ((word, cue) for word, cues in rules.cues.get("tail", {}).items() for cue in cues),
            key=lambda one: (-len(one[0]), one[0]),
        )

    def read(
        self,
        trigger: Token,
        sentence: TokenSpan,
        *,
        kind: str,
        relation: str = "",
        floor: Status | None = None,
        stage: Stage | None = None,
    ) -> Reading:
        """The reading of what `trigger` says.

        Args:
            trigger: The head word of the trigger.
            sentence: The sentence that it stands in.
            kind: "event" or "state": an event in the plain non-past is still to come in Japanese.
            relation: The relation it says, where it matters what is done: an announced partnership stands.
            floor: The status that the trigger has of itself; what is around it can only weaken it.
            stage: The stage it has of itself.
        """
        reading = Reading(stage=stage)
        if not self._ja and is_title(trigger, relation):
            reading.because.append(f"{trigger.text}: an attribute, true in any setting")
            self._modifiers(trigger, reading)
            return reading
        if floor is not None:
            reading.add(floor, f"{trigger.text}: {floor} of itself")
        self._modifiers(trigger, reading)
        if trigger.pos_ not in ("VERB", "AUX"):
            # A noun can name the act and its doubt at once: "its bid for Broadcom".
            take_cues(self._rules, "governor", trigger, trigger, reading)
        node, below, verb = trigger, trigger, trigger
        for _ in range(MAX_STEPS):
            self._own_cues(node, reading, below)
            if node == trigger:
                self._tense(node, reading, kind)
                if not self._ja and is_under_way(node, relation):
                    reading.add(Status.PLANNED, f"{node.text}: under way: planned")
            if verb.pos_ not in ("VERB", "AUX"):
                verb = node
            above = self._climb(node, reading, kind, relation)
            if above is None:
                break
            node, below = above, node
        self._surface.read(trigger, sentence, reading, verb if verb.pos_ == "VERB" else trigger)
        return reading

    # ---- at a node

    def _modifiers(self, trigger: Token, reading: Reading) -> None:
        for child in trigger.children:
            if base_dep(child) in ("amod", "compound", "advmod", "nmod", "det", "acl", "dep"):
                take_cues(self._rules, "modifier", child, trigger, reading)

    def _modifiers_of(self, noun: Token, node: Token, reading: Reading) -> None:
        """ "signed no partnership", "made a failed bid": what is said of the object of an act holds of the act."""
        if self._ja:
            return
        for child in noun.children:
            if base_dep(child) == "det":
                take_cues(self._rules, "modifier", child, node, reading)

    def _own_cues(self, node: Token, reading: Reading, below: Token | None = None) -> None:
        """What is said at a word of the way; below is the word that the way comes from."""
        if self._ja:
            self._tail_cues(node, reading, shared=below is not None and comes_before_another(below, node))
        alone = below is not None and below != node and stands_alone(below)
        for child in node.children:
            dep = base_dep(child)
            if dep in ("aux", "advmod", "det", "cop") and not alone:
                if node == reading.denier and self._negates(child):
                    reading.undeny(f"{child.text} {node.text}: not denied")
                    if speech_cues(self._rules, node):
                        reading.add(Status.POSSIBLE, f"{node.text}: not denied is not confirmed")
                else:
                    take_cues(self._rules, "aux", child, node, reading)
            elif dep == "nsubj" and any(self._denies(one) for one in (child, *child.children)):
                reading.add(Status.DENIED, f"{child.text}: nobody did")
            if self._ja and dep in ("advcl", "obl") and is_condition(child, self._rules):
                reading.statuses.append(Status.HYPOTHETICAL)
                reading.because.append(f"{child.text}: on a condition")
            if dep == "obj":
                self._modifiers_of(child, node, reading)
            if child.dep_ in ("parataxis", "ccomp", "advcl", "dep") and child.i != node.i:
                self._aside(child, node, reading)
            if (
                dep in ("obl", "nmod", "advcl", "advmod", "dep")
                and self._cites(child)
                and not (is_own_paper(child) and not self._ja)
            ):
                reading.reported = True
                reading.speaker = reading.speaker or child
                reading.because.append(f"{marker_of(child)} {child.text}: reported")
                for one in child.children:
                    take_cues(self._rules, "source", one, node, reading)
        for child in node.children:
            # A condition is told around all else: "if it does not buy X".
            if base_dep(child) in ("mark", "advmod", "case") and not alone:
                take_cues(self._rules, "mark", child, node, reading)
                if not self._ja and is_yet_to_come(node):
                    take_cues(self._rules, "when", child, node, reading)
            elif base_dep(child) == "advcl" and not self._ja and is_if(child, self._rules) and is_open(node):
                reading.add(Status.HYPOTHETICAL, f"{node.text}: on a condition, so it is hypothetical")

    def _negates(self, token: Token) -> bool:
        cues = self._rules.cues.get("aux", {})
        found = next((cues[form] for form in forms_of(token) if form in cues), ())
        return any(one.status is Status.DENIED for one in found)

    def _cites(self, token: Token) -> bool:
        """ "according to X", 「Xによると」."""
        if not self._ja and is_own_paper(token):
            return False
        return marker_of(token) in self._rules.words("citing_markers") or any(
            one.lemma_ in self._rules.words("citing_words") and one.dep_ in ("case", "fixed", "mark")
            for one in token.children
        )

    def _aside(self, child: Token, node: Token, reading: Reading) -> None:
        """ "Microsoft bought it, Reuters reported": the verb of saying hangs on what is said."""
        if child.dep_ == "parataxis" and speech_cues(self._rules, child):
            self._speech(child, node, reading)

    def _tail_cues(self, node: Token, reading: Reading, *, shared: bool = False) -> None:
        """The end of a predicate; a clause that only shares it (「買収し、…しない」) is not negated by it."""
        tail = tail_of(node)
        for word, cue in self._tails:
            if word in tail:
                tail = tail.replace(word, " ")
                if shared and cue.status is Status.DENIED:
                    continue
                if cue.status is not None or cue.stage is not None:
                    reading.take(cue, word, node)

    def _tense(self, trigger: Token, reading: Reading, kind: str) -> None:
        """「買収する。」 is still to come, 「買収した。」 has happened; English marks what is to come with a word."""
        if self._ja and is_to_come(trigger, self._rules) and (kind == "event" or begins_later(trigger)):
            reading.add(Status.PLANNED, f"{trigger.text}{tail_of(trigger)}: non-past {kind}: planned")

    # ---- upwards

    def _climb(self, node: Token, reading: Reading, kind: str, relation: str) -> Token | None:
        head, dep = node.head, base_dep(node)
        if head == node or (dep == "parataxis" and self._is_clause_of_its_own(node, head)):
            return None
        past = self._is_past(node)
        if self._ja and comes_before_another(node, head) and not is_quoted(node, self._rules):
            return self._on_to_the_end(node, head, reading, kind)
        if speech_cues(self._rules, head) and self._is_content(node):
            self._speech(head, node, reading)
            return head
        governed = dep in _GOVERNED and not (dep == "advcl" and self._is_adverbial(node, head))
        if governed and self._governor(node, head, reading, past=past, kind=kind, relation=relation):
            return head
        if self._rules.words("transparent").intersection(forms_of(head)):
            for child in head.children:
                # 「提携は白紙になった」: the doubt stands beside the act.
                if child != node and base_dep(child) in ("obl", "xcomp", "advcl"):
                    take_cues(self._rules, "governor", child, head, reading, past=past)
        if self._carries_on(node, head, dep, reading, kind):
            if node.pos_ == "NOUN" and dep != "acl":
                self._tense(head, reading, kind)
            return head
        if node.pos_ not in ("VERB", "AUX"):
            if dep == "nsubj":
                self._consequence(head, reading)
            elif dep == "obj" and self._ja:
                self._refusal(head, reading)
        return None

    def _governor(self, node: Token, head: Token, reading: Reading, *, past: bool, kind: str, relation: str) -> bool:
        """Take the cues of what governs an act; False where it says nothing of it."""
        found = Reading(reported=reading.reported)
        if not take_cues(self._rules, "governor", head, head, found, past=past):
            return False
        nominal = node.pos_ not in ("VERB", "AUX")
        if nominal and is_done_by_telling(relation, found.stage, head):
            reading.stage = reading.stage or found.stage
            reading.because.append(f"{head.text}: done by telling of it")
            return True
        if not nominal and Status.DENIED in found.statuses and not _STOPS.isdisjoint(forms_of(head)):
            reading.stage = reading.stage or Stage.ENDED
            reading.because.append(f"{head.text} {node.text}: ended")
            return True
        if self._ja and found.stage is Stage.COMPLETED and not self._is_past(head):
            # 「増資を実施する」 is still to come, 「実施し、…した」 is told by the verb at the end.
            self._tense(head, reading, kind)
            return True
        take_cues(self._rules, "governor", head, head, reading, past=past)
        if Status.DENIED in found.statuses:
            reading.denier = head
        if not self._ja and node.dep_ == "ccomp" and reading.softened:
            # "predicted that it would open a probe": a future in the past.
            reading.softened = [Status.PLANNED]
        return True

    def _is_clause_of_its_own(self, node: Token, head: Token) -> bool:
        """ "It faced scrutiny: lawyers expected ...": beside another clause, and nobody's words."""
        return not speech_cues(self._rules, head) and any(base_dep(one) == "nsubj" for one in node.children)

    def _refusal(self, verb: Token, reading: Reading) -> None:
        """「買収を認めなかった」: what was not done to the act leaves it undone."""
        found = Reading()
        self._tail_cues(verb, found)
        if Status.DENIED in found.statuses:
            reading.add(Status.DENIED, f"{verb.text}: not done to it")

    def _denies(self, token: Token) -> bool:
        return token.lower_ in self._rules.words("negative_subjects")

    def _consequence(self, verb: Token, reading: Reading) -> None:
        """ "The acquisition would create a giant" does not say that it happened."""
        found = Reading()
        self._own_cues(verb, found)
        for child in verb.children:
            if base_dep(child) == "advcl":
                self._own_cues(child, found)
        unsure = (Status.HYPOTHETICAL, Status.POSSIBLE, Status.PREDICTED)
        for status in [*found.statuses, *found.softened]:
            if status in unsure:
                reading.add(Status.HYPOTHETICAL, f"{verb.text}: its consequence is {status}, so it is hypothetical")
                return

    def _is_content(self, node: Token) -> bool:
        """Whether a clause is what is said: a complement in English, marked と in Japanese."""
        if self._ja:
            return is_said(node, self._rules) or node.dep_ in ("ccomp", "csubj")
        return node.dep_ in ("ccomp", "parataxis", "csubj")

    def _is_adverbial(self, node: Token, head: Token) -> bool:
        """An adverbial clause with a subordinator or before its head is a thing of its own: "bought X after it ..."."""
        marked = any(one.dep_ == "mark" and one.lemma_ != "to" for one in node.children)
        return not self._ja and (marked or node.i < head.i)

    def _carries_on(self, node: Token, head: Token, dep: str, reading: Reading, kind: str) -> bool:
        if dep in ("xcomp", "ccomp", "csubj", "parataxis", "aux", "cop"):
            return True
        if dep == "conj":
            return not any(base_dep(one) == "nsubj" for one in node.children)
        if dep == "acl":
            return head.lemma_ in self._rules.words("content_nouns")
        if dep in ("obj", "nsubj", "obl", "nmod", "compound", "dep"):
            return self._is_transparent(head)
        if dep == "advcl" and not self._ja:
            # "would have gone to work": the infinitive of what happened next shares its verb's doubt.
            return not self._rules.words("implicatives").isdisjoint(forms_of(head))
        return False

    def _is_transparent(self, head: Token) -> bool:
        """Whether what holds of a word holds of the act that it carries: "completed the acquisition"."""
        words = self._rules.words("carriers") | self._rules.words("content_nouns") | self._rules.words("transparent")
        return not words.isdisjoint(forms_of(head))

    def _on_to_the_end(self, node: Token, head: Token, reading: Reading, kind: str) -> Token | None:
        """「買収し、統合すると発表した」: a clause in the continuative shares tense and doubt of the last one, no more.

        It does not share what is done there to something else: 「1200人を抱え、提携を解消した」.
        """
        if holds_already(node):
            return head if is_said(head, self._rules) else None
        between = own_matter(node, head, self._rules)
        if not between and take_cues(self._rules, "governor", head, head, reading, past=self._is_past(node)):
            return head
        if reading.because or kind != "event" or not is_linking(node, self._rules):
            return None
        last = next((one for one in reversed(between) if is_clause(one)), head)
        planned = self._content_clause(between, head)
        if planned is not None:
            # 「Aが退き、後任にBを充てる人事を発表した」: both are what was announced, not only the last.
            last = planned
        if not told_as_past(node):
            self._tense(last, reading, kind)
        return last

    def _content_clause(self, between: list[Token], head: Token) -> Token | None:
        """The clause of a noun of content among what belongs to the verb at the end."""
        nouns = [one for one in between if one.lemma_ in self._rules.words("content_nouns")]
        clauses = (one for noun in nouns[-1:] for one in (*noun.children, *head.children) if one.i == noun.i - 1)
        return next((one for one in clauses if one.pos_ == "VERB"), None)

    def _is_past(self, node: Token) -> bool:
        if self._ja:
            # 「買収したことを発表した」: こと is as past as the clause that it makes a noun of.
            nominal = node.lemma_ in self._rules.words("nominalizers")
            made_of = [one for one in node.children if nominal and base_dep(one) == "acl"]
            return any(is_past(one, self._rules) for one in (node, *made_of))
        return "Past" in node.morph.get("Tense", [])

    def _speech(self, verb: Token, said: Token, reading: Reading) -> None:
        reading.reported = True
        if reading.softened and not any(one.lemma_ in self._rules.cues.get("mark", {}) for one in said.subtree):
            reading.softened = [Status.PLANNED]
        for cue in speech_cues(self._rules, verb):
            if cue.status is Status.DENIED:
                reading.denier = verb
            if cue.tense and (cue.tense == "past") is not self._is_past(said):
                continue
            if cue.status is not None or (cue.stage is not None and reading.stage is None):
                reading.take(cue, verb.text, verb)
        if reading.speaker is None:
            reading.speaker = next(self._speakers(verb, said), None)
        reading.because.append(f"{verb.text}: somebody's words")

    def _speakers(self, verb: Token, said: Token | None = None) -> Iterator[Token]:
        topical = self._rules.words("topic_markers")
        if is_passive(verb, self._rules):
            return
        # 「AはBを支配していると、Cは語る」: who stands behind what is said says it.
        behind = said.i if self._ja and said is not None else -1
        for child in sorted(verb.children, key=lambda one: (one.i < behind, one.i)):
            if child.dep_ == "nsubj" or (child.dep_ == "dislocated" and marker_of(child) in topical):
                yield child
        if self._ja and said is not None:
            yield from announcers(verb, said)
