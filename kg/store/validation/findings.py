"""What is wrong in a store, in plain words in both languages: what, where, and what to do."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.store.curation import claim_id
from kg.store.engine import Engine
from kg.store.mapping import A
from kg.store.namespaces import (
    BASE,
    EDGES_GRAPH,
    ENTITIES_GRAPH,
    JUDGEMENTS_GRAPH,
    ONTOLOGY_GRAPH,
    article_hash,
    article_iri,
    expand,
    shorten,
    statement_iri,
)

Term = NamedNode | BlankNode | Literal | Triple

_ADVICE = {
    "article": {
        "en": "take the article out (kg remove {article}) and build it again",
        "ja": "記事を取り除き（kg remove {article}）、もう一度読み込む",
    },
    "derived": {
        "en": "build the store anew, or put a backup in its place",
        "ja": "ストアを作り直すか、バックアップに戻す",
    },
    "judgements": {
        "en": "write the judgements out (kg entities judgements), correct them, and read them into a new store",
        "ja": "判断を書き出して（kg entities judgements）訂正し、新しいストアに読み込む",
    },
    "vocabulary": {
        "en": "open the store for writing once, as kg build does: the vocabulary is then written anew",
        "ja": "kg build などで一度書き込み用に開くと、語彙が書き直される",
    },
}
_PLACES = {
    ENTITIES_GRAPH: "derived",
    EDGES_GRAPH: "derived",
    JUDGEMENTS_GRAPH: "judgements",
    ONTOLOGY_GRAPH: "vocabulary",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        rule: What was broken: the name of a property shape, or of a rule that ships with the program.
        node: The IRI of what is wrong.
        found: What is there instead, sorted; nothing, where something is missing.
        severity: "error", or "warning" where it is the reading that may be wrong and not the store.
        messages: What is wrong, per language.
        advice: What to do, per language.
        article: The id of the article, or "" where it is about none.
        title: Its headline, or "".
        sentence: The sentence that the claim was read from, or "".
    """

    rule: str
    node: str
    found: tuple[str, ...] = ()
    severity: str = "error"
    messages: Mapping[str, str] = field(default_factory=dict, compare=False)
    advice: Mapping[str, str] = field(default_factory=dict, compare=False)
    article: str = field(default="", compare=False)
    title: str = field(default="", compare=False)
    sentence: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """What is wrong, as people know it: the id of a claim or entity, else a short form of the IRI."""
        if self.node.startswith(statement_iri("").value):
            return claim_id(self.node)
        return shorten(self.node)

    def as_dict(self) -> dict[str, Any]:
        """As `kg validate --format json` prints it."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "node": self.node,
            "found": list(self.found),
            "messages": dict(self.messages),
            "advice": dict(self.advice),
            "article": self.article,
            "title": self.title,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Break:
    """A broken rule, before it is known where that is."""

    rule: str
    node: NamedNode
    found: tuple[str, ...]
    messages: Mapping[str, str]
    severity: str = "error"
    advice: Mapping[str, str] = field(default_factory=dict)


def write_term(term: Term) -> str:
    """A term as a person reads it: `kg:planned`, `OpenAI@en`, `2023^^xsd:gYear`, `USD`."""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    if not isinstance(term, Literal):
        return str(term)
    if term.language:
        return f"{term.value}@{term.language}"
    kind = shorten(term.datatype.value)
    return term.value if kind == "xsd:string" else f"{term.value}^^{kind}"


def locate(broken: Break, store: Engine) -> Finding:
    """The finding, with the article and the sentence where it is about one."""
    graphs = {quad.graph_name for quad in store.quads_for_pattern(broken.node, None, None, None)}
    named = sorted((one for one in graphs if isinstance(one, NamedNode)), key=lambda one: (one in _PLACES, one.value))
    graph = named[0] if named else broken.node
    of_article = article_iri(graph.value.removeprefix(f"{BASE}graph/"))
    is_there = any(True for _ in store.quads_for_pattern(of_article, A, expand("schema:NewsArticle"), None))
    place = _PLACES.get(graph, "article" if is_there else "derived")
    article = title = sentence = ""
    if is_there:
        title, article = _text(store, of_article, "schema:headline"), _text(store, of_article, "schema:identifier")
        sentence = _sentence(store, broken.node)
    name = shlex.quote(article or article_hash(of_article))
    usual = {lang: text.format(article=name) for lang, text in _ADVICE[place].items()}
    return Finding(
        rule=broken.rule,
        node=broken.node.value,
        found=broken.found,
        severity=broken.severity,
        messages=broken.messages,
        advice=broken.advice or usual,
        article=article,
        title=title,
        sentence=sentence,
    )


def _text(store: Engine, node: NamedNode, predicate: str) -> str:
    values = (quad.object for quad in store.quads_for_pattern(node, expand(predicate), None, None))
    return min((one.value for one in values if isinstance(one, Literal)), default="")


def _sentence(store: Engine, node: NamedNode) -> str:
    targets = [quad.object for quad in store.quads_for_pattern(node, expand("oa:hasTarget"), None, None)]
    quotes = (NamedNode(f"{one.value};quote") for one in targets if isinstance(one, NamedNode))
    return min((_text(store, one, "oa:exact") for one in quotes), default="") or _text(store, node, "oa:exact")
