"""Markdown files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.errors import UnreadableFile
from kg.ids import hash_article
from kg.model import Article, Issue
from kg.sources.decode import decode
from kg.sources.fields import find_fault, read_lang, read_published

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)??---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z]+)[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read_markdown(path: Path, issues: Callable[[Issue], None]) -> Iterator[Article]:
    """The file as one article: the text is what a reader sees, without code, images and HTML.

    Raises:
        UnreadableFile: It holds no text.
    """
    source = decode(path.read_bytes())
    fields: dict[str, str] = {}
    front_matter = _FRONT_MATTER.match(source)
    if front_matter:
        fields = _read_fields(front_matter[1] or "")
        source = source[front_matter.end() :]
    tokens = _MARKDOWN.parse(source.replace("\0", "\ufffd"))
    text = "\n\n".join(_read_blocks(tokens))
    if fault := find_fault(text):
        raise UnreadableFile(fault)
    yield Article(
        id=fields.get("id") or hash_article(text),
        text=text,
        title=fields.get("title") or _first_heading(tokens),
        published=_read_date(fields, path, issues),
        lang=read_lang(fields.get("lang", "")),
        publisher=fields.get("publisher", ""),
        url=fields.get("url", ""),
    )


def _read_fields(front_matter: str) -> dict[str, str]:
    return {match[1].lower(): _unquote(match[2]) for match in _FIELD.finditer(front_matter)}


def _unquote(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return (value[1:-1] if quoted else value).strip()


def _read_date(fields: dict[str, str], path: Path, issues: Callable[[Issue], None]) -> str:
    value = fields.get("published") or fields.get("date", "")
    if not value:
        return ""
    try:
        return read_published(value)
    except ValueError:
        issues(Issue(str(path), f"the date is no ISO date (YYYY-MM-DD), left empty: {value[:40]!r}"))
        return ""


def _read_blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """The text of every heading, paragraph, list item and table cell."""
    for token in tokens:
        if token.type == "inline" and (text := _read_inline(token.children or ())):
            yield text


def _first_heading(tokens: Sequence[Token]) -> str:
    for before, token in pairwise(tokens):
        if before.type == "heading_open" and token.type == "inline":
            return " ".join(_read_inline(token.children or ()).split())
    return ""


def _read_inline(children: Sequence[Token]) -> str:
    text = ""
    for index, child in enumerate(children):
        if child.type in ("text", "code_inline", "text_special"):
            text += child.content
        elif child.type == "softbreak":
            after = children[index + 1].content if index + 1 < len(children) else ""
            text += "" if _is_east_asian(text[-1:]) and _is_east_asian(after[:1]) else " "
        elif child.type == "hardbreak" or (child.type == "html_inline" and _LINE_BREAK_TAG.match(child.content)):
            text += "\n"
    return text.strip()


def _is_east_asian(character: str) -> bool:
    """Whether this is written without spaces, so that a wrapped line joins the next one directly."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
