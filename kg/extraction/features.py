"""What speaks for and against a candidate, as words that a scorer can weigh.

Every feature is a short string. They tell how the ends were found, how they stand to the trigger in the parse and in
the words, and what is known of them; of the words themselves only the trigger and what lies on the way to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.candidates import Candidate
from kg.extraction.dependencies import base_dep, is_passive, marker_of
from kg.extraction.fitting import Argument
from kg.extraction.names import Name
from kg.extraction.pairs import LOOSE_WAYS, UNSAID_WAYS
from kg.extraction.rules import Phrase, Rules, Trigger
from kg.language.tokens import Token, TokenSpan

#: Steps from trigger to argument in the parse that are told one by one; what is farther is only "far".
_LONGEST_PATH = 4
_DISTANCES = (0, 1, 2, 4, 7, 11, 17, 26)


class SentenceView:
    """One sentence as features are read from it."""

    def __init__(
        self, sentence: TokenSpan, names: Sequence[Name], rules: Rules, candidates: Sequence[Candidate] = ()
    ) -> None:
        self._rules = rules
        self._names = names
        self._told: dict[tuple[str, tuple[int, int]], list[Candidate]] = {}
        for one in candidates:
            self._told.setdefault((one.rule.relation, one.trigger), []).append(one)
        self._by_char = {token.idx: token for token in sentence}
        self._cache: dict[tuple[int, int, str, str, str], tuple[str, ...]] = {}

    def describe(self, candidate: Candidate) -> list[str]:
        """The features of a candidate, without repetition."""
        rule = candidate.rule
        relation = rule.relation
        subject, target = candidate.subject, candidate.object
        ways = f"{subject.way}+{target.way if target else ''}"
        rank = candidate.rank[0]
        found = [f"relation={relation}", f"ways={ways}", f"found={rank}", f"{relation}:found={rank}"]
        found += [f"confidence={int(candidate.confidence * 10)}:{rank == 2 or target is None}"]
        if isinstance(rule, Phrase):
            found += [f"phrase={relation}/{rule.name}"]
            place = self._token_at(candidate.trigger[0])
        else:
            word = " ".join(rule.word)
            form = "verb" if rule.verbal else "noun"
            found += [f"word={relation}/{word}", f"form={form}", f"word:found={word}:{rank}", f"{form}:ways={ways}"]
            place = candidate.head
        beside = self._told.get((relation, candidate.trigger), [])
        found += self._of_rivals(candidate, beside)
        for role, argument in (("subject", subject), ("object", target)):
            if argument is not None:
                found += [f"{role}.{one}" for one in self._of_argument(argument)]
                if place is not None:
                    found += self._of_role(place, role, argument, rule)
        if target is not None:
            found += self._of_pair(subject, target, candidate, relation)
        return list(dict.fromkeys(found))

    # ---- what else the trigger could say

    def _of_rivals(self, candidate: Candidate, beside: Sequence[Candidate]) -> Iterator[str]:
        rules = [one for one in beside if one.by_rule and one is not candidate]
        yield f"rivals={min(len(rules), 2)}:{candidate.by_rule}"
        for role, argument in (("subject", candidate.subject), ("object", candidate.object)):
            if argument is None or argument.way not in LOOSE_WAYS:
                continue
            ends = [one.subject if role == "subject" else one.object for one in beside]
            sure = {one.start for one in ends if one is not None and one.way not in LOOSE_WAYS}
            # A rule of grammar names another end: this one was passed over.
            yield f"{role}.passed-over={min(len(sure), 2)}"
            near = [one for one in ends if one is not None and one.way == "pair" and one.home is None]
            if argument.way == "pair":
                place = candidate.trigger[0]
                side = [one.start for one in near if (one.start < place) == (argument.start < place)]
                closer = {one for one in side if abs(one - place) < abs(argument.start - place)}
                yield f"{role}.closer={argument.start < place}:{min(len(closer), 3)}"
                yield f"{role}.others={min(len({one.start for one in near}), 4)}"

    # ---- ends

    def _token_at(self, char: int) -> Token | None:
        return self._by_char.get(char)

    def _of_argument(self, argument: Argument) -> Iterator[str]:
        yield f"way={argument.way}"
        yield f"type={argument.type}"
        yield f"sure={argument.sure}"
        name = argument.source
        if name is None:
            yield "named=no"
            return
        known = "type" if name.type else "hint" if name.hint else "none"
        fits = argument.type in (name.type, name.hint)
        yield f"origin={name.origin}:{known}:{fits}"
        if name.refers_to:
            yield f"reference={name.text.lower().split()[-1]}"
        if argument.way in UNSAID_WAYS:
            yield f"away={argument.home is not None}"
        yield f"words={min(len(name.text.split()), 4)}"
        if self._rules.lang == "ja":
            yield f"script={_script(name.text)}"
        else:
            yield f"capitals={name.text[:1].isupper()}:{name.text.isupper()}"

    def _of_role(self, place: Token, role: str, argument: Argument, rule: Trigger | Phrase) -> tuple[str, ...]:
        if argument.way in UNSAID_WAYS:
            return (f"{role}.unsaid={rule.relation}", *self._unsaid(place, role))
        key = (place.i, argument.start, role, argument.way, rule.relation)
        if key not in self._cache:
            self._cache[key] = tuple(self._read_role(place, role, argument, rule))
        return self._cache[key]

    def _unsaid(self, place: Token, role: str) -> Iterator[str]:
        """What else is there that could be it."""
        names = len(self._names)
        yield f"{role}.unsaid.names={min(names, 4)}"
        yield f"{role}.unsaid.place={place.pos_}:{base_dep(place)}"
        yield f"{role}.unsaid.children=" + "+".join(sorted({base_dep(one) for one in place.children} & _ARGUMENTS))

    def _read_role(self, place: Token, role: str, argument: Argument, rule: Trigger | Phrase) -> Iterator[str]:
        head = self._head_of(argument)
        if head is None:
            yield f"{role}.head=none"
            return
        before = head.i < place.i
        low, high = (head, place) if before else (place, head)
        between = head.doc[low.i + 1 : high.i]
        side = "before" if before else "after"
        yield f"{role}.side={side}"
        yield f"{role}.{rule.relation}.side={side}"
        yield f"{role}.distance={side}:{_bucket(len(between))}"
        names = self._names_between(low, high, argument)
        yield f"{role}.names-between={side}:{min(names, 4)}"
        verbs = sum(one.pos_ == "VERB" for one in between)
        yield f"{role}.verbs-between={side}:{min(verbs, 3)}"
        yield f"{role}.commas-between={side}:{min(sum(one.text in ',、' for one in between), 3)}"
        path = _path(place, head)
        yield f"{role}.path={path}"
        yield f"{role}.{rule.relation}.path={path}"
        marker = marker_of(head)
        yield f"{role}.marker={marker}"
        yield f"{role}.{rule.relation}.marker={side}:{marker}"
        slots = (rule.subject if role == "subject" else rule.object) if isinstance(rule, Trigger) else ()
        yield f"{role}.marked={any(marker and marker in slot.markers for slot in slots)}"
        yield f"{role}.dep={base_dep(head)}:{is_passive(place, self._rules)}"
        yield f"{role}.governor={base_dep(head)}:{head.head.pos_}:{head.head.i == place.i}"
        follows = head.doc[high.i + 1].lower_ if high.i + 1 < len(head.doc) else "$"
        if not before:
            yield f"{role}.next={follows if len(follows) < 3 else '-'}"
        if len(between) <= 1:
            yield f"{role}.beside={side}:{between.text.lower()[:12]}"

    def _head_of(self, argument: Argument) -> Token | None:
        """The token of a mention that the rest of it hangs on."""
        first = self._token_at(argument.start)
        if first is None:
            return None
        token = first
        while token.head.i != token.i and argument.start <= token.head.idx < argument.end:
            token = token.head
        return token

    def _names_between(self, low: Token, high: Token, argument: Argument) -> int:
        return sum(
            low.idx < one.start < high.idx and not (one.start < argument.end and argument.start < one.end)
            for one in self._names
        )

    # ---- both

    def _of_pair(self, subject: Argument, target: Argument, candidate: Candidate, relation: str) -> Iterator[str]:
        order = sorted(
            [(subject.start, "s"), (target.start, "o"), (candidate.trigger[0], "t")],
            key=lambda one: one[0],
        )
        if subject.home is None and target.home is None and "" not in (subject.way, target.way):
            order_name = "".join(letter for _, letter in order)
            yield f"order={order_name}"
            yield f"{relation}:order={order_name}"
        heads = [self._head_of(subject), self._head_of(target)]
        if heads[0] is not None and heads[1] is not None:
            yield f"joined={heads[1].dep_ == 'conj' and heads[1].head == heads[0]}"
            if abs(heads[0].i - heads[1].i) <= 2:
                low, high = sorted((heads[0].i, heads[1].i))
                yield f"beside={heads[0].doc[low + 1 : high].text.lower()}"
        yield f"both-types={subject.type}:{target.type}"
        if subject.source is not None and target.source is not None:
            yield f"origins={subject.source.origin}:{target.source.origin}"


_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod", "iobj", "xcomp", "ccomp"})


def _bucket(distance: int) -> int:
    return next((low for low, high in pairwise((*_DISTANCES, 10_000)) if low <= distance < high), _DISTANCES[-1])


def _path(place: Token, head: Token) -> str:
    """The way from the trigger to the argument in the parse: up by "<", down by ">"."""
    ups: list[Token] = [place]
    while len(ups) <= _LONGEST_PATH and ups[-1].head.i != ups[-1].i:
        ups.append(ups[-1].head)
    above = {token.i: step for step, token in enumerate(ups)}
    downs: list[Token] = []
    token = head
    while token.i not in above:
        if len(downs) >= _LONGEST_PATH or token.head.i == token.i:
            return "far"
        downs.append(token)
        token = token.head
    up = [f"<{base_dep(one)}" for one in ups[: above[token.i]]]
    down = [f">{base_dep(one)}" for one in reversed(downs)]
    return "".join([*up, *down]) if len(up) + len(down) <= _LONGEST_PATH + 1 else "far"


def _script(text: str) -> str:
    """The kinds of sign that a Japanese name is written in."""
    kinds = {
        "k"
        if "ァ" <= char <= "ー"
        else "l"
        if char.isascii() and char.isalpha()
        else "h"
        if "ぁ" <= char <= "ゖ"
        else "c"
        for char in text
        if char.isalpha() or char == "ー"
    }
    return "".join(sorted(kinds))
