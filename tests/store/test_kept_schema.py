"""A store remembers the relations, qualifiers and labels of the rules that it was written with."""

from dataclasses import replace

import pytest

from kg.model import EntityType
from kg.schema import SCHEMA_FILE, Schema, build_schema, load_schema, read_toml
from kg.store import KnowledgeBase
from kg.store.namespaces import ONTOLOGY_GRAPH
from tests.builders import MICROSOFT, OPENAI, simple_extraction

OWN = {
    "qualifiers": {"opinion": {"en": "opinion", "ja": "意見", "ja_help": "監査人の意見", "value": "text"}},
    "relations": {
        "auditedBy": {
            "kind": "state",
            "en": "is audited by",
            "ja": "の監査人は",
            "inverse_ja": "が監査する企業は",
            "subject": ["Person", "Organization"],
            "object": ["Organization"],
            "parent": "partnersWith",
            "qualifiers": ["opinion", "amount"],
        },
        "restructures": {"ja": "が再編する", "subject": ["Organization"]},
        "rivals": {
            "en": "rivals",
            "subject": ["Organization"],
            "object": ["Organization"],
            "symmetric": True,
        },
        "acquires": {**read_toml(SCHEMA_FILE)["relations"]["acquires"], "en": "takes over"},
    },
    "statuses": {"planned": {"en": "intended", "ja": "予定", "en_help": "they mean to"}},
    "types": {"Group": {"en": "crowd", "ja": "群衆", "iri": "kg:Group"}},
}


def _with_rules(own=OWN) -> Schema:
    return build_schema([read_toml(SCHEMA_FILE), own])


def _in_any_order(schema: Schema):
    relations = {
        name: replace(
            one,
            subject_types=tuple(sorted(one.subject_types)),
            object_types=tuple(sorted(one.object_types)),
            qualifiers=tuple(sorted(one.qualifiers)),
        )
        for name, one in schema.relations.items()
    }
    return replace(schema, relations=relations)


def _ontology(base: KnowledgeBase):
    return {quad for quad in base.quads() if quad.graph_name == ONTOLOGY_GRAPH}


@pytest.fixture
def path(tmp_path):
    with KnowledgeBase.open(tmp_path / "store", schema=_with_rules()) as base:
        base.add(simple_extraction(MICROSOFT, "auditedBy", OPENAI, qualifiers={"opinion": "unqualified"}))
    return tmp_path / "store"


@pytest.mark.parametrize("read_only", [True, False])
def test_whoever_opens_a_store_without_its_rules_has_its_schema(path, read_only):
    for _ in range(2):
        with KnowledgeBase.open(path, read_only=read_only) as base:
            assert _in_any_order(base.schema) == _in_any_order(_with_rules())
            assert [claim.relation for claim in base.claims()] == ["auditedBy"]


def test_a_writer_without_the_rules_changes_nothing_of_the_vocabulary(path):
    with KnowledgeBase.open(path, schema=_with_rules()) as base:
        before = _ontology(base)
    snapshots = sorted((path / "snapshots").iterdir())
    with KnowledgeBase.open(path) as base:
        assert _ontology(base) == before
        # What the rules allow can still be added.
        assert base.add(simple_extraction(OPENAI, "auditedBy", MICROSOFT)) == 1
        assert base.named("evidence", subject="OpenAI", relation="auditedBy").rows
    assert snapshots != sorted((path / "snapshots").iterdir())


def test_other_rules_add_to_what_is_there_and_the_newest_wording_wins(path):
    other = {
        "relations": {
            "auditedBy": {**OWN["relations"]["auditedBy"], "en": "has auditor"},
            "sponsors": {"en": "sponsors", "subject": ["Organization"], "object": ["Group"]},
        }
    }
    own_of_other = build_schema([read_toml(SCHEMA_FILE), {"qualifiers": OWN["qualifiers"]}, other])
    KnowledgeBase.open(path, schema=own_of_other).close()
    with KnowledgeBase.open(path, read_only=True) as base:
        assert base.schema.relations["auditedBy"].labels["en"] == "has auditor"
        assert base.schema.relations["sponsors"].object_types == (EntityType.GROUP,)
        assert base.schema.relations["rivals"].symmetric
        assert base.schema.relations["acquires"].labels["en"] == "takes over"


def test_a_store_without_rules_has_the_packaged_schema_and_nothing_of_its_own(tmp_path):
    KnowledgeBase.open(tmp_path / "store").close()
    with KnowledgeBase.open(tmp_path / "store") as base:
        assert base.schema == load_schema()
        assert not base.query("ASK { ?term a kg:OwnTerm }").answer


def test_what_the_rules_say_can_be_asked_for(path):
    with KnowledgeBase.open(path, read_only=True) as base:
        own = {row["name"] for row in base.query("SELECT (STRAFTER(STR(?t), '#') AS ?name) { ?t a kg:OwnTerm }")}
        carried = base.query("SELECT ?label { kg:auditedBy kg:mayCarry/rdfs:label ?label FILTER(LANG(?label)='en') }")
    assert own == {"auditedBy", "restructures", "rivals", "acquires", "opinion", "planned", "Group"}
    assert {label for (label,) in carried.rows} == {"opinion", "amount"}
