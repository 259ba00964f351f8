"""What a store says of time, deals and contradictions, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.ids import mint_entity_id
from kg.link.judgements import Judgement, Verdict
from kg.model import Entity, EntityType, Extraction, Stage, Status
from kg.store import KnowledgeBase
from kg.store.namespaces import entity_id
from tests.builders import ALTMAN, MICROSOFT, MURATI, NVIDIA, OPENAI, SOFTBANK, simple_extraction
from tests.store.strategies import contradicting_sets, dated_sets

pytestmark = pytest.mark.every_engine

CEO = {"roleType": "ceo"}


def november(lang: str) -> list[Extraction]:
    """The dismissal of November 2023, the interim head and the return."""
    told = [
        (ALTMAN, "executiveOf", OPENAI, "2023-11-01", ""),
        (OPENAI, "dismisses", ALTMAN, "2023-11-18", "2023-11-17"),
        (OPENAI, "appoints", MURATI, "2023-11-18", "2023-11-17"),
        (MURATI, "leaves", OPENAI, "2023-11-22", "2023-11-21"),
        (ALTMAN, "executiveOf", OPENAI, "2023-11-22", "2023-11-21"),
    ]
    return [
        simple_extraction(
            subject,
            relation,
            object_,
            lang=lang,
            published=published,
            text=str(number),
            id=f"{lang}-{number}",
            qualifiers=CEO | ({"eventDate": day} if day else {}),
        )
        for number, (subject, relation, object_, published, day) in enumerate(told)
    ]


def deals_of(lang: str) -> list[Extraction]:
    """A purchase that was called off, one that was done, a round, and a denial."""
    told = [
        (NVIDIA, "acquires", OPENAI, "2020-09-13", Status.ASSERTED, Stage.AGREED, {"amount": 40, "currency": "USD"}),
        (NVIDIA, "acquires", OPENAI, "2020-11-08", Status.DENIED, Stage.CANCELLED, {}),
        (MICROSOFT, "acquires", NVIDIA, "2021-01-01", Status.POSSIBLE, Stage.TALKS, {}),
        (MICROSOFT, "acquires", NVIDIA, "2021-02-01", Status.ASSERTED, Stage.COMPLETED, {}),
        (OPENAI, "raisesFunding", None, "2021-03-01", Status.ASSERTED, Stage.ANNOUNCED, {"amount": 6}),
        (SOFTBANK, "investsIn", OPENAI, "2021-04-01", Status.ASSERTED, None, {}),
        (SOFTBANK, "investsIn", OPENAI, "2021-05-01", Status.DENIED, None, {}),
    ]
    return [
        simple_extraction(
            subject,
            relation,
            object_,
            lang=lang,
            published=published,
            status=status,
            stage=stage,
            qualifiers=more,
            text=str(number),
            id=f"{lang}-deal-{number}",
        )
        for number, (subject, relation, object_, published, status, stage, more) in enumerate(told)
    ]


@pytest.fixture(params=["en", "ja", "both"])
def base(request):
    langs = ["en", "ja"] if request.param == "both" else [request.param]
    with KnowledgeBase.in_memory() as base:
        for lang in langs:
            base.add([*november(lang), *deals_of(lang)])
        yield base


def heads(base: KnowledgeBase, day: str, **more) -> list[str]:
    return [one.subject for one in base.as_of(day, relation="executiveOf", **more)]


BY_DAY = [
    ("2023-10-31", []),
    ("2023-11-16", [ALTMAN.id]),
    ("2023-11-17", [MURATI.id]),
    ("2023-11-20", [MURATI.id]),
    ("2023-11-21", [ALTMAN.id]),
    ("2030-01-01", [ALTMAN.id]),
]


@pytest.mark.parametrize(("day", "expected"), BY_DAY)
def test_who_heads_it_on_a_day(base, day, expected):
    assert heads(base, day) == expected
    assert heads(base, day, entity=OPENAI.id) == expected
    assert heads(base, day, entity="Q312") == []
    rows = base.named("as-of", date=day, relation="executiveOf", about="オープンAI")
    assert [entity_id(one) for one in _subjects(base, rows)] == expected


def _subjects(base, rows):
    return [row["s"] for period in rows for row in base.query(f"SELECT ?s {{ <{period['period']}> kg:subject ?s }}")]


KNOWN_BY = [
    ("2023-11-17", "2023-11-17", [ALTMAN.id]),
    ("2023-11-17", "2023-11-18", [MURATI.id]),
    ("2023-11-30", "2023-11-21", [MURATI.id]),
    ("2023-11-30", "2023-11-22", [ALTMAN.id]),
    ("2023-11-30", "2023-10-01", []),
]


@pytest.mark.parametrize(("day", "known_by", "expected"), KNOWN_BY)
def test_what_came_out_later_does_not_count(base, day, known_by, expected):
    assert heads(base, day, known_by=known_by) == expected
    assert heads(base, day, known_by=known_by, entity=OPENAI.id) == expected


@pytest.mark.parametrize(
    "wrong", ["", "2023", "2023-11", "2023-02-30", "yesterday", "2023-11-17T00:00:00", "２０２３-11-17"]
)
def test_a_day_is_a_whole_date(base, wrong):
    with pytest.raises(QueryError, match="YYYY-MM-DD"):
        base.as_of(wrong)
    if wrong:
        with pytest.raises(QueryError, match="YYYY-MM-DD"):
            base.as_of("2023-11-17", known_by=wrong)


def test_periods_carry_the_claims_behind_them(base):
    claims = {one.id for one in base.claims()}
    for one in base.periods(entity=ALTMAN.id):
        assert one.claims
        assert set(one.claims) <= claims
    executive = [(one.start, one.until) for one in base.periods(entity=ALTMAN.id) if one.relation == "executiveOf"]
    assert executive == [("2023-11-01", "2023-11-17"), ("2023-11-21", "")]


def test_deals_and_how_far_they_are(base):
    found = {(one.subject, one.relation, one.object): one for one in base.deals()}
    assert {key: str(one.state) for key, one in found.items()} == {
        (NVIDIA.id, "acquires", OPENAI.id): "cancelled",
        (MICROSOFT.id, "acquires", NVIDIA.id): "completed",
        (OPENAI.id, "raisesFunding", ""): "announced",
        (SOFTBANK.id, "investsIn", OPENAI.id): "completed",
    }
    steps = found[MICROSOFT.id, "acquires", NVIDIA.id].steps
    assert [(str(step.state), step.day) for step in steps] == [("rumoured", "2021-01-01"), ("completed", "2021-02-01")]
    assert {step.claim for step in steps} <= {one.id for one in base.claims()}


DEAL_FILTERS = [
    ({"entity": OPENAI.id}, 3),
    ({"entity": MICROSOFT.id}, 1),
    ({"entity": ALTMAN.id}, 0),
    ({"state": "cancelled"}, 1),
    ({"state": "blocked"}, 0),
    ({"entity": OPENAI.id, "state": "announced"}, 1),
]


@pytest.mark.parametrize(("given_", "expected"), DEAL_FILTERS)
def test_deals_can_be_narrowed(base, given_, expected):
    assert len(base.deals(**given_)) == expected


def test_a_state_that_no_deal_can_have_is_refused():
    with pytest.raises(QueryError, match="foo: no such state of a deal; there are rumoured"):
        KnowledgeBase.in_memory().deals(state="foo")


def test_contradictions_name_both_sides(base):
    (conflict,) = base.conflicts()
    assert (conflict.kind, conflict.about) == ("denied", (SOFTBANK.id, "investsIn", OPENAI.id))
    claims = {one.id: one for one in base.claims()}
    assert {claims[one].status for one in conflict.claims} == {Status.ASSERTED}
    assert {claims[one].status for one in conflict.against} == {Status.DENIED}
    assert base.conflicts(entity=OPENAI.id) == [conflict]
    assert base.conflicts(entity=MICROSOFT.id) == []


def test_two_heads_at_once_are_a_contradiction():
    with KnowledgeBase.in_memory() as base:
        for lang, who in (("en", ALTMAN), ("ja", MURATI)):
            for month in ("01", "06"):
                base.add(
                    simple_extraction(
                        who, "executiveOf", OPENAI, lang=lang, published=f"2023-{month}-01", text=month, qualifiers=CEO
                    )
                )
        (conflict,) = base.conflicts(entity=OPENAI.id)
        assert (conflict.kind, conflict.about) == ("holders", ("ceo", "executiveOf", OPENAI.id))
        assert len({*conflict.claims, *conflict.against}) == 4


@given(contradicting_sets())
@settings(max_examples=40)
def test_the_contradictions_of_one_party_are_those_of_all_that_speak_of_it(told):
    with KnowledgeBase.in_memory() as base:
        base.add(told)
        ends = {one.id: {one.subject.entity_id, one.object.entity_id if one.object else ""} for one in base.claims()}
        found = base.conflicts()
        for entity in base.entities():
            about = [one for one in found if any(entity.id in ends[each] for each in (*one.claims, *one.against))]
            assert base.conflicts(entity=entity.id) == about


# ---- what people decide, and articles that go


def test_rejecting_the_dismissal_keeps_him_in_office_until_it_is_undone():
    with KnowledgeBase.in_memory() as base:
        base.add(november("en"))
        before = base.periods()
        (dismissal,) = base.claims(relation="dismisses")
        base.judge(Judgement(Verdict.REJECT, dismissal.id))
        assert ALTMAN.id in heads(base, "2023-11-16")
        assert [one.until for one in base.periods(entity=ALTMAN.id) if one.relation == "executiveOf"] == [""]
        base.undo()
        assert base.periods() == before


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_removing_an_article_takes_its_word_back(lang):
    with KnowledgeBase.in_memory() as base:
        base.add([*november(lang), *deals_of(lang)])
        base.remove(f"{lang}-deal-6")
        assert base.conflicts() == []
        base.remove(f"{lang}-deal-1")
        assert [str(one.state) for one in base.deals(entity=NVIDIA.id) if one.object == OPENAI.id] == ["announced"]
        for number in range(1, 5):
            base.remove(f"{lang}-{number}")
        assert heads(base, "2023-11-18") == [ALTMAN.id]


def _startup(name: str) -> Entity:
    return Entity(mint_entity_id(name, EntityType.ORGANIZATION), EntityType.ORGANIZATION, {"en": name, "ja": name})


def test_merging_two_names_makes_one_deal_of_two_and_splitting_makes_two_again():
    one, other = _startup("Nimbus"), _startup("Cirrus")
    with KnowledgeBase.in_memory() as base:
        base.add(simple_extraction(MICROSOFT, "acquires", one, published="2024-01-01", stage=Stage.TALKS))
        base.add(
            simple_extraction(MICROSOFT, "acquires", other, lang="ja", published="2024-02-01", stage=Stage.COMPLETED)
        )
        before = base.deals()
        assert sorted(str(deal.state) for deal in before) == ["completed", "rumoured"]
        base.judge(Judgement(Verdict.MERGE, one.id, other.id))
        (deal,) = base.deals()
        assert [str(step.state) for step in deal.steps] == ["rumoured", "completed"]
        # Either id means the one that is left.
        assert base.deals(entity=one.id) == base.deals(entity=other.id) == [deal]
        assert base.periods(entity=one.id) == base.periods(entity=other.id) != []
        base.undo()
        assert base.deals() == before
        base.judge(Judgement(Verdict.MERGE, one.id, MICROSOFT.id))
        assert [deal.object for deal in base.deals()] == [other.id]


# ---- the packaged queries say the same

DAYS = ["2022-12-31", "2024-01-01", "2024-01-31", "2024-02-01", "2024-02-15", "2024-03-01", "2025-06-01"]


@settings(max_examples=60)
@given(dated_sets(max_size=12), st.sampled_from(DAYS), st.sampled_from([None, OPENAI, ALTMAN]))
def test_as_of_in_sparql_is_as_of_in_python(extractions, day, about):
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        if about and not base.has_entity(about.id):
            about = None
        names = {one.id: one.label() for one in base.entities()}
        labels = {name: one.labels["en"] for name, one in base.schema.relations.items()}
        expected = [
            (
                names[one.subject],
                labels[one.relation],
                names[one.object],
                one.role or None,
                one.start or None,
                str(one.start_known).lower(),
                one.until or None,
                one.first_said or None,
            )
            for one in base.as_of(day, entity=about.id if about else None)
        ]
        rows = base.named("as-of", date=day, about=about.id if about else None).rows
        assert sorted((row[:-1] for row in rows), key=str) == sorted(expected, key=str)


@settings(max_examples=60)
@given(dated_sets(max_size=12), st.sampled_from([None, OPENAI, MICROSOFT]))
def test_deals_in_sparql_are_deals_in_python(extractions, about):
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        if about and not base.has_entity(about.id):
            about = None
        names = {one.id: one.label() for one in base.entities()}
        articles = {one.id: one.article_hash for one in base.claims()}
        expected = []
        for one in base.deals(entity=about.id if about else None):
            days = {str(step.state): step.day or None for step in one.steps}
            stops = ("cancelled", "blocked", "ended")
            over = [days[state] for state in stops if state in days and str(one.state) in stops]
            labels = base.schema.relations[one.relation].labels
            ends = names[one.subject], labels["en"], names[one.object] if one.object else None, str(one.state)
            found = [days.get(state) for state in ("rumoured", "announced", "completed")]
            behind = str(len({articles[claim] for claim in one.claims}))
            expected.append((*ends, *found, min((day for day in over if day), default=None), behind))
        rows = base.named("deals", about=about.id if about else None).rows
        assert sorted((row[:-1] for row in rows), key=str) == sorted(expected, key=str)


def test_the_queries_take_names_in_either_language(base):
    columns = ("subject", "object", "state", "over")
    assert [tuple(row[one] for one in columns) for row in base.named("deals", about="エヌビディア")] == [
        tuple(row[one] for one in columns) for row in base.named("deals", about="Nvidia")
    ]
    assert len(base.named("deals", limit=1)) == 1
    assert [row["object"] for row in base.named("as-of", about="ソフトバンク")] == ["OpenAI"]


@pytest.mark.parametrize("ask", ["periods", "deals", "conflicts"])
def test_an_empty_store_knows_nothing(ask):
    with KnowledgeBase.in_memory() as base:
        assert getattr(base, ask)() == []
        assert getattr(base, ask)(entity="Q1") == []
        assert base.as_of("2024-01-01") == []
        assert base.as_of("2024-01-01", known_by="2024-01-01") == []
        assert base.named("as-of").rows == base.named("deals").rows == []
