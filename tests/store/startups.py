"""Articles about start-ups that no list knows, told in either language, with links as the linker gives them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from kg.ids import mint_entity_id
from kg.link.judgements import Judgement, Verdict
from kg.link.profiles import company_of
from kg.link.skeletons import name_skeleton
from kg.model import Entity, EntityType, Extraction, Link, Stage, Status
from tests.builders import MICROSOFT, NVIDIA, OPENAI, simple_extraction


def startup(name: str) -> Entity:
    """An entity minted from its name."""
    lang = "en" if name.isascii() else "ja"
    return Entity(mint_entity_id(name, EntityType.ORGANIZATION), EntityType.ORGANIZATION, {lang: name})


KORDIA, KORDIA_JA = startup("Kordia"), startup("コルディア")
# Cordia is surely both Japanese ones and surely not Kordia, which sounds like the same; Kordeo is KORDIA_JA only where
# both do the same.
CORDIA, CORDEIA_JA, KORDEO = startup("Cordia"), startup("コルデイア"), startup("Kordeo")
STARTUPS = (KORDIA, KORDIA_JA, CORDIA, CORDEIA_JA, KORDEO)


def minted_extraction(subject: Entity, relation: str, object: Entity | None, *, linked: bool = True, **more):
    """One article with one claim, in the language of the first name, and links for its ends."""
    lang = more.pop("lang", "") or min(subject.labels if subject in STARTUPS else (object or subject).labels)
    extraction = simple_extraction(subject, relation, object, lang=lang, **more)
    entities = tuple(one for one in (subject, object) if one is not None)
    extraction = replace(extraction, entities=entities)
    return replace(extraction, links=_links(extraction)) if linked else extraction


def _links(extraction: Extraction) -> tuple[Link, ...]:
    minted = {one.id: one for one in extraction.entities if one.id.startswith("x-")}
    sounds = {key: name_skeleton(one.label(), one.type)[:3] + "-" for key, one in minted.items()}
    triples = [(one.subject.entity_id, one.relation, one.object.entity_id if one.object else "") for one in extraction]
    company = company_of(triples, sounds)
    return tuple(
        Link(key, 0.9, "", "nothing known is called so", key in minted, tuple(sorted(company.get(key, ()))))
        for key in sorted({one.id for one in extraction.entities})
    )


def deal_en(**more) -> Extraction:
    """Kordia, in English."""
    return minted_extraction(MICROSOFT, "investsIn", KORDIA, **{"id": "en", "lang": "en"} | more)


def deal_ja(**more) -> Extraction:
    """コルディア, in Japanese."""
    return minted_extraction(MICROSOFT, "investsIn", KORDIA_JA, **{"id": "ja", "lang": "ja"} | more)


@st.composite
def startup_extractions(draw) -> Extraction:
    """An article about one or two start-ups of near-equal names, or about what is known, with or without links."""
    subject = draw(st.sampled_from([*STARTUPS, MICROSOFT, NVIDIA]))
    object_ = draw(st.sampled_from([*STARTUPS, OPENAI]))
    relation = draw(
        st.sampled_from(["investsIn", "partnersWith", "executiveOf", "appoints", "leaves", "raisesFunding"])
    )
    roles = (
        draw(st.sampled_from([{}, {"roleType": "ceo"}])) if relation in ("executiveOf", "appoints", "leaves") else {}
    )
    dates = draw(st.sampled_from([{}, {}, {"eventDate": "2024-01-01"}, {"startDate": "2023", "endDate": "2024-01-15"}]))
    return minted_extraction(
        subject,
        relation,
        None if relation == "raisesFunding" else object_,
        lang=draw(st.sampled_from(["en", "ja"])),
        linked=draw(st.sampled_from([True, True, True, False])),
        text=str(draw(st.integers(0, 3))),
        status=draw(st.sampled_from([Status.ASSERTED, Status.POSSIBLE, Status.DENIED])),
        stage=draw(st.sampled_from([None, None, Stage.ENDED, Stage.CANCELLED])),
        qualifiers=roles | dates,
        published=draw(st.sampled_from(["", "2024-01-01", "2024-02-01"])),
    )


def startup_sets(max_size: int = 5) -> st.SearchStrategy[list[Extraction]]:
    """Several such articles, each with a text of its own."""
    return st.lists(startup_extractions(), min_size=1, max_size=max_size, unique_by=lambda one: one.article.hash)


def judgements(claims: list[str]) -> st.SearchStrategy[Judgement]:
    """A decision about these start-ups, known things and claims, whether a store has them or not."""
    ids = st.sampled_from([one.id for one in (*STARTUPS, MICROSOFT, OPENAI)])
    pairs = st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1])
    pair = st.builds(
        lambda verdict, pair: Judgement(verdict, *pair), st.sampled_from([Verdict.MERGE, Verdict.SPLIT]), pairs
    )
    name = st.builds(
        lambda about, value, lang: Judgement(Verdict.RENAME, about, value=value, lang=lang),
        ids,
        st.sampled_from(["Kordia", "Acme", "アクメ"]),
        st.sampled_from(["en", "ja"]),
    )
    kind = st.builds(
        lambda about, value: Judgement(Verdict.RETYPE, about, value=value), ids, st.sampled_from(["Product", "Place"])
    )
    claim = st.sampled_from(claims).map(lambda one: Judgement(Verdict.REJECT, one))
    return st.one_of(pair, pair, name, kind, claim)
