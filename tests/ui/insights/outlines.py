"""Claims without words, and deals, made by hand."""

from __future__ import annotations

from kg.store.outlines import ClaimOutline
from kg.timeline import Deal, DealState, Step


def outline(
    subject: str,
    relation: str,
    other: str,
    *,
    status: str = "asserted",
    day: str = "2024-01-15",
    confidence: float = 0.9,
    id: str = "",
) -> ClaimOutline:
    """A claim, by default in an article of its own."""
    name = id or f"{subject}-{relation}-{other}-{status}-{day}-{confidence}"
    return ClaimOutline(name, name, subject, relation, other, status, "", confidence, day, day)


def deal(
    *steps: tuple[str, DealState],
    subject: str = "A",
    relation: str = "investsIn",
    other: str = "B",
    state: DealState | None = None,
    claims: tuple[str, ...] = (),
) -> Deal:
    """A deal with these steps, as far as the last of them."""
    days = [day for day, _ in steps if day]
    told = tuple(Step(day, step, f"{subject}-{other}-{step}") for day, step in steps)
    end = state or steps[-1][1]
    return Deal(subject, relation, other, min(days, default=""), max(days, default=""), end, told, claims)
