import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset

from kg.model import Stage
from kg.schema import load_schema
from kg.store import KnowledgeBase
from kg.store.export.jsonld import CONTEXT_FILE, Context, write_jsonld
from kg.store.namespaces import BASE, PREFIXES, expand, kg
from tests.builders import MICROSOFT, OPENAI, investment_en, samples, simple_extraction, venture_ja

GRAPH = NamedNode(f"{BASE}graph/x")
NODE = NamedNode(f"{BASE}st/x")
OWN_PREFIXES = ("graph", "judgement", "period", "deal")
DEFINITIONS = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))["@context"]


def _written(quads) -> bytes:
    out = io.BytesIO()
    write_jsonld(sorted(set(quads), key=str), out)
    return out.getvalue()


def _nodes(extraction):
    """Every node of the article's graph by its id."""
    with KnowledgeBase.in_memory() as base:
        base.add(extraction)
        out = io.BytesIO()
        base.export("jsonld", out)
    graphs = {graph["@id"]: graph["@graph"] for graph in json.loads(out.getvalue())["@graph"]}
    return {node["@id"]: node for node in graphs[f"graph:{extraction.article.hash}"]}


# ---- compact and readable


def test_a_claim_reads_as_it_does_in_the_schema():
    extraction = investment_en()
    claim, article = extraction.claims[0], extraction.article
    node = _nodes(extraction)[f"st:{claim.id}"]
    assert node == {
        "@id": f"st:{claim.id}",
        "@type": "Statement",
        "subject": "id:Q2283",
        "predicate": "investsIn",
        "object": "id:Q21708200",
        "status": "reported",
        "stage": "announced",
        "confidence": "0.94",
        "amount": 10_000_000_000,
        "currency": "USD",
        "share": {"@value": "0.49", "@type": "xsd:decimal"},
        "eventDate": "2023-01-01",
        "eventDateText": "2023-01",
        "reportedOn": "2023-01-24",
        "effectiveDate": "2023-01-01",
        "datePrecision": "month",
        "wasDerivedFrom": f"article:{article.hash}",
        "wasAttributedTo": "id:Q130879",
        "hasTarget": f"article:{article.hash}#char=0,77",
        "rule": "test",
        "triggerText": {"en": "invests"},
        "triggerSpan": "char=10,17",
        "subjectText": {"en": "Microsoft"},
        "subjectName": "Microsoft",
        "subjectAlias": ["MSFT", "Microsoft", "マイクロソフト"],
        "subjectSpan": "char=0,9",
        "subjectType": "Organization",
        "objectText": {"en": "OpenAI"},
        "objectName": "OpenAI",
        "objectAlias": ["OpenAI", "オープンAI"],
        "objectSpan": "char=33,39",
        "objectType": "Organization",
        "attributionText": {"en": "Reuters"},
        "attributionName": "Reuters",
        "attributionAlias": ["Reuters", "ロイター"],
        "attributionSpan": "char=41,48",
        "attributionType": "Organization",
    }


def test_texts_are_under_their_language():
    nodes = _nodes(venture_ja())
    hash_ = venture_ja().article.hash
    assert nodes[f"article:{hash_}"]["headline"] == {"ja": "マイクロソフト、アルトマン氏と協業か"}
    names = nodes[f"article:{hash_}#entity-Q2283"]
    assert names["mentionLabel"] == {"en": "Microsoft", "ja": "マイクロソフト"}
    (claim,) = (node for node in nodes.values() if node.get("@type") == "Statement")
    assert claim["topic"] == {"ja": "AIチップのベンチャー企業"}


def test_what_is_derived_reads_as_plainly():
    with KnowledgeBase.in_memory() as base:
        base.add(simple_extraction(MICROSOFT, "acquires", OPENAI, lang="ja", stage=Stage.COMPLETED))
        (claim,) = base.claims()
        out = io.BytesIO()
        base.export("jsonld", out)
    graphs = {graph["@id"]: graph["@graph"] for graph in json.loads(out.getvalue())["@graph"]}
    (deal,) = (node for node in graphs["graph:timeline"] if node.get("@type") == "Deal")
    assert deal["@id"].startswith("deal:")
    ends = (deal["kg:subject"], deal["relation"], deal["kg:object"], deal["state"], deal["toldBy"])
    assert ends == ("id:Q2283", "acquires", "id:Q21708200", "completed", f"st:{claim.id}")
    edges = {node["@id"]: node for node in graphs["graph:edges"]}
    assert edges["id:Q2283"]["linkedTo"] == "id:Q21708200"


def test_one_line_a_node_and_the_context_as_it_is_committed():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        out = io.BytesIO()
        base.export("jsonld", out, with_text=True)
        subjects = {(quad.graph_name, quad.subject) for quad in base.quads()}
    text = out.getvalue().decode()
    lines = [line for line in text.splitlines() if line.startswith("      {")]
    assert len(lines) == len(subjects)
    assert all(json.loads(line.rstrip(","))["@id"] for line in lines)
    assert json.loads(text)["@context"] == DEFINITIONS


# ---- the context says what the schema says


def test_prefixes_are_those_of_queries():
    prefixes = {name: iri for name, iri in DEFINITIONS.items() if isinstance(iri, str) and iri.startswith("http")}
    for kind in OWN_PREFIXES:
        assert prefixes.pop(kind) == f"{BASE}{kind}/"
    assert prefixes.pop("@vocab") == PREFIXES["kg"]
    assert prefixes == PREFIXES


def test_every_relation_and_qualifier_has_its_type():
    schema = load_schema()
    for relation in schema.relations.values():
        if not relation.unary:
            assert DEFINITIONS[relation.name] == {"@id": f"kg:{relation.name}", "@type": "@id"}
    kinds = {"date": {"@type": "xsd:date"}, "text": {"@container": "@language"}}
    for qualifier in schema.qualifiers.values():
        expected = {"@id": f"kg:{qualifier.name}", **kinds[qualifier.value]} if qualifier.value in kinds else None
        assert DEFINITIONS.get(qualifier.name) == expected


def test_every_name_stands_for_one_thing_and_no_two_for_the_same():
    terms = [Context.load().term(expand(_iri(value)).value) for name, value in DEFINITIONS.items() if _is_term(name)]
    assert all(terms)
    assert len({term.iri for term in terms}) == len(terms)


def _is_term(name):
    return not name.startswith("@") and name not in (*PREFIXES, *OWN_PREFIXES)


def _iri(value):
    return value if isinstance(value, str) else value["@id"]


# ---- whatever is stored comes back


TRICKY = [
    # Names of the context that are taken by another vocabulary, keywords, prefixes, and names that JSON-LD may not see.
    *map(kg, ("subject", "name", "text", "graph", "id", "xsd", "type", "label", "監査する", "a b", "1st", "-", "a:b")),
    NamedNode(PREFIXES["kg"]),
    NamedNode("https://w3id.org/newskg/"),
    NamedNode("https://w3id.org/newskg/id//x"),
    NamedNode("http://www.wikidata.org/entity/Q1#a?b=c"),
    NamedNode("https://news.example/a%20b?q=%E3%81%82#x:y"),
    NamedNode("urn:x:y"),
    *map(expand, ("rdf:type", "rdfs:label", "kg:status", "kg:confidence", "kg:eventDate", "schema:url", "kg:amount")),
    *map(expand, ("rdf:predicate", "kg:investsIn", "oa:exact", "schema:publisher", "owl:sameAs")),
]
LITERALS = [
    *map(Literal, ("", "x", "@id", "_:b0", "id:Q1", "true", "5", "\x00\x0b\ufffe\r\n", "شركة ‮", "🚀", 'a\\"b')),
    *(Literal("名前", language=tag) for tag in ("ja", "ja-jp", "en", "zh-hant")),
    *(Literal(digits, datatype=expand("xsd:integer")) for digits in ("5", "-5", "0", str(2**53), str(10**30))),
    *(Literal(digits, datatype=expand("xsd:decimal")) for digits in ("0.5", "-1.25")),
    Literal("1e400", datatype=expand("xsd:double")),
    Literal("2024-01-15", datatype=expand("xsd:date")),
    Literal("true", datatype=expand("xsd:boolean")),
    Literal("1", datatype=NamedNode("urn:x")),
]


@pytest.mark.parametrize("value", [*TRICKY, *LITERALS], ids=str)
def test_any_value_of_any_property_reads_back(value):
    quads = {Quad(NODE, predicate, value, GRAPH) for predicate in TRICKY if predicate != expand("rdf:type")}
    assert set(parse(_written(quads), format=RdfFormat.JSON_LD)) == quads


@pytest.mark.parametrize("node", TRICKY, ids=str)
def test_any_node_type_and_graph_reads_back(node):
    quads = {Quad(node, expand("rdf:type"), node, node), Quad(node, expand("rdf:type"), NODE, node)}
    assert set(parse(_written(quads), format=RdfFormat.JSON_LD)) == quads


TERMS = st.sampled_from(TRICKY)
VALUES = st.sampled_from([*TRICKY, *LITERALS]) | st.builds(Literal, st.text(st.characters(codec="utf-8")))


@given(st.lists(st.builds(Quad, TERMS, TERMS, VALUES, TERMS), max_size=12))
def test_any_quads_read_back(quads):
    quads = {quad for quad in quads if quad.predicate != expand("rdf:type") or isinstance(quad.object, NamedNode)}
    assert set(parse(_written(quads), format=RdfFormat.JSON_LD)) == quads


def test_a_type_that_is_a_text_reads_back():
    quads = {Quad(NODE, expand("rdf:type"), Literal("x"), GRAPH)}
    assert set(parse(_written(quads), format=RdfFormat.JSON_LD)) == quads


# rdflib warns of its own parser.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_tricky_names_the_same():
    iris = [one for one in TRICKY if one.value != "urn:x:y"]
    quads = {Quad(NODE, predicate, value, GRAPH) for predicate in iris for value in iris}
    read = Dataset()
    read.parse(data=_written(quads), format="json-ld")
    assert {(str(s), str(p), str(o), str(g)) for s, p, o, g in read.quads()} == {
        (quad.subject.value, quad.predicate.value, quad.object.value, quad.graph_name.value) for quad in quads
    }


def test_the_default_graph_is_refused():
    with pytest.raises(TypeError, match="named graph"):
        _written([Quad(NODE, NODE, NODE)])
