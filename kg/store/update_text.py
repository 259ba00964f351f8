"""SPARQL updates taken apart into what they read and which graphs they write.

An update is never handed to the engine as it came: each of its templates becomes a CONSTRUCT, which can only read, and
whose triples are known before anything is written. So no way of writing an update gets around the rules for graphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from kg.errors import QueryError, QueryRefused
from kg.store.asked_graphs import ALL_GRAPHS, AskedGraphs
from kg.store.guard import TOKEN
from kg.store.redirects import ESCAPED, declared_prefixes

_CONSTRUCT = " CONSTRUCT {"
_REFUSED = ("load", "copy", "move", "add")


@dataclass(frozen=True, slots=True)
class GraphChange:
    """Triples that a graph loses or gains.

    Attributes:
        graph: The IRI of the graph.
        sparql: The CONSTRUCT that gives the triples. Mistakes in it are where they are in the update.
    """

    graph: str
    sparql: str


@dataclass(frozen=True, slots=True)
class Update:
    """What one update does, in this order.

    Attributes:
        clear: The IRI of a graph that is emptied, or "".
        delete: What graphs lose.
        insert: What graphs gain.
        graphs: The graphs that its CONSTRUCTs are asked over.
    """

    clear: str = ""
    delete: tuple[GraphChange, ...] = ()
    insert: tuple[GraphChange, ...] = ()
    graphs: AskedGraphs = ALL_GRAPHS


@dataclass(frozen=True, slots=True)
class _Template:
    """The triples between two braces of the text, and the graph that they are for."""

    graph: str
    start: int
    end: int


def read_update(text: str) -> Update:
    """Take an update of one operation apart.

    Raises:
        QueryError: It is not one, or has several operations.
        QueryRefused: It would fetch or copy whole graphs, or change all of them.
    """
    return _UpdateReader(text).read()


class _UpdateReader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [one for one in TOKEN.finditer(text) if one.group().strip() and not one["comment"]]
        self._next = 0
        self._prefixes, _ = declared_prefixes(text)
        self._base = ""
        self._prologue = 0

    def read(self) -> Update:
        self._read_prologue()
        verb = self._word()
        if verb in _REFUSED:
            raise QueryRefused(
                f"{verb.upper()} is not served; only graphs of your own are written, with INSERT and DELETE"
            )
        if verb in ("clear", "drop", "create"):
            update = self._read_graph_operation(verb)
        elif verb in ("insert", "delete") and self._peek() in ("data", "where"):
            update = self._read_simple(verb)
        elif verb in ("insert", "delete", "with"):
            self._next -= 1
            update = self._read_modify()
        else:
            raise self._mistake(-1)
        while self._peek() == ";":
            self._next += 1
        if self._next < len(self._tokens):
            raise QueryError("send one operation in a request", place=self._place(self._tokens[self._next].start()))
        return update

    def _read_prologue(self) -> None:
        while self._peek() in ("prefix", "base"):
            if self._word() == "prefix":
                self._take()
                self._take()
            else:
                self._base = self._take()[1:-1]
            self._prologue = self._tokens[self._next - 1].end()

    def _read_graph_operation(self, verb: str) -> Update:
        if self._peek() == "silent":
            self._next += 1
        if self._word() != "graph":
            raise QueryRefused(f"{verb.upper()} is served for one graph of your own only: {verb.upper()} GRAPH <…>")
        graph = self._graph()
        return Update() if verb == "create" else Update(clear=graph)

    def _read_simple(self, verb: str) -> Update:
        """INSERT DATA, DELETE DATA and DELETE WHERE."""
        is_where = self._word() == "where"
        if is_where and verb == "insert":
            raise self._mistake(-1)
        opening = self._next
        templates = self._templates("")
        start = self._tokens[opening].start()
        if not is_where:
            self._refuse_variables(opening)
        where = f" WHERE {self._text[start : self._tokens[self._next - 1].end()]}" if is_where else " WHERE {}"
        changes = tuple(GraphChange(one.graph, self._construct(one) + where) for one in templates)
        return Update(insert=changes) if verb == "insert" else Update(delete=changes)

    def _refuse_variables(self, opening: int) -> None:
        for place in range(opening, self._next):
            if self._tokens[place]["variable"]:
                raise self._mistake(place - self._next, "data has no variables")

    def _read_modify(self) -> Update:
        """[WITH graph] [DELETE {}] [INSERT {}] [USING graph] WHERE {}."""
        with_graph = ""
        if self._peek() == "with":
            self._next += 1
            with_graph = self._graph()
        found: dict[str, list[_Template]] = {"delete": [], "insert": []}
        for verb, templates in found.items():
            if self._peek() == verb:
                self._next += 1
                templates += self._templates(with_graph)
        default, named = self._read_using()
        if self._word() != "where":
            raise self._mistake(-1)
        where, opening = self._tokens[self._next - 1].start(), self._next
        self._skip_braces()
        start, end = self._tokens[opening].start(), self._tokens[self._next - 1].end()
        group = self._text[start:end]
        if with_graph and not default and not named:
            group = f"{{ GRAPH <{with_graph}> {group} }}"
        group = self._text[where:start] + group
        delete, insert = (
            # What lies between is blanked, so that mistakes in the group are told where they are.
            tuple(
                GraphChange(one.graph, self._construct(one) + _blank(self._text[one.end + 1 : where]) + group)
                for one in found[verb]
            )
            for verb in ("delete", "insert")
        )
        return Update(delete=delete, insert=insert, graphs=AskedGraphs(tuple(default), tuple(named)))

    def _read_using(self) -> tuple[list[str], list[str]]:
        default: list[str] = []
        named: list[str] = []
        while self._peek() == "using":
            self._next += 1
            if self._peek() == "named":
                self._next += 1
                named.append(self._graph())
            else:
                default.append(self._graph())
        return default, named

    def _templates(self, with_graph: str) -> list[_Template]:
        """What is between the next braces: blocks of GRAPH, or triples of the graph that WITH names."""
        opening = self._next
        self._skip_braces()
        closing = self._next - 1
        self._next = opening + 1
        if self._next == closing:
            self._next += 1
            return []
        found = []
        if self._peek() != "graph":
            if not with_graph:
                message = "say which graph of your own it is: GRAPH <…> { … }"
                raise QueryRefused(message, place=self._place(self._tokens[self._next].start()))
            found.append(_Template(with_graph, self._tokens[opening].end(), self._tokens[closing].start()))
            self._next = closing
        while self._next < closing:
            if self._word() != "graph":
                raise self._mistake(-1)
            graph, inner = self._graph(), self._next
            self._skip_braces()
            found.append(_Template(graph, self._tokens[inner].end(), self._tokens[self._next - 1].start()))
            if self._peek() == ".":
                self._next += 1
        self._next = closing + 1
        return found

    def _construct(self, template: _Template) -> str:
        """The prologue and the template as the start of a query, at the very places where they are in the update."""
        between = self._text[self._prologue : template.start]
        *lines, last = between.split("\n")
        pad = _CONSTRUCT + "\n" * len(lines) + " " * len(last) if lines else _CONSTRUCT.rjust(len(between))
        return self._text[: self._prologue] + pad + self._text[template.start : template.end] + "}"

    def _graph(self) -> str:
        """The IRI of the next name."""
        token = self._tokens[self._next] if self._next < len(self._tokens) else None
        self._next += 1
        if token and token["iri"]:
            return urljoin(self._base, token["iri"][1:-1]) if self._base else token["iri"][1:-1]
        if token and token["prefixed"] and token["prefix"] in self._prefixes:
            return self._prefixes[token["prefix"]] + ESCAPED.sub(r"\1", token["prefixed"].partition(":")[2])
        raise self._mistake(-1, "the graph must be named by an IRI")

    def _skip_braces(self) -> None:
        if self._peek() != "{":
            raise self._mistake(0)
        depth = 0
        for place in range(self._next, len(self._tokens)):
            depth += {"{": 1, "}": -1}.get(self._tokens[place].group(), 0)
            if not depth:
                self._next = place + 1
                return
        raise self._mistake(len(self._tokens) - self._next)

    def _peek(self) -> str:
        return self._tokens[self._next].group().lower() if self._next < len(self._tokens) else ""

    def _word(self) -> str:
        return self._take().lower()

    def _take(self) -> str:
        if self._next >= len(self._tokens):
            raise self._mistake(0)
        self._next += 1
        return self._tokens[self._next - 1].group()

    def _mistake(self, step: int, message: str = "not a SPARQL update") -> QueryError:
        """The token this many steps on is not what it should be."""
        place = self._next + step
        offset = self._tokens[place].start() if place < len(self._tokens) else len(self._text)
        line, column = self._place(offset)
        return QueryError(f"{message}: line {line}, column {column}", place=(line, column))

    def _place(self, offset: int) -> tuple[int, int]:
        before = self._text[:offset]
        return before.count("\n") + 1, offset - before.rfind("\n")


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
