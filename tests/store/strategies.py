"""Random small sets of articles that share entities and contradict each other."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from kg.model import Entity, EntityType, Extraction, Stage, Status
from tests.builders import ALTMAN, MICROSOFT, MURATI, NVIDIA, OPENAI, simple_extraction

ENTITIES = (MICROSOFT, OPENAI, NVIDIA)
PEOPLE = (ALTMAN, MURATI)
RELATIONS = ("executiveOf", "leaves", "appoints", "dismisses", "acquires", "partnersWith", "raisesFunding")
PUBLISHED = ("", "2024-01-01", "2024-02-01", "2024-03-01")
DATES = st.sampled_from(["", "", "", "2023", "2024-02", "2024-02-01", "2024-02-15", "2025-01-01"])
NAMES = ("Microsoft", "MSFT", "Micro Soft", "マイクロソフト")


@st.composite
def extractions(draw) -> Extraction:
    """An article with one claim between two of three entities, which it may know by other names or types."""
    subject, object_ = draw(st.sampled_from(ENTITIES)), draw(st.sampled_from(ENTITIES))
    extraction = simple_extraction(
        subject,
        draw(st.sampled_from(["investsIn", "partnersWith", "acquires"])),
        object_,
        lang=draw(st.sampled_from(["en", "ja"])),
        text=str(draw(st.integers(0, 5))),
        published=draw(st.sampled_from(PUBLISHED)),
        status=draw(st.sampled_from([Status.ASSERTED, Status.REPORTED, Status.POSSIBLE, Status.DENIED])),
        stage=draw(st.sampled_from([None, Stage.COMPLETED, Stage.TALKS, Stage.ENDED, Stage.CANCELLED])),
        confidence=draw(st.sampled_from([0.3, 0.5, 0.9])),
    )
    return replace(extraction, entities=tuple(draw(described(one)) for one in extraction.entities))


@st.composite
def dated_extractions(draw) -> Extraction:
    """An article about who heads, joins or leaves what, or about deals, with dates of its own or without."""
    relation = draw(st.sampled_from(RELATIONS))
    people, firms = st.sampled_from(PEOPLE), st.sampled_from(ENTITIES)
    subject = draw(people if relation in ("executiveOf", "leaves") else firms)
    object_ = None if relation == "raisesFunding" else draw(people if relation in ("appoints", "dismisses") else firms)
    roles = st.sampled_from(["", "ceo", "ceo", "chair"]) if subject in PEOPLE or object_ in PEOPLE else st.just("")
    qualifiers = {"roleType": draw(roles), "eventDate": draw(DATES), "endDate": draw(DATES)}
    return simple_extraction(
        subject,
        relation,
        object_,
        lang=draw(st.sampled_from(["en", "ja"])),
        text=str(draw(st.integers(0, 9))),
        published=draw(st.sampled_from(PUBLISHED)),
        status=draw(st.sampled_from([Status.ASSERTED] * 4 + [Status.PLANNED, Status.DENIED])),
        stage=draw(st.sampled_from([None, None, None, *Stage])),
        confidence=draw(st.sampled_from([0.3, 0.9, 0.9])),
        qualifiers={name: value for name, value in qualifiers.items() if value},
    )


@st.composite
def described(draw, entity: Entity) -> Entity:
    """The same entity as another article may describe it."""
    return Entity(
        entity.id,
        draw(st.sampled_from([EntityType.ORGANIZATION, EntityType.PRODUCT])),
        {lang: draw(st.sampled_from(NAMES)) for lang in draw(st.sets(st.sampled_from(["en", "ja"]), min_size=1))},
        tuple(sorted((lang, name) for lang, name in draw(st.sets(st.tuples(st.just("en"), st.sampled_from(NAMES)))))),
    )


def article_sets(max_size: int = 6) -> st.SearchStrategy[list[Extraction]]:
    """Several articles, each with a text of its own."""
    return st.lists(extractions(), max_size=max_size, unique_by=lambda one: one.article.hash)


@st.composite
def contradicting_sets(draw) -> list[Extraction]:
    """Articles over two years in which few people head few firms, and what one states another denies."""
    told = []
    for number in range(draw(st.integers(4, 12))):
        relation = draw(st.sampled_from(["executiveOf", "executiveOf", "partnersWith"]))
        extraction = simple_extraction(
            draw(st.sampled_from(PEOPLE if relation == "executiveOf" else ENTITIES)),
            relation,
            draw(st.sampled_from(ENTITIES[:2])),
            lang=draw(st.sampled_from(["en", "ja"])),
            text=str(number),
            published=f"202{draw(st.integers(3, 4))}-{draw(st.integers(1, 12)):02}-01",
            status=draw(st.sampled_from([Status.ASSERTED] * 3 + [Status.DENIED])),
            qualifiers={"roleType": "ceo"} if relation == "executiveOf" else {},
        )
        told.append(extraction)
    return told


def dated_sets(max_size: int = 8) -> st.SearchStrategy[list[Extraction]]:
    """Several articles about roles and deals, each with a text of its own."""
    return st.lists(dated_extractions(), max_size=max_size, unique_by=lambda one: one.article.hash)
