"""The command line: every command and format, and what it says of wrong usage."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.ids import hash_article
from kg.store import FORMATS, KnowledgeBase, query_names
from tests.cli.running import ROOT, TEXTS, assert_one_line, run

# ---- build


def test_build_says_what_it_did(articles: Path, tmp_path: Path, pipelines: None) -> None:
    first = run("build", articles, "--store", tmp_path / "s")
    assert first.exit_code == 0
    assert "read 3 new articles (0 known)" in first.stdout
    assert "0 issues" in first.stdout
    again = run("build", articles, "--store", tmp_path / "s")
    assert again.exit_code == 0
    assert "read 0 new articles (3 known), 0 claims" in again.stdout


def test_build_with_a_language_forced(articles: Path, tmp_path: Path, pipelines: None) -> None:
    assert run("build", articles / "en-1.txt", "--store", tmp_path / "s", "--lang", "en").exit_code == 0
    with KnowledgeBase.open(tmp_path / "s", read_only=True) as kb:
        assert [one.lang for one in kb.articles()] == ["en"]


# ---- extract


def test_extract_prints_one_claim_a_line(articles: Path, pipelines: None) -> None:
    result = run("extract", articles / "ja-1.txt")
    assert result.exit_code == 0
    claims = [json.loads(line) for line in result.stdout.splitlines()]
    assert claims
    text = TEXTS["ja-1.txt"]
    for claim in claims:
        assert set(claim) == {
            "article", "subject", "relation", "object", "status", "stage", "qualifiers", "attribution", "sentence",
            "trigger", "confidence", "rule",
        }  # fmt: skip
        for span in (claim["sentence"], claim["trigger"], claim["subject"], claim["object"]):
            assert text[span["start"] : span["end"]] == span["text"]
    assert {"マイクロソフト", "Microsoft"} <= set(claims[0]["subject"]["names"])


def test_extract_as_text(articles: Path, pipelines: None) -> None:
    result = run("extract", articles / "en-1.txt", "--format", "table")
    assert "Microsoft | acquires | GitHub | asserted" in result.stdout


@pytest.mark.parametrize("style", ["jsonl", "table"])
def test_extract_explains(style: str, articles: Path, pipelines: None) -> None:
    result = run("extract", articles, "--explain", "--format", style)
    assert result.exit_code == 0
    assert "because" in result.stdout


def test_extract_prints_every_article_in_order(articles: Path, pipelines: None) -> None:
    def ids_of(folder: Path) -> list[str]:
        return list(dict.fromkeys(json.loads(line)["article"] for line in run("extract", folder).stdout.splitlines()))

    assert ids_of(articles) == [one for name in sorted(TEXTS) for one in ids_of(articles / name)]
    assert len(ids_of(articles)) == len(TEXTS)


# ---- query


def test_query_as_table(store: Path) -> None:
    result = run("query", "SELECT ?name { ?s kg:acquires ?o . ?o rdfs:label ?name }", "--store", store)
    assert result.exit_code == 0
    assert "GitHub" in result.stdout
    assert "rows" in result.stdout


def test_query_as_csv_and_json(store: Path) -> None:
    sparql = "SELECT ?s ?o { ?s kg:investsIn ?o }"
    rows = list(csv.reader(io.StringIO(run("query", sparql, "--format", "csv", "--store", store).stdout)))
    assert rows[0] == ["s", "o"]
    bindings = json.loads(run("query", sparql, "--format", "json", "--store", store).stdout)["results"]["bindings"]
    assert len(bindings) == len(rows) - 1 == 1


def test_query_from_a_file_and_as_turtle(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("CONSTRUCT { ?s kg:acquires ?o } WHERE { ?s kg:acquires ?o }", encoding="utf-8")
    result = run("query", "-f", file, "--format", "ttl", "--store", store)
    assert result.exit_code == 0
    assert "acquires" in result.stdout


def test_ask(store: Path) -> None:
    assert run("query", "ASK { ?s kg:acquires ?o }", "--store", store).stdout == "yes\n"
    assert run("query", "ASK { ?s kg:sues ?o }", "--store", store).stdout == "no\n"


def test_rumours_are_no_edges(store: Path) -> None:
    sparql = "SELECT ?o { ?s kg:acquires ?o . ?o rdfs:label ?name FILTER(STR(?name) = 'Perplexity') }"
    assert "0 rows" in run("query", sparql, "--store", store).stdout


@pytest.mark.parametrize("name", query_names())
def test_packaged_query_runs_or_says_what_it_needs(name: str, store: Path) -> None:
    result = run("query", name, "--store", store)
    if result.exit_code:
        assert_one_line(result, "needs a value for")
    else:
        assert "rows" in result.stdout


def test_query_with_parameters(store: Path) -> None:
    found = run("query", "evidence", "--param", "subject=Microsoft", "--store", store, "--format", "csv")
    assert found.exit_code == 0
    assert "Microsoft acquired GitHub" in found.stdout
    narrowed = run("query", "evidence", "-p", "subject=Microsoft", "-p", "relation=investsIn", "--store", store)
    assert narrowed.exit_code == 0
    assert "出資した" in narrowed.stdout
    assert "GitHub" not in narrowed.stdout
    assert_one_line(run("query", "evidence", "-p", "nonsense=1", "--store", store), "nonsense")


# ---- export, stats, show, remove


@pytest.mark.parametrize("style", FORMATS)
def test_export(style: str, store: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out.{style}"
    result = run("export", out, "--format", style, "--store", store)
    assert result.exit_code == 0, result.output
    files = list(out.iterdir()) if out.is_dir() else [out]
    assert all(path.stat().st_size > 100 for path in files)


def test_export_refuses_a_folder_with_other_things(store: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    result = run("export", tmp_path, "--format", "parquet", "--store", store)
    assert_one_line(result, "holds something else (mine.txt)")


def test_export_of_texts_needs_a_format_for_them(store: Path, tmp_path: Path) -> None:
    assert run("export", tmp_path / "out", "--format", "nq", "--with-text", "--store", store).exit_code == 0
    assert_one_line(run("export", tmp_path / "out", "--format", "csv", "--with-text", "--store", store), "no texts")


def test_stats(store: Path) -> None:
    result = run("stats", "--store", store)
    assert result.exit_code == 0
    assert "articles" in result.stdout


@pytest.mark.parametrize("name", ["Microsoft", "マイクロソフト", "Q2283"])
def test_show(name: str, store: Path) -> None:
    result = run("show", name, "--store", store)
    assert result.exit_code == 0
    assert "GitHub" in result.stdout
    assert "Microsoft acquired GitHub" in result.stdout


def test_show_in_japanese_and_as_json(store: Path) -> None:
    assert "に出資する" in run("show", "Microsoft", "--lang", "ja", "--store", store).stdout
    entity = json.loads(run("show", "マイクロソフト", "--format", "json", "--store", store).stdout)
    assert entity["labels"]["en"] == "Microsoft"
    assert {"acquires", "investsIn"} <= {claim["relation"] for claim in entity["claims"]}


def test_remove(articles: Path, tmp_path: Path, pipelines: None) -> None:
    store = tmp_path / "s"
    run("build", articles, "--store", store)
    with KnowledgeBase.open(store, read_only=True) as kb:
        record = next(one for one in kb.articles() if one.lang == "ja")
    assert run("remove", record.id, "--store", store).exit_code == 0
    assert run("query", "ASK { ?s kg:investsIn ?o }", "--store", store).stdout == "no\n"
    assert_one_line(run("remove", record.id, "--store", store), record.id)


def test_a_corrected_article_is_told_and_the_old_one_can_be_taken_out(tmp_path: Path, pipelines: None) -> None:
    store, news = tmp_path / "s", tmp_path / "news.jsonl"
    hashes = []
    for day, title, text in (("04", "Deal", "Microsoft bought GitHub."), ("05", "", "Microsoft acquired GitHub.")):
        told = {"id": "c1", "title": title, "text": text, "published": f"2018-06-{day}"}
        news.write_text(json.dumps(told), encoding="utf-8")
        done = run("build", news, "--store", store)
        assert (done.exit_code, "read 1 new articles" in done.stdout) == (0, True)
        hashes.append(hash_article(text))
    assert_one_line(done, f"c1: is in the store with another text too: {hashes[0]} (published 2018-06-04", code=0)
    both = f'{hashes[0]} (published 2018-06-04, "Deal"), {hashes[1]} (published 2018-06-05, no title)'
    assert_one_line(
        run("remove", "c1", "--store", store), f"c1: several articles came with this id; give one of the hashes: {both}"
    )
    assert run("remove", hashes[0], "--store", store).exit_code == 0
    assert run("remove", "c1", "--store", store).exit_code == 0


# ---- evaluate


def test_evaluate(pipelines: None) -> None:
    gold = ROOT / "tests" / "gold" / "tiny.jsonl"
    assert "triples P" in run("evaluate", gold).stdout
    figures = json.loads(run("evaluate", gold, "--format", "json").stdout)
    assert 0 <= figures["triples"]["f1"] <= 1
    assert figures["articles"] == len(gold.read_text(encoding="utf-8").splitlines())
    assert 0 <= figures["reliability"]["expected_calibration_error"] <= 1
    assert [one["confidence"] for one in figures["cuts"]] == [0.5, 0.6, 0.7, 0.8, 0.9]
    assert "errors" not in figures


def test_evaluate_tells_errors(pipelines: None) -> None:
    gold = ROOT / "tests" / "gold" / "tiny.jsonl"
    printed = run("evaluate", gold, "--errors", "2").stdout
    assert "claims by confidence" in printed
    assert "status on right triples, gold → read" in printed
    figures = json.loads(run("evaluate", gold, "--errors", "0", "--format", "json").stdout)
    missed = figures["errors"]["missed"]
    assert sum(one["count"] for one in missed.values()) == figures["triples"]["fn"]
    assert not any(one["examples"] for one in missed.values())


def test_evaluate_refuses_what_is_no_gold(tmp_path: Path) -> None:
    file = tmp_path / "g.jsonl"
    file.write_text('{"id": "x"}\n', encoding="utf-8")
    assert_one_line(run("evaluate", file), "g.jsonl")


# ---- wrong usage: exit code 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["build"],
        ["extract"],
        ["extract", "x.txt", "--lang", "fr"],
        ["extract", "x.txt", "--format", "xml"],
        ["extract", "x.txt", "--rules", "no/such/folder"],
        ["query"],
        ["query", "ASK {}", "-f", "q.rq"],
        ["query", "rumours", "--param", "novalue"],
        ["query", "ASK {}", "--format", "docx"],
        ["export", "out.x"],
        ["export", "out.x", "--format", "docx"],
        ["show"],
        ["remove"],
        ["serve", "--port", "0"],
        ["evaluate", "no-such-file.jsonl"],
        ["evaluate", str(ROOT / "tests" / "gold" / "tiny.jsonl"), "--errors", "-1"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "command", ["build", "extract", "query", "export", "stats", "show", "remove", "serve", "evaluate"]
)
def test_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert command in result.stdout
