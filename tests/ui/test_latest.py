"""One state of a store for all visitors, and what happens when the store changes."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from kg.errors import KgError, NotFound
from kg.store import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, OPENAI, simple_extraction
from ui import latest
from ui.latest import Latest
from ui.snapshot import Snapshot, read_snapshot

ONE, OTHER = simple_extraction(MICROSOFT, "investsIn", OPENAI), simple_extraction(ALTMAN, "executiveOf", OPENAI)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    add(path, ONE)
    return path


def add(path: Path, extraction: object) -> None:
    with KnowledgeBase.open(path) as kb:
        kb.add(extraction)  # type: ignore[arg-type]


def test_what_is_unchanged_is_read_once(store: Path) -> None:
    shared = Latest(store)
    assert shared.get() is shared.get()


def test_a_change_is_seen_and_the_old_state_stays_whole(store: Path) -> None:
    shared = Latest(store)
    before = shared.get()
    add(store, OTHER)
    after = shared.get()
    assert (len(before.outlines), len(after.outlines)) == (1, 2)
    # Somebody may still be looking at it.
    assert len(before.read_claims(before.outlines)) == 1


def test_what_takes_long_to_read_comes_later(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Latest(store)
    before = shared.get()
    may_go_on = threading.Event()

    def slow(path: Path, edition: str) -> Snapshot:
        may_go_on.wait(30)
        return read_snapshot(path, edition)

    monkeypatch.setattr(latest, "read_snapshot", slow)
    monkeypatch.setattr(latest, "PATIENCE", 0.01)
    add(store, OTHER)
    assert shared.get() is before
    may_go_on.set()
    monkeypatch.setattr(latest, "PATIENCE", 30)
    assert len(shared.get().outlines) == 2


def test_who_changed_it_sees_it_at_once(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latest, "PATIENCE", 0)
    shared = Latest(store)
    shared.get()
    add(store, OTHER)
    shared.refresh()
    assert len(shared.get().outlines) == 2


def test_a_store_that_has_gone_is_said_to_be_missing_and_one_that_is_there_again_is_read(store: Path) -> None:
    shared = Latest(store)
    shared.get()
    shutil.rmtree(store)
    with pytest.raises(NotFound):
        shared.get()
    add(store, OTHER)
    assert [one.relation for one in shared.get().outlines] == ["executiveOf"]


def test_what_is_no_store_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no store")
    with pytest.raises(KgError):
        Latest(tmp_path).get()
