"""Events told in both languages: what an English and a Japanese article say of one event meets in one claim.

The names in `events.jsonl` are half known, half invented, so both the list of names and the merging are asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from kg.model import Article, Extraction
from kg.store import KnowledgeBase

EVENTS = [
    json.loads(line)
    for line in Path(__file__).with_name("events.jsonl").read_text(encoding="utf-8").splitlines()
    if line.strip()
]
#: Measured on these 40: 32 meet.
LEAST_MET = 0.70
SYMMETRIC = {"partnersWith", "competesWith", "mergesWith", "formsJointVentureWith", "negotiatesWith"}
#: What two tellings of one event may call it.
ALIKE = ({"executiveOf", "appoints"}, {"leaves", "dismisses"})

Met = tuple[str, tuple[str, str]]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [
        Article(f"{one['id']}-{lang}", one[lang], lang=lang, published=one["published"])
        for one in EVENTS
        for lang in ("en", "ja")
    ]


@pytest.fixture(scope="module")
def extractions(articles: list[Article], read_all) -> Mapping[str, Extraction]:
    return read_all(articles)


def fill(articles: Iterable[Article], extractions: Mapping[str, Extraction]) -> KnowledgeBase:
    kb = KnowledgeBase.in_memory()
    kb.add([extractions[one.id] for one in articles])
    return kb


def told(kb: KnowledgeBase, article: Article, relations: set[str]) -> set[Met]:
    """What an article says of these relations, with the ids that its names came to."""
    found = set()
    for claim in kb.claims(article=article.hash):
        if claim.relation in relations:
            ends = (claim.subject.entity_id, claim.object.entity_id if claim.object else "")
            relation = "" if len(relations) > 1 else claim.relation
            found.add((relation, tuple(sorted(ends)) if claim.relation in SYMMETRIC else ends))
    return found


def test_english_and_japanese_claims_of_one_event_meet(
    articles: list[Article], extractions: Mapping[str, Extraction]
) -> None:
    kb = fill(articles, extractions)
    by_id = {one.id: one for one in articles}
    apart = []
    for event in EVENTS:
        relations = next((one for one in ALIKE if event["relation"] in one), {event["relation"]})
        english, japanese = (told(kb, by_id[f"{event['id']}-{lang}"], relations) for lang in ("en", "ja"))
        if english.isdisjoint(japanese):
            apart.append((event["id"], event["relation"], english, japanese))
    assert len(EVENTS) == 40
    assert 1 - len(apart) / len(EVENTS) >= LEAST_MET, apart


def test_the_other_order_of_articles_gives_the_same(
    articles: list[Article], extractions: Mapping[str, Extraction]
) -> None:
    one, other = fill(articles, extractions), fill(articles[::-1], extractions)
    assert list(one.entities()) == list(other.entities())
    assert list(one.claims()) == list(other.claims())
