"""One line for whatever goes wrong: what cannot be read, and stores that are not there or in use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from kg.store import KnowledgeBase
from tests.builders import MICROSOFT, OPENAI, samples, simple_extraction
from tests.cli.running import ROOT, TEXTS, assert_one_line, kg, run

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


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    done = kg("extract", tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"kg: {tmp_path}/device.md: is a pipe or device, not a file; skipped",
        f"kg: {tmp_path}/gone.html: cannot be read: No such file or directory",
        f"kg: {tmp_path}/pipe.txt: is a pipe or device, not a file; skipped",
    ]
    assert kg("extract", tmp_path / "pipe.txt").stderr.count("\n") == 1


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


@pytest.fixture
def own_store(tmp_path: Path) -> Path:
    """A store that a test may harm."""
    with KnowledgeBase.open(tmp_path / "own") as kb:
        kb.add(samples())
    return tmp_path / "own"


@pytest.mark.parametrize("command", [["stats"], ["entities", "judgements"], ["query", "ASK {}"], ["review"]])
def test_a_damaged_snapshot(command: list[str], own_store: Path) -> None:
    for snapshot in (own_store / "snapshots").iterdir():
        (snapshot / "CURRENT").write_text("x\n")
    assert_one_line(run(*command, "--store", own_store), "the newest snapshot is damaged; `kg migrate --store")
    assert run("migrate", "--store", own_store).stdout == "is up to date\n"
    assert run(*command, "--store", own_store).exit_code == 0


def test_damage_that_shows_only_when_it_is_read(own_store: Path) -> None:
    with KnowledgeBase.open(own_store) as kb:
        kb.add(simple_extraction(MICROSOFT, "investsIn", OPENAI, text=str(number) * 9) for number in range(40))
    # What is looked at when a store is opened is at the end of a table; small ones are read as a whole.
    for table in (one for one in (own_store / "snapshots").glob("*/*.sst") if one.stat().st_size > 50_000):
        data = table.read_bytes()
        third = len(data) // 3
        table.write_bytes(data[:third] + b"x" * 8 + data[third + 8 :])
    assert_one_line(run("stats", "--store", own_store), "the store is damaged; restore a backup")


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
        (["query", "-f", "no-such-file.rq"], "kg: no-such-file.rq: no such file"),
        (["query", "kingmaker"], "kg: kingmaker: no such query; did you mean kingmakers?"),
        (["show", "Zorblatt"], "kg: Zorblatt: no entity of this name in the store"),
        (["show", "Mircosoft"], "kg: Mircosoft: no entity of this name in the store; did you mean Microsoft?"),
        (["deals", "--entity", "マイクロソト"], "did you mean Microsoft?"),
        (["query", "evidence", "-p", "subject=Mircosoft"], "did you mean Microsoft?"),
        (["export", "", "--format", "ttl"], "kg: .: is a folder, and this format is one file; name a file"),
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
