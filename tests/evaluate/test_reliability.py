"""Reliability and cuts, computed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluate.claims import Evaluation
from kg.model import Claim, Status
from tests.evaluate.hand_made import claim, evaluated


def right(confidence: float) -> Claim:
    return claim("Microsoft", "investsIn", "OpenAI", confidence=confidence)


def wrong(confidence: float) -> Claim:
    return claim("OpenAI", "acquires", "Quux", confidence=confidence)


@pytest.fixture
def mixed(tmp_path: Path) -> Evaluation:
    """Two claims around 0.5, of which one is right, and two around 0.9, of which both are."""
    competes = claim("Acme", "competesWith", "Quux", Status.DENIED, confidence=1.0)
    return evaluated(tmp_path, right(0.5), wrong(0.58), right(0.9), competes)


def test_bins_hold_their_lower_edge_and_the_last_one_holds_1(mixed: Evaluation) -> None:
    assert [(one.low, one.high, one.claims, one.right) for one in mixed.reliability.bins] == [
        (0.5, 0.6, 2, 1),
        (0.9, 1.0, 2, 2),
    ]
    assert [one.share for one in mixed.reliability.bins] == [0.5, 1.0]
    assert [one.confidence for one in mixed.reliability.bins] == pytest.approx([0.54, 0.95])


def test_a_right_claim_with_a_wrong_status_is_right_here(mixed: Evaluation) -> None:
    assert mixed.reliability.bins[-1].right == 2


def test_calibration_error_by_hand(mixed: Evaluation) -> None:
    """2/4 · |0.5 - 0.54| + 2/4 · |1 - 0.95|."""
    assert mixed.reliability.calibration_error == pytest.approx(0.045)
    assert mixed.as_dict()["reliability"]["expected_calibration_error"] == 0.045


def test_claims_below_those_that_are_printed_have_a_bin(tmp_path: Path) -> None:
    (only,) = evaluated(tmp_path, wrong(0.1)).reliability.bins
    assert (only.low, only.high, only.claims) == (0.0, 0.4, 1)


def test_nothing_predicted_has_no_calibration(tmp_path: Path) -> None:
    reliability = evaluated(tmp_path).as_dict()["reliability"]
    assert reliability == {"bins": [], "expected_calibration_error": None}


def test_a_cut_leaves_the_claims_from_it_on(mixed: Evaluation) -> None:
    cuts = {one["confidence"]: (one["tp"], one["fp"], one["fn"]) for one in mixed.as_dict()["cuts"]}
    assert cuts == {0.5: (2, 1, 2), 0.6: (2, 0, 2), 0.7: (2, 0, 2), 0.8: (2, 0, 2), 0.9: (2, 0, 2)}


def test_a_triple_counts_while_any_claim_of_it_is_left(tmp_path: Path) -> None:
    cuts = {one["confidence"]: one["tp"] for one in evaluated(tmp_path, right(0.5), right(0.75)).as_dict()["cuts"]}
    assert cuts == {0.5: 1, 0.6: 1, 0.7: 1, 0.8: 0, 0.9: 0}


def test_without_a_cut_the_figures_are_those_of_the_scores(tmp_path: Path) -> None:
    found = evaluated(tmp_path, right(0.9), wrong(0.95)).as_dict()
    assert {**found["cuts"][0], "confidence": None} == {**found["triples"], "confidence": None}
