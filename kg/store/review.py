"""What a person should look at: pairs of entities that are likely one, and names that were linked with doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pyoxigraph import QuerySolutions

from kg.link.gazetteer import load_gazetteer
from kg.link.judgements import Judgement
from kg.link.resolver import Proposal
from kg.model import Entity
from kg.store.engine import Engine
from kg.store.namespaces import PREFIXES, entity_id, entity_iri
from kg.store.redirects import all_redirects

#: Links below this score are shown. Set by hand: a known name that may mean something else begins at 0.7.
DOUBTFUL_LINK = 0.75

_LINKS = """SELECT ?as ?score ?runner ?why (COUNT(*) AS ?articles) WHERE {
  %s
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


def _named(identity: str, now: Mapping[str, str], label_of: Callable[[str], str]) -> tuple[str, str]:
    return identity, label_of(now.get(identity, identity)) or known_name(identity) or identity


def known_name(identity: str, lang: str = "en") -> str:
    """What a thing is called that no article has been linked to, or ""."""
    known = load_gazetteer().entities.get(identity)
    return known.label(lang) if known is not None else ""


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

    def label_of(identity: str) -> str:
        return labels.get(identity, "")

    def merge(one: Proposal) -> Doubt:
        first, second = (_named(each, now, label_of) for each in one.pair)
        return Doubt("merge", first, second, one.score, sum(uses.get(each, 0) for each in one.pair), one.why)

    links = _doubtful_links(store, judgements, now, label_of)
    return _most_valuable_first((*map(merge, proposals), *links))


def list_link_doubts(
    store: Engine, identity: str, judgements: Sequence[Judgement], label_of: Callable[[str], str]
) -> list[Doubt]:
    """With what doubt names were linked to an entity, as long as nobody has decided; most valuable first.

    Args:
        store: Where to look.
        identity: The entity.
        judgements: What was decided already.
        label_of: What an entity of the store is called, "" if there is none of this id.
    """
    now = all_redirects(store)
    own = sorted({identity, *(old for old, new in now.items() if new == identity)})
    return _most_valuable_first(_doubtful_links(store, judgements, now, label_of, own))


def _doubtful_links(
    store: Engine,
    judgements: Sequence[Judgement],
    now: Mapping[str, str],
    label_of: Callable[[str], str],
    own: Sequence[str] = (),
) -> Iterator[Doubt]:
    """The doubtful links of these entities, or of all."""
    pairs = [one.pair for one in judgements if one.other]
    decided = {tuple(sorted(now.get(one, one) for one in pair)) for pair in pairs}
    spoken_of = {one.about for one in judgements} | {one.other for one in judgements}
    which = f"VALUES ?as {{ {' '.join(str(entity_iri(one)) for one in own)} }}" if own else ""
    for row in _rows(store, _LINKS % (which, DOUBTFUL_LINK)):
        identity = entity_id(row["as"])
        runner = entity_id(row["runner"]) if row["runner"] is not None else ""
        pair = tuple(sorted(now.get(one, one) for one in (identity, runner)))
        is_open = pair[0] != pair[1] and pair not in decided if runner else identity not in spoken_of
        if is_open:
            score, articles = float(row["score"].value), int(row["articles"].value)
            one, other = (_named(each, now, label_of) if each else ("", "") for each in (identity, runner))
            yield Doubt("link", one, other, score, articles, row["why"].value)


def _most_valuable_first(found: Iterable[Doubt]) -> list[Doubt]:
    return sorted(found, key=lambda one: (-one.value, one.kind, one.one, one.other, one.why))


def _rows(store: Engine, query: str) -> QuerySolutions:
    return cast(QuerySolutions, store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
