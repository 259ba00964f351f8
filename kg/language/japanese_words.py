"""What the Japanese names component knows about each word before it reads the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

#: Letters of a word that are looked at: as many from its beginning as from its end.
LETTERS = 12
# Index 0 of every list stands for nothing (padding), 1 for what the training data did not have.
_NOTHING, _UNSEEN = 0, 1
_FIRST = 2
# Set by hand: words kept so that they need not be spelt again.
_REMEMBERED = 50_000

SCRIPTS = 10


def script_of(letter: str) -> int:
    """The kind of writing a letter belongs to, from 1; 0 is kept for no letter."""
    code = ord(letter)
    if 0x3041 <= code <= 0x309F:
        return 1
    if 0x30A0 <= code <= 0x30FF:
        return 2
    if 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or letter in "々〆〇":
        return 3
    if letter.isdigit():
        return 4
    if letter.isascii():
        if letter.isupper():
            return 5
        return 6 if letter.islower() else 7
    return 8 if letter.isalpha() else 9


@dataclass(frozen=True)
class Words:
    """The words of one text as rows of arrays.

    Attributes:
        rows: Row of each word in the pipeline's table of vectors, -1 for none.
        tags: Index of its part of speech in Sudachi's terms.
        letters: Indexes of its letters.
        scripts: Kinds of writing of its letters.
    """

    rows: Ints
    tags: Ints
    letters: Ints
    scripts: Ints

    def __len__(self) -> int:
        return len(self.rows)


@dataclass
class WordReader:
    """Looks words up.

    Attributes:
        letters: The letters that have an index of their own, in the order of these indexes.
        tags: The same for parts of speech.
    """

    letters: str
    tags: Sequence[str]
    _letter_index: dict[str, int] = field(init=False, repr=False)
    _tag_index: dict[str, int] = field(init=False, repr=False)
    _spelt: dict[str, tuple[list[int], list[int]]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._letter_index = {letter: index for index, letter in enumerate(self.letters, _FIRST)}
        self._tag_index = {tag: index for index, tag in enumerate(self.tags, _FIRST)}

    @property
    def letter_count(self) -> int:
        """Number of different indexes of letters."""
        return len(self.letters) + _FIRST

    @property
    def tag_count(self) -> int:
        """Number of different indexes of parts of speech."""
        return len(self.tags) + _FIRST

    def read(self, forms: Sequence[str], tags: Sequence[str], rows: Ints) -> Words:
        """The features of words.

        Args:
            forms: Words as written.
            tags: Their parts of speech in Sudachi's terms.
            rows: Their rows in the table of vectors.
        """
        spelt = [self._spell(form) for form in forms]
        return Words(
            rows,
            np.array([self._tag_index.get(tag, _UNSEEN) for tag in tags], dtype=np.int64),
            np.array([letters for letters, _ in spelt], dtype=np.int64).reshape(len(forms), LETTERS),
            np.array([scripts for _, scripts in spelt], dtype=np.int64).reshape(len(forms), LETTERS),
        )

    def _spell(self, form: str) -> tuple[list[int], list[int]]:
        known = self._spelt.get(form)
        if known is not None:
            return known
        shown = form if len(form) <= LETTERS else form[: LETTERS // 2] + form[-LETTERS // 2 :]
        empty = [_NOTHING] * (LETTERS - len(shown))
        letters = [self._letter_index.get(letter, _UNSEEN) for letter in shown]
        spelt = letters + empty, [script_of(letter) for letter in shown] + empty
        if len(self._spelt) < _REMEMBERED:
            self._spelt[form] = spelt
        return spelt


def vector_rows(doc: Doc) -> Ints:
    """Row of each word's vector: that of its form, else of its normal form, its lemma or its last part."""
    vectors = doc.vocab.vectors
    keys = np.array([[token.orth, token.norm, token.lemma] for token in doc], dtype=np.uint64).reshape(len(doc), 3)
    rows = np.full(len(doc), -1, dtype=np.int64)
    for column in range(3):
        missing = np.flatnonzero(rows < 0)
        if len(missing):
            rows[missing] = vectors.find(keys=keys[missing, column])
    for index, parts in enumerate(doc.user_data.get("sub_tokens") or ()):
        if rows[index] < 0 and parts and parts[0]:
            rows[index] = int(vectors.find(key=doc.vocab.strings[parts[0][-1].surface]))
    return rows
