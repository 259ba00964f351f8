"""BIO tags, spans over words and blanks guessed for tokenised text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Tag of a word about which a source says nothing; spaCy's missing value.
UNKNOWN = ""
OUTSIDE = "O"

_NO_SPACE_BEFORE = frozenset(
    [".", ",", ";", ":", "!", "?", "%", ")", "]", "}", "''", "'s", "'S", "n't", "'m", "'re", "'ve", "'ll", "'d", "..."]
)
_NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "€", "£", "¥", "``", "#", "US$"])


@dataclass
class NameSentence:
    """One sentence with its names.

    Attributes:
        document: Identifier of the document that the sentence comes from.
        words: Word forms; joined with ``spaces`` they give the raw text.
        spaces: Whether a space follows each word.
        tags: ``B-``/``I-`` tags with project labels, ``OUTSIDE`` or ``UNKNOWN``.
    """

    document: str
    words: list[str]
    spaces: list[bool]
    tags: list[str]


@dataclass(frozen=True)
class Span:
    """A labelled stretch of words, ``end`` exclusive."""

    start: int
    end: int
    label: str


def read_spans(tags: Iterable[str]) -> list[Span]:
    """Collects the spans of BIO tags.

    Args:
        tags: BIO tags; a stray ``I-`` opens a span.

    Returns:
        The spans from left to right.
    """
    spans: list[Span] = []
    for index, tag in enumerate(tags):
        kind, _, label = tag.partition("-")
        previous = spans[-1] if spans else None
        if kind == "I" and previous and previous.end == index and previous.label == label:
            spans[-1] = Span(previous.start, index + 1, label)
        elif kind in {"B", "I"}:
            spans.append(Span(index, index + 1, label))
    return spans


def tag_span(tags: list[str], span: Span) -> None:
    """Writes a span into tags, in place.

    Args:
        tags: Tags of a sentence.
        span: The span; the label ``UNKNOWN`` clears its words to unknown.
    """
    for index in range(span.start, span.end):
        if span.label == UNKNOWN:
            tags[index] = UNKNOWN
        else:
            tags[index] = f"{'B' if index == span.start else 'I'}-{span.label}"


def map_labels(tags: list[str], labels: Mapping[str, str]) -> list[str]:
    """Translates the labels of a source.

    Args:
        tags: BIO tags of the source.
        labels: Project label, or ``UNKNOWN``, of each source label; spans with
            any other label are no name to us.

    Returns:
        BIO tags with project labels.
    """
    result = [OUTSIDE] * len(tags)
    for span in read_spans(tags):
        if span.label in labels:
            tag_span(result, Span(span.start, span.end, labels[span.label]))
    return result


def guess_spaces(words: list[str]) -> list[bool]:
    """Guesses where a tokenised sentence had blanks.

    Args:
        words: Word forms in Penn Treebank style.

    Returns:
        Whether a space follows each word.
    """
    spaces: list[bool] = []
    inside_quotes = False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        space = following not in _NO_SPACE_BEFORE and word not in _NO_SPACE_AFTER
        if word == '"':
            inside_quotes = not inside_quotes
            space = space and not inside_quotes
        elif following == '"' and inside_quotes:
            space = False
        spaces.append(space)
    return spaces
