"""Some claims as RDF."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyoxigraph import RdfFormat, parse

from kg.store import KnowledgeBase
from tests.builders import MICROSOFT, OPENAI, SOFTBANK, simple_extraction


@pytest.fixture
def base() -> KnowledgeBase:
    kb = KnowledgeBase.in_memory()
    kb.add(simple_extraction(MICROSOFT, "acquires", OPENAI))
    kb.add(simple_extraction(SOFTBANK, "sues", OPENAI))
    return kb


def write(base: KnowledgeBase, *ids: str) -> bytes:
    """The claims as Turtle."""
    out = BytesIO()
    base.write_claims(ids, out)
    return out.getvalue()


def test_only_what_is_asked_for_is_written_with_all_behind_it(base: KnowledgeBase) -> None:
    (claim,) = base.claims(relation="acquires")
    triples = {quad.triple for quad in parse(write(base, claim.id), format=RdfFormat.TURTLE)}
    stored = {quad.triple for quad in base.quads()}
    assert triples <= stored
    subjects = {str(triple.subject).rsplit("/", 1)[-1].rstrip(">") for triple in triples}
    assert {claim.id, claim.article_hash, MICROSOFT.id, OPENAI.id} <= subjects
    assert SOFTBANK.id not in subjects
    assert claim.sentence.text in {triple.object.value for triple in triples if hasattr(triple.object, "language")}


def test_order_and_repeats_do_not_matter(base: KnowledgeBase) -> None:
    ids = [claim.id for claim in base.claims()]
    assert len(ids) == 2
    assert write(base, *ids) == write(base, *reversed(ids), *ids)


def test_what_is_no_claim_is_passed_over(base: KnowledgeBase) -> None:
    assert b"st:" not in write(base, "no-such-claim").replace(b"@prefix st:", b"")
