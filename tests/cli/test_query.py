"""`kg query`: formats, mistakes, and queries that take too long, on a store of hand-made claims."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from typer.testing import CliRunner

from kg.cli import app
from kg.store import KnowledgeBase
from tests.builders import samples

NAMES = 'SELECT ?n { id:Q2283 rdfs:label ?n FILTER(LANG(?n) = "ja") }'
EDGE = "CONSTRUCT { ?a kg:investsIn ?b . ?a rdfs:label ?n } WHERE { ?a kg:investsIn ?b ; rdfs:label ?n }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query") / "store"
    with KnowledgeBase.open(folder) as base:
        base.add(samples())
    return folder


def ask(store: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["query", *arguments, "--store", str(store)])
    return result.exit_code, result.stdout, result.stderr


def test_rows_in_every_format(store: Path) -> None:
    printed = {}
    for name in ("table", "csv", "json", "tsv", "xml"):
        code, printed[name], _ = ask(store, NAMES, "--format", name)
        assert code == 0
        assert printed[name].endswith("\n")
    assert printed["table"].splitlines()[-2:] == ["マイクロソフト", "1 rows"]
    assert list(csv.reader(io.StringIO(printed["csv"]))) == [["n"], ["マイクロソフト"]]
    assert json.loads(printed["json"])["results"]["bindings"][0]["n"]["value"] == "マイクロソフト"
    assert printed["tsv"] == '?n\n"マイクロソフト"@ja\n'
    assert "マイクロソフト" in [node.text for node in ElementTree.fromstring(printed["xml"]).iter()]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "read"), [("table", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_graphs_in_every_format(store: Path, name: str, read: str) -> None:
    code, printed, _ = ask(store, EDGE, "--format", name)
    graph = rdflib.Graph().parse(data=printed, format=read)
    assert (code, len(graph)) == (0, 3)
    assert rdflib.Literal("マイクロソフト", lang="ja") in set(graph.objects())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--time-limit", "0.5"], "time limit of 0.5 s"),
        (["SELECT * {\n ?東京 }"], "line 2, column 2"),
        ([EDGE, "--format", "xml"], "use --format ttl, nt, jsonld, rdfxml"),
        (["ASK {}", "--format", "nt"], "use --format table, csv, json, tsv, xml"),
        (["SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"], "no such graph in the store"),
        (["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "line 1, column 12"),
        (["evidence", "-p", "subject=誰か"], "誰か: no entity of this name"),
        (["ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }"], "too deeply nested"),
    ],
)
def test_what_goes_wrong_is_one_line(store: Path, arguments: list[str], says: str) -> None:
    code, printed, told = ask(store, *arguments)
    assert (code, printed) == (1, "")
    assert told.startswith("kg: ") and told.count("\n") == 1
    assert says in told
