"""Counts over time as stacked bars: plain HTML, which prints, needs no script and follows the theme."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from ui.components.dates import name_month, name_range
from ui.components.palette import STATUS_STYLES
from ui.strings import Words
from ui.timeline.bars import Bar
from ui.timeline.scale import Scale
from ui.timeline.stacks import Stacks

# Okabe and Ito's colours, which people who do not see red or green tell apart; grey is for all others together.
_SERIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
_OTHERS = "#8a8f98"
MOST_KINDS = len(_SERIES) + 1
_HEIGHT = "9rem"
MOST_YEARS = 6
"""Years named below a chart at most: as many as a phone has room for."""


def paint_statuses() -> dict[str, str]:
    """How each status is painted: its colour, full, hatched or dotted as its edges are."""
    return {status: _hatch(style.color, style.dash) for status, style in STATUS_STYLES.items()}


def paint_series(kinds: tuple[str, ...]) -> dict[str, str]:
    """A colour for each of a few kinds; grey for what is left over."""
    painted = dict(zip([kind for kind in kinds if kind], _SERIES, strict=False))
    return {kind: painted.get(kind, _OTHERS) for kind in kinds}


def draw_chart(stacks: Stacks, names: Mapping[str, str], paints: Mapping[str, str], title: str, words: Words) -> str:
    """A chart with its legend, as HTML.

    Args:
        stacks: What it shows.
        names: What each kind is called.
        paints: How each kind is painted, as CSS backgrounds.
        title: What is counted.
        words: The language.
    """
    highest = max((sum(row) for row in stacks.counts), default=0)
    if not highest:
        return ""
    legend = "".join(
        f'<span style="white-space:nowrap"><span style="display:inline-block;width:.9em;height:.9em;border-radius:2px;'
        f'vertical-align:-.08em;background:{paints[kind]}"></span> {escape(names[kind])} '
        f'<span style="opacity:.75">{count:,}</span></span>'
        for kind, count in stacks.kinds
    )
    kinds = [kind for kind, _ in stacks.kinds]
    columns = "".join(
        _column(bar, row, kinds, names, paints, highest, words)
        for bar, row in zip(stacks.bars, stacks.counts, strict=True)
    )
    alt = words(
        "timeline.chart_alt",
        title=title,
        since=name_month(stacks.bars[0].first, words),
        until=name_month(stacks.bars[-1].last, words),
        kinds=", ".join(f"{names[kind]} {count:,}" for kind, count in stacks.kinds),
    )
    return (
        f'<div style="display:flex;flex-wrap:wrap;gap:.1rem 1rem;font-size:.85rem;margin-bottom:.4rem">{legend}</div>'
        f'<div role="img" aria-label="{escape(alt)}"><div style="position:relative;height:{_HEIGHT};display:flex;'
        f"align-items:flex-end;gap:1px;border-bottom:1px solid rgba(128,128,128,.6);border-top:1px dotted "
        f'rgba(128,128,128,.5)">{_top(highest)}{columns}</div>'
        f"{draw_years(Scale(stacks.bars[0].first, stacks.bars[-1].last))}</div>"
    )


def draw_years(scale: Scale) -> str:
    """The years below a line of time, as HTML."""
    years = "".join(
        f'<span style="position:absolute;left:{place * 100:.2f}%;border-left:1px solid;padding-left:3px;'
        f'line-height:1;white-space:nowrap">{int(year)}</span>'
        for year, place in scale.years(MOST_YEARS)
        # The last one would stick out.
        if place < 0.94
    )
    style = "position:relative;height:1.1rem;margin-top:.2rem;font-size:.75rem;opacity:.8"
    return f'<div style="{style}" aria-hidden="true">{years}</div>'


def _top(highest: int) -> str:
    style = "position:absolute;right:0;top:-.1rem;font-size:.75rem;opacity:.75"
    return f'<span style="{style}">{highest:,}</span>'


def _column(
    bar: Bar,
    row: tuple[int, ...],
    kinds: list[str],
    names: Mapping[str, str],
    paints: Mapping[str, str],
    highest: int,
    words: Words,
) -> str:
    told = [f"{names[kind]} {count:,}" for kind, count in zip(kinds, row, strict=True) if count]
    when = name_range(bar.first, bar.last, words)
    title = words("timeline.bar", when=when, count=f"{sum(row):,}", kinds=", ".join(told)) if told else when
    parts = "".join(
        f'<div style="height:{count / highest * 100:.2f}%;min-height:2px;background:{paints[kind]}"></div>'
        for kind, count in zip(kinds, row, strict=True)
        if count
    )
    style = "flex:1 1 0;min-width:1px;height:100%;display:flex;flex-direction:column-reverse"
    return f'<div style="{style}" title="{escape(title)}">{parts}</div>'


def _hatch(color: str, dash: str) -> str:
    if dash == "solid":
        return color
    faint = f"color-mix(in srgb, {color} 45%, transparent)"
    if dash == "dashed":
        return f"repeating-linear-gradient(135deg,{color} 0 3px,{faint} 3px 6px)"
    return f"repeating-linear-gradient(0deg,{color} 0 2px,{faint} 2px 4px)"
