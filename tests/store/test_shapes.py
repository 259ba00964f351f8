"""The shapes that ship: valid SHACL, explained in both languages, and made for whatever the schema says."""

from __future__ import annotations

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, RdfFormat, serialize

from kg.model import Claim
from kg.schema import SCHEMA_FILE, build_schema, load_schema, read_toml
from kg.store import KnowledgeBase
from kg.store.namespaces import kg
from kg.store.shapes import build_shapes, sh
from tests.builders import MICROSOFT, OPENAI, simple_extraction

OWN = {
    "qualifiers": {
        "opinion": {"en": "opinion", "ja": "意見", "value": "text"},
        "fee": {"en": "fee", "ja": "報酬", "value": "number"},
        "signed on": {"ja": "署名日", "value": "date"},
        # As some property of every statement is called too, in another vocabulary.
        "subject": {"en": "subject", "ja": "科目", "value": "integer"},
    },
    "relations": {"auditedBy": {"en": "is audited by", "subject": ["Organization"], "object": ["Organization"]}},
    "types": {"Group": {"en": "crowd", "ja": "群衆", "iri": "schema:Audience"}},
}


def _own_schema():
    return build_schema([read_toml(SCHEMA_FILE), OWN])


def _graph(schema) -> rdflib.Graph:
    return rdflib.Graph().parse(data=serialize(build_shapes(schema), format=RdfFormat.N_TRIPLES), format="nt")


def test_shapes_are_valid_shacl() -> None:
    # Raises an error where they are not.
    conforms, _, _ = pyshacl.validate(rdflib.Graph(), shacl_graph=_graph(_own_schema()), meta_shacl=True)
    assert conforms


def test_every_property_shape_says_in_both_languages_what_is_right() -> None:
    triples = build_shapes(load_schema())
    shapes = {one.object for one in triples if one.predicate == sh("property")}
    assert len(shapes) > 80
    for shape in shapes:
        told = [one.object for one in triples if one.subject == shape and one.predicate == sh("message")]
        assert sorted(one.language for one in told) == ["en", "ja"], shape
        assert sum(one.subject == shape and one.predicate == sh("path") for one in triples) == 1


def test_the_same_shapes_every_time() -> None:
    assert build_shapes(_own_schema()) == build_shapes(_own_schema())


GOOD = {"opinion": "unqualified", "fee": 1.5, "signed on": "2024-02", "subject": 7}
CASES = [
    (GOOD, None),
    ({**GOOD, "opinion": 3}, None),
    ({**GOOD, "fee": "much"}, "kg:QualifierShape-fee"),
    ({**GOOD, "signed on": 20240201}, "kg:QualifierShape-signed%20on"),
]


@pytest.mark.parametrize(("qualifiers", "broken"), CASES)
def test_a_relation_and_qualifiers_of_ones_own_are_valid_as_they_are(qualifiers, broken) -> None:
    with KnowledgeBase.in_memory(schema=_own_schema()) as base:
        base.add(simple_extraction(MICROSOFT, "auditedBy", OPENAI, qualifiers=qualifiers))
        findings = base.validate().findings
    assert [one.rule for one in findings] == ([broken] if broken else [])
    if broken == "kg:QualifierShape-fee":
        assert findings[0].messages == {
            "en": "the qualifier “fee” is one number",
            "ja": "修飾情報「報酬」は一つの数値でなければならない",
        }


def test_a_relation_that_the_store_does_not_know_is_not() -> None:
    with KnowledgeBase.in_memory(schema=_own_schema()) as base:
        base.add(simple_extraction(MICROSOFT, "auditedBy", OPENAI))
        assert base.validate().findings == ()
        claim: Claim = base.claims()[0]
    assert kg(claim.relation) not in {
        one.subject for one in build_shapes(load_schema()) if isinstance(one.object, Literal)
    }
