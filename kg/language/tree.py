"""From scores of heads to the best tree over a sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.language.decode import Floats

# Larger than any sum of scores in a sentence: one more root is worse than anything else.
_ROOT_PENALTY = 1e6
_NEVER = -1e12

Heads = NDArray[np.intp]
Doubles = NDArray[np.float64]


def best_tree(scores: Floats) -> Heads:
    """The tree with one root whose arcs score best.

    Args:
        scores: One row per word, one column per possible head; the last column is the root.

    Returns:
        The head of each word; the number of words for the root.

    The greedy choice is a tree nearly always; where it is not, the algorithm of Chu and Liu 1965 and Edmonds 1967
    finds the best one.
    """
    words = len(scores)
    likelihoods = np.full((words, words + 1), _NEVER)
    likelihoods[:] = scores
    likelihoods[np.arange(words), np.arange(words)] = _NEVER
    likelihoods -= likelihoods.max(axis=1, keepdims=True)
    likelihoods -= np.log(np.exp(likelihoods).sum(axis=1, keepdims=True))
    greedy: Heads = likelihoods.argmax(axis=1)
    if is_tree(greedy):
        return greedy
    likelihoods[:, words] -= _ROOT_PENALTY
    return _arborescence(likelihoods)


def is_tree(heads: Heads) -> bool:
    """Whether every word leads up to one single root."""
    words = len(heads)
    return int((heads == words).sum()) == 1 and not len(_circle(heads))


def _circle(heads: Heads) -> Heads:
    """The words of one circle, none if every way up ends at the root."""
    words = len(heads)
    above = np.append(heads, words)
    # Doubling the step each time, whatever has not come to the root in the end is on a circle or below one.
    step = above
    for _ in range(words.bit_length()):
        step = step[step]
    astray = np.flatnonzero(step != words)
    if not len(astray):
        return astray
    members = [int(step[astray[0]])]
    while (head := int(above[members[-1]])) != members[0]:
        members.append(head)
    return np.array(sorted(members))


def _arborescence(scores: Doubles) -> Heads:
    """Heads that score best: where the best ones run in a circle, the circle is made one word and broken up after."""
    heads: Heads = scores.argmax(axis=1)
    circle = _circle(heads)
    if not len(circle):
        return heads
    words = len(scores)
    rest = np.setdiff1d(np.arange(words), circle)
    kept = scores[circle, heads[circle]]
    # The circle's row: entering at a word gives up that word's arc inside. Its column: the best word to hang on.
    entering = scores[circle] - kept[:, None]
    entry = entering.argmax(axis=0)
    leaving = scores[np.ix_(rest, circle)]
    exits = leaving.argmax(axis=1)
    smaller = np.full((len(rest) + 1, len(rest) + 2), _NEVER)
    columns = np.append(rest, words)  # the words outside, then the root; the circle stands in between
    places = np.append(np.arange(len(rest)), len(rest) + 1)
    smaller[: len(rest), places] = scores[np.ix_(rest, columns)]
    smaller[: len(rest), len(rest)] = leaving.max(axis=1, initial=_NEVER)
    smaller[len(rest), places] = entering.max(axis=0)[columns]
    chosen = _arborescence(smaller)
    result = heads.copy()
    outside = np.append(np.append(rest, -1), words)
    result[rest] = outside[chosen[: len(rest)]]
    hanging = chosen[: len(rest)] == len(rest)
    result[rest[hanging]] = circle[exits[hanging]]
    above = outside[chosen[len(rest)]]
    entered = circle[entry[above]]
    result[entered] = above
    return result
