"""The measure itself, on facts counted by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from tests.benchmarks.facts import Fact, Tally, check_archive, format_tally, judge, overlap

JUDGED = ("CEO", "FOUNDED_BY")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((0, 4), (3, 9), True), ((0, 4), (4, 9), False), ((2, 3), (0, 9), True), ((5, 5), (0, 9), False)],
)
def test_ranges_overlap_by_a_character(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


def test_one_reading_finds_every_fact_that_it_overlaps() -> None:
    """ "Chief executive Jane Roe of Acme, Inc." may be annotated with "Acme" and with "Acme, Inc."."""
    gold = [Fact("CEO", (28, 32), (16, 24)), Fact("CEO", (28, 38), (16, 24))]
    verdict = judge(gold, [Fact("CEO", (28, 38), (21, 24))], JUDGED)
    assert (verdict.found, verdict.missed, verdict.false) == (tuple(gold), (), ())


def test_direction_and_relation_count() -> None:
    gold = [Fact("CEO", (0, 4), (10, 14))]
    wrong = [Fact("CEO", (10, 14), (0, 4)), Fact("FOUNDED_BY", (0, 4), (10, 14))]
    verdict = judge(gold, wrong, JUDGED)
    assert (verdict.found, verdict.missed, verdict.false) == ((), tuple(gold), tuple(sorted(wrong)))


def test_what_a_passage_is_not_annotated_for_does_not_count() -> None:
    verdict = judge([], [Fact("HEADQUARTERS", (0, 4), (10, 14))], JUDGED)
    assert verdict.false == ()


def test_the_same_reading_twice_is_one() -> None:
    wrong = Fact("CEO", (0, 4), (10, 14))
    assert judge([], [wrong, wrong], JUDGED).false == (wrong,)


def test_what_overlaps_a_right_reading_is_not_false() -> None:
    """The published program forgives a second, longer reading of what is right already."""
    gold = [Fact("CEO", (0, 4), (10, 14))]
    readings = [Fact("CEO", (0, 9), (10, 14)), Fact("CEO", (6, 9), (10, 14))]
    assert judge(gold, readings, JUDGED).false == ()


def test_figures_by_hand() -> None:
    """CEO: one of two found, one false; FOUNDED_BY: one of two, the other with other words; micro P 2/3, R 2/4."""
    tally = Tally()
    right, missed, wrong = (Fact("CEO", (at, at + 1), (50, 51)) for at in (0, 2, 4))
    tally.add(judge([right, missed], [right, wrong], JUDGED))
    founder, other_words = (Fact("FOUNDED_BY", (at, at + 1), (50, 51)) for at in (0, 2))
    tally.add(judge([founder, other_words], [founder], JUDGED), [other_words])
    assert tally.figures("CEO") == {"p": 0.5, "r": 0.5, "f1": 0.5, "tp": 1, "fp": 1, "fn": 1}
    assert tally.figures() == {"p": 0.6667, "r": 0.5, "f1": 0.5714, "tp": 2, "fp": 1, "fn": 2}
    assert (tally.again_recall("CEO"), tally.again_recall("FOUNDED_BY"), tally.again_recall()) == (0.5, 1.0, 0.75)
    head, *rows = format_tally(tally, JUDGED, again="R any")
    assert head.split() == ["gold", "P", "R", "F1", "R", "any", "right", "false", "missed"]
    assert [row.split() for row in rows] == [
        ["CEO", "2", "0.500", "0.500", "0.500", "0.500", "1", "1", "1"],
        ["FOUNDED_BY", "2", "1.000", "0.500", "0.667", "1.000", "1", "0", "1"],
        ["micro", "4", "0.667", "0.500", "0.571", "0.750", "2", "1", "2"],
    ]
    assert "again" not in next(format_tally(tally, JUDGED))


def test_nothing_counted_is_zero() -> None:
    assert Tally().figures() == {"p": 0.0, "r": 0.0, "f1": 0.0, "tp": 0, "fp": 0, "fn": 0}
    assert Tally().again_recall() == 0.0


def test_a_missing_archive_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        check_archive(argparse.ArgumentParser(prog="measure"), tmp_path, "rel_core")
    assert ended.value.code == 2
    assert f"there is no {tmp_path / 'rel_core.tar.gz'}; say with --datasets" in capsys.readouterr().err
