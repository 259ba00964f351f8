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
from kg.extraction.tails import is_condition, is_linking, tail_of, told_as_past
from kg.model import Stage, Status

#: Governors looked at above the trigger: a bound on the work; 4 and 12 gave the same statuses on the train files.
MAX_STEPS = 8
#: Relations that a title in passing tells.
_TITLES = frozenset({"subsidiaryOf", "competesWith", "executiveOf", "boardMemberOf"})
_PREDICATIVE = frozenset({"is", "was", "be", "been", "are", "were", "will", "would", "no", "not"})
#: What a company writes of itself.
_PAPERS = frozenset({"statement", "filing", "email", "e-mail", "mail", "memo", "release", "prospectus", "website"})
#: Verbs that say in the plain non-past what holds now.
_STANDING = frozenset(
    {"ある", "いる", "持つ", "置く", "務める", "占める", "なる", "できる", "手がける", "率いる", "展開", "誇る"}
    | {"抱える", "保有", "続く", "続ける", "進める", "受ける", "見る"}
)
#: Verbs by which one tells of one's own doings.
_OWN_WORD = frozenset({"発表", "公表", "明らか", "表明"})
_SETTLES = frozenset({"決める", "決定"})
#: What stands between a Japanese clause and the verb at the end and is that verb's own matter.
_OWN_MATTER = frozenset({"obj", "nsubj", "dislocated", "ccomp", "csubj", "acl", "compound", "nmod"})
_CLAUSES = ("acl", "ccomp", "advcl", "obl")
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "csubj", "acl", "obj", "nsubj", "nmod", "obl", "advcl", "compound", "parataxis", "dep"}
)
#: Deals that take time between word and deed: told as a fact, they are through. Of their asserted claims on the train
#: files 66 of 78 (en) and 26 of 34 (ja) are completed; of investments 20 of 48.
_DEALS = frozenset({"acquires", "mergesWith", "raisesFunding"})
#: Verbs by which a contract comes about.
_SIGNS = frozenset({"sign", "ink", "締結", "調印", "交わす"})
#: "stopped supplying X" ends what was; "stopped the purchase" prevents what was to be.
_STOPS = frozenset({"stop", "halt", "suspend", "quit"})
#: Acts of one moment, which "is buying" puts into the future; "is building" and "is suing" tell what holds.
_MOMENTARY = frozenset({"acquires", "mergesWith", "raisesFunding", "laysOff", "leaves", "listedOn", "dismisses"})
_OPEN = frozenset({"would", "could", "might", "may", "'d"})
#: Acts that are done by telling of them: an announced partnership stands, an announced merger is still to come.
_PERFORMED = frozenset({"partnersWith", "raisesFunding", "appoints", "launches", "supplies", "licensesTo"})


def settle_stage(stage: Stage | None, relation: str, status: Status, trigger: Token, *, own_word: bool) -> Stage | None:
    """How far an act has come, where no cue tells it.

    Args:
        stage: What the cues tell.
        relation: What is done.
        status: How sure it is.
        trigger: The word that says it.
        own_word: Whether who does it says so.
    """
    if status.is_factual and relation in _DEALS and stage in (None, Stage.ENDED):
        # Whoever 「買収を終えた」 has completed it.
        return Stage.COMPLETED
    if stage is None and status.is_factual and not _SIGNS.isdisjoint(forms_of(trigger)):
        return Stage.AGREED
    if stage is None and own_word and status is Status.PLANNED:
        return Stage.ANNOUNCED
    return stage


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
        if self._is_attribute(trigger, relation):
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
                self._progress(node, reading, relation)
            if verb.pos_ not in ("VERB", "AUX"):
                verb = node
            above = self._climb(node, reading, kind, relation)
            if above is None:
                break
            node, below = above, node
        self._surface.read(trigger, sentence, reading, verb if verb.pos_ == "VERB" else trigger)
        return reading

    def _is_attribute(self, trigger: Token, relation: str) -> bool:
        """ "with Trundle's owner, Ashgrove, holding 60%": a title in passing holds whatever is said of its bearer."""
        return (
            not self._ja
            and relation in _TITLES
            and trigger.pos_ == "NOUN"
            and base_dep(trigger) in ("nsubj", "obj", "appos", "nmod")
            and any(base_dep(one) in ("appos", "nmod", "flat") for one in trigger.children)
            and not any(
                base_dep(one) in ("cop", "aux", "det") and one.lower_ in _PREDICATIVE for one in trigger.children
            )
            and "obj" not in (base_dep(trigger), base_dep(trigger.head))
        )

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
            self._tail_cues(node, reading, shared=below is not None and self._comes_before_another(below, node))
        alone = below is not None and below != node and self._stands_alone(below)
        for child in node.children:
            dep = base_dep(child)
            if dep in ("aux", "advmod", "det", "cop") and not alone:
                if node == reading.denier and self._negates(child):
                    reading.undeny(f"{child.text} {node.text}: not denied")
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
                and not self._is_own_paper(child)
            ):
                reading.reported = True
                reading.speaker = reading.speaker or child
                reading.because.append(f"{marker_of(child)} {child.text}: reported")
        for child in node.children:
            # A condition is told around all else: "if it does not buy X".
            if base_dep(child) in ("mark", "advmod", "case") and not alone:
                take_cues(self._rules, "mark", child, node, reading)
            elif base_dep(child) == "advcl" and self._is_if(child) and self._is_open(node):
                reading.add(Status.HYPOTHETICAL, f"{node.text} on a condition: hypothetical")

    def _stands_alone(self, node: Token) -> bool:
        """ "It is not going to stay and is tipped to join X": a joined verb with an auxiliary shares none."""
        return node.dep_ == "conj" and any(base_dep(one) in ("aux", "cop") for one in node.children)

    def _negates(self, token: Token) -> bool:
        cues = self._rules.cues.get("aux", {})
        found = next((cues[form] for form in forms_of(token) if form in cues), ())
        return any(one.status is Status.DENIED for one in found)

    def _is_if(self, clause: Token) -> bool:
        marks = self._rules.cues.get("mark", {})
        return not self._ja and any(one.dep_ == "mark" and one.lower_ in marks for one in clause.children)

    def _is_open(self, node: Token) -> bool:
        """Whether its auxiliary leaves it open: "it may invest in X if the talks fail"."""
        return any(one.dep_ == "aux" and one.lower_ in _OPEN for one in node.children)

    def _cites(self, token: Token) -> bool:
        """ "according to X", 「Xによると」."""
        return marker_of(token) in self._rules.words("citing_markers") or any(
            one.lemma_ in self._rules.words("citing_words") and one.dep_ in ("case", "fixed", "mark")
            for one in token.children
        )

    def _is_own_paper(self, token: Token) -> bool:
        """ "according to a statement": what a company itself wrote is no other's word."""
        return not self._ja and not _PAPERS.isdisjoint(
            (token.lemma_.lower(), *(one.lower_ for one in token.subtree if one.i - token.i in (1, 2)))
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
        if not self._ja or kind != "event" or trigger.pos_ not in ("VERB", "AUX") or trigger.lemma_ in _STANDING:
            return
        tail = tail_of(trigger)
        if any(mark in tail for mark in self._rules.words("past_endings")):
            return
        inflected = trigger.tag_.startswith("動詞")
        form = "".join(trigger.morph.get("Inflection", []))
        open_ended = "終止形" in form or "連体形" in form if inflected else self._is_nonpast(tail)
        in_relative = base_dep(trigger) == "acl" and trigger.head.lemma_ not in self._rules.words("content_nouns")
        if open_ended and not in_relative:
            reading.add(Status.PLANNED, f"{trigger.text}{tail}: non-past event: planned")

    def _progress(self, trigger: Token, reading: Reading, relation: str) -> None:
        """ "Amazon is buying iRobot": what is done at one moment is still to come while it is being done."""
        if self._ja or relation not in _MOMENTARY or "Prog" not in trigger.morph.get("Aspect", []):
            return
        if any(one.dep_ == "aux" and one.lower_ in ("is", "are", "'s", "'re") for one in trigger.children):
            reading.add(Status.PLANNED, f"{trigger.text}: under way: planned")

    def _is_nonpast(self, tail: str) -> bool:
        return any(tail.startswith(word) for word in self._rules.words("nonpast_endings"))

    # ---- upwards

    def _climb(self, node: Token, reading: Reading, kind: str, relation: str) -> Token | None:
        head, dep = node.head, base_dep(node)
        if head == node or (dep == "parataxis" and self._is_clause_of_its_own(node, head)):
            return None
        past = self._is_past(node)
        if self._ja and self._comes_before_another(node, head) and not self._is_quoted(node):
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
                    take_cues(self._rules, "governor", child, head, reading)
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
        if nominal and relation in _PERFORMED and (found.stage is Stage.ANNOUNCED or head.lemma_ in _SETTLES):
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
            return marker_of(node) in self._rules.words("quote_markers") or node.dep_ in ("ccomp", "csubj")
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
        between = [
            one
            for one in head.children
            if node.i < one.i < head.i
            and (base_dep(one) in _OWN_MATTER or (base_dep(one) in _CLAUSES and self._is_quoted(one)))
        ]
        if not between and take_cues(self._rules, "governor", head, head, reading, past=self._is_past(node)):
            return head
        if reading.because or kind != "event" or not is_linking(node, self._rules):
            return None
        clauses = [one for one in between if base_dep(one) in _CLAUSES and one.pos_ == "VERB"]
        last = clauses[-1] if clauses else head
        if not told_as_past(node):
            self._tense(last, reading, kind)
        return last

    @staticmethod
    def _comes_before_another(node: Token, head: Token) -> bool:
        """Whether a Japanese clause stands before another one of the same head, or before the verb at the end."""
        dep = base_dep(node)
        return (dep == "advcl" and node != head) or (
            dep == "acl" and any(base_dep(one) == "acl" and node.i < one.i < head.i for one in head.children)
        )

    def _is_quoted(self, node: Token) -> bool:
        """「買収すると」, 「買収しようと」: what is said or meant, not what comes first."""
        marker = marker_of(node)
        return marker in self._rules.words("quote_markers") or any(one in tail_of(node) for one in ("よう", "べく"))

    def _is_past(self, node: Token) -> bool:
        if self._ja:
            return any(mark in tail_of(node) for mark in self._rules.words("past_endings"))
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
        for child in verb.children:
            if child.dep_ == "nsubj" or (child.dep_ == "dislocated" and marker_of(child) in topical):
                yield child
        if self._ja and said is not None and not _OWN_WORD.isdisjoint(forms_of(verb)):
            # 「NTTも提携を結んだと公表」: who announces is the topic, wherever the parser hung it.
            for child in (*said.children, *(two for one in verb.children for two in one.children)):
                if base_dep(child) in ("nsubj", "dislocated") and marker_of(child) in ("は", "も"):
                    yield child
