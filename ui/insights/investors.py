"""Who put how much money into others, as the sources gave it: currencies are never added up together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.timeline import Deal, DealState
from ui.insights.network import Choice

SPENDING = ("investsIn", "acquires")
"""Relations whose subject pays the amount."""
DONE = frozenset({DealState.ANNOUNCED, DealState.COMPLETED})


@dataclass(frozen=True, slots=True)
class Investor:
    """What one party put into others, in one currency.

    Attributes:
        entity_id: The party.
        currency: ISO 4217.
        low: The smallest amounts that sources gave for each deal, added up; nothing for what several paid together.
        high: The largest ones, added up; the whole of what several paid together.
        deals: The deals with an amount, the largest first.
    """

    entity_id: str
    currency: str
    low: float
    high: float
    deals: tuple[Deal, ...]


def rank_investors(
    deals: Iterable[Deal],
    amounts: Mapping[str, tuple[float, str]],
    relation: str,
    choice: Choice,
    *,
    rumoured: bool = False,
) -> dict[str, list[Investor]]:
    """Investors by currency, the currency with the most deals first, in each the largest investors first.

    Args:
        deals: All deals.
        amounts: Amount and currency of the claims that give any, by id.
        relation: One of `SPENDING`.
        choice: Which days count; a deal is of the day on which it was first told.
        rumoured: Whether deals count that are only talked of.
    """
    states = DONE | {DealState.RUMOURED} if rumoured else DONE
    deals = [one for one in deals if one.relation == relation]
    together = _paid_together(deals, amounts)
    found: dict[tuple[str, str], list[tuple[float, float, Deal]]] = defaultdict(list)
    for deal in deals:
        if deal.state in states and choice.includes(deal.start):
            told: dict[str, list[tuple[float, float]]] = defaultdict(list)
            for claim in (one for one in deal.claims if one in amounts):
                value, currency = amounts[claim]
                told[currency].append((0.0 if claim in together else value, value))
            for currency, values in told.items():
                found[currency, deal.subject].append((min(values)[0], max(high for _, high in values), deal))
    ranked: dict[str, list[Investor]] = defaultdict(list)
    for (currency, party), each in sorted(found.items()):
        largest_first = sorted(each, key=lambda one: (-one[1], one[2]))
        low, high = (sum(one[place] for one in largest_first) for place in (0, 1))
        ranked[currency].append(Investor(party, currency, low, high, tuple(one[2] for one in largest_first)))
    for investors in ranked.values():
        investors.sort(key=lambda one: (-one.high, -one.low, one.entity_id))
    return dict(sorted(ranked.items(), key=lambda item: (-sum(len(one.deals) for one in item[1]), item[0])))


def _paid_together(deals: Iterable[Deal], amounts: Mapping[str, tuple[float, str]]) -> set[str]:
    """Claims in which an article gives one amount for several who paid the same: the sum of a round, most often."""
    claims: dict[tuple[str, str, tuple[float, str]], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for deal in deals:
        for claim in (one for one in deal.claims if one in amounts):
            article = claim.partition("-")[0]
            claims[article, deal.object, amounts[claim]][deal.subject].append(claim)
    return {claim for payers in claims.values() if len(payers) > 1 for told in payers.values() for claim in told}
