"""A parse as plain Python values, in spaCy's own terms.

spaCy keeps a parse in C and makes a new object or string each time that a token is asked for anything. Extraction asks
some hundred times per token, which took a third of its time; so the parse is read once, and asked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import overload

import spacy.tokens
from spacy.tokens.morphanalysis import MorphAnalysis


@lru_cache(maxsize=1024)
def _features(morph: MorphAnalysis) -> Mapping[str, list[str]]:
    return {name: morph.get(name, []) for name in morph.to_dict()}


class Token:
    """A token with the attributes that spaCy gives it; two of them are equal only where they are the same one."""

    __slots__ = (
        "__weakref__",
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "tag_",
        "text",
    )
    head: Token
    children: tuple[Token, ...]

    def __init__(self, doc: Doc, source: spacy.tokens.Token) -> None:
        self.doc = doc
        self.i = source.i
        self.idx = source.idx
        self.text = source.text
        self.lower_ = source.lower_
        self.lemma_ = source.lemma_
        self.pos_ = source.pos_
        self.tag_ = source.tag_
        self.dep_ = source.dep_
        self.morph = _features(source.morph)
        self.is_punct = source.is_punct
        self.is_sent_start = bool(source.is_sent_start)
        self.head = self
        self.children = ()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """Whether it is all letters."""
        return self.text.isalpha()

    @property
    def is_joined(self) -> bool:
        """Whether the next token follows without a space."""
        following = self.i + 1
        return following < len(self.doc) and self.doc[following].idx == self.idx + len(self.text)

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        return [one for one in self.children if one.i < self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all that hangs on it, in order."""
        rights = iter(self.children)
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in rights:
            if child.i > self.i:
                yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self.doc.tokens[self.doc.source[self.i].left_edge.i]

    @property
    def sent(self) -> TokenSpan:
        """The sentence that it stands in, as the parser cut it."""
        tokens, start, end = self.doc.tokens, self.i, self.i + 1
        while start > 0 and not tokens[start].is_sent_start:
            start -= 1
        while end < len(tokens) and not tokens[end].is_sent_start:
            end += 1
        return TokenSpan(self.doc, start, end)

    def nbor(self, distance: int) -> Token:
        """The token so many places on."""
        return self.doc[self.i + distance]


class Doc:
    """The tokens of a text.

    Args:
        source: The parse as spaCy gives it.
    """

    __slots__ = ("__weakref__", "lang", "source", "text", "tokens")

    def __init__(self, source: spacy.tokens.Doc) -> None:
        self.source = source
        self.text = source.text
        self.lang = source.vocab.lang
        self.tokens = [Token(self, one) for one in source]
        below: dict[int, list[Token]] = {}
        for token, one in zip(self.tokens, source, strict=True):
            head = one.head.i
            if head != token.i:
                token.head = self.tokens[head]
                below.setdefault(head, []).append(token)
        for head, children in below.items():
            self.tokens[head].children = tuple(children)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> TokenSpan: ...
    def __getitem__(self, at: int | slice) -> Token | TokenSpan:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return TokenSpan(self, start, max(start, end))
        return self.tokens[at]

    @property
    def sents(self) -> Iterator[TokenSpan]:
        """The sentences as the parser cut them."""
        starts = [0, *(one.i for one in self.tokens[1:] if one.is_sent_start), len(self.tokens)]
        return (TokenSpan(self, start, end) for start, end in pairwise(starts) if start < end)

    def covering(self, start: int, end: int) -> TokenSpan | None:
        """The tokens that a stretch of characters touches; None where it touches none."""
        span = self.source.char_span(start, end, alignment_mode="expand")
        return None if span is None else TokenSpan(self, span.start, span.end)


class TokenSpan:
    """Tokens in a row."""

    __slots__ = ("doc", "end", "start", "tokens")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.tokens = doc.tokens[start:end]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> TokenSpan: ...
    def __getitem__(self, at: int | slice) -> Token | TokenSpan:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return TokenSpan(self.doc, self.start + start, self.start + max(start, end))
        return self.tokens[at]

    @property
    def start_char(self) -> int:
        """Its first character in the text."""
        return self.tokens[0].idx

    @property
    def end_char(self) -> int:
        """One past its last."""
        last = self.tokens[-1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text, without what stands behind the last token."""
        return self.doc.text[self.start_char : self.end_char] if self.tokens else ""

    @property
    def root(self) -> Token:
        """The token that the others hang on."""
        return self.doc.tokens[self.doc.source[self.start : self.end].root.i]
