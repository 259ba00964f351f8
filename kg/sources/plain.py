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
    text = decode(path.read_bytes())
    if fault := find_fault(text):
        raise UnreadableFile(fault)
    title = next(line.strip() for line in text.split("\n") if line.strip())
    yield Article(id=hash_article(text), text=text, title=title if len(title) <= _LONGEST_TITLE else "")
