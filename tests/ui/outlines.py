"""Outlines of claims, made by hand."""

from __future__ import annotations

from kg.store.outlines import ClaimOutline


def outline(
    number: int,
    subject: str,
    relation: str,
    other: str = "",
    *,
    day: str = "2024-01-01",
    status: str = "asserted",
    article: str = "",
    reported: str = "",
) -> ClaimOutline:
    """The outline of a claim, named by its number."""
    return ClaimOutline(
        f"c{number}", article or f"a{number}", subject, relation, other, status, "", 0.9, day, reported or day
    )
