"""What a person should look at: pairs of entities that are likely one, and names that were linked with doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pyoxigraph import QuerySolutions, Store

from kg.link.judgements import Judgement
from kg.link.resolver import Proposal
from kg.model import Entity
from kg.store.namespaces import PREFIXES, entity_id

#: Links below this score are shown. Set by hand: a known name that may mean something else begins at 0.7.
DOUBTFUL_LINK = 0.75

_LINKS = """SELECT ?as ?score ?runner ?why (COUNT(*) AS ?articles) WHERE {
  ?node kg:linkedAs ?as ; kg:linkScore ?score ; kg:linkedBecause ?why .
  FILTER(?score < %s)
  OPTIONAL { ?node kg:runnerUp ?runner }
} GROUP BY ?as ?score ?runner ?why"""
_USES = "SELECT ?as (COUNT(*) AS ?articles) WHERE { ?node kg:linkedAs ?as } GROUP BY ?as"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to decide.

    Attributes:
        kind: "merge" for two entities that may be one, "link" for a name that may mean another entity.
        one: The id of an entity, and its label.
        other: The other one, or ("", "").
        score: How likely the two are one, or how sure the link is.
        articles: How many articles speak of either.
        why: What speaks for it.
    """

    kind: str
    one: tuple[str, str]
    other: tuple[str, str]
    score: float
    articles: int
    why: str

    def as_dict(self) -> dict[str, Any]:
        """As `kg review --format json` prints it."""
        ends = [{"id": identity, "label": label} for identity, label in (self.one, self.other) if identity]
        return {
            "kind": self.kind,
            "entities": ends,
            "score": self.score,
            "articles": self.articles,
            "value": round(self.value, 4),
            "why": self.why,
        }

    @property
    def value(self) -> float:
        """What deciding is worth: how many articles it touches, and how open it is."""
        return self.articles * (1 - abs(self.score - 0.5))


def list_doubts(
    store: Store, entities: Iterable[Entity], judgements: Sequence[Judgement], proposals: Iterable[Proposal]
) -> list[Doubt]:
    """What to decide, most valuable first.

    Args:
        store: Where to look for doubtful links.
        entities: Every entity.
        judgements: What was decided already.
        proposals: Pairs that may be one and were not merged.
    """
    labels = {entity.id: entity.label() for entity in entities}
    uses = Counter({entity_id(row["as"]): int(row["articles"].value) for row in _rows(store, _USES)})

    def named(identity: str) -> tuple[str, str]:
        return identity, labels.get(identity, identity)

    found = [
        Doubt(
            "merge",
            named(one.pair[0]),
            named(one.pair[1]),
            one.score,
            uses[one.pair[0]] + uses[one.pair[1]],
            one.why,
        )
        for one in proposals
    ]
    decided = {one.pair for one in judgements if one.other}
    decided |= {(one.about, "") for one in judgements}
    for row in _rows(store, _LINKS % DOUBTFUL_LINK):
        identity, runner = entity_id(row["as"]), row["runner"]
        other = named(entity_id(runner)) if runner is not None else ("", "")
        pair = tuple(sorted((identity, other[0]))) if other[0] else (identity, "")
        if pair not in decided:
            score, articles = float(row["score"].value), int(row["articles"].value)
            found.append(Doubt("link", named(identity), other, score, articles, row["why"].value))
    return sorted(found, key=lambda one: (-one.value, one.kind, one.one, one.other, one.why))


def _rows(store: Store, query: str) -> QuerySolutions:
    return cast(QuerySolutions, store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
