"""Lives of deals, chosen and put on a common line of time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.store.outlines import ClaimOutline
from kg.timeline import Deal
from ui.timeline.scale import Scale, make_scale

MOST_READ = 12
"""Claims of a deal that are read for its amounts: each takes about a millisecond. A judgement, not tuned."""


def select_deals(
    deals: Iterable[Deal], states: Collection[str] = (), since: str = "", until: str = ""
) -> tuple[Deal, ...]:
    """The deals in one of these states (all if none is given) that were told of in a range of days, newest first."""
    found = [deal for deal in sorted(deals) if (not states or deal.state in states) and _is_told(deal, since, until)]
    return tuple(sorted(found, key=lambda deal: (deal.last, deal.start), reverse=True))


def _is_told(deal: Deal, since: str, until: str) -> bool:
    if not deal.last:
        return not since and not until
    return (not since or since <= deal.last) and (not until or deal.start <= until)


def scale_of(deals: Iterable[Deal]) -> Scale | None:
    """The line of time on which all these deals lie; None where none has a date."""
    return make_scale(day for deal in deals for day in (deal.start, deal.last, *(step.day for step in deal.steps)))


def claims_to_read(
    deals: Iterable[Deal], by_entity: Mapping[str, Sequence[ClaimOutline]]
) -> list[tuple[list[ClaimOutline], list[ClaimOutline]]]:
    """For each deal all its claims, and those of them that are read for its amounts: the latest."""
    found = []
    for deal in deals:
        ends = [by_entity.get(one, ()) for one in (deal.subject, deal.object) if one]
        wanted = set(deal.claims)
        told = [claim for claim in min(ends, key=len, default=()) if claim.id in wanted]
        told.sort(key=lambda claim: (claim.reported, claim.id), reverse=True)
        found.append((told, told[:MOST_READ]))
    return found
