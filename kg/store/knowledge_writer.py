"""Writing a knowledge base: articles come and go, people decide, and what follows is kept up to date."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError, NotFound, StoreError
from kg.link.judgements import Judgement, check_new_name, rule
from kg.model import Extraction
from kg.schema import Schema
from kg.store import namespaces as ns
from kg.store.articles import find_articles
from kg.store.changes import compose_update
from kg.store.checks import check_extraction
from kg.store.curation import all_judgement_quads
from kg.store.derive import Observations, Totals, derive_change, derive_observed, observe
from kg.store.engine import Engine, named_graphs
from kg.store.knowledge_reader import KnowledgeReader
from kg.store.mapping import extraction_quads
from kg.store.merging import Change, Merges
from kg.store.own_graphs import OwnChange
from kg.store.records import ArticleRecord
from kg.store.redirects import DEPRECATED, REPLACED_BY
from kg.store.review import Doubt, list_doubts

_AT_ONCE = 5000
"""Quads that go to a server in one request when a backup is restored."""
MOST_REMEMBERED = 200_000
"""Entities and topics that the writer keeps counts of in memory."""


class KnowledgeWriter(KnowledgeReader, ABC):
    """What can be changed in a knowledge base. How a change is written and shown to readers is up to its place."""

    def __init__(self, store: Engine, *, schema: Schema) -> None:
        super().__init__(store, schema=schema)
        self._totals = Totals()
        self._merges = Merges()

    @abstractmethod
    def _apply(self, update: str) -> None:
        """Run an update, as a whole or not at all.

        Raises:
            StoreError: It did not happen.
        """

    @abstractmethod
    def _count_change(self) -> None:
        """Take note that an article or a judgement came or went."""

    @abstractmethod
    def _publish(self) -> None:
        """Show readers what was written."""

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
        found = find_articles(self._store, article)
        if not found:
            raise NotFound("no such article in the store", about=article)
        if len(found) > 1:
            those = ", ".join(map(str, found))
            raise KgError(f"several articles came with this id; give one of the hashes: {those}", about=article)
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

        Raises:
            InvalidJudgement: One gives a name that is none. Nothing is kept then.
        """
        given = [judgements] if isinstance(judgements, Judgement) else list(judgements)
        for one in given:
            check_new_name(one)
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
        found = Observations()
        # One graph after the other: of years of news, all quads at once would not fit into the memory.
        for graph in filter(ns.is_article_graph, named_graphs(self._store)):
            observe(self._store.quads_for_pattern(None, None, None, graph), self.schema, found)
        missing = derive_observed(found, self.schema, self._merges.rulings(self._store))
        odd: set[Quad] = set()
        for graph in ns.DERIVED_GRAPHS:
            for quad in self._store.quads_for_pattern(None, None, None, graph):
                if quad in missing:
                    missing.remove(quad)
                elif quad.predicate not in (REPLACED_BY, DEPRECATED):
                    odd.add(quad)
        if not missing and not odd:
            return False
        with self._all_or_nothing():
            self._apply(compose_update(delete=odd, insert=missing))
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
        self._count_change()
