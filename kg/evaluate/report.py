"""The figures of an evaluation of claims, for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.evaluate.claims import Evaluation, Scores
from kg.evaluate.mistakes import KINDS, NOTHING, Mistake, Mistakes
from kg.model import Stage, Status

_RATES = ("status_accuracy", "stage_recall", "qualifier_recall", "false_assertion_rate")
_QUALIFIER_COLUMNS = ("right", "wrong", "missing", "extra")


def format_evaluation(evaluation: Evaluation) -> str:
    """All figures: triples, rates, relations, reliability and cuts."""
    found = evaluation.as_dict()
    lines = [*_score_lines(evaluation.scores)]
    if len(found["languages"]) > 1:
        lines += ["", "by language", *_figure_lines(found["languages"].items())]
    lines += ["", "pairs of ends that name one thing", *_figure_lines([("links", found["links"])])]
    lines += ["", "claims by confidence", *_reliability_lines(found["reliability"])]
    cuts = [(f"from {one['confidence']} on", one) for one in found["cuts"]]
    lines += ["", "cut at a confidence", *_figure_lines(cuts)]
    return "\n".join(lines)


def _score_lines(scores: Scores) -> Iterator[str]:
    found = scores.as_dict()
    t = found["triples"]
    yield (
        f"{found['articles']} articles  triples P {t['p']:.3f} R {t['r']:.3f} F1 {t['f1']:.3f} "
        f"(tp {t['tp']} fp {t['fp']} fn {t['fn']})"
    )
    yield from (f"{key:22} {found[key]}" for key in _RATES)
    yield from _figure_lines(found["relations"].items())


def _figure_lines(rows: Iterable[tuple[str, Mapping[str, float]]]) -> Iterator[str]:
    for name, one in rows:
        yield (
            f"  {name:24} P {one['p']:.2f} R {one['r']:.2f} F1 {one['f1']:.2f}"
            f"  tp {one['tp']} fp {one['fp']} fn {one['fn']}"
        )


def _reliability_lines(reliability: Mapping[str, Any]) -> Iterator[str]:
    yield f"  {'confidence':14}{'claims':>8}{'right':>8}{'share':>8}{'mean':>8}"
    for one in reliability["bins"]:
        name = f"{one['low']:.1f} to {one['high']:.1f}"
        yield f"  {name:14}{one['claims']:>8}{one['right']:>8}{one['share']:>8.2f}{one['confidence']:>8.2f}"
    yield f"  expected calibration error {reliability['expected_calibration_error']}"


def format_mistakes(mistakes: Mistakes, examples: int) -> str:
    """What went wrong, by kind, with so many examples of each."""
    lines: list[str] = []
    for group, kinds in KINDS.items():
        found = mistakes.of_kind(group)
        lines += ["", f"{group}: {sum(map(len, found.values()))}"]
        for kind, words in kinds.items():
            lines.append(f"  {len(found[kind]):>5}  {words}")
            lines += _example_lines(found[kind], examples)
    statuses, stages = list(map(str, Status)), [*map(str, Stage), NOTHING]
    for group, counts, names in (("status", mistakes.statuses, statuses), ("stage", mistakes.stages, stages)):
        lines += ["", f"{group} on right triples, gold → read", *_confusion_lines(counts, names)]
        lines += _kind_lines(mistakes.of_kind(group), examples)
    lines += ["", "qualifiers on right triples", *_qualifier_lines(mistakes.qualifiers)]
    lines += _kind_lines(mistakes.of_kind("qualifier"), examples)
    return "\n".join(lines[1:])


def _kind_lines(kinds: Mapping[str, Sequence[Mistake]], examples: int) -> Iterator[str]:
    """Kinds that a table above has counted already: nothing without examples."""
    for kind, found in kinds.items() if examples else ():
        yield f"  {len(found):>5}  {kind}"
        yield from _example_lines(found, examples)


def _example_lines(mistakes: Sequence[Mistake], examples: int) -> Iterator[str]:
    for one in mistakes[:examples]:
        yield f"         {one.article}  {one.claim}{f'  {one.detail}' if one.detail else ''}"
        yield f"           {' '.join(one.sentence.split())}"


def _confusion_lines(counts: Counter[tuple[str, str]], names: Sequence[str]) -> Iterator[str]:
    """A row for each gold value, a column for each that was read; those that never come are left out."""
    if not counts:
        yield "  none"
        return
    rows = [name for name in names if any(gold == name for gold, _ in counts)]
    columns = [name for name in names if any(got == name for _, got in counts)]
    yield f"  {'':14}" + "".join(f"{name:>{len(name) + 2}}" for name in columns)
    for row in rows:
        yield f"  {row:14}" + "".join(f"{counts[row, name] or '.':>{len(name) + 2}}" for name in columns)


def _qualifier_lines(qualifiers: Mapping[str, Counter[str]]) -> Iterator[str]:
    yield f"  {'':14}" + "".join(f"{name:>9}" for name in _QUALIFIER_COLUMNS)
    for name, counts in sorted(qualifiers.items()):
        yield f"  {name:14}" + "".join(f"{counts[column]:>9}" for column in _QUALIFIER_COLUMNS)
