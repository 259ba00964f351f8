"""The stretches of a text that are parsed on their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]+")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_CLOSED = tuple('.!?。！？」』)）”":：')
_SENTENCE_END = re.compile(r"[。！？]+[」』)）”\"]*|[.!?][)\"'”’]*(?=\s)")
_WORD_END = re.compile(r"\S(?=\s)")
_LAST_LATIN_LETTER = "\u024f"


def split_paragraphs(text: str, *, limit: int = 4000) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the stretches to be parsed on their own, in order, trimmed and never empty.

    A line break ends a stretch unless it is a hard wrap inside a sentence.

    Args:
        text: Any text.
        limit: The most code points of a stretch; longer ones are cut at the last sentence end before it, else at
            white space, else anywhere. Sudachi refuses inputs of more than 49,149 bytes.
    """
    for start, end in _join_wrapped(text):
        yield from _cut(text, start, end, limit)


def _join_wrapped(text: str) -> Iterator[tuple[int, int]]:
    """Lines, with those joined that only a hard wrap separates."""
    start = end = -1
    for line in _LINE.finditer(text):
        line_start, line_end = _trim(text, line.start(), line.end())
        if line_start == line_end:
            continue
        if start >= 0 and not _is_wrap(text, end, line_start):
            yield start, end
            start = -1
        if start < 0:
            start = line_start
        end = line_end
    if start >= 0:
        yield start, end


def _is_wrap(text: str, end: int, start: int) -> bool:
    """Whether a sentence goes on from the line that ends at `end` to the one that starts at `start`."""
    is_lower_latin = text[start].islower() and text[start] <= _LAST_LATIN_LETTER
    return is_lower_latin and text[end - 1] not in _CLOSED and len(_LINE_BREAK.findall(text, end, start)) == 1


def _cut(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    while end - start > limit:
        last = start + limit
        cut = _last_end(_SENTENCE_END, text, start, last) or _last_end(_WORD_END, text, start, last) or last
        trimmed = _trim(text, start, cut)
        if trimmed[0] < trimmed[1]:
            yield trimmed
        start, _ = _trim(text, cut, end)
    if start < end:
        yield start, end


def _last_end(pattern: re.Pattern[str], text: str, start: int, last: int) -> int:
    """Where the last match that ends by `last` ends, or 0; a lookahead sees one character more."""
    found = 0
    for match in pattern.finditer(text, start, last + 1):
        if match.end() <= last:
            found = match.end()
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
