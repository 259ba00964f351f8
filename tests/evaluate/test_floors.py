"""The figures on our own gold files do not fall, and the floors under them are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.floors import (
    AT_MOST,
    GOLD_FILES,
    Figures,
    find_falls,
    format_floors,
    measure,
    raise_floors,
    read_floors,
    write_floors,
)


@pytest.mark.parametrize("file", GOLD_FILES)
def test_no_figure_falls_below_its_floor(file: str, pipelines: None) -> None:
    floors = {file: read_floors()[file]}
    falls = list(find_falls(floors, {file: measure(file)}))
    assert not falls, "\n".join(["", *map(str, falls), "see docs/evaluation.md, floors"])


def test_every_gold_file_of_ours_has_floors() -> None:
    floors = read_floors()
    assert set(floors) == set(GOLD_FILES)
    assert set(floors["sample.jsonl"]) == {"en", "ja"}
    for langs in floors.values():
        assert all({"precision", "recall", "f1", *AT_MOST} <= set(figures) for figures in langs.values())


FLOORS: Figures = {"a.jsonl": {"en": {"f1": 0.6, "false_assertion_rate": 0.1}}}


def measured(f1: float, false_assertion_rate: float) -> Figures:
    return {"a.jsonl": {"en": {"f1": f1, "false_assertion_rate": false_assertion_rate}}}


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        (measured(0.6, 0.1), []),
        (measured(0.7, 0.0), []),
        (measured(0.5877, 0.1), ["a.jsonl en: f1 fell by 0.0123 below 0.6, to 0.5877"]),
        (measured(0.6, 0.15), ["a.jsonl en: false_assertion_rate rose by 0.0500 above 0.1, to 0.1500"]),
        (
            {},
            [
                "a.jsonl en: f1 fell by 0.6000 below 0.6, to 0.0000",
                "a.jsonl en: false_assertion_rate rose by 0.9000 above 0.1, to 1.0000",
            ],
        ),
    ],
)
def test_a_fall_says_which_figure_and_by_how_much(figures: Figures, says: list[str]) -> None:
    assert list(map(str, find_falls(FLOORS, figures))) == says


def test_floors_are_raised_and_never_lowered() -> None:
    assert raise_floors(FLOORS, measured(0.7, 0.02)) == measured(0.69, 0.05)
    assert raise_floors(FLOORS, measured(0.1, 0.9)) == FLOORS
    assert raise_floors({}, measured(0.605, 1.0)) == measured(0.59, 1.0)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_floors(read_floors(), tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == read_floors()


def test_floors_for_reading() -> None:
    figures = measured(0.7, 0.1)
    lines = format_floors(FLOORS, figures, raise_floors(FLOORS, figures)).splitlines()
    assert lines[1] == "a.jsonl en"
    assert lines[2].split() == ["f1", "0.60", "0.7000", "0.69"]
    assert lines[3].split() == ["false_assertion_rate", "0.10", "0.1000"]
