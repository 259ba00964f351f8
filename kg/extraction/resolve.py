"""From the head token of an argument to the mentions it stands for.

A head may be the name itself, a title or noun beside it (ナデラ氏, "chipmaker Nvidia"), a body that acts for its
organisation ("OpenAI's board"), people as a group ("700 of OpenAI's 770 employees"), or a word that refers back ("the
company", 同社). Coordinated heads give several mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.coreference import Discourse, fit_argument
from kg.extraction.dependencies import antecedent_of, base_dep, is_relative, marker_of
from kg.extraction.fitting import REFERENCE, Argument, fit_type
from kg.extraction.lemmas import forms_of
from kg.extraction.lists import find_cited, find_lists
from kg.extraction.names import Name
from kg.extraction.references import References, renamed
from kg.extraction.rules import Rules
from kg.language.parse import Block
from kg.language.tokens import Doc, Token
from kg.model import EntityType

_ORGANIZATION, _PERSON = EntityType.ORGANIZATION, EntityType.PERSON


class Resolver:
    """Resolves argument heads within one article; remembers what was named, for words that refer back."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._by_token: dict[int, Name] = {}
        self._lists: dict[int, tuple[Name, ...]] = {}
        self._text = ""
        self._cited: frozenset[int] = frozenset()
        self.discourse = Discourse(rules)
        self._references = References(rules, self.discourse)

    def enter_block(self, block: Block | None = None) -> None:
        """Begin a block; the names of earlier blocks stay known."""
        self._by_token = {}
        self._text = block.text if block is not None else ""
        self.discourse.enter_block(block)

    def text_of(self, doc: Doc) -> str:
        """The text of the paragraph, put together once: spaCy does it anew at each call."""
        self._text = self._text or doc.text
        return self._text

    def enter_sentence(self, tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
        """Begin a sentence with these names.

        Returns:
            The names and the words in the sentence that refer back to a name, in order.
        """
        self._cover(tokens, names)
        leading = {
            self._by_token[one.i].start
            for one in tokens
            if one.i in self._by_token and base_dep(one) in ("nsubj", "dislocated")
        }
        current = [(name, name.start in leading) for name in names]
        found: list[Name] = []
        text = self.text_of(tokens[0].doc) if tokens else ""
        for token in tokens:
            known = token.i in self._by_token
            reference = None if known else self._references.read(token, text, self._by_token, current)
            if reference is not None:
                found.append(reference)
                self._cover(tokens, [reference])
                current.append((reference, base_dep(token) in ("nsubj", "dislocated")))
                current.sort(key=lambda one: one[0].start)
        self.discourse.note(current)
        named = sorted([*names, *found], key=lambda one: one.start)
        self._lists = find_lists(text, named, self._rules)
        self._cited = find_cited(text, named, self._lists, self._rules)
        return [one for one in named if one.start not in self._cited]

    def _cover(self, tokens: Sequence[Token], names: Sequence[Name]) -> None:
        if not names:
            return
        places = [(token.idx, token.i) for token in tokens]
        for name in names:
            self._by_token.update((at, name) for start, at in places if name.start <= start < name.end)

    def name_at(self, token: Token) -> Name | None:
        """The name that covers a token."""
        return self._by_token.get(token.i)

    def resolve(self, token: Token, wanted: Sequence[EntityType], *, cited: bool = False) -> list[Argument]:
        """The mentions that a head token stands for, in text order; none if there is no fitting one.

        Args:
            token: The head.
            wanted: The types it may be of.
            cited: Whether to take a name that is only cited as a source; it is no end of any claim.
        """
        found: list[Argument] = []
        for head in (*self._spread(token), *self._joined_before(token)):
            argument = self._resolve_one(head, wanted)
            if argument is not None and all(argument.start != one.start for one in found):
                found.append(argument)
        found = [one for one in self.with_list(found, wanted, token) if cited or one.start not in self._cited]
        return sorted(self._each(found), key=lambda one: one.start)

    @staticmethod
    def _each(found: Sequence[Argument]) -> Iterator[Argument]:
        """The things that "both companies" and 両社 stand for, one by one."""
        for one in found:
            together = one.source.together if one.source is not None else ()
            yield from (replace(one, name=name) for name in together) if together else (one,)

    def told_with(self, one: Argument | None) -> list[str]:
        """What an argument is called, and all that is listed with it."""
        if one is None:
            return []
        mates = self._lists.get(one.start, ()) if one.source is not None and one.home is None else ()
        return list(dict.fromkeys([one.name, *(mate.called for mate in mates)]))

    def with_list(
        self, found: Sequence[Argument], wanted: Sequence[EntityType], head: Token | None = None
    ) -> list[Argument]:
        """Arguments and whatever is told in one breath with them, however the parser hung it."""
        every = list(found)
        # A pair the parser knows better: "founder of Fuze and Mike Repole" is none.
        least = 3 if self._rules.lang == "en" else 2
        for one in found:
            mates = self._lists.get(one.start, ()) if one.source is not None else ()
            for mate in mates if len(mates) >= least else ():
                apart = head is not None and self._is_other_subject(mate, head)
                if apart or any(mate.start == other.start for other in every):
                    continue
                argument = fit_argument(mate, wanted, _LISTED * one.weight, f"listed with {one.name}")
                every += [argument.at(way="list")] if argument is not None else []
        return every

    def _is_other_subject(self, mate: Name, head: Token) -> bool:
        """ "bought Fitbit and Microsoft sold ...": the second name begins a clause of its own."""
        inside = [one for one in head.sent if self._by_token.get(one.i) == mate and base_dep(one) == "nsubj"]
        other = any(one.head.i != head.head.i and one.head.i > one.i for one in inside)
        return other and base_dep(head) != "nsubj"

    def _spread(self, token: Token, depth: int = 0) -> Iterator[Token]:
        """The token and everything coordinated with it."""
        yield token
        if depth > 12:
            return
        lists = self._rules.words("list_markers")
        for child in token.children:
            listed = base_dep(child) == "nmod" and (marker_of(child) in lists or self._before_comma(child))
            if (child.dep_ == "conj" and not self._is_source(child)) or (lists and listed):
                yield from self._spread(child, depth + 1)

    def _joined_before(self, token: Token) -> Iterator[Token]:
        """The name before と and an object: 「スプランクとアップダイナミクスを買収した」."""
        name = self._by_token.get(token.i)
        if not self._rules.words("list_markers") or name is None or marker_of(token) != "を":
            return
        first = token.i
        while first > 0 and self._by_token.get(first - 1) == name:
            first -= 1
        if first > 1 and token.doc[first - 1].text == "と" and first - 2 in self._by_token:
            yield token.doc[first - 2]

    def _is_source(self, token: Token) -> bool:
        """ "... buy Discord, Bloomberg reported": the parser may count the source to the list."""
        name = self._by_token.get(token.i)
        after = token.i + 1
        while name is not None and after < len(token.doc) and self._by_token.get(after) == name:
            after += 1
        speech = self._rules.cues.get("speech", {})
        return (
            name is not None and after < len(token.doc) and any(form in speech for form in forms_of(token.doc[after]))
        )

    def _before_comma(self, token: Token) -> bool:
        after = token.i + 1
        return not marker_of(token) and after < len(token.doc) and token.doc[after].text in ("、", "・")

    def _resolve_one(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        name = self._by_token.get(token.i)
        if name is not None:
            return self._as_argument(name, wanted, 1.0, "")
        above = renamed(token, self._by_token, ("the", "a", "an"))
        if above is not None and fit_type(above, wanted):
            return self._as_argument(self._described(above, token), wanted, 0.85, f"{token.text} is it")
        if EntityType.GROUP in wanted:
            group = self._group(token)
            if group is not None:
                return group
        return (
            self._part(token, wanted)
            or self._beside(token, wanted)
            or self._body(token, wanted)
            or self._ware(token, wanted)
            or self._example(token, wanted)
            or self._predicated(token, wanted)
        )

    # ---- ways to a name

    def _as_argument(self, name: Name, wanted: Sequence[EntityType], weight: float, how: str) -> Argument | None:
        fit = fit_type(name, wanted)
        if fit is None:
            return None
        if name.refers_to:
            weight, how = weight * REFERENCE, f"{name.text} is {name.refers_to}{', ' + how if how else ''}"
        # In Japanese text a name in Latin letters is a name, where katakana may be any word.
        latin = self._rules.lang == "ja" and any(one.isascii() and one.isalpha() for one in name.text)
        sure = latin or fit[0] in (name.type, name.hint)
        return Argument(name.start, name.end, name.called, fit[0], weight * fit[1], how, sure, source=name)

    def _described(self, name: Name, noun: Token) -> Name:
        """ "Copilot, an assistant", 「アプリのMimo」: the noun says what a name is that the tagger only guesses at."""
        word = noun.lemma_.lower() if self._rules.lang == "en" else noun.text
        if name.type is None and self._rules.tables.get("definite_references", {}).get(word) == EntityType.PRODUCT:
            return replace(name, hint=EntityType.PRODUCT)
        return name

    def _part(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        """ "most of AirTrunk" is about AirTrunk, "a number of models including the Talon" about the Talon."""
        if token.lemma_.lower() not in self._rules.words("partitives"):
            return None
        wholes = [one for one in token.children if marker_of(one) in self._rules.words("genitive_markers")]
        names = [self._by_token[one.i] for one in wholes if one.i in self._by_token]
        if names:
            return self._as_argument(names[0], wanted, 0.85, f"{token.text} of it")
        return self._example(wholes[0], wanted) if wholes else None

    def _beside(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        """ナデラ氏, アルトマンCEO, "the chipmaker Nvidia", "startup Anthropic"."""
        if token.dep_ == "appos" or (base_dep(token) in ("nmod", "compound") and not marker_of(token)):
            # "Tableau, the company acquired by X", 「Xが買収した大手、スラック」
            above = self._by_token.get(token.head.i) or self._ending_at(token.head)
            if above is not None and not self._is_owned(token):
                return self._as_argument(self._described(above, token), wanted, 0.85, f"{token.text} is it")
        titled = token.text in self._rules.words("after_person") or token.text in self._rules.roles
        affixed = token.text in self._rules.words("name_suffixes")
        left = self._ending_at(token)
        if left is not None and (titled or affixed):
            return self._as_argument(
                left, (_PERSON,) if titled and _PERSON in wanted else wanted, 0.95, f"with {token.text}"
            )
        for child in sorted(token.children, key=lambda one: abs(one.i - token.i)):
            name = self._by_token.get(child.i)
            if name is None or base_dep(child) not in ("compound", "flat", "appos", "nmod", "dep", "list", "conj"):
                continue
            if titled and _PERSON in wanted and fit_type(name, (_PERSON,)) and name.end <= token.idx + 1:
                return self._as_argument(name, (_PERSON,), 0.95, f"titled {token.text}")
            if affixed and base_dep(child) == "compound":
                return self._as_argument(name, wanted, 0.95, f"with {token.text}")
            after = child.i > token.i and not marker_of(child)
            if child.dep_ in ("appos", "flat") or (child.dep_ in ("compound", "nmod", "list", "dep") and after):
                return self._as_argument(name, wanted, 0.9, f"beside {token.text}")
        return None

    def _example(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        """ "models including the Talon", "software called Neuron": what a class noun is told to be."""
        markers = self._rules.words("example_markers")
        for child in token.children if markers else ():
            name = self._by_token.get(child.i)
            if name is not None and child.i > token.i and marker_of(child) in markers:
                return self._as_argument(name, wanted, 0.85, f"{token.text} {marker_of(child)} it")
            if base_dep(child) == "acl" and child.lower_ in self._rules.words("naming_participles"):
                called = next((self._by_token[one.i] for one in child.children if one.i in self._by_token), None)
                return self._as_argument(called, wanted, 0.9, f"{token.text} {child.text} so") if called else None
        return None

    def _predicated(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        """ "PATH is a non-profit based in Seattle": a predicate noun stands for the subject of its clause."""
        if token.pos_ != "NOUN" or not any(one.dep_ == "cop" for one in token.children):
            return None
        for child in token.children:
            name = self._by_token.get(child.i) if base_dep(child) == "nsubj" else None
            if name is not None:
                return self._as_argument(name, wanted, 0.9, f"{token.text} is what it is")
        return None

    def _ending_at(self, token: Token) -> Name | None:
        """The name that ends where a title or suffix begins: ナデラ before 氏."""
        left = self._by_token.get(token.i - 1)
        return left if left is not None and left.end == token.idx else None

    @staticmethod
    def _is_owned(token: Token) -> bool:
        return any(child.dep_ == "nmod:poss" for child in token.children)

    def _owner(self, token: Token) -> Name | None:
        """The organisation whose board, staff or unit a noun is."""
        for child in token.children:
            noun = (antecedent_of(child) if is_relative(child) else None) or child
            name = self._by_token.get(noun.i)
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

    def _ware(self, token: Token, wanted: Sequence[EntityType]) -> Argument | None:
        """Who uses "Plaid's software" uses Plaid, where an organisation is as good an answer as a product."""
        asked = _ORGANIZATION in wanted and EntityType.PRODUCT in wanted
        if not asked or token.lemma_.lower() not in self._rules.words("wares"):
            return None
        owner = self._owner(token)
        return None if owner is None else self._as_argument(owner, (_ORGANIZATION,), 0.85, f"{token.text} is its own")

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


#: How far a name is trusted that only stands in a list with an argument. Set by hand, not tuned.
_LISTED = 0.9
