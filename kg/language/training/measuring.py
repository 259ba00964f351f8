"""Quick figures of a network on gold words, to compare runs with; the pipeline's own come from raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from kg.language.decode import Floats, name_spans
from kg.language.training.batches import Batches, Labels
from kg.language.training.network import Network
from kg.language.training.spans import read_spans


@torch.no_grad()
def measure(network: Network, batches: Batches, labels: Labels) -> dict[str, float]:
    """Accuracies, attachment scores and F of names by exact span.

    Args:
        network: The network.
        batches: A development set.
        labels: The labels of each head.

    Returns:
        Figures between 0 and 1; trees by greedy choice, punctuation left out.
    """
    network.eval()
    device = next(network.parameters()).device
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    tags = labels["names"]
    punctuation = labels["dep"].index("punct")
    for batch in (batch.to(device) for batch in batches.plain()):
        scores = network(batch.ids, batch.cases, batch.first, batch.mask)
        for name in ("pos", "tag", "morph", "lemma", "start"):
            known = batch.targets[name] >= 0
            right[name] += int((scores[name].argmax(-1) == batch.targets[name])[known].sum())
            seen[name] += int(known.sum())
        heads = network.arcs(scores).masked_fill(~batch.allowed, -1e4).argmax(-1)
        words = heads.shape[1]
        best = network.labels(scores, heads.clamp(max=words - 1)).argmax(-1)
        counted = (batch.heads >= 0) & (batch.labels != punctuation)
        attached = (heads == batch.heads) & counted
        rooted = attached & (heads == words)
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & (best == batch.labels) & (heads < words)).sum() + rooted.sum())
        seen["uas"] += int(counted.sum())
        logs = torch.log_softmax(scores["names"], -1).cpu().numpy()
        for row, gold in zip(logs, batch.targets["names"].cpu().numpy(), strict=True):
            _count_names(row, gold.tolist(), tags, right, seen)
    seen["las"] = seen["uas"]
    network.train()
    figures = {
        name: right[name] / seen[name] for name in ("uas", "las", "pos", "tag", "morph", "lemma", "start") if seen[name]
    }
    kinds = sorted({name.split()[1] for name in seen if name.startswith("gold ")})
    for kind in kinds:
        figures[kind] = 2 * right[f"names {kind}"] / max(1, seen[f"gold {kind}"] + seen[f"found {kind}"])
    return {name: round(value, 4) for name, value in figures.items()}


def _count_names(
    scores: Floats, gold: Sequence[int], tags: Sequence[str], right: Counter[str], seen: Counter[str]
) -> None:
    expected = {(span.start, span.end, span.label) for span in read_spans(tags[g] if g >= 0 else "O" for g in gold)}
    found = {span for span in name_spans(scores, tags) if all(g >= 0 for g in gold[span[0] : span[1]])}
    seen.update(f"gold {kind}" for *_, kind in expected)
    seen.update(f"found {kind}" for *_, kind in found)
    right.update(f"names {kind}" for *_, kind in expected & found)
