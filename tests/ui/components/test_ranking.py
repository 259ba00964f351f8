"""Tables of figures."""

from __future__ import annotations

from pathlib import Path

from kg.schema import load_schema
from tests.ui.sample import HOSTILE
from ui.components.ranking import Column, Figure, draw_ranking, link_entity
from ui.snapshot import read_snapshot
from ui.strings import Words


def test_figures_have_bars_and_headings_are_text() -> None:
    columns = [Column("<b>Name</b>"), Column("Total", "in <i>all</i>", is_figure=True, is_chosen=True)]
    html = draw_ranking(columns, [["one", Figure("1,000", 0.5)], ["two", Figure("0", 0.0)]], 'a "caption"')
    assert "&lt;b&gt;Name&lt;/b&gt;" in html and "in &lt;i&gt;all&lt;/i&gt;" in html
    assert "width:50%" in html and "width:1%" in html
    assert 'aria-label="a &quot;caption&quot;"' in html
    assert html.count('class="figure chosen"') == 3


def test_names_are_links_and_text(sample_store: Path) -> None:
    snapshot = read_snapshot(sample_store)
    words = Words("ja", load_schema())
    html = link_entity(HOSTILE.id, snapshot, words, with_type=True)
    assert "&lt;script&gt;" in html and "<script" not in html
    assert f"entity?entity={HOSTILE.id}&amp;lang=ja" in html
    assert link_entity("<gone>", snapshot, words) == "&lt;gone&gt;"
