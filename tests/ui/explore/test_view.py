"""What actions make of a view."""

from __future__ import annotations

import pytest

from ui.explore.view import (
    MOST_STEPS,
    Step,
    View,
    between,
    choose,
    expand,
    focus_on,
    hide,
    pin,
    show_hidden,
    show_path,
    unpin,
)

BUSY = View(
    focus="a",
    steps=(Step("expand", "b", count=12), Step("pin", "c", x=1, y=2)),
    hidden=("d",),
    chosen="b",
    path_from="a",
    path_to="z",
)


def test_another_focus_is_another_picture() -> None:
    view = focus_on(BUSY, "e")
    assert (view.focus, view.chosen, view.steps, view.hidden) == ("e", "e", (), ())
    assert view.path_to == "z"


def test_what_is_hidden_is_not_chosen_and_comes_back() -> None:
    view = hide(BUSY, "b")
    assert (view.hidden, view.chosen) == (("d", "b"), "")
    assert hide(view, "b") == view
    assert show_hidden(view).hidden == ()


def test_expanding_chooses_what_is_expanded() -> None:
    view = expand(View(), "b", 5)
    assert view == View(steps=(Step("expand", "b", count=5),), chosen="b")
    assert len(expand(view, "b", 5).steps) == 2


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([("p", "a", 1), ("p", "a", 2)], [("p", "a", 2)]),
        ([("p", "a", 1), ("p", "b", 1), ("p", "a", 2)], [("p", "b", 1), ("p", "a", 2)]),
        # What was added around the first place stays there.
        ([("p", "a", 1), ("e", "a", 0), ("p", "a", 2)], [("p", "a", 1), ("e", "a", 0), ("p", "a", 2)]),
    ],
)
def test_only_places_that_matter_are_remembered(
    steps: list[tuple[str, str, int]], left: list[tuple[str, str, int]]
) -> None:
    view = View()
    for kind, node, place in steps:
        view = pin(view, node, place + 0.4, 0) if kind == "p" else expand(view, node)
    assert [(step.kind[0], step.id, step.x) for step in view.steps] == left


def test_unpinning_forgets_every_place_of_an_entity() -> None:
    view = unpin(pin(expand(pin(View(), "a", 1, 1), "a"), "a", 2, 2), "a")
    assert [step.kind for step in view.steps] == ["expand"]
    assert view.pinned == frozenset()
    assert pin(view, "a", 1, 1).pinned == {"a"}


def test_a_picture_has_no_more_steps_than_a_link_can_tell() -> None:
    view = View()
    for number in range(MOST_STEPS + 5):
        view = pin(view, f"{number}", 0, 0)
    assert len(view.steps) == MOST_STEPS


def test_paths_begin_a_picture_and_other_ends_end_it() -> None:
    view = show_path(BUSY, 1)
    assert (view.path, view.steps, view.hidden, view.chosen) == (1, (), (), "")
    moved = pin(view, "q", 5, 5)
    assert show_path(moved, 2).steps == moved.steps
    assert between(moved, "a", "y").path == 0
    assert between(moved, "a", "z") == moved
    assert show_path(moved, 0).steps == ()


def test_choosing_changes_nothing_else() -> None:
    assert choose(choose(BUSY, "x"), "b") == BUSY
