"""What the store hands out of an article: everything but its text, which few ask for and not every store keeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One stored article.

    Attributes:
        id: The id it came with.
        hash: Identity of its text, 16 hex digits.
        title: Its headline, or "".
        published: ISO date, or "" where unknown.
        lang: "en" or "ja", or "".
        publisher: Who published it, or "".
        url: Where it was, or "".
    """

    id: str
    hash: str
    title: str = ""
    published: str = ""
    lang: str = ""
    publisher: str = ""
    url: str = ""

    def __str__(self) -> str:
        """Its hash, and by what a person knows it."""
        day = f"published {self.published}" if self.published else "no date"
        title = " ".join(self.title.split())
        named = f'"{title[:60]}{"…" if len(title) > 60 else ""}"' if title else "no title"
        return f"{self.hash} ({day}, {named})"
