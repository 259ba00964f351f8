"""The six questions that the model was designed for: asked in the words of its design, and in those that ship.

The design's own queries are not part of the project; where they lie beside the checkout they are asked too, and must
give the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Stage, Status
from kg.store import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, NVIDIA, OPENAI, SOFTBANK, samples, simple_extraction

DESIGN = Path(__file__).parents[3] / "shared" / "vocabulary" / "queries"
needs_design = pytest.mark.skipif(
    not DESIGN.is_dir(), reason="the queries of the design do not lie beside the checkout"
)

EDGES = """SELECT ?subject ?relation ?object WHERE {
  GRAPH <https://w3id.org/newskg/graph/edges> { ?a ?p ?b }
  ?p a kg:Relation ; rdfs:label ?relation . FILTER(LANG(?relation) = "en")
  ?a schema:name ?subject . ?b schema:name ?object .
} ORDER BY ?subject ?relation ?object"""
EVIDENCE = {"subject": "Microsoft", "relation": "investsIn", "object": "OpenAI"}

#: The file of the design; the packaged query (or SPARQL) with its parameters; columns; rows.
QUESTIONS = [
    (
        "1_who_invests.rq",
        ("who-invests-in-whom", {}),
        ("investor", "investee", "articles", "first", "last"),
        [
            ("SoftBank", "OpenAI", "2", "2023-02-01", "2024-03-01"),
            ("Microsoft", "OpenAI", "1", "2023-01-01", "2023-01-01"),
        ],
    ),
    (
        "2_edge_evidence.rq",
        ("evidence", EVIDENCE),
        ("day", "status", "amount", "currency", "start", "end"),
        [
            ("2023-06-01", "https://w3id.org/newskg/ns#possible", None, None, "0", "23"),
            ("2023-01-01", "https://w3id.org/newskg/ns#reported", "10000000000", "USD", "0", "77"),
        ],
    ),
    (
        "3_only_asserted.rq",
        (EDGES, {}),
        ("subject", "relation", "object"),
        [
            ("Microsoft", "invests in", "OpenAI"),
            ("Nvidia", "supplies", "OpenAI"),
            ("Sam Altman", "is an executive of", "OpenAI"),
            ("SoftBank", "acquires", "Nvidia"),
            ("SoftBank", "invests in", "OpenAI"),
        ],
    ),
    (
        "4_as_of_date.rq",
        ("as-of", {"date": "2023-06-30"}),
        ("subject", "relation", "object", "since"),
        [
            ("Microsoft", "invests in", "OpenAI", "2023-01-01"),
            ("Sam Altman", "is an executive of", "OpenAI", "2019-03-01"),
            ("SoftBank", "invests in", "OpenAI", "2023-02-01"),
        ],
    ),
    (
        "5_kingmakers.rq",
        ("kingmakers", {}),
        ("name", "direct", "withinTwo"),
        [("SoftBank", "2", "2"), ("Microsoft", "1", "1")],
    ),
    (
        "6_paths.rq",
        ("paths", {"from": "Microsoft", "to": "Nvidia"}),
        ("hops", "step1", "via1", "step2", "via2"),
        [
            ("2", "investsIn", "OpenAI", "supplies", None),
            ("3", "investsIn", "OpenAI", "investsIn", "SoftBank"),
        ],
    ),
]
IDS = [file for file, *_ in QUESTIONS]


@pytest.fixture(scope="module")
def base() -> Iterator[KnowledgeBase]:
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        base.add(simple_extraction(MICROSOFT, "investsIn", OPENAI, published="2023-06-01", status=Status.POSSIBLE))
        base.add(simple_extraction(SOFTBANK, "investsIn", OPENAI, published="2023-02-01"))
        base.add(simple_extraction(SOFTBANK, "investsIn", OPENAI, lang="ja", published="2024-03-01"))
        base.add(simple_extraction(NVIDIA, "supplies", OPENAI, lang="ja", published="2024-04-01"))
        base.add(simple_extraction(SOFTBANK, "acquires", NVIDIA, published="2024-05-01"))
        # Said and ended: no edge, and not as of a day after its end.
        base.add(simple_extraction(OPENAI, "partnersWith", NVIDIA, published="2022-01-01"))
        base.add(
            simple_extraction(
                OPENAI, "partnersWith", NVIDIA, published="2022-09-01", stage=Stage.ENDED, text="No more."
            )
        )
        base.add(
            simple_extraction(
                ALTMAN,
                "executiveOf",
                OPENAI,
                published="2023-05-01",
                qualifiers={"startDate": "2019-03", "roleType": "ceo"},
            )
        )
        yield base


def _short(rows, columns):
    return [
        tuple(row[name].rpartition("ns#")[2] if "step" in name and row[name] else row[name] for name in columns)
        for row in rows
    ]


@pytest.mark.parametrize(("file", "ours", "columns", "expected"), QUESTIONS, ids=IDS)
def test_what_ships_answers_the_question(base, file, ours, columns, expected) -> None:
    query, params = ours
    rows = base.query(query) if " " in query else base.named(query, **params)
    assert _short(rows, columns) == expected


@needs_design
@pytest.mark.parametrize(("file", "ours", "columns", "expected"), QUESTIONS, ids=IDS)
def test_the_query_of_the_design_gives_the_same_answer(base, file, ours, columns, expected) -> None:
    text = (DESIGN / file).read_text(encoding="utf-8").replace("id:x-bbbbbbbbbbbb", "id:Q182477")
    assert _short(base.query(text), columns) == expected


@needs_design
@pytest.mark.parametrize("file", ["check_domain_range.rq", "invariant_one_graph_per_triple.rq"])
def test_what_must_find_nothing_finds_nothing(base, file) -> None:
    assert base.query((DESIGN / file).read_text(encoding="utf-8")).rows == []


@needs_design
def test_statements_become_those_of_rdf_1_2(base) -> None:
    turtle = base.query((DESIGN / "to_rdf12.rq").read_text(encoding="utf-8")).turtle
    assert turtle.count("rdf:reifies") == sum(claim.object is not None for claim in base.claims())
