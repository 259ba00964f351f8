"""What the editor completes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Entity, EntityType
from kg.store import KnowledgeBase
from tests.builders import MICROSOFT
from ui.strings import Words
from ui.workbench.completion import Completion, entity_completion, list_terms


@pytest.mark.parametrize(
    ("lang", "term"),
    [
        ("en", Completion("kg:investsIn", "relation", ("invests in", "に出資する"))),
        ("ja", Completion("kg:investsIn", "relation", ("に出資する", "invests in"))),
        ("en", Completion("kg:planned", "status", ("planned", "予定"))),
        ("en", Completion("kg:announced", "stage", ("announced", "発表"))),
        ("en", Completion("kg:amount", "qualifier", ("amount", "金額"))),
        ("en", Completion("schema:Person", "class", ("person", "人物"))),
        ("ja", Completion("rdf:subject", "property", ("主張の主語", "subject of a claim"))),
        ("en", Completion("<https://w3id.org/newskg/graph/edges>", "graph", ("direct edges", "直接のつながり"))),
        ("en", Completion("skos:", "prefix", ("http://www.w3.org/2004/02/skos/core#",))),
    ],
)
def test_terms_have_their_labels_in_both_languages(sample_store: Path, lang: str, term: Completion) -> None:
    with KnowledgeBase.open(sample_store, read_only=True) as kb:
        assert term in list_terms(kb, Words(lang, kb.schema))


def test_no_term_is_there_twice_and_relations_come_first(sample_store: Path) -> None:
    with KnowledgeBase.open(sample_store, read_only=True) as kb:
        terms = list_terms(kb, Words("en", kb.schema))
        assert {one.text for one in terms if one.kind == "relation"} == {f"kg:{name}" for name in kb.schema.relations}
    assert len({one.text for one in terms}) == len(terms)
    assert terms[0].kind == "relation"
    assert all(one.labels for one in terms)


@pytest.mark.parametrize(
    ("entity", "lang", "completion"),
    [
        (
            MICROSOFT,
            "en",
            {"text": "id:Q2283", "name": "Microsoft", "more": "マイクロソフト · id:Q2283 · organization"},
        ),
        (MICROSOFT, "ja", {"text": "id:Q2283", "name": "マイクロソフト", "more": "Microsoft · id:Q2283 · 組織"}),
        (
            Entity("a b>", EntityType.PERSON, {"en": "X"}),
            "en",
            {"text": "id:a%20b%3E", "name": "X", "more": "id:a%20b%3E · person"},
        ),
    ],
)
def test_an_entity_is_put_in_by_its_id(
    entity: Entity, lang: str, completion: dict[str, str], sample_store: Path
) -> None:
    with KnowledgeBase.open(sample_store, read_only=True) as kb:
        assert entity_completion(entity, Words(lang, kb.schema)) == completion
