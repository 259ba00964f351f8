from dataclasses import replace

import pytest

from kg.errors import NotFound
from kg.link.gazetteer import load_gazetteer
from kg.link.judgements import Judgement, Verdict
from kg.model import EntityType, Extraction
from kg.store import KnowledgeBase
from kg.store.review import DOUBTFUL_LINK, Doubt
from tests.builders import MICROSOFT, NVIDIA, OPENAI, SOFTBANK, simple_extraction
from tests.store.startups import CORDIA, KORDEO, KORDIA, KORDIA_JA, deal_en, deal_ja, minted_extraction

pytestmark = pytest.mark.every_engine

# コルディア and Kordeo sound alike, not enough to be one.
LIKELY = [
    minted_extraction(NVIDIA, "acquires", KORDIA_JA, lang="ja", id="ja"),
    minted_extraction(MICROSOFT, "investsIn", KORDEO, lang="en", id="en"),
]


def _base(*extractions, decided=()) -> KnowledgeBase:
    base = KnowledgeBase.in_memory()
    base.add(extractions)
    base.judge(decided)
    return base


def doubtful(extraction: Extraction, entity, score: float, runner_up: str = "") -> Extraction:
    """The same article, its link to this entity in doubt."""
    links = (
        replace(one, score=score, runner_up=runner_up, why="sounds like it") if one.entity_id == entity.id else one
        for one in extraction.links
    )
    return replace(extraction, links=tuple(links))


def _linked(entity, score: float, runner_up: str = "", number: int = 0) -> Extraction:
    return doubtful(minted_extraction(entity, "laysOff", None, lang="en", text=str(number)), entity, score, runner_up)


def _pairs(base: KnowledgeBase) -> list[tuple[str, str, str]]:
    return [(one.kind, one.one[0], one.other[0]) for one in base.review()]


def test_nothing_to_decide():
    assert _base().review() == []
    assert _base(deal_en(), deal_ja(), simple_extraction(MICROSOFT, "acquires", OPENAI)).review() == []


def test_a_likely_merge_says_what_speaks_for_it():
    (doubt,) = _base(*LIKELY).review()
    assert doubt.kind == "merge"
    assert sorted([doubt.one, doubt.other]) == sorted([(KORDIA_JA.id, "コルディア"), (KORDEO.id, "Kordeo")])
    assert 0.3 <= doubt.score < 0.86
    assert doubt.articles == 2
    assert "Kordeo" in doubt.why
    assert "コルディア" in doubt.why


@pytest.mark.parametrize("verdict", [Verdict.MERGE, Verdict.SPLIT])
def test_what_is_decided_is_gone_and_comes_back_when_that_is_taken_back(verdict):
    base = _base(*LIKELY)
    before = base.review()
    base.judge(Judgement(verdict, KORDEO.id, KORDIA_JA.id))
    assert base.review() == []
    base.undo()
    assert base.review() == before


def test_two_things_are_told_once_by_what_they_are_now_and_gone_for_good():
    base = _base(*LIKELY, minted_extraction(CORDIA, "laysOff", None, lang="en"))
    assert base.entity(KORDIA_JA.id).id == CORDIA.id
    (doubt,) = base.review()
    assert {doubt.one, doubt.other} == {(CORDIA.id, "Cordia"), (KORDEO.id, "Kordeo")}
    assert doubt.articles == 3
    base.judge(Judgement(Verdict.SPLIT, doubt.one[0], doubt.other[0]))
    assert base.review() == []
    # Nor does more about either bring it back.
    base.add(minted_extraction(NVIDIA, "sues", KORDIA_JA, lang="ja", id="more"))
    assert base.review() == []


def test_what_surely_sounds_like_two_that_are_two_is_for_a_person():
    names = [(KORDIA, "en"), (KORDIA_JA, "ja"), (CORDIA, "en")]
    base = _base(*(minted_extraction(one, "laysOff", None, lang=lang) for one, lang in names))
    (doubt,) = base.review()
    assert {doubt.one[1], doubt.other[1]} == {"Kordia", "Cordia"}
    base.judge(Judgement(Verdict.MERGE, doubt.one[0], doubt.other[0]))
    assert base.review() == []
    assert len(base.entities()) == 1


LINKS = [(0.0, True), (DOUBTFUL_LINK - 0.01, True), (DOUBTFUL_LINK, False), (1.0, False)]


@pytest.mark.parametrize(("score", "shown"), LINKS)
@pytest.mark.parametrize("runner_up", ["", OPENAI.id, "Q999"])
def test_a_link_below_the_limit_is_shown_with_its_runner_up(score, shown, runner_up):
    base = _base(_linked(MICROSOFT, score, runner_up), simple_extraction(NVIDIA, "acquires", OPENAI))
    other = {"": ("", ""), OPENAI.id: (OPENAI.id, "OpenAI"), "Q999": ("Q999", "Q999")}[runner_up]
    expected = Doubt("link", (MICROSOFT.id, "Microsoft"), other, score, 1, "sounds like it")
    assert base.review() == ([expected] if shown else [])


def test_the_doubts_of_one_entity_are_those_of_all_that_became_it():
    doubts = [_linked(KORDEO, 0.5, OPENAI.id, 1), _linked(KORDEO, 0.5, OPENAI.id, 2), _linked(NVIDIA, 0.6, SOFTBANK.id)]
    base = _base(*doubts, simple_extraction(MICROSOFT, "acquires", OPENAI))
    expected = Doubt("link", (KORDEO.id, "Kordeo"), (OPENAI.id, "OpenAI"), 0.5, 2, "sounds like it")
    assert base.link_doubts(KORDEO.id) == [expected]
    assert base.link_doubts(MICROSOFT.id) == []
    base.judge(Judgement(Verdict.MERGE, KORDEO.id, MICROSOFT.id))
    assert base.link_doubts(MICROSOFT.id) == base.link_doubts(KORDEO.id) == [expected]
    base.judge(Judgement(Verdict.SPLIT, KORDEO.id, OPENAI.id))
    assert base.link_doubts(MICROSOFT.id) == []
    with pytest.raises(NotFound):
        base.link_doubts("Q404")


def test_a_known_thing_that_no_article_speaks_of_has_its_name():
    (known,) = load_gazetteer().lookup("ソニーグループ")
    (doubt,) = _base(_linked(MICROSOFT, 0.5, known.id)).review()
    assert doubt.other == (known.id, "Sony Group")


DECIDED = [
    Judgement(Verdict.MERGE, OPENAI.id, MICROSOFT.id),
    Judgement(Verdict.SPLIT, MICROSOFT.id, OPENAI.id),
]


@pytest.mark.parametrize("judgement", DECIDED, ids=lambda one: one.verdict)
def test_a_doubtful_link_is_gone_once_it_is_decided(judgement):
    base = _base(_linked(MICROSOFT, 0.5, OPENAI.id))
    assert _pairs(base) == [("link", MICROSOFT.id, OPENAI.id)]
    base.judge(judgement)
    assert base.review() == []
    base.undo()
    assert _pairs(base) == [("link", MICROSOFT.id, OPENAI.id)]


def test_a_doubtful_link_without_runner_up_is_gone_once_anything_is_said_of_it():
    base = _base(_linked(MICROSOFT, 0.5))
    base.judge(Judgement(Verdict.RENAME, NVIDIA.id, value="NVIDIA", lang="en"))
    assert len(base.review()) == 1
    base.judge(Judgement(Verdict.RETYPE, MICROSOFT.id, value=str(EntityType.PRODUCT)))
    assert base.review() == []


def test_a_decision_about_others_leaves_it():
    base = _base(_linked(MICROSOFT, 0.5, OPENAI.id), decided=[Judgement(Verdict.SPLIT, MICROSOFT.id, NVIDIA.id)])
    assert _pairs(base) == [("link", MICROSOFT.id, OPENAI.id)]


def test_a_minted_thing_that_sounds_like_a_known_one_has_the_label_of_what_it_is_now():
    (claim,) = (doubtful(deal_ja(), KORDIA_JA, 0.3, NVIDIA.id),)
    (doubt,) = _base(claim, deal_en()).review()
    assert (doubt.one, doubt.other) == ((KORDIA_JA.id, "Kordia"), (NVIDIA.id, NVIDIA.id))


def test_the_most_valuable_come_first():
    many = [_linked(MICROSOFT, 0.7, OPENAI.id, number) for number in range(5)]
    open_, nearly = _linked(NVIDIA, 0.5, "Q1"), _linked(SOFTBANK, 0.1, "Q2")
    base = _base(nearly, *LIKELY, *many, open_)
    doubts = base.review()
    assert [one.value for one in doubts] == sorted((one.value for one in doubts), reverse=True)
    assert [one.one[0] for one in doubts if one.kind == "link"] == [MICROSOFT.id, NVIDIA.id, SOFTBANK.id]
    assert [one.kind for one in doubts] == ["link", "merge", "link", "link"]
    assert doubts[0].articles == 5
    assert base.review() == _base(open_, *many[::-1], *LIKELY[::-1], nearly).review()


def test_a_reader_can_see_it(tmp_path):
    path = tmp_path / "store"
    with KnowledgeBase.open(path) as base:
        base.add(LIKELY)
        doubts = base.review()
    with KnowledgeBase.open(path, read_only=True) as base:
        assert base.review() == doubts != []
