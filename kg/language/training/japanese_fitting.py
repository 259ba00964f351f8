"""Fitting of the Japanese network."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.language.training.japanese_batches import IGNORED, Batch, Example, collate, group
from kg.language.training.japanese_network import NameNetwork

# Index of an unknown letter; see kg.language.japanese_words.
_UNSEEN_LETTER = 1
# Learning rate of the further cycles, as a share of that of the first.
_AGAIN = 0.6


@dataclass(frozen=True)
class Recipe:
    """How to fit. Set by hand on the development sets.

    Attributes:
        members: Networks that are fitted, each from scratch, and asked together.
        cycles: Times that the data is gone through in each cycle; in each the learning rate falls from its height.
        words: Words in a batch.
        rate: Highest learning rate.
        decay: Decay of the weights.
        hidden_vectors: Share of the words whose vector is hidden, so that spelling and context must do.
        hidden_letters: Share of the words whose letters are hidden, so that a name is no list of known names.
        seed: Seed of all chance.
    """

    members: int = 2
    cycles: tuple[int, ...] = (10, 4, 2)
    words: int = 2000
    rate: float = 2.5e-3
    decay: float = 3e-3
    hidden_vectors: float = 0.1
    hidden_letters: float = 0.1
    seed: int = 0


def fit(
    network: NameNetwork,
    mixture: Callable[[random.Random], Sequence[Example]],
    vectors: Tensor,
    recipe: Recipe,
    seed: int,
    checkpoint: Path,
    report: Callable[[str], None],
) -> float:
    """Fits a network in place, going on from the checkpoint if there is one.

    Args:
        network: The network.
        mixture: Draws the examples of an epoch.
        vectors: The pipeline's word vectors, and a row of zeros at the end for words without.
        recipe: How to fit.
        seed: Seed of all chance.
        checkpoint: File that is written after every epoch.
        report: Gets a line about every epoch.

    Returns:
        Seconds that it took, over all runs.
    """
    device = next(network.parameters()).device
    vectors = vectors.to(device)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    schedule = list(_schedule(recipe))
    first, spent = 0, 0.0
    if checkpoint.is_file():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        first, spent = saved["epoch"], saved["seconds"]
    network.train()
    for number in range(first, len(schedule)):
        begun = time.monotonic()
        # Seeded anew in every epoch, so that a run that was resumed ends like one that was not.
        choice = random.Random(seed + number)
        torch.manual_seed(seed + number)
        batches = group(mixture(choice), recipe.words, choice)
        height, epoch, epochs = schedule[number]
        total = 0.0
        for step, batch in enumerate(batches):
            for settings in optimizer.param_groups:
                settings["lr"] = height * _rate_at((epoch + step / len(batches)) / epochs)
            loss = _loss(network, collate(batch), vectors, recipe)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        seconds = time.monotonic() - begun
        spent += seconds
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(state | {"epoch": number + 1, "seconds": spent}, checkpoint)
        report(f"epoch {number + 1}/{len(schedule)}: loss {total / len(batches):.4f}, {seconds:.0f} s")
    network.eval()
    return spent


def _schedule(recipe: Recipe) -> Iterator[tuple[float, int, int]]:
    """Highest learning rate, number in its cycle and length of that cycle, of each epoch."""
    for cycle, epochs in enumerate(recipe.cycles):
        for epoch in range(epochs):
            yield recipe.rate * (_AGAIN if cycle else 1), epoch, epochs


def _rate_at(progress: float) -> float:
    """Share of the highest learning rate: up quickly, down slowly."""
    warming = 0.06
    if progress < warming:
        return progress / warming
    return 0.5 + 0.5 * math.cos(math.pi * (progress - warming) / (1 - warming))


def _loss(network: NameNetwork, batch: Batch, vectors: Tensor, recipe: Recipe) -> Tensor:
    device = vectors.device
    shape = batch.rows.shape
    hidden = torch.rand(2, *shape)
    rows = batch.rows.masked_fill(hidden[0] < recipe.hidden_vectors, -1)
    letters = batch.letters.masked_fill(
        (hidden[1] < recipe.hidden_letters).unsqueeze(-1) & (batch.letters > 0), _UNSEEN_LETTER
    )
    scores = network(
        vectors[rows.to(device)],
        batch.context.float().to(device),
        batch.tags.to(device),
        letters.to(device),
        batch.scripts.to(device),
        batch.sources.to(device),
        batch.lengths,
    )
    loss: Tensor = nn.functional.nll_loss(
        scores.flatten(0, 1), batch.targets.flatten().to(device), ignore_index=IGNORED
    )
    return loss
