"""What a report says: of a store on disk, of a part of it, and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple
from typer.testing import CliRunner

from kg.cli import app
from kg.schema import load_schema
from kg.store.disk import StoreFolder
from kg.store.namespaces import expand, kg
from kg.store.validation import validate
from kg.store.validation.rules import load_rules
from tests.benchmarks.generated import generate
from tests.store.validation.stores import put, sound_quads, spoiled_store

SCHEMA = load_schema()
LOWER_CASE = put("?n rdf:predicate kg:investsIn .", "kg:currency 'USD'", "kg:currency 'usd'")


def write_folder(folder: Path, store: Store) -> Path:
    """A store on disk with what this one in memory holds."""
    place = StoreFolder(folder)
    disk = place.open_writer()
    disk.extend(store)
    place.publish(disk)
    del disk
    place.release()
    return folder


def run(folder: Path, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["validate", "--store", str(folder), *args])
    return result.exit_code, result.stdout


def test_a_sound_store_on_disk(tmp_path: Path) -> None:
    code, printed = run(write_folder(tmp_path / "store", spoiled_store()))
    assert code == 0
    assert printed == "nothing is wrong\nlooked at 6 of 6 articles, 7 claims; errors: 0, warnings: 0\n"


WORDS = {
    "en": (
        "error: a currency is one code of three capital letters, as USD or JPY (found: usd)",
        "take the article out (kg remove msft-openai) and build it again",
        "looked at 6 of 6 articles, 7 claims; errors: 1, warnings: 0",
    ),
    "ja": (
        "誤り: 通貨は USD や JPY のような大文字三文字の記号一つでなければならない (実際の値: usd)",
        "記事を取り除き（kg remove msft-openai）、もう一度読み込む",
        "6 記事中 6 記事、7 件の主張を検査。誤り：1 件、注意：0 件",
    ),
}


@pytest.mark.parametrize("lang", WORDS)
def test_a_finding_is_one_line_that_says_what_where_and_what_to_do(lang: str, tmp_path: Path) -> None:
    code, printed = run(write_folder(tmp_path / "store", spoiled_store(LOWER_CASE)), "--lang", lang)
    told, last = printed.splitlines()
    what, to_do, counted = WORDS[lang]
    assert code == 1
    assert told.startswith(what)
    assert told.endswith(to_do)
    assert " | msft-openai “Microsoft invests in OpenAI” | “Microsoft invests $10 billion in OpenAI, Reuters" in told
    assert last == counted


def test_findings_as_json(tmp_path: Path) -> None:
    code, printed = run(write_folder(tmp_path / "store", spoiled_store(LOWER_CASE)), "--format", "json", "--every")
    (finding,) = json.loads(printed)["findings"]
    assert code == 1
    assert (finding["rule"], finding["found"]) == ("kg:QualifierShape-currency", ["usd"])
    assert (finding["article"], finding["severity"]) == ("msft-openai", "error")
    assert finding["sentence"].startswith("Microsoft invests")


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    odd = put("?n kg:rejected true .", "rdf:predicate ?x", "rdf:predicate kg:executiveOf")
    code, printed = run(write_folder(tmp_path / "store", spoiled_store(odd)))
    assert code == 0
    assert printed.startswith("warning: subject and object are of types that the relation goes with (found: Nvidia@en)")
    assert "kg entities retype" in printed


def test_no_store_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["validate", "--store", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert "no store here" in result.stderr


def test_a_sample_is_the_same_articles_every_time_and_finds_what_is_wrong_in_them() -> None:
    spoiled = spoiled_store("DELETE { GRAPH ?g { ?n kg:rule ?x } } WHERE { GRAPH ?g { ?n kg:rule ?x } }")
    whole = validate(spoiled, SCHEMA)
    hashes = sorted({one.node.rsplit("/", 1)[1][:16] for one in whole.findings})
    assert len(hashes) == whole.total == 6
    for size in (1, 3):
        report = validate(spoiled, SCHEMA, sample=size)
        assert (report.articles, report.total) == (size, 6)
        assert sorted({one.node.rsplit("/", 1)[1][:16] for one in report.findings}) == hashes[:size]
    assert validate(spoiled, SCHEMA, sample=6) == validate(spoiled, SCHEMA, sample=99) == whole


def test_what_follows_from_all_articles_is_not_compared_in_a_sample() -> None:
    store = spoiled_store("DELETE WHERE { GRAPH <https://w3id.org/newskg/graph/edges> { ?s ?p ?o } }")
    assert {one.rule for one in validate(store, SCHEMA).findings} == {"edge-for-evidence"}
    assert validate(store, SCHEMA, sample=5).findings == ()


def test_what_only_other_programs_write_is_told_and_stops_nothing() -> None:
    store, graph = spoiled_store(), NamedNode("https://w3id.org/newskg/graph/0000000000000000")
    blank, quoted = BlankNode("b"), Triple(kg("a"), kg("b"), kg("c"))
    for node, of_class, term, value in (
        (blank, "Statement", "status", kg("asserted")),
        (NamedNode("urn:x"), "EntityMention", "refersTo", blank),
        (NamedNode("urn:y"), "EntityMention", "refersTo", quoted),
    ):
        store.add(Quad(node, expand("rdf:type"), kg(of_class), graph))
        store.add(Quad(node, kg(term), value, graph))
    some, all_ = validate(store, SCHEMA), validate(store, SCHEMA, every=True)
    assert some == all_
    assert {one.name for one in some.findings} == {"b", "urn:x", "urn:y"}


def test_a_store_without_articles_is_sound() -> None:
    store = Store()
    store.extend(quad for quad in sound_quads() if "ns#" in str(quad.graph_name))
    assert validate(store, SCHEMA).findings == ()


def test_generated_articles_are_sound() -> None:
    from kg.store import KnowledgeBase

    with KnowledgeBase.in_memory() as base:
        base.add(generate(30))
        report = base.validate()
    assert report.findings == ()
    assert (report.articles, report.claims) == (30, 120)


@pytest.mark.parametrize("rule", load_rules(), ids=lambda one: one.name)
def test_every_rule_says_in_both_languages_what_is_right(rule) -> None:
    assert sorted(rule.messages) == ["en", "ja"]
    assert sorted(rule.advice) in ([], ["en", "ja"])
    assert rule.severity in ("error", "warning")
    assert rule.broken_in(spoiled_store()) == []
