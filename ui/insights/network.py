"""The claims that an analysis is about, and what joins entities by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.network import Link
from ui.snapshot import ClaimOutline


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims count.

    Attributes:
        statuses: The statuses that do.
        since: ISO date: nothing before it; what has no day does not count then.
        until: ISO date: nothing after it; likewise.
    """

    statuses: tuple[str, ...]
    since: str = ""
    until: str = ""

    def accepts(self, claim: ClaimOutline) -> bool:
        """Whether a claim counts."""
        return claim.status in self.statuses and self.includes(claim.day)

    def includes(self, day: str) -> bool:
        """Whether a day is among those that count."""
        if not self.since and not self.until:
            return True
        return bool(day) and self.since <= day and (not self.until or day <= self.until)


def join_entities(claims: Iterable[ClaimOutline], choice: Choice) -> list[Link]:
    """What there is between each two entities, sorted."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for claim in claims:
        if claim.subject and claim.object and claim.subject != claim.object and choice.accepts(claim):
            one, other = sorted((claim.subject, claim.object))
            found[one, other].append(claim.confidence)
    return [Link(one, other, len(sure), sum(sorted(sure))) for (one, other), sure in sorted(found.items())]
