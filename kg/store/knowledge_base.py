"""The knowledge base: everything that was read, with its evidence, in one RDF dataset."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import KgError, NotFound, StoreError
from kg.link.judgements import Judgement, rule
from kg.model import Extraction
from kg.schema import Schema, load_schema
from kg.store import namespaces as ns
from kg.store.changes import compose_update
from kg.store.checks import check_extraction
from kg.store.curation import all_judgement_quads
from kg.store.derive import Totals, derive_all, derive_change
from kg.store.disk import StoreFolder
from kg.store.engine import Engine
from kg.store.knowledge_reader import KnowledgeReader
from kg.store.mapping import extraction_quads
from kg.store.merging import Change, Merges
from kg.store.ontology import build_ontology
from kg.store.own_graphs import OwnChange
from kg.store.records import ArticleRecord
from kg.store.redirects import DEPRECATED, REPLACED_BY
from kg.store.review import Doubt, list_doubts
from kg.store.served import ServedStore, find_place

PUBLISH_EVERY = 20
_AT_ONCE = 5000
"""Quads that go to a server in one request when a backup is restored."""
MOST_REMEMBERED = 200_000
"""Entities and pairs of entities that the writer keeps counts of in memory."""


class KnowledgeBase(KnowledgeReader):
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
        self._totals = Totals()
        self._merges = Merges()

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
        base = cls(store, place=place, read_only=read_only, schema=schema or load_schema())
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

    # Writing

    def add(self, extractions: Extraction | Iterable[Extraction], *, keep_text: bool = True) -> int:
        """Store what was read from articles, each as a whole; an article that is there already is left as it is.

        Args:
            extractions: What was read.
            keep_text: Whether the texts of the articles are kept too. Without them there are only the sentences of
                claims and a hash of the text, and nothing can be read again by a newer version.

        Returns:
            How many of the articles were new.

        Raises:
            InvalidClaim: A claim is not backed by its article. Nothing of that article is stored.
        """
        if isinstance(extractions, Extraction):
            extractions = [extractions]
        new = (one for one in extractions if not self.has(one.article.hash))
        return sum(self._put(one, (), keep_text) for one in new)

    def replace(self, extraction: Extraction) -> bool:
        """Store what was read from an article anew in place of what was stored; its text is kept if it was.

        Returns:
            Whether that changed anything.

        Raises:
            InvalidClaim: A claim is not backed by its article. Nothing of it is stored.
        """
        graph = ns.graph_iri(extraction.article.hash)
        old = list(self._store.quads_for_pattern(None, None, None, graph))
        return self._put(extraction, old, not old or self.text(extraction.article.hash) is not None)

    def _put(self, extraction: Extraction, old: Collection[Quad], keep_text: bool) -> bool:
        check_extraction(extraction, self.schema)
        rejected = self._merges.rulings(self._store).rejected

        def quads(now: Mapping[str, str]) -> list[Quad]:
            return extraction_quads(extraction, self.schema, now, rejected, keep_text=keep_text)

        if old and set(old) == set(quads(self._merges.current(self._store))):
            return False
        own = quads({})
        drop = ns.graph_iri(extraction.article.hash) if old else None
        with self._all_or_nothing():
            change = self._merges.plan(self._store, self._types, added=own, removed=old)
            # What this very article makes one with another is not known before.
            now = self._merges.current(self._store)
            added = quads(now) if now else own
            self._change(change, added=added, removed=old, drop=drop)
        return True

    def remove(self, article: str) -> ArticleRecord:
        """Take an article and everything read from it out again, by its id, hash or IRI.

        Raises:
            NotFound: There is no such article.
            KgError: Several articles came with this id.
        """
        found = self._find_articles(article)
        if not found:
            raise NotFound("no such article in the store", about=article)
        if len(found) > 1:
            hashes = ", ".join(record.hash for record in found)
            raise KgError(f"several articles came with this id; give one of the hashes {hashes}", about=article)
        self._take_out(found[0])
        return found[0]

    def remove_publisher(self, publisher: str) -> list[ArticleRecord]:
        """Take out every article of a publisher, one after the other.

        Raises:
            NotFound: There is none.
        """
        found = [record for record in self.articles() if record.publisher == publisher]
        if not found:
            raise NotFound("no article of this publisher in the store", about=publisher)
        for record in found:
            self._take_out(record)
        return found

    def _take_out(self, record: ArticleRecord) -> None:
        graph = ns.graph_iri(record.hash)
        quads = list(self._store.quads_for_pattern(None, None, None, graph))
        with self._all_or_nothing():
            self._change(self._merges.plan(self._store, self._types, removed=quads), removed=quads, drop=graph)

    def change_own_graphs(self, change: OwnChange) -> tuple[int, int]:
        """Write graphs of a user's own (see `kg.store.own_graphs`); all of it happens, or nothing.

        Returns:
            How many triples went and came.

        Raises:
            QueryRefused: A graph or a triple is not to be written by users.
        """
        gone, come = change.plan(self._store)
        if gone or come:
            self._apply(compose_update(delete=gone - come, insert=come - gone))
            self._publish()
        return len(gone), len(come)

    # What people decide

    def judge(self, judgements: Judgement | Iterable[Judgement]) -> int:
        """Keep what people decided and let it take effect; what is in effect already is passed over.

        Returns:
            How many were new, or are in effect again.
        """
        given = [judgements] if isinstance(judgements, Judgement) else list(judgements)
        kept = self.judgements()
        wanted = list(dict.fromkeys([*kept, *given]))
        if rule(wanted) != rule([*kept, *given]):
            # Something is judged again that was taken back since: what was said last counts.
            wanted = list(dict.fromkeys([*kept, *given][::-1]))[::-1]
        self._decide(wanted)
        return len(set(given)) if wanted[: len(kept)] != kept else len(wanted) - len(kept)

    def undo(self, judgement: str = "") -> Judgement:
        """Take a judgement back, by its id; the last one, if none is given.

        Raises:
            NotFound: There is no such judgement.
        """
        kept = self.judgements()
        found = next((one for one in reversed(kept) if not judgement or one.id == judgement), None)
        if found is None:
            raise NotFound("no such judgement", about=judgement or "undo")
        self._decide([one for one in kept if one != found])
        return found

    def _decide(self, judgements: Sequence[Judgement]) -> None:
        """From now on, let these be the judgements, and change all that follows from those that come or go."""
        stored = set(self._store.quads_for_pattern(None, None, None, ns.JUDGEMENTS_GRAPH))
        wanted = all_judgement_quads(judgements)
        if wanted != stored:
            with self._all_or_nothing():
                change = self._merges.plan(self._store, self._types, judgements=judgements)
                self._change(change, delete=stored - wanted, insert=wanted - stored)

    def review(self) -> list[Doubt]:
        """What a person should decide, most valuable first: likely merges and doubtful links."""
        doubts = self._merges.doubts(self._store, self._types)
        return list_doubts(self._store, self.entities(), self.judgements(), doubts)

    def fill(self, quads: Iterable[Quad]) -> int:
        """Put everything that a backup holds into a store that holds nothing yet.

        Returns:
            How many quads that was.

        Raises:
            StoreError: There is something in the store.
        """
        if self.articles() or self.judgements():
            raise StoreError("is not empty; a backup can be restored into a new store only")
        count, quads = 0, iter(quads)
        for some in iter(lambda: list(islice(quads, _AT_ONCE)), []):
            self._apply(compose_update(insert=some))
            count += len(some)
        self._publish()
        return count

    def derive_anew(self) -> bool:
        """Derive from all articles and judgements what is derived from them, whatever is there now.

        Returns:
            Whether anything was not as it should be.
        """
        stored = {
            quad for graph in ns.DERIVED_GRAPHS for quad in self._store.quads_for_pattern(None, None, None, graph)
        }
        articles = (quad for quad in self._store if ns.is_article_graph(quad.graph_name))
        wanted = derive_all(articles, self.schema, self._merges.rulings(self._store))
        wanted |= {quad for quad in stored if quad.predicate in (REPLACED_BY, DEPRECATED)}
        if wanted == stored:
            return False
        with self._all_or_nothing():
            self._apply(compose_update(delete=stored - wanted, insert=wanted - stored))
            self._totals.forget()
        return True

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Count anew what is remembered of the store, if a change of it does not happen."""
        try:
            yield
        except BaseException:
            self._totals.forget()
            self._merges.forget()
            raise

    def _change(
        self,
        change: Change,
        *,
        added: Collection[Quad] = (),
        removed: Collection[Quad] = (),
        drop: NamedNode | None = None,
        delete: Collection[Quad] = (),
        insert: Collection[Quad] = (),
    ) -> None:
        """Add an article's graph, or drop one, or change judgements, together with everything that follows from it.

        All of it is one update, so that a program that dies leaves no article behind that was not merged.
        """
        before = {quad for quads in change.before.values() for quad in quads}
        after = {quad for quads in change.after.values() for quad in quads}
        old, new = derive_change(
            self._store,
            self._totals,
            self.schema,
            added=[*added, *after],
            removed=[*removed, *before],
            rulings=self._merges.rulings(self._store),
            about=change.about,
        )
        old |= (before - after) | change.restored | set(delete)
        new |= (after - before) | change.redirects | set(insert) | set(added)
        self._apply(compose_update(delete=old, insert=new, drop=drop))
        if len(self._totals) > MOST_REMEMBERED:
            self._totals.forget()
        self._unpublished += 1
        if self._unpublished >= PUBLISH_EVERY:
            self._publish()

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

    def _publish(self) -> None:
        if self._place is not None:
            self._place.publish(self._store)
            self._unpublished = 0

    def _refresh_ontology(self) -> None:
        """Store the vocabulary of this version of the program, and show the store to readers if it is new."""
        wanted = set(build_ontology(self.schema))
        stored = self._vocabulary
        if wanted != stored:
            self._apply(compose_update(delete=stored - wanted, insert=wanted - stored))
            self._vocabulary = wanted
        if self._place is not None and self._place.is_dirty:
            self._publish()
