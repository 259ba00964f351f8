"""Commands that look after the store: remove, backup, restore, rebuild, migrate."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.store import KnowledgeBase
from kg.store.keeping import restore as restore_store
from tests.builders import samples
from tests.cli.running import ROOT, run

OLD = ROOT / "tests" / "store" / "format-1.nq.gz"
NEWS = [
    {"id": "en", "text": "Microsoft acquired GitHub.", "published": "2018-06-04", "publisher": "Sample Wire"},
    {
        "id": "ja",
        "text": "マイクロソフトはオープンAIに出資した。",
        "published": "2023-01-24",
        "publisher": "サンプル通信",
    },
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with KnowledgeBase.open(tmp_path / "store") as kb:
        kb.add([replace(one, article=replace(one.article, publisher="サンプル通信")) for one in samples()[:2]])
        kb.add(samples()[2])
    return tmp_path / "store"


def _count(store: Path) -> int:
    with KnowledgeBase.open(store, read_only=True) as kb:
        return len(kb.articles())


def test_a_publisher_is_taken_out(store: Path) -> None:
    asked = run("remove", "--publisher", "サンプル通信", "--store", store)
    assert (asked.exit_code, _count(store)) == (1, 3)
    done = run("remove", "--publisher", "サンプル通信", "--yes", "--store", store)
    assert (done.exit_code, done.stdout.count("removed"), _count(store)) == (0, 2, 1)
    again = run("remove", "--publisher", "サンプル通信", "--yes", "--store", store)
    assert again.stderr == "kg: サンプル通信: no article of this publisher in the store\n"


@pytest.mark.parametrize("arguments", [[], ["one", "--publisher", "two"]])
def test_one_thing_is_taken_out(arguments: list[str], store: Path) -> None:
    assert run("remove", *arguments, "--store", store).exit_code == 2


def test_backup_and_restore(store: Path, tmp_path: Path) -> None:
    file, again = tmp_path / "a.nq.gz", tmp_path / "again"
    assert run("backup", file, "--store", store).stdout.startswith("wrote ")
    assert "there already" in run("backup", file, "--store", store).stderr
    assert run("restore", file, "--store", again).stdout.startswith("restored ")
    assert run("stats", "--store", again).stdout == run("stats", "--store", store).stdout
    assert "there already" in run("restore", file, "--store", again).stderr
    missing = run("restore", tmp_path / "none", "--store", tmp_path / "new").stderr
    assert missing == f"kg: {tmp_path / 'none'}: no such file\n"
    assert "Is a directory" in run("restore", tmp_path, "--store", tmp_path / "new").stderr
    (tmp_path / "text").write_text("no backup")
    assert "is no backup" in run("restore", tmp_path / "text", "--store", tmp_path / "new").stderr


def test_migrating(store: Path, tmp_path: Path) -> None:
    assert run("migrate", "--store", store).stdout == "is up to date\n"
    restore_store(OLD, tmp_path / "old")
    info = tmp_path / "old" / "store.json"
    info.write_text(json.dumps({**json.loads(info.read_text()), "format": 1}))
    assert "kg migrate --store" in run("stats", "--store", tmp_path / "old").stderr
    assert run("migrate", "--store", tmp_path / "old").stdout == "brought from format 1 to 4\n"
    assert run("stats", "--store", tmp_path / "old").exit_code == 0
    assert "no knowledge base here" in run("migrate", "--store", tmp_path / "none").stderr


def test_rebuilding_and_texts_that_were_not_kept(tmp_path: Path) -> None:
    news, store = tmp_path / "news.jsonl", tmp_path / "store"
    news.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in NEWS), encoding="utf-8")
    assert run("build", news, "--no-text", "--store", store).exit_code == 0
    done = run("rebuild", "--store", store)
    assert done.stderr.count("its text was not kept") == 2
    assert "read 0 articles again" in done.stdout
    run("remove", "ja", "--store", store)
    assert run("build", news, "--store", store).exit_code == 0
    done = run("rebuild", "--store", store)
    assert done.stderr.count("its text was not kept") == 1
    assert "read 1 articles again, 0 of them otherwise than before" in done.stdout
    assert "no knowledge base here" in run("rebuild", "--store", tmp_path / "none").stderr
