"""Choosing dates on a small histogram: a window to drag, to resize and to move."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui.components.assets import load_component
from ui.components.dates import name_month, name_range
from ui.strings import Words
from ui.timeline.bars import Bar, clean_day, find_window, make_bars

_CSS = """
.brush { font-family: var(--st-font); color: var(--st-text-color); font-size: .875rem; }
.brush header { display: flex; flex-wrap: wrap; gap: .1rem .6rem; align-items: baseline; min-height: 1.7rem; }
.brush output { font-weight: 600; }
.brush .told { margin-left: auto; opacity: .8; font-variant-numeric: tabular-nums; }
.brush button { font: inherit; color: var(--st-text-color); background: none; cursor: pointer; padding: .1rem .6rem;
  border: 1px solid var(--st-border-color); border-radius: .5rem; }
.brush button:hover { border-color: var(--st-primary-color); }
.brush .plot { position: relative; height: 64px; cursor: crosshair; touch-action: pan-y; user-select: none;
  border-bottom: 1px solid var(--st-border-color); margin: 0 7px; }
.brush svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.brush rect { fill: var(--st-text-color); opacity: .3; }
.brush rect.in { fill: var(--st-primary-color); opacity: .85; }
.brush .window { position: absolute; top: 0; bottom: 0; cursor: grab; border-radius: 3px;
  background: color-mix(in srgb, var(--st-primary-color) 10%, transparent); }
.brush .window.all { cursor: crosshair; background: none; }
.brush .handle { position: absolute; top: -2px; bottom: -2px; width: 14px; margin-left: -7px; cursor: ew-resize;
  display: flex; align-items: center; justify-content: center; touch-action: none; border-radius: 4px; }
.brush .handle::before { content: ""; width: 4px; height: 55%; border-radius: 3px; background: var(--st-text-color);
  box-shadow: 0 0 0 2px var(--st-background-color); }
.brush .handle:hover::before { height: 75%; }
.brush .axis { position: relative; height: 1.25rem; margin: 0 7px; font-size: .75rem; overflow: hidden; }
.brush .axis span { position: absolute; top: .15rem; opacity: .8; white-space: nowrap; border-left: 1px solid;
  padding-left: 3px; line-height: 1; }
.brush :focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
.brush .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (pointer: coarse) { .brush .handle { width: 32px; margin-left: -16px; } }
"""


def draw_brush(
    months: Sequence[tuple[str, int]],
    since: str,
    until: str,
    words: Words,
    *,
    key: str,
    label: str,
    on_change: Callable[[str, str], None],
) -> None:
    """Draws counts by month, and the window of dates that is chosen on them.

    Args:
        months: How many there are in each month ("2024-01"), in any order; gaps are filled.
        since: ISO date of the first day that is chosen, or "" where the window is open.
        until: ISO date of the last one, or "".
        words: The language.
        key: The key of the component in the session.
        label: What is counted, for those who cannot see it.
        on_change: Takes the new `since` and `until` when somebody lets go of the window, before the page runs again.
    """
    bars = make_bars(months)
    if not bars:
        return
    low, high = find_window(bars, since, until)
    data = {
        "bars": [_describe(bar, bars, words) for bar in bars],
        "low": low,
        "high": high,
        "range": name_range(since, until, words),
        "label": label,
        "alt": f"{label}. {_alt(bars, words)}",
        "texts": {
            "all": words("brush.all"),
            "clear": words("brush.clear"),
            "start": words("brush.start"),
            "end": words("brush.end"),
            "hint": words("brush.hint"),
        },
        # The component fills these in while somebody drags.
        "ranges": {
            "from": words("brush.from", since="{since}"),
            "to": words("brush.to", until="{until}"),
            "between": words("brush.between", since="{since}", until="{until}"),
            "only": words("brush.only", since="{since}"),
        },
    }

    def tell() -> None:
        chosen = st.session_state[key]["range"] or {}
        on_change(clean_day(chosen.get("since")), clean_day(chosen.get("until")))

    load_component("brush", _CSS)(data=data, key=key, on_range_change=tell)


def _describe(bar: Bar, bars: Sequence[Bar], words: Words) -> dict[str, object]:
    is_first, is_last = bar == bars[0], bar == bars[-1]
    by_year = bar.first[5:7] == "01" or is_first
    return {
        # A window that reaches the end of what there is stays open there.
        "since": "" if is_first else bar.first,
        "until": "" if is_last else bar.last,
        "start": name_month(bar.first, words),
        "end": name_month(bar.last, words),
        "count": bar.count,
        "told": words("brush.count", name=_name(bar, bars, words), count=f"{bar.count:,}"),
        "tick": str(int(bar.first[:4])) if by_year else name_month(bar.first, words, short=True),
        "year": by_year,
    }


def _name(bar: Bar, bars: Sequence[Bar], words: Words) -> str:
    since = "" if bar.holds_more and bar == bars[0] else bar.first
    until = "" if bar.holds_more and bar == bars[-1] else bar.last
    return name_range(since, until, words)


def _alt(bars: Sequence[Bar], words: Words) -> str:
    most = max(bars, key=lambda bar: bar.count)
    return words(
        "brush.alt",
        count=f"{sum(bar.count for bar in bars):,}",
        since=name_month(bars[0].first, words),
        until=name_month(bars[-1].last, words),
        most=_name(most, bars, words),
    )
