"""What the views read of a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, OPENAI
from ui.snapshot import Snapshot, read_snapshot


@pytest.fixture(scope="module")
def snapshot(sample_store: Path) -> Snapshot:
    return read_snapshot(sample_store)


def test_claims_are_found_by_what_they_are_about(snapshot: Snapshot) -> None:
    for entity, found in snapshot.by_entity.items():
        assert found == tuple(one for one in snapshot.outlines if entity in (one.subject, one.object))
    between = snapshot.claims_between(MICROSOFT.id, OPENAI.id)
    assert between and between == snapshot.claims_between(OPENAI.id, MICROSOFT.id)
    assert {frozenset((one.subject, one.object)) for one in between} == {frozenset((MICROSOFT.id, OPENAI.id))}
    assert snapshot.claims_between(MICROSOFT.id, "nobody") == ()


def test_words_are_read_for_what_is_asked_in_the_order_asked(snapshot: Snapshot) -> None:
    some = [*reversed(snapshot.outlines)][:3]
    claims = snapshot.read_claims(some)
    assert [claim.id for claim in claims] == [one.id for one in some]
    with KnowledgeBase.open(snapshot.store, read_only=True) as kb:
        assert claims == [claim for one in some for claim in kb.claims(ids=[one.id])]
    assert snapshot.read_claims([]) == []


@pytest.mark.parametrize("typed", ["altm", "アルトマン"])
def test_names_of_both_languages_are_suggested(snapshot: Snapshot, typed: str) -> None:
    assert snapshot.suggest(typed)[0].id == ALTMAN.id
