from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import InvalidClaim
from kg.model import Article, Claim, Entity, EntityType, Extraction, Mention, Section, Span, Stage, Status
from kg.schema import load_schema
from kg.store import KnowledgeBase
from kg.store.changes import compose_update
from kg.store.mapping import complete_entities, extraction_quads
from kg.store.namespaces import article_iri, expand, kg, statement_iri
from kg.store.reading import entity_types, group_properties, read_article, read_claim
from tests.builders import MICROSOFT, OPENAI, investment_en, samples, simple_extraction, staff_ja, venture_ja

SCHEMA = load_schema()


def _described(extraction: Extraction):
    """What an engine gives back, for engines rewrite numbers."""
    store = Store()
    store.update(compose_update(insert=extraction_quads(extraction, SCHEMA)))
    return group_properties(store)


def _round_trip(extraction: Extraction) -> list[Claim]:
    described = _described(extraction)
    describe = lambda node: described.get(node, {})  # noqa: E731
    return [read_claim(statement_iri(claim.id), describe, entity_types(SCHEMA)) for claim in extraction]


@pytest.mark.parametrize("extraction", samples(), ids=lambda one: one.article.id)
def test_claims_read_back_exactly(extraction):
    assert _round_trip(extraction) == list(extraction.claims)


@pytest.mark.parametrize("extraction", samples(), ids=lambda one: one.article.id)
def test_articles_read_back_without_their_text(extraction):
    described = _described(extraction)
    article = extraction.article
    record = read_article(article_iri(article.hash), described.__getitem__)
    fields = ("id", "hash", "title", "published", "lang", "publisher", "url")
    assert [getattr(record, name) for name in fields] == [getattr(article, name) for name in fields]


# Beside whatever hypothesis thinks of: combining marks, wide and half-width forms, signs beyond the basic plane, joined
# emoji, writing direction, line ends, quotes and what else a serializer may trip over.
ODD = ["e\u0301", "㈱ｿﾌﾄﾊﾞﾝｸ", "𠮷野家", "👩‍💻", "\u202eabc", "a\r\nb", '"""\\', "<x>", "\x00", "@en", "\ufeff", "が"]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(ODD)
DAYS = st.dates().map(lambda day: day.isoformat())
OF_KIND = {
    "number": st.integers(0, 10**15) | st.floats(0, 1e15) | st.decimals(0, 1, places=4).map(float),
    "integer": st.integers(0, 10**7),
    "date": st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda day: day[0][: day[1]]),
    "code": st.from_regex(r"[A-Z]{3}", fullmatch=True),
    "text": TEXTS,
}
#: Every qualifier with a value of its kind, and any name with any value.
AS_DESCRIBED = st.fixed_dictionaries({}, optional={name: OF_KIND[one.value] for name, one in SCHEMA.qualifiers.items()})
QUALIFIERS = AS_DESCRIBED | st.dictionaries(
    st.sampled_from([*SCHEMA.qualifiers, "ownWord", "a b/c", "意見"]),
    TEXTS | st.integers() | st.floats(allow_nan=False) | st.sampled_from(["2023", "2023-05", "2023-05-06"]),
    max_size=4,
)


@st.composite
def mentions(draw, article: Article, section: Section) -> Mention:
    text = article.section(section)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    names = tuple(sorted(draw(st.sets(TEXTS, max_size=3))))
    id_ = draw(st.sampled_from(["Q1", "x-0123", "a/b ü"]))
    return Mention(
        Span(start, end, text[start:end], section), draw(TEXTS), draw(st.sampled_from(EntityType)), names, id_
    )


@st.composite
def extractions(draw, qualifiers=QUALIFIERS) -> Extraction:
    lang = draw(st.sampled_from(["en", "ja", ""]))
    published = draw(st.sampled_from(["", "2024-05-06", "2024-05", "last week"]))
    article = Article(draw(TEXTS), draw(TEXTS), draw(TEXTS), published, lang, draw(TEXTS), draw(TEXTS))
    section = draw(st.sampled_from(Section))
    subject, trigger, attribution = (draw(mentions(article, section)) for _ in range(3))
    claim = Claim(
        article=article.id,
        article_hash=article.hash,
        subject=subject,
        relation=draw(st.sampled_from(sorted(SCHEMA.relations))),
        object=draw(st.none() | mentions(article, section)),
        status=draw(st.sampled_from(Status)),
        sentence=draw(mentions(article, section)).span,
        trigger=trigger.span,
        stage=draw(st.none() | st.sampled_from(Stage)),
        qualifiers=draw(qualifiers),
        attribution=draw(st.none() | st.just(replace(attribution, entity_id="")) | st.just(attribution)),
        confidence=draw(st.floats(0, 1)),
        rule=draw(TEXTS),
        reasons=tuple(draw(st.lists(TEXTS.map(lambda text: "".join(text.split("\n"))).filter(bool), max_size=3))),
    )
    return Extraction(article, (claim,))


@given(extractions())
def test_any_claim_reads_back_exactly(extraction):
    assert _round_trip(extraction) == list(extraction.claims)


EVERY_QUALIFIER = {
    "number": [0, 49, 10**15, 0.49, 1e-20, 1.5e300],
    "integer": [0, 55_000],
    "date": ["2023", "2023-05", "2023-05-06", "0999-01-01"],
    "code": ["USD", "ceo"],
    "text": ["chips", "半導体", "", *ODD],
}


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("stage", [None, *Stage])
def test_every_qualifier_stage_and_status_reads_back_exactly(stage, lang):
    for status in Status:
        for turn in range(max(map(len, EVERY_QUALIFIER.values()))):
            values = {name: EVERY_QUALIFIER[one.value] for name, one in SCHEMA.qualifiers.items()}
            qualifiers = {name: some[turn % len(some)] for name, some in values.items()}
            one = simple_extraction(
                MICROSOFT, "investsIn", OPENAI, lang=lang, stage=stage, status=status, qualifiers=qualifiers
            )
            assert _round_trip(one) == list(one.claims)


# A share above one and a text that is no code are not as described, so the values are bounded here.
@settings(max_examples=10)
@given(extractions(AS_DESCRIBED.map(lambda given: {**given, "share": min(given.get("share", 0), 1)})))
def test_whatever_is_as_the_schema_says_passes_the_shapes_and_comes_back_out_of_a_store(extraction):
    with KnowledgeBase.in_memory() as base:
        base.add(extraction)
        assert base.claims() == list(extraction.claims)
        broken = [one for one in base.validate().findings if one.rule.startswith("kg:")]
    assert broken == []


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_half_a_character_is_refused(text):
    one = simple_extraction(MICROSOFT, "investsIn", OPENAI, qualifiers={"topic": text})
    with pytest.raises(InvalidClaim, match="cannot be stored"):
        extraction_quads(one, SCHEMA)


@pytest.mark.parametrize("unsaid", ["Nobody quotes this.", "ここは引用されない。"])
@pytest.mark.parametrize("keep_text", [True, False])
def test_the_text_of_the_article_is_one_literal_or_is_not_kept(keep_text, unsaid):
    extraction = simple_extraction(MICROSOFT, "investsIn", OPENAI, text=unsaid)
    claim = replace(extraction.claims[0], sentence=extraction.claims[0].trigger)
    quads = extraction_quads(Extraction(extraction.article, (claim,)), SCHEMA, keep_text=keep_text)
    found = [quad.object.value for quad in quads if unsaid in str(quad)]
    assert found == ([extraction.article.text] if keep_text else [])


def test_a_text_that_no_file_can_hold_is_not_kept():
    article = replace(simple_extraction(MICROSOFT, "investsIn", OPENAI).article, text="half \ud800")
    assert not any("half" in str(quad) for quad in extraction_quads(Extraction(article), SCHEMA))


EFFECTIVE = [
    ({"startDate": "2023", "eventDate": "2022-05-01"}, "2024-01-15", ("2023-01-01", "year")),
    ({"eventDate": "2022-05"}, "2024-01-15", ("2022-05-01", "month")),
    ({"eventDate": "soon"}, "2024-01-15", ("2024-01-15", "day")),
    ({}, "", None),
]


@pytest.mark.parametrize(("qualifiers", "published", "expected"), EFFECTIVE)
def test_effective_date(qualifiers, published, expected):
    one = simple_extraction(MICROSOFT, "investsIn", OPENAI, published=published, qualifiers=qualifiers)
    said = _described(one)[statement_iri(one.claims[0].id)]
    found = [said[kg(name)][0].value for name in ("effectiveDate", "datePrecision") if kg(name) in said]
    assert found == list(expected or ())


def test_sentences_are_quoted_with_their_place_in_text_and_title():
    for extraction, place, text in (
        (venture_ja(), "char=0,42", venture_ja().article.text),
        (staff_ja(), "title=0,16", staff_ja().article.title),
    ):
        described = _described(extraction)
        node = f"{article_iri(extraction.article.hash).value}#{place}"
        by_name = {subject.value: said for subject, said in described.items()}
        assert by_name[node + ";quote"][expand("oa:exact")][0].value == text
        assert by_name[node + ";pos"][expand("oa:end")][0].value == place.split(",")[1]


def test_an_entity_that_is_not_given_is_made_from_its_mention():
    article, claims = investment_en().article, investment_en().claims
    assert complete_entities(Extraction(article, claims, (MICROSOFT,))) == [
        Entity("Q130879", EntityType.ORGANIZATION, {"en": "Reuters"}, (("en", "ロイター"),)),
        Entity("Q21708200", EntityType.ORGANIZATION, {"en": "OpenAI"}, (("en", "オープンAI"),)),
        MICROSOFT,
    ]


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://news.example/1", True),
        ("https://例え.jp/記事", True),
        ("http://a b", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_web_addresses_become_links(url, is_link):
    article = replace(investment_en().article, url=url)
    described = _described(Extraction(article))
    (value,) = described[article_iri(article.hash)][expand("schema:url")]
    assert (str(value) == f"<{url}>") == is_link
    assert value.value == url
