"""Charts and lines of time as HTML."""

from __future__ import annotations

from kg.schema import load_schema
from kg.timeline import Deal, DealState, Step
from ui.components.lifelines import STATES, draw_life
from ui.components.month_chart import draw_chart, paint_series, paint_statuses
from ui.strings import Words
from ui.timeline.scale import Scale
from ui.timeline.stacks import stack_kinds

WORDS = Words("en", load_schema())


def test_a_chart_says_in_words_what_it_shows_and_escapes_names() -> None:
    stacks = stack_kinds([("2024-01-01", "a"), ("2024-02-01", "a"), ("2024-02-01", "b")], 3)
    html = draw_chart(stacks, {"a": "<b>A</b>", "b": "B"}, paint_series(("a", "b")), "Claims", WORDS)
    assert 'role="img"' in html and "In all: &lt;b&gt;A&lt;/b&gt; 2, B 1." in html
    assert 'title="Feb 2024: 2 (&lt;b&gt;A&lt;/b&gt; 1, B 1)"' in html
    assert "<b>" not in html
    assert draw_chart(stack_kinds([], 3), {}, {}, "Claims", WORDS) == ""


def test_every_status_and_state_is_drawn_in_its_own_way() -> None:
    paints = paint_statuses()
    assert set(paints) == set(WORDS.schema.statuses) and len(set(paints.values())) == len(paints)
    assert set(STATES) == set(DealState) and len({style.shape for style in STATES.values()}) == len(STATES)


def test_a_life_has_a_mark_and_a_word_for_each_step() -> None:
    steps = (Step("", DealState.RUMOURED, "c1"), Step("2024-01-06", DealState.BLOCKED, "c2"))
    deal = Deal("M", "acquires", "<i>", "2024-01-06", "2024-01-06", DealState.BLOCKED, steps, ("c1", "c2"))
    html = draw_life(deal, "M acquires <i>", ["<u>"], {}, Scale("2024-01-01", "2024-01-11"), WORDS)
    assert "M acquires &lt;i&gt;" in html and "&lt;u&gt;" in html
    assert "rumoured undated" in html and "blocked 6 Jan 2024" in html
    assert html.count('title="') == 1 and "left:50.00%" in html
    assert "dashed" not in html
    open_deal = Deal("M", "acquires", "R", "", "", DealState.RUMOURED, steps[:1], ("c1",))
    assert "position" not in draw_life(open_deal, "M acquires R", [], {}, None, WORDS)
