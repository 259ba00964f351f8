"""Generated articles are what benchmarks rely on: the same every time, backed by their text, written as if added."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kg.schema import load_schema
from kg.store import KnowledgeBase
from tests.benchmarks.generated import CLAIMS, World, generate, write_store


def test_the_same_articles_every_time_and_as_many_as_wanted() -> None:
    assert list(generate(20)) == list(generate(30))[:20]
    assert list(generate(20)) != list(generate(20, World(seed=8)))
    assert len({one.article.hash for one in generate(200)}) == 200


def test_they_have_both_languages_all_relations_and_every_qualifier() -> None:
    found = list(generate(400))
    claims = [claim for one in found for claim in one.claims]
    assert Counter(one.article.lang for one in found) == {"en": 200, "ja": 200}
    assert len(claims) == 400 * CLAIMS
    schema = load_schema()
    assert {claim.relation for claim in claims} == set(schema.relations)
    carried = {name for relation in schema.relations.values() for name in relation.qualifiers}
    assert {name for claim in claims for name in claim.qualifiers} == carried


def test_few_entities_are_in_many_articles() -> None:
    mentioned = Counter(entity.id for one in generate(400) for entity in one.entities)
    counts = [count for _, count in mentioned.most_common()]
    assert counts[0] > 20 * counts[len(counts) // 2]


def test_a_store_that_is_written_at_once_is_the_one_that_adding_makes(tmp_path: Path) -> None:
    claims = write_store(tmp_path / "store", generate(40))
    with KnowledgeBase.in_memory() as added, KnowledgeBase.open(tmp_path / "store", read_only=True) as written:
        added.add(generate(40))
        assert set(written.quads()) == set(added.quads())
        assert len(written.claims()) == claims
