"""A knowledge graph from technology news in English and Japanese.

Typed, dated claims, each with its sentence and its certainty:

import kg
kb = kg.KnowledgeBase.open("kg-store")
kb.add(kg.extract(kg.Article(id="a1", text="Microsoft invested $10 billion in OpenAI.")))
kb.query("SELECT ?s ?o { ?s kg:investsIn ?o }")
kb.network()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.model import Article, Claim, Entity, EntityType, Extraction, Issue, Mention, Section, Span, Stage, Status

if TYPE_CHECKING:
    from kg.language.pipelines import load_pipeline
    from kg.pipeline import Settings, build, extract, extract_articles
    from kg.sources import read_articles
    from kg.store import KnowledgeBase

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Claim",
    "Entity",
    "EntityType",
    "Extraction",
    "Issue",
    "KgError",
    "KnowledgeBase",
    "Mention",
    "Section",
    "Settings",
    "Span",
    "Stage",
    "Status",
    "build",
    "extract",
    "extract_articles",
    "load_pipeline",
    "read_articles",
]

# Loaded when first used: spaCy alone takes two seconds, and most programs need only a part.
_LATE = {
    "KnowledgeBase": "kg.store",
    "Settings": "kg.pipeline",
    "build": "kg.pipeline",
    "extract": "kg.pipeline",
    "extract_articles": "kg.pipeline",
    "load_pipeline": "kg.language.pipelines",
    "read_articles": "kg.sources",
}


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
