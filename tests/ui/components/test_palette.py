"""Colours, lines and shapes that can be told apart."""

from __future__ import annotations

import pytest

from kg.schema import load_schema
from ui.components.palette import NODE_STYLES, STATUS_STYLES

GROUNDS = {"light": "#ffffff", "dark": "#0e1117"}
SHAPES = {"type " + name: style.color for name, style in NODE_STYLES.items()}
LINES = {"status " + name: style.color for name, style in STATUS_STYLES.items()}


def luminance(color: str) -> float:
    """As WCAG 2 has it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", [*SHAPES, *LINES])
def test_contrast_with_the_ground_is_enough_for_graphics(name: str, ground: str) -> None:
    dark, light = sorted((luminance((SHAPES | LINES)[name]), luminance(GROUNDS[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 3


def test_every_type_and_status_is_told_apart_without_colour() -> None:
    schema = load_schema()
    assert set(NODE_STYLES) == set(schema.types)
    assert set(STATUS_STYLES) == set(schema.statuses)
    assert len({style.corners for style in NODE_STYLES.values()}) == len(NODE_STYLES)
    assert len({(style.dashes, style.barred) for style in STATUS_STYLES.values()}) == len(STATUS_STYLES)


def test_shapes_stay_in_their_box_and_lines_have_gaps_after_strokes() -> None:
    assert all(-1 <= number <= 1 for style in NODE_STYLES.values() for corner in style.corners for number in corner)
    assert all(len(style.dashes) % 2 == 0 for style in STATUS_STYLES.values())
