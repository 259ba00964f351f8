"""The latest state of a store, read once for all visitors and read again behind their backs when it has changed."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path

from kg.errors import KgError
from ui.snapshot import Snapshot, read_snapshot

PATIENCE = 1.0
"""Seconds that a visitor waits for a newer state before getting the one before. A million quads take some three seconds
to read on a laptop, a thousand articles less than one, so that people who correct a small graph see what they did."""


class Latest:
    """The latest state of one store.

    A build publishes a new state every so many articles, and a large one takes long to read: meanwhile visitors see the
    last one. A state that is replaced stays whole for whoever still looks at it.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._reading: threading.Thread | None = None
        self._failed: tuple[str, KgError] | None = None

    def get(self) -> Snapshot:
        """The newest state that has been read.

        Raises:
            KgError: It is missing, of another version, or no knowledge base.
        """
        edition = _edition(self._store)
        with self._lock:
            if self._snapshot is None:
                self._snapshot = read_snapshot(self._store, edition)
            if self._snapshot.edition == edition:
                return self._snapshot
            if self._failed and self._failed[0] == edition:
                raise self._failed[1]
            reading = self._reading
            if reading is None or not reading.is_alive():
                reading = threading.Thread(target=self._read, args=(edition,), daemon=True)
                self._reading = reading
                reading.start()
        reading.join(PATIENCE)
        with self._lock:
            if self._failed and self._failed[0] == edition:
                raise self._failed[1]
            return self._snapshot

    def refresh(self) -> None:
        """Wait until what is in the store now has been read: for visitors who changed it and want to see it.

        Raises:
            KgError: It cannot be read.
        """
        edition = _edition(self._store)
        snapshot = read_snapshot(self._store, edition)
        with self._lock:
            self._snapshot = snapshot

    def _read(self, edition: str) -> None:
        try:
            snapshot = read_snapshot(self._store, edition)
        except KgError as error:
            with self._lock:
                self._failed = (edition, error)
            return
        with self._lock:
            self._snapshot, self._failed = snapshot, None


@lru_cache(maxsize=2)
def latest_of(store: Path) -> Latest:
    """The latest state of a store; one for the whole server."""
    return Latest(store)


def _edition(store: Path) -> str:
    # Changes whenever a writer has published or has begun to change something, and when the store is another one.
    current = store / "CURRENT"
    try:
        published = f"{current.read_text(encoding='utf-8').strip()}-{current.stat().st_mtime_ns}"
    except OSError:
        published = ""
    return f"{published}|{(store / 'dirty').exists()}"
