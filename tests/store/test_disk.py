import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import NotAStore, NotFound, StoreError, StoreInUse, StoreVersionError
from kg.schema import load_schema
from kg.store import KnowledgeBase, knowledge_base
from kg.store.derive import derive_all
from kg.store.namespaces import DERIVED_GRAPHS, ONTOLOGY_GRAPH
from tests.builders import investment_en, samples, venture_ja
from tests.store.folders import article_count, many, snapshots

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store"


def test_what_was_written_is_there_for_readers_and_writers(path):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
        claims = base.claims()
    for read_only in (True, False):
        with KnowledgeBase.open(path, read_only=read_only) as base:
            assert base.claims() == claims


def test_a_folder_may_exist_if_it_is_empty(path):
    path.mkdir()
    with KnowledgeBase.open(path) as base:
        assert base.add(samples()) == 3


def test_a_missing_store_cannot_be_read(path):
    with pytest.raises(NotFound, match="kg build FILES --store DIR"):
        KnowledgeBase.open(path, read_only=True)
    assert not path.exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_of_something_else_is_left_alone(path, read_only):
    path.mkdir()
    (path / "記事.txt").write_text("記事", encoding="utf-8")
    with pytest.raises(NotAStore, match="--store"):
        KnowledgeBase.open(path, read_only=read_only)
    assert [one.name for one in path.iterdir()] == ["記事.txt"]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_is_not_a_store(path, read_only):
    path.write_text("x")
    with pytest.raises(NotAStore, match="is a file"):
        KnowledgeBase.open(path, read_only=read_only)


INFOS = [
    ({"format": 99}, StoreVersionError),
    ({"base": "https://other.example/"}, StoreVersionError),
    ({"software": "other"}, NotAStore),
]


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(("change", "error"), INFOS)
def test_another_version_or_program_is_refused(path, change, error, read_only):
    KnowledgeBase.open(path).close()
    info = path / "store.json"
    info.write_text(json.dumps(json.loads(info.read_text()) | change))
    for _ in range(2):
        with pytest.raises(error):
            KnowledgeBase.open(path, read_only=read_only)


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_a_broken_description_is_refused(path, text):
    KnowledgeBase.open(path).close()
    (path / "store.json").write_text(text)
    with pytest.raises(NotAStore, match=r"store\.json"):
        KnowledgeBase.open(path)


def test_a_second_writer_is_refused_until_the_first_is_done(path):
    with KnowledgeBase.open(path) as base:
        with pytest.raises(StoreInUse, match="another program"):
            KnowledgeBase.open(path)
        base.add(investment_en())
    with KnowledgeBase.open(path) as base:
        assert base.add(samples()) == 2


def test_a_reader_cannot_write(path):
    with KnowledgeBase.open(path) as base:
        base.add(investment_en())
    with KnowledgeBase.open(path, read_only=True) as base:
        with pytest.raises(StoreError, match="reading only"):
            base.add(venture_ja())
        with pytest.raises(StoreError, match="reading only"):
            base.remove("msft-openai")


@pytest.mark.parametrize(("seconds", "published"), [(0, 20), (3600, 0)])
def test_readers_see_what_is_published_and_keep_what_they_see(path, monkeypatch, seconds, published):
    monkeypatch.setattr(knowledge_base, "PUBLISH_SECONDS", seconds)
    articles = many(25)
    with KnowledgeBase.open(path) as writer:
        with KnowledgeBase.open(path, read_only=True) as reader:
            writer.add(articles[:5])
            assert (article_count(path), len(reader.articles())) == (0, 0)
            writer.add(articles[5:])
            assert (article_count(path), len(reader.articles())) == (published, 0)
        assert len(writer.articles()) == 25
    assert article_count(path) == 25


def test_only_the_newest_snapshots_are_kept(path):
    for extraction in many(5):
        with KnowledgeBase.open(path) as base:
            base.add(extraction)
    assert len(snapshots(path)) == 2
    assert (path / "CURRENT").read_text().strip() == snapshots(path)[-1]


def test_a_writer_that_changes_nothing_publishes_nothing(path):
    KnowledgeBase.open(path).close()
    before = snapshots(path)
    with KnowledgeBase.open(path) as base:
        assert base.add([]) == 0
    assert snapshots(path) == before


def test_a_schema_of_another_version_refreshes_the_ontology(path):
    small = replace(load_schema(), relations={"investsIn": load_schema().relations["investsIn"]})
    with KnowledgeBase.open(path, schema=small) as base:
        before = {quad for quad in base.quads() if quad.graph_name == ONTOLOGY_GRAPH}
    with KnowledgeBase.open(path) as base:
        after = {quad for quad in base.quads() if quad.graph_name == ONTOLOGY_GRAPH}
    assert before < after


# Goes on with the articles where the last one stopped, whoever ended it.
_ADD_MANY = """
import sys
from kg.store import KnowledgeBase, knowledge_base
from tests.builders import ENTITIES, simple_extraction
knowledge_base.PUBLISH_SECONDS = 0
base = KnowledgeBase.open(sys.argv[1])
print("open", flush=True)
for number in range(len(base.articles()), 100_000):
    subject, object_ = ENTITIES[number % 6], ENTITIES[(number + 1) % 6]
    base.add(simple_extraction(subject, "investsIn", object_, lang="ja", text=str(number)))
    print(number, flush=True)
"""
KILLS = 50


def test_a_writer_killed_fifty_times_loses_nothing_and_leaves_no_half_article(path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    chance, least, kills = random.Random(50), 0, 0
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", _ADD_MANY, str(path)], env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        # Some hundredths of a second are a few articles, and a snapshot is published every twenty.
        time.sleep(chance.uniform(0, 0.2))
        writer.send_signal(signal.SIGKILL)
        added = [int(line) for line in writer.stdout if line.strip().isdecimal() and line.endswith("\n")]
        kills += writer.wait() == -signal.SIGKILL
        writer.stdout.close()
        least = max([least, *(one + 1 for one in added)])
        with KnowledgeBase.open(path, read_only=True) as base:
            count = len(base.articles())
            # What was said to be added is there, and at most one more whose word was cut off.
            assert least <= count <= least + 1
            assert count == base.stats()["claims"]
            least = count
    assert kills == KILLS
    assert least > KILLS, "the writer hardly wrote; nothing was tried"
    with KnowledgeBase.open(path) as base:
        _check_whole(base)
        assert base.add(samples()) == 3
        _check_whole(base)


def _check_whole(base: KnowledgeBase) -> None:
    quads = base.quads()
    derived = {quad for quad in quads if quad.graph_name in DERIVED_GRAPHS}
    articles = [quad for quad in quads if quad.graph_name not in {*DERIVED_GRAPHS, ONTOLOGY_GRAPH}]
    assert derived == derive_all(articles, load_schema())
    with_claims = {claim.article_hash for claim in base.claims()}
    assert with_claims == {article.hash for article in base.articles()}
    graphs = {quad.graph_name.value.rsplit("/", 1)[1] for quad in articles}
    assert graphs == with_claims


def test_a_reader_helps_itself_to_what_a_killed_writer_left(path):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    (path / "dirty").touch()
    (path / "snapshots" / "99.partial").mkdir()
    before = snapshots(path)
    assert article_count(path) == 3
    assert snapshots(path) != before
    assert not (path / "dirty").exists()


def test_a_backup_as_the_manual_describes_it_is_a_whole_store(path, tmp_path):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    backup = tmp_path / "backup"
    backup.mkdir()
    shutil.copy(path / "store.json", backup)
    shutil.copytree(path / "snapshots" / (path / "CURRENT").read_text().strip(), backup / "db")
    assert article_count(backup) == 3
    with KnowledgeBase.open(backup) as base:
        assert base.add(many(1)) == 1


def test_check_makes_nothing_and_refuses_what_cannot_be_written(path, tmp_path):
    KnowledgeBase.check(path)
    assert not path.exists()
    KnowledgeBase.open(path).close()
    KnowledgeBase.check(path)
    (path / "store.json").write_text(json.dumps({"software": "newskg", "format": 99}))
    with pytest.raises(StoreVersionError):
        KnowledgeBase.check(path)
    with pytest.raises(NotAStore):
        KnowledgeBase.check(tmp_path)


_WRITE_A_WHILE = """
import sys, time
from kg.store import KnowledgeBase
with KnowledgeBase.open(sys.argv[1]):
    print("open", flush=True)
    time.sleep(1)
"""


def test_a_second_writer_waits_for_the_first_if_it_is_told_to(path):
    first = subprocess.Popen(
        [sys.executable, "-c", _WRITE_A_WHILE, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "open\n"
    with pytest.raises(StoreInUse, match="another program is writing"):
        KnowledgeBase.open(path, wait=0.1)
    with KnowledgeBase.open(path, wait=30) as base:
        assert base.add(samples()) == 3
    assert first.wait() == 0
    first.stdout.close()


_FILL_DISK = """
import resource, signal, sys
from kg.errors import StoreError
from kg.store import KnowledgeBase
from tests.builders import MICROSOFT, OPENAI, simple_extraction
with KnowledgeBase.open(sys.argv[1]) as base:
    for number in range(3):
        base.add(simple_extraction(MICROSOFT, "investsIn", OPENAI, text=str(number)))
base = KnowledgeBase.open(sys.argv[1])
# No file may grow any more: to a program that is what a full disk looks like.
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    for number in range(3, 10_000):
        base.add(simple_extraction(MICROSOFT, "investsIn", OPENAI, text=str(number) * 500))
except StoreError as error:
    print(error)
"""


def test_a_full_disk_is_one_line_and_loses_nothing(path):
    done = subprocess.run(
        [sys.executable, "-c", _FILL_DISK, str(path)], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert "cannot be written" in done.stdout, done.stderr
    with KnowledgeBase.open(path) as base:
        assert len(base.articles()) >= 3
        _check_whole(base)
