"""How good extraction must stay on our own gold files, and how to raise that: tests/gold/floors.toml.

    python -m tests.evaluate.floors          # measure, and print each figure beside its floor
    python -m tests.evaluate.floors --raise  # the same, and write floors that come up to what was measured

Floors are only ever raised: what was lowered on purpose is lowered by hand, in a commit that says why.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

from kg.evaluate.claims import Evaluation, evaluate_gold
from kg.pipeline import Settings

GOLD = Path(__file__).parents[1] / "gold"
FLOORS = GOLD / "floors.toml"
GOLD_FILES = ("sample.jsonl", "own_en.jsonl", "own_ja.jsonl", "news_en.jsonl", "news_ja.jsonl")

#: Figures of which less is better; for these the file holds the most that is allowed. (The calibration error is none
#: of them: where claims are right more often than their confidence says, every claim that is mended makes it larger.)
AT_MOST = ("false_assertion_rate",)
TRIPLES = {"precision": "p", "recall": "r", "f1": "f1"}
RATES = ("status_accuracy", "stage_recall", "qualifier_recall", "false_assertion_rate")
#: How far a floor lies below the figure. Other processors round differently, and a parse or two may fall to the other
#: side. The rates are those of the claims that are found, of which each newly found one makes other ones.
SLACK = dict.fromkeys(TRIPLES, 0.01) | dict.fromkeys(RATES, 0.03)
HEAD = """\
# Figures below which extraction may not fall, by gold file and language (tests/evaluate/test_floors.py).
# false_assertion_rate may not rise above its own. Raised with: make raise-floors
"""

#: Figures by name, by gold file and language.
Figures = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that is worse than its floor."""

    file: str
    lang: str
    figure: str
    floor: float
    measured: float

    def __str__(self) -> str:
        went, side = ("rose", "above") if self.figure in AT_MOST else ("fell", "below")
        by = abs(self.measured - self.floor)
        return f"{self.file} {self.lang}: {self.figure} {went} by {by:.4f} {side} {self.floor}, to {self.measured:.4f}"


def measure(file: str) -> dict[str, dict[str, float]]:
    """The figures of a gold file, by language."""
    return figures_of(evaluate_gold(GOLD / file, Settings()))


def figures_of(evaluation: Evaluation) -> dict[str, dict[str, float]]:
    """The figures that have floors, by language; those of which there is nothing to count are left out."""
    found: dict[str, dict[str, float]] = {}
    for lang, scores in evaluation.languages.items():
        every = scores.as_dict()
        figures = {name: every["triples"][key] for name, key in TRIPLES.items()} | {key: every[key] for key in RATES}
        found[lang] = {name: value for name, value in figures.items() if value is not None}
    return found


def read_floors(path: Path = FLOORS) -> Figures:
    """The floors, by gold file and language."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def find_falls(floors: Figures, measured: Figures) -> Iterator[Fall]:
    """Every figure that is worse than its floor, and every floor whose figure is gone."""
    for file, langs in floors.items():
        for lang, figures in langs.items():
            for name, least in figures.items():
                value = measured.get(file, {}).get(lang, {}).get(name)
                if value is None:
                    value = 1.0 if name in AT_MOST else 0.0
                if value > least if name in AT_MOST else value < least:
                    yield Fall(file, lang, name, least, value)


def _floor_for(name: str, measured: float) -> float:
    if name in AT_MOST:
        return min(1.0, ceil(round((measured + SLACK[name]) * 100, 6)) / 100)
    return max(0.0, floor(round((measured - SLACK[name]) * 100, 6)) / 100)


def raise_floors(floors: Figures, measured: Figures) -> Figures:
    """Floors that come up to what was measured, with some slack; none gets laxer than it was."""
    raised: Figures = {}
    for file, langs in measured.items():
        for lang, figures in langs.items():
            for name, value in figures.items():
                strictest = min if name in AT_MOST else max
                new = _floor_for(name, value)
                old = floors.get(file, {}).get(lang, {}).get(name, new)
                raised.setdefault(file, {}).setdefault(lang, {})[name] = strictest(old, new)
    return raised


def write_floors(floors: Figures, path: Path = FLOORS) -> None:
    """Write floors as they are read."""
    tables = [
        "\n".join([f'["{file}".{lang}]', *(f"{name} = {value}" for name, value in figures.items())])
        for file, langs in floors.items()
        for lang, figures in langs.items()
    ]
    path.write_text("\n\n".join([HEAD.rstrip(), *tables]) + "\n", encoding="utf-8")


def format_floors(floors: Figures, measured: Figures, raised: Figures) -> str:
    """Each figure with its floor, and the floor that it could have."""
    lines = [f"{'':28}{'floor':>8}{'measured':>10}{'could be':>10}"]
    for file, langs in measured.items():
        for lang, figures in langs.items():
            lines.append(f"{file} {lang}")
            for name, value in figures.items():
                old = floors.get(file, {}).get(lang, {}).get(name)
                new = raised[file][lang][name]
                could_be = "" if new == old else f"{new:.2f}"
                lines.append(
                    f"  {name:26}{'-' if old is None else f'{old:.2f}':>8}{value:>10.4f}{could_be:>10}".rstrip()
                )
    return "\n".join(lines)


def main(*args: str) -> int:
    """Measure and print; with --raise, write the floors, too. 1 if a figure fell below its floor."""
    floors = read_floors() if FLOORS.exists() else {}
    measured = {file: measure(file) for file in GOLD_FILES}
    raised = raise_floors(floors, measured)
    print(format_floors(floors, measured, raised))
    falls = list(find_falls(floors, measured))
    for one in falls:
        print(one)
    if "--raise" in args:
        write_floors(raised)
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
