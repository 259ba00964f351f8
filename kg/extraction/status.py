"""How sure a sentence is of what its trigger says, and how far the act has come.

The walk goes from the trigger up through what governs it. Every cue on the way (`cues_LANG.toml`) is collected; the
weakest status wins, because "denied that it plans" is denied and "may plan" is possible. The statuses are those of
FactBank's certainty and polarity with the act's tense (Saurí and Pustejovsky 2009), as the guidelines name them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.extraction.arguments import base_dep, marker_of
from kg.extraction.lemmas import forms_of
from kg.extraction.rules import Cue, Rules
from kg.model import Stage, Status

#: Governors looked at above the trigger; deeper nesting than this does not occur in news text.
MAX_STEPS = 8
#: Characters after a Japanese act in which its doubt is told.
_SOON = 12
#: Words in which "the Wall Street Journal reported" has come to its verb.
_LONGEST_SOURCE = 7

_STRENGTH = {status: rank for rank, status in enumerate(Status)}
_FUNCTION = ("aux", "cop", "mark", "fixed", "case", "advmod", "compound", "discourse")


@dataclass(slots=True)
class Reading:
    """What the walk found.

    Attributes:
        statuses: Every status a cue gave.
        softened: The status of cues that mean something else in somebody's words.
        stage: The stage of the cue nearest to the trigger.
        speaker: The head of who says it, if the sentence names one.
        reported: Whether it is given as somebody's words.
        because: The cues, for explanations.
    """

    statuses: list[Status] = field(default_factory=list)
    softened: list[Status] = field(default_factory=list)
    stage: Stage | None = None
    speaker: Token | None = None
    reported: bool = False
    because: list[str] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """The weakest of what was found; asserted where nothing was."""
        return max([*self.statuses, *self.softened], key=_STRENGTH.__getitem__, default=Status.ASSERTED)

    def take(self, cue: Cue, word: str, where: Token) -> None:
        """Add what a cue says."""
        if cue.status is not None and cue.said is not None:
            self.softened.append(cue.said if self.reported else cue.status)
        elif cue.status is not None:
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
            self._take("governor", trigger, trigger, reading)
        node = trigger
        for _ in range(MAX_STEPS):
            self._own_cues(node, reading)
            if node == trigger:
                self._tense(node, reading, kind)
            above = self._climb(node, reading, kind)
            if above is None:
                break
            node = above
        self._before(trigger, sentence, reading)
        self._closing_source(trigger, sentence, reading)
        if self._ja:
            self._next_word(trigger, reading)
            self._after(trigger, sentence, reading)
            self._if_realised(trigger, sentence, reading)
        else:
            self._opening(trigger, sentence, reading)
        self._ending(trigger, sentence, reading)
        self._infinitive(trigger, reading)
        self._inversion(trigger, sentence, reading)
        return reading

    # ---- at a node

    def _take(self, place: str, token: Token, at: Token, reading: Reading, *, past: bool | None = None) -> bool:
        table = self._rules.cues.get(place, {})
        cues = next((table[form] for form in forms_of(token) if form in table), ())
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

    def _own_cues(self, node: Token, reading: Reading) -> None:
        if self._ja:
            self._tail_cues(node, reading)
        for child in node.children:
            dep = base_dep(child)
            if dep in ("aux", "advmod", "det", "cop"):
                self._take("aux", child, node, reading)
            elif dep == "nsubj" and any(self._denies(one) for one in (child, *child.children)):
                reading.statuses.append(Status.DENIED)
                reading.because.append(f"{child.text}: nobody did")
            if dep in ("mark", "advmod", "case"):
                self._take("mark", child, node, reading)
            if self._ja and dep in ("advcl", "obl") and self._is_condition(child):
                reading.statuses.append(Status.HYPOTHETICAL)
                reading.because.append(f"{child.text}: on a condition")
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
        if child.dep_ == "parataxis" and self._says(child):
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
        if self._says(head) and self._is_content(node):
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
        if self._rules.words("transparent").intersection(forms_of(head)):
            for child in head.children:
                # 「提携は白紙になった」: the doubt stands beside the act.
                if child != node and base_dep(child) in ("obl", "xcomp", "advcl"):
                    self._take("governor", child, head, reading)
        if self._carries_on(node, head, dep, reading, kind):
            return head
        if dep == "nsubj" and node.pos_ not in ("VERB", "AUX"):
            self._consequence(head, reading)
        return None

    def _says(self, verb: Token) -> tuple[Cue, ...]:
        """The cues of a verb of saying; empty for any other word."""
        table = self._rules.cues.get("speech", {})
        return next((table[form] for form in forms_of(verb) if form in table), ())

    def _is_condition(self, clause: Token) -> bool:
        """「実現すれば」, 「買収した場合」: what follows from it is no fact yet."""
        if base_dep(clause) == "obl":
            cues = self._rules.cues.get("governor", {}).get(clause.lemma_, ())
            return any(cue.status is Status.HYPOTHETICAL for cue in cues) and any(
                base_dep(one) == "acl" for one in clause.children
            )
        tail = self._tail(clause)
        return any(tail.endswith(word) for word in self._rules.words("conditional_endings"))

    def _denies(self, token: Token) -> bool:
        return token.lower_ in self._rules.words("negative_subjects")

    def _consequence(self, verb: Token, reading: Reading) -> None:
        """ "The acquisition would create a giant": who speaks so of what an act brings does not say that it happened."""
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
        tail = self._tail(node)
        return not any(tail.endswith(word) for word in self._rules.words("closed_endings"))

    def _is_past(self, node: Token) -> bool:
        if self._ja:
            return any(mark in self._tail(node) for mark in self._rules.words("past_endings"))
        return "Past" in node.morph.get("Tense", [])

    def _speech(self, verb: Token, said: Token, reading: Reading) -> None:
        reading.reported = True
        if reading.softened and not any(one.lemma_ in self._rules.cues.get("mark", {}) for one in said.subtree):
            reading.softened = [Status.PLANNED]
        for cue in self._says(verb):
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

    def _before(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """Words right before the trigger that say it whatever the parse: "Intel in talks to acquire SiFive"."""
        cues = self._rules.cues.get("before", {})
        if not cues:
            return
        text = trigger.doc[sentence.start : trigger.i].text.lower()
        for word in sorted(cues, key=lambda one: (-len(one), one)):
            if text.endswith(word):
                for cue in cues[word]:
                    reading.take(cue, word, trigger)
                return

    def _infinitive(self, trigger: Token, reading: Reading) -> None:
        """An infinitive tells no fact by itself: "Microsoft to acquire Activision"."""
        if (
            reading.statuses
            or reading.softened
            or not any(one.dep_ == "mark" and one.lower_ == "to" for one in trigger.children)
        ):
            return
        if trigger.head.lemma_ not in self._rules.words("implicatives"):
            reading.statuses.append(Status.PLANNED)
            reading.because.append(f"to {trigger.text}: an infinitive tells no fact: planned")

    def _next_word(self, trigger: Token, reading: Reading) -> None:
        """「買収を断念」: in Japanese what is done to the act comes next, whatever the parse."""
        if reading.because or trigger.i + 1 >= len(trigger.doc):
            return
        following = trigger.doc[trigger.i + 1 : trigger.i + 3]
        if following[0].pos_ == "ADP" and following[0].text in self._rules.words("act_markers") and len(following) > 1:
            self._take("governor", following[1], trigger, reading)

    def _after(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """Words soon after the act that say it whatever the parse: 「公開するとみられる」."""
        text = trigger.doc[trigger.i + 1 : sentence.end].text[:_SOON].split("、")[0]
        for word, cues in sorted(self._rules.cues.get("after", {}).items()):
            if word in text:
                for cue in cues:
                    reading.take(cue, word, trigger)

    def _if_realised(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """「協業は、…もし実現すれば、…」: what would have to come true first is the act that the sentence is about."""
        if trigger.pos_ in ("VERB", "AUX") or base_dep(trigger) not in ("nsubj", "dislocated"):
            return
        for token in sentence:
            if token.i > trigger.i and token.lemma_ in self._rules.words("realisations") and self._is_condition(token):
                reading.statuses.append(Status.HYPOTHETICAL)
                reading.because.append(f"{token.text}: it would have to come true")
                return

    def _opening(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "Unless Google buys Wiz, ...": the subordinator at the head of the trigger's clause, whatever the parse."""
        marks = self._rules.cues.get("mark", {})
        for token in reversed(trigger.doc[sentence.start : trigger.i]):
            if token.text in (",", ";", ":"):
                return
            if token.lower_ in marks and token.dep_ != "aux":
                for cue in marks[token.lower_]:
                    reading.take(cue, token.text, trigger)
                return

    def _inversion(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "Had Nvidia acquired Arm, ...": an auxiliary at the head of the sentence opens a condition."""
        first = trigger.doc[sentence.start]
        before = trigger.doc[first.i : trigger.i]
        if first.lower_ in self._rules.words("inverted_auxiliaries") and all(one.text != "," for one in before):
            reading.statuses.append(Status.HYPOTHETICAL)
            reading.because.append(f"{first.text} before its subject: hypothetical")

    def _closing_source(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "..., Reuters reported on Monday." at the end of a sentence, whatever the parse made of it."""
        if self._ja or reading.reported:
            return
        comma = next((one for one in reversed(trigger.doc[trigger.i : sentence.end]) if one.text == ","), None)
        if comma is None:
            return
        closing = trigger.doc[comma.i + 1 : sentence.end]
        verb = next((one for one in closing[:_LONGEST_SOURCE] if self._says(one)), None)
        if (
            verb is not None
            and verb.i > comma.i + 1
            and any(one.text[:1].isupper() for one in closing[: verb.i - comma.i - 1])
        ):
            reading.reported = True
            reading.speaker = trigger.doc[verb.i - 1]
            reading.because.append(f"{closing.text}: somebody's words")

    def _ending(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        text = sentence.text.rstrip().rstrip("」』\"'”’)）")
        for word, cues in self._rules.cues.get("end", {}).items():
            if text.endswith(word):
                for cue in cues:
                    reading.take(cue, word, trigger)
