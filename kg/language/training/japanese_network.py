"""The network that recognises Japanese names, and its way out of PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.language.japanese_words import LETTERS, SCRIPTS

#: Names of the exported network's inputs, in order.
INPUTS = ("vectors", "context", "tags", "letters", "scripts")


@dataclass(frozen=True)
class Sizes:
    """Sizes of the network.

    Attributes:
        letters: Different letters.
        parts: Different parts of speech.
        sources: Different data sets, each with habits of its own.
        labels: Different BIO tags.
        vector: Width of the pipeline's word vectors.
        context: Width of the pipeline's own encoding of a word in its sentence.
        hidden: Width of the recurrent layers, each way.
        layers: Number of recurrent layers.
        narrow: Width to which vectors and context are brought.
    """

    letters: int
    parts: int
    sources: int
    labels: int
    vector: int = 300
    context: int = 256
    hidden: int = 128
    layers: int = 2
    narrow: int = 160


class NameNetwork(nn.Module):
    """Word vectors, the pipeline's own context, parts of speech and spelling, read both ways."""

    def __init__(self, sizes: Sizes, dropout: float = 0.4) -> None:
        super().__init__()
        self.sizes = sizes
        self.letters = nn.Embedding(sizes.letters, 32, padding_idx=0)
        self.scripts = nn.Embedding(SCRIPTS, 8, padding_idx=0)
        self.spelling = nn.Conv1d(40, 80, 3, padding=1)
        self.parts = nn.Embedding(sizes.parts, 32, padding_idx=0)
        self.sources = nn.Embedding(sizes.sources, 8)
        self.vector = nn.Linear(sizes.vector, sizes.narrow)
        self.context = nn.Linear(sizes.context, sizes.narrow)
        self.dropout = nn.Dropout(dropout)
        self.lstm = nn.LSTM(
            2 * sizes.narrow + 80 + 32 + 8,
            sizes.hidden,
            sizes.layers,
            batch_first=True,
            bidirectional=True,
            dropout=dropout,
        )
        self.labels = nn.Linear(2 * sizes.hidden, sizes.labels)

    def words(
        self, vectors: Tensor, context: Tensor, tags: Tensor, letters: Tensor, scripts: Tensor, sources: Tensor
    ) -> Tensor:
        """Each word by itself."""
        spelt = torch.cat([self.letters(letters), self.scripts(scripts)], dim=-1)
        batch, length = letters.shape[0], letters.shape[1]
        spelt = self.spelling(spelt.reshape(batch * length, LETTERS, 40).transpose(1, 2))
        spelt = torch.relu(spelt).amax(dim=2).reshape(batch, length, 80)
        habits = self.sources(sources).unsqueeze(1).expand(-1, length, -1)
        parts = [self.vector(vectors), self.context(context), spelt, self.parts(tags), habits]
        joined: Tensor = self.dropout(torch.cat(parts, dim=-1))
        return joined

    def forward(
        self,
        vectors: Tensor,
        context: Tensor,
        tags: Tensor,
        letters: Tensor,
        scripts: Tensor,
        sources: Tensor,
        lengths: Tensor | None = None,
    ) -> Tensor:
        """Log-probabilities of the BIO tags of each word; padding gets some, too."""
        read = self.words(vectors, context, tags, letters, scripts, sources)
        if lengths is None:
            read, _ = self.lstm(read)
        else:
            packed = nn.utils.rnn.pack_padded_sequence(read, lengths, batch_first=True, enforce_sorted=False)
            packed, _ = self.lstm(packed)
            read, _ = nn.utils.rnn.pad_packed_sequence(packed, batch_first=True, total_length=tags.shape[1])
        return torch.log_softmax(self.labels(self.dropout(read)), dim=-1)


class _Committee(nn.Module):
    """The networks as they run: one text, and the mean of what they think of it.

    Args:
        networks: The networks.
        habits: Weight of each source's habits.
        leaning: What is added to the score of each tag.
    """

    leaning: Tensor

    def __init__(self, networks: Sequence[NameNetwork], habits: Tensor, leaning: Tensor) -> None:
        super().__init__()
        self.register_buffer("leaning", leaning)
        self.networks = nn.ModuleList(networks)
        for network in networks:
            mean = habits @ network.sources.weight.detach()
            network.sources = nn.Embedding.from_pretrained(mean.unsqueeze(0))

    def forward(self, vectors: Tensor, context: Tensor, tags: Tensor, letters: Tensor, scripts: Tensor) -> Tensor:
        one = [part.unsqueeze(0) for part in (vectors, context, tags, letters, scripts)]
        source = torch.zeros(1, dtype=torch.long)
        # Their mean as probabilities: one that is sure outweighs one that guesses.
        chances = [network(*one, source).exp() for network in self.networks]
        mean = torch.stack(chances).mean(dim=0).clamp(min=1e-7).log().squeeze(0)
        return mean + self.leaning


def export(networks: Sequence[NameNetwork], habits: Sequence[float], leaning: Sequence[float], path: Path) -> None:
    """Writes networks for ONNX Runtime as one graph.

    Args:
        networks: Trained networks of the same sizes; they are used up.
        habits: Weight of each source's habits; adds up to one.
        leaning: What is added to the score of each tag.
        path: File to write.
    """
    committee = _Committee(networks, torch.tensor(habits), torch.tensor(leaning))
    sizes = networks[0].sizes
    length = 7
    example = (
        torch.zeros(length, sizes.vector),
        torch.zeros(length, sizes.context),
        torch.zeros(length, dtype=torch.long),
        torch.zeros(length, LETTERS, dtype=torch.long),
        torch.zeros(length, LETTERS, dtype=torch.long),
    )
    torch.onnx.export(
        committee.eval(),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=["scores"],
        dynamic_axes={name: {0: "words"} for name in (*INPUTS, "scores")},
        dynamo=False,
    )
