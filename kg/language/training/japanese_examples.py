"""From texts with names to what the Japanese network is trained on."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from kg.language.japanese_words import Ints, WordReader, script_of, vector_rows
from kg.language.training.japanese import NamedText
from kg.language.training.spans import OUTSIDE, UNKNOWN, Span, tag_span

# Sudachi's parts of speech that no name consists of.
_NEVER_NAMES = (
    "助詞",
    "助動詞",
    "動詞",
    "形容詞",
    "形状詞",
    "副詞",
    "接続詞",
    "連体詞",
    "代名詞",
    "感動詞",
    "補助記号-句点",
    "補助記号-読点",
)
_KATAKANA, _UPPER, _LOWER = (script_of(letter) for letter in "カAa")


@dataclass(frozen=True)
class Analysis:
    """What GiNZA makes of a text.

    Attributes:
        text: The text with its names.
        forms: Words as written.
        starts: Where they start in the text.
        parts: Their parts of speech in Sudachi's terms.
        rows: Their rows in the table of word vectors.
        context: GiNZA's encoding of each word.
        opinion: BIO tags of GiNZA's own names, with its own labels.
    """

    text: NamedText
    forms: list[str]
    starts: list[int]
    parts: list[str]
    rows: Ints
    context: NDArray[np.float16]
    opinion: list[str]

    @property
    def ends(self) -> list[int]:
        """Where the words end in the text."""
        return [start + len(form) for start, form in zip(self.starts, self.forms, strict=True)]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of text that words cover."""
        return self.starts[start], self.ends[end - 1]


def analyse(texts: Iterable[NamedText], nlp: Language, kept: Path | None = None) -> list[Analysis]:
    """Runs GiNZA over texts.

    Args:
        texts: The texts.
        nlp: GiNZA; of its components ``tok2vec`` and ``ner`` are used.
        kept: File from which the result is taken if it is that of these texts, and in which it is kept.

    Returns:
        Their analyses, without those of empty texts.
    """
    texts = [text for text in texts if text.text]
    if kept is not None and kept.is_file():
        found: list[Analysis] = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
        if [one.text for one in found] == texts:
            return found
    analyses = list(_analyse(texts, nlp))
    if kept is not None:
        kept.write_bytes(pickle.dumps(analyses, protocol=5))
    return analyses


def _analyse(texts: Sequence[NamedText], nlp: Language) -> Iterator[Analysis]:
    needed = {"tok2vec", "ner"}
    with nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in needed]):
        for text, doc in zip(texts, nlp.pipe((text.text for text in texts), batch_size=32), strict=True):
            yield Analysis(
                text,
                [token.text for token in doc],
                [token.idx for token in doc],
                [token.tag_ for token in doc],
                vector_rows(doc),
                doc.tensor.astype(np.float16),
                [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else OUTSIDE for token in doc],
            )


def alphabet(analyses: Iterable[Analysis]) -> WordReader:
    """The letters and parts of speech worth an index of their own."""
    letters: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    for analysis in analyses:
        letters.update("".join(analysis.forms))
        parts.update(analysis.parts)
    return WordReader(
        "".join(sorted(letter for letter, count in letters.items() if count >= 3)),
        sorted(part for part, count in parts.items() if count >= 5),
    )


def tags_of(analysis: Analysis) -> list[str]:
    """BIO tags of the words; unknown where the source says nothing, or cuts through a word."""
    starts = {start: index for index, start in enumerate(analysis.starts)}
    ends = {end: index + 1 for index, end in enumerate(analysis.ends)}
    tags = [OUTSIDE] * len(analysis.forms)
    if not analysis.text.complete:
        for start, end in _possible_names(analysis):
            tag_span(tags, Span(start, end, UNKNOWN))
    for name in analysis.text.names:
        first, last = starts.get(name.start), ends.get(name.end)
        if first is not None and last is not None and name.label != UNKNOWN:
            tag_span(tags, Span(first, last, name.label))
            continue
        for index, (low, high) in enumerate(zip(analysis.starts, analysis.ends, strict=True)):
            if low < name.end and name.start < high and tags[index] == OUTSIDE:
                tags[index] = UNKNOWN
    return tags


def _possible_names(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Runs of nouns and signs with a word in them that looks like a name to us or to GiNZA."""
    start = 0
    for index in range(len(analysis.forms) + 1):
        if index < len(analysis.forms) and not analysis.parts[index].startswith(_NEVER_NAMES):
            continue
        if any(_looks_like_name(analysis, inside) for inside in range(start, index)):
            yield start, index
        start = index + 1


def _looks_like_name(analysis: Analysis, index: int) -> bool:
    if analysis.opinion[index] != OUTSIDE or analysis.parts[index].startswith(("名詞-固有", "補助記号")):
        return True
    return {script_of(letter) for letter in analysis.forms[index]} <= {_KATAKANA, _UPPER, _LOWER}
