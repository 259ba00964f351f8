"""Finding the articles of a store: all of them, by what names one, and those that say they are the same."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.model import Article
from kg.store.engine import Engine
from kg.store.mapping import A, url_term
from kg.store.namespaces import article_hash, article_iri, expand
from kg.store.reading import group_properties, read_article
from kg.store.records import ArticleRecord
from kg.store.server import quads_of

MOST_NAMED = 3
"""Articles of one id or address that somebody is told of."""
_ARTICLE = expand("schema:NewsArticle")
_ID, _ADDRESS = expand("schema:identifier"), expand("schema:url")


def all_articles(store: Engine) -> list[ArticleRecord]:
    """Every article, oldest first."""
    return _read(store, group_properties(store.quads_for_pattern(None, A, _ARTICLE, None)))


def has_article(store: Engine, text_hash: str) -> bool:
    """Whether the article with this text is stored."""
    return any(True for _ in store.quads_for_pattern(article_iri(text_hash), A, _ARTICLE, None))


def find_articles(store: Engine, wanted: str) -> list[ArticleRecord]:
    """The article of this hash or IRI, or else all that came with this id, oldest first."""
    text_hash = article_hash(wanted)
    if text_hash.isalnum() and has_article(store, text_hash):
        return _read(store, [article_iri(text_hash)])
    try:
        return _find_by(store, _ID, Literal(wanted))
    except ValueError:
        # Half a character, which no id in a store has.
        return []


def find_other_texts(store: Engine, article: Article) -> list[ArticleRecord]:
    """Articles with this one's id, or else its address, and another text; oldest first, and no more than a few."""
    others: list[ArticleRecord] = []
    if article.id != article.hash:
        others = _find_by(store, _ID, Literal(article.id), MOST_NAMED + 1)
    if article.url and all(one.hash == article.hash for one in others):
        # No more of them either: a publisher may give all its articles one address.
        others = _find_by(store, _ADDRESS, url_term(article.url), MOST_NAMED + 1)
    return [one for one in others if one.hash != article.hash][:MOST_NAMED]


def _find_by(
    store: Engine, property_: NamedNode, value: NamedNode | Literal, most: int | None = None
) -> list[ArticleRecord]:
    return _read(store, group_properties(islice(store.quads_for_pattern(None, property_, value, None), most)))


def _read(store: Engine, nodes: Iterable[NamedNode]) -> list[ArticleRecord]:
    described = group_properties(quads_of(store, list(nodes)))
    # What users write in graphs of their own may have an id or an address, too.
    articles = (node for node, said in described.items() if _ARTICLE in said.get(A, ()))
    records = (read_article(node, described.__getitem__) for node in articles)
    return sorted(records, key=lambda one: (one.published, one.id, one.hash))
