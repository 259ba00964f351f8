"""Updates taken apart: which graphs they write, what they read, and where their mistakes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, QueryRefused
from kg.store import AskedGraphs, KnowledgeBase, read_update

MINE, OTHER = "https://me.example/覚書", "https://me.example/other"
PROLOGUE = "PREFIX my: <https://me.example/>\n"


def changes(text):
    update = read_update(text)
    return [(one.graph, one.sparql.split()) for one in update.delete], [
        (one.graph, one.sparql.split()) for one in update.insert
    ]


def construct(triples, where="{}"):
    return [*PROLOGUE.split(), *f"CONSTRUCT {{ {triples} }} WHERE {where}".split()]


@pytest.mark.parametrize(
    ("operation", "delete", "insert"),
    [
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ my:a my:b 'c' }} }}", [], [(MINE, construct("my:a my:b 'c'"))]),
        ("DELETE DATA { GRAPH my:g { my:a my:b 1 } } ;", [("https://me.example/g", construct("my:a my:b 1"))], []),
        (
            "DELETE WHERE { GRAPH my:g { ?a my:b ?c } }",
            [("https://me.example/g", construct("?a my:b ?c", "{ GRAPH my:g { ?a my:b ?c } }"))],
            [],
        ),
        (
            f"WITH <{MINE}> DELETE {'{'} ?a my:b ?c {'}'} INSERT {{ ?a my:d ?c }} WHERE {{ ?a my:b ?c }}",
            [(MINE, construct("?a my:b ?c", f"{{ GRAPH <{MINE}> {{ ?a my:b ?c }} }}"))],
            [(MINE, construct("?a my:d ?c", f"{{ GRAPH <{MINE}> {{ ?a my:b ?c }} }}"))],
        ),
        (
            f"INSERT {{ GRAPH <{MINE}> {{ ?a my:b '}}' }} . GRAPH <{OTHER}> {{ ?a my:c '{{' }} }} "
            "WHERE { ?a my:d ?c { } }",
            [],
            [
                (MINE, construct("?a my:b '}'", "{ ?a my:d ?c { } }")),
                (OTHER, construct("?a my:c '{'", "{ ?a my:d ?c { } }")),
            ],
        ),
        ("INSERT DATA { }", [], []),
        ("CREATE SILENT GRAPH my:g", [], []),
    ],
)
def test_what_an_update_reads_and_writes(operation, delete, insert):
    assert changes(PROLOGUE + operation) == (delete, insert)


def test_using_names_the_graphs_that_are_read():
    text = f"{PROLOGUE}INSERT {{ GRAPH my:g {{ ?a my:b ?c }} }} USING <{MINE}> USING NAMED my:n WHERE {{ ?a ?b ?c }}"
    assert read_update(text).graphs == AskedGraphs((MINE,), ("https://me.example/n",))


@pytest.mark.parametrize(
    "operation",
    ["CLEAR GRAPH my:g", "DROP SILENT GRAPH <https://me.example/g>", "BASE <https://me.example/x> CLEAR GRAPH <g>"],
)
def test_a_graph_is_emptied(operation):
    assert read_update(PROLOGUE + operation).clear == "https://me.example/g"


@pytest.mark.parametrize(
    "operation",
    [
        "LOAD <file:///etc/passwd>",
        "LOAD SILENT <http://127.0.0.1/> INTO GRAPH my:g",
        "COPY my:g TO my:h",
        "MOVE DEFAULT TO my:h",
        "ADD my:g TO my:h",
        "CLEAR ALL",
        "DROP NAMED",
        "CLEAR DEFAULT",
        "INSERT DATA { my:a my:b my:c }",
        "INSERT { ?a my:b ?c } WHERE { ?a ?b ?c }",
        "DELETE WHERE { ?a ?b ?c }",
    ],
)
def test_what_is_not_served(operation):
    with pytest.raises(QueryRefused):
        read_update(PROLOGUE + operation)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("誰が", (1, 1)),
        ("", (1, 1)),
        ("SELECT * { ?a ?b ?c }", (1, 1)),
        ("INSERT DATA { GRAPH ?g { <a:a> <a:b> 1 } }", (1, 21)),
        ("INSERT DATA { GRAPH <a:g> {\n <a:a> <a:b> ?社 } }", (2, 14)),
        ("INSERT DATA {\n GRAPH <a:g> { <a:a> <a:b> 1 }", (2, 31)),
        ("DELETE { GRAPH <a:g> { ?a ?b ?c } }\n{ ?a ?b ?c }", (2, 1)),
        ("INSERT DATA { GRAPH <a:g> {} } ;\nDROP ALL", (2, 1)),
    ],
)
def test_the_place_of_a_mistake(text, place):
    with pytest.raises(QueryError) as caught:
        read_update(text)
    assert caught.value.place == place


@pytest.mark.parametrize(
    "text",
    [
        'PREFIX my: <a:>\n# 日本\nINSERT DATA { GRAPH\n my:g { my:a my:b\n   "日本" ; ; nope:x 1 } }',
        "PREFIX my: <a:> INSERT { GRAPH my:g { my:a my:b ?c . nope:x } }\n# {\nWHERE { ?a ?b ?c }",
        "DELETE { GRAPH <a:g> { ?a ?b ?c } } INSERT {\n GRAPH <a:g> { ?a ?b 1 } }\n WHERE\n {\n   ?a nope:x ?c }",
        "DELETE WHERE { GRAPH <a:g> { ?a nope:x ?c } }",
    ],
)
def test_mistakes_in_triples_are_told_where_they_are(text):
    update = read_update(text)
    with KnowledgeBase.in_memory() as base:
        for change in (*update.delete, *update.insert):
            with pytest.raises(QueryError) as caught:
                base.query(change.sparql)
            line = text[: text.index("nope:")].count("\n") + 1
            assert caught.value.place is not None
            assert caught.value.place[0] == line
            column = text.index("nope:") - text.rfind("\n", 0, text.index("nope:"))
            assert column <= caught.value.place[1] <= column + len("nope:x ")


WORDS = ["insert", "DELETE", "data", "WHERE", "with", "using", "named", "graph", "clear", "drop", "silent", "base"]
PIECES = [
    *WORDS,
    "PREFIX",
    "my:",
    "my:g",
    "<https://me.example/g>",
    "<g>",
    "?社",
    "'}'",
    "{",
    "}",
    "{",
    "}",
    ".",
    ";",
    "#\n",
    "<",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=30))
def test_whatever_is_sent_is_an_update_or_a_mistake(text):
    try:
        update = read_update(text)
    except QueryError as error:
        assert "\n" not in error.message
        return
    for change in (*update.delete, *update.insert):
        assert " CONSTRUCT {" in change.sparql
