"""The nouns: articles, spans, mentions, claims, entities and issues. Standard library only.

Offsets are half-open and count Unicode code points of the text exactly as it came in, as Python's `str` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kg.ids import hash_article

QualifierValue = str | int | float


class EntityType(StrEnum):
    """What a name can name."""

    ORGANIZATION = "Organization"
    PERSON = "Person"
    PRODUCT = "Product"
    PLACE = "Place"
    GROUP = "Group"
    OTHER = "Other"


class Status(StrEnum):
    """How sure the text is. The order is the order of precedence when several cues apply, weakest last."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"
    PREDICTED = "predicted"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"

    @property
    def is_factual(self) -> bool:
        """Whether a claim of this status may become a direct edge."""
        return self in (Status.ASSERTED, Status.REPORTED)


class Stage(StrEnum):
    """How far a deal or an act is."""

    TALKS = "talks"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    ENDED = "ended"


class Section(StrEnum):
    """The part of an article that a span counts in."""

    TEXT = "text"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Article:
    """One published text. Immutable.

    Attributes:
        id: The id it came with, or the hash of its text.
        text: The text exactly as it came in; all offsets refer to it.
        title: Its headline, or "". May be the first line of the text (plain text files).
        published: ISO date (YYYY-MM-DD), or "" where unknown.
        lang: "en" or "ja", or "" until detected.
        publisher: Who published it, or "".
        url: Where it was, or "".
    """

    id: str
    text: str
    title: str = ""
    published: str = ""
    lang: str = ""
    publisher: str = ""
    url: str = ""

    @property
    def hash(self) -> str:
        """Identity of the text, 16 hex digits."""
        return hash_article(self.text)

    @property
    def has_own_title(self) -> bool:
        """Whether the title is a text of its own, and not simply the first line of the text."""
        first_line = self.text.lstrip("\ufeff \n\r\t").split("\n", 1)[0].strip()
        return bool(self.title) and first_line != self.title.strip()

    def section(self, section: Section) -> str:
        """The text that spans of this section count in."""
        return self.title if section is Section.TITLE else self.text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A literal stretch of an article's text (or title)."""

    start: int
    end: int
    text: str
    section: Section = Section.TEXT

    def as_dict(self) -> dict[str, Any]:
        """The span as `kg extract` prints it."""
        found: dict[str, Any] = {"text": self.text, "start": self.start, "end": self.end}
        if self.section is Section.TITLE:
            found["in"] = "title"
        return found


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something.

    Attributes:
        span: Where.
        name: The fullest name of the thing that is known.
        type: What kind of thing.
        names: Every name that the article or the gazetteer gives it, sorted.
        entity_id: The entity it was linked to, "" before linking.
    """

    span: Span
    name: str
    type: EntityType
    names: tuple[str, ...] = ()
    entity_id: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The mention as `kg extract` prints it."""
        return {
            **self.span.as_dict(),
            "name": self.name,
            "names": list(self.names),
            "type": str(self.type),
            "id": self.entity_id,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says. Never merged, never changed.

    Attributes:
        article: The id of the article.
        article_hash: The hash of its text.
        subject: Who.
        relation: A relation name of the schema.
        object: Whom or what; None for unary relations.
        status: How sure the text is.
        stage: How far the act is, where the text shows it.
        qualifiers: Amount, role, dates, ... by schema name; sorted by name.
        attribution: Who is cited for it, if anybody.
        sentence: The sentence it was read from.
        trigger: The words that name the relation.
        confidence: 0 to 1.
        rule: The rule that found it.
        reasons: Why it has this status and stage: "WORDS: what they tell", from the trigger outwards; none where
            nothing speaks against a plain fact.
    """

    article: str
    article_hash: str
    subject: Mention
    relation: str
    object: Mention | None
    status: Status
    sentence: Span
    trigger: Span
    stage: Stage | None = None
    qualifiers: Mapping[str, QualifierValue] = field(default_factory=dict)
    attribution: Mention | None = None
    confidence: float = 1.0
    rule: str = ""
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "qualifiers", dict(sorted(self.qualifiers.items())))

    @property
    def id(self) -> str:
        """Identity from article, relation, offsets and status, never from entities, so that merging renames no claim.

        One trigger may say two things: what was reported, and that it is denied.
        """
        places = (str(self.subject.span.start), str(self.trigger.start))
        parts = [self.article_hash, self.relation, str(self.status), *places]
        if self.object is not None:
            parts.append(str(self.object.span.start))
        if self.trigger.section is Section.TITLE:
            parts.append("title")
        return "-".join(parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span that must be literal text of the article."""
        mentions = [self.subject, self.object, self.attribution]
        return (self.sentence, self.trigger, *(m.span for m in mentions if m is not None))

    def as_dict(self) -> dict[str, Any]:
        """The claim as `kg extract` prints it, one JSON object a line."""
        return {
            "article": self.article,
            "subject": self.subject.as_dict(),
            "relation": self.relation,
            "object": self.object.as_dict() if self.object else None,
            "status": str(self.status),
            "stage": str(self.stage) if self.stage else None,
            "qualifiers": dict(self.qualifiers),
            "attribution": self.attribution.as_dict() if self.attribution else None,
            "sentence": self.sentence.as_dict(),
            "trigger": self.trigger.as_dict(),
            "confidence": self.confidence,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing.

    Attributes:
        id: Wikidata QID where a source gives it, else minted from name and type.
        type: What kind of thing.
        labels: One display name per language.
        aliases: Other names as (lang, name), sorted.
    """

    id: str
    type: EntityType
    labels: Mapping[str, str]
    aliases: tuple[tuple[str, str], ...] = ()

    def label(self, lang: str = "en") -> str:
        """The name in this language, or else in any."""
        return self.labels.get(lang) or next((self.labels[key] for key in sorted(self.labels)), self.id)

    @property
    def names(self) -> tuple[str, ...]:
        """All names in all languages, sorted."""
        return tuple(sorted({*self.labels.values(), *(name for _, name in self.aliases)}))

    def as_dict(self) -> dict[str, Any]:
        """The entity as `kg show --format json` prints it."""
        return {
            "id": self.id,
            "type": str(self.type),
            "labels": dict(sorted(self.labels.items())),
            "names": list(self.names),
        }


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """How sure it is that an article's names for an entity mean this one.

    Attributes:
        entity_id: The entity that its names were linked to.
        score: 0 to 1.
        runner_up: The id of the next best one, or "".
        why: What decided.
        minted: Whether it is a new entity, for want of a known one.
        company: What it does to whom in the article, and who does it to it (see `link.profiles`).
    """

    entity_id: str
    score: float
    runner_up: str = ""
    why: str = ""
    minted: bool = False
    company: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read from one article: the claims, the entities that they speak of, and how sure their links are."""

    article: Article
    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """Trouble with one input: a line in the run's issue list, never a stopped run.

    Attributes:
        where: File, line or article id.
        problem: What is wrong, on one line.
    """

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"
