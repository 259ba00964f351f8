"""What a person should look at: pairs of entities that are likely one, and names that were linked with doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pyoxigraph import QuerySolutions

from kg.link.gazetteer import load_gazetteer
from kg.link.judgements import Judgement
from kg.link.resolver import Proposal
from kg.model import Entity
from kg.store.engine import Engine
from kg.store.namespaces import PREFIXES, entity_id
from kg.store.redirects import all_redirects

#: Links below this score are shown. Set by hand: a known name that may mean something else begins at 0.7.
DOUBTFUL_LINK = 0.75

_LINKS = """SELECT ?as ?score ?runner ?why (COUNT(*) AS ?articles) WHERE {
  ?node kg:linkedAs ?as ; kg:linkScore ?score ; kg:linkedBecause ?why .
  FILTER(?score < %s)
  OPTIONAL { ?node kg:runnerUp ?runner }
} GROUP BY ?as ?score ?runner ?why"""
_USES = (
    "SELECT ?now (COUNT(DISTINCT ?graph) AS ?articles) WHERE { GRAPH ?graph { ?node kg:refersTo ?now } } GROUP BY ?now"
)


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


def _known_name(identity: str) -> str:
    """What a thing is called that no article has been linked to, or ""."""
    known = load_gazetteer().entities.get(identity)
    return known.label() if known is not None else ""


def list_doubts(
    store: Engine, entities: Iterable[Entity], judgements: Sequence[Judgement], proposals: Iterable[Proposal]
) -> list[Doubt]:
    """What to decide, most valuable first.

    Args:
        store: Where to look for doubtful links.
        entities: Every entity.
        judgements: What was decided already.
        proposals: Pairs that may be one and were not merged.
    """
    labels = {entity.id: entity.label() for entity in entities}
    uses = {entity_id(row["now"]): int(row["articles"].value) for row in _rows(store, _USES)}
    now = all_redirects(store)

    def named(identity: str) -> tuple[str, str]:
        return identity, labels.get(now.get(identity, identity)) or _known_name(identity) or identity

    def merge(one: Proposal) -> Doubt:
        articles = sum(uses.get(each, 0) for each in one.pair)
        return Doubt("merge", named(one.pair[0]), named(one.pair[1]), one.score, articles, one.why)

    found = [merge(one) for one in proposals]
    pairs = [one.pair for one in judgements if one.other]
    decided = {tuple(sorted(now.get(one, one) for one in pair)) for pair in pairs}
    spoken_of = {one.about for one in judgements} | {one.other for one in judgements}
    for row in _rows(store, _LINKS % DOUBTFUL_LINK):
        identity = entity_id(row["as"])
        runner = entity_id(row["runner"]) if row["runner"] is not None else ""
        pair = tuple(sorted(now.get(one, one) for one in (identity, runner)))
        is_open = pair[0] != pair[1] and pair not in decided if runner else identity not in spoken_of
        if is_open:
            score, articles = float(row["score"].value), int(row["articles"].value)
            other = named(runner) if runner else ("", "")
            found.append(Doubt("link", named(identity), other, score, articles, row["why"].value))
    return sorted(found, key=lambda one: (-one.value, one.kind, one.one, one.other, one.why))


def _rows(store: Engine, query: str) -> QuerySolutions:
    return cast(QuerySolutions, store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
