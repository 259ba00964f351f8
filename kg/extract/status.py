"""How sure a sentence is of what its trigger says, and how far the act has come.

The walk goes from the trigger up through what governs it. Every cue on the way (`cues_LANG.toml`) is collected; the
weakest status wins, because "denied that it plans" is denied and "may plan" is possible. The statuses are those of
FactBank's certainty and polarity with the act's tense (Saurí and Pustejovsky 2009), as the guidelines name them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.arguments import base_dep, marker_of
from kg.extract.rules import Cue, Rules
from kg.model import Stage, Status

#: Governors looked at above the trigger; deeper nesting than this does not occur in news text.
MAX_STEPS = 8

_STRENGTH = {status: rank for rank, status in enumerate(Status)}
_FUNCTION = ("aux", "cop", "mark", "fixed", "case", "advmod", "compound", "discourse")


@dataclass(slots=True)
class Reading:
    """What the walk found.

    Attributes:
        statuses: Every status a cue gave.
        stage: The stage of the cue nearest to the trigger.
        speaker: The head of who says it, if the sentence names one.
        reported: Whether it is given as somebody's words.
        because: The cues, for explanations.
    """

    statuses: list[Status] = field(default_factory=list)
    stage: Stage | None = None
    speaker: Token | None = None
    reported: bool = False
    because: list[str] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """The weakest of what was found; asserted where nothing was."""
        return max(self.statuses, key=_STRENGTH.__getitem__, default=Status.ASSERTED)

    def take(self, cue: Cue, word: str, where: Token) -> None:
        """Add what a cue says."""
        if cue.status is not None:
            self.statuses.append(cue.status)
        if self.stage is None:
            self.stage = cue.stage
        self.because.append(f"{word} ({cue.place} at {where.text}): {cue.status or '-'}/{cue.stage or '-'}")


class StatusReader:
    """Reads status and stage in one language."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._ja = rules.lang == "ja"
        self._tails = sorted(
            ((word, cue) for word, cues in rules.cues.get("tail", {}).items() for cue in cues),
            key=lambda one: (-len(one[0]), one[0]),
        )

    def read(self, trigger: Token, *, kind: str, is_title: bool = False) -> Reading:
        """The reading of what `trigger` says.

        Args:
            trigger: The head word of the trigger.
            kind: "event" or "state": an event in the plain non-past is still to come in Japanese.
            is_title: Whether it stands in a headline.
        """
        reading = Reading()
        self._modifiers(trigger, reading)
        node = trigger
        for _ in range(MAX_STEPS):
            self._own_cues(node, reading, is_title=is_title)
            if node == trigger:
                self._tense(node, reading, kind)
            above = self._climb(node, reading)
            if above is None:
                break
            node = above
        self._ending(trigger, reading)
        return reading

    # ---- at a node

    def _take(self, place: str, token: Token, at: Token, reading: Reading, *, past: bool | None = None) -> bool:
        cues = self._rules.cues.get(place, {}).get(token.lemma_.lower(), ())
        taken = False
        for cue in cues:
            if cue.tense and past is not None and (cue.tense == "past") is not past:
                continue
            reading.take(cue, token.text, at)
            taken = True
        return taken

    def _modifiers(self, trigger: Token, reading: Reading) -> None:
        for child in trigger.children:
            if base_dep(child) in ("amod", "compound", "advmod", "nmod", "det", "acl", "dep"):
                self._take("modifier", child, trigger, reading)

    def _own_cues(self, node: Token, reading: Reading, *, is_title: bool) -> None:
        if self._ja:
            self._tail_cues(node, reading)
        for child in node.children:
            dep = base_dep(child)
            if dep in ("aux", "advmod", "det", "cop"):
                self._take("aux", child, node, reading)
            elif dep == "mark" and node.dep_ == "ROOT":
                self._take("rootmark", child, node, reading)
            if dep in ("mark", "advmod", "case"):
                self._take("mark", child, node, reading)
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
        if child.dep_ == "parataxis" and child.lemma_ in self._rules.cues.get("speech", {}):
            self._speech(child, node, reading)

    def _tail(self, node: Token) -> str:
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

    def _tail_cues(self, node: Token, reading: Reading) -> None:
        tail = self._tail(node)
        for word, cue in self._tails:
            if word in tail:
                tail = tail.replace(word, " ")
                if cue.status is not None or cue.stage is not None:
                    reading.take(cue, word, node)

    def _tense(self, trigger: Token, reading: Reading, kind: str) -> None:
        """「買収する。」 is still to come, 「買収した。」 has happened; English marks what is to come with a word."""
        if not self._ja or kind != "event" or trigger.pos_ not in ("VERB", "AUX"):
            return
        tail = self._tail(trigger)
        words = self._rules.words("nonpast_endings")
        if any(tail.startswith(word) for word in words) or (not tail and trigger.morph.get("Inflection", [])):
            inflection = "".join(trigger.morph.get("Inflection", []))
            if not tail and not any(form in inflection for form in ("終止形", "連体形")):
                return
            if any(mark in tail for mark in self._rules.words("past_endings")):
                return
            if base_dep(trigger) == "acl" and trigger.head.lemma_ not in self._rules.words("content_nouns"):
                return
            reading.statuses.append(Status.PLANNED)
            reading.because.append(f"{trigger.text}{tail}: non-past event: planned")

    # ---- upwards

    def _climb(self, node: Token, reading: Reading) -> Token | None:
        head, dep = node.head, base_dep(node)
        if head == node:
            return None
        past = self._is_past(node)
        if head.lemma_ in self._rules.cues.get("speech", {}) and self._is_content(node):
            self._speech(head, node, reading)
            return head
        if dep in (
            "xcomp",
            "ccomp",
            "csubj",
            "acl",
            "obj",
            "nsubj",
            "nmod",
            "obl",
            "advcl",
            "compound",
            "parataxis",
            "dep",
        ):
            if not (dep == "advcl" and self._is_adverbial(node)) and self._take(
                "governor", head, head, reading, past=past
            ):
                return head
        return head if self._carries_on(node, head, dep, reading) else None

    def _is_content(self, node: Token) -> bool:
        """Whether a clause is what is said: a complement in English, marked と in Japanese."""
        if self._ja:
            return marker_of(node) in self._rules.words("quote_markers") or node.dep_ in ("ccomp", "csubj")
        return node.dep_ in ("ccomp", "parataxis", "csubj")

    def _is_adverbial(self, node: Token) -> bool:
        """An adverbial clause with a subordinator is a thing of its own: "bought X after it rejected Y"."""
        return not self._ja and any(one.dep_ == "mark" and one.lemma_ != "to" for one in node.children)

    def _carries_on(self, node: Token, head: Token, dep: str, reading: Reading) -> bool:
        if dep in ("xcomp", "ccomp", "csubj", "parataxis", "aux", "cop"):
            return True
        if dep == "conj":
            return not any(base_dep(one) == "nsubj" for one in node.children)
        if dep == "acl":
            return head.lemma_ in self._rules.words("content_nouns")
        if dep in ("obj", "nsubj", "obl", "nmod", "compound", "dep"):
            return head.lemma_ in self._rules.words("carriers") or head.lemma_ in self._rules.words("content_nouns")
        if dep == "advcl":
            return self._ja and not reading.because and self._is_linking(node)
        return False

    def _is_linking(self, node: Token) -> bool:
        """「買収し、…する予定だ」: a clause in the continuative shares the end of the sentence, and its doubt."""
        tail = self._tail(node)
        return not any(tail.endswith(word) for word in self._rules.words("closed_endings"))

    def _is_past(self, node: Token) -> bool:
        if self._ja:
            return any(mark in self._tail(node) for mark in self._rules.words("past_endings"))
        return "Past" in node.morph.get("Tense", [])

    def _speech(self, verb: Token, said: Token, reading: Reading) -> None:
        reading.reported = True
        for cue in self._rules.cues["speech"][verb.lemma_]:
            if cue.tense and (cue.tense == "past") is not self._is_past(said):
                continue
            if cue.status is not None or (cue.stage is not None and reading.stage is None):
                reading.take(cue, verb.text, verb)
        if reading.speaker is None:
            reading.speaker = next(self._speakers(verb), None)
        reading.because.append(f"{verb.text}: somebody's words")

    def _speakers(self, verb: Token) -> Iterator[Token]:
        topical = self._rules.words("topic_markers")
        for child in verb.children:
            if child.dep_ == "nsubj" or (child.dep_ == "dislocated" and marker_of(child) in topical):
                yield child

    def _ending(self, trigger: Token, reading: Reading) -> None:
        sentence = trigger.sent.text.rstrip().rstrip("」』\"'”’)）")
        for word, cues in self._rules.cues.get("end", {}).items():
            if sentence.endswith(word):
                for cue in cues:
                    reading.take(cue, word, trigger)
