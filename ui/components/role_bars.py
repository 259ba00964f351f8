"""Roles over time as HTML: a bar for each, from when until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from kg.model import Entity
from kg.timeline import Period
from ui.components.dates import name_day, name_when
from ui.components.evidence import display_name, role_label
from ui.components.facts import entity_link
from ui.components.month_chart import draw_years
from ui.dossier.roles import Role
from ui.strings import Words
from ui.timeline.scale import Scale

_GRID = "display:grid;grid-template-columns:minmax(9rem,30%) 1fr;gap:.15rem .8rem;align-items:center"
_COLOR = "#4b6cb7"
_PAST = "#8a8f98"
_LATEST = 99.0
"""Per cent from the left beyond which the beginning of a bar would not be seen."""


def draw_roles(roles: Iterable[Role], scale: Scale, entities: Mapping[str, Entity], words: Words) -> str:
    """Bars on a common line of time, with names and days in words."""
    rows = "".join(_row(role, scale, entities, words) for role in roles)
    return f'<div style="{_GRID}">{rows}<span></span>{draw_years(scale)}</div>'


def name_role(role: Role, words: Words) -> str:
    """The kind of role, or else the relation."""
    period = role.period
    return role_label(period.role, words) or role_label(period.relation, words) or words.relation(period.relation)


def name_time(period: Period, words: Words) -> str:
    """From when until when, saying what is only known to have been so by then."""
    parts = []
    if period.start:
        # A day that no text gives is that of an article.
        if period.start_known:
            parts.append(words("entity.since", day=name_when(period.start, "", words)))
        else:
            parts.append(words("entity.known_since", day=name_day(period.start, words)))
    if period.until:
        parts.append(words("entity.until", day=name_when(period.until, "", words)))
    elif period.last and period.last != period.start:
        parts.append(words("entity.last_told", day=name_day(period.last, words)))
    return words("entity.comma").join(parts) or words("brush.undated")


def _row(role: Role, scale: Scale, entities: Mapping[str, Entity], words: Words) -> str:
    period = role.period
    name = escape(display_name(role.other, entities, words.lang))
    link = f'<a href="{escape(entity_link(role.other, words.lang))}" target="_self">{name}</a>'
    days = name_time(period, words)
    left = min(scale.place(period.start) * 100 if period.start else 0.0, _LATEST)
    told = scale.place(period.last) * 100 if period.last else left
    right = scale.place(period.until) * 100 if period.until else 100.0
    color = _PAST if period.until else _COLOR
    told = min(max(told, left), right)
    # Full as far as somebody tells of it, hatched from there on.
    hatched = f"repeating-linear-gradient(135deg,{color} 0 2px,transparent 2px 6px)"
    bars = "".join(
        f'<div style="position:absolute;top:20%;bottom:20%;left:{start:.2f}%;width:{end - start:.2f}%;'
        f'min-width:{least}px;background:{paint};border-radius:3px"></div>'
        for start, end, paint, least in ((told, right, hatched, 0), (left, told, color, 4))
    )
    return (
        f'<div style="font-size:.9rem;line-height:1.25">{link} <b>{escape(name_role(role, words))}</b><br>'
        f'<span style="opacity:.8;font-size:.8rem">{escape(days)}</span></div>'
        f'<div style="position:relative;height:1.5rem;background:rgba(128,128,128,.1);overflow:hidden"'
        f' title="{escape(days)}">{bars}</div>'
    )
