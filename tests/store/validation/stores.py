"""A sound store with something of everything, and updates that spoil a copy of it."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Quad, Store

from kg.link.judgements import Judgement, Verdict
from kg.model import Status
from kg.store import KnowledgeBase
from kg.store.namespaces import PREFIX_HEADER
from tests.builders import MICROSOFT, NVIDIA, OPENAI, REUTERS, SOFTBANK, samples, simple_extraction


@cache
def sound_quads() -> tuple[Quad, ...]:
    """Articles in both languages, a merge, a new name and a rejected claim."""
    rejected = simple_extraction(NVIDIA, "acquires", SOFTBANK)
    dates = {"startDate": "2016", "endDate": "2019-02-06"}
    dated = simple_extraction(SOFTBANK, "ownsStakeIn", NVIDIA, lang="ja", qualifiers=dates)
    # From May until some time in the same year: right, though the first day of the year is before May.
    vague = simple_extraction(
        OPENAI, "partnersWith", NVIDIA, qualifiers={"startDate": "2023-05", "endDate": "2023"}, status=Status.REPORTED
    )
    with KnowledgeBase.in_memory() as base:
        base.add([*samples(), rejected, dated, vague])
        base.judge(
            [
                Judgement(Verdict.MERGE, REUTERS.id, SOFTBANK.id, who="tester"),
                Judgement(Verdict.RENAME, MICROSOFT.id, value="Microsoft Corp.", lang="en"),
                Judgement(Verdict.REJECT, rejected.claims[0].id),
            ]
        )
        return tuple(base.quads())


def spoiled_store(update: str = "") -> Store:
    """A copy of it in memory, after an update."""
    store = Store()
    store.extend(sound_quads())
    if update:
        store.update(PREFIX_HEADER + update)
    return store


def put(node: str, old: str, new: str = "") -> str:
    """An update that puts one thing that is said of a node in place of another, or only takes it away.

    Args:
        node: How the node is found, as `?n`, in one graph.
        old: What is said of it, as property and value.
        new: What is to be said instead.
    """
    insert = f"INSERT {{ GRAPH ?g {{ ?n {new} }} }}" if new else ""
    return f"DELETE {{ GRAPH ?g {{ ?n {old} }} }} {insert} WHERE {{ GRAPH ?g {{ {node} ?n {old} }} }}"


def say(node: str, new: str) -> str:
    """An update that says something more of a node, which is found as `?n`."""
    return f"INSERT {{ GRAPH ?g {{ ?n {new} }} }} WHERE {{ GRAPH ?g {{ {node} }} }}"
