"""Words to the pieces that the encoder knows, each with the letter case that its lower-case vocabulary drops."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

#: Letter cases of a word; their order is part of the weights.
CASES = ("lower", "capitalised", "upper", "mixed", "number", "other")

# Longer words are cut: nothing is learnt from the tail of a URL, and a text without blanks must not take for ever.
LONGEST_WORD = 60

# The vocabulary holds words and single marks: "don't" is three pieces at least.
_PART = re.compile(r"\w+|[^\w\s]")
_PUNCTUATION = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "."})


@dataclass(frozen=True, slots=True)
class Pieces:
    """A stretch of words as the encoder takes it, framed by its start and end marks.

    Attributes:
        ids: Vocabulary number of each piece.
        cases: Index into ``CASES`` of the word that each piece belongs to.
        first: For each word the position of its first piece.
    """

    ids: Numbers
    cases: Numbers
    first: Numbers


def letter_case(word: str) -> int:
    """Which of ``CASES`` a word is written in."""
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return CASES.index("number")
    if not letters:
        return CASES.index("other")
    if word.islower():
        return CASES.index("lower")
    if word.isupper() and len(letters) > 1:
        return CASES.index("upper")
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return CASES.index("capitalised")
    return CASES.index("mixed")


class WordPieces:
    """A vocabulary of word pieces.

    Args:
        vocabulary: Text file with one piece a line, as BERT models carry it.

    The cutting is that of Wu et al. 2016, "Google's Neural Machine Translation System": longest piece first.
    """

    def __init__(self, vocabulary: Path) -> None:
        pieces = vocabulary.read_text("utf-8").rstrip("\n").split("\n")
        self._processor = WordPieceProcessor(pieces)
        self._size = len(pieces)
        self.start, self.end, self.unknown = (pieces.index(mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self.ids = lru_cache(maxsize=50_000)(self._ids)

    def __len__(self) -> int:
        return self._size

    def _ids(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        for part in _PART.findall(_plain(word[:LONGEST_WORD])):
            numbers, _ = self._processor.encode(part)
            ids.extend([self.unknown] if -1 in numbers else numbers)
        return tuple(ids) or (self.unknown,)

    def encode(self, words: Sequence[str]) -> Pieces:
        """The pieces of some words."""
        ids, cases, first = [self.start], [CASES.index("other")], []
        for word in words:
            pieces = self.ids(word)
            first.append(len(ids))
            ids.extend(pieces)
            cases.extend([letter_case(word)] * len(pieces))
        ids.append(self.end)
        cases.append(CASES.index("other"))
        return Pieces(np.array(ids, np.int64), np.array(cases, np.int64), np.array(first, np.int64))


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_PUNCTUATION).lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
