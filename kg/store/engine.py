"""What the knowledge base needs of a database: the part of pyoxigraph's `Store` that it uses, and no more.

The embedded database is such a `Store` itself, with nothing in between. Another engine takes and gives the same terms
and results. Every triple is in exactly one graph, and a query looks at all graphs together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from kg.store.namespaces import ONLY_OUR_GRAPHS, PREFIXES

Answer = QuerySolutions | QueryBoolean | QueryTriples
"""Of SELECT, of ASK, of CONSTRUCT and DESCRIBE. It must be read in the thread that asked."""


class Engine(Protocol):
    """A database of quads that answers SPARQL."""

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,
        graph_name: NamedNode | None,
        /,
    ) -> Iterator[Quad]:
        """The quads that have these terms, in no particular order; None stands for any term.

        Raises:
            StoreError: It cannot be read.
        """

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str],
        use_default_graph_as_union: bool = ...,
        default_graph: list[NamedNode | BlankNode | DefaultGraph] | None = ...,
        named_graphs: list[NamedNode | BlankNode] | None = ...,
    ) -> Answer:
        """Answer a SPARQL query.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            prefixes: What the query may use without declaring it.
            use_default_graph_as_union: Whether what is asked without GRAPH is asked of all graphs together; else the
                query says with FROM which graphs it asks, or the two below do, which win over FROM.
            default_graph: The graphs that are asked without GRAPH.
            named_graphs: The graphs that GRAPH can name.

        Raises:
            SyntaxError: It is not SPARQL.
            OSError | RuntimeError | ValueError: It cannot be answered.
        """

    def update(self, update: str, /) -> None:
        """Run a SPARQL update, as a whole or not at all.

        Raises:
            OSError | RuntimeError: It did not happen.
        """

    def __iter__(self) -> Iterator[Quad]:
        """Every quad of every graph, in no particular order."""


def named_graphs(store: Engine) -> list[NamedNode]:
    """The names of all graphs of a knowledge base, sorted; of a folder also those of a user's own."""
    # A server may hold what is no business of ours; a folder holds nothing else.
    ours = "" if isinstance(store, Store) else ONLY_OUR_GRAPHS
    query = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }}"
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    return sorted((cast(NamedNode, row["g"]) for row in cast(QuerySolutions, rows)), key=lambda one: one.value)
