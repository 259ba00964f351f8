"""What the editor completes: the terms of a store, with their labels in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.model import Entity
from kg.store.knowledge_reader import KnowledgeReader
from kg.store.namespaces import BASE, ONTOLOGY_GRAPH, PREFIXES, entity_iri, shorten
from ui.strings import Words

_TERMS = Path(__file__).with_name("terms.toml")
_VOCABULARY = f"""SELECT ?term ?label (LANG(?label) AS ?lang)
WHERE {{ GRAPH <{ONTOLOGY_GRAPH.value}> {{ ?term rdfs:label ?label }} }} ORDER BY ?term ?label"""


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that can be put into a query.

    Attributes:
        text: What is put in.
        kind: "relation", "class", "status", "stage", "qualifier", "property", "graph" or "prefix".
        labels: What it is called, in the language of the page first; it is found by any of them.
    """

    text: str
    kind: str
    labels: tuple[str, ...]


def list_terms(knowledge: KnowledgeReader, words: Words) -> list[Completion]:
    """Every term, those first that queries need most."""
    labels: dict[str, dict[str, str]] = {}
    for term, label, lang in knowledge.query(_VOCABULARY).rows:
        labels.setdefault(shorten(str(term)), {})[str(lang)] = str(label)
    usual = tomllib.loads(_TERMS.read_text(encoding="utf-8"))
    told = [(text, _kind(text, words), named) for text, named in labels.items() if text != f"{BASE}ns#"]
    told += [(text, "property", named) for text, named in usual["properties"].items()]
    told += [(f"<{BASE}graph/{name}>", "graph", named) for name, named in usual["graphs"].items()]
    told.sort(key=lambda one: (_ORDER.index(one[1]), one[0]))
    terms = [Completion(text, kind, _order_labels(named, words.lang)) for text, kind, named in told]
    return terms + [Completion(f"{prefix}:", "prefix", (iri,)) for prefix, iri in PREFIXES.items()]


def entity_completion(entity: Entity, words: Words) -> dict[str, str]:
    """An entity for the editor: what is put in, its name, and what tells it from others of that name."""
    iri = entity_iri(entity.id).value
    short = shorten(iri)
    written = short if short != iri else f"<{iri}>"
    name = entity.label(words.lang)
    others = [label for label in entity.labels.values() if label != name]
    return {"text": written, "name": name, "more": " · ".join((*others, written, words.type(str(entity.type))))}


_ORDER = ("relation", "property", "qualifier", "status", "stage", "class", "graph")


def _kind(text: str, words: Words) -> str:
    name = text.partition(":")[2]
    schema = words.schema
    if name in schema.relations:
        return "relation"
    for kind, terms in (("status", schema.statuses), ("stage", schema.stages), ("qualifier", schema.qualifiers)):
        if name in terms:
            return kind
    return "class" if name[:1].isupper() else "property"


def _order_labels(named: dict[str, str], lang: str) -> tuple[str, ...]:
    return tuple(named[one] for one in sorted(named, key=lambda one: (one != lang, one)))
