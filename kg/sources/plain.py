"""Plain text files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import UnreadableFile
from kg.ids import hash_article
from kg.model import Article, Issue
from kg.sources.decode import decode
from kg.sources.fields import find_fault

# A longer first line is a paragraph, not a headline.
_LONGEST_TITLE = 300


def read_plain(path: Path, issues: Callable[[Issue], None]) -> Iterator[Article]:
    """The file as one article: the text is the whole file, the title its first line.

    Raises:
        UnreadableFile: It holds no text.
    """
    yield article_of_text(decode(path.read_bytes()))


def article_of_text(text: str, *, title: str = "", published: str = "", publisher: str = "", url: str = "") -> Article:
    """A text as an article; without a title of its own, its first line is the title.

    Args:
        text: The text.
        title: Its headline, or "".
        published: ISO date, or "".
        publisher: Who published it, or "".
        url: Where it is, or "".

    Raises:
        UnreadableFile: There is no text.
    """
    if fault := find_fault(text):
        raise UnreadableFile(fault)
    if not title:
        first = next(line.strip() for line in text.split("\n") if line.strip())
        title = first if len(first) <= _LONGEST_TITLE else ""
    return Article(hash_article(text), text, title, published, publisher=publisher, url=url)
