"""Articles that nobody wrote, for measuring stores of any size: the same ones every time.

About four claims each, in English and in Japanese by turns; of all relations, with every qualifier that they may carry.
Few entities are in many articles and many in few, as in the news: the n-th is as frequent as 1/n.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path

from pyoxigraph import Quad

from kg.model import Article, Claim, Entity, EntityType, Extraction, Mention, QualifierValue, Span, Stage, Status
from kg.schema import Relation, Schema, load_schema
from kg.store.derive import Observations, derive_observed, observe
from kg.store.disk import StoreFolder
from kg.store.mapping import extraction_quads
from kg.store.ontology import build_ontology

CLAIMS = 4
FIRST_DAY = date(2015, 1, 1)
DAYS = 3650
# As often as in our gold files, roughly.
STATUSES = {
    Status.ASSERTED: 62,
    Status.REPORTED: 14,
    Status.PLANNED: 12,
    Status.PREDICTED: 4,
    Status.POSSIBLE: 5,
    Status.DENIED: 2,
    Status.HYPOTHETICAL: 1,
}
STAGES = (None, None, None, Stage.TALKS, Stage.ANNOUNCED, Stage.AGREED, Stage.COMPLETED, Stage.CANCELLED, Stage.ENDED)
TYPES = {EntityType.ORGANIZATION: 65, EntityType.PERSON: 20, EntityType.PRODUCT: 10, EntityType.PLACE: 5}
LATIN = [f"{first}{vowel}{last}" for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "x")]
KANA = [f"{sign}{last}" for sign in "アイエカキクサシスタトナノハマメラリロ" for last in ("", "ン", "ー", "ル")]


@dataclass
class World:
    """What the articles speak of.

    Attributes:
        size: How many entities there are.
        seed: Another one makes other articles.
    """

    size: int = 2_000
    seed: int = 7
    schema: Schema = field(default_factory=load_schema)

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        self.entities: dict[EntityType, list[Entity]] = {kind: [] for kind in TYPES}
        for number in range(self.size):
            kind = chance.choices(list(TYPES), list(TYPES.values()))[0]
            english = f"{''.join(chance.choices(LATIN, k=2)).title()} {number}"
            japanese = f"{''.join(chance.choices(KANA, k=3))}{number}"
            self.entities[kind].append(Entity(f"Q{9_000_000 + number}", kind, {"en": english, "ja": japanese}))
        self._weights = {
            kind: list(accumulate(1 / rank for rank in range(1, len(found) + 1)))
            for kind, found in self.entities.items()
        }
        possible = [one for one in self.schema.relations.values() if all(map(self._has, self._ends(one)))]
        self.relations = sorted(possible, key=lambda one: one.name)

    @staticmethod
    def _ends(relation: Relation) -> list[tuple[EntityType, ...]]:
        return [relation.subject_types, *([relation.object_types] if relation.object_types else [])]

    def _has(self, types: tuple[EntityType, ...]) -> bool:
        return any(self.entities.get(one) for one in types)

    def entity(self, chance: random.Random, types: tuple[EntityType, ...]) -> Entity:
        """An entity of one of these types, the well-known ones more often."""
        kind = chance.choice([one for one in types if self.entities.get(one)])
        return chance.choices(self.entities[kind], cum_weights=self._weights[kind])[0]


def generate(count: int, world: World | None = None, start: int = 0) -> Iterator[Extraction]:
    """So many articles with their claims, from a number on."""
    world = world or World()
    for number in range(start, start + count):
        yield _article(number, world)


def _article(number: int, world: World) -> Extraction:
    chance = random.Random(f"{world.seed} {number}")
    lang = ("en", "ja")[number % 2]
    plans = [_plan(chance, world, lang) for _ in range(CLAIMS)]
    text = "\n".join([f"{'Report' if lang == 'en' else '記事'} {number}.", *(plan.sentence for plan in plans)])
    published = (FIRST_DAY + timedelta(days=chance.randrange(DAYS))).isoformat()
    title = plans[0].sentence.rstrip("。.")
    url = f"https://news.example/{number}"
    article = Article(f"generated-{number}", text, title, published, lang, f"Example {number % 50}", url)
    claims, start = [], text.index("\n") + 1
    for plan in plans:
        claims.append(plan.claim(article, start))
        start += len(plan.sentence) + 1
    mentioned = {one.id: one for plan in plans for one in (plan.subject, plan.object) if one}
    return Extraction(article, tuple(claims), tuple(mentioned[key] for key in sorted(mentioned)))


@dataclass
class _Plan:
    """A sentence to be, and what it says."""

    relation: Relation
    subject: Entity
    object: Entity | None
    lang: str
    chance: random.Random

    @property
    def trigger(self) -> str:
        return self.relation.labels[self.lang]

    @property
    def sentence(self) -> str:
        other = self.object.label(self.lang) if self.object else ""
        if self.lang == "en":
            return f"{self.subject.label('en')} {self.trigger} {other}.".replace(" .", ".")
        return f"{self.subject.label('ja')}は{other}{self.trigger}。"

    def claim(self, article: Article, start: int) -> Claim:
        def span(words: str, after: int = 0) -> Span:
            at = start + self.sentence.index(words, after)
            return Span(at, at + len(words), words)

        def mention(entity: Entity, after: int) -> Mention:
            name = entity.label(self.lang)
            return Mention(span(name, after), name, entity.type, entity.names, entity.id)

        first = len(self.subject.label(self.lang))
        chance = self.chance
        return Claim(
            article=article.id,
            article_hash=article.hash,
            subject=mention(self.subject, 0),
            relation=self.relation.name,
            object=mention(self.object, first) if self.object else None,
            status=chance.choices(list(STATUSES), list(STATUSES.values()))[0],
            stage=chance.choice(STAGES),
            sentence=Span(start, start + len(self.sentence), self.sentence),
            trigger=span(self.trigger, first),
            qualifiers=_qualifiers(self.relation, chance, self.lang),
            confidence=round(chance.uniform(0.4, 1.0), 4),
            rule=f"{self.relation.name}/generated",
        )


def _plan(chance: random.Random, world: World, lang: str) -> _Plan:
    relation = chance.choice(world.relations)
    subject = world.entity(chance, relation.subject_types)
    other = None
    while relation.object_types and (other is None or other == subject):
        other = world.entity(chance, relation.object_types)
    return _Plan(relation, subject, other, lang, chance)


def _qualifiers(relation: Relation, chance: random.Random, lang: str) -> dict[str, QualifierValue]:
    """Each that the relation may carry in one claim of three; dates of every precision."""
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    values: dict[str, QualifierValue] = {
        "amount": chance.randrange(1, 900) * 1_000_000,
        "currency": chance.choice(("USD", "JPY", "EUR")),
        "share": round(chance.random(), 3),
        "round": "Series B",
        "valuation": chance.randrange(1, 90) * 1_000_000_000,
        "role": {"en": "chief executive", "ja": "最高経営責任者"}[lang],
        "roleType": "ceo",
        "headcount": chance.randrange(10, 90_000),
        "product": {"en": "chips", "ja": "半導体"}[lang],
        "topic": {"en": "artificial intelligence", "ja": "人工知能"}[lang],
        "eventDate": day.isoformat()[: chance.choice((4, 7, 10))],
        "startDate": day.isoformat()[: chance.choice((4, 7, 10))],
        "endDate": (day + timedelta(days=400)).isoformat(),
        "manner": "acquisition",
        "place": {"en": "Tokyo", "ja": "東京"}[lang],
    }
    return {name: values[name] for name in relation.qualifiers if name in values and chance.random() < 1 / 3}


def write_store(folder: Path, extractions: Iterable[Extraction], schema: Schema | None = None) -> int:
    """A store on disk with these articles, none of which names an entity that is to be merged.

    It is what adding the articles one by one would make, and a hundred times as fast.

    Returns:
        How many claims there are.
    """
    schema = schema or load_schema()
    place = StoreFolder(folder)
    store = place.open_writer()
    try:
        store.bulk_extend(build_ontology(schema))
        claims, found, rest = 0, Observations(), iter(extractions)
        while some := list(islice(rest, 1_000)):
            quads: list[Quad] = [quad for one in some for quad in extraction_quads(one, schema)]
            claims += sum(len(one.claims) for one in some)
            observe(quads, schema, found)
            store.bulk_extend(quads)
        store.bulk_extend(derive_observed(found, schema))
        place.publish(store)
    finally:
        del store
        place.release()
    return claims
