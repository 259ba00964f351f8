"""The knowledge base: everything that was read, with its evidence, in one RDF dataset."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import Store

from kg.errors import StoreError
from kg.schema import Schema, load_schema
from kg.store.changes import compose_update
from kg.store.disk import StoreFolder
from kg.store.engine import Engine
from kg.store.knowledge_writer import KnowledgeWriter
from kg.store.ontology import build_ontology
from kg.store.served import ServedStore, find_place

PUBLISH_EVERY = 20
PUBLISH_SECONDS = 5.0
"""Articles and judgements after which a writer publishes what it has, and seconds that there are between two snapshots
at least: a balance, not tuned, between what readers wait for and what a snapshot costs. The database puts what was
written in between in order then, which takes the longer the larger it is."""


class KnowledgeBase(KnowledgeWriter):
    """Claims with their evidence, and the entities and edges derived from them.

    Each article is one named graph. Adding an article twice changes nothing, removing one restores what was there
    before, and each of the two happens as a whole or not at all. Use `open` or `in_memory`, and `close` or `with`.
    """

    def __init__(
        self,
        store: Engine,
        *,
        place: StoreFolder | ServedStore | None,
        read_only: bool,
        schema: Schema,
    ) -> None:
        super().__init__(store, schema=schema)
        self._place = place
        self._read_only = read_only
        self._unpublished = 0
        self._published = time.monotonic()

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False, schema: Schema | None = None, wait: float = 0) -> Self:
        """Open a store on disk or on a server; for writing, make it if there is none.

        A reader never waits for a writer. It sees the newest published state of a folder, and of a server always what
        is there at the moment.

        Args:
            path: Its folder, or the address of a server (see `ServerAddress`).
            read_only: Whether to open it for reading.
            schema: The packaged one by default. What the store was written with besides is always kept: `schema` of
                the knowledge base has both.
            wait: For writing, seconds to wait for another writer to be done.

        Raises:
            NotFound: For reading, and there is none.
            NotAStore: The folder holds something else.
            StoreVersionError: Another version wrote it.
            StoreInUse: For writing, and another program is writing to it.
            ServerDown: The server does not answer.
        """
        place = find_place(path)
        store = place.open_reader() if read_only else place.open_writer(wait=wait)
        try:
            base = cls(store, place=place, read_only=read_only, schema=schema or load_schema())
        except BaseException:
            place.release()
            raise
        if not read_only:
            try:
                base._refresh_ontology()
            except BaseException:
                base.close()
                raise
        return base

    @staticmethod
    def check(path: Path | str) -> None:
        """Make sure that a folder or server is a knowledge base or can become one; nothing is made.

        Raises:
            NotAStore: It holds something else.
            StoreVersionError: Another version wrote it.
            ServerDown: The server does not answer.
        """
        find_place(path).check()

    @staticmethod
    def exists(path: Path | str) -> bool:
        """Whether there is anything to open, which need not be a knowledge base."""
        return find_place(path).exists()

    @classmethod
    def in_memory(cls, *, schema: Schema | None = None) -> Self:
        """A knowledge base that nothing is left of."""
        return cls.over(Store(), schema=schema)

    @classmethod
    def over(cls, store: Engine, *, schema: Schema | None = None) -> Self:
        """A knowledge base in a database that somebody else opened and looks after."""
        base = cls(store, place=None, read_only=False, schema=schema or load_schema())
        base._refresh_ontology()
        return base

    def close(self) -> None:
        """Publish what was written and let others write. May be called twice."""
        store, self._open_store, self._names = self._open_store, None, None
        if store is None or self._place is None:
            return
        try:
            if not self._read_only and self._place.is_dirty:
                self._place.publish(store)
        finally:
            del store
            self._place.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @property
    def _is_snapshot(self) -> bool:
        return self._read_only and isinstance(self._place, StoreFolder)

    def _apply(self, update: str) -> None:
        if self._read_only:
            raise StoreError("the store is open for reading only")
        try:
            if self._place is not None:
                self._place.begin_change()
            self._store.update(update)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"cannot be written: {error}") from error
        self._names = None

    def _count_change(self) -> None:
        self._unpublished += 1
        if self._unpublished >= PUBLISH_EVERY and time.monotonic() - self._published >= PUBLISH_SECONDS:
            self._publish()

    def _publish(self) -> None:
        if self._place is not None:
            self._place.publish(self._store)
            self._unpublished = 0
            self._published = time.monotonic()

    def _refresh_ontology(self) -> None:
        """Store the vocabulary of this version of the program, and show the store to readers if it is new."""
        wanted = set(build_ontology(self.schema))
        stored = self._vocabulary
        if wanted != stored:
            self._apply(compose_update(delete=stored - wanted, insert=wanted - stored))
            self._vocabulary = wanted
        if self._place is not None and self._place.is_dirty:
            self._publish()
