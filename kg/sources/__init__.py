"""Where articles come from."""

from kg.sources.fetch import fetch_article
from kg.sources.files import FILE_KINDS, read_articles, read_upload
from kg.sources.plain import article_of_text

__all__ = ["FILE_KINDS", "article_of_text", "fetch_article", "read_articles", "read_upload"]
