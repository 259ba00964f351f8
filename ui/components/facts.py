"""Facts of an entity and its neighbours in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode

from kg.model import Entity
from ui.components.dates import name_day, name_when
from ui.components.evidence import display_name
from ui.components.markdown import escape_markdown
from ui.dossier.facts import Fact, Heading
from ui.dossier.neighbours import Neighbour
from ui.strings import Words

# The colours of Streamlit's badges that are nearest to those of the statuses in the picture.
_BADGES = {
    "asserted": "blue",
    "reported": "blue",
    "planned": "green",
    "predicted": "violet",
    "possible": "orange",
    "denied": "red",
}
_CELL = "padding:.25rem .8rem .25rem 0;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.25)"
_WIDTHS = ("7rem", "10rem", "2.5rem", "5rem")
_KINDS_SHOWN = 4


def status_label(status: str, words: Words) -> str:
    """A status as a badge in the Markdown of a label."""
    return f":{_BADGES.get(status, 'gray')}-badge[{escape_markdown(words.status(status))}]"


def sources_label(articles: int, words: Words) -> str:
    """How many articles say so."""
    return words("entity.source") if articles == 1 else words("entity.sources", count=f"{articles:,}")


def fact_label(fact: Fact, figures: str, entities: Mapping[str, Entity], words: Words) -> str:
    """A fact on one line, as the Markdown of a label."""
    name = display_name(fact.other, entities, words.lang) if fact.other else figures or words("entity.no_figure")
    extra = f" {escape_markdown(figures)}" if fact.other and figures else ""
    day = name_when(fact.latest.day, fact.latest.reported, words)
    tail = f"{escape_markdown(day)} · {escape_markdown(sources_label(fact.articles, words))}"
    return f"**{escape_markdown(name)}**{extra} {status_label(fact.latest.status, words)} {tail}"


def name_heading(heading: Heading, words: Words) -> str:
    """A relation as its title on the page of the entity."""
    return words("entity.relation", relation=words.relation(heading.relation, inverse=heading.incoming))


def entity_link(entity_id: str, lang: str) -> str:
    """The address of an entity's page, from any view."""
    return f"entity?{urlencode({'entity': entity_id, 'lang': lang})}"


def draw_neighbours(neighbours: Iterable[Neighbour], entities: Mapping[str, Entity], words: Words) -> str:
    """Who is connected and how, as an HTML table."""
    heads = "".join(
        f'<th scope="col" style="{_CELL};text-align:left">{escape(words(f"entity.column_{name}"))}</th>'
        for name in ("name", "how", "articles", "last")
    )
    rows = "".join(_neighbour(one, entities, words) for one in neighbours)
    return (
        f'<div style="overflow-x:auto"><table style="border-collapse:collapse;font-size:.9rem;width:100%">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _neighbour(one: Neighbour, entities: Mapping[str, Entity], words: Words) -> str:
    name = escape(display_name(one.other, entities, words.lang))
    link = f'<a href="{escape(entity_link(one.other, words.lang))}" target="_self">{name}</a>'
    how = words("entity.comma").join(
        f"{name_heading(heading, words)} ({count:,})" for heading, count in one.headings[:_KINDS_SHOWN]
    )
    if len(one.headings) > _KINDS_SHOWN:
        how = words("entity.and_more", shown=how, count=len(one.headings) - _KINDS_SHOWN)
    last = name_day(one.last, words) if one.last else ""
    cells = (link, escape(how), f"{one.articles:,}", f'<span style="white-space:nowrap">{escape(last)}</span>')
    drawn = "".join(
        f'<td style="{_CELL};min-width:{width}">{cell}</td>' for cell, width in zip(cells, _WIDTHS, strict=True)
    )
    return f"<tr>{drawn}</tr>"
