"""Words that stand for a name given before: "it", "the lender", 同社, 同省, "both companies".

A pronoun asks for a type, a description for more: "the commission" and 同省 ask for an authority, "the company" and
同社 for what is none, and a name that holds the very word ("the Foundation") comes before all others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.coreference import SORTS, Discourse, Sought
from kg.extraction.dependencies import base_dep
from kg.extraction.names import Name
from kg.extraction.rules import Rules
from kg.extraction.subjects import Subjects
from kg.language.tokens import Token
from kg.model import EntityType

#: Words before the head of a description that still belong to it: "the Stockholm-based carrier". On the train files
#: 2 won two right and three wrong claims, 8 changed nothing.
_LONGEST_DESCRIPTION = 4
_DETERMINERS = frozenset({"the", "this", "that"})
#: What a description may have as its head; the tagger takes some nouns for names or adjectives.
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
#: 同 before a noun does what "the" does.
_SAME = "同"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that refers back: what it asks for, and where it begins."""

    sought: Sought
    start: int


class References:
    """Finds what words refer back to, in one article."""

    def __init__(self, rules: Rules, discourse: Discourse) -> None:
        self._rules = rules
        self._discourse = discourse
        self._subjects = Subjects(rules)

    def read(
        self, token: Token, text: str, by_token: Mapping[int, Name], current: Sequence[tuple[Name, bool]]
    ) -> Name | None:
        """The name that a word stands for, as a name at the place of that word; None where it refers to nothing.

        Args:
            token: The word, or the head of the description.
            text: The text of its block.
            by_token: The names of its sentence, by token.
            current: The same in order, each with whether it is a subject.
        """
        word = self._word(token, by_token)
        if word is None or any(child.i in by_token and child.i > token.i for child in token.children):
            return None
        if self._rules.lang == "en" and token.pos_ == "NOUN" and token.i + 1 in by_token:
            # "the Swedish lender Norrbank" says what Norrbank is.
            return None
        kind, end = word.sought.type, token.idx + len(token)
        if self._is_plural(token):
            # 「トヨタとソニーの両社は」 only counts what stands right before it.
            counts = token.i > 1 and token.doc[token.i - 1].text == "の" and token.i - 2 in by_token
            names = () if counts else self._discourse.last_two(token, kind, current)
            if len(names) < 2:
                return None
            start = min(
                [token.idx, *(one.idx for one in token.children if one.dep_ in ("det", "nummod", "cc:preconj"))]
            )
            return Name(start, end, text[start:end], kind, None, "reference", names[0], names)
        antecedent = renamed(token, by_token, ("the",)) or self._discourse.antecedent(
            token, word.sought, current, self._barred(token, by_token)
        )
        if antecedent is None:
            return None
        return Name(word.start, end, text[word.start : end], kind, None, "reference", antecedent.called)

    def _word(self, token: Token, by_token: Mapping[int, Name]) -> _Word | None:
        """What a word asks for, where it is one that refers back."""
        tables = self._rules.tables
        kind = tables.get("references", {}).get(token.lower_)
        if kind is not None:
            title = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
            if token.lower_ + title in tables.get("references", {}):
                # 同社長 is cut into 同社 and 長.
                return None
            return _Word(self._sought(kind, token.lower_.removeprefix(_SAME)), token.idx)
        if token.pos_ not in _NOMINAL:
            return None
        noun = _noun(token) if self._rules.lang == "en" else token.text
        definite, bare = tables.get("definite_references", {}), tables.get("bare_references", {})
        if noun not in definite and noun not in bare:
            return None
        opening = self._opening(token)
        if opening is not None:
            kind = definite.get(noun)
            near = 0 < token.i - opening.i <= _LONGEST_DESCRIPTION
            return None if kind is None else _Word(self._sought(kind, noun), opening.idx if near else token.idx)
        kind = bare.get(noun)
        if kind is None:
            return None
        before = token.doc[token.i - 1] if token.i else token
        if before.i in by_token or token.i + 1 in by_token:
            return None
        start = before.idx if before.text in self._rules.words("not_names") else token.idx
        return _Word(self._sought(kind, noun), start)

    def _sought(self, kind: str, word: str) -> Sought:
        """What a kind of the grammar file asks for: a type, or a sort of organisation."""
        if kind in SORTS:
            return Sought(EntityType.ORGANIZATION, sort=kind, word=word)
        return Sought(EntityType(kind), word=word)

    def _opening(self, token: Token) -> Token | None:
        """What makes a noun definite: "the", 同."""
        if self._rules.lang == "ja":
            before = token.doc[token.i - 1] if token.i else None
            return before if before is not None and before.text == _SAME else None
        return next((one for one in token.lefts if one.dep_ == "det" and one.lower_ in _DETERMINERS), None)

    def _barred(self, token: Token, by_token: Mapping[int, Name]) -> frozenset[str]:
        """What a word cannot stand for: what describes it, and the subject of its own verb ("itself", 自社).

        The disjoint reference of binding theory (Chomsky 1981, principle B): "Getty, which is suing the start-up".
        """
        inside = [by_token.get(one.i) for one in token.lefts]
        if base_dep(token) in ("obj", "iobj", "obl"):
            inside += [by_token.get(one.token.i) for one in self._subjects.find(token.head)]
        return frozenset(one.called for one in inside if one is not None)

    def _is_plural(self, token: Token) -> bool:
        if token.text in self._rules.words("plural_references"):
            return True
        return self._rules.lang == "en" and token.tag_ in ("NNS", "NNPS")


def _noun(token: Token) -> str:
    """The lemma; of a noun that the parser cuts at its hyphens all of it: "start-up"."""
    lemma = token.lemma_.lower()
    joined = token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-1).is_joined
    return f"{token.nbor(-2).lower_}-{lemma}" if joined else lemma


def renamed(token: Token, by_token: Mapping[int, Name], articles: Sequence[str]) -> Name | None:
    """ "OpenAI, the San Francisco company that ...": right after a comma it is another word for the name before."""
    determiner = next((one for one in token.lefts if one.dep_ == "det" and one.lower_ in articles), None)
    if determiner is None or determiner.i < 2 or token.doc[determiner.i - 1].text != ",":
        return None
    if any(one.dep_ == "case" and one.tag_ == "POS" for one in token.children):
        # "Jane Roe, the company's chief executive": the company is not Jane Roe.
        return None
    return by_token.get(determiner.i - 2)
