"""The knowledge base on disk: RDF in Oxigraph, through pyoxigraph, which lives here only.

rdflib lives here only as well, and is loaded only by those who ask for `KnowledgeBase.dataset()`.
"""

from kg.store.export import FORMATS
from kg.store.knowledge_base import KnowledgeBase
from kg.store.named_queries import NamedQuery, Parameter, load_query, query_names
from kg.store.namespaces import BASE, PREFIX_HEADER, PREFIXES, shorten
from kg.store.records import ArticleRecord
from kg.store.review import Doubt
from kg.store.sparql import Cell, QueryResult
from kg.store.validation import Finding, Report

__all__ = [
    "BASE",
    "FORMATS",
    "PREFIXES",
    "PREFIX_HEADER",
    "ArticleRecord",
    "Cell",
    "Doubt",
    "Finding",
    "KnowledgeBase",
    "NamedQuery",
    "Parameter",
    "QueryResult",
    "Report",
    "load_query",
    "query_names",
    "shorten",
]
