from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InvalidJudgement, NotFound, StoreError
from kg.link.judgements import Judgement, Verdict, read_judgements, write_judgements
from kg.model import EntityType, Status
from kg.store import KnowledgeBase
from kg.store.namespaces import JUDGEMENTS_GRAPH, statement_iri
from tests.builders import MICROSOFT, NVIDIA, OPENAI, SOFTBANK, investment_en, samples, simple_extraction
from tests.store.startups import CORDIA, KORDEO, KORDIA, KORDIA_JA, deal_en, deal_ja, judgements, startup_sets
from tests.store.test_merging import edges

pytestmark = pytest.mark.every_engine

SUPPLY = simple_extraction(NVIDIA, "supplies", SOFTBANK, id="supply")
PARTNERS = simple_extraction(SOFTBANK, "partnersWith", OPENAI, lang="ja", id="partners")
ARTICLES = [*samples(), SUPPLY, PARTNERS, deal_en(), deal_ja()]

MERGE = Judgement(Verdict.MERGE, NVIDIA.id, SOFTBANK.id, who="ann", when="2026-01-01T10:00:00")
SPLIT = Judgement(Verdict.SPLIT, KORDIA.id, KORDIA_JA.id)
RENAME = Judgement(Verdict.RENAME, MICROSOFT.id, value="Microsoft Corp.", lang="en")
RENAME_JA = Judgement(Verdict.RENAME, MICROSOFT.id, value="米マイクロソフト", lang="ja")
RETYPE = Judgement(Verdict.RETYPE, OPENAI.id, value="Product")
REJECT = Judgement(Verdict.REJECT, investment_en().claims[0].id)
EACH = [MERGE, SPLIT, RENAME, RENAME_JA, RETYPE, REJECT]
NAMES = [f"{one.verdict}-{one.lang}" for one in EACH]


def _base(extractions=ARTICLES, decided=()) -> KnowledgeBase:
    base = KnowledgeBase.in_memory()
    base.add(extractions)
    base.judge(decided)
    return base


def _others(base: KnowledgeBase) -> set:
    """Everything but the judgements themselves."""
    return {quad for quad in base.quads() if quad.graph_name != JUDGEMENTS_GRAPH}


# What each does


def test_two_merged_by_hand_are_one_everywhere():
    base = _base(decided=[MERGE])
    one = base.entity(SOFTBANK.id)
    assert (one.id, base.entity(NVIDIA.id)) == (NVIDIA.id, one)
    assert one.labels == {"en": "SoftBank", "ja": "ソフトバンク"}
    assert one.aliases == (("en", "Nvidia"), ("ja", "エヌビディア"))
    assert base.find_entities("ソフトバンク") == base.find_entities("nvidia") == [one]
    # Both ends of what Nvidia does for SoftBank are one now, and nothing has an edge to itself.
    assert {edge for edge in edges(base) if NVIDIA.id in edge} == {
        (NVIDIA.id, "partnersWith", OPENAI.id),
        (OPENAI.id, "partnersWith", NVIDIA.id),
    }
    assert all(quad.subject != quad.object for quad in base.quads())
    (claim,) = base.claims(article="supply")
    assert (claim.subject.entity_id, claim.object.entity_id) == (NVIDIA.id, NVIDIA.id)
    assert {one.article for one in base.claims(entity=SOFTBANK.id)} == {"supply", "partners", "softbank-staff"}
    rows = base.named("evidence", subject="SoftBank", relation="partnersWith").rows
    assert rows == base.named("evidence", subject="エヌビディア", relation="partnersWith").rows != []


def test_what_was_merged_by_score_stays_so_when_a_person_adds_another_name():
    # By its names Kordia is surely not Microsoft, but it is コルディア, and a person says that this is.
    base = _base(decided=[Judgement(Verdict.MERGE, KORDIA_JA.id, MICROSOFT.id)])
    assert base.entity(KORDIA.id).id == base.entity(KORDIA_JA.id).id == MICROSOFT.id


def test_what_scores_merged_can_be_split():
    base = _base(decided=[SPLIT])
    assert base.entity(KORDIA.id).labels == {"en": "Kordia"}
    assert base.entity(KORDIA_JA.id).labels == {"ja": "コルディア"}
    ends = {edge[2] for edge in edges(base) if edge[:2] == (MICROSOFT.id, "investsIn")}
    assert ends == {KORDIA.id, KORDIA_JA.id, OPENAI.id}


def test_a_new_name_is_the_label_and_the_old_one_still_finds_it():
    base = _base(decided=[RENAME, RENAME_JA])
    one = base.entity(MICROSOFT.id)
    assert one.labels == {"en": "Microsoft Corp.", "ja": "米マイクロソフト"}
    assert one.aliases == (("en", "MSFT"), ("en", "Microsoft"), ("ja", "マイクロソフト"))
    for name in ("Microsoft Corp.", "Microsoft", "マイクロソフト", "米マイクロソフト"):
        assert base.find_entities(name) == [one]
    assert base.query("SELECT ?n { id:Q2283 schema:name ?n }").rows == [("Microsoft Corp.",)]


def test_another_type():
    base = _base(decided=[RETYPE])
    assert base.entity(OPENAI.id).type is EntityType.PRODUCT
    assert base.query("SELECT ?t { id:Q21708200 a ?t }").to_table(short=True)[1:] == [["schema:Product"]]


def test_a_rejected_claim_makes_no_edge_but_stays_and_is_marked():
    claim = investment_en().claims[0]
    base = _base(decided=[REJECT])
    assert (MICROSOFT.id, "investsIn", OPENAI.id) not in edges(base)
    assert claim not in base.claims()
    assert claim in base.claims(rejected=True)
    assert base.rejected() == {claim.id}
    assert claim.id not in {key for *_, key in base.network().edges(keys=True)}
    assert base.stats()["rejected"] == 1
    marked = "SELECT ?st { ?st kg:rejected true }"
    assert base.query(marked).rows == [(statement_iri(claim.id).value,)]
    base.remove("msft-openai")
    assert base.query(marked).rows == []
    base.add(investment_en())
    assert base.query(marked).rows == [(statement_iri(claim.id).value,)]
    assert (MICROSOFT.id, "investsIn", OPENAI.id) not in edges(base)


REJECTABLE = [
    ("who-invests-in-whom", {}, simple_extraction(NVIDIA, "investsIn", SOFTBANK)),
    ("who-invests-in-whom", {}, simple_extraction(NVIDIA, "investsIn", SOFTBANK, lang="ja")),
    ("evidence", {"subject": "Nvidia"}, simple_extraction(NVIDIA, "supplies", SOFTBANK)),
    ("evidence", {"subject": "エヌビディア"}, simple_extraction(NVIDIA, "supplies", SOFTBANK, lang="ja")),
    ("rumours", {}, simple_extraction(NVIDIA, "acquires", SOFTBANK, status=Status.POSSIBLE)),
    ("rumours", {}, simple_extraction(NVIDIA, "acquires", SOFTBANK, lang="ja", status=Status.POSSIBLE)),
    ("as-of", {}, simple_extraction(NVIDIA, "founds", SOFTBANK)),
    ("as-of", {}, simple_extraction(NVIDIA, "founds", SOFTBANK, lang="ja")),
]


@pytest.mark.parametrize(("name", "params", "told"), REJECTABLE)
def test_packaged_queries_leave_out_what_was_rejected(name, params, told):
    with KnowledgeBase.in_memory() as base:
        base.add(told)
        assert len(base.named(name, **params)) == 1
        base.judge(Judgement(Verdict.REJECT, told.claims[0].id))
        assert len(base.named(name, **params)) == 0
        base.undo()
        assert len(base.named(name, **params)) == 1


def test_a_count_leaves_out_an_article_whose_claim_was_rejected():
    told = [simple_extraction(NVIDIA, "investsIn", SOFTBANK, lang=lang) for lang in ("en", "ja")]
    with KnowledgeBase.in_memory() as base:
        base.add(told)
        base.judge(Judgement(Verdict.REJECT, told[0].claims[0].id))
        assert [row["articles"] for row in base.named("who-invests-in-whom")] == ["1"]


def test_a_name_and_type_given_to_an_old_id_hold_for_what_it_is_now():
    renamed = Judgement(Verdict.RENAME, KORDIA_JA.id, value="Kordia AI", lang="en")
    retyped = Judgement(Verdict.RETYPE, KORDIA_JA.id, value="Product")
    base = _base(decided=[renamed, retyped])
    one = base.entity(KORDIA.id)
    assert (one.labels["en"], one.type) == ("Kordia AI", EntityType.PRODUCT)
    base.judge(SPLIT)
    assert base.entity(KORDIA.id).labels == {"en": "Kordia"}
    assert base.entity(KORDIA_JA.id).labels == {"en": "Kordia AI", "ja": "コルディア"}
    base.undo()
    base.remove("ja")
    assert base.entity(KORDIA.id) == KORDIA


# Taking back, twice, before


@pytest.mark.parametrize("judgement", EACH, ids=NAMES)
def test_undo_restores_exactly_what_was_there(judgement):
    base = _base()
    before = set(base.quads())
    assert base.judge(judgement) == 1
    assert _others(base) != before
    assert base.judgements() == [judgement]
    assert base.undo() == judgement
    assert set(base.quads()) == before


@pytest.mark.parametrize("judgement", EACH, ids=NAMES)
def test_undo_of_a_certain_one_leaves_the_others(judgement):
    base = _base(decided=EACH)
    assert base.undo(judgement.id) == judgement
    assert set(base.quads()) == set(_base(decided=[one for one in EACH if one != judgement]).quads())


def test_undo_of_what_is_not_there():
    base = _base()
    for judgement in ("", "0" * 12):
        with pytest.raises(NotFound, match="no such judgement"):
            base.undo(judgement)


@pytest.mark.parametrize("judgement", EACH, ids=NAMES)
def test_judging_the_same_twice_changes_nothing(judgement):
    base = _base(decided=[judgement])
    before = set(base.quads())
    assert base.judge([judgement, judgement]) == 0
    assert set(base.quads()) == before


def test_all_again_change_nothing_even_where_they_contradict():
    decided = [MERGE, Judgement(Verdict.SPLIT, NVIDIA.id, SOFTBANK.id), RENAME, replace(RENAME, value="MS")]
    base = _base(decided=decided)
    before = set(base.quads())
    assert base.judge(decided) == 0
    assert set(base.quads()) == before


@pytest.mark.parametrize("judgement", EACH, ids=NAMES)
def test_judged_before_the_articles_are_there(judgement):
    base = KnowledgeBase.in_memory()
    base.judge(judgement)
    base.add(ARTICLES)
    assert set(base.quads()) == set(_base(decided=[judgement]).quads())


@pytest.mark.parametrize("judgement", EACH, ids=NAMES)
def test_everything_read_again(judgement):
    base = _base(decided=[judgement])
    before = set(base.quads())
    for one in ARTICLES:
        base.remove(one.article.hash)
    assert _others(base) == _others(_base([]))
    base.add(ARTICLES[::-1])
    assert set(base.quads()) == before


# Order


def test_the_order_matters_not_where_nothing_contradicts():
    assert _others(_base(decided=EACH)) == _others(_base(decided=EACH[::-1]))


SPLIT_AGAIN = Judgement(Verdict.SPLIT, SOFTBANK.id, NVIDIA.id)
CONTRADICTIONS = [
    (MERGE, SPLIT_AGAIN),
    (RENAME, replace(RENAME, value="MS")),
    (RETYPE, replace(RETYPE, value="Place")),
    (SPLIT, Judgement(Verdict.MERGE, KORDIA_JA.id, KORDIA.id)),
]


@pytest.mark.parametrize("pair", CONTRADICTIONS, ids=lambda pair: pair[0].verdict)
def test_what_was_said_last_counts_also_when_it_is_said_again(pair):
    first, last = pair
    base = _base(decided=pair)
    assert _others(base) == _others(_base(decided=[last]))
    assert base.judge(first) == 1
    assert base.judgements() == [last, first]
    assert set(base.quads()) == set(_base(decided=[last, first]).quads())
    assert _others(base) == _others(_base(decided=[first]))


def test_who_parts_two_says_more_than_who_merges_both_with_a_third():
    third = [Judgement(Verdict.MERGE, MICROSOFT.id, one.id) for one in (NVIDIA, SOFTBANK)]
    base = _base(decided=[*third, SPLIT_AGAIN])
    assert base.entity(NVIDIA.id).id != base.entity(SOFTBANK.id).id
    assert MICROSOFT.id in (base.entity(NVIDIA.id).id, base.entity(SOFTBANK.id).id)


def test_a_merge_by_hand_beats_names_that_do_not_fit():
    base = _base([deal_en(), deal_en(id="cordia", text="2")], [Judgement(Verdict.MERGE, KORDIA.id, OPENAI.id)])
    assert base.entity(KORDIA.id).id == KORDIA.id
    base.add(investment_en())
    assert base.entity(KORDIA.id).id == OPENAI.id


def test_chains_by_hand_are_one_also_while_the_middle_is_not_there():
    chain = [Judgement(Verdict.MERGE, NVIDIA.id, KORDEO.id), Judgement(Verdict.MERGE, KORDEO.id, SOFTBANK.id)]
    base = _base(decided=chain)
    assert base.entity(SOFTBANK.id).id == NVIDIA.id
    with pytest.raises(NotFound):
        base.entity(KORDEO.id)
    assert set(base.quads()) == set(_base(ARTICLES[::-1], chain).quads())


# Elsewhere


def test_judgements_go_to_another_store_as_a_file():
    base = _base(decided=EACH)
    text = write_judgements(base.judgements())
    other = _base(ARTICLES[::-1])
    other.judge(read_judgements(text, "judgements.jsonl"))
    assert other.judgements() == EACH
    assert set(other.quads()) == set(base.quads())


@settings(max_examples=25)
@given(startup_sets(), st.data())
def test_any_judgements_survive_the_way_there_and_back(extractions, data):
    decided = data.draw(st.lists(judgements([claim.id for one in extractions for claim in one]), max_size=5))
    base = _base(extractions, decided)
    other = _base(extractions)
    other.judge(read_judgements(write_judgements(base.judgements()), "x"))
    assert set(other.quads()) == set(base.quads())


@settings(max_examples=25)
@given(startup_sets(), st.data())
def test_undoing_all_restores_exactly_what_was_there(extractions, data):
    decided = data.draw(st.lists(judgements([claim.id for one in extractions for claim in one]), max_size=5))
    base = _base(extractions)
    states = [set(base.quads())]
    for one in decided:
        if one not in base.judgements():
            base.judge(one)
            states.append(set(base.quads()))
    while len(states) > 1:
        assert set(base.quads()) == states.pop()
        base.undo()
    assert set(base.quads()) == states.pop()


def test_judgements_are_kept_on_disk_and_seen_by_readers(tmp_path):
    path = tmp_path / "store"
    with KnowledgeBase.open(path) as base:
        base.add(ARTICLES[:4])
        base.judge(EACH[:3])
    with KnowledgeBase.open(path) as base:
        base.judge(EACH[3:])
        base.add(ARTICLES)
    with KnowledgeBase.open(path, read_only=True) as base:
        assert base.judgements() == EACH
        assert set(base.quads()) == set(_base(decided=EACH).quads())
        for change in (lambda: base.judge(SPLIT_AGAIN), base.undo):
            with pytest.raises(StoreError, match="reading only"):
                change()
        assert base.entity(SOFTBANK.id).id == NVIDIA.id
    with KnowledgeBase.open(path) as base:
        for _ in EACH:
            base.undo()
        assert set(base.quads()) == set(_base().quads())


def test_a_judgement_is_one_update_and_a_refused_one_changes_nothing(monkeypatch):
    base = _base()
    before = set(base.quads())

    def refuse(*_):
        raise StoreError("the disk is full")

    for judgement in EACH:
        with monkeypatch.context() as patch:
            patch.setattr(KnowledgeBase, "_apply", refuse)
            with pytest.raises(StoreError):
                base.judge(judgement)
        assert set(base.quads()) == before
    updates = []
    apply = KnowledgeBase._apply
    monkeypatch.setattr(KnowledgeBase, "_apply", lambda self, update: (updates.append(update), apply(self, update)))
    base.judge(EACH)
    assert len(updates) == 1
    assert set(base.quads()) == set(_base(decided=EACH).quads())


ODD = [
    Judgement(Verdict.MERGE, "a b/ü", "東 <x>"),
    Judgement(Verdict.RENAME, MICROSOFT.id, value='"\\} INSERT 東', lang="ja", who='安 "x"', when="昨日"),
    Judgement(Verdict.REJECT, "no such claim <>"),
]


@pytest.mark.parametrize("judgement", ODD)
def test_odd_ids_and_names_are_kept_as_they_are(judgement):
    base = _base(decided=[judgement])
    assert base.judgements() == [judgement]
    assert base.undo(judgement.id) == judgement
    assert set(base.quads()) == set(_base().quads())


@pytest.mark.parametrize("judgement", [Judgement(Verdict.REJECT, "\ud800"), replace(RENAME, value="\ud800")])
def test_what_is_no_unicode_is_refused(judgement):
    base = _base()
    with pytest.raises(InvalidJudgement, match="cannot be stored"):
        base.judge(judgement)
    assert set(base.quads()) == set(_base().quads())


def test_a_merge_with_what_is_minted_later():
    base = KnowledgeBase.in_memory()
    base.judge(Judgement(Verdict.MERGE, CORDIA.id, KORDIA.id))
    base.add([deal_ja(), deal_en()])
    assert base.entity(KORDIA_JA.id).id == KORDIA.id


def test_a_merge_of_what_the_same_writer_has_just_added():
    base = _base([deal_en()])
    base.add(simple_extraction(NVIDIA, "supplies", SOFTBANK))
    base.judge(MERGE)
    assert base.entity(SOFTBANK.id).id == NVIDIA.id
    base.add(simple_extraction(SOFTBANK, "acquires", KORDEO))
    assert base.claims(relation="acquires")[0].subject.entity_id == NVIDIA.id


def test_a_name_that_is_none_is_refused_with_all_that_is_told_beside_it():
    base = _base()
    with pytest.raises(InvalidJudgement, match="line breaks or control characters"):
        base.judge([RETYPE, Judgement(Verdict.RENAME, MICROSOFT.id, value="Micro\nsoft", lang="en")])
    assert base.judgements() == []
