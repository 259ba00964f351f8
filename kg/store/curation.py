"""Judgements as RDF: a graph of their own, one node each, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import InvalidJudgement
from kg.link.judgements import Judgement, Verdict
from kg.store.engine import Engine
from kg.store.mapping import A
from kg.store.namespaces import (
    BASE,
    JUDGEMENTS_GRAPH,
    entity_id,
    entity_iri,
    expand,
    kg,
    statement_iri,
)
from kg.store.reading import Properties, group_properties
from kg.store.terms import number_literal

_NODE = f"{BASE}judgement/"
REJECTED = kg("rejected")


def judgement_quads(judgement: Judgement, order: int) -> set[Quad]:
    """One judgement, made as the so-many-th."""
    node = NamedNode(f"{_NODE}{judgement.id}")
    about = statement_iri(judgement.about) if judgement.verdict is Verdict.REJECT else entity_iri(judgement.about)
    triples: set[tuple[NamedNode, NamedNode, NamedNode | Literal]] = {
        (node, A, kg("Judgement")),
        (node, kg("verdict"), Literal(str(judgement.verdict))),
        (node, kg("about"), about),
        (node, kg("order"), number_literal(order)),
    }
    if judgement.other:
        triples.add((node, kg("other"), entity_iri(judgement.other)))
    for term, value in (("value", judgement.value), ("valueLang", judgement.lang)):
        if value:
            triples.add((node, kg(term), Literal(value)))
    if judgement.who:
        triples.add((node, expand("prov:wasAttributedTo"), Literal(judgement.who)))
    if judgement.when:
        triples.add((node, expand("prov:generatedAtTime"), Literal(judgement.when)))
    return {Quad(*triple, JUDGEMENTS_GRAPH) for triple in triples}


def all_judgement_quads(judgements: Iterable[Judgement]) -> set[Quad]:
    """The graph of judgements that were made in this order.

    Raises:
        InvalidJudgement: One cannot be written as RDF.
    """
    quads: set[Quad] = set()
    for place, one in enumerate(judgements, 1):
        try:
            quads |= judgement_quads(one, place)
        except ValueError as error:
            raise InvalidJudgement(f"cannot be stored: {error}", about=ascii(one.about)) from error
    return quads


def read_all(store: Engine) -> list[tuple[int, Judgement]]:
    """Every judgement with its place, in the order in which they were made."""
    described = group_properties(store.quads_for_pattern(None, None, None, JUDGEMENTS_GRAPH))
    return sorted(_read(said) for said in described.values())


def _read(said: Properties) -> tuple[int, Judgement]:
    def value(term: NamedNode) -> str:
        return said[term][0].value if term in said else ""

    verdict = Verdict(value(kg("verdict")))
    about = value(kg("about"))
    is_claim = verdict is Verdict.REJECT
    return int(value(kg("order"))), Judgement(
        verdict=verdict,
        about=claim_id(about) if is_claim else entity_id(about),
        other=entity_id(value(kg("other"))) if kg("other") in said else "",
        value=value(kg("value")),
        lang=value(kg("valueLang")),
        who=value(expand("prov:wasAttributedTo")),
        when=value(expand("prov:generatedAtTime")),
    )


def claim_id(iri: str) -> str:
    """The id of a claim, from its IRI."""
    return unquote(iri.removeprefix(statement_iri("").value))


def mark_rejected(quads: list[Quad], rejected: bool) -> list[Quad]:
    """The quads of a statement with the mark that its claim is rejected, or without it."""
    kept = [quad for quad in quads if quad.predicate != REJECTED]
    return kept + [Quad(quad.subject, REJECTED, Literal(True), quad.graph_name) for quad in kept[:1] if rejected]
