"""Which nodes are worth judging: what the shapes ask for, as queries that the store's own engine answers at once.

pyshacl judges about a hundred claims a second. These queries look at more than two thousand, and find every node that
may break a shape, perhaps a few more; pyshacl then judges these alone. So the rules are stated once, in the
shapes, and what is reported is the word of pyshacl. A part of SHACL that is not translated makes every node of its
shape a suspect, which is slow and right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.store.namespaces import expand
from kg.store.shapes import SHACL, sh

Term = NamedNode | BlankNode | Literal | Triple

_A = expand("rdf:type")
# A literal of these may be of the right type and yet be no number or day.
_TO_BE_READ = {expand(f"xsd:{name}") for name in ("integer", "decimal", "double", "date", "boolean")}
_NODE_KINDS: Mapping[Term, str] = {sh("IRI"): "isIRI(?value)", sh("Literal"): "isLiteral(?value)"}
_SAYS_NOTHING = {"path", "message", "name", "description", "severity", "order", "group", "property", "targetClass"}
_SAYS_NOTHING |= {"targetSubjectsOf", "minCount", "maxCount"}


class Shapes:
    """Shapes that can be looked up."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: dict[Term, dict[NamedNode, list[Term]]] = {}
        for one in triples:
            self._said.setdefault(one.subject, {}).setdefault(one.predicate, []).append(one.object)

    def node_shapes(self) -> list[NamedNode]:
        """The shapes that have targets, sorted."""
        found = [node for node, said in self._said.items() if sh("NodeShape") in said.get(_A, ())]
        return sorted((node for node in found if isinstance(node, NamedNode)), key=str)

    def values(self, node: Term, name: str) -> list[Term]:
        """What a shape says in one property of SHACL, sorted."""
        return sorted(self._said.get(node, {}).get(sh(name), ()), key=str)

    def value(self, node: Term, name: str) -> Term | None:
        """The same, where it says only one thing."""
        return next(iter(self.values(node, name)), None)

    def components(self, node: Term) -> list[str]:
        """The names of all that a shape asks for."""
        names = (term.value.removeprefix(SHACL) for term in self._said[node] if term.value.startswith(SHACL))
        return sorted(name for name in names if name not in _SAYS_NOTHING)

    def members(self, node: Term) -> Iterator[Term]:
        """The members of an RDF list."""
        while node != expand("rdf:nil"):
            said = self._said[node]
            yield said[expand("rdf:first")][0]
            node = said[expand("rdf:rest")][0]


def suspect_queries(shapes: Shapes) -> Iterator[str]:
    """Queries for nodes, each in `?focus`, that may break one of the shapes."""
    for shape in shapes.node_shapes():
        target = _target(shapes, shape)
        unless = _unless(shapes, shape)
        patterns = [f"{target} BIND(?focus AS ?value) {unless}"] if unless else []
        if any(name not in _OF_VALUES for name in shapes.components(shape)):
            patterns.append(target)
        for one in shapes.values(shape, "property"):
            patterns += _property(shapes, one, target)
        # What is suspect is found first, and only then whether the shape is about it: there are few such nodes.
        yield from (f"SELECT DISTINCT ?focus {{ {{ SELECT ?focus {{ {one} }} }} {target} }}" for one in patterns)


def _target(shapes: Shapes, shape: NamedNode) -> str:
    classes = " ".join(map(str, shapes.values(shape, "targetClass")))
    targets = [f"{{ ?focus a ?class VALUES ?class {{ {classes} }} }}"] if classes else []
    targets += [f"{{ ?focus {one} ?any }}" for one in shapes.values(shape, "targetSubjectsOf")]
    return " UNION ".join(targets)


def _property(shapes: Shapes, shape: Term, target: str) -> Iterator[str]:
    """The insides of the queries of one property shape."""
    path = shapes.value(shape, "path")
    has_value = f"?focus {path} ?value"
    least, most = _number(shapes, shape, "minCount"), _number(shapes, shape, "maxCount")
    if least:
        yield f"{target} MINUS {{ {has_value} }}"
    if least and least > 1:
        yield f"{{ SELECT ?focus {{ {has_value} }} GROUP BY ?focus HAVING(COUNT(DISTINCT ?value) < {least}) }}"
    # Counted with repeats: a triple that is in two graphs makes its node a suspect too.
    repeated = (
        f"GROUP BY ?focus HAVING(COUNT(?value) > {most})" if most else "GROUP BY ?focus ?value HAVING(COUNT(*) > 1)"
    )
    yield f"{{ SELECT ?focus {{ {has_value} }} {repeated} }}"
    if most == 0:
        yield has_value
    unless = _unless(shapes, shape)
    if unless:
        yield f"{has_value} {unless}"
    for name in shapes.components(shape):
        if name in _OF_NODES:
            yield from (_OF_NODES[name](has_value, one) for one in shapes.values(shape, name))
        elif name not in _OF_VALUES:
            yield target


def _number(shapes: Shapes, shape: Term, name: str) -> int | None:
    value = shapes.value(shape, name)
    return int(value.value) if isinstance(value, Literal) else None


def _unless(shapes: Shapes, shape: Term) -> str:
    """A filter that lets those pass where `?value` is not as it must be; nothing, where nothing is asked of it."""
    condition = _condition(shapes, shape)
    # An error, as in comparing a text with a number, means that it is not.
    return f"FILTER(!COALESCE({condition}, false))" if condition else ""


def _condition(shapes: Shapes, shape: Term) -> str:
    parts = [
        _OF_VALUES[name](shapes, one)
        for name in shapes.components(shape)
        if name in _OF_VALUES
        for one in shapes.values(shape, name)
    ]
    return " && ".join(f"({part})" for part in parts)


def _datatype(_: Shapes, datatype: Term) -> str:
    readable = f" && STR({datatype}(?value)) != ''" if datatype in _TO_BE_READ else ""
    return f"DATATYPE(?value) = {datatype}{readable}"


def _in(shapes: Shapes, members: Term) -> str:
    return " || ".join(f"sameTerm(?value, {one})" for one in shapes.members(members))


def _or(shapes: Shapes, members: Term) -> str:
    return " || ".join(f"({_condition(shapes, one) or 'true'})" for one in shapes.members(members))


_OF_VALUES: dict[str, Callable[[Shapes, Term], str]] = {
    "datatype": _datatype,
    "nodeKind": lambda _, kind: _NODE_KINDS.get(kind, "false"),
    "pattern": lambda _, pattern: f"REGEX(STR(?value), {pattern})",
    "minInclusive": lambda _, least: f"?value >= {least}",
    "maxInclusive": lambda _, most: f"?value <= {most}",
    "in": _in,
    "or": _or,
}
"""What is asked of each value for itself, as a condition on `?value`."""


def _class(has_value: str, of_class: Term) -> str:
    # Each value is looked up once, however many nodes have it.
    other = f"{{ SELECT ?value {{ {{ SELECT DISTINCT ?value {{ {has_value} }} }} MINUS {{ ?value a {of_class} }} }} }}"
    return f"{other} {has_value}"


def _unique_lang(has_value: str, _: Term) -> str:
    return f"{{ SELECT ?focus {{ {has_value} }} GROUP BY ?focus (LANG(?value)) HAVING(COUNT(?value) > 1) }}"


_OF_NODES: dict[str, Callable[[str, Term], str]] = {
    "class": _class,
    "uniqueLang": _unique_lang,
}
"""What is asked of all values together, or of other nodes, as a pattern of those that break it.

`sh:lessThanOrEquals` is not among them: pyshacl 0.40 stops where the two values cannot be compared. Rules say it.
"""
