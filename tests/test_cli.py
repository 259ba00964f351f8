"""The command line: every command, format and exit code, and one line for whatever goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli import app
from kg.store import FORMATS, KnowledgeBase, query_names

ROOT = Path(__file__).parents[1]
TEXTS = {
    "en-1.txt": "Microsoft buys GitHub\n\nMicrosoft acquired GitHub for $7.5 billion in 2018.\n",
    "ja-1.txt": "マイクロソフト、オープンAIに出資\n\nマイクロソフトはオープンAIに100億ドルを出資した。\n",
    "en-2.md": "# Rumours\n\nApple may acquire Perplexity, Bloomberg reported.\n",
}
Kg = Callable[..., Result]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(articles: Path, tmp_path_factory: pytest.TempPathFactory, pipelines: None) -> Path:
    """A store that was built on the command line; nobody writes to it."""
    path = tmp_path_factory.mktemp("cli") / "store"
    result = run("build", articles, "--store", path)
    assert result.exit_code == 0, result.output
    return path


def assert_one_line(result: Result, says: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("kg: ")
    assert says in lines[0]


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


# ---- bad input


def _issues(file: Path, says: str, code: int = 1) -> Result:
    result = run("extract", file)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    lines = result.stderr.splitlines()
    assert [line for line in lines if says in line and str(file) in line], result.stderr
    assert all(line.startswith("kg: ") for line in lines)
    return result


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", ""),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("zero.txt", b"\0" * 100, "binary"),
        ("paper.txt", b"%PDF-1.7 ...", "PDF"),
        ("archive.md", b"PK\x03\x04...", "ZIP"),
        ("empty.jsonl", b"", "empty"),
        ("tags.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>", "text"),
        ("empty.html", b"", "empty"),
        ("notes.docx", b"x", "unknown kind"),
    ],
)
def test_a_file_without_text(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    _issues(file, says)


def test_no_such_file(tmp_path: Path) -> None:
    _issues(tmp_path / "no-such.txt", "no such file")


def test_an_empty_folder(tmp_path: Path) -> None:
    _issues(tmp_path, "no article files")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "shift_jis", "cp932", "euc_jp", "iso2022_jp"]
)
def test_encodings(encoding: str, tmp_path: Path, pipelines: None) -> None:
    text = TEXTS["ja-1.txt"]
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    file = tmp_path / "a.txt"
    file.write_bytes(mark + text.encode(encoding))
    result = run("extract", file)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    claims = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"investsIn"} == {claim["relation"] for claim in claims}


def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path, pipelines: None) -> None:
    file = tmp_path / "news.jsonl"
    good = [json.dumps({"id": f"a{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(TEXTS.values())]
    file.write_text("\n".join([good[0], "{broken", good[1], '"no object"', '{"id": "x"}']), encoding="utf-8")
    result = run("extract", file)
    assert result.exit_code == 0
    assert {json.loads(line)["article"] for line in result.stdout.splitlines()} == {"a0", "a1"}
    assert [line.split(" ")[1] for line in result.stderr.splitlines()] == [f"{file}:{n}:" for n in (2, 4, 5)]


def test_an_unknown_language_is_skipped_with_a_warning(articles: Path, tmp_path: Path, pipelines: None) -> None:
    file = tmp_path / "fr.txt"
    file.write_text("La société Microsoft a racheté GitHub pour des milliards de dollars, selon le journal.\n" * 3)
    result = run("build", file, articles / "en-1.txt", "--store", tmp_path / "s")
    assert result.exit_code == 0
    assert "read 1 new articles" in result.stdout
    assert "1 issues" in result.stdout
    (line,) = result.stderr.splitlines()
    assert "language fr is not read" in line
    assert "skipped" in line


def test_five_megabytes_of_one_line(tmp_path: Path) -> None:
    """Read or refused with one line, but never a crash, and not for an hour."""
    file = tmp_path / "long.txt"
    file.write_bytes(b"x" * 5_000_000)
    done = kg("extract", file, "--lang", "en", timeout=120)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


# ---- the store


def kg(*arguments: str | Path, timeout: float = 60, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [["stats"], ["query", "ASK {}"], ["show", "Microsoft"], ["remove", "x"], ["export", "out.nq", "--format", "nq"]],
    ids=lambda one: one[0],
)
def test_no_store(command: list[str], tmp_path: Path) -> None:
    command = [str(tmp_path / one) if one == "out.nq" else one for one in command]
    assert_one_line(run(*command, "--store", tmp_path / "none"), "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", [["stats"], ["build", "x.txt"]], ids=lambda one: one[0])
def test_a_folder_of_something_else(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("precious", encoding="utf-8")
    assert_one_line(run(*command, "--store", tmp_path), str(tmp_path))
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_store_of_another_version(articles: Path, tmp_path: Path, pipelines: None) -> None:
    store = tmp_path / "s"
    run("build", articles / "en-1.txt", "--store", store)
    info = json.loads((store / "store.json").read_text(encoding="utf-8"))
    (store / "store.json").write_text(json.dumps({**info, "format": 99}), encoding="utf-8")
    for command in (["stats"], ["build", str(articles)], ["remove", "x"]):
        assert_one_line(run(*command, "--store", store), "format 99")


def test_a_store_in_use(articles: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    with KnowledgeBase.open(store):
        busy = kg("build", articles / "en-1.txt", "--store", store)
        assert busy.returncode == 1
        assert "another program is writing" in busy.stderr
        assert len(busy.stderr.splitlines()) == 1


def test_readers_do_not_disturb_a_writer(store: Path) -> None:
    with KnowledgeBase.open(store):
        assert kg("stats", "--store", store).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "SELECT nonsense"], "nonsense"),
        (["query", "no-such-query"], "no-such-query"),
        (["query", "INSERT DATA { kg:a kg:b kg:c }"], ""),
        (["query", "SELECT ?s { ?s ?p ?o }", "--format", "ttl"], "rows; use --format table, csv, json, tsv, xml"),
        (["query", "-f", "no-such-file.rq"], "no-such-file.rq"),
        (["show", "Zorblatt"], "Zorblatt"),
        (["remove", "no-such-article"], "no-such-article"),
        (["export", "no/such/folder/out.nq", "--format", "nq"], "no/such/folder"),
    ],
)
def test_one_line_for_what_goes_wrong(arguments: list[str], says: str, store: Path) -> None:
    assert_one_line(run(*arguments, "--store", store), says)


def test_rules_that_are_wrong_are_one_line(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "triggers_en.toml").write_text('[[trigger]]\nrelation = "adores"\nverbs = ["x"]\n', encoding="utf-8")
    assert_one_line(run("extract", articles, "--rules", tmp_path), "adores")


def test_a_reader_that_goes_away_is_no_error(articles: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "extract", str(articles)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(60) in (0, 1)
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
