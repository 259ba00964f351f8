"""Who pulls strings: several measures of one entity side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.network.measures import Link, measure_entities, neighbours_of


@dataclass(frozen=True, slots=True)
class Standing:
    """How much an entity counts in the network.

    Attributes:
        entity_id: Which.
        weight: The confidence of all claims that it shares with others, added up.
        betweenness: How many shortest paths between others lead over it, 1 for the entity with the most.
        rank: PageRank, 1 for the entity with the highest: who is tied to those who count, counts.
        reach: How many others it can reach in at most two steps.
    """

    entity_id: str
    weight: float
    betweenness: float
    rank: float
    reach: int


def rank_standing(links: Iterable[Link]) -> list[Standing]:
    """The standing of every entity that has a link, the heaviest first; ties in the order of their ids.

    Of large networks betweenness is an estimate from some of the entities, the same ones every time.

    Args:
        links: What there is between entities, as for `measure_entities`.
    """
    links = list(links)
    weights = measure_entities(links, "weight")
    between, ranks = (_relative(measure_entities(links, name)) for name in ("betweenness", "rank"))
    reach = _reach(neighbours_of(links))
    found = [Standing(one, weight, between[one], ranks[one], reach[one]) for one, weight in weights.items()]
    return sorted(found, key=lambda one: (-one.weight, one.entity_id))


def _relative(values: dict[str, float]) -> dict[str, float]:
    highest = max(values.values(), default=0.0)
    return {one: round(value / highest, 6) if highest else 0.0 for one, value in values.items()}


def _reach(neighbours: dict[str, dict[str, float]]) -> dict[str, int]:
    return {
        one: len({far for near in others for far in neighbours[near]} | others.keys()) - 1 if others else 0
        for one, others in neighbours.items()
    }
