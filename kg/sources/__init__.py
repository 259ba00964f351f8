"""Where articles come from."""

from kg.sources.files import read_articles

__all__ = ["read_articles"]
