"""What people decided about entities and claims. Judgements are data, and stronger than any score.

As a text file they are one JSON object a line, in the order in which they were made; a later one takes back what it
contradicts of an earlier one.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from kg.errors import InvalidJudgement
from kg.model import EntityType
from kg.text.spelling import LONGEST_NAME

Pair = tuple[str, str]


class Verdict(StrEnum):
    """What a judgement says."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    RETYPE = "retype"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person.

    Attributes:
        verdict: What was decided.
        about: The id of the entity, or of the claim that is rejected.
        other: The other entity of a merge or split, else "".
        value: The new name or type, else "".
        lang: The language of the new name, else "".
        who: Who decided.
        when: When, as an ISO date and time; only for people, nothing follows from it.
    """

    verdict: Verdict
    about: str
    other: str = ""
    value: str = ""
    lang: str = ""
    who: str = ""
    when: str = ""

    def __post_init__(self) -> None:
        if self.verdict in (Verdict.MERGE, Verdict.SPLIT):
            if not self.about or not self.other or self.other == self.about:
                raise InvalidJudgement(f"{self.verdict} needs two different entities", about=self.about)
        elif not self.about:
            raise InvalidJudgement(f"{self.verdict} needs the id of what it is about")
        if self.verdict is Verdict.RENAME and not (self.value.strip() and self.lang in ("en", "ja")):
            raise InvalidJudgement("rename needs a name and its language, en or ja", about=self.about)
        if self.verdict is Verdict.RETYPE and self.value not in list(EntityType):
            raise InvalidJudgement(f"no type {self.value!r}; there are {', '.join(EntityType)}", about=self.about)

    @property
    def pair(self) -> Pair:
        """The two entities of a merge or split, sorted."""
        return (self.about, self.other) if self.about <= self.other else (self.other, self.about)

    @property
    def id(self) -> str:
        """Identity from everything that it says."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What all judgements together come to, the later ones before the earlier.

    Attributes:
        same: Pairs of entities that are one thing.
        apart: Pairs that are two.
        names: New names, by entity and language.
        types: New types, by entity.
        rejected: Ids of claims that do not count.
    """

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    names: Mapping[Pair, str] = field(default_factory=dict)
    types: Mapping[str, EntityType] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()


def check_new_name(judgement: Judgement) -> None:
    """Refuse a new name that no article could give a thing, before it is kept.

    What stores have kept before is read as it is.

    Raises:
        InvalidJudgement: It has several lines, control characters, or too many letters.
    """
    if judgement.verdict is not Verdict.RENAME:
        return
    if len(judgement.value) > LONGEST_NAME:
        raise InvalidJudgement(f"the new name is longer than {LONGEST_NAME} characters", about=judgement.about)
    if any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in judgement.value):
        raise InvalidJudgement("the new name has line breaks or control characters", about=judgement.about)


def rule(judgements: Iterable[Judgement]) -> Rulings:
    """What these judgements, in this order, come to."""
    pairs: dict[Pair, Verdict] = {}
    names: dict[Pair, str] = {}
    types: dict[str, EntityType] = {}
    rejected: set[str] = set()
    for one in judgements:
        if one.verdict in (Verdict.MERGE, Verdict.SPLIT):
            pairs[one.pair] = one.verdict
        elif one.verdict is Verdict.RENAME:
            names[one.about, one.lang] = one.value
        elif one.verdict is Verdict.RETYPE:
            types[one.about] = EntityType(one.value)
        else:
            rejected.add(one.about)
    same = frozenset(pair for pair, verdict in pairs.items() if verdict is Verdict.MERGE)
    return Rulings(same, frozenset(pairs) - same, names, types, frozenset(rejected))


def write_judgements(judgements: Iterable[Judgement]) -> str:
    """Judgements as a text, one JSON object a line."""
    lines = ({key: value for key, value in asdict(one).items() if value} for one in judgements)
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)


def read_judgements(text: str, about: str) -> Iterator[Judgement]:
    """The judgements of a text.

    Args:
        text: Lines as `write_judgements` makes them.
        about: The file's name, for errors.

    Raises:
        InvalidJudgement: A line is something else; the error says which.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            told = dict(json.loads(line))
            verdict = Verdict(told.pop("verdict"))
            texts = {str(key): value if isinstance(value, str) else _refuse(key) for key, value in told.items()}
            yield Judgement(verdict, **texts)
        except (ValueError, KeyError, TypeError, RecursionError, InvalidJudgement) as error:
            raise InvalidJudgement(f"not a judgement: {error}", about=f"{about}:{number}") from error


def _refuse(key: str) -> str:
    raise ValueError(f"{key} is no text")
