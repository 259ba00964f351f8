"""From the head token of an argument to the mentions it stands for.

A head may be the name itself, a title or noun beside it (ナデラ氏, "chipmaker Nvidia"), a body that acts for its
organisation ("OpenAI's board"), people as a group ("700 of OpenAI's 770 employees"), or a word that refers back ("the
company", 同社). Coordinated heads give several mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.arguments import base_dep, marker_of
from kg.extract.mentions import Name
from kg.extract.rules import Rules
from kg.model import EntityType

_ORGANIZATION, _PERSON = EntityType.ORGANIZATION, EntityType.PERSON


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention that fills a role.

    Attributes:
        start: First character in the block's parsed text.
        end: One past the last.
        name: What the thing is called: the mention itself or what it refers back to.
        type: What it is, by itself or as the relation demands.
        weight: How sure the way to it is, 0 to 1.
        how: The way, for explanations.
    """

    start: int
    end: int
    name: str
    type: EntityType
    weight: float
    how: str = ""


class Resolver:
    """Resolves argument heads within one article; remembers what was named, for words that refer back."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._names: Sequence[Name] = ()
        self._by_token: dict[int, Name] = {}
        self._seen: list[tuple[Name, bool]] = []

    def enter_block(self, tokens: Sequence[Token], names: Sequence[Name]) -> None:
        """Begin a block with these names; those of earlier blocks stay known."""
        self._names = names
        self._by_token = {}
        for token in tokens:
            for name in names:
                if name.start <= token.idx < name.end:
                    self._by_token[token.i] = name

    def leave_sentence(self, tokens: Sequence[Token]) -> None:
        """Remember the names of a sentence that was read, and whether each was its subject or topic."""
        done: set[int] = set()
        for token in tokens:
            name = self._by_token.get(token.i)
            if name is not None and name.start not in done:
                done.add(name.start)
                inside = [one for one in tokens if self._by_token.get(one.i) is name]
                prominent = any(base_dep(one) in ("nsubj", "dislocated") for one in inside)
                self._seen.append((name, prominent))

    def name_at(self, token: Token) -> Name | None:
        """The name that covers a token."""
        return self._by_token.get(token.i)

    def resolve(self, token: Token, wanted: Sequence[EntityType]) -> list[Argument]:
        """The mentions that a head token stands for, in text order; none if there is no fitting one."""
        found: list[Argument] = []
        for head in self._spread(token):
            argument = self._resolve_one(head, wanted)
            if argument is not None and all(argument.start != one.start for one in found):
                found.append(argument)
        return sorted(found, key=lambda one: one.start)

    def _spread(self, token: Token, depth: int = 0) -> Iterator[Token]:
        """The token and everything coordinated with it."""
        yield token
        if depth > 12:
            return
        lists = self._rules.words("list_markers")
        for child in token.children:
            listed = base_dep(child) == "nmod" and (marker_of(child) in lists or self._before_comma(child))
            if child.dep_ == "conj" or (lists and listed):
                yield from self._spread(child, depth + 1)

    def _before_comma(self, token: Token) -> bool:
        after = token.i + 1
        return not marker_of(token) and after < len(token.doc) and token.doc[after].text in ("、", "・")

    def _resolve_one(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        name = self._by_token.get(token.i)
        if name is not None:
            return self._as_argument(name, wanted, 1.0, "")
        if EntityType.GROUP in wanted:
            group = self._group(token)
            if group is not None:
                return group
        return self._beside(token, wanted) or self._body(token, wanted) or self._reference(token, wanted)

    # ---- ways to a name

    def _as_argument(self, name: Name, wanted: Sequence[EntityType], weight: float, how: str) -> Argument | None:
        fit = fit_type(name, wanted)
        if fit is None:
            return None
        return Argument(name.start, name.end, name.text, fit[0], weight * fit[1], how)

    def _beside(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        """ナデラ氏, アルトマンCEO, "the chipmaker Nvidia", "startup Anthropic"."""
        titled = token.text in self._rules.words("after_person") or token.text in self._rules.roles
        affixed = token.text in self._rules.words("name_suffixes")
        for child in sorted(token.children, key=lambda one: abs(one.i - token.i)):
            name = self._by_token.get(child.i)
            if name is None or base_dep(child) not in ("compound", "flat", "appos", "nmod", "dep"):
                continue
            if titled and _PERSON in wanted and fit_type(name, (_PERSON,)) and name.end <= token.idx + 1:
                return self._as_argument(name, (_PERSON,), 0.95, f"titled {token.text}")
            if affixed and base_dep(child) == "compound":
                return self._as_argument(name, wanted, 0.95, f"with {token.text}")
            if child.dep_ in ("appos", "flat") or (child.dep_ == "compound" and child.i > token.i):
                return self._as_argument(name, wanted, 0.9, f"beside {token.text}")
        return None

    def _owner(self, token: Token) -> Name | None:
        """The organisation whose board, staff or unit a noun is."""
        for child in token.children:
            name = self._by_token.get(child.i)
            if name is None and base_dep(child) in ("nmod", "compound"):
                referred = self._antecedent(child)
                if referred is not None:
                    return referred
            owns = child.dep_ in ("nmod:poss", "compound") or marker_of(child) in self._rules.words("genitive_markers")
            if name is not None and owns and fit_type(name, (_ORGANIZATION,)):
                return name
        return None

    def _body(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        """ "OpenAI's board" acts for OpenAI."""
        if _ORGANIZATION not in wanted or token.lemma_.lower() not in self._rules.words("bodies"):
            return None
        owner = self._owner(token)
        return None if owner is None else self._as_argument(owner, (_ORGANIZATION,), 0.85, f"{token.text} acts for it")

    def _group(self, token: Token) -> Argument | None:
        """ "OpenAI employees", 「OpenAIの従業員のうち700人」: people, called after their organisation."""
        head = self._group_head(token)
        if head is None:
            return None
        owner = self._owner(head) or self._owner_below(head)
        if owner is None:
            return None
        joined = f"{owner.text}の{head.text}" if self._rules.lang == "ja" else f"{owner.text} {head.text}"
        return Argument(head.idx, head.idx + len(head), joined, EntityType.GROUP, 0.85, f"people of {owner.text}")

    def _group_head(self, token: Token) -> Token | None:
        groups = self._rules.words("groups")
        seen = [token, *token.children]
        seen += [one for child in token.head.children if child.i < token.i for one in (child, *child.children)]
        return next((one for one in seen if one.lemma_ in groups and abs(one.i - token.i) < 12), None)

    def _owner_below(self, head: Token) -> Name | None:
        """「OpenAIの770人の従業員」 hangs the owner on the number."""
        inside = (self._by_token.get(one.i) for one in head.subtree)
        return next((one for one in inside if one is not None and fit_type(one, (_ORGANIZATION,))), None)

    def owner_of_group(self, token: Token) -> Name | None:
        """The organisation of the people that a token stands for."""
        head = self._group_head(token)
        return None if head is None else self._owner(head) or self._owner_below(head)

    # ---- reference back

    def _reference(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        antecedent = self._antecedent(token)
        if antecedent is None:
            return None
        fit = fit_type(antecedent, wanted)
        if fit is None:
            return None
        start = token.left_edge.idx if self._is_definite(token) else token.idx
        if token.doc.text[start : token.idx].count(" ") > 4:
            start = token.idx
        return Argument(
            start, token.idx + len(token), antecedent.text, fit[0], 0.75 * fit[1], f"{token.text} is {antecedent.text}"
        )

    def _is_definite(self, token: Token) -> bool:
        return any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in token.children)

    def _antecedent(self, token: Token) -> Name | None:
        kind = self._rules.tables.get("references", {}).get(token.lower_)
        if kind is None and self._is_definite(token):
            kind = self._rules.tables.get("definite_references", {}).get(token.lemma_.lower())
        if kind is None:
            return None
        wanted = EntityType(kind)
        # The subject of an earlier sentence is what the text goes on about; a bare mention comes second.
        recent = [(name, is_prominent) for name, is_prominent in self._seen[-_MEMORY:] if _may_be(name, wanted)]
        prominent = [name for name, is_prominent in recent if is_prominent]
        known = [name for name, _ in recent if (name.type or name.hint) is wanted]
        return prominent[-1] if prominent else known[-1] if known else None

    def carried_topic(self, predicate: Token, wanted: Sequence[EntityType]) -> list[Argument]:
        """The topic of an earlier sentence, for a Japanese main clause that names no subject.

        The mention is the name as it stood there when it was in the same block; across blocks it is left out, since
        there a new subject is as likely.
        """
        if not self._rules.words("topic_markers") or predicate.dep_ not in ("ROOT", "advcl", "ccomp"):
            return []
        topics = [name for name, is_prominent in self._seen if is_prominent and fit_type(name, wanted)]
        if not topics or not any(topics[-1] is one for one in self._names):
            return []
        argument = self._as_argument(topics[-1], wanted, 0.6, "topic of an earlier sentence")
        return [argument] if argument else []


#: Names looked back over for what "the company" or 同社 means.
_MEMORY = 12


def _may_be(name: Name, wanted: EntityType) -> bool:
    fit = fit_type(name, (wanted,))
    return fit is not None and fit[1] > 0.8


def fit_type(name: Name, wanted: Sequence[EntityType]) -> tuple[EntityType, float] | None:
    """The type that a name takes in a role and how sure that is, or None if it cannot stand there.

    A sure type decides. The tagger's hint is followed where it fits and doubted where it does not. The weights only
    order claims by how much was known of their ends; they were set by hand and are not calibrated.
    """
    if name.type is not None:
        return (name.type, 1.0) if name.type in wanted else None
    if name.hint is not None and name.hint in wanted:
        return name.hint, 0.95
    if not wanted:
        return (name.hint or EntityType.OTHER), 1.0
    guess = _PERSON if _looks_personal(name.text) and _PERSON in wanted else wanted[0]
    if name.hint is None:
        return guess, 0.85
    if name.hint is EntityType.PLACE and wanted[0] is not EntityType.PRODUCT:
        return None
    return guess, 0.6


def _looks_personal(text: str) -> bool:
    """サム・アルトマン: two katakana parts and nothing else."""
    parts = text.split("・")
    return len(parts) in (2, 3) and all("ァ" <= char <= "ー" for part in parts for char in part)
