"""The few pages for people, in both languages, and what the service says of itself to programs."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from urllib.parse import quote

from kg.endpoint.messages import Question
from kg.store import ONTOLOGY_GRAPH, PREFIXES, AnswerForm, load_query, query_names, shorten

_SERVICE = Path(__file__).with_name("service.rq").read_text(encoding="utf-8")
_ONTOLOGY = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ONTOLOGY_GRAPH.value}> {{ ?s ?p ?o }} }}"
_TERMS = f"""SELECT ?term ?en ?ja ?meaning ?meaningJa WHERE {{ GRAPH <{ONTOLOGY_GRAPH.value}> {{
  ?term rdfs:label ?en FILTER(LANG(?en) = "en")
  OPTIONAL {{ ?term rdfs:label ?ja FILTER(LANG(?ja) = "ja") }}
  OPTIONAL {{ ?term skos:definition|rdfs:comment ?meaning FILTER(LANG(?meaning) = "en") }}
  OPTIONAL {{ ?term skos:definition|rdfs:comment ?meaningJa FILTER(LANG(?meaningJa) = "ja") }}
}} }} ORDER BY ?term ?meaning ?meaningJa"""

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"
}
_FRAME = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
textarea {{ width: 100%; font-family: monospace }}
td, th {{ text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0 }}
</style>
<h1>{title}</h1>
{body}
</html>
"""
_EXAMPLE = """SELECT ?subject ?relation ?object WHERE {
  GRAPH <https://w3id.org/newskg/graph/edges> { ?s ?r ?o }
  ?s schema:name ?subject . ?o schema:name ?object . ?r rdfs:label ?relation
  FILTER(?r != kg:linkedTo && LANG(?relation) = "en")
}
ORDER BY ?subject ?relation ?object LIMIT 100"""


def describe_service(base: str, graph_format: str) -> Question:
    """The question whose answer describes the service.

    Args:
        base: The address of the server, with a slash at its end, as the client wrote it.
        graph_format: One of `kg.store.GRAPH_FORMATS`.
    """
    # The client wrote it, so it is escaped until nothing in it can end an IRI.
    safe = quote(base, safe=":/[]%")
    sparql = _SERVICE
    for name, path in (("$endpoint", "sparql"), ("$ontology", "ns"), ("$queries", "queries")):
        sparql = sparql.replace(name, f"<{safe}{path}>")
    return Question(sparql, form=AnswerForm(graph=graph_format))


def ask_ontology(graph_format: str) -> Question:
    """The question whose answer is the vocabulary."""
    return Question(_ONTOLOGY, form=AnswerForm(graph=graph_format))


def ask_terms() -> Question:
    """The question whose answer `draw_terms` shows."""
    return Question(_TERMS, form=AnswerForm(rows="json"))


def draw_form() -> str:
    """The page with a form for a query."""
    names = "".join(f"<li><a href='queries/{name}'>{name}</a>: {_labels(name)}</li>" for name in query_names())
    prefixes = " ".join(f"{prefix}:" for prefix in PREFIXES)
    body = f"""<form action="sparql"><p><label>SPARQL<br>
<textarea name="query" rows="10">{escape(_EXAMPLE)}</textarea></label></p>
<p><select name="format" aria-label="format / 形式">
<option>csv</option><option>json</option><option>xml</option><option>tsv</option><option>ttl</option></select>
<button>Run / 実行</button></p></form>
<p>Known prefixes / 使える接頭辞: <code>{prefixes}</code></p>
<p><a href="ns">Vocabulary / 語彙</a> · <a href="queries">Packaged queries / 用意された質問</a>:</p><ul>{names}</ul>"""
    return _FRAME.format(title="SPARQL", body=body)


def draw_terms(rows: bytes) -> str:
    """The page of the vocabulary, from the answer to `ask_terms`."""
    lines = ["<tr><th>Term / 語<th>English<th>日本語</tr>"]
    seen = set()
    for row in json.loads(rows)["results"]["bindings"]:
        term, en, ja, meaning, meaning_ja = (
            escape(row[name]["value"]) if name in row else "" for name in ("term", "en", "ja", "meaning", "meaningJa")
        )
        if term in seen:
            continue
        seen.add(term)
        name = escape(shorten(row["term"]["value"]))
        english, japanese = f"{en}<br><small>{meaning}</small>", f"{ja}<br><small>{meaning_ja}</small>"
        lines.append(f"<tr><td><code>{name}</code><td>{english}<td lang='ja'>{japanese}</tr>")
    return _FRAME.format(title="Vocabulary / 語彙", body=f"<table>{''.join(lines)}</table>")


def list_queries() -> list[dict[str, object]]:
    """The packaged queries, for programs: what they answer, and what they want to know."""
    return [
        {
            "name": query.name,
            "path": f"queries/{query.name}",
            "labels": dict(query.labels),
            "parameters": [
                {"name": one.name, "type": one.type, "required": one.required, "default": one.default}
                for one in query.parameters
            ],
        }
        for query in map(load_query, query_names())
    ]


def _labels(name: str) -> str:
    labels = load_query(name).labels
    return escape(" / ".join(labels[lang] for lang in sorted(labels)))
