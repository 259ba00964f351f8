"""How sure a sentence is of what its trigger says, and how far the act has come.

The walk goes from the trigger up through what governs it. Every cue on the way (`cues_LANG.toml`) is collected; the
weakest status wins, because "denied that it plans" is denied and "may plan" is possible. The statuses are those of
FactBank's certainty and polarity with the act's tense (Saurí and Pustejovsky 2009), as the guidelines name them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.extraction.arguments import base_dep, is_passive, marker_of
from kg.extraction.lemmas import forms_of
from kg.extraction.reading import Reading, speech_cues, take_cues
from kg.extraction.rules import Rules
from kg.extraction.surface import SurfaceReader
from kg.extraction.tails import is_condition, tail_of
from kg.model import Status

#: Governors looked at above the trigger: a bound on the work; 4 and 12 gave the same statuses on the train files.
MAX_STEPS = 8
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "csubj", "acl", "obj", "nsubj", "nmod", "obl", "advcl", "compound", "parataxis", "dep"}
)


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

    def read(self, trigger: Token, sentence: TokenSpan, *, kind: str) -> Reading:
        """The reading of what `trigger` says.

        Args:
            trigger: The head word of the trigger.
            sentence: The sentence that it stands in.
            kind: "event" or "state": an event in the plain non-past is still to come in Japanese.
        """
        reading = Reading()
        self._modifiers(trigger, reading)
        if trigger.pos_ not in ("VERB", "AUX"):
            # A noun can name the act and its doubt at once: "its bid for Broadcom".
            take_cues(self._rules, "governor", trigger, trigger, reading)
        node = trigger
        for _ in range(MAX_STEPS):
            self._own_cues(node, reading)
            if node == trigger:
                self._tense(node, reading, kind)
            above = self._climb(node, reading, kind)
            if above is None:
                break
            node = above
        self._surface.read(trigger, sentence, reading)
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

    def _own_cues(self, node: Token, reading: Reading) -> None:
        if self._ja:
            self._tail_cues(node, reading)
        for child in node.children:
            dep = base_dep(child)
            if dep in ("aux", "advmod", "det", "cop"):
                take_cues(self._rules, "aux", child, node, reading)
            elif dep == "nsubj" and any(self._denies(one) for one in (child, *child.children)):
                reading.statuses.append(Status.DENIED)
                reading.because.append(f"{child.text}: nobody did")
            if dep in ("mark", "advmod", "case"):
                take_cues(self._rules, "mark", child, node, reading)
            if self._ja and dep in ("advcl", "obl") and is_condition(child, self._rules):
                reading.statuses.append(Status.HYPOTHETICAL)
                reading.because.append(f"{child.text}: on a condition")
            if dep == "obj":
                self._modifiers_of(child, node, reading)
            if child.dep_ in ("parataxis", "ccomp", "advcl", "dep") and child.i != node.i:
                self._aside(child, node, reading)
            if dep in ("obl", "nmod", "advcl", "advmod", "dep") and self._cites(child):
                reading.reported = True
                reading.speaker = reading.speaker or child
                reading.because.append(f"{marker_of(child)} {child.text}: reported")

    def _cites(self, token: Token) -> bool:
        """ "according to X", 「Xによると」."""
        return marker_of(token) in self._rules.words("citing_markers") or any(
            one.lemma_ in self._rules.words("citing_words") and one.dep_ in ("case", "fixed", "mark")
            for one in token.children
        )

    def _aside(self, child: Token, node: Token, reading: Reading) -> None:
        """ "Microsoft bought it, Reuters reported": the verb of saying hangs on what is said."""
        if child.dep_ == "parataxis" and speech_cues(self._rules, child):
            self._speech(child, node, reading)

    def _tail_cues(self, node: Token, reading: Reading) -> None:
        tail = tail_of(node)
        for word, cue in self._tails:
            if word in tail:
                tail = tail.replace(word, " ")
                if cue.status is not None or cue.stage is not None:
                    reading.take(cue, word, node)

    def _tense(self, trigger: Token, reading: Reading, kind: str) -> None:
        """「買収する。」 is still to come, 「買収した。」 has happened; English marks what is to come with a word."""
        if not self._ja or kind != "event" or trigger.pos_ not in ("VERB", "AUX"):
            return
        tail = tail_of(trigger)
        if any(mark in tail for mark in self._rules.words("past_endings")):
            return
        inflected = trigger.tag_.startswith("動詞")
        form = "".join(trigger.morph.get("Inflection", []))
        open_ended = "終止形" in form or "連体形" in form if inflected else self._is_nonpast(tail)
        in_relative = base_dep(trigger) == "acl" and trigger.head.lemma_ not in self._rules.words("content_nouns")
        if open_ended and not in_relative:
            reading.statuses.append(Status.PLANNED)
            reading.because.append(f"{trigger.text}{tail}: non-past event: planned")

    def _is_nonpast(self, tail: str) -> bool:
        return any(tail.startswith(word) for word in self._rules.words("nonpast_endings"))

    # ---- upwards

    def _climb(self, node: Token, reading: Reading, kind: str) -> Token | None:
        head, dep = node.head, base_dep(node)
        if head == node:
            return None
        past = self._is_past(node)
        if speech_cues(self._rules, head) and self._is_content(node):
            self._speech(head, node, reading)
            return head
        governed = dep in _GOVERNED and not (dep == "advcl" and self._is_adverbial(node))
        if governed and take_cues(self._rules, "governor", head, head, reading, past=past):
            return head
        if self._rules.words("transparent").intersection(forms_of(head)):
            for child in head.children:
                # 「提携は白紙になった」: the doubt stands beside the act.
                if child != node and base_dep(child) in ("obl", "xcomp", "advcl"):
                    take_cues(self._rules, "governor", child, head, reading)
        if self._carries_on(node, head, dep, reading, kind):
            return head
        if node.pos_ not in ("VERB", "AUX"):
            if dep == "nsubj":
                self._consequence(head, reading)
            elif dep == "obj" and self._ja:
                self._refusal(head, reading)
        return None

    def _refusal(self, verb: Token, reading: Reading) -> None:
        """「買収を認めなかった」: what was not done to the act leaves it undone."""
        found = Reading()
        self._tail_cues(verb, found)
        if Status.DENIED in found.statuses:
            reading.statuses.append(Status.DENIED)
            reading.because.append(f"{verb.text}: not done to it")

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
                reading.statuses.append(Status.HYPOTHETICAL)
                reading.because.append(f"{verb.text}: its consequence is {status}, so it is hypothetical")
                return

    def _is_content(self, node: Token) -> bool:
        """Whether a clause is what is said: a complement in English, marked と in Japanese."""
        if self._ja:
            return marker_of(node) in self._rules.words("quote_markers") or node.dep_ in ("ccomp", "csubj")
        return node.dep_ in ("ccomp", "parataxis", "csubj")

    def _is_adverbial(self, node: Token) -> bool:
        """An adverbial clause with a subordinator is a thing of its own: "bought X after it rejected Y"."""
        return not self._ja and any(one.dep_ == "mark" and one.lemma_ != "to" for one in node.children)

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
        if dep == "advcl":
            # What holds now is told on its own; what is to come shares the verb at the end.
            return self._ja and kind == "event" and not reading.because and self._is_linking(node)
        return False

    def _is_transparent(self, head: Token) -> bool:
        """Whether what holds of a word holds of the act that it carries: "completed the acquisition"."""
        words = self._rules.words("carriers") | self._rules.words("content_nouns") | self._rules.words("transparent")
        return not words.isdisjoint(forms_of(head))

    def _is_linking(self, node: Token) -> bool:
        """「買収し、…する予定だ」: a clause in the continuative shares the end of the sentence, and its doubt."""
        tail = tail_of(node)
        return not any(tail.endswith(word) for word in self._rules.words("closed_endings"))

    def _is_past(self, node: Token) -> bool:
        if self._ja:
            return any(mark in tail_of(node) for mark in self._rules.words("past_endings"))
        return "Past" in node.morph.get("Tense", [])

    def _speech(self, verb: Token, said: Token, reading: Reading) -> None:
        reading.reported = True
        if reading.softened and not any(one.lemma_ in self._rules.cues.get("mark", {}) for one in said.subtree):
            reading.softened = [Status.PLANNED]
        for cue in speech_cues(self._rules, verb):
            if cue.tense and (cue.tense == "past") is not self._is_past(said):
                continue
            if cue.status is not None or (cue.stage is not None and reading.stage is None):
                reading.take(cue, verb.text, verb)
        if reading.speaker is None:
            reading.speaker = next(self._speakers(verb), None)
        reading.because.append(f"{verb.text}: somebody's words")

    def _speakers(self, verb: Token) -> Iterator[Token]:
        topical = self._rules.words("topic_markers")
        if is_passive(verb, self._rules):
            return
        for child in verb.children:
            if child.dep_ == "nsubj" or (child.dep_ == "dislocated" and marker_of(child) in topical):
                yield child
