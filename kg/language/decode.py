"""From scores of BIO tags to names: the best sequence of tags that is one at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Worth of a forbidden step. Finite, so that a word whose scores are all minus infinity cannot turn sums into NaN.
_FORBIDDEN = np.float32(-1e9)


@lru_cache(maxsize=8)
def _steps(tags: tuple[str, ...]) -> tuple[Floats, Floats]:
    """What it costs to begin with a tag, and to go from one tag (row) to the next (column): nothing or everything."""
    inside = {tag: tag[2:] for tag in tags if tag.startswith("I-")}
    start = np.array([_FORBIDDEN if tag in inside else 0 for tag in tags], dtype=np.float32)
    steps = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for row, before in enumerate(tags):
        for column, tag in enumerate(tags):
            if tag in inside and before[2:] != inside[tag]:
                steps[row, column] = _FORBIDDEN
    return start, steps


def best_tags(scores: Floats, tags: Sequence[str]) -> list[int]:
    """The likeliest sequence in which every ``I-x`` follows a ``B-x`` or an ``I-x``.

    Args:
        scores: Log-probabilities, one row per word and one column per tag.
        tags: The BIO tag of each column.

    Returns:
        The column chosen for each word.
    """
    if not len(scores):
        return []
    start, steps = _steps(tuple(tags))
    columns = np.arange(len(tags))
    total = np.maximum(scores[0], _FORBIDDEN) + start
    back = np.zeros(scores.shape, dtype=np.intp)
    for word in range(1, len(scores)):
        paths = total[:, None] + steps
        back[word] = paths.argmax(axis=0)
        total = paths[back[word], columns] + np.maximum(scores[word], _FORBIDDEN)
        # Only differences matter; without this a long text would drown them in rounding.
        total -= total.max()
    best = [int(total.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        best.append(int(back[word, best[-1]]))
    return best[::-1]


def name_spans(scores: Floats, tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names of the likeliest sequence.

    Args:
        scores: Log-probabilities, one row per word and one column per tag.
        tags: The BIO tag of each column.

    Returns:
        Start, end (exclusive) and label of each name, from left to right.
    """
    spans: list[tuple[int, int, str]] = []
    for word, column in enumerate(best_tags(scores, tags)):
        kind, _, label = tags[column].partition("-")
        if kind == "B":
            spans.append((word, word + 1, label))
        elif kind == "I":
            start, _, label = spans[-1]
            spans[-1] = (start, word + 1, label)
    return spans
