"""The facts of an entity as HTML: one line a fact, which opens to its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from kg.model import Claim
from ui.components.evidence import claim_cards, display_name, effective_date, list_qualifiers, status_badge
from ui.facts import Heading
from ui.snapshot import Snapshot
from ui.strings import Words

_SUMMARY = "cursor:pointer;padding:.25rem 0"
_FAINT = "opacity:.72;font-size:.85rem"


def draw_facts(heading: Heading, others: Mapping[str, tuple[Claim, ...]], snapshot: Snapshot, words: Words) -> str:
    """All facts of one relation, the latest first, as HTML."""
    latest_first = sorted(others, key=lambda other: _latest(others[other], snapshot), reverse=True)
    rows = "".join(_draw_fact(other, others[other], snapshot, words) for other in latest_first)
    relation = words.relation(heading.relation, inverse=heading.incoming)
    label = escape(words("entity.relation", relation=relation))
    title = f'<div style="font-weight:600;font-size:1.02rem">{label}</div>'
    return f'<div style="margin:.2rem 0 .9rem 0">{title}{rows}</div>'


def _draw_fact(other: str, claims: tuple[Claim, ...], snapshot: Snapshot, words: Words) -> str:
    statuses = sorted({str(claim.status) for claim in claims}, key=list(words.schema.statuses).index)
    badges = " ".join(status_badge(status, words) for status in statuses)
    count = words("entity.source" if len(claims) == 1 else "entity.sources", count=len(claims))
    date = _latest(claims, snapshot) or words("entity.undated")
    newest = max(claims, key=lambda claim: (effective_date(claim, snapshot.articles), claim.id))
    figures = " · ".join(value for _, value in list_qualifiers(newest.qualifiers, words))
    name = display_name(other, snapshot.entities, words.lang) if other else figures
    extra = f' <span style="{_FAINT}">{escape(figures)}</span>' if other and figures else ""
    link = entity_link(other, words.lang) if other else ""
    return (
        f'<details style="margin-left:.4rem"><summary style="{_SUMMARY}"><b>{escape(name)}</b>{extra} {badges} '
        f'<span style="{_FAINT}">{escape(date)} · {escape(count)}</span></summary>'
        f'<div style="margin:.3rem 0 .6rem 1.1rem">{_open_link(name, link, words)}'
        f"{claim_cards(claims, snapshot.articles, snapshot.entities, words)}</div></details>"
    )


def _open_link(name: str, link: str, words: Words) -> str:
    if not link:
        return ""
    label = escape(words("network.open_entity", name=name))
    return f'<div style="margin-bottom:.4rem"><a href="{escape(link)}" target="_self">{label}</a></div>'


def entity_link(entity_id: str, lang: str) -> str:
    """The address of an entity's view, relative to the view that is open."""
    return f"?{urlencode({'entity': entity_id, 'lang': lang})}"


def _latest(claims: tuple[Claim, ...], snapshot: Snapshot) -> str:
    return max(effective_date(claim, snapshot.articles) for claim in claims)
