"""Backups, restoring, and stores that an earlier version wrote."""

import gzip
import json
from pathlib import Path

import pytest

from kg.errors import NotAStore, NotFound, StoreError, StoreInUse, StoreVersionError, UnreadableFile
from kg.link.judgements import Judgement, Verdict
from kg.store import KnowledgeBase
from kg.store.disk import FORMAT, StoreFolder
from kg.store.keeping import migrate, restore
from kg.store.namespaces import COUNTS_GRAPH, ONTOLOGY_GRAPH, TIMELINE_GRAPH, kg
from tests.builders import ALTMAN, NVIDIA, OPENAI, SOFTBANK, investment_en, samples, simple_extraction
from tests.store.startups import deal_en, deal_ja

# Written by version 0.1.0 as of format 1, from the articles of `_articles`.
OLD = Path(__file__).with_name("format-1.nq.gz")
REJECT = Judgement(Verdict.REJECT, investment_en().claims[0].id, who="ann", when="2026-01-01T10:00:00")


def _articles():
    ceo = {"role": "CEO", "roleType": "ceo"}
    return [
        *samples(),
        deal_en(),
        deal_ja(),
        simple_extraction(OPENAI, "dismisses", ALTMAN, published="2023-11-18", qualifiers={"eventDate": "2023-11-17"}),
        simple_extraction(ALTMAN, "executiveOf", OPENAI, lang="ja", published="2023-11-06", qualifiers=ceo),
        simple_extraction(NVIDIA, "acquires", SOFTBANK, published=""),
    ]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def filled(path):
    with KnowledgeBase.open(path) as base:
        base.add(_articles())
        base.judge(REJECT)
    return path


def _quads(path):
    with KnowledgeBase.open(path, read_only=True) as base:
        return set(base.quads())


def _backup(path, out):
    with KnowledgeBase.open(path, read_only=True) as base:
        return base.backup(out)


# Backup and restore


def test_what_is_restored_is_what_was_there(filled, tmp_path):
    count = _backup(filled, tmp_path / "a.nq.gz")
    assert restore(tmp_path / "a.nq.gz", tmp_path / "again") == count == len(_quads(filled))
    assert _quads(tmp_path / "again") == _quads(filled)
    with KnowledgeBase.open(tmp_path / "again") as base:
        assert base.add(_articles()) == 0
        assert base.judgements() == [REJECT]
        base.remove("msft-openai")


def test_the_same_content_gives_the_same_file(filled, tmp_path):
    _backup(filled, tmp_path / "a.nq.gz")
    with KnowledgeBase.open(tmp_path / "other") as base:
        base.judge(REJECT)
        base.add(_articles()[::-1])
        base.backup(tmp_path / "b.nq.gz")
    assert (tmp_path / "a.nq.gz").read_bytes() == (tmp_path / "b.nq.gz").read_bytes()


def test_a_backup_can_be_read_without_this_program(filled, tmp_path):
    _backup(filled, tmp_path / "a.nq.gz")
    lines = gzip.decompress((tmp_path / "a.nq.gz").read_bytes()).decode().splitlines()
    assert json.loads(lines[0].removeprefix("# "))["format"] == FORMAT
    assert all(line.endswith(" .") for line in lines[1:])


def test_a_backup_is_made_while_a_writer_writes(filled, tmp_path):
    with KnowledgeBase.open(filled) as writer:
        writer.add(simple_extraction(NVIDIA, "supplies", OPENAI, lang="ja"))
        _backup(filled, tmp_path / "a.nq.gz")
    restore(tmp_path / "a.nq.gz", tmp_path / "again")
    # A count that goes up replaces the lower one.
    assert {quad for quad in _quads(tmp_path / "again") if quad.graph_name != COUNTS_GRAPH} < _quads(filled)


def test_an_empty_store_is_backed_up_too(path, tmp_path):
    KnowledgeBase.open(path).close()
    _backup(path, tmp_path / "a.nq.gz")
    restore(tmp_path / "a.nq.gz", tmp_path / "again")
    assert _quads(tmp_path / "again") == _quads(path)


def test_a_backup_fills_an_open_store_that_is_empty(filled, tmp_path):
    _backup(filled, tmp_path / "a.nq.gz")
    from kg.store.backup import Backup

    with KnowledgeBase.in_memory() as base:
        base.fill(Backup(tmp_path / "a.nq.gz").quads())
        assert set(base.quads()) == _quads(filled)
        with pytest.raises(StoreError, match="not empty"):
            base.fill([])


def test_nothing_is_overwritten(filled, tmp_path):
    _backup(filled, tmp_path / "a.nq.gz")
    before = (tmp_path / "a.nq.gz").read_bytes()
    with pytest.raises(StoreError, match="there already"):
        _backup(filled, tmp_path / "a.nq.gz")
    with pytest.raises(StoreError, match="there already"):
        restore(tmp_path / "a.nq.gz", filled)
    assert (tmp_path / "a.nq.gz").read_bytes() == before


def test_a_backup_into_no_folder_leaves_nothing(filled, tmp_path):
    with pytest.raises(StoreError, match="cannot be written"):
        _backup(filled, tmp_path / "none" / "a.nq.gz")
    assert not (tmp_path / "none").exists()


def _head(**changes):
    return (
        b"# " + json.dumps({"software": "newskg", "format": 2, "base": "https://w3id.org/newskg/", **changes}).encode()
    )


DAMAGED = [
    ("missing", None, UnreadableFile),
    ("not compressed", b"<a> <b> <c> .\n", UnreadableFile),
    ("of another program", gzip.compress(b"<a:b> <a:b> <a:b> .\n"), UnreadableFile),
    ("no numbers", gzip.compress(_head(format="x") + b"\n"), UnreadableFile),
    ("a later version", gzip.compress(_head(format=FORMAT + 1) + b"\n"), StoreVersionError),
    ("another base", gzip.compress(_head(base="https://example.org/") + b"\n"), StoreVersionError),
    ("cut off", gzip.compress(_head() + b"\n<a:b> <a:b> <a:b> <a:b> .\n" * 50)[:-20], UnreadableFile),
    ("broken inside", gzip.compress(_head() + b"\n<a:b> <a:b> <a:b> <a:b> .\n<a:b> oops\n"), UnreadableFile),
]


@pytest.mark.parametrize(("case", "content", "error"), DAMAGED, ids=[case for case, *_ in DAMAGED])
def test_a_damaged_backup_leaves_no_store(case, content, error, path, tmp_path):
    file = tmp_path / "a.nq.gz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(error) as raised:
        restore(file, path)
    assert str(file) in str(raised.value)
    assert sorted(tmp_path.iterdir()) == ([file] if content is not None else [])


# Earlier versions


def test_an_old_store_is_brought_up_to_date(path):
    restore(OLD, path)
    with KnowledgeBase.in_memory() as new:
        new.add(_articles(), keep_text=False)
        new.judge(REJECT)
        expected = set(new.quads())
    assert _quads(path) == expected
    assert migrate(path) == FORMAT


@pytest.fixture
def old(path):
    """A folder as the earlier version left it."""
    from kg.store.backup import Backup
    from kg.store.keeping import _restore_folder

    _restore_folder(Backup(OLD), path)
    return path


def test_an_old_store_says_what_to_do(old):
    for read_only in (True, False):
        with pytest.raises(StoreVersionError, match=r"format 1 .*kg migrate --store"):
            KnowledgeBase.open(old, read_only=read_only)
    assert migrate(old) == 1
    with KnowledgeBase.open(old) as base:
        assert {one.relation for one in base.as_of("2023-11-10")} >= {"executiveOf"}
        assert [quad for quad in base.quads() if quad.graph_name == ONTOLOGY_GRAPH]


@pytest.mark.parametrize(
    ("version", "what_it_lacks"),
    [
        (2, f"DROP GRAPH {COUNTS_GRAPH}"),
        (3, f"DELETE WHERE {{ GRAPH {TIMELINE_GRAPH} {{ ?topic {kg('record')} ?record }} }}"),
    ],
)
def test_a_store_of_an_earlier_format_gets_what_it_lacks(filled, version, what_it_lacks):
    expected = _quads(filled)
    folder = StoreFolder(filled)
    store = folder.open_writer()
    there = len(store)
    store.update(what_it_lacks)
    assert len(store) < there
    folder.set_format(version)
    folder.publish(store)
    del store
    folder.release()
    with pytest.raises(StoreVersionError, match=rf"format {version} .*kg migrate --store"):
        KnowledgeBase.open(filled)
    assert migrate(filled) == version
    assert _quads(filled) == expected


def test_a_migration_that_was_cut_off_is_done_again(old, monkeypatch):

    def fail(self, of_format):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(StoreFolder, "set_format", fail)
        with pytest.raises(KeyboardInterrupt):
            migrate(old)
    assert migrate(old) == 1
    assert migrate(old) == FORMAT


def test_what_cannot_be_migrated(path, tmp_path):
    with pytest.raises(NotFound):
        migrate(path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    with pytest.raises(NotAStore):
        migrate(tmp_path / "other")
    restore(OLD, path)
    (path / "store.json").write_text(
        json.dumps({"software": "newskg", "format": 99, "base": "https://w3id.org/newskg/"})
    )
    with pytest.raises(StoreVersionError, match="anew"):
        migrate(path)


def test_who_migrates_keeps_others_out(old):

    folder = StoreFolder(old)
    store = folder.open_writer(of_format=1)
    with pytest.raises(StoreInUse):
        migrate(old)
    del store
    folder.release()
