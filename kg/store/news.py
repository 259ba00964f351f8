"""What articles of some days told that was not told before: facts, plans and rumours, what became of them, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import QueryError
from kg.model import Stage, Status
from kg.schema import Schema
from kg.store.outlines import ClaimOutline
from kg.text.partial_dates import first_day
from kg.timeline.told import CALLED_OFF, CLOSING_STAGES, LEAST_CONFIDENCE, NEVER, OPEN_STAGES, ordered_ends

FACT, RUMOUR, CONFIRMED, DENIED = "fact", "rumour", "confirmed", "denied"

_Key = tuple[str, str, str]
_BY_KIND = Mapping[str, list[ClaimOutline]]


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that is new.

    Attributes:
        kind: "fact", "rumour" (anything from a plan to talk of what may be), "confirmed" (a fact now, and before only a
            rumour or denied), "denied", or a stage that ends something ("cancelled", "blocked", "ended").
        subject: Who.
        relation: Does what.
        object: To whom; "" where nobody is.
        claims: The claims that tell it, the surest first.
        articles: How many articles tell it.
    """

    kind: str
    subject: str
    relation: str
    object: str
    claims: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class News:
    """What is new, the most important first.

    Attributes:
        since: ISO date: the first day of publication that counts.
        until: ISO date: the last one; "" for no end.
        about: The entity that all is about, or "".
        changes: What was told before and is otherwise now.
        facts: What is told as a fact for the first time, and was never talked of before.
        rumours: What is planned, expected or thought possible for the first time.
        entities: Who is spoken of for the first time.
        undated: How many claims cannot count, because nobody knows when they were published.
        counts: How many of each there were before the list was cut.
    """

    since: str
    until: str
    about: str
    changes: tuple[NewsItem, ...]
    facts: tuple[NewsItem, ...]
    rumours: tuple[NewsItem, ...]
    entities: tuple[str, ...]
    undated: int
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def claims(self) -> tuple[str, ...]:
        """The surest claim of every item: what a reader needs the words of."""
        return tuple(item.claims[0] for item in (*self.changes, *self.facts, *self.rumours))

    def first(self, limit: int) -> News:
        """The same with so many of each at most."""
        return replace(
            self,
            changes=self.changes[:limit],
            facts=self.facts[:limit],
            rumours=self.rumours[:limit],
            entities=self.entities[:limit],
        )


def find_news(
    outlines: Iterable[ClaimOutline], schema: Schema, since: str, until: str = "", *, about: str = ""
) -> News:
    """What articles of these days told that no earlier article did.

    Important is what many articles tell, and among equals what is about those of whom most is told.

    Args:
        outlines: All claims.
        schema: Which relations are symmetric.
        since: ISO date: the first day of publication that counts.
        until: ISO date: the last one; "" for no end.
        about: The id of an entity: only what it has to do with.

    Raises:
        QueryError: One of the two is no date.
    """
    for day in (since, until) if until else (since,):
        if first_day(day) != (day, "day"):
            raise QueryError("not a date; write it as YYYY-MM-DD", about=day)
    told: dict[_Key, list[ClaimOutline]] = defaultdict(list)
    fame: dict[str, int] = defaultdict(int)
    undated = 0
    for one in outlines:
        for end in {one.subject, one.object} - {""}:
            fame[end] += 1
        if about and about not in (one.subject, one.object):
            continue
        if not one.reported:
            undated += 1
        elif one.reported <= (until or NEVER) and one.subject:
            told[(*_ends(one, schema), one.relation)].append(one)
    items = [item for key, claims in told.items() for item in _items(key, claims, since)]
    items.sort(key=lambda item: (-item.articles, -fame[item.subject] - fame[item.object], _key(item)))
    changes, facts, rumours = (
        tuple(item for item in items if _section(item) == name) for name in ("changes", FACT, RUMOUR)
    )
    entities = _new_entities(told.values(), since, about)
    counts = {"changes": len(changes), "facts": len(facts), "rumours": len(rumours), "entities": len(entities)}
    return News(since, until, about, changes, facts, rumours, entities, undated, counts)


def _ends(one: ClaimOutline, schema: Schema) -> tuple[str, str]:
    return ordered_ends(one.subject, one.object, one.relation, schema)


def _key(item: NewsItem) -> tuple[str, ...]:
    return item.relation, item.subject, item.object, item.kind


def _section(item: NewsItem) -> str:
    return item.kind if item.kind in (FACT, RUMOUR) else "changes"


def _kind(one: ClaimOutline) -> str:
    """What a claim makes of its statement: a fact, a rumour, a denial or an end; "" where it says nothing of it."""
    if one.confidence < LEAST_CONFIDENCE or one.status == Status.HYPOTHETICAL:
        return ""
    stage = Stage(one.stage) if one.stage else None
    if Status(one.status).is_factual:
        return RUMOUR if stage in OPEN_STAGES else str(stage) if stage in CLOSING_STAGES else FACT
    if one.status == Status.DENIED:
        return str(stage) if stage in CALLED_OFF else DENIED
    return RUMOUR


def _items(key: _Key, claims: Iterable[ClaimOutline], since: str) -> list[NewsItem]:
    before: set[str] = set()
    now: dict[str, list[ClaimOutline]] = defaultdict(list)
    for one in claims:
        kind = _kind(one)
        if kind and one.reported < since:
            before.add(kind)
        elif kind:
            now[kind].append(one)
    return [_item(kind, key, now[heard]) for heard, kind in _what_is_new(before, now)]


def _what_is_new(before: set[str], now: _BY_KIND) -> list[tuple[str, str]]:
    """Kinds of claims, each with the kind of news that they are."""
    found = []
    for kind in sorted(now.keys() - before):
        if kind == FACT:
            found.append((kind, CONFIRMED if before & {RUMOUR, DENIED} else FACT))
        elif kind == RUMOUR:
            # After a fact it is no news that it may be so, and what is told as a fact at once was no rumour for long.
            found += [] if before or FACT in now else [(kind, RUMOUR)]
        else:
            found.append((kind, kind))
    return found


def _item(kind: str, key: _Key, claims: Iterable[ClaimOutline]) -> NewsItem:
    subject, object_, relation = key
    surest = sorted(claims, key=lambda one: (-one.confidence, one.reported, one.id))
    articles = len({one.article_hash for one in surest})
    return NewsItem(kind, subject, relation, object_, tuple(one.id for one in surest), articles)


def _new_entities(told: Iterable[Iterable[ClaimOutline]], since: str, about: str) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    known = {about}
    for claims in told:
        for one in claims:
            ends = {one.subject, one.object} - {""}
            if one.reported < since:
                known |= ends
            else:
                for end in ends:
                    counts[end] += 1
    return tuple(sorted(counts.keys() - known, key=lambda one: (-counts[one], one)))
