"""Stores of which something is lost or damaged: what mends itself, what the next writer mends, and what is told."""

import shutil
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import KnowledgeBase
from kg.store.disk import FORMAT
from kg.store.keeping import migrate
from tests.builders import samples
from tests.store.folders import article_count, many


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store"


def _lose_database(path: Path, how: str) -> None:
    shutil.rmtree(path / "db")
    if how == "emptied":
        (path / "db").mkdir()
    elif how == "and CURRENT":
        (path / "CURRENT").unlink()
    elif how == "and the newest snapshot":
        shutil.rmtree(path / "snapshots" / (path / "CURRENT").read_text().strip())
    elif how == "with unpublished changes":
        (path / "dirty").touch()


LOSSES = ["missing", "emptied", "and CURRENT", "and the newest snapshot", "with unpublished changes"]


@pytest.mark.parametrize("how", LOSSES)
def test_a_missing_database_is_made_again_from_the_newest_snapshot(path, how):
    for extraction in samples():
        with KnowledgeBase.open(path) as base:
            base.add(extraction)
    kept = 2 if how == "and the newest snapshot" else 3
    _lose_database(path, how)
    with KnowledgeBase.open(path) as base:
        assert len(base.articles()) == kept
        base.add([*samples(), *many(25)])
    assert article_count(path) == 28
    # The snapshot that it was made from must not have changed with it.
    with KnowledgeBase.open(path) as base:
        base.remove(many(1)[0].article.hash)
        assert article_count(path) == 28
    assert article_count(path) == 27


@pytest.mark.parametrize("how", ["missing", "and CURRENT", "with unpublished changes"])
def test_a_reader_of_a_store_without_database_sees_the_newest_snapshot(path, how):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    _lose_database(path, how)
    assert article_count(path) == 3
    assert article_count(path) == 3


@pytest.mark.parametrize("current", ["as it was", "garbage"])
def test_a_store_that_lost_everything_is_not_begun_anew(path, current):
    KnowledgeBase.open(path).close()
    shutil.rmtree(path / "db")
    shutil.rmtree(path / "snapshots")
    if current == "garbage":
        (path / "CURRENT").write_text("x\n")
        with pytest.raises(StoreError, match="put a backup there"):
            KnowledgeBase.open(path, read_only=True)
    with pytest.raises(StoreError, match="put a backup there"):
        KnowledgeBase.open(path)
    assert not (path / "db").exists()


def _harm_current(path: Path) -> None:
    (path / "CURRENT").write_text("garbage\n")


def _lose_snapshots(path: Path) -> None:
    shutil.rmtree(path / "snapshots")


def _damage_snapshots(path: Path) -> None:
    for snapshot in (path / "snapshots").iterdir():
        (snapshot / "CURRENT").write_text("x\n")


def _empty_snapshots(path: Path) -> None:
    for snapshot in (path / "snapshots").iterdir():
        shutil.rmtree(snapshot)
        snapshot.mkdir()


HARMS = [_harm_current, _lose_snapshots, _damage_snapshots, _empty_snapshots]


@pytest.mark.parametrize("harm", HARMS)
def test_a_writer_makes_a_snapshot_in_place_of_a_lost_or_damaged_one(path, harm):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    harm(path)
    KnowledgeBase.open(path).close()
    assert not (path / "dirty").exists()
    assert article_count(path) == 3


@pytest.mark.parametrize("harm", [_harm_current, _lose_snapshots])
def test_a_reader_helps_itself_where_the_newest_snapshot_is_lost(path, harm):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    harm(path)
    assert article_count(path) == 3


@pytest.mark.parametrize("harm", [_damage_snapshots, _empty_snapshots])
def test_a_reader_of_a_damaged_snapshot_is_told_what_makes_a_new_one(path, harm):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    harm(path)
    with pytest.raises(StoreError, match=r"the newest snapshot is damaged; `kg migrate --store .*` makes a new one"):
        KnowledgeBase.open(path, read_only=True)
    assert migrate(path) == FORMAT
    assert article_count(path) == 3


def test_a_database_is_not_made_again_from_a_damaged_snapshot(path):
    for extraction in samples():
        with KnowledgeBase.open(path) as base:
            base.add(extraction)
    shutil.rmtree(path / "db")
    (path / "snapshots" / (path / "CURRENT").read_text().strip() / "CURRENT").write_text("x\n")
    with KnowledgeBase.open(path) as base:
        assert len(base.articles()) == 2
    assert article_count(path) == 2
    shutil.rmtree(path / "db")
    _damage_snapshots(path)
    with pytest.raises(StoreError, match="gone or damaged; put a backup there"):
        KnowledgeBase.open(path)
    assert not (path / "db").exists()


def test_a_damaged_database_says_how_it_is_made_again(path):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    (path / "db" / "CURRENT").write_text("x\n")
    with pytest.raises(StoreError, match="the database is damaged; take db/ away"):
        KnowledgeBase.open(path)
    shutil.rmtree(path / "db")
    with KnowledgeBase.open(path) as base:
        assert len(base.articles()) == 3


def test_a_store_without_its_description_is_no_folder_of_something_else(path):
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    (path / "store.json").unlink()
    for attempt in (
        KnowledgeBase.check,
        KnowledgeBase.open,
        lambda folder: KnowledgeBase.open(folder, read_only=True),
        migrate,
    ):
        with pytest.raises(StoreError, match=r"its store\.json is missing; put it back"):
            attempt(path)
    assert not (path / "store.json").exists()
