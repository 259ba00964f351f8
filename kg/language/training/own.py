"""The project's own annotated sentences: tech news with its names marked as ``{Organization|Nvidia}``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from kg.language.training.spans import OUTSIDE, UNKNOWN, NameSentence, Span, tag_span

ENGLISH = Path(__file__).with_name("own_en.txt")
JAPANESE = Path(__file__).with_name("own_ja.txt")

#: Labels that no other source has.
OURS_ALONE = ("Role", "Quantity")

_MARK = re.compile(r"\{(\w+)\|([^{}|]+)\}")

CharSpan = tuple[int, int, str]


def read_marked(path: Path) -> list[tuple[str, list[CharSpan]]]:
    """Reads marked text.

    Args:
        path: Text file, an item a line; lines that begin with ``#`` are comments.

    Returns:
        The plain text of each item with half-open character offsets and labels.

    Raises:
        ValueError: A mark is not closed or has no label.
    """
    items = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, spans, end = "", [], 0
        for mark in _MARK.finditer(line):
            text += line[end : mark.start()]
            spans.append((len(text), len(text) + len(mark[2]), mark[1]))
            text += mark[2]
            end = mark.end()
        text += line[end:]
        if "{" in text or "}" in text:
            raise ValueError(f"{path.name}, line {number}: a mark is not closed")
        items.append((text, spans))
    return items


def read_own(path: Path, nlp: Language) -> list[NameSentence]:
    """The marked text as words and tags; a name that the tokenizer cuts through is unknown.

    Args:
        path: The marked text.
        nlp: Whose tokenizer to use.
    """
    sentences = []
    for text, spans in read_marked(path):
        doc = nlp.make_doc(text)
        tags = [OUTSIDE] * len(doc)
        for start, end, label in spans:
            exact = doc.char_span(start, end)
            around = exact or doc.char_span(start, end, alignment_mode="expand")
            if around is not None:
                tag_span(tags, Span(around.start, around.end, label if exact else UNKNOWN))
        words = [token.text for token in doc]
        sentences.append(NameSentence("own", words, [bool(token.whitespace_) for token in doc], tags))
    return sentences


def hide_our_labels(sentences: Iterable[NameSentence], own: Iterable[NameSentence]) -> list[NameSentence]:
    """Makes unknown, in sources without them, the words that may belong to a role or a quantity.

    Args:
        sentences: Sentences of other sources.
        own: Sentences with all labels.

    Returns:
        The sentences; words outside any name that mostly stand in a role or quantity in our own sentences are
        unknown, so are numbers and the words behind them.
    """
    inside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for sentence in own:
        for word, tag in zip(sentence.words, sentence.tags, strict=True):
            everywhere[word.lower()] += 1
            inside[word.lower()] += tag[2:] in OURS_ALONE
    ours = {word for word, count in inside.items() if 2 * count > everywhere[word]}
    return [replace(sentence, tags=_hidden(sentence, ours)) for sentence in sentences]


def _hidden(sentence: NameSentence, ours: Set[str]) -> list[str]:
    tags, behind_number = [], False
    for word, tag in zip(sentence.words, sentence.tags, strict=True):
        is_number = word[0].isdigit()
        hidden = tag == OUTSIDE and (is_number or behind_number or word.lower() in ours)
        tags.append(UNKNOWN if hidden else tag)
        behind_number = is_number
    return tags
