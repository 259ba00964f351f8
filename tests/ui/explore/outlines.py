"""Claims without words, made by hand, for looking at graphs and scenes."""

from __future__ import annotations

from ui.explore.graph import EvidenceGraph, build_graph
from ui.snapshot import ClaimOutline


def outline(
    subject: str,
    other: str,
    relation: str = "acquires",
    *,
    status: str = "asserted",
    confidence: float = 0.9,
    day: str = "2024-01-01",
    article: str = "1",
    number: int = 0,
) -> ClaimOutline:
    """One claim."""
    name = f"{article}-{relation}-{status}-{subject}-{other}-{number}"
    return ClaimOutline(name, article, subject, relation, other, status, "", confidence, day, day)


def graph_of(*pairs: str) -> EvidenceGraph:
    """A graph of entities of one letter each; a pair that comes twice has two claims."""
    return build_graph(outline(pair[0], pair[1], number=number) for number, pair in enumerate(pairs))
