"""Web pages saved as files."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document

from kg.errors import UnreadableFile
from kg.ids import hash_article
from kg.model import Article, Issue
from kg.sources.decode import decode, refuse_binary
from kg.sources.fields import find_fault, read_lang, read_published

_DECLARED_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_HEAD = 4096
# Below this length trafilatura takes whatever the page has, menus and all, and breaks lines at every tag.
_SHORT = 250
# Browsers read Shift_JIS as Microsoft's superset of it, and Latin-1 as Windows'.
_READ_AS = {"shift_jis": "cp932", "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
# Readings above kanji would otherwise run into the words.
_READINGS = ("rt", "rp")
_WITHIN_WORDS = ("ruby", "rb", "wbr")
_NOT_TEXT = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "svg")
# fmt: off
_INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "ins", "kbd", "mark", "q", "ruby", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
])
# fmt: on


def read_html(path: Path, issues: Callable[[Issue], None]) -> Iterator[Article]:
    """The main text of a page as one article.

    Raises:
        UnreadableFile: It holds no text.
    """
    yield extract_page(decode_page(path.read_bytes()))


def decode_page(data: bytes, *, charset: str = "") -> str:
    """The source of a page, by its byte order mark, its declared charset, or what it looks like.

    Args:
        data: The page.
        charset: What the server says of it, if it says anything; that goes before the page's own word.

    Raises:
        UnreadableFile: It is empty, binary, or of no known encoding.
    """
    refuse_binary(data)
    declared = _DECLARED_CHARSET.search(data[:_HEAD])
    own = declared[1].decode("ascii", "ignore") if declared else ""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for name in filter(None, (charset, own)):
            try:
                encoding = codecs.lookup(name).name
                return data.decode(_READ_AS.get(encoding, encoding))
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


def extract_page(source: str, *, url: str = "") -> Article:
    """The article of a page: its main text, without navigation, comments and advertisements.

    Args:
        source: The HTML.
        url: Where it was, if that is known; else the page's own word for it is taken.

    Raises:
        UnreadableFile: It holds no text.
    """
    tree = _parse(source)
    page = _run_trafilatura(source, url)
    text = _meta(page, "text")
    if len(text) < _SHORT:
        text = _visible_text(tree)
    if fault := find_fault(text):
        raise UnreadableFile(fault)
    return Article(
        id=hash_article(text),
        text=text,
        title=" ".join((_meta(page, "title") or _own_title(tree)).split()),
        published=_read_date(_meta(page, "date")),
        lang=read_lang(str(tree.get("lang") or "")),
        publisher=_meta(page, "sitename"),
        url=url or _meta(page, "url"),
    )


def _parse(source: str) -> Any:
    try:
        tree = html.document_fromstring(_XML_DECLARATION.sub("", source))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableFile("there is no text") from error
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *_READINGS, with_tail=False)
    etree.strip_tags(tree, *_WITHIN_WORDS)
    return tree


def _run_trafilatura(source: str, url: str) -> Document | None:
    page = trafilatura.bare_extraction(
        _parse(source),
        url=url or None,
        include_comments=False,
        with_metadata=True,
        # Its default is today, and then the same page would read differently on another day.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
    )
    return page if isinstance(page, Document) else None


def _meta(page: Document | None, name: str) -> str:
    return str(getattr(page, name, None) or "").strip()


def _read_date(value: str) -> str:
    try:
        return read_published(value)
    except ValueError:
        return ""


def _own_title(tree: Any) -> str:
    found = next((node for path in (".//h1", ".//title") for node in tree.iterfind(path)), None)
    return str(found.text_content()) if found is not None else ""


def _visible_text(tree: Any) -> str:
    """The lines of the article, or else the main part, or else the body; for pages too short for trafilatura."""
    etree.strip_elements(tree, *_NOT_TEXT, with_tail=False)
    for name in ("article", "main", "body"):
        root = tree.find(f".//{name}")
        if root is not None:
            lines = (" ".join(line.split()) for line in "".join(_pieces(root)).split("\n"))
            if text := "\n".join(line for line in lines if line):
                return text
    return ""


def _pieces(root: Any) -> Iterator[str]:
    """Text in order, with a line break around everything that is not inline."""
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag not in _INLINE:
            yield "\n"
        piece = node.text if event == "start" else node.tail if node is not root else None
        if piece:
            yield re.sub(r"\s+", " ", piece)
