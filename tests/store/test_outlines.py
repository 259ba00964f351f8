"""All claims without their words."""

from __future__ import annotations

import pytest

from kg.link.judgements import Judgement, Verdict
from kg.store import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, OPENAI, simple_extraction
from tests.ui.sample import sample_extractions

pytestmark = pytest.mark.every_engine


def test_outlines_are_what_claims_are_without_their_words() -> None:
    kb = KnowledgeBase.in_memory()
    kb.add(sample_extractions())
    records = {record.hash: record for record in kb.articles()}
    claims = kb.claims()
    assert [one.id for one in kb.outlines()] == [claim.id for claim in claims]
    for outline, claim in zip(kb.outlines(), claims, strict=True):
        ends = (claim.subject.entity_id, claim.object.entity_id if claim.object else "")
        assert (outline.subject, outline.object) == ends
        assert (outline.relation, outline.status, outline.confidence) == (
            claim.relation,
            str(claim.status),
            claim.confidence,
        )
        assert outline.stage == (str(claim.stage) if claim.stage else "")
        assert outline.article_hash == claim.article_hash
        assert outline.reported == records[claim.article_hash].published
        told = claim.qualifiers.get("startDate") or claim.qualifiers.get("eventDate") or outline.reported
        assert outline.day.startswith(str(told))


def test_rejected_claims_and_merged_entities_are_seen() -> None:
    kb = KnowledgeBase.in_memory()
    kb.add([simple_extraction(MICROSOFT, "investsIn", OPENAI), simple_extraction(ALTMAN, "executiveOf", OPENAI)])
    before = kb.outlines()
    gone = next(one for one in before if one.relation == "investsIn")
    kb.judge([Judgement(Verdict.REJECT, gone.id), Judgement(Verdict.MERGE, ALTMAN.id, MICROSOFT.id)])
    (left,) = kb.outlines()
    assert left.id == next(one.id for one in before if one != gone)
    assert left.subject == kb.entity(ALTMAN.id).id == kb.entity(MICROSOFT.id).id
