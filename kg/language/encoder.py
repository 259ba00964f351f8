"""The network of a pipeline as ONNX Runtime runs it: words in, scores out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from kg.language.decode import Floats
from kg.language.wordpieces import Pieces, WordPieces

# Pieces that are read at once; the network was trained on up to 400. Set by hand, not tuned.
WINDOW = 256
# Pieces on either side that a window shares with the next one, so that every word is read with its surroundings. Set
# by hand.
MARGIN = 48

Scores = dict[str, Floats]


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """Opens a graph for one thread of one processor: the same numbers wherever it runs, and no idle threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


class Encoder:
    """Scores of all heads for every word of a text.

    Each text goes through alone: the eight-bit arithmetic rounds by the largest number it sees, so that a neighbour
    in a batch would change the result.

    Args:
        folder: Holds ``encoder.onnx``, ``labels.onnx`` and ``vocabulary.txt``.
    """

    def __init__(self, folder: Path) -> None:
        self._vocabulary = WordPieces(folder / "vocabulary.txt")
        self._encoder = open_session(folder / "encoder.onnx")
        self._labels = open_session(folder / "labels.onnx")
        self._outputs = [output.name for output in self._encoder.get_outputs()]

    def scores(self, words: Sequence[str]) -> Scores:
        """Scores by head, one row per word."""
        parts: list[Scores] = []
        for start, end, keep_from, keep_to in windows([len(self._vocabulary.ids(word)) for word in words]):
            read = self._read(self._vocabulary.encode(words[start:end]))
            parts.append({name: rows[keep_from - start : keep_to - start] for name, rows in read.items()})
        return parts[0] if len(parts) == 1 else {n: np.concatenate([part[n] for part in parts]) for n in parts[0]}

    def label_scores(self, dependents: Floats, heads: Floats) -> Floats:
        """Scores of the dependency labels for arcs given by the vectors of their two ends."""
        (scores,) = self._labels.run(None, {"dependents": dependents[None], "heads": heads[None]})
        return np.asarray(scores[0], np.float32)

    def _read(self, pieces: Pieces) -> Scores:
        feed: Mapping[str, np.ndarray] = {
            "ids": pieces.ids[None],
            "cases": pieces.cases[None],
            "first": pieces.first[None],
        }
        return {name: rows[0] for name, rows in zip(self._outputs, self._encoder.run(None, feed), strict=True)}


def windows(lengths: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Cuts a text into overlapping windows.

    Args:
        lengths: Pieces of each word.

    Yields:
        First and last word (exclusive) to read, and the first and last (exclusive) to keep of them. What is kept
        adds up to the whole text, and no window is longer than ``WINDOW`` pieces unless one word is.
    """
    ends = np.cumsum(lengths)
    if not len(ends) or ends[-1] <= WINDOW:
        yield 0, len(lengths), 0, len(lengths)
        return
    keep_from = 0
    while keep_from < len(lengths):
        before = ends[keep_from - 1] if keep_from else 0
        start = int(np.searchsorted(ends, before - MARGIN, side="right")) if keep_from else 0
        read_from = ends[start - 1] if start else 0
        end = max(int(np.searchsorted(ends, read_from + WINDOW, side="right")), keep_from + 1)
        is_last = end == len(lengths)
        keep_to = (
            end if is_last else max(int(np.searchsorted(ends, ends[end - 1] - MARGIN, side="right")), keep_from + 1)
        )
        yield start, end, keep_from, keep_to
        keep_from = keep_to
