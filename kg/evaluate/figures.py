"""The figures that every measure is told in."""

from __future__ import annotations

from collections.abc import Mapping


def precision_recall(counts: Mapping[str, int]) -> dict[str, float]:
    """Precision, recall and F1 from counts of tp, fp and fn."""
    tp, fp, fn = (counts.get(key, 0) for key in ("tp", "fp", "fn"))
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "tp": tp, "fp": fp, "fn": fn}


def format_figures(names_and_figures: Mapping[str, Mapping[str, float]]) -> str:
    """Precision, recall and F1 in percent, one line a name."""
    rows = [
        f"{name:14}{figures['p'] * 100:7.2f}{figures['r'] * 100:7.2f}{figures['f1'] * 100:7.2f}"
        for name, figures in names_and_figures.items()
    ]
    return "\n".join([f"{'':14}{'P':>7}{'R':>7}{'F1':>7}", *rows])
