"""Grouping of consecutive sentences into short training documents."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar


class HasDocument(Protocol):
    """Anything that knows which document it was taken from."""

    document: str


SentenceT = TypeVar("SentenceT", bound=HasDocument)


def group_sentences(sentences: Iterable[SentenceT], longest: int, seed: int) -> Iterator[list[SentenceT]]:
    """Cuts documents into runs of random length.

    A parser that only ever sees single sentences never learns where one ends,
    and one that always sees whole documents fails on a lone headline.

    Args:
        sentences: Sentences in document order.
        longest: Largest number of sentences in one group.
        seed: Seed of the random lengths.

    Yields:
        Consecutive sentences of one document.
    """
    lengths = random.Random(seed)
    group: list[SentenceT] = []
    size = lengths.randint(1, longest)
    for sentence in sentences:
        if group and (len(group) == size or sentence.document != group[0].document):
            yield group
            group = []
            size = lengths.randint(1, longest)
        group.append(sentence)
    if group:
        yield group
