"""A store as a folder: the database that one writer has, and snapshots that readers have.

    store.json        what it is, and which version wrote it
    write.lock        held by the writer; the operating system releases it when the writer ends, however it ends
    db/               the database of the writer
    dirty             there while db/ holds more than the newest snapshot
    snapshots/<n>/    hard-linked copies of db/, never changed
    CURRENT           the number of the newest snapshot

A database that is missing is made again from the newest snapshot, and a snapshot that is missing or damaged from the
database, whenever a writer opens it.
Oxigraph leaves undefined what a reader sees while another program writes, so readers never open db/.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from filelock import FileLock, Timeout
from pyoxigraph import Store

from kg.errors import NotAStore, NotFound, StoreError, StoreInUse, StoreVersionError
from kg.store.engine import Engine
from kg.store.namespaces import BASE

FORMAT = 4
"""Counted up whenever what is written differs such that an older store needs a migration (see `keeping`)."""
SOFTWARE = "newskg"
KEPT_SNAPSHOTS = 2
_TRIES = 20


class StoreFolder:
    """The folder of one store, before anybody opens the database in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._info = path / "store.json"
        self._db = path / "db"
        self._dirty = path / "dirty"
        self._snapshots = path / "snapshots"
        self._current = path / "CURRENT"
        # Not per thread: a dashboard may close in another thread than it opened in.
        self._lock = FileLock(path / "write.lock", timeout=0, thread_local=False)

    def open_writer(self, *, wait: float = 0, of_format: int = FORMAT) -> Store:
        """Open for writing, making the store if there is none.

        Args:
            wait: Seconds to wait for another writer to be done.
            of_format: The version that it must have, or is made with.

        Raises:
            NotAStore: The folder holds something else.
            StoreVersionError: Another version wrote it.
            StoreInUse: Another program is writing to it.
            StoreError: Its database is gone and there is no snapshot, or the disk refuses.
        """
        self._refuse_other_content()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._acquire(wait)
        except (OSError, ValueError) as error:
            raise StoreError(f"cannot be opened for writing: {error}", about=str(self.path)) from error
        try:
            if self._info.exists():
                self._check_version(of_format)
            else:
                self.set_format(of_format)
            store = self._open_database()
            if not self.is_dirty and not self._is_whole(self.current):
                # So that a new one is published, although nothing was changed.
                self.begin_change()
            return store
        except BaseException:
            self._lock.release()
            raise

    def set_format(self, of_format: int) -> None:
        """Note as which version the store is written."""
        found = {"format": of_format, "base": BASE, "software": SOFTWARE}
        self._write_atomically(self._info, json.dumps(found, indent=1) + "\n")

    @property
    def format(self) -> int:
        """As which version the store is written.

        Raises:
            NotAStore: It is no store of ours.
        """
        self._refuse_other_content()
        return int(str(self._description().get("format")))

    def _acquire(self, wait: float = 0) -> None:
        try:
            self._lock.acquire(timeout=wait)
        except Timeout:
            raise StoreInUse("another program is writing to it; wait until it is done", about=str(self.path)) from None

    def exists(self) -> bool:
        """Whether there is anything to open."""
        return self.path.exists()

    def check(self) -> None:
        """Make sure that the folder is a store of this version or can become one; nothing is made.

        Raises:
            NotAStore: It holds something else.
            StoreVersionError: Another version wrote it.
        """
        self._refuse_other_content()
        if self._info.exists():
            self._check_version()

    def _open_database(self) -> Store:
        try:
            self._restore_database()
            return Store(str(self._db))
        except OSError as error:
            raise StoreError(f"the database cannot be opened: {error}", about=str(self.path)) from error
        except RuntimeError as error:
            is_kept = self._newest_whole() is not None
            todo = "take db/ away, and it is made again from a snapshot" if is_kept else "put a backup there"
            raise StoreError(f"the database is damaged; {todo} ({error})", about=str(self.path)) from error

    def _restore_database(self) -> None:
        """Make a missing database again, so that nobody starts an empty one and publishes it over the snapshots."""
        if (self._db / "CURRENT").exists():
            return
        newest = self._newest_whole()
        if newest is None:
            if not self._snapshots.exists() and not self._current.exists():
                return
            raise StoreError("db/ and its snapshots are gone or damaged; put a backup there", about=str(self.path))
        partial = self._db.with_name("db.partial")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(self._snapshots / str(newest), partial, copy_function=_link_table)
        if self._db.exists():
            self._db.rmdir()
        partial.rename(self._db)

    def release(self) -> None:
        """Let others write. The database must be closed."""
        self._lock.release()

    def begin_change(self) -> None:
        """Note that the database is about to hold more than the newest snapshot."""
        self._dirty.touch()

    @property
    def is_dirty(self) -> bool:
        """Whether the database may hold more than the newest snapshot."""
        return self._dirty.exists() or self.current not in self._numbers()

    def publish(self, store: Engine) -> None:
        """Make what the writer has visible to readers that open from now on.

        Raises:
            StoreError: The disk refuses, or the database is damaged.
        """
        if not isinstance(store, Store):
            raise TypeError("a folder holds the database that it opened itself")
        try:
            self._publish(store)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"no snapshot can be made: {error}", about=str(self.path)) from error

    def _publish(self, store: Store) -> None:
        self._snapshots.mkdir(exist_ok=True)
        number = max(self._numbers(), default=0) + 1
        partial = self._snapshots / f"{number}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        store.backup(str(partial))
        partial.rename(self._snapshots / str(number))
        self._write_atomically(self._current, f"{number}\n")
        self._dirty.unlink(missing_ok=True)
        for old in sorted(self._numbers())[:-KEPT_SNAPSHOTS]:
            shutil.rmtree(self._snapshots / str(old), ignore_errors=True)

    def open_reader(self) -> Store:
        """Open the newest state that can be had without disturbing a writer.

        Raises:
            NotFound: There is no store.
            NotAStore: The folder holds something else.
            StoreVersionError: Another version wrote it.
            StoreError: The newest snapshot is damaged.
        """
        self._refuse_other_content()
        if not self._info.exists():
            raise NotFound("no store here; run `kg build FILES --store DIR` first", about=str(self.path))
        self._check_version()
        if self.is_dirty:
            self._publish_what_was_left()
        for _ in range(_TRIES):
            number = self.current
            if number is None:
                break
            try:
                return self._open_snapshot(number)
            except (OSError, RuntimeError) as error:
                # A writer may have published and tidied up in between.
                if self.current == number:
                    todo = f"`kg migrate --store {self.path}` makes a new one from db/"
                    raise StoreError(
                        f"the newest snapshot is damaged; {todo} ({error})", about=str(self.path)
                    ) from error
        raise StoreInUse("it is just being made; try again in a moment", about=str(self.path))

    @property
    def current(self) -> int | None:
        """The number of the newest snapshot."""
        try:
            return int(self._current.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def _open_snapshot(self, number: int) -> Store:
        return Store.read_only(str(self._snapshots / str(number)))

    def _is_whole(self, number: int | None) -> bool:
        """Whether there is such a snapshot and it can be opened."""
        if number is None:
            return False
        try:
            self._open_snapshot(number)
        except (OSError, RuntimeError):
            return False
        return True

    def _newest_whole(self) -> int | None:
        return next((number for number in sorted(self._numbers(), reverse=True) if self._is_whole(number)), None)

    def _publish_what_was_left(self) -> None:
        """Make a snapshot for a writer that ended early, or in place of a lost one.

        There is none afterwards if another writer is at work or the disk is read-only.
        """
        try:
            self._lock.acquire()
        except (Timeout, OSError):
            return
        try:
            store = self._open_database()
            self.publish(store)
            del store
        finally:
            self._lock.release()

    def _refuse_other_content(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise NotAStore("is a file; choose a folder with --store", about=str(self.path))
        if self._info.exists() or not self.path.exists():
            return
        if (self._db / "CURRENT").exists() or self._numbers():
            # Who guesses the format reads another one as nonsense, so none is written anew.
            todo = "put it back from a copy of this folder, or restore a backup into another one with `kg restore`"
            raise StoreError(f"its store.json is missing; {todo}", about=str(self.path))
        if any(entry.name not in ("write.lock", self._temporary(self._info).name) for entry in self.path.iterdir()):
            raise NotAStore("holds something else; choose another folder with --store", about=str(self.path))

    def _check_version(self, wanted: int = FORMAT) -> None:
        found = self._description()
        written, base = found.get("format"), found.get("base")
        if (written, base) != (wanted, BASE):
            older = base == BASE and isinstance(written, int) and 1 <= written < wanted
            todo = f"`kg migrate --store {self.path}` makes it new" if older else "build it anew in another folder"
            raise StoreVersionError(
                f"was written as format {written} of {base}, this program reads format {wanted} of {BASE}; {todo}",
                about=str(self.path),
            )

    def _description(self) -> dict[str, object]:
        try:
            found = json.loads(self._info.read_text(encoding="utf-8"))
            software = found.get("software")
        except (OSError, ValueError, AttributeError):
            raise NotAStore(
                "its store.json cannot be read; choose another folder with --store", about=str(self.path)
            ) from None
        if software != SOFTWARE:
            raise NotAStore("belongs to another program; choose another folder with --store", about=str(self.path))
        return dict(found)

    def _numbers(self) -> list[int]:
        if not self._snapshots.is_dir():
            return []
        return [int(entry.name) for entry in self._snapshots.iterdir() if entry.name.isdecimal()]

    @staticmethod
    def _temporary(path: Path) -> Path:
        return path.with_name(path.name + ".new")

    def _write_atomically(self, path: Path, text: str) -> None:
        temporary = self._temporary(path)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)


def _link_table(source: str, target: str) -> None:
    """Hard-link what a database never changes, its tables; copy the rest, and everything where there are no links."""
    if source.endswith(".sst"):
        try:
            Path(target).hardlink_to(source)
        except OSError:
            pass
        else:
            return
    shutil.copy2(source, target)
