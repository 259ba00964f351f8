"""The article that the project began with, where it is at hand: what must be read from it, and what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ids import fold_name
from kg.model import Claim, Extraction, Mention, Status
from kg.pipeline import extract_articles
from kg.sources import read_articles

SEED = Path(__file__).parents[2] / "shared" / "seed" / "ai-and-you-30.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not at hand")

NADELLA, ALTMAN = "サティア・ナデラ", "サム・アルトマン"
MICROSOFT, OPENAI = "マイクロソフト", "OpenAI"


@pytest.fixture(scope="module")
def seed(pipelines: None) -> Extraction:
    def fail(issue: object) -> None:
        raise AssertionError(str(issue))

    return next(extract_articles(read_articles([SEED], fail)))


def is_named(mention: Mention | None, name: str) -> bool:
    return mention is not None and fold_name(name) in map(fold_name, mention.names)


def claims_of(seed: Extraction, subject: str, relation: str, target: str, *, symmetric: bool = False) -> list[Claim]:
    pairs = [(subject, target), (target, subject)] if symmetric else [(subject, target)]
    return [
        claim
        for claim in seed
        if claim.relation == relation
        and any(is_named(claim.subject, one) and is_named(claim.object, other) for one, other in pairs)
    ]


def test_it_is_read_as_japanese(seed: Extraction) -> None:
    assert seed.article.lang == "ja"
    assert len(seed) > 10


def test_every_span_is_literal(seed: Extraction) -> None:
    for claim in seed:
        for span in claim.spans:
            assert seed.article.section(span.section)[span.start : span.end] == span.text


def test_nadella_is_ceo_of_microsoft(seed: Extraction) -> None:
    found = claims_of(seed, NADELLA, "executiveOf", MICROSOFT)
    assert [one for one in found if one.status is Status.ASSERTED and one.qualifiers.get("roleType") == "ceo"]


def test_openai_has_770_employees(seed: Extraction) -> None:
    found = [one for one in seed if one.relation == "hasEmployees" and is_named(one.subject, OPENAI)]
    assert 770 in [one.qualifiers.get("headcount") for one in found if one.status is Status.ASSERTED]
    assert 700 not in [one.qualifiers.get("headcount") for one in found]


def test_700_of_them_may_leave(seed: Extraction) -> None:
    found = [one for one in seed if one.relation == "leaves" and one.qualifiers.get("headcount") == 700]
    assert {one.status for one in found} & {Status.PLANNED, Status.POSSIBLE}
    assert Status.ASSERTED not in {one.status for one in found}


def test_microsoft_may_work_with_altman_on_chips(seed: Extraction) -> None:
    found = claims_of(seed, MICROSOFT, "partnersWith", ALTMAN, symmetric=True)
    about = [one for one in found if "AIチップのベンチャー企業で協業" in one.sentence.text]
    assert [one for one in about if one.status is Status.POSSIBLE and "AIチップ" in str(one.qualifiers.get("topic"))]
    assert Status.ASSERTED not in {one.status for one in about}


def test_microsoft_works_with_openai(seed: Extraction) -> None:
    found = claims_of(seed, MICROSOFT, "partnersWith", OPENAI, symmetric=True)
    assert Status.ASSERTED in {one.status for one in found}


def test_microsoft_never_bought_openai(seed: Extraction) -> None:
    found = {one.status for one in claims_of(seed, MICROSOFT, "acquires", OPENAI)}
    assert found & {Status.HYPOTHETICAL, Status.POSSIBLE}
    assert not [one for one in found if one.is_factual]


def test_altman_was_its_ceo_and_was_dismissed(seed: Extraction) -> None:
    roles = claims_of(seed, ALTMAN, "executiveOf", OPENAI)
    assert [one for one in roles if one.status is Status.ASSERTED and one.qualifiers.get("roleType") == "ceo"]
    # "dismisses" and "leaves" are the two sides of one event.
    ousted = [*claims_of(seed, OPENAI, "dismisses", ALTMAN), *claims_of(seed, ALTMAN, "leaves", OPENAI)]
    assert [one for one in ousted if one.status is Status.ASSERTED]


def test_microsoft_controls_openai(seed: Extraction) -> None:
    """The sentence calls it 「AI研究所」, a description that is no name."""
    assert [one for one in claims_of(seed, MICROSOFT, "controls", OPENAI) if one.status is Status.ASSERTED]
    assert not [one for one in seed.entities if "AI研究所" in one.names]


def test_altman_was_hired_again(seed: Extraction) -> None:
    found = {one.status for one in claims_of(seed, OPENAI, "appoints", ALTMAN)}
    assert Status.ASSERTED in found


def test_promised_money_is_planned(seed: Extraction) -> None:
    found = {one.status for one in claims_of(seed, MICROSOFT, "investsIn", OPENAI)}
    assert found == {Status.PLANNED}


def test_microsoft_may_challenge_nvidia(seed: Extraction) -> None:
    found = {one.status for one in claims_of(seed, MICROSOFT, "competesWith", "エヌビディア", symmetric=True)}
    assert found == {Status.POSSIBLE}


def test_nobody_but_altman_came_back(seed: Extraction) -> None:
    """「ナデラは彼のOpenAIへの復帰を…」: 彼 is not the subject of its sentence."""
    assert not claims_of(seed, NADELLA, "worksFor", OPENAI)


def test_altman_is_not_on_the_board(seed: Extraction) -> None:
    found = {one.status for one in claims_of(seed, ALTMAN, "boardMemberOf", OPENAI)}
    assert found == {Status.DENIED}


@pytest.mark.parametrize(
    "spellings",
    [("OpenAI", "Open AI", "オープンAI"), ("アルトマン", "サム・アルトマン")],
)
def test_spellings_are_one_entity(seed: Extraction, spellings: tuple[str, ...]) -> None:
    mentions = [one for claim in seed for one in (claim.subject, claim.object) if one is not None]
    ids = {
        spelling: {one.entity_id for one in mentions if one.span.text in (spelling, f"旧{spelling}")}
        for spelling in spellings
    }
    named = [found for found in ids.values() if found]
    assert len(named) > 1, "a claim names it in more than one way"
    assert len(set.union(*named)) == 1


def test_the_old_openai_is_openai(seed: Extraction) -> None:
    """「旧OpenAIの役員会」 and the rest never become a thing of their own."""
    names = {fold_name(one) for entity in seed.entities for one in entity.names}
    assert fold_name("旧OpenAI") not in names
    assert len([one for one in seed.entities if fold_name("OpenAI") in map(fold_name, one.names)]) == 1
