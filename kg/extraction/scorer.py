"""A small reader that learnt from gold claims which candidates to believe: one weight a feature, logistic regression.

It turns the features of a candidate (`features.py`) into the chance that it is right and decides what is kept. What a
rule found has the mean of this chance and of the trust in the rule as its confidence, and is kept where that is high
enough; of what only stands near a trigger the best pair is, where its chance is. The weights are data
(`scorer_LANG.tsv`), fitted by `make scorer`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nsmallest
from pathlib import Path

from kg.errors import RulesError
from kg.extraction.candidates import Candidate

HERE = Path(__file__).parent
#: Names of settings in the file of weights, told from features by their first sign.
_BY_RULE, _BY_SCORER, _BIAS = "@least.rule", "@least.pair", "@bias"


@dataclass(frozen=True)
class Scorer:
    """Weights of features, and from what chance on a candidate is kept.

    Attributes:
        weights: By feature; one that was not seen in training weighs nothing.
        bias: What every candidate weighs.
        least_rule: Least confidence (0 to 1) of a candidate that a rule found.
        least_pair: Least chance of one that only stands near; above 1 for never.
    """

    weights: Mapping[str, float]
    bias: float
    least_rule: float
    least_pair: float

    @property
    def pairs(self) -> bool:
        """Whether it ever believes a pair that no rule connects, so that it is worth while to propose some."""
        return self.least_pair <= 1.0

    def knows(self, relation: str) -> bool:
        """Whether it was trained on a relation; of a user's own it cannot tell."""
        return f"relation={relation}" in self.weights

    def chance(self, features: Iterable[str]) -> float:
        """The chance that a candidate with these features is right, 0 to 1."""
        total = self.bias + sum(self.weights[one] for one in features if one in self.weights)
        return 1.0 / (1.0 + math.exp(-total))

    def reasons(self, features: Iterable[str], most: int = 4) -> list[str]:
        """The features that weigh most for or against, heaviest first, for explanations."""
        weighed = ((self.weights[one], one) for one in features if self.weights.get(one))
        heavy = nsmallest(most, weighed, key=lambda one: (-abs(one[0]), one[1]))
        return [f"{name} ({weight:+.1f})" for weight, name in heavy]

    def choose(
        self, candidates: Sequence[Candidate], features: Sequence[Sequence[str]], *, explain: bool = False
    ) -> list[Candidate]:
        """The candidates of a sentence to believe, with their chances as confidence.

        Where a rule found one, its confidence is the mean of chance and trust in the rule: on dev the chance alone was
        too low for them (24 claims at 0.3 on average were right in 15 cases).

        Args:
            candidates: What was proposed.
            features: The features of each.
            explain: Whether to tell with each what weighed most.
        """
        chances = [self.chance(told) for told in features]
        best: dict[tuple[tuple[int, int], str], float] = {}
        for one, chance in zip(candidates, chances, strict=True):
            at = one.trigger, one.rule.relation
            best[at] = max(best.get(at, 0.0), chance)
        return [
            self._believed(one, chance, told if explain else ())
            for one, chance, told in zip(candidates, chances, features, strict=True)
            if (one.by_rule and _confidence(one, chance) >= self.least_rule)
            or (chance >= self.least_pair and chance == best[one.trigger, one.rule.relation])
        ]

    def _believed(self, one: Candidate, chance: float, told: Sequence[str]) -> Candidate:
        weighed = ("weighed: " + ", ".join(self.reasons(told)),) if told else ()
        return replace(one, confidence=_confidence(one, chance), because=(*one.because, *weighed))


def _confidence(one: Candidate, chance: float) -> float:
    return (chance + one.confidence) / 2 if one.by_rule else chance


def parse_weights(text: str, about: str) -> Scorer:
    """A scorer from lines of feature, tab, weight; lines that begin with # are remarks.

    Raises:
        RulesError: A line is something else, or a setting is missing.
    """
    weights: dict[str, float] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        name, _, value = line.rpartition("\t")
        try:
            weights[name] = float(value)
        except ValueError as error:
            raise RulesError("a line is feature, tab, weight", about=f"{about}:{number}") from error
    try:
        settings = [weights.pop(name) for name in (_BIAS, _BY_RULE, _BY_SCORER)]
    except KeyError as error:
        raise RulesError(f"setting {error} is missing", about=about) from error
    return Scorer(weights, *settings)


def format_weights(scorer: Scorer, remarks: Sequence[str]) -> str:
    """The lines of a scorer, sorted, as `parse_weights` reads them."""
    settings = {_BIAS: scorer.bias, _BY_RULE: scorer.least_rule, _BY_SCORER: scorer.least_pair}
    lines = [f"{name}\t{value:g}" for name, value in (*settings.items(), *sorted(scorer.weights.items()))]
    return "\n".join([*(f"# {one}" for one in remarks), *lines]) + "\n"


@lru_cache(maxsize=4)
def load_scorer(lang: str) -> Scorer:
    """The packaged scorer of a language.

    Raises:
        RulesError: There is none or it cannot be read.
    """
    path = HERE / f"scorer_{lang}.tsv"
    try:
        return parse_weights(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise RulesError(f"no scorer: {error}", about=lang) from error
