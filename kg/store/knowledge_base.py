"""The knowledge base: everything that was read, with its evidence, in one RDF dataset."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import KgError, NotFound, StoreError
from kg.model import Claim, Entity, Extraction, Status
from kg.network import build_network
from kg.schema import Schema, load_schema
from kg.store import namespaces as ns
from kg.store.changes import compose_update
from kg.store.checks import check_extraction
from kg.store.derive import Totals, derive_change
from kg.store.disk import StoreFolder
from kg.store.export import write_export
from kg.store.kept_schema import recall_schema
from kg.store.mapping import A, extraction_quads
from kg.store.named_queries import load_query
from kg.store.names import NameIndex
from kg.store.namespaces import expand, kg
from kg.store.ontology import build_ontology
from kg.store.reading import Properties, entity_types, group_properties, read_article, read_claim, read_entity
from kg.store.records import ArticleRecord
from kg.store.sparql import QueryResult, run_query
from kg.store.stats import count_everything

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

PUBLISH_EVERY = 20
MOST_REMEMBERED = 200_000
"""Entities and pairs of entities that the writer keeps counts of in memory."""


class KnowledgeBase:
    """Claims with their evidence, and the entities and edges derived from them.

    Each article is one named graph. Adding an article twice changes nothing, removing one restores what was there
    before, and each of the two happens as a whole or not at all. Use `open` or `in_memory`, and `close` or `with`.
    """

    def __init__(self, store: Store, *, folder: StoreFolder | None, read_only: bool, schema: Schema) -> None:
        self._open_store: Store | None = store
        self._folder = folder
        self._read_only = read_only
        self._unpublished = 0
        self._names: NameIndex | None = None
        self._totals = Totals()
        self.schema = recall_schema(schema, store.quads_for_pattern(None, None, None, ns.ONTOLOGY_GRAPH))
        self._types = entity_types(self.schema)

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False, schema: Schema | None = None) -> Self:
        """Open a store on disk; for writing, make it if there is none.

        A reader sees the newest published state and never waits for a writer.

        Args:
            path: Its folder.
            read_only: Whether to open it for reading.
            schema: The packaged one by default. What the store was written with besides is always kept: `schema` of
                the knowledge base has both.

        Raises:
            NotFound: For reading, and there is none.
            NotAStore: The folder holds something else.
            StoreVersionError: Another version wrote it.
            StoreInUse: For writing, and another program is writing to it.
        """
        folder = StoreFolder(Path(path))
        store = folder.open_reader() if read_only else folder.open_writer()
        base = cls(store, folder=folder, read_only=read_only, schema=schema or load_schema())
        if not read_only:
            try:
                base._refresh_ontology()
            except BaseException:
                base.close()
                raise
        return base

    @staticmethod
    def check(path: Path | str) -> None:
        """Make sure that a folder is a knowledge base or can become one; nothing is made.

        Raises:
            NotAStore: It holds something else.
            StoreVersionError: Another version wrote it.
        """
        StoreFolder(Path(path)).check()

    @classmethod
    def in_memory(cls, *, schema: Schema | None = None) -> Self:
        """A knowledge base that nothing is left of."""
        base = cls(Store(), folder=None, read_only=False, schema=schema or load_schema())
        base._refresh_ontology()
        return base

    def close(self) -> None:
        """Publish what was written and let others write. May be called twice."""
        store, self._open_store, self._names = self._open_store, None, None
        if store is None or self._read_only or self._folder is None:
            return
        try:
            if self._folder.is_dirty:
                self._folder.publish(store)
        finally:
            del store
            self._folder.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    # Writing

    def add(self, extractions: Extraction | Iterable[Extraction]) -> int:
        """Store what was read from articles, each as a whole; an article that is there already is left as it is.

        Returns:
            How many of the articles were new.

        Raises:
            InvalidClaim: A claim is not backed by its article. Nothing of that article is stored.
        """
        if isinstance(extractions, Extraction):
            extractions = [extractions]
        return sum(self._add_one(extraction) for extraction in extractions)

    def _add_one(self, extraction: Extraction) -> bool:
        if self.has(extraction.article.hash):
            return False
        check_extraction(extraction, self.schema)
        quads = extraction_quads(extraction, self.schema)
        self._change(added=quads)
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
        graph = ns.graph_iri(found[0].hash)
        quads = list(self._store.quads_for_pattern(None, None, None, graph))
        self._change(removed=quads, drop=graph)
        return found[0]

    def _change(
        self, *, added: Iterable[Quad] = (), removed: Iterable[Quad] = (), drop: NamedNode | None = None
    ) -> None:
        """Add or drop one article graph together with everything that follows from it."""
        try:
            delete, insert = derive_change(self._store, self._totals, self.schema, added=added, removed=removed)
            self._apply(compose_update(delete=delete, insert=[*added, *insert], drop=drop))
        except BaseException:
            self._totals.forget()
            raise
        if len(self._totals) > MOST_REMEMBERED:
            self._totals.forget()
        self._unpublished += 1
        if self._unpublished >= PUBLISH_EVERY:
            self._publish()

    def _apply(self, update: str) -> None:
        if self._read_only:
            raise StoreError("the store is open for reading only")
        try:
            if self._folder is not None:
                self._folder.mark_dirty()
            self._store.update(update)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"cannot be written: {error}") from error
        self._names = None

    def _publish(self) -> None:
        if self._folder is not None:
            self._folder.publish(self._store)
            self._unpublished = 0

    def _refresh_ontology(self) -> None:
        """Store the vocabulary of this version of the program, and show the store to readers if it is new."""
        wanted = set(build_ontology(self.schema))
        stored = set(self._store.quads_for_pattern(None, None, None, ns.ONTOLOGY_GRAPH))
        if wanted != stored:
            self._apply(compose_update(delete=stored - wanted, insert=wanted - stored))
        if self._folder is not None and self._folder.is_dirty:
            self._publish()

    # Reading

    @property
    def _store(self) -> Store:
        if self._open_store is None:
            raise StoreError("the knowledge base is closed")
        return self._open_store

    def has(self, article_hash: str) -> bool:
        """Whether the article with this text is stored."""
        node = ns.article_iri(article_hash)
        return any(True for _ in self._store.quads_for_pattern(node, A, expand("schema:NewsArticle"), None))

    def articles(self) -> list[ArticleRecord]:
        """All articles, oldest first."""
        nodes = self._subjects(A, expand("schema:NewsArticle"))
        records = [read_article(node, self._describe) for node in nodes]
        return sorted(records, key=lambda one: (one.published, one.id, one.hash))

    def _find_articles(self, wanted: str) -> list[ArticleRecord]:
        article_hash = ns.article_hash(wanted)
        if article_hash.isalnum() and self.has(article_hash):
            return [read_article(ns.article_iri(article_hash), self._describe)]
        return [record for record in self.articles() if record.id == wanted]

    def claims(
        self,
        *,
        entity: str | None = None,
        relation: str | Iterable[str] | None = None,
        statuses: Iterable[Status | str] | None = None,
        article: str | None = None,
    ) -> list[Claim]:
        """Claims by the id of a subject or object, by relation, by status, by article; all of them by default."""
        nodes = self._statements(entity, article)
        relations = {relation} if isinstance(relation, str) else None if relation is None else set(relation)
        if relations is not None:
            nodes &= {node for name in relations for node in self._subjects(expand("rdf:predicate"), kg(name))}
        if statuses is not None:
            wanted = {str(status) for status in statuses}
            nodes &= {node for name in wanted for node in self._subjects(kg("status"), kg(name))}
        describe = cache(self._describe)
        claims = [read_claim(node, describe, self._types) for node in nodes]
        return sorted(claims, key=lambda claim: claim.id)

    def _statements(self, entity: str | None, article: str | None) -> set[NamedNode]:
        statements = set(self._subjects(A, kg("Statement")))
        if entity is not None:
            node = ns.find_entity_iri(entity)
            ends = (expand("rdf:subject"), expand("rdf:object"))
            statements &= {statement for end in ends for statement in self._subjects(end, node)}
        if article is not None:
            sources = [ns.article_iri(record.hash) for record in self._find_articles(article)]
            derived = expand("prov:wasDerivedFrom")
            statements &= {statement for source in sources for statement in self._subjects(derived, source)}
        return statements

    def entities(self) -> list[Entity]:
        """All entities, in the order of their ids."""
        quads = self._store.quads_for_pattern(None, None, None, ns.ENTITIES_GRAPH)
        described = group_properties(quads)
        entities = [read_entity(node, described.__getitem__, self._types) for node in described]
        return sorted(entities, key=lambda entity: entity.id)

    def entity(self, entity_id: str) -> Entity:
        """The entity with this id or IRI.

        Raises:
            NotFound: There is none.
        """
        node = ns.find_entity_iri(entity_id)
        quads = list(self._store.quads_for_pattern(node, None, None, ns.ENTITIES_GRAPH))
        if not quads:
            raise NotFound("no such entity in the store", about=entity_id)
        return read_entity(node, group_properties(quads).__getitem__, self._types)

    def find_entities(self, name: str) -> list[Entity]:
        """Entities of this name in any language or spelling, else those whose names begin with it or contain it."""
        if self._names is None:
            self._names = NameIndex(self.entities())
        return self._names.find(name)

    def query(self, sparql: str) -> QueryResult:
        """Answer a SPARQL query; the usual prefixes are known.

        Raises:
            QueryError: It cannot be run.
        """
        return run_query(self._store, sparql)

    def named(self, name: str, /, **params: str | int | None) -> QueryResult:
        """Answer a packaged query.

        Raises:
            NotFound: There is no such query, entity or relation.
            QueryError: A parameter is missing or wrong.
        """
        return self.query(load_query(name).bind(params, self))

    def network(
        self,
        *,
        entity: str | None = None,
        relation: str | Iterable[str] | None = None,
        statuses: Iterable[Status | str] | None = None,
        article: str | None = None,
    ) -> nx.MultiDiGraph:
        """The claims that pass these filters (see `claims`) as a network of their subjects and objects."""
        claims = self.claims(entity=entity, relation=relation, statuses=statuses, article=article)
        ends = {mention.entity_id for claim in claims for mention in (claim.subject, claim.object) if mention}
        return build_network(self.articles(), (one for one in self.entities() if one.id in ends), claims)

    def stats(self) -> dict[str, int | dict[str, int]]:
        """How much there is of everything."""
        return count_everything(self._store, self.articles(), self.entities())

    def export(self, format_: str, out: BinaryIO | Path) -> None:
        """Write everything as ttl, trig, nq, jsonld, graphml, gexf or csv.

        Raises:
            KgError: There is no such format, or the file cannot be written.
        """
        write_export(self, format_, out)

    def quads(self) -> list[Quad]:
        """Every quad of every graph, in no particular order."""
        return list(self._store)

    def dataset(self) -> rdflib.Dataset:
        """A copy of everything as an rdflib Dataset in memory, its default graph the union of all graphs.

        Queries that others write belong in `query`: rdflib's own SPARQL evaluator reads the files and URLs that FROM
        and SERVICE name, and `query` does not.
        """
        # Imported here: rdflib takes a third of a second to load, and nothing else needs it.
        from kg.store.dataset import copy_dataset

        return copy_dataset(self._store)

    def _subjects(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        return list(group_properties(self._store.quads_for_pattern(None, predicate, value, None)))

    def _describe(self, node: NamedNode) -> Properties:
        return group_properties(self._store.quads_for_pattern(node, None, None, None)).get(node, {})
