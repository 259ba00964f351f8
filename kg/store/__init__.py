"""The knowledge base on disk: RDF in Oxigraph, through pyoxigraph, which lives here only.

rdflib lives here only as well, and is loaded only by those who ask for `KnowledgeBase.dataset()`.
"""

from kg.link.judgements import Judgement, Verdict, read_judgements, rule, write_judgements
from kg.store.address import is_server, show_place
from kg.store.answers import GRAPH_FORMATS, ROW_FORMATS, AnswerForm, WrittenAnswer
from kg.store.asked_graphs import ALL_GRAPHS, AskedGraphs
from kg.store.export import FORMATS
from kg.store.knowledge_base import KnowledgeBase
from kg.store.named_queries import NamedQuery, Parameter, load_query, query_names
from kg.store.namespaces import BASE, ONTOLOGY_GRAPH, PREFIX_HEADER, PREFIXES, shorten
from kg.store.own_graphs import OwnChange
from kg.store.records import ArticleRecord
from kg.store.review import Doubt, known_name
from kg.store.sparql import Cell, QueryResult
from kg.store.update_text import GraphChange, Update, read_update
from kg.store.validation import Finding, Report

__all__ = [
    "ALL_GRAPHS",
    "BASE",
    "FORMATS",
    "GRAPH_FORMATS",
    "ONTOLOGY_GRAPH",
    "PREFIXES",
    "PREFIX_HEADER",
    "ROW_FORMATS",
    "AnswerForm",
    "ArticleRecord",
    "AskedGraphs",
    "Cell",
    "Doubt",
    "Finding",
    "GraphChange",
    "Judgement",
    "KnowledgeBase",
    "NamedQuery",
    "OwnChange",
    "Parameter",
    "QueryResult",
    "Report",
    "Update",
    "Verdict",
    "WrittenAnswer",
    "is_server",
    "known_name",
    "load_query",
    "query_names",
    "read_judgements",
    "read_update",
    "rule",
    "shorten",
    "show_place",
    "write_judgements",
]
