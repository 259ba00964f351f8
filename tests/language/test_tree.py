"""The best tree over a sentence, checked against another implementation of the same algorithm."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kg.language.tree import best_tree, is_tree

SCORES = st.integers(1, 7).flatmap(
    lambda words: arrays.arrays(np.float32, (words, words + 1), elements=st.floats(-9, 9, width=32))
)


def likelihood(scores: np.ndarray) -> np.ndarray:
    own = np.eye(*scores.shape, dtype=bool)
    exponents = np.where(own, -np.inf, scores.astype(float))
    return exponents - np.log(np.exp(exponents).sum(axis=1, keepdims=True))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([[0, 9]], [1]),
        ([[0, 1, 5], [5, 0, 1]], [2, 0]),
        # Both words like each other best; the circle is broken where it costs less.
        ([[0, 9, 5], [9, 0, 1]], [2, 0]),
        # Both words would be the root; only the better one may.
        ([[0, 1, 9], [4, 0, 6]], [2, 0]),
    ],
)
def test_best_tree(scores: list[list[float]], expected: list[int]) -> None:
    assert best_tree(np.array(scores, np.float32)).tolist() == expected


@pytest.mark.parametrize(
    ("heads", "expected"), [([1], True), ([2, 0], True), ([1, 0], False), ([2, 2], False), ([1, 2, 0, 4], False)]
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(np.array(heads)) is expected


@given(SCORES)
def test_agrees_with_networkx(scores: np.ndarray) -> None:
    words = len(scores)
    worth = likelihood(scores)
    graph = nx.DiGraph()
    for word in range(words):
        for head in range(words + 1):
            if head != word:
                graph.add_edge(head, word, weight=worth[word, head] - (1e4 if head == words else 0))
    best = sum(worth[word, head] for head, word in nx.maximum_spanning_arborescence(graph).edges)
    heads = best_tree(scores)
    assert is_tree(heads)
    assert sum(worth[np.arange(words), heads]) == pytest.approx(best, abs=1e-3)
