"""Articles to parsed blocks whose tokens know their place in the article exactly as it came in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from kg.language import tokens
from kg.model import Article, Section, Span
from kg.text.normalize import NormalizedText, normalize
from kg.text.paragraphs import split_paragraphs

# Blocks handed to spaCy at once. Set by hand: small enough that progress shows and memory stays flat.
BATCH = 64
# What Sudachi refuses to read at once is more than this.
MOST_BYTES = 49_149


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (or title) that was parsed on its own.

    Attributes:
        doc: The parse of its normalised text.
        section: The part of the article it stands in.
        start: Where it begins in that section.
        source: The section's text as it came in.
        normalized: The text that was parsed, with the way back.
        parse: The same parse as plain values, for whoever asks much of it.
    """

    doc: Doc
    section: Section
    start: int
    source: str
    normalized: NormalizedText
    parse: tokens.Doc = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the parse."""
        object.__setattr__(self, "parse", tokens.Doc(self.doc))

    @property
    def text(self) -> str:
        """The text that was parsed: what `doc.text` puts together anew at each call."""
        return _readable(self.normalized)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the article behind these half-open character offsets of the parsed text."""
        low, high = self.normalized.original(start, end)
        low, high = low + self.start, high + self.start
        return Span(low, high, self.source[low:high], self.section)

    def span_of(self, span: TokenSpan | tokens.TokenSpan) -> Span:
        """The stretch of the article behind these tokens, without surrounding white space."""
        text = span.text
        start = span.start_char + len(text) - len(text.lstrip())
        end = span.end_char - (len(text) - len(text.rstrip()))
        return self.span(start, end)


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with its parsed blocks, title first."""

    article: Article
    blocks: tuple[Block, ...]


def _blocks_of(article: Article) -> Iterator[tuple[Section, int, str, NormalizedText]]:
    sections = [Section.TITLE, Section.TEXT] if article.has_own_title else [Section.TEXT]
    for section in sections:
        source = article.section(section)
        for start, end in split_paragraphs(source):
            for offset, normalized in _normalize_stretch(source[start:end]):
                if normalized.text.strip():
                    yield section, start + offset, source, normalized


def _normalize_stretch(stretch: str) -> Iterator[tuple[int, NormalizedText]]:
    """The stretch for reading, in as many parts as it takes: one character can stand for eighteen."""
    normalized = normalize(stretch)
    if len(normalized.text.encode()) <= MOST_BYTES:
        yield 0, normalized
        return
    for start, end in split_paragraphs(stretch, limit=len(stretch) // 2):
        for offset, part in _normalize_stretch(stretch[start:end]):
            yield start + offset, part


def _readable(normalized: NormalizedText) -> str:
    """The text for the parser: a hard line break inside a paragraph reads as a space, and no offset moves."""
    return re.sub(r"[\r\n]", " ", normalized.text)


def parse_articles(
    articles: Iterable[Article], pipelines: Mapping[str, Language] | Callable[[str], Language]
) -> Iterator[ParsedArticle]:
    """Parse articles in order. Each must have its language set ("en" or "ja").

    Args:
        articles: What to parse.
        pipelines: The pipeline of each language, or a function that gives it.
    """
    get = pipelines if callable(pipelines) else pipelines.__getitem__
    for lang, group in groupby(articles, key=lambda article: article.lang):
        yield from _parse_group(group, get(lang))


def _parse_group(articles: Iterable[Article], nlp: Language) -> Iterator[ParsedArticle]:
    def texts() -> Iterator[tuple[str, tuple[Article, Section, int, str, NormalizedText] | tuple[Article]]]:
        for article in articles:
            for block in _blocks_of(article):
                yield _readable(block[3]), (article, *block)
            # An empty text marks the end of an article, so that one without any block comes out too.
            yield "", (article,)

    blocks: list[Block] = []
    for doc, context in nlp.pipe(texts(), as_tuples=True, batch_size=BATCH):
        if len(context) == 1:
            yield ParsedArticle(context[0], tuple(blocks))
            blocks = []
        else:
            _, section, start, source, normalized = context
            blocks.append(Block(doc, section, start, source, normalized))
