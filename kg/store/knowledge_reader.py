"""Reading a knowledge base: articles, claims, entities, queries, networks, exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import NotFound, QueryError, StoreError
from kg.link.judgements import Judgement
from kg.model import Article, Claim, Entity, Status
from kg.network import build_network
from kg.schema import Schema
from kg.store import history
from kg.store import namespaces as ns
from kg.store.amounts import Amount, read_amounts
from kg.store.answers import AnswerForm, WrittenAnswer, write_answer
from kg.store.articles import all_articles, find_articles, find_other_texts, has_article
from kg.store.asked_graphs import ALL_GRAPHS, AskedGraphs
from kg.store.backup import write_backup
from kg.store.curation import REJECTED, claim_id, read_all
from kg.store.engine import Engine, named_graphs
from kg.store.export import write_export
from kg.store.export.statements import write_statements
from kg.store.kept_schema import recall_schema
from kg.store.mapping import A
from kg.store.named_queries import load_query
from kg.store.names import NameIndex
from kg.store.namespaces import expand, kg
from kg.store.outlines import ClaimOutline, read_outlines
from kg.store.reading import (
    Properties,
    beside_claim,
    entity_types,
    group_properties,
    read_claim,
    read_entity,
)
from kg.store.records import ArticleRecord
from kg.store.redirects import follow, follow_all, former_ids
from kg.store.review import Doubt, list_link_doubts
from kg.store.server import quads_of
from kg.store.sparql import QueryResult, run_query
from kg.store.stats import count_everything
from kg.store.validation import Report, validate
from kg.timeline import Conflict, Deal, DealState, Period

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

REMEMBERED = 1_000
"""Claims that are read together, and what is kept of them meanwhile; a round number, more than an article has."""


class KnowledgeReader:
    """What can be asked of a knowledge base; `KnowledgeBase` is one that can be opened and written."""

    def __init__(self, store: Engine, *, schema: Schema) -> None:
        self._open_store: Engine | None = store
        self._names: NameIndex | None = None
        self._vocabulary = set(store.quads_for_pattern(None, None, None, ns.ONTOLOGY_GRAPH))
        self.schema = recall_schema(schema, self._vocabulary)
        self._types = entity_types(self.schema)

    @property
    def _is_snapshot(self) -> bool:
        """Whether nobody can change what is open."""
        return False

    @property
    def _store(self) -> Engine:
        if self._open_store is None:
            raise StoreError("the knowledge base is closed")
        return self._open_store

    def has(self, article_hash: str) -> bool:
        """Whether the article with this text is stored."""
        return has_article(self._store, article_hash)

    def has_claim(self, claim_id: str) -> bool:
        """Whether a claim is stored."""
        return self._is_statement(ns.statement_iri(claim_id))

    def has_entity(self, entity_id: str) -> bool:
        """Whether there is or was an entity of this id."""
        node = ns.find_entity_iri(entity_id)
        return any(True for _ in self._store.quads_for_pattern(node, None, None, ns.ENTITIES_GRAPH))

    def articles(self) -> list[ArticleRecord]:
        """All articles, oldest first."""
        return all_articles(self._store)

    def other_texts(self, article: Article) -> list[ArticleRecord]:
        """Articles with this one's id, or else its address, and another text; oldest first, and no more than a few."""
        return find_other_texts(self._store, article)

    def text(self, article_hash: str) -> str | None:
        """The text of an article, exactly as it came in; None where it was not kept."""
        quads = self._store.quads_for_pattern(ns.text_iri(article_hash), expand("schema:text"), None, None)
        return next((cast(Literal, quad.object).value for quad in quads), None)

    def claims(
        self,
        *,
        entity: str | None = None,
        relation: str | Iterable[str] | None = None,
        statuses: Iterable[Status | str] | None = None,
        article: str | None = None,
        ids: Iterable[str] | None = None,
        rejected: bool = False,
    ) -> list[Claim]:
        """Claims by the id of a subject or object, by relation, by status, by article; all of them by default.

        Args:
            entity: Of this subject or object.
            relation: Of this relation, or of one of these.
            statuses: Of one of these statuses.
            article: From this article, by its id, hash or IRI.
            ids: With one of these ids.
            rejected: Whether those that a person rejected come too.
        """
        nodes = self._statements(entity, article, ids)
        relations = {relation} if isinstance(relation, str) else None if relation is None else set(relation)
        if relations is not None:
            nodes &= {node for name in relations for node in self._subjects(expand("rdf:predicate"), kg(name))}
        if statuses is not None:
            wanted = {str(status) for status in statuses}
            nodes &= {node for name in wanted for node in self._subjects(kg("status"), kg(name))}
        if not rejected:
            nodes -= set(self._subjects(REJECTED, None))
        return sorted(self._read_claims(nodes), key=lambda claim: claim.id)

    def _read_claims(self, statements: Iterable[NamedNode]) -> Iterator[Claim]:
        # In this order the claims of an article come together, and share its description and those of its sentences.
        ordered = sorted(statements, key=str)
        for start in range(0, len(ordered), REMEMBERED):
            some = ordered[start : start + REMEMBERED]
            described = group_properties(quads_of(self._store, some))
            beside = {node for said in described.values() for node in beside_claim(said)}
            described |= group_properties(quads_of(self._store, beside))
            yield from (read_claim(node, described.__getitem__, self._types) for node in some)

    def rejected(self) -> frozenset[str]:
        """The ids of the stored claims that a person rejected."""
        return frozenset(claim_id(node.value) for node in self._subjects(REJECTED, None))

    def _statements(self, entity: str | None, article: str | None, ids: Iterable[str] | None) -> set[NamedNode]:
        given: list[set[NamedNode]] = []
        if ids is not None:
            given.append({ns.statement_iri(one) for one in ids if self.has_claim(one)})
        if entity is not None:
            node = follow(self._store, ns.find_entity_iri(entity))
            ends = (expand("rdf:subject"), expand("rdf:object"))
            given.append({statement for end in ends for statement in self._subjects(end, node)})
        if article is not None:
            sources = [ns.article_iri(record.hash) for record in find_articles(self._store, article)]
            derived = expand("prov:wasDerivedFrom")
            given.append(
                {one for source in sources for one in self._subjects(derived, source) if self._is_statement(one)}
            )
        return set.intersection(*given) if given else set(self._subjects(A, kg("Statement")))

    def _is_statement(self, node: NamedNode) -> bool:
        return any(True for _ in self._store.quads_for_pattern(node, A, kg("Statement"), None))

    def outlines(self) -> tuple[ClaimOutline, ...]:
        """All claims without their words (see `kg.store.outlines`), sorted by id; rejected ones are left out."""
        return read_outlines(self._store)

    def amounts(self) -> dict[str, Amount]:
        """The amount and currency of every claim that gives both, by its id."""
        return read_amounts(self._store)

    def entities(self) -> list[Entity]:
        """All entities, in the order of their ids."""
        quads = self._store.quads_for_pattern(None, None, None, ns.ENTITIES_GRAPH)
        described = group_properties(quads)
        # What was merged into another is a redirect and no entity.
        own = [node for node, said in described.items() if A in said]
        entities = [read_entity(node, described.__getitem__, self._types) for node in own]
        return sorted(entities, key=lambda entity: entity.id)

    def entity(self, entity_id: str) -> Entity:
        """The entity with this id or IRI; an old id leads to what it is now.

        Raises:
            NotFound: There is none.
        """
        node = follow(self._store, ns.find_entity_iri(entity_id))
        quads = list(self._store.quads_for_pattern(node, None, None, ns.ENTITIES_GRAPH))
        if not quads:
            raise NotFound("no such entity in the store; find_entities finds them by name", about=entity_id)
        return read_entity(node, group_properties(quads).__getitem__, self._types)

    def former_ids(self, entity_id: str) -> list[str]:
        """The ids of all entities that became this one, sorted."""
        return former_ids(self._store, entity_id)

    def link_doubts(self, entity_id: str) -> list[Doubt]:
        """With what doubt names were linked to this entity, as long as nobody has decided; most valuable first.

        Raises:
            NotFound: There is no such entity.
        """

        def label_of(one: str) -> str:
            return self.entity(one).label() if self.has_entity(one) else ""

        return list_link_doubts(self._store, self.entity(entity_id).id, self.judgements(), label_of)

    def find_entities(self, name: str) -> list[Entity]:
        """Entities of this name in any language or spelling, else those whose names begin with it or contain it."""
        if self.has_entity(name.strip()):
            return [self.entity(name.strip())]
        return self.names.find(name)

    @property
    def names(self) -> NameIndex:
        """All names of all entities, read when first asked for."""
        if self._names is None:
            self._names = NameIndex(self.entities())
        return self._names

    def query(self, sparql: str) -> QueryResult:
        """Answer a SPARQL query; the usual prefixes are known, and ids of merged entities mean what they are now.

        Raises:
            QueryError: It cannot be run.
        """
        return run_query(self._store, follow_all(self._store, sparql))

    def named(self, name: str, /, **params: str | int | None) -> QueryResult:
        """Answer a packaged query.

        Raises:
            NotFound: There is no such query, entity or relation.
            QueryError: A parameter is missing or wrong.
        """
        return self.query(load_query(name).bind(params, self))

    def write_answer(
        self, sparql: str, out: BinaryIO, form: AnswerForm, asked: AskedGraphs = ALL_GRAPHS
    ) -> WrittenAnswer:
        """Answer a SPARQL query straight into a file; see `query` and `kg.store.answers`.

        Raises:
            QueryError: It cannot be run, or its answer is not of this form or larger than may be.
        """
        return write_answer(self._store, sparql, out, form, asked)

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

    def as_of(
        self, day: str, *, entity: str | None = None, relation: str | None = None, known_by: str = ""
    ) -> list[Period]:
        """What held on a day: from when until when, in which role, by which claims.

        Args:
            day: ISO date.
            entity: Only what this subject or object has to do with.
            relation: Only this relation.
            known_by: ISO date: only by what was published up to this day, so that what came out later does not count.

        Raises:
            QueryError: A date is none.
        """
        periods = history.periods_on(self._store, self.schema, day, known_by, self._party(entity))
        return [one for one in periods if relation in (None, one.relation)]

    def periods(self, *, entity: str | None = None) -> list[Period]:
        """Everything that held from some day until another, all of it or one entity's."""
        return history.periods_of(self._store, self._party(entity))

    def deals(self, *, entity: str | None = None, state: DealState | str | None = None) -> list[Deal]:
        """Deals with their lives, all of them or those of one party or in one state.

        Raises:
            QueryError: There is no such state.
        """
        if state is not None and state not in list(DealState):
            raise QueryError(f"no such state of a deal; there are {', '.join(DealState)}", about=str(state))
        deals = history.deals_of(self._store, self._party(entity))
        return [one for one in deals if state is None or one.state == state]

    def conflicts(self, *, entity: str | None = None) -> list[Conflict]:
        """Claims that cannot all be right: stated and denied, or two holders of a role that one has at a time."""
        return history.conflicts_of(self._store, self.schema, self._party(entity))

    def _party(self, entity: str | None) -> NamedNode | None:
        return None if entity is None else follow(self._store, ns.find_entity_iri(entity))

    def stats(self) -> dict[str, int | dict[str, int]]:
        """How much there is of everything."""
        return count_everything(self._store, self.articles(), self.entities())

    def export(self, format_: str, out: BinaryIO | Path | str, *, with_text: bool = False) -> None:
        """Write everything in one of `kg.store.FORMATS`, or only its "ontology" or "shapes" as Turtle.

        It goes to a file, or to a folder where the format has several files.

        Args:
            format_: The name of the format.
            out: Where to; a stream will do where the format is one file.
            with_text: Whether the stored texts of articles are written too, where the format is RDF.

        Raises:
            KgError: There is no such format, or it cannot be written.
        """
        write_export(self, format_, out, with_text=with_text)

    def write_claims(self, claim_ids: Iterable[str], out: BinaryIO) -> None:
        """Write some claims as Turtle, with their sentences, articles and entities; ids of no claim are passed over."""
        write_statements(self._store, claim_ids, out)

    def backup(self, out: Path | str) -> int:
        """Write everything to a new file, from which `restore` makes it again.

        Returns:
            How many quads it holds.

        Raises:
            StoreError: The file is there already, or cannot be written.
        """
        return write_backup(self._store, out)

    def validate(self, *, sample: int | None = None, every: bool = False) -> Report:
        """Look for whatever is wrong.

        Args:
            sample: Look at so many articles only, the same ones every time.
            every: Let pyshacl judge every node, and not just those that are suspect.
        """
        return validate(self._store, self.schema, sample=sample, every=every)

    def judgements(self) -> list[Judgement]:
        """What people decided, in the order in which they did."""
        return [one for _, one in read_all(self._store)]

    def graphs(self) -> list[NamedNode]:
        """The names of all graphs, sorted."""
        return named_graphs(self._store)

    def quads(self, graph: NamedNode | None = None) -> list[Quad]:
        """Every quad of this graph, or of every graph, in no particular order."""
        return list(self._store.quads_for_pattern(None, None, None, graph))

    def dataset(self) -> rdflib.Dataset:
        """Everything as an rdflib Dataset, its default graph the union of all graphs.

        What is open for reading on a disk is not copied: the Dataset is over the same store, Oxigraph answers its
        queries, and it cannot be written. Of all else it is a copy in memory, in which rdflib answers.

        Queries that others write belong in `query`: it refuses what reads other places by SERVICE and FROM, and a
        Dataset does not.
        """
        # Imported here: rdflib takes a third of a second to load, and nothing else needs it.
        from kg.store.dataset import copy_dataset, open_dataset

        if self._is_snapshot and isinstance(self._store, Store):
            return open_dataset(self._store)
        return copy_dataset(self._store)

    def _subjects(self, predicate: NamedNode, value: NamedNode | None) -> list[NamedNode]:
        return list(group_properties(self._store.quads_for_pattern(None, predicate, value, None)))

    def _describe(self, node: NamedNode) -> Properties:
        return group_properties(self._store.quads_for_pattern(node, None, None, None)).get(node, {})
