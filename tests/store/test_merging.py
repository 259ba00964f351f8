from dataclasses import replace
from itertools import permutations

import pytest

from kg.errors import StoreError
from kg.link.judgements import Judgement, Verdict
from kg.link.minting import mint_id
from kg.model import Entity, EntityType, Extraction, Status
from kg.store import KnowledgeBase
from kg.store.namespaces import EDGES_GRAPH, PREFIXES, entity_id, kg
from tests.builders import MICROSOFT, NVIDIA, OPENAI, simple_extraction
from tests.store.startups import (
    CORDEIA_JA,
    CORDIA,
    KORDEO,
    KORDIA,
    KORDIA_JA,
    deal_en,
    deal_ja,
    minted_extraction,
)

pytestmark = pytest.mark.every_engine

UNRELATED = simple_extraction(NVIDIA, "supplies", OPENAI, id="unrelated")


def _base(*extractions) -> KnowledgeBase:
    base = KnowledgeBase.in_memory()
    base.add(extractions)
    return base


def edges(base: KnowledgeBase) -> set[tuple[str, str, str]]:
    quads = [quad for quad in base.quads() if quad.graph_name == EDGES_GRAPH]
    found = {(entity_id(q.subject), q.predicate.value.removeprefix(PREFIXES["kg"]), entity_id(q.object)) for q in quads}
    return {edge for edge in found if edge[1] != "linkedTo"}


def test_a_start_up_told_in_two_languages_is_one():
    base = _base(deal_ja(), deal_en())
    entity = base.entity(KORDIA.id)
    assert entity.labels == {"en": "Kordia", "ja": "コルディア"}
    assert [one.id for one in base.entities()] == [MICROSOFT.id, KORDIA.id]
    assert [one.object.entity_id for one in base.claims()] == [KORDIA.id] * 2
    assert edges(base) == {(MICROSOFT.id, "investsIn", KORDIA.id)}
    assert base.find_entities("コルディア") == base.find_entities("kordia") == [entity]
    assert base.named("who-invests-in-whom").rows[0][2] == "2"


def test_two_names_alone_are_enough_where_they_sound_alike():
    base = _base(
        minted_extraction(NVIDIA, "acquires", KORDIA_JA, lang="ja"),
        minted_extraction(KORDIA, "sues", OPENAI, lang="en"),
    )
    assert [one.id for one in base.entities()] == [NVIDIA.id, OPENAI.id, KORDIA.id]


def test_what_is_only_like_it_is_one_if_both_do_the_same():
    deal = [
        minted_extraction(MICROSOFT, "investsIn", one, lang=lang) for one, lang in ((KORDIA_JA, "ja"), (KORDEO, "en"))
    ]
    assert len(_base(*deal).entities()) == 2
    other = minted_extraction(NVIDIA, "acquires", KORDEO, lang="en")
    assert len(_base(deal[0], other).entities()) == 4


def test_that_two_do_something_to_each_other_makes_them_no_more_one():
    assert len(_base(minted_extraction(KORDIA_JA, "sues", KORDEO, lang="ja")).entities()) == 2


def test_a_name_of_another_spelling_is_another_name_of_it():
    base = _base(deal_ja(), deal_en(), minted_extraction(MICROSOFT, "investsIn", CORDEIA_JA, lang="ja"))
    entity = base.entity(CORDEIA_JA.id)
    assert entity.id == KORDIA.id
    # As many articles have the one as the other, and both are as long: the first in the alphabet.
    assert entity.labels == {"en": "Kordia", "ja": "コルディア"}
    assert entity.aliases == (("ja", "コルデイア"),)


def test_only_a_wikidata_item_is_linked_there():
    base = _base(deal_ja(), deal_en())
    rows = base.query("SELECT ?e ?w { ?e owl:sameAs ?w }").rows
    assert rows == [(PREFIXES["id"] + "Q2283", PREFIXES["wd"] + "Q2283")]


def test_a_claim_keeps_what_its_article_called_it_and_its_own_id():
    extraction = deal_ja()
    base = _base(extraction, deal_en())
    (claim,) = base.claims(article="ja")
    (given,) = extraction.claims
    assert claim == replace(given, object=replace(given.object, entity_id=KORDIA.id))
    assert claim.object.span.text == "コルディア"
    rows = base.query("SELECT ?was { ?st kg:objectWas ?was }").rows
    # Asked for as a value, an old id is what the article said.
    assert rows == [(PREFIXES["id"] + KORDIA_JA.id,)]


STORIES = [
    deal_ja(),
    deal_en(),
    minted_extraction(KORDIA_JA, "partnersWith", KORDEO, lang="ja", id="both"),
    minted_extraction(MICROSOFT, "investsIn", CORDEIA_JA, lang="ja", id="cordeia"),
]


def test_the_order_of_articles_does_not_matter():
    first, *others = (set(_base(*some).quads()) for some in permutations(STORIES))
    assert all(other == first for other in others)


@pytest.mark.parametrize("gone", ["en", "ja", "both", "cordeia"])
def test_removing_any_restores_exactly_what_was_there(gone):
    kept = [one for one in STORIES if one.article.id != gone]
    (removed,) = (one for one in STORIES if one.article.id == gone)
    base = _base(*kept)
    before = set(base.quads())
    base.add(removed)
    after = set(base.quads())
    base.remove(gone)
    assert set(base.quads()) == before
    base.add(removed)
    assert set(base.quads()) == after


def test_what_hangs_together_by_one_article_falls_apart_without_it():
    # コルディア and コルデイア are one only because Cordia is like both.
    ends = [minted_extraction(one, "laysOff", None, lang="ja", id=one.label()) for one in (KORDIA_JA, CORDEIA_JA)]
    base = _base(*ends)
    assert len(base.entities()) == 2
    base.add(minted_extraction(CORDIA, "laysOff", None, lang="en", id="middle"))
    assert [one.id for one in base.entities()] == [CORDIA.id]
    base.remove("middle")
    assert len(base.entities()) == 2


def test_two_latin_names_are_not_one_because_a_japanese_one_sounds_like_both():
    names = [(KORDIA, "en"), (KORDIA_JA, "ja"), (CORDIA, "en")]
    base = _base(*(minted_extraction(one, "laysOff", None, lang=lang) for one, lang in names))
    labels = sorted((one.labels for one in base.entities()), key=str)
    assert labels == [{"en": "Cordia", "ja": "コルディア"}, {"en": "Kordia"}]


def test_an_entity_follows_when_what_it_hangs_on_is_found_to_be_another():
    # Both Japanese names are one because both do the same, and only one of them surely is Kordia.
    both = [minted_extraction(NVIDIA, "investsIn", one, lang="ja", id=one.label()) for one in (KORDIA_JA, CORDEIA_JA)]
    base = _base(*both)
    assert len(base.entities()) == 2
    before = set(base.quads())
    base.add(minted_extraction(KORDIA, "laysOff", None, lang="en", id="middle"))
    assert base.entity(CORDEIA_JA.id).id == KORDIA.id
    base.remove("middle")
    assert set(base.quads()) == before


def test_an_article_that_gives_no_links_counts_for_what_is_known_as_minted():
    named_so = minted_extraction(KORDIA, "laysOff", None, lang="en", linked=False, id="unlinked")
    assert set(_base(*STORIES, named_so).quads()) == set(_base(named_so, *STORIES[::-1]).quads())


def test_both_ends_and_the_source_of_a_claim_follow():
    sued = minted_extraction(KORDIA_JA, "sues", CORDEIA_JA, lang="ja", id="sues")
    (claim,) = sued.claims
    sued = replace(sued, claims=(replace(claim, attribution=claim.subject, status=Status.REPORTED),))
    base = _base(sued)
    before = set(base.quads())
    assert edges(base) == {(KORDIA_JA.id, "sues", CORDEIA_JA.id)}
    base.add(minted_extraction(CORDIA, "laysOff", None, lang="en", id="middle"))
    (claim,) = base.claims(article="sues")
    assert [one.entity_id for one in (claim.subject, claim.object, claim.attribution)] == [CORDIA.id] * 3
    assert edges(base) == set()
    base.remove("middle")
    assert set(base.quads()) == before


def test_a_store_on_disk_goes_on_where_it_was(tmp_path):
    path = tmp_path / "store"
    for extraction in STORIES:
        with KnowledgeBase.open(path) as base:
            base.add(extraction)
    with KnowledgeBase.open(path, read_only=True) as base:
        assert set(base.quads()) == set(_base(*STORIES).quads())
        assert base.entity(KORDIA_JA.id).labels == {"en": "Kordia", "ja": "コルディア"}
        assert base.review() == _base(*STORIES).review()
    for number, extraction in enumerate(STORIES, 1):
        with KnowledgeBase.open(path) as base:
            base.remove(extraction.article.id)
            assert set(base.quads()) == set(_base(*STORIES[number:]).quads())


# What happens when the program dies or the disk refuses: everything of an article or nothing.


class _Died(BaseException):
    """The end of the program."""


def _die(*_, **__):
    raise _Died


@pytest.mark.parametrize("step", ["kg.store.merging.Merges.plan", "kg.store.merging.Merges._rename"])
@pytest.mark.parametrize(
    "moment", ["kg.store.knowledge_writer.derive_change", "kg.store.knowledge_writer.compose_update"]
)
def test_a_writer_that_dies_leaves_nothing_half_done(tmp_path, monkeypatch, step, moment):
    path = tmp_path / "store"
    with KnowledgeBase.open(path) as base:
        base.add(deal_ja())
        before = set(base.quads())
        for where in (step, moment):
            with monkeypatch.context() as patch:
                patch.setattr(where, _die)
                with pytest.raises(_Died):
                    base.add(deal_en())
            assert set(base.quads()) == before
        # The same writer goes on as if nothing had been.
        base.add([UNRELATED, deal_en()])
        whole = set(base.quads())
        assert whole == set(_base(deal_ja(), deal_en(), UNRELATED).quads())
        with monkeypatch.context() as patch:
            patch.setattr(moment, _die)
            with pytest.raises(_Died):
                base.remove("en")
        assert set(base.quads()) == whole
    with KnowledgeBase.open(path) as base:
        base.remove("en")
        assert set(base.quads()) == set(_base(deal_ja(), UNRELATED).quads())


def test_every_change_is_one_update(tmp_path, monkeypatch):
    updates = []
    apply = KnowledgeBase._apply
    monkeypatch.setattr(KnowledgeBase, "_apply", lambda base, update: (updates.append(update), apply(base, update)))
    with KnowledgeBase.open(tmp_path / "store") as base:
        updates.clear()
        base.add(STORIES)
        base.remove("en")
    assert len(updates) == len(STORIES) + 1


def test_a_reader_changes_nothing(tmp_path):
    path = tmp_path / "store"
    with KnowledgeBase.open(path) as base:
        base.add(STORIES[:2])
    with KnowledgeBase.open(path, read_only=True) as base:
        before = set(base.quads())
        with pytest.raises(StoreError, match="reading only"):
            base.add(STORIES[2])
        with pytest.raises(StoreError, match="reading only"):
            base.remove("en")
        assert set(base.quads()) == before
        assert base.entity(KORDIA_JA.id).id == KORDIA.id


def test_every_mention_says_whom_its_article_meant():
    base = _base(*STORIES)
    as_linked = {row[0] for row in base.query(f"SELECT ?as {{ ?m <{kg('linkedAs').value}> ?as }}").rows}
    given = {one.id for extraction in STORIES for one in extraction.entities}
    assert {entity_id(one) for one in as_linked} == given


# Firms that differ in nothing but their kind: the plain id, that of the bare name, stands for the only one.


def _firm(name: str) -> Entity:
    return Entity(mint_id(name, EntityType.ORGANIZATION), EntityType.ORGANIZATION, {"en": name})


QUUX, QUUX_INC, QUUX_CORP = _firm("Quux"), _firm("Quux Inc."), _firm("Quux Corp.")


def _told(firm: Entity) -> Extraction:
    return minted_extraction(firm, "laysOff", None, lang="en", id=firm.label())


def test_a_firm_keeps_the_plain_id_while_it_is_the_only_one_of_its_name():
    base = _base(_told(QUUX_INC))
    assert [one.id for one in base.entities()] == [QUUX.id]
    assert base.entity(QUUX_INC.id).labels == base.entity(QUUX.id).labels == {"en": "Quux Inc."}
    base.add(_told(QUUX))
    assert [one.id for one in base.entities()] == [QUUX.id]
    assert len(base.claims(entity=QUUX_INC.id)) == 2
    assert not base.review()


def test_firms_of_two_kinds_are_two_and_are_asked_about():
    stories = [_told(one) for one in (QUUX, QUUX_INC, QUUX_CORP)]
    first, *others = (set(_base(*some).quads()) for some in permutations(stories))
    assert all(other == first for other in others)
    base = _base(*stories)
    assert {one.id for one in base.entities()} == {QUUX.id, QUUX_INC.id, QUUX_CORP.id}
    assert {one.kind for one in base.review()} == {"merge"}
    base.remove("Quux Corp.")
    assert set(base.quads()) == set(_base(*stories[:2]).quads())


def test_what_was_decided_of_a_firm_holds_when_its_article_is_read_by_a_version_that_tells_kinds_apart():
    # Before, "Quux Inc." had the id of Quux.
    before = minted_extraction(replace(QUUX_INC, id=QUUX.id), "laysOff", None, lang="en", id="old")
    base = _base(before, simple_extraction(NVIDIA, "supplies", OPENAI, id="known"))
    base.judge([Judgement(Verdict.MERGE, QUUX.id, NVIDIA.id), Judgement(Verdict.RENAME, QUUX.id, value="Q", lang="en")])
    assert base.replace(minted_extraction(QUUX_INC, "laysOff", None, lang="en", id="old"))
    assert {base.entity(one).id for one in (QUUX.id, QUUX_INC.id, NVIDIA.id)} == {NVIDIA.id}
    assert base.entity(NVIDIA.id).labels["en"] == "Q"
    (claim,) = base.claims(article="old")
    assert claim.subject.entity_id == NVIDIA.id
