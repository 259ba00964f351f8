"""An article with the claims that were read from it, before or after it is stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kg.model import Claim, Entity, Extraction, Section
from ui.components.assets import load_component
from ui.components.evidence import list_qualifiers, read_claim
from ui.components.palette import MARKS, STATUS_STYLES
from ui.components.ranking import entity_address
from ui.marked_text import Stretch, mark_text
from ui.strings import Words

_CSS = """
.reading { container-type: inline-size; font-family: var(--st-font); color: var(--st-text-color); }
.reading { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
.text, .claims { box-sizing: border-box; max-height: 72vh; overflow: auto; overflow-wrap: anywhere; }
.text { flex: 3 1 20rem; border: 1px solid var(--st-border-color); border-radius: .6rem; padding: .9rem 1.1rem; }
.text h3 { margin: 0 0 .7rem; font-size: 1.15rem; line-height: 1.6; }
.text .pieces { white-space: pre-wrap; line-height: 1.9; }
.text span.sentence { background-color: var(--st-secondary-background-color); }
.text span[title]:not([title=""]) { cursor: pointer; }
.claims { flex: 2 1 18rem; }
.claims ul { list-style: none; margin: 0; padding: 2px; }
.claims li { border: 1px solid var(--st-border-color); border-radius: .6rem; padding: .6rem .8rem; margin: 0 0 .55rem;
  cursor: pointer; }
.claims li.chosen { box-shadow: inset 4px 0 var(--st-primary-color); background: var(--st-secondary-background-color); }
.claims button { all: unset; font-weight: 600; cursor: pointer; display: block; margin: .35rem 0 .2rem; }
.claims :focus-visible, .text:focus-visible { outline: 2px solid var(--st-primary-color); }
.legend { margin: 0 0 .6rem; font-size: .85rem; line-height: 2; }
.legend small { display: block; opacity: .75; line-height: 1.4; }
.badge { border-radius: 999px; padding: .05rem .55rem; font-size: .8rem; margin-right: .35rem; white-space: nowrap; }
.badge.stage { border: 1px solid var(--st-border-color); }
.facts span { margin-right: .9rem; font-size: .88rem; }
.ends { font-size: .88rem; margin: .25rem 0; display: flex; flex-wrap: wrap; gap: .15rem .5rem; align-items: baseline; }
.ends a { color: var(--st-link-color); }
.ends .new { font-size: .75rem; border: 1px dashed var(--st-border-color); border-radius: .3rem; padding: 0 .3rem; }
.claims small { opacity: .75; }
@media (max-width: 640px) {
  .text { position: sticky; top: 3.6rem; max-height: 40vh; background: var(--st-background-color); }
  .claims { max-height: none; }
}
"""


def draw_marked_article(extraction: Extraction, known: Collection[str], words: Words, key: str) -> None:
    """The whole text with the parts of every claim marked, and the claims beside it.

    Args:
        extraction: The article and its claims.
        known: The ids of the entities that have a page.
        words: The language.
        key: Of the component.
    """
    load_component("reading", _CSS)(data=describe_reading(extraction, known, words), key=key)


def describe_reading(extraction: Extraction, known: Collection[str], words: Words) -> dict[str, Any]:
    """What the component draws: words only, no HTML."""
    article, claims = extraction.article, extraction.claims
    entities = {entity.id: entity for entity in extraction.entities}
    title = mark_text(article.title, claims, Section.TITLE) if article.has_own_title else ()
    return {
        "lang": article.lang,
        "title": _pieces(title),
        "text": _pieces(mark_text(article.text, claims)),
        "claims": [_card(claim, entities, known, words) for claim in claims],
        "marks": MARKS,
        "labels": {
            "text": words("read.whole_text"),
            "claims": words("read.claims"),
            "how_to": words("read.how_to"),
            "new_entity": words("read.new_entity"),
            "parts": {part: words(f"evidence.{part}") for part in MARKS},
        },
    }


def _pieces(stretches: Sequence[Stretch]) -> list[tuple[str, list[tuple[int, str]]]]:
    return [(stretch.text, list(stretch.parts)) for stretch in stretches]


def _card(claim: Claim, entities: Mapping[str, Entity], known: Collection[str], words: Words) -> dict[str, Any]:
    status = str(claim.status)
    facts = list_qualifiers(claim.qualifiers, words)
    if claim.attribution is not None:
        facts.insert(0, (words("evidence.attribution"), claim.attribution.name or claim.attribution.span.text))
    sure = words("evidence.confidence", confidence=f"{claim.confidence:.2f}")
    return {
        "statement": read_claim(claim, entities, words),
        "status": {
            "label": words.status(status),
            "help": words.status_help(status),
            "color": STATUS_STYLES[status].color,
        },
        "stage": words.stage(str(claim.stage)) if claim.stage else "",
        "facts": facts,
        "ends": [
            _end(mention.entity_id, entities, known, words) for mention in (claim.subject, claim.object) if mention
        ],
        "sure": f"{sure} · {words('evidence.rule', rule=claim.rule)}" if claim.rule else sure,
    }


def _end(entity_id: str, entities: Mapping[str, Entity], known: Collection[str], words: Words) -> dict[str, str]:
    name = entities[entity_id].label(words.lang) if entity_id in entities else entity_id
    return {"name": name, "href": entity_address(entity_id, words) if entity_id in known else ""}
