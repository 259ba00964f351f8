"""Batches for the Japanese network."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from kg.language.japanese_words import WordReader
from kg.language.training.japanese_examples import Analysis, tags_of
from kg.language.training.spans import UNKNOWN

#: Target of a word about which nothing is known.
IGNORED = -100
# Words of one text that are looked at in training.
_LONGEST = 300
# Share of the texts that are joined with others, and of how many: news come in paragraphs, the data in sentences.
_JOINED, _MOST_JOINED = 0.3, 4


@dataclass(frozen=True)
class Example:
    """One text as tensors, a row per word; the source is its number."""

    parts: tuple[Tensor, ...]
    source: int

    def __len__(self) -> int:
        return len(self.parts[0])


@dataclass(frozen=True)
class Batch:
    """Texts of about the same length, padded.

    Attributes:
        rows: Rows in the table of word vectors, -1 for none.
        context: GiNZA's encoding of the words.
        tags: Parts of speech.
        letters: Letters of the words.
        scripts: Kinds of writing of these letters.
        targets: Right BIO tags.
        sources: Source of each text.
        lengths: Words of each text.
    """

    rows: Tensor
    context: Tensor
    tags: Tensor
    letters: Tensor
    scripts: Tensor
    targets: Tensor
    sources: Tensor
    lengths: Tensor


def to_examples(
    analyses: Iterable[Analysis],
    reader: WordReader,
    tags: Sequence[str],
    habits: Mapping[str, int],
) -> list[Example]:
    """Turns analyses into tensors.

    Args:
        analyses: Analysed texts.
        reader: Knows letters and parts of speech.
        tags: Our BIO tags.
        habits: Number of each source.
    """
    numbers = {tag: index for index, tag in enumerate(tags)} | {UNKNOWN: IGNORED}
    examples: list[Example] = []
    for analysis in analyses:
        words = reader.read(analysis.forms, analysis.parts, analysis.rows)
        arrays = (
            words.rows,
            analysis.context,
            words.tags,
            words.letters,
            words.scripts,
            np.array([numbers[tag] for tag in tags_of(analysis)], dtype=np.int64),
        )
        parts = tuple(torch.from_numpy(array) for array in arrays)
        examples.append(Example(parts, habits[analysis.text.source]))
    return examples


def group(examples: Sequence[Example], words: int, choice: random.Random) -> list[list[Example]]:
    """Shuffles examples, joins some of them and puts those of about the same length together.

    Args:
        examples: The examples.
        words: Words in a batch, padding included.
        choice: Source of chance.
    """
    joined = sorted(_join(examples, choice), key=lambda example: len(example) + choice.random() * 8)
    batches: list[list[Example]] = [[]]
    for example in joined:
        if batches[-1] and (len(batches[-1]) + 1) * min(len(example), _LONGEST) > words:
            batches.append([])
        batches[-1].append(example)
    choice.shuffle(batches)
    return [batch for batch in batches if batch]


def collate(examples: Sequence[Example]) -> Batch:
    """Pads examples to the same length."""
    padding = (-1, 0, 0, 0, 0, IGNORED)
    rows, context, tags, letters, scripts, targets = (
        pad_sequence([example.parts[index][:_LONGEST] for example in examples], batch_first=True, padding_value=value)
        for index, value in enumerate(padding)
    )
    sources = torch.tensor([example.source for example in examples])
    lengths = torch.tensor([min(len(example), _LONGEST) for example in examples])
    return Batch(rows, context, tags, letters, scripts, targets, sources, lengths)


def _join(examples: Sequence[Example], choice: random.Random) -> list[Example]:
    by_source: dict[int, list[Example]] = {}
    for example in examples:
        by_source.setdefault(example.source, []).append(example)
    joined: list[Example] = []
    for source, same in sorted(by_source.items()):
        rest = iter(choice.sample(same, len(same)))
        count = 1
        while some := list(islice(rest, count)):
            parts = tuple(torch.cat(columns) for columns in zip(*(one.parts for one in some), strict=True))
            joined.append(Example(parts, source) if len(some) > 1 else some[0])
            count = choice.randint(2, _MOST_JOINED) if choice.random() < _JOINED else 1
    return joined
