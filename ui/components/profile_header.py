"""The head of an entity's page: what it is called, what it is, how much is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from kg.model import Entity
from kg.store.records import ArticleRecord
from ui.components.dates import name_day
from ui.components.evidence import link
from ui.dossier.mentions import Mentions
from ui.strings import Words

_QID = re.compile(r"Q[1-9]\d*")
_FAINT = "opacity:.75"


def draw_header(entity: Entity, mentions: Mentions, words: Words) -> str:
    """Names, type, and figures at a glance, as HTML."""
    name = entity.label(words.lang)
    labels = [label for label in dict.fromkeys(entity.labels.values()) if label != name]
    aliases = [alias for alias in entity.names if alias not in {name, *labels}]
    other = f' <span style="{_FAINT};font-size:1.3rem;font-weight:400">{escape(" / ".join(labels))}</span>'
    facts = [escape(words.type(str(entity.type)))]
    if _QID.fullmatch(entity.id):
        facts.append(link(f"https://www.wikidata.org/wiki/{entity.id}", f"{words('entity.wikidata')} {entity.id}"))
    also = f"{words('entity.aliases')}: {', '.join(aliases)}" if aliases else ""
    return (
        f'<h1 style="font-size:2rem;font-weight:700;padding:0;margin:0;overflow-wrap:anywhere">{escape(name)}'
        f'{other if labels else ""}</h1><div>{" · ".join(facts)}</div><div style="{_FAINT}">{escape(also)}</div>'
        f"{_figures(mentions, words)}"
    )


def _figures(mentions: Mentions, words: Words) -> str:
    told = (
        (f"{mentions.claims:,}", "claims"),
        (f"{len(mentions.articles):,}", "articles"),
        (name_day(mentions.first, words) if mentions.first else "", "first"),
        (name_day(mentions.last, words) if mentions.last else "", "last"),
    )
    cells = "".join(
        f'<div><div style="font-size:1.25rem;font-weight:600">{escape(value)}</div>'
        f'<div style="{_FAINT};font-size:.85rem">{escape(words(f"entity.figure_{name}"))}</div></div>'
        for value, name in told
        if value
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin-top:.6rem">{cells}</div>'


def draw_articles(records: Iterable[ArticleRecord], words: Words) -> str:
    """Articles with their links, as an HTML list."""
    rows = "".join(
        f'<li style="margin:.15rem 0;overflow-wrap:anywhere">{link(record.url, record.title or record.id)} '
        f'<span style="{_FAINT};font-size:.85rem">{escape(_source(record, words))}</span></li>'
        for record in records
    )
    return f'<ul style="margin:0;padding-left:1.1rem">{rows}</ul>'


def _source(record: ArticleRecord, words: Words) -> str:
    when = name_day(record.published, words) if record.published else ""
    return " · ".join(part for part in (record.publisher, when) if part)
