"""The English network: a small pre-trained encoder with one head per annotation.

The encoder is MiniLM (Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"); its word embeddings stay as they
are, rounded to eight bits. A letter-case embedding tells it what its lower-case vocabulary cannot. Trees are scored by
biaffine attention (Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing").
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.language.wordpieces import CASES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
DROPOUT = 0.1
# Widths of the vectors that arcs and their labels are scored with; not tuned.
ARC_WIDTH, LABEL_WIDTH = 192, 96
#: The heads that give each word one of a list of labels.
TAGGERS = ("pos", "tag", "morph", "lemma", "start", "names")


@dataclass(frozen=True)
class Batch:
    """Examples side by side, padded to the longest.

    Attributes:
        ids: Piece numbers, [examples, pieces].
        cases: Letter cases of the pieces.
        mask: True where a piece is real.
        first: Position of each word's first piece, [examples, words].
        targets: For each head the right label of each word, -100 where there is none or nobody knows.
        heads: Index of each word's head; the number of words stands for the root, -100 for unknown.
        labels: The dependency label of each word.
        allowed: True where one word could be the head of another, [examples, words, words + 1].
    """

    ids: Tensor
    cases: Tensor
    mask: Tensor
    first: Tensor
    targets: dict[str, Tensor]
    heads: Tensor
    labels: Tensor
    allowed: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        moved = {name: value.to(device) for name, value in vars(self).items() if isinstance(value, Tensor)}
        return replace(self, targets={name: value.to(device) for name, value in self.targets.items()}, **moved)


class Layer(nn.Module):
    """One transformer layer as BERT has it, normalised after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The piece vectors after this layer; what the mask leaves out is not looked at."""
        split = self.query_key_value(x).unflatten(-1, (3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS))
        query, key, value = split.permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, dropout_p=DROPOUT if self.training else 0.0
        )
        x = self.attended_norm(x + self.dropout(self.attended(attended.transpose(1, 2).flatten(2))))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Network(nn.Module):
    """Encoder and heads.

    Args:
        sizes: How many labels each of ``TAGGERS`` has, and ``dep``.
        vocabulary: How many word pieces there are.
    """

    def __init__(self, sizes: dict[str, int], vocabulary: int) -> None:
        super().__init__()
        self.register_buffer("table", torch.zeros(vocabulary, WIDTH, dtype=torch.int8))
        self.register_buffer("scale", torch.zeros(vocabulary, 1))
        self.positions = nn.Embedding(512, WIDTH)
        self.cases = nn.Embedding(len(CASES), WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.taggers = nn.ModuleDict({name: nn.Linear(WIDTH, sizes[name]) for name in TAGGERS})
        self.arc_dependent, self.arc_head = _projection(ARC_WIDTH), _projection(ARC_WIDTH)
        self.arc = nn.Parameter(torch.empty(ARC_WIDTH, ARC_WIDTH))
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.root = nn.Linear(ARC_WIDTH, 1)
        self.label_dependent, self.label_head = _projection(LABEL_WIDTH), _projection(LABEL_WIDTH)
        self.label = nn.Parameter(torch.empty(LABEL_WIDTH, sizes["dep"], LABEL_WIDTH))
        self.label_bias = nn.Linear(2 * LABEL_WIDTH, sizes["dep"])
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=1 / LABEL_WIDTH)

    def encode(self, ids: Tensor, cases: Tensor, first: Tensor, mask: Tensor | None) -> Tensor:
        """Word vectors, taken from the first piece of each word."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        embedded = self.table[ids].float() * self.scale[ids]
        x = self.dropout(self.norm(embedded + self.positions(positions) + self.cases(cases)))
        attention = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attention)
        return x.gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH))

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        """Scores of every head for every word, and the vectors that arcs and labels are scored with."""
        words = self.encode(ids, cases, first, mask)
        dropped = self.dropout(words)
        scores = {name: head(dropped) for name, head in self.taggers.items()}
        dependent, head = self.arc_dependent(words), self.arc_head(words)
        scores["arc_dependent"] = dependent @ self.arc + self.arc_bias.weight
        scores["arc_head"] = head
        scores["arc_root"] = self.root(dependent)
        scores["label_dependent"], scores["label_head"] = self.label_dependent(words), self.label_head(words)
        return scores

    def arcs(self, scores: dict[str, Tensor]) -> Tensor:
        """How well each word would be the head of each other; the last column is the root."""
        pairs = scores["arc_dependent"] @ scores["arc_head"].transpose(1, 2)
        return torch.cat([pairs, scores["arc_root"]], dim=-1)

    def labels(self, scores: dict[str, Tensor], heads: Tensor) -> Tensor:
        """How well each label would suit the arc from each word to its head."""
        chosen = scores["label_head"].gather(1, heads.unsqueeze(-1).expand(-1, -1, LABEL_WIDTH))
        return self.label_scores(scores["label_dependent"], chosen)

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """How well each label would suit arcs given by the vectors of their two ends."""
        weights = self.label.to(dependents.dtype).flatten(1)
        pairs = (dependents @ weights).unflatten(-1, self.label.shape[1:]) @ heads.unsqueeze(-1)
        return pairs.squeeze(-1) + self.label_bias(torch.cat([dependents, heads], dim=-1))

    def loss(self, batch: Batch) -> Tensor:
        """Sum of the losses of all heads, each the mean over the words that have an answer."""
        scores = self(batch.ids, batch.cases, batch.first, batch.mask)
        losses = [_cross_entropy(scores[name], batch.targets[name]) for name in TAGGERS]
        arcs = self.arcs(scores).float().masked_fill(~batch.allowed, -1e4)
        losses.append(_cross_entropy(arcs, batch.heads))
        words = batch.first.shape[1]
        inner = (batch.heads >= 0) & (batch.heads < words)
        labels = self.labels(scores, batch.heads.clamp(0, words - 1))
        losses.append(_cross_entropy(labels, batch.labels.masked_fill(~inner, -100)))
        return torch.stack(losses).sum()


def _projection(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH, width), nn.GELU(), nn.Dropout(0.2))


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    known = (targets >= 0).sum().clamp(min=1)
    return functional.cross_entropy(scores.float().flatten(0, -2), targets.flatten(), reduction="sum") / known


def load_pretrained(network: Network, model: Path) -> None:
    """Puts the pre-trained encoder into a fresh network.

    Args:
        network: The network.
        model: Folder with ``config.json`` and ``model.safetensors`` of a MiniLM-L6 encoder.
    """
    config = json.loads((model / "config.json").read_text("utf-8"))
    if (config["hidden_size"], config["num_hidden_layers"], config["intermediate_size"]) != (WIDTH, LAYERS, INNER):
        raise ValueError(f"{model}: not the encoder that the network is built after")
    weights = load_file(model / "model.safetensors")
    words = weights["embeddings.word_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    scale = words.abs().amax(dim=1, keepdim=True) / 127
    state = {
        "table": (words / scale).round().to(torch.int8),
        "scale": scale,
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        **_renamed(weights, "embeddings.LayerNorm", "norm"),
    }
    for number in range(LAYERS):
        old, new = f"encoder.layer.{number}", f"layers.{number}"
        for kind in ("weight", "bias"):
            parts = [weights[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"{new}.query_key_value.{kind}"] = torch.cat(parts)
        state |= _renamed(weights, f"{old}.attention.output.dense", f"{new}.attended")
        state |= _renamed(weights, f"{old}.attention.output.LayerNorm", f"{new}.attended_norm")
        state |= _renamed(weights, f"{old}.intermediate.dense", f"{new}.inner")
        state |= _renamed(weights, f"{old}.output.dense", f"{new}.outer")
        state |= _renamed(weights, f"{old}.output.LayerNorm", f"{new}.outer_norm")
    missing = network.load_state_dict(state, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"{model}: weights without a place: {missing.unexpected_keys[:3]}")


def _renamed(weights: dict[str, Tensor], old: str, new: str) -> dict[str, Tensor]:
    return {f"{new}.{kind}": weights[f"{old}.{kind}"] for kind in ("weight", "bias")}
