"""The lives of deals as HTML: from the first rumour to the end, each step a mark with its day and its word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg.timeline import Deal, DealState, Step
from ui.components.dates import name_day, name_when
from ui.components.month_chart import MOST_YEARS, draw_years
from ui.strings import Words
from ui.timeline.scale import Scale

_OVER = "rgba(128,128,128,.75)"


@dataclass(frozen=True, slots=True)
class _Style:
    """How a state is drawn: a colour and a shape of its own, as CSS, so that either is enough."""

    color: str
    shape: str


def _filled(color: str, shape: str = "") -> str:
    return f"background:{color};border:2px solid {color};{shape}"


def _striped(color: str, angle: int) -> str:
    bar = f"linear-gradient({angle}deg,transparent 40%,{color} 40% 60%,transparent 60%)"
    return f"background:{bar};border:2px solid {color};"


_ROUND = "border-radius:50%"
_GREEN, _BLUE, _AMBER, _RED, _GREY = "#2a9d6f", "#4b6cb7", "#c07f00", "#d7263d", "#8a8f98"
STATES = {
    DealState.RUMOURED: _Style(_AMBER, f"border:2px solid {_AMBER};transform:rotate(45deg) scale(.85)"),
    DealState.ANNOUNCED: _Style(
        _BLUE,
        f"background:linear-gradient(90deg,{_BLUE} 50%,transparent 50%);border:2px solid {_BLUE};{_ROUND}",
    ),
    DealState.COMPLETED: _Style(_GREEN, _filled(_GREEN, _ROUND)),
    DealState.CANCELLED: _Style(_RED, f"{_striped(_RED, 45)}"),
    DealState.BLOCKED: _Style(_RED, f"{_striped(_RED, 0)}{_ROUND}"),
    DealState.ENDED: _Style(_GREY, _filled(_GREY)),
}


def _sign(state: DealState, more: str = "") -> str:
    box = f"display:inline-block;box-sizing:border-box;width:.8em;height:.8em;vertical-align:-.06em;{more}"
    return f'<span style="{box};{STATES[state].shape}"></span>'


def draw_life(
    deal: Deal, phrase: str, amounts: Sequence[str], reported: Mapping[str, str], scale: Scale | None, words: Words
) -> str:
    """One deal as HTML: what it is, its steps in words, and their places on the common line of time.

    Args:
        deal: The deal.
        phrase: Who does what to whom.
        amounts: What the sources say of how much.
        reported: When the articles of its claims came out, by the ids of the claims.
        scale: The line of time.
        words: The language.
    """
    style = STATES[deal.state]
    badge = (
        f'<span style="border:1.5px solid {style.color};border-radius:999px;padding:0 .5rem;font-size:.8rem;'
        f'white-space:nowrap">{_sign(deal.state)} {escape(words(f"timeline.state_{deal.state}"))}</span>'
    )
    money = f' <span style="font-weight:600">{escape(" / ".join(amounts))}</span>' if amounts else ""
    steps = " → ".join(_word(step, reported, words) for step in deal.steps)
    track = _track(deal, scale, words) if scale else ""
    return (
        f'<div style="display:flex;flex-wrap:wrap;gap:.2rem .6rem;align-items:baseline"><b>{escape(phrase)}</b> {badge}'
        f'{money}</div><div style="font-size:.85rem;opacity:.85">{steps}</div>{track}'
    )


def draw_scale(scale: Scale) -> str:
    """The years of the lives below, as HTML."""
    return f'<div style="margin:0 .5rem">{draw_years(scale)}</div>'


def draw_states(states: Iterable[DealState], words: Words) -> str:
    """What the marks mean, as HTML."""
    found = set(states)
    shown = "".join(
        f'<span style="white-space:nowrap">{_sign(state)} {escape(words(f"timeline.state_{state}"))}</span>'
        for state in STATES
        if state in found
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:.1rem 1rem;font-size:.85rem">{shown}</div>'


def _word(step: Step, reported: Mapping[str, str], words: Words) -> str:
    when = name_when(step.day, reported.get(step.claim, ""), words)
    text = words("timeline.step", state=words(f"timeline.state_{step.state}"), day=when)
    return f'<span style="white-space:nowrap">{_sign(step.state)} {escape(text)}</span>'


def _track(deal: Deal, scale: Scale, words: Words) -> str:
    days = [day for day in (deal.start, deal.last, *(step.day for step in deal.steps)) if day]
    if not days:
        return ""
    low, high = scale.place(min(days)) * 100, scale.place(max(days)) * 100
    # A line that goes on is dashed where nobody tells yet how it ends.
    goes_on = deal.state in (DealState.RUMOURED, DealState.ANNOUNCED)
    ahead = (
        f'<div style="position:absolute;top:50%;left:calc({high:.2f}% + .5em);right:0;border-top:2px dashed {_OVER}">'
        f"</div>"
    )
    line = (
        f'<div style="position:absolute;top:50%;left:{low:.2f}%;width:{high - low:.2f}%;min-width:3px;'
        f'border-top:2px solid {STATES[deal.state].color}"></div>'
    )
    marks = "".join(_mark(step, scale, words) for step in deal.steps if step.day)
    return (
        f'<div style="margin:0 .5rem" aria-hidden="true"><div style="position:relative;height:1.4rem;'
        f'background:linear-gradient(rgba(128,128,128,.2),rgba(128,128,128,.2)) center/100% 1px no-repeat">'
        f"{_years(scale)}{ahead if goes_on else ''}{line}{marks}</div></div>"
    )


def _years(scale: Scale) -> str:
    style = "position:absolute;top:0;bottom:0;border-left:1px dotted rgba(128,128,128,.55)"
    return "".join(f'<div style="{style};left:{place * 100:.2f}%"></div>' for _, place in scale.years(MOST_YEARS))


def _mark(step: Step, scale: Scale, words: Words) -> str:
    place = scale.place(step.day) * 100
    title = escape(f"{words(f'timeline.state_{step.state}')} {name_day(step.day, words)}")
    where = f"position:absolute;left:{place:.2f}%;top:50%;margin:-.5em 0 0 -.5em;line-height:1"
    return f'<span title="{title}" style="{where}">{_sign(step.state, "width:1em;height:1em")}</span>'
