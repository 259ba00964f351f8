"""What became of deals that began as a rumour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.timeline import Deal, DealState
from ui.insights.network import Choice

OUTCOMES = ("true", "announced", "died", "open")
_DEAD = frozenset({DealState.CANCELLED, DealState.BLOCKED, DealState.ENDED})


@dataclass(frozen=True, slots=True)
class Rumour:
    """A deal that was talked of before it was announced.

    Attributes:
        deal: The deal.
        outcome: "true" (it was done), "announced", "died" (called off, blocked or over without being done) or "open".
        begun: ISO date of the rumour, or "".
        ended: ISO date of the outcome; "" while it is open, or where nobody knows.
    """

    deal: Deal
    outcome: str
    begun: str
    ended: str

    @property
    def days(self) -> int | None:
        """How long it took, where both days are known."""
        if not self.begun or not self.ended:
            return None
        return (date.fromisoformat(self.ended) - date.fromisoformat(self.begun)).days


def follow_rumours(deals: Iterable[Deal], choice: Choice) -> list[Rumour]:
    """Deals that began as a rumour, and what became of them, the latest news first.

    Args:
        deals: All deals.
        choice: Which days count, by that of the rumour.
    """
    found = [rumour for deal in deals if (rumour := _follow(deal)) and choice.includes(rumour.begun)]
    found.sort(key=lambda one: one.deal)
    return sorted(found, key=lambda one: one.ended or one.deal.last or one.begun, reverse=True)


def _follow(deal: Deal) -> Rumour | None:
    steps = {step.state: step.day for step in deal.steps}
    if not deal.steps or deal.steps[0].state is not DealState.RUMOURED:
        return None
    begun = steps[DealState.RUMOURED]
    if deal.state is DealState.RUMOURED:
        return Rumour(deal, "open", begun, "")
    # What was done and ended later did come true.
    if DealState.COMPLETED in steps and deal.state not in _DEAD - {DealState.ENDED}:
        return Rumour(deal, "true", begun, steps[DealState.COMPLETED])
    if deal.state in _DEAD:
        return Rumour(deal, "died", begun, steps.get(deal.state, ""))
    return Rumour(deal, "announced", begun, steps.get(DealState.ANNOUNCED, ""))
