"""What tests ask of the folder of a store."""

from __future__ import annotations

from pathlib import Path

from kg.store import KnowledgeBase
from tests.builders import MICROSOFT, OPENAI, simple_extraction


def many(count: int):
    """So many articles, with a claim each."""
    return [simple_extraction(MICROSOFT, "investsIn", OPENAI, text=str(number)) for number in range(count)]


def article_count(path: Path) -> int:
    """How many articles a reader sees."""
    with KnowledgeBase.open(path, read_only=True) as base:
        return len(base.articles())


def snapshots(path: Path) -> list[str]:
    """The names of the snapshots, the oldest first."""
    return sorted(one.name for one in (path / "snapshots").iterdir())
