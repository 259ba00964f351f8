"""Each error that is seeded into a sound store is found and told in both languages, and nothing else is."""

from __future__ import annotations

import pytest

from kg.schema import load_schema
from kg.store.validation import report, validate
from tests.builders import investment_en
from tests.store.validation.stores import put, say, spoiled_store

SCHEMA = load_schema()
INVESTS = "?n rdf:predicate kg:investsIn ; kg:status kg:reported ."
PARTNERS = "?n rdf:predicate kg:partnersWith ; kg:status kg:possible ."
STAFF = "?n rdf:predicate kg:hasEmployees ."
REJECTED = "?n kg:rejected true ."
ARTICLE = '?n schema:identifier "msft-openai" .'
MENTION = '?a schema:identifier "msft-openai" . ?n kg:refersTo id:Q21708200 .'
END = len(investment_en().article.text)
QUOTE = f"?w oa:hasSelector ?n, ?p . ?p oa:start 0 ; oa:end {END} ."
POSITION = f"?n oa:start 0 ; oa:end {END} ."
ENTITIES = "<https://w3id.org/newskg/graph/entities>"
COUNTS = "<https://w3id.org/newskg/graph/counts>"
EDGES = "<https://w3id.org/newskg/graph/edges>"
OTHER = "<https://w3id.org/newskg/graph/0000000000000000>"
OBJECT = "kg:objectText 'x' ; kg:objectSpan 'char=0,1' ; kg:objectName 'x' ; kg:objectType schema:Organization"

#: What is wrong; the update that does it; the shape or rule that it breaks; what is found there.
SEEDS = [
    # claims
    ("currency in lower case", put(INVESTS, "kg:currency 'USD'", "kg:currency 'usd'"), "Qualifier-currency", "usd"),
    ("two currencies", say(INVESTS, "kg:currency 'JPY'"), "Qualifier-currency", "JPY USD"),
    (
        "year as a date",
        put(INVESTS, "kg:eventDate ?x", "kg:eventDate '2023'^^xsd:gYear"),
        "Qualifier-eventDate",
        "2023^^xsd:gYear",
    ),
    (
        "day that is not in the calendar",
        put(INVESTS, "kg:eventDate ?x", "kg:eventDate '2023-02-31'^^xsd:date"),
        "Qualifier-eventDate",
        "2023-02-31^^xsd:date",
    ),
    (
        "time as the effective date",
        put(INVESTS, "kg:effectiveDate ?x", "kg:effectiveDate '2023-01-01T00:00:00Z'^^xsd:dateTime"),
        "Statement-effectiveDate",
        "2023-01-01T00:00:00Z^^xsd:dateTime",
    ),
    ("two statuses", say(INVESTS, "kg:status kg:possible"), "Statement-status", "kg:possible kg:reported"),
    ("no status", put(PARTNERS, "kg:status ?x"), "Statement-status", ""),
    ("unknown status", put(PARTNERS, "kg:status ?x", "kg:status kg:maybe"), "Statement-status", "kg:maybe"),
    ("status as a stage", put(INVESTS, "kg:stage ?x", "kg:stage kg:denied"), "Statement-stage", "kg:denied"),
    ("no evidence", put(INVESTS, "oa:hasTarget ?x"), "Statement-hasTarget", ""),
    (
        "evidence that is no sentence",
        put(INVESTS, "oa:hasTarget ?x", "oa:hasTarget id:Q2283"),
        "Statement-hasTarget",
        "id:Q2283",
    ),
    ("text as an object", put(INVESTS, "rdf:object ?x", "rdf:object 'OpenAI'"), "Statement-object", "OpenAI"),
    (
        "unknown relation",
        put(INVESTS, "rdf:predicate ?x", "rdf:predicate kg:adores"),
        "Statement-predicate",
        "kg:adores",
    ),
    ("amount that is no number", put(INVESTS, "kg:amount ?x", "kg:amount 'much'"), "Qualifier-amount", "much"),
    ("negative amount", put(INVESTS, "kg:amount ?x", "kg:amount -1"), "Qualifier-amount", "-1^^xsd:integer"),
    ("share above one", put(INVESTS, "kg:share ?x", "kg:share 49"), "Qualifier-share", "49^^xsd:integer"),
    ("half a head", put(STAFF, "kg:headcount ?x", "kg:headcount 0.5"), "Qualifier-headcount", "0.5^^xsd:decimal"),
    (
        "too much confidence",
        put(INVESTS, "kg:confidence ?x", "kg:confidence 1.5"),
        "Statement-confidence",
        "1.5^^xsd:decimal",
    ),
    (
        "place that cannot be read",
        put(INVESTS, "kg:triggerSpan ?x", "kg:triggerSpan '10-17'"),
        "Statement-triggerSpan",
        "10-17",
    ),
    (
        "unknown type",
        put(INVESTS, "kg:subjectType ?x", "kg:subjectType kg:Robot"),
        "Statement-subjectType",
        "kg:Robot",
    ),
    # between claims, articles and entities
    (
        "end before the start",
        put("?n rdf:predicate kg:ownsStakeIn .", "kg:endDate ?x", "kg:endDate '2015-12-31'^^xsd:date"),
        "starts-before-it-ends",
        "2016 > 2015-12-31",
    ),
    (
        "subject of a type that the relation does not go with",
        put(REJECTED, "rdf:predicate ?x", "rdf:predicate kg:executiveOf"),
        "ends-fit-the-relation",
        "Nvidia@en",
    ),
    (
        "object where none goes",
        say(STAFF, f"rdf:object id:Q2283 ; {OBJECT}"),
        "no-object-where-none-goes",
        "id:Q2283",
    ),
    ("object that was lost", put(PARTNERS, "rdf:object ?x"), "ends-complete", "rdf:object"),
    (
        "place that is longer than its text",
        put(INVESTS, "kg:triggerSpan ?x", "kg:triggerSpan 'char=10,18'"),
        "text-as-long-as-its-place",
        "char=10,18",
    ),
    ("precision without a date", put(PARTNERS, "kg:effectiveDate ?x"), "date-with-precision", "day"),
    ("property that nobody described", say(INVESTS, "kg:mood 'good'"), "term-is-described", "kg:mood"),
    ("claim without its class", put(PARTNERS, "a kg:Statement"), "node-has-its-class", "kg:Statement"),
    (
        "mention of what was merged",
        put("?a schema:identifier 'softbank-staff' .", "kg:refersTo id:Q130879", "kg:refersTo id:Q201653"),
        "entity-is-there",
        "id:Q201653",
    ),
    (
        "claim about nobody",
        put(PARTNERS, "rdf:object ?x", "rdf:object id:x-000000000000"),
        "entity-is-there",
        "id:x-000000000000",
    ),
    (
        "graph of two articles",
        "INSERT { GRAPH ?g { ?g prov:wasDerivedFrom ?other } } WHERE { GRAPH ?g { "
        + ARTICLE
        + " } GRAPH ?h { ?other schema:identifier 'msft-altman' } }",
        "claim-in-the-graph-of-its-article",
        None,
    ),
    # sentences
    ("negative offset", put(POSITION, "oa:start ?x", "oa:start -1"), "Position-start", "-1^^xsd:integer"),
    (
        "end of a sentence before its start",
        put(POSITION, "oa:end ?x", "oa:end -5"),
        "sentence-where-its-name-says",
        "0,-5",
    ),
    (
        "sentence elsewhere than its name says",
        put(POSITION, "oa:start ?x", "oa:start 3"),
        "sentence-where-its-name-says",
        f"3,{END}",
    ),
    (
        "another sentence than at that place",
        put(QUOTE, "oa:exact ?x", "oa:exact 'Shorter.'"),
        "text-as-long-as-its-place",
        f"char=0,{END}",
    ),
    # articles
    ("hash that is none", put(ARTICLE, "kg:textSha256 ?x", "kg:textSha256 'abc'"), "Article-textSha256", "abc"),
    (
        "hash of another text",
        put(ARTICLE, "kg:textSha256 ?x", f"kg:textSha256 '{'0' * 64}'"),
        "article-named-by-its-hash",
        "0" * 64,
    ),
    (
        "article without an id",
        put("?n a schema:NewsArticle .", "schema:identifier 'msft-openai'"),
        "Article-identifier",
        "",
    ),
    ("two headlines", say(ARTICLE, "schema:headline 'Another'@en"), "Article-headline", None),
    # entities
    (
        "two English labels",
        f"INSERT DATA {{ GRAPH {ENTITIES} {{ id:Q2283 rdfs:label 'MS'@en }} }}",
        "Entity-label",
        "MS@en Microsoft Corp.@en マイクロソフト@ja",
    ),
    ("entity without a name", f"DELETE WHERE {{ GRAPH {ENTITIES} {{ id:Q2283 schema:name ?x }} }}", "Entity-name", ""),
    (
        "two labels of a mention",
        say(MENTION, "kg:mentionLabel '別名'@ja"),
        "EntityMention-mentionLabel",
        "OpenAI@en OpenAI@ja 別名@ja",
    ),
    (
        "redirect without its mark",
        f"DELETE WHERE {{ GRAPH {ENTITIES} {{ ?x owl:deprecated true }} }}",
        "Redirect-deprecated",
        "",
    ),
    # graphs
    (
        "triple in two graphs",
        f"INSERT {{ GRAPH {OTHER} {{ ?n kg:rule ?x }} }} WHERE {{ GRAPH ?g {{ {STAFF} ?n kg:rule ?x }} }}",
        "one-graph",
        None,
    ),
    ("triple in no graph", "INSERT DATA { id:Q2283 owl:deprecated false }", "one-graph", "DEFAULT"),
    (
        "edge without evidence",
        f"INSERT DATA {{ GRAPH {EDGES} {{ id:Q2283 kg:sues id:Q21708200 }} }}",
        "edge-with-evidence",
        "kg:sues id:Q21708200",
    ),
    (
        "edge that is missing",
        f"DELETE DATA {{ GRAPH {EDGES} {{ id:Q2283 kg:investsIn id:Q21708200 }} }}",
        "edge-for-evidence",
        "kg:investsIn id:Q21708200",
    ),
    (
        "edge outside of its graph",
        f"INSERT DATA {{ GRAPH {OTHER} {{ id:Q2283 kg:uses id:Q21708200 }} }}",
        "edge-in-its-graph",
        "kg:uses",
    ),
    (
        "name that no article gives",
        f"INSERT DATA {{ GRAPH {ENTITIES} {{ id:Q2283 skos:altLabel 'Big Blue'@en }} }}",
        "entity-as-its-articles-say",
        "skos:altLabel Big Blue@en",
    ),
    (
        "count of mentions that is too high",
        f"""WITH {COUNTS} DELETE {{ ?n kg:mentionCount ?old }} INSERT {{ ?n kg:mentionCount 9 }}
        WHERE {{ ?n kg:mentionCount ?old ; kg:countedLabel "マイクロソフト"@ja }}""",
        "counted-as-mentioned",
        "kg:mentionCount 2^^xsd:integer kg:mentionCount 9^^xsd:integer",
    ),
    (
        "name that is not counted",
        f"""WITH {COUNTS} DELETE {{ ?n ?p ?o }} WHERE {{ ?n ?p ?o ; kg:countedLabel "マイクロソフト"@ja }}""",
        "counted-as-mentioned",
        None,
    ),
    # judgements and vocabulary
    ("claim that nobody rejected", say(PARTNERS, "kg:rejected true"), "rejected-as-judged", ""),
    ("rejected claim without the mark", put("", "kg:rejected true"), "rejected-as-judged", ""),
    ("unknown verdict", put("", "kg:verdict 'rename'", "kg:verdict 'praise'"), "Judgement-verdict", "praise"),
    (
        "vocabulary that was tampered with",
        "DELETE WHERE { GRAPH <https://w3id.org/newskg/ns#> { kg:investsIn a ?x } }",
        "vocabulary-of-this-version",
        "kg:investsIn",
    ),
]
WARNINGS = {"ends-fit-the-relation"}


def test_a_sound_store_has_no_findings() -> None:
    assert validate(spoiled_store(), SCHEMA).findings == ()


@pytest.fixture(autouse=True)
def only_suspects(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a store as small as these, all articles would be judged, suspect or not."""
    monkeypatch.setattr(report, "ALWAYS_JUDGED", 0)


@pytest.mark.parametrize(("update", "rule", "found"), [pytest.param(*rest, id=name) for name, *rest in SEEDS])
def test_a_seeded_error_is_found(update: str, rule: str, found: str | None) -> None:
    findings = validate(spoiled_store(update), SCHEMA).findings
    assert [one.rule for one in findings] == [rule if rule.islower() else f"kg:{rule.replace('-', 'Shape-')}"]
    (finding,) = findings
    assert finding.severity == ("warning" if rule in WARNINGS else "error")
    assert found is None or " ".join(finding.found) == found
    for told in (finding.messages, finding.advice):
        assert sorted(told) == ["en", "ja"]
        assert all(told.values())
