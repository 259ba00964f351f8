"""Examples to the tensors that the network learns from."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kg.language.lemma_rules import rule_for
from kg.language.training.casing import vary
from kg.language.training.examples import Example
from kg.language.training.network import TAGGERS, Batch
from kg.language.training.spans import UNKNOWN
from kg.language.wordpieces import Pieces, WordPieces

IGNORED = -100
# Pieces in a batch, padding included: what one core does in a second and a half.
BATCH_PIECES = 2048
# Examples of like length are batched together; this many are sorted at a time, so that batches stay random.
SORTED_AT_ONCE = 1024
LONGEST = 400
# Lemma rules seen less often than this are errors or good for one word only.
RARE = 2

Labels = dict[str, list[str]]


def collect_labels(examples: Iterable[Example]) -> Labels:
    """The labels of each head, in a fixed order.

    Args:
        examples: What the network will learn from.
    """
    seen: dict[str, Counter[str]] = {name: Counter() for name in (*TAGGERS, "dep")}
    for example in examples:
        seen["names"].update(tag for tag in example.names if tag != UNKNOWN)
        for name, values in _annotations(example, example.words).items():
            seen[name].update(values)
    for tag in [tag for tag in seen["names"] if tag.startswith("B-")]:
        seen["names"][f"I-{tag[2:]}"] += 1
    return {
        name: sorted(label for label, count in counts.items() if name != "lemma" or count >= RARE)
        for name, counts in seen.items()
    }


@dataclass(frozen=True)
class _Item:
    pieces: Pieces
    targets: dict[str, list[int]]
    heads: list[int]
    sentences: list[int]


class Batches:
    """Batches of one set of examples, the same ones in the same order for the same epoch.

    Args:
        examples: The examples.
        labels: The labels of each head.
        vocabulary: Cuts words into pieces.
        seed: Seed of order and variation.
    """

    def __init__(self, examples: Sequence[Example], labels: Labels, vocabulary: WordPieces, seed: int) -> None:
        self._examples = examples
        self._index = {name: {label: i for i, label in enumerate(values)} for name, values in labels.items()}
        self._vocabulary = vocabulary
        self._seed = seed

    def epoch(self, number: int) -> Iterator[Batch]:
        """All examples once, shuffled, some in another letter case."""
        choice = random.Random(self._seed * 1000 + number)
        order = list(range(len(self._examples)))
        choice.shuffle(order)
        return self._batched(order, lambda words: vary(words, choice), choice)

    def plain(self) -> Iterator[Batch]:
        """All examples once as they are, for measuring."""
        return self._batched(range(len(self._examples)), lambda words: words, None)

    def _batched(
        self, order: Sequence[int], write: Callable[[tuple[str, ...]], tuple[str, ...]], choice: random.Random | None
    ) -> Iterator[Batch]:
        for start in range(0, len(order), SORTED_AT_ONCE):
            items = [self._item(self._examples[i], write) for i in order[start : start + SORTED_AT_ONCE]]
            items.sort(key=lambda item: len(item.pieces.ids))
            groups: list[list[_Item]] = [[]]
            for item in items:
                if groups[-1] and (len(groups[-1]) + 1) * len(item.pieces.ids) > BATCH_PIECES:
                    groups.append([])
                groups[-1].append(item)
            if choice is not None:
                choice.shuffle(groups)
            yield from (_collate(group) for group in groups)

    def _item(self, example: Example, write: Callable[[tuple[str, ...]], tuple[str, ...]]) -> _Item:
        words = write(example.words)
        pieces = self._vocabulary.encode(words)
        annotations = _annotations(example, words)
        targets = {
            name: [self._index[name].get(value, IGNORED) for value in values] for name, values in annotations.items()
        }
        for name in (*TAGGERS, "dep"):
            targets.setdefault(name, [IGNORED] * len(words))
        targets["names"] = [self._index["names"].get(tag, IGNORED) for tag in example.names]
        heads: list[int] = []
        sentences: list[int] = []
        offset = 0
        for number, tree in enumerate(example.trees):
            # The number of words stands for the root; the batch moves it behind its longest example.
            heads.extend(-1 if head == i else offset + head for i, head in enumerate(tree.heads))
            sentences.extend([number] * len(tree.words))
            offset += len(tree.words)
        fits = int((pieces.first < LONGEST).sum())
        if fits < len(words) or len(pieces.ids) > LONGEST:
            return _shortened(_Item(pieces, targets, [], []), fits)
        return _Item(pieces, targets, heads, sentences)


def _shortened(item: _Item, words: int) -> _Item:
    pieces = Pieces(item.pieces.ids[:LONGEST], item.pieces.cases[:LONGEST], item.pieces.first[:words])
    return _Item(pieces, {name: values[:words] for name, values in item.targets.items()}, [], [])


def _annotations(example: Example, words: Sequence[str]) -> dict[str, list[str]]:
    if not example.trees:
        return {}
    trees = example.trees
    lemmas = [lemma for tree in trees for lemma in tree.lemmas]
    return {
        "pos": [pos for tree in trees for pos in tree.pos],
        "tag": [tag for tree in trees for tag in tree.tags],
        "morph": [morph for tree in trees for morph in tree.morphs],
        "dep": [dep for tree in trees for dep in tree.deps],
        "lemma": [rule_for(word, lemma) for word, lemma in zip(words, lemmas, strict=True)],
        "start": ["start" if index == 0 else "inside" for tree in trees for index in range(len(tree.words))],
    }


def _collate(items: Sequence[_Item]) -> Batch:
    words = max(len(item.pieces.first) for item in items)
    heads = np.full((len(items), words), IGNORED)
    allowed = np.zeros((len(items), words, words + 1), bool)
    for row, item in enumerate(items):
        if item.heads:
            length = len(item.heads)
            heads[row, :length] = [words if head < 0 else head for head in item.heads]
            sentences = np.array(item.sentences)
            allowed[row, :length, :length] = sentences[:, None] == sentences[None, :]
    # Every row needs some allowed head, or its softmax is of nothing.
    allowed[:, :, words] = True
    return Batch(
        ids=_padded([item.pieces.ids for item in items], 0),
        cases=_padded([item.pieces.cases for item in items], 0),
        mask=_padded([np.ones(len(item.pieces.ids)) for item in items], 0).bool(),
        first=_padded([item.pieces.first for item in items], 0),
        targets={name: _padded([np.array(item.targets[name]) for item in items], IGNORED) for name in TAGGERS},
        heads=torch.from_numpy(heads),
        labels=_padded([np.array(item.targets["dep"]) for item in items], IGNORED),
        allowed=torch.from_numpy(allowed),
    )


def _padded(rows: Sequence[np.ndarray], filler: int) -> Tensor:
    result = np.full((len(rows), max(len(row) for row in rows)), filler, np.int64)
    for number, row in enumerate(rows):
        result[number, : len(row)] = row
    return torch.from_numpy(result)
