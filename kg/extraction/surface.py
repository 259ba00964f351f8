"""Doubt that the words around an act tell by themselves, whatever the parse made of the sentence.

The walk through the parse (`status.py`) errs where the parser does, and that is where names are new to it. What is told
by word order (English) or by the next particle and word (Japanese) is therefore read a second time here; a cue found
twice does no harm.
"""

from __future__ import annotations

import re

from kg.extraction.dependencies import base_dep
from kg.extraction.reading import Reading, speech_cues, take_cues
from kg.extraction.rules import Rules, longest_first
from kg.extraction.tails import is_condition
from kg.language.tokens import Token, TokenSpan
from kg.model import Stage, Status

#: Characters after a Japanese act in which its doubt is told; 6 gave the same on the train files, 20 took what is said
#: of another act.
_SOON = 12
#: Words in which "the Wall Street Journal reported" has come to its verb, with one to spare.
_LONGEST_SOURCE = 7


#: What is refuted is put into a clause of content: 「…したという」「…した事実は」.
_TOLD_JA = re.compile("と|こと|事実")
_PAST_JA = ("た", "んだ", "いだ")
_IF_JA = re.compile("(?:もし|仮に|万が?一)[^。]{2,30}?(?:[れえけせてめべ]ば|たら|なら|場合は?)、[^、]*$")
_REFUSED_JA = re.compile(
    "(?:ものの|が|し|れ)、[^。]*?(?:断[らりっわ]|拒[まんみ否]|はねつけ|一蹴|折り合わ|受け入れなかった)"
)
_REFUSED_EN = re.compile(
    r"(?:\bbut|\bthough|\bonly|, and|, which|, who)\b[^.;]*?"
    r"\b(?:rejected|rebuffed|turned (?:\w+ )?down|spurned|refused)\b"
)
#: The parser takes the reports for a verb.
_FALSE_REPORT = re.compile(
    r"^\W*(?:(?:the|these|those|all|any|media|press|some|earlier|recent|online) )*"
    r"(?:reports?|claims?|rumou?rs?|story|stories|suggestions?|allegations?|news|posts?|speculation)\b.*"
    r"\b(?:is|are|was|were)(?: \w+ly)? (?:false|untrue|fake|wrong|baseless|unfounded|incorrect|inaccurate|not true)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONSEQUENT = frozenset({"would", "could", "might", "may", "will", "'d", "'ll"})


class SurfaceReader:
    """Reads doubt from the words around an act in one language."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._ja = rules.lang == "ja"
        self._before_words = longest_first(frozenset(rules.cues.get("before", {})))
        self._before_endings = tuple(one if one.startswith("n'") else f" {one}" for one in self._before_words)
        self._after_words = sorted(rules.cues.get("after", {}).items())
        self._refuting_words = sorted(rules.cues.get("refuted", {}).items())
        self._clause_words = sorted(rules.cues.get("clause", {}).items())

    def read(self, trigger: Token, sentence: TokenSpan, reading: Reading, verb: Token) -> None:
        """Add to a reading what the words around its trigger say, or around the verb that carries it."""
        self._before(verb if verb.i < trigger.i else trigger, sentence, reading)
        self._closing_source(trigger, sentence, reading)
        if self._ja:
            self._next_word(trigger, reading)
            self._after(trigger, sentence, reading)
            self._if_realised(trigger, sentence, reading)
            self._what_follows(trigger, sentence, reading)
        else:
            self._opening(trigger, sentence, reading)
            self._consequence(trigger, sentence, reading)
        self._refuted(trigger, sentence, reading)
        self._refused(trigger, sentence, reading)
        self._ending(trigger, sentence, reading)
        self._infinitive(trigger, reading)
        self._inversion(trigger, sentence, reading)

    def _before(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """Words right before the trigger that say it whatever the parse: "Intel in talks to acquire SiFive"."""
        cues = self._rules.cues.get("before", {})
        if not cues:
            return
        text = f" {trigger.doc[sentence.start : trigger.i].text.lower()}"
        if not text.endswith(self._before_endings):
            return
        for word, ending in zip(self._before_words, self._before_endings, strict=True):
            if text.endswith(ending):
                for cue in cues[word]:
                    reading.take(cue, word, trigger, near=True)
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
            reading.add(Status.PLANNED, f"to {trigger.text}: an infinitive tells no fact: planned")

    def _next_word(self, trigger: Token, reading: Reading) -> None:
        """「買収を断念」: in Japanese what is done to the act comes next, whatever the parse."""
        if reading.because or trigger.i + 1 >= len(trigger.doc):
            return
        following = trigger.doc[trigger.i + 1 : trigger.i + 3]
        if following[0].pos_ == "ADP" and following[0].text in self._rules.words("act_markers") and len(following) > 1:
            take_cues(self._rules, "governor", following[1], trigger, reading)

    def _after(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """Words soon after the act that say it whatever the parse: 「公開するとみられる」."""
        text = trigger.doc[trigger.i + 1 : sentence.end].text[:_SOON]
        text = re.split("[、 ]", text)[0]
        past = sentence.text.rstrip("。.」』） ").endswith(_PAST_JA)
        for word, cues in self._after_words:
            if word in text:
                for cue in cues:
                    if not cue.tense or (cue.tense == "past") is past:
                        reading.take(cue, word, trigger)

    def _refuted(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "..., but later retracted the story", 「…したというのはデマだ」: behind the act, that it is not so.

        In English anywhere, in Japanese up to the next comma: there the clauses of a sentence are many.
        """
        if not self._ja and _FALSE_REPORT.search(sentence.text):
            reading.add(Status.DENIED, "reports: said to be false")
        text = trigger.doc[trigger.i + 1 : sentence.end].text.lower()
        text = text.partition("、")[0] if self._ja else text
        for word, cues in self._refuting_words:
            before, found, _ = text.partition(word)
            if found and (not self._ja or _TOLD_JA.search(before)):
                for cue in cues:
                    reading.take(cue, word, trigger)

    def _what_follows(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """「もし統合が流れれば、…」: what follows from a condition at the head is no fact yet."""
        before = trigger.doc[sentence.start : trigger.i].text
        if _IF_JA.search(before) and reading.status is not Status.ASSERTED:
            reading.add(Status.HYPOTHETICAL, "もし…ば: what follows is hypothetical")

    def _if_realised(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """「協業は、…もし実現すれば、…」: what would have to come true first is the act that the sentence is about."""
        if trigger.pos_ in ("VERB", "AUX") or base_dep(trigger) not in ("nsubj", "dislocated"):
            return
        for token in sentence:
            if (
                token.i > trigger.i
                and token.lemma_ in self._rules.words("realisations")
                and is_condition(token, self._rules)
            ):
                reading.add(Status.HYPOTHETICAL, f"{token.text}: it would have to come true")
                return

    def _refused(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "offered to buy Groupon, which rejected it", 「提案したものの、はねつけた」: an offer and its refusal."""
        if reading.stage is not Stage.PROPOSED or Status.DENIED in reading.order:
            return
        after = trigger.doc[trigger.i + 1 : sentence.end].text
        found = (_REFUSED_JA if self._ja else _REFUSED_EN).search(after)
        if found:
            reading.add(Status.DENIED, f"{found[0]}: the offer was refused")

    def _opening(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "Unless Google buys Wiz, ...": the subordinator at the head of the trigger's clause, whatever the parse."""
        marks = self._rules.cues.get("mark", {})
        first = trigger.i
        while first > sentence.start and trigger.doc[first - 1].text not in (",", ";", ":"):
            first -= 1
        clause = trigger.doc[first : trigger.i]
        told = f" {clause.text.lower()} "
        for word, cues in self._clause_words:
            if f" {word} " in told:
                for cue in cues:
                    reading.take(cue, word, trigger)
        mark = next((one for one in reversed(clause) if one.lower_ in marks and one.dep_ != "aux"), None)
        for cue in marks[mark.lower_] if mark is not None else ():
            reading.take(cue, mark.text if mark is not None else "", trigger)

    def _consequence(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "If it fails, Acme would sell Beta": what follows from a condition is as hypothetical as the condition."""
        first = trigger.doc[sentence.start]
        opens = first.lower_ in ("if", "unless") or (
            first.lower_ in self._rules.words("inverted_auxiliaries") and sentence.text.rstrip()[-1:] != "?"
        )
        comma = next((one.i for one in trigger.doc[sentence.start : trigger.i] if one.text == ","), None)
        if not opens or comma is None or self._in_relative(trigger):
            return
        modal = any(one.lower_ in _CONSEQUENT for one in trigger.doc[comma : trigger.i])
        if modal:
            reading.add(Status.HYPOTHETICAL, f"{first.text}: what follows is hypothetical")

    def _inversion(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "Had Nvidia acquired Arm, ...": an auxiliary at the head of the sentence opens a condition."""
        first = trigger.doc[sentence.start]
        before = trigger.doc[first.i : trigger.i]
        if first.lower_ in self._rules.words("inverted_auxiliaries") and all(one.text != "," for one in before):
            reading.add(Status.HYPOTHETICAL, f"{first.text}: before its subject, so it is hypothetical")

    def _closing_source(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        """ "..., Reuters reported on Monday." at the end of a sentence, whatever the parse made of it."""
        if not self._describes(trigger) and any(word in sentence.text for word in self._rules.words("source_phrases")):
            reading.reported = True
            reading.because.append("sources: somebody's words")
        told = reading.speaker is not None and reading.speaker.i > trigger.i
        if self._ja or (reading.reported and (told or reading.speaker is None)) or self._in_relative(trigger):
            return
        comma = next((one for one in reversed(trigger.doc[trigger.i : sentence.end]) if one.text == ","), None)
        if comma is None:
            return
        closing = trigger.doc[comma.i + 1 : sentence.end]
        verb = next((one for one in closing[:_LONGEST_SOURCE] if speech_cues(self._rules, one)), None)
        if (
            verb is not None
            and verb.i > comma.i + 1
            and any(one.text[:1].isupper() for one in closing[: verb.i - comma.i - 1])
        ):
            reading.reported = True
            reading.speaker = trigger.doc[verb.i - 1]
            reading.because.append(f"{closing.text}: somebody's words")

    def _describes(self, trigger: Token) -> bool:
        """Whether it stands in a Japanese relative clause: 「福岡市に本社を置くソラノワが…したことが分かった」."""
        nouns = self._rules.words("nominalizers") | self._rules.words("content_nouns")
        chain = (trigger, *trigger.ancestors)
        return any(base_dep(one) == "acl" and one.head.lemma_ not in nouns for one in chain)

    @staticmethod
    def _in_relative(trigger: Token) -> bool:
        """A relative clause or apposition is the article's own word even in somebody's sentence."""
        chain = (trigger, *trigger.ancestors)
        return any(one.dep_ in ("acl:relcl", "appos") for one in chain)

    def _ending(self, trigger: Token, sentence: TokenSpan, reading: Reading) -> None:
        text = sentence.text.rstrip().rstrip("」』\"'”’)）")
        for word, cues in self._rules.cues.get("end", {}).items():
            if text.endswith(word):
                for cue in cues:
                    reading.take(cue, word, trigger)
