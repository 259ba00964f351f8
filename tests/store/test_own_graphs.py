"""Graphs of a user's own: what may be written there, and that the knowledge base stays what it is."""

from __future__ import annotations

import pytest

from kg.errors import QueryError, QueryRefused
from kg.store import BASE, KnowledgeBase, OwnChange
from kg.store.backup import Backup, write_backup
from tests.builders import investment_en, samples

MINE = "https://me.example/覚書"
ID = f"{BASE}id/Q2283"
NOTE = f"""<{ID}> <https://me.example/memo> "要確認"@ja .
<https://me.example/1> <https://schema.org/about> <{ID}> .
""".encode()


@pytest.fixture
def base():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        yield base


def mine(base):
    return sorted(base.query(f"SELECT ?s ?p ?o {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }}").rows)


def known(base):
    stats = base.stats()
    return base.claims(), base.entities(), base.articles(), stats


def test_notes_come_and_go_and_change_nothing_else(base):
    before = known(base)
    assert base.change_own_graphs(OwnChange(insert={MINE: NOTE})) == (0, 2)
    assert base.change_own_graphs(OwnChange(insert={MINE: NOTE})) == (0, 0)
    assert mine(base) == [
        ("https://me.example/1", "https://schema.org/about", ID),
        (ID, "https://me.example/memo", "要確認"),
    ]
    assert base.query('SELECT ?name { ?e schema:name ?name ; <https://me.example/memo> "要確認"@ja }').rows == [
        ("Microsoft",)
    ]
    assert known(base) == before
    one, two = NOTE.splitlines(keepends=True)
    assert base.change_own_graphs(OwnChange(delete={MINE: one + b"<a:a> <a:b> <a:c> .\n"})) == (1, 0)
    assert base.change_own_graphs(OwnChange(delete={MINE: two}, insert={MINE: one})) == (1, 1)
    assert base.change_own_graphs(OwnChange(clear=MINE, insert={MINE: one})) == (1, 1)
    assert mine(base) == [(ID, "https://me.example/memo", "要確認")]
    assert base.change_own_graphs(OwnChange(clear=MINE)) == (1, 0)
    assert mine(base) == []


def test_articles_come_and_go_beside_them(base):
    base.change_own_graphs(OwnChange(insert={MINE: NOTE}))
    before = set(base.quads())
    base.remove(investment_en().article.hash)
    assert len(mine(base)) == 2
    base.add(investment_en())
    assert set(base.quads()) == before


def test_they_are_in_backups(base, tmp_path):
    base.change_own_graphs(OwnChange(insert={MINE: NOTE}))
    write_backup(base._store, tmp_path / "all.nq.gz")
    with KnowledgeBase.in_memory() as other:
        other.fill(Backup(tmp_path / "all.nq.gz").quads())
        assert set(other.quads()) == set(base.quads())


@pytest.mark.parametrize(
    "graph",
    [f"{BASE}graph/edges", f"{BASE}graph/entities", f"{BASE}graph/{investment_en().article.hash}", f"{BASE}ns#", BASE],
)
@pytest.mark.parametrize("change", ["insert", "delete", "clear"])
def test_our_graphs_are_not_written(base, graph, change):
    before = set(base.quads())
    with pytest.raises(QueryRefused, match="a graph of your own") as caught:
        base.change_own_graphs(OwnChange(**{change: graph if change == "clear" else {graph: NOTE}}))
    assert caught.value.about == graph
    assert set(base.quads()) == before


@pytest.mark.parametrize(
    ("triple", "says"),
    [
        (f"<{ID}> <https://schema.org/name> 'Evil'", "described by us"),
        (f"<{BASE}st/x> <http://www.w3.org/2000/01/rdf-schema#label> 'x'", "described by us"),
        (f"<{ID}> <{BASE}ns#investsIn> <{ID}>", "words of your own"),
        (f"<a:a> <{BASE}ns#status> <{BASE}ns#denied>", "words of your own"),
        (f"<a:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{BASE}ns#Statement>", "read as a part"),
        ("<a:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle>", "read as a part"),
        ("_:a <a:b> <a:c>", "give it an IRI"),
        ("<a:a> <a:b> _:c", "give it an IRI"),
        ("<a:a> <a:b> <<( <a:a> <a:b> <a:c> )>>", "give it an IRI"),
    ],
)
def test_what_would_be_read_as_ours_is_refused_as_a_whole(base, triple, says):
    before = set(base.quads())
    with pytest.raises(QueryRefused, match=says):
        base.change_own_graphs(OwnChange(insert={MINE: NOTE + triple.replace("'", '"').encode() + b" .\n"}))
    assert set(base.quads()) == before


def test_a_triple_is_in_one_graph_only(base):
    base.change_own_graphs(OwnChange(insert={MINE: NOTE}))
    with pytest.raises(QueryRefused, match="in another graph already"):
        base.change_own_graphs(OwnChange(insert={"https://me.example/other": NOTE}))


def test_the_name_of_a_graph_is_an_iri(base):
    with pytest.raises(QueryError, match="must be an IRI"):
        base.change_own_graphs(OwnChange(clear="no iri"))
