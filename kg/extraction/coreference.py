"""What an article has named so far: antecedents of words that refer back, and ends that go without saying.

Salience decides, as in centering (Grosz, Joshi and Weinstein 1995): a text goes on about the subject of its last
sentence, and about what it names most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extraction.fitting import REFERENCE, Argument, fit_type
from kg.extraction.names import Name
from kg.extraction.rules import Rules
from kg.ids import fold_name
from kg.language.parse import Block
from kg.language.tokens import Token
from kg.model import EntityType

_ORGANIZATION = EntityType.ORGANIZATION
#: Names looked back over for what "the company" or 同社 means; 6 lost two right qualifiers on the train files,
#: 24 changed nothing.
_MEMORY = 12
#: The sorts of organisation that a description may ask for; a company is neither of the others.
SORTS = ("company", "authority", "press")
#: How many times as often as anything else the theme must have been named to go unsaid in a whole paragraph. English:
#: 1 won 8 right and 12 false claims over 2 on train and fresh articles, 3 lost none and spared 2. Japanese: 2 lost 12.
_DOMINANT = {"en": 2.0, "ja": 1.0}
#: How far an end that goes unsaid is trusted where no scorer weighs it. Set by hand, not calibrated.
_IMPLIED = 0.65


@dataclass(frozen=True, slots=True)
class Sought:
    """What a word that refers back asks for.

    Attributes:
        type: The type of the thing.
        sort: The sort of organisation: "company" for one that is neither of the others, "authority", "press"; "" for
            any.
        word: The noun itself.
    """

    type: EntityType
    sort: str = ""
    word: str = ""


class Sorts:
    """What sort of organisation a name says that it is: "Competition and Markets Authority", 経済産業省."""

    def __init__(self, rules: Rules) -> None:
        self._lang = rules.lang
        self._words = {sort: rules.words(f"{sort}_names") for sort in SORTS if sort != "company"}
        # An article asks of the same names again and again.
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The sort, "" where the name does not say."""
        if name not in self._known:
            sorts = (
                sort
                for sort, words in self._words.items()
                # "Reuters" is one by itself, where "the company" means no name "Company".
                if any(self.says(name, one) or fold_name(name) == fold_name(one) for one in words)
            )
            self._known[name] = next(sorts, "")
        return self._known[name]

    def fits(self, name: str, sought: Sought) -> bool:
        """Whether a name can be of the sort that is sought."""
        if not sought.sort:
            # "Bloomberg reported in May. The alliance …": who reports is hardly what a text goes on about.
            return sought.type is not _ORGANIZATION or self.of(name) != "press"
        return self.of(name) == (sought.sort if sought.sort != "company" else "")

    def says(self, name: str, word: str) -> bool:
        """Whether a name holds a word: in English as a word, in Japanese at its end."""
        if self._lang == "ja":
            return bool(word) and name.endswith(word) and name != word
        return f" {word.lower()} " in f" {name.lower()} " and name.lower() != word.lower()


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that stood in the article, with its place.

    Attributes:
        name: The name.
        prominent: Whether it was the subject or topic of its clause.
        block: The paragraph that it stood in.
        sentence: The number of its sentence in the article.
    """

    name: Name
    prominent: bool
    block: Block | None
    sentence: int


class Discourse:
    """The names of one article in the order in which it is read."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._sorts = Sorts(rules)
        self._seen: list[Seen] = []
        self._last: dict[str, Seen] = {}
        self._times: Counter[str] = Counter()
        #: The organisation that the article has named most so far, "" for none.
        self.theme = ""
        self._employers: dict[str, Argument] = {}
        self._block: Block | None = None
        self._sentence = 0

    def enter_block(self, block: Block | None) -> None:
        """Begin a paragraph; the names of earlier ones stay known."""
        self._block = block

    def note(self, names: Sequence[tuple[Name, bool]]) -> None:
        """Take up the names of a sentence, each with whether it is prominent."""
        self._sentence += 1
        for name, prominent in names:
            seen = Seen(name, prominent, self._block, self._sentence)
            self._seen.append(seen)
            self._last[name.called] = seen
            if _is_theme(seen):
                # A topic says more than a name in passing: doubled, 99 not 95 claims were right and 36 not 41 false on
                # fresh Japanese articles, nothing on the train files. English subjects said nothing more.
                self._times[name.called] += 2 if prominent and self._rules.lang == "ja" else 1
                # Of names told equally often it is the first.
                if self._times[name.called] > self._times[self.theme]:
                    self.theme = name.called

    # ---- words that refer back

    def antecedent(
        self,
        token: Token,
        sought: Sought,
        current: Sequence[tuple[Name, bool]],
        barred: frozenset[str] = frozenset(),
    ) -> Name | None:
        """The subject so far of this sentence, else of an earlier one: that is what a text goes on about.

        Args:
            token: The word that refers back.
            sought: What it asks for.
            current: The names of its sentence, each with whether it is a subject.
            barred: Names that it cannot stand for.
        """
        wanted = sought.type

        def may_be(name: Name) -> bool:
            return _may_be(name, wanted) and name.called not in barred and self._sorts.fits(name.called, sought)

        before = [(name, subject) for name, subject in current if name.end <= token.idx and may_be(name)]
        if self._rules.lang == "ja" and wanted is EntityType.PERSON:
            # 「ナデラは彼の復帰を…」: 彼 is hardly ever the subject of its own sentence, which would be 自分.
            before = [(name, subject) for name, subject in before if not subject]
        earlier = [(one.name, one.prominent) for one in self._seen[-_MEMORY:] if may_be(one.name)]
        same = [name for name, _ in (*earlier, *before) if self._sorts.says(name.called, sought.word)]
        if same:
            return same[-1]
        if self._rules.lang == "ja" and not any(is_subject for _, is_subject in before):
            # 同社 is what the article is about rather than what its last sentence was about: on the train files that
            # won six right claims and lost none. "It" and "the company" are not: English lost nine of 126 on fresh
            # articles.
            theme = [name for name, _ in earlier if name.called == self.theme]
            if theme:
                return theme[-1]
        for names, nearest in ((before, 0), (earlier, -1)):
            subjects = [name for name, is_subject in names if is_subject]
            known = [name for name, _ in names if (name.type or name.hint) is wanted]
            if subjects or known:
                # Inside a sentence the first name is its theme; over sentences the last one named is.
                return subjects[-1] if subjects else known[nearest]
        return None

    def last_two(self, token: Token, wanted: EntityType, current: Sequence[tuple[Name, bool]]) -> tuple[str, ...]:
        """The last two things of a type that were named before a word, in the order of the text."""
        names = [one.name for one in self._seen[-_MEMORY:]] + [name for name, _ in current if name.end <= token.idx]
        found: list[str] = []
        for name in reversed(names):
            if _may_be(name, wanted) and name.called not in found and not name.together:
                found.insert(0, name.called)
            if len(found) == 2:
                break
        return tuple(found)

    # ---- ends that go unsaid

    def remember_employer(self, person: Argument, employer: Argument) -> None:
        """Note whom a person works for, for "he steps down" further on."""
        self._employers.setdefault(person.name, employer)

    def employer_of(self, person: str, token: Token) -> list[Argument]:
        """The organisation that a person was said to work for, where its name stands in this paragraph."""
        known = self._employers.get(person)
        if known is None:
            return []
        how = f"employer of {person}"
        near = [one for one in self._here() if one.text == known.name and one.end <= token.sent.end_char]
        if near:
            one = near[-1]
            return [Argument(one.start, one.end, known.name, _ORGANIZATION, REFERENCE, how, way="employer", source=one)]
        return self._elsewhere(known.name, (_ORGANIZATION,), REFERENCE, how, "employer")

    def imply(
        self, token: Token, wanted: Sequence[EntityType], told: Collection[str] = (), *, by_employer: bool = True
    ) -> list[Argument]:
        """An end that goes unsaid: the employer of a person, else the organisation that the text goes on about.

        Args:
            token: What it goes unsaid at.
            wanted: The types it may be of.
            told: What stands at the other end, and all that is told in one breath with it.
            by_employer: Whether it may be the employer of a person at the other end; who is hired had another one.
        """
        if _ORGANIZATION not in wanted:
            return []
        known = [one for name in told if by_employer for one in self.employer_of(name, token)]
        if known:
            return known[:1]
        # "Amberjack, a competitor": whose, the subject of the same sentence tells before the theme of the article.
        subject = [
            one.name
            for one in self._seen
            if one.sentence == self._sentence and one.prominent and one.name.end <= token.idx
        ]
        for name in subject[:1] if self._rules.lang == "en" else ():
            argument = fit_argument(name, (_ORGANIZATION,), _IMPLIED, "subject of the sentence")
            if argument is not None and argument.name not in told and _may_be(name, _ORGANIZATION):
                return [argument.at(way="implied")]
        theme = self._theme_beside(told)
        near = [one for one in self._here() if one.called == theme and one.end <= token.idx]
        if not near:
            return (
                self._elsewhere(theme, (_ORGANIZATION,), _IMPLIED, "goes without saying", "implied")
                if self._reigns()
                else []
            )
        argument = fit_argument(near[-1], (_ORGANIZATION,), _IMPLIED, "goes without saying")
        return [argument.at(way="implied")] if argument else []

    def _theme_beside(self, told: Collection[str]) -> str:
        """What the article is about, or where that is told of already, the next that it may be about."""
        most = 1 if self._rules.lang == "en" else len(told) + 1
        return next((name for name, _ in self._times.most_common(most) if name not in told), "")

    def _reigns(self) -> bool:
        """Whether the theme is named so much more than all else that it need not be named in each paragraph."""
        times = [count for _, count in self._times.most_common(2)]
        return len(times) < 2 or times[0] >= _DOMINANT[self._rules.lang] * times[1]

    def _elsewhere(
        self, called: str, wanted: Sequence[EntityType], weight: float, how: str, way: str
    ) -> list[Argument]:
        """A thing as an argument, at the place where it last stood."""
        last = self._last.get(called)
        argument = fit_argument(last.name, wanted, weight, how) if last is not None else None
        if last is None or argument is None:
            return []
        return [argument.at(way=way, home=last.block if last.block is not self._block else None)]

    def unsaid(self, wanted: Sequence[EntityType]) -> list[Argument]:
        """What an unsaid end may be, wherever it stood: the theme, and the last prominent name.

        The scorer weighs them; each keeps the place where it last stood.
        """
        theme = self.theme
        last = [one for one in reversed(self._seen) if one.name.called == theme][:1]
        # Who reports it is no party to it.
        prominent = [
            one
            for one in reversed(self._seen)
            if one.prominent and fit_type(one.name, wanted) and self._sorts.of(one.name.called) != "press"
        ][:1]
        found: list[Argument] = []
        for way, seen in (("theme", last), ("last-topic", prominent)):
            for one in seen:
                argument = fit_argument(one.name, wanted, _IMPLIED, "goes without saying")
                if argument is not None and all(argument.name != other.name for other in found):
                    home = one.block if one.block is not self._block else None
                    found.append(argument.at(way=way, home=home))
        return found

    def carried_topic(self, predicate: Token, wanted: Sequence[EntityType]) -> list[Argument]:
        """The topic of an earlier sentence, for a Japanese main clause that names no subject.

        The mention is the name as it stood there. Where the paragraph has had no topic yet, it is what the article is
        about, at the place where it last stood.
        """
        if not self._rules.words("topic_markers") or predicate.dep_ not in ("ROOT", "advcl", "ccomp"):
            return []
        topics = [one.name for one in self._seen if one.prominent and one.block is self._block]
        topics = [one for one in topics if fit_type(one, wanted) and one.end <= predicate.sent.start_char]
        if not topics:
            last = next((one for one in reversed(self._seen) if one.name.called == self.theme), None)
            argument = fit_argument(last.name, wanted, 0.5, "what the article is about") if last else None
            home = last.block if last and last.block is not self._block else None
            return [argument.at(way="topic", home=home)] if argument else []
        about = [one for one in topics if one.called == self.theme] or topics
        argument = fit_argument(about[-1], wanted, 0.6, "topic of an earlier sentence")
        return [argument.at(way="topic")] if argument else []

    def headline_topic(self, predicate: Token, wanted: Sequence[EntityType]) -> list[Argument]:
        """What stands before the first comma of a Japanese headline: 「エヌビディア、アームの買収を断念」."""
        sentence = predicate.sent
        if not self._rules.words("topic_markers"):
            return []
        for name in self._here():
            inside = sentence.start_char <= name.start < name.end < predicate.idx
            if inside and name.start <= sentence.start_char + 2 and predicate.doc.text[name.end] in "、,":
                argument = fit_argument(name, wanted, 0.85, "topic of the headline")
                return [argument.at(way="headline")] if argument else []
        return []

    def _here(self) -> list[Name]:
        return [one.name for one in self._seen if one.block is self._block]


def fit_argument(name: Name, wanted: Sequence[EntityType], weight: float, how: str) -> Argument | None:
    """A name as an argument of one of the wanted types, or None where it cannot be."""
    fit = fit_type(name, wanted)
    if fit is None:
        return None
    return Argument(
        name.start, name.end, name.called, fit[0], weight * fit[1], how, fit[0] in (name.type, name.hint), source=name
    )


def _is_theme(seen: Seen) -> bool:
    name = seen.name
    return (name.type or name.hint) is _ORGANIZATION or (seen.prominent and _may_be(name, _ORGANIZATION))


def _may_be(name: Name, wanted: EntityType) -> bool:
    fit = fit_type(name, (wanted,))
    return fit is not None and fit[1] > 0.8
