from dataclasses import replace

import pytest

from kg.errors import InvalidClaim
from kg.model import Extraction
from kg.store import KnowledgeBase
from tests.builders import investment_en, staff_ja, venture_ja


def _moved(claim):
    return replace(claim, sentence=replace(claim.sentence, start=1, end=claim.sentence.end + 1))


def _reworded(claim):
    return replace(claim, trigger=replace(claim.trigger, text=claim.trigger.text[::-1]))


def _made_up(claim):
    return replace(claim, subject=replace(claim.subject, span=replace(claim.subject.span, text="Apple")))


def _negative(claim):
    return replace(claim, trigger=replace(claim.trigger, start=-5))


def _other_article(claim):
    return replace(claim, article="another")


def _unlinked(claim):
    return replace(claim, subject=replace(claim.subject, entity_id=""))


def _unknown_relation(claim):
    return replace(claim, relation="befriends")


def _reserved(claim):
    return replace(claim, qualifiers={"subjectText": "x"})


def _unsorted(claim):
    return replace(claim, subject=replace(claim.subject, names=("b", "a")))


def _not_unicode(claim):
    return replace(claim, qualifiers={"topic": "\ud800"})


SPOILS = [_moved, _reworded, _made_up, _negative, _other_article, _unlinked, _unknown_relation, _reserved, _unsorted]


@pytest.mark.parametrize("make", [investment_en, venture_ja, staff_ja])
@pytest.mark.parametrize("spoil", [*SPOILS, _not_unicode])
def test_a_claim_that_its_article_does_not_back_is_refused_and_nothing_written(spoil, make):
    extraction = make()
    spoilt = replace(extraction, claims=(*extraction.claims[:-1], spoil(extraction.claims[-1])))
    with KnowledgeBase.in_memory() as base:
        before = set(base.quads())
        with pytest.raises(InvalidClaim) as caught:
            base.add(spoilt)
        assert extraction.article.id in str(caught.value)
        assert "\n" not in str(caught.value)
        assert set(base.quads()) == before


def test_two_claims_at_one_place_are_refused_unless_they_are_the_same():
    extraction = investment_en()
    (claim,) = extraction.claims
    with KnowledgeBase.in_memory() as base:
        with pytest.raises(InvalidClaim, match="same place"):
            base.add(Extraction(extraction.article, (claim, replace(claim, confidence=0.1))))
        assert base.add(Extraction(extraction.article, (claim, claim))) == 1
        assert base.claims() == [claim]
