"""Names to entities: short names to full ones, spellings to one thing, unknown names to minted ids."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from kg.ids import mint_entity_id
from kg.link.gazetteer import build_gazetteer, load_gazetteer
from kg.link.linker import link_claims
from kg.link.profiles import Profile
from kg.link.resolver import Resolver
from kg.model import Article, Claim, Entity, EntityType, Extraction, Mention, Span, Status

ORG, PERSON, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT
NOBODY = build_gazetteer([])
KNOWN = build_gazetteer(
    [
        Entity("Q1", ORG, {"en": "OpenAI", "ja": "OpenAI"}, (("ja", "オープンAI"),)),
        Entity("Q2", PERSON, {"en": "Sam Altman", "ja": "サム・アルトマン"}),
    ]
)


def article_of(*names: tuple[str, EntityType]) -> tuple[Article, list[Claim]]:
    """An article that has each name leave an organisation called Acme, and its claims before linking."""
    text = "".join(f"{name} left Acme.\n" for name, _ in names)
    article = Article("a", text, lang="ja" if any(not name.isascii() for name, _ in names) else "en")
    claims = []
    cursor = 0
    for name, kind in names:
        line = f"{name} left Acme."
        subject = Span(cursor, cursor + len(name), name)
        trigger = Span(subject.end + 1, subject.end + 5, "left")
        acme = Span(trigger.end + 1, trigger.end + 5, "Acme")
        claims.append(
            Claim(
                "a",
                article.hash,
                Mention(subject, name, kind, (name,)),
                "leaves",
                Mention(acme, "Acme", ORG, ("Acme",)),
                Status.ASSERTED,
                Span(cursor, cursor + len(line), line),
                trigger,
            )
        )
        cursor += len(line) + 1
    return article, claims


def link(*names: tuple[str, EntityType], known=NOBODY, mentions: Sequence[Mention] = ()) -> list[Mention]:
    article, claims = article_of(*names)
    return [claim.subject for claim in link_claims(article, claims, mentions, known)]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Altman", "Sam Altman"),
        ("アルトマン", "サム・アルトマン"),
        ("Sam", "Sam Altman"),
        ("佐藤", "佐藤恒治"),
    ],
)
@pytest.mark.parametrize("order", [0, 1])
def test_a_short_name_is_the_full_one(short: str, full: str, order: int) -> None:
    first, second = link(*((short, PERSON), (full, PERSON))[:: -1 if order else 1])
    assert first.entity_id == second.entity_id == mint_entity_id(full, PERSON)
    assert {short, full} <= set(first.names) & set(second.names)
    assert first.name == second.name == full


@pytest.mark.parametrize(
    ("short", "full", "identity"),
    [("Altman", "Sam Altman", "Q2"), ("アルトマン", "サム・アルトマン", "Q2")],
)
def test_a_short_name_is_the_known_person(short: str, full: str, identity: str) -> None:
    assert [one.entity_id for one in link((short, PERSON), (full, PERSON), known=KNOWN)] == [identity, identity]


def test_a_full_name_that_no_claim_uses_counts_too() -> None:
    span = Span(0, 0, "")
    mention = Mention(span, "Jane Roe", PERSON, ("Jane Roe",))
    (found,) = link(("Roe", PERSON), mentions=[mention])
    assert found.entity_id == mint_entity_id("Jane Roe", PERSON)


@pytest.mark.parametrize("names", [("Cook", "Tim Cook", "Ann Cook"), ("クック", "ティム・クック", "アン・クック")])
def test_two_people_of_one_surname_stay_apart(names: tuple[str, ...]) -> None:
    for order in itertools.permutations(names):
        found = {name: one.entity_id for name, one in zip(order, link(*((n, PERSON) for n in order)), strict=True)}
        assert len(set(found.values())) == 3, "who the bare surname is, nobody can tell"


def test_a_company_and_a_person_of_one_name_stay_apart() -> None:
    person, company = link(("Dell", PERSON), ("Dell", ORG))
    assert person.entity_id != company.entity_id


@pytest.mark.parametrize(
    "spellings",
    [
        ("OpenAI", "Open AI", "OPENAI", "OpenAI Inc.", "OpenAI, Inc"),
        ("OpenAI", "オープンAI", "ＯｐｅｎＡＩ"),
    ],
)
def test_spellings_are_one_entity(spellings: tuple[str, ...]) -> None:
    found = link(*((one, ORG) for one in spellings), known=KNOWN)
    assert {one.entity_id for one in found} == {"Q1"}


def test_what_text_calls_openai_is_one_entity(read_claims) -> None:
    text = (
        "マイクロソフトはOpenAIに出資した。マイクロソフトはOpen AIと提携した。\n"
        "マイクロソフトはオープンAIを支配している。"
        "マイクロソフトは旧OpenAIに出資した。"
    )
    claims = read_claims(text)
    objects = {one.object.span.text: one.object.entity_id for one in claims if one.object}
    assert {"OpenAI", "Open AI", "オープンAI"} <= set(objects)
    assert len(claims) == 4
    assert len(set(objects.values())) == 1


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Quux Robotics", "Quux Robotics Inc."),
        ("クアックス", "株式会社クアックス"),
        ("Quux Robotics", "Quux Robotics Ltd"),
    ],
)
def test_a_legal_form_is_no_part_of_the_name(short: str, full: str) -> None:
    first, second = link((short, ORG), (full, ORG))
    assert first.entity_id == second.entity_id


@pytest.mark.parametrize(
    ("namesake", "known"),
    [("SUBARU CO., LTD.", "Subaru"), ("TOKAI Corp.", "TOKAI"), ("ＫＳＫ合同会社", "KSK"), ("株式会社大和", "大和証券")],
)
def test_a_known_namesake_is_an_entity_of_its_own(namesake: str, known: str) -> None:
    """Neither before nor after all articles are settled: only the one that is in the list has the bare name's id."""
    listed = load_gazetteer()
    resolver, found = Resolver(), []
    for name in (namesake, known, namesake.upper()):
        article, claims = article_of((name, ORG))
        extraction = link_claims(article, claims, (), listed)
        found.append(extraction.claims[0].subject.entity_id or "")
        for entity, told in zip(extraction.entities, extraction.links, strict=True):
            resolver.put(Profile(entity.id, ORG, frozenset(entity.names), minted=told.minted))
    one, other, again = found
    assert (one in listed.entities, other in listed.entities) == (False, True)
    assert one == again
    settled = resolver.canonical(resolver.known_ids())
    assert (settled[one], settled[other]) == (one, other)


@pytest.mark.parametrize(
    "text",
    [
        "SUBARU CO., LTD. has invested in Rapidus. Subaru has also acquired OpenAI.",
        "東洋電機株式会社はラピダスに出資した。東洋電機はOpenAIを買収した。",
    ],
)
def test_a_bare_name_is_the_namesake_that_the_article_names_in_full(read_claims, text: str) -> None:
    claims = read_claims(text)
    assert len(claims) == 2
    subjects = {claim.subject.entity_id for claim in claims}
    assert len(subjects) == 1
    assert not subjects & load_gazetteer().entities.keys()


def test_a_minted_id_depends_on_name_and_type_only() -> None:
    alone = link(("Zorblatt", ORG))[0].entity_id
    among = link(("Quux", ORG), ("Jane Roe", PERSON), ("Zorblatt", ORG), known=KNOWN)[2].entity_id
    assert alone == among == mint_entity_id("Zorblatt", ORG)
    assert alone != link(("Zorblatt", PERSON))[0].entity_id


def test_the_order_of_articles_does_not_matter(read_all) -> None:
    texts = {
        "a": "Sam Altman left OpenAI. Altman founded Zorblatt.",
        "b": "Zorblatt Inc. acquired Quux.",
        "c": "アルトマン氏がZorblattを設立した。",
    }
    articles = [Article(key, text, lang="ja" if key == "c" else "en") for key, text in texts.items()]
    expected: dict[str, Extraction] = read_all(articles)
    assert sum(len(one) for one in expected.values()) >= 3
    for order in itertools.permutations(articles):
        assert read_all(order) == expected


def test_entities_are_those_of_the_claims() -> None:
    article, claims = article_of(("Sam Altman", PERSON), ("Altman", PERSON))
    found = link_claims(article, claims, [], load_gazetteer())
    used = {m.entity_id for claim in found for m in (claim.subject, claim.object) if m}
    assert {one.id for one in found.entities} == used
    assert len(used) == 2


def test_linking_leaves_the_evidence_alone() -> None:
    article, claims = article_of(("Sam Altman", PERSON), ("アルトマン", PERSON))
    linked = link_claims(article, claims, [], load_gazetteer()).claims
    assert [(one.id, one.subject.span, one.sentence) for one in linked] == [
        (one.id, one.subject.span, one.sentence) for one in claims
    ]


@pytest.mark.parametrize("name", ["Vela", "ヴェラ"])
def test_a_company_and_its_product_of_one_name_stay_apart(name: str) -> None:
    known = build_gazetteer(
        [Entity("Q11", ORG, {"en": "Vela", "ja": "ヴェラ"}), Entity("Q12", PRODUCT, {"en": "Vela", "ja": "ヴェラ"})]
    )
    assert [one.entity_id for one in link((name, ORG), (name, PRODUCT), known=known)] == ["Q11", "Q12"]
    company, product = link((name, ORG), (name, PRODUCT))
    assert company.entity_id != product.entity_id
