"""Claims as HTML: the sentence with its parts marked, how sure it is, and where it was read.

Everything that comes from articles is escaped here, and the result is passed to `st.html`, which runs no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise
from urllib.parse import quote

from kg.model import Claim, Entity, QualifierValue, Span, Status
from ui.components.palette import MARKS, STATUS_STYLES
from ui.components.reasons import why_status
from ui.snapshot import ArticleRecord
from ui.strings import Words, load_strings

_MONEY = ("amount", "valuation")
# The words of the article, which are shown too, say more.
_OTHER_ROLE = ("roleType", "other")
_CARD = "border:1px solid rgba(128,128,128,.35);border-radius:8px;padding:.7rem .9rem;margin:0 0 .7rem 0"
# No opacity, which would make links paler too.
_FAINT = "color:color-mix(in srgb,currentColor 80%,transparent);font-size:.85rem"
_SENTENCE = "margin:.5rem 0;line-height:1.75;overflow-wrap:anywhere"


def mark_sentence(claim: Claim, words: Words) -> str:
    """The sentence as HTML, with subject, trigger, object and the cited source marked."""
    sentence = claim.sentence
    parts = {"subject": claim.subject.span, "trigger": claim.trigger}
    if claim.object is not None:
        parts["object"] = claim.object.span
    if claim.attribution is not None:
        parts["attribution"] = claim.attribution.span
    inside = {name: span for name, span in parts.items() if _overlaps(span, sentence)}
    cuts = {0, len(sentence.text)}
    for span in inside.values():
        cuts |= {max(span.start - sentence.start, 0), min(span.end - sentence.start, len(sentence.text))}
    ordered = sorted(cuts)
    return "".join(
        _mark(sentence.text[start:end], _part_at(sentence.start + start, inside), words)
        for start, end in pairwise(ordered)
    )


def _overlaps(span: Span, sentence: Span) -> bool:
    return span.section is sentence.section and span.start < sentence.end and sentence.start < span.end


def _part_at(offset: int, parts: Mapping[str, Span]) -> str:
    # Where parts overlap the shorter one is the more telling.
    found = [(span.end - span.start, name) for name, span in parts.items() if span.start <= offset < span.end]
    return min(found)[1] if found else ""


def _mark(text: str, part: str, words: Words) -> str:
    if not part:
        return escape(text)
    title = escape(words(f"evidence.{part}"))
    return f'<mark style="{MARKS[part]}" title="{title}">{escape(text)}</mark>'


def marks_legend(words: Words) -> str:
    """What the marks in a sentence mean."""
    samples = (f'<mark style="{style}">{escape(words(f"evidence.{part}"))}</mark>' for part, style in MARKS.items())
    return f'<div style="{_FAINT};margin-bottom:.5rem">{" ".join(samples)}</div>'


def status_badge(status: str, words: Words) -> str:
    """The status in its colour, with its meaning as a tooltip."""
    color = STATUS_STYLES[status].color
    return (
        f'<span style="border:1.5px solid {color};border-radius:999px;padding:0 .5rem;font-size:.8rem;'
        f'white-space:nowrap" title="{escape(words.status_help(status))}">{escape(words.status(status))}</span>'
    )


def claim_card(
    claim: Claim, articles: Mapping[str, ArticleRecord], entities: Mapping[str, Entity], words: Words
) -> str:
    """One claim with everything that is known of it, as HTML."""
    stage = (
        f'<span style="border:1px solid rgba(128,128,128,.6);border-radius:999px;padding:0 .5rem;font-size:.8rem">'
        f"{escape(words.stage(str(claim.stage)))}</span>"
        if claim.stage
        else ""
    )
    statement = f"<b>{escape(read_claim(claim, entities, words))}</b>"
    return "".join(
        (
            f'<div style="{_CARD}">',
            f'<div style="display:flex;gap:.4rem;align-items:center;flex-wrap:wrap">'
            f"{status_badge(str(claim.status), words)}{stage}{statement}</div>",
            f'<div style="{_SENTENCE}" lang="{_lang(claim, articles)}">{mark_sentence(claim, words)}</div>',
            _details(claim, words),
            why_status(claim, words),
            f'<div style="{_FAINT}">{_source(claim, articles, words)}</div>',
            "</div>",
        )
    )


def claim_cards(
    claims: Iterable[Claim],
    articles: Mapping[str, ArticleRecord],
    entities: Mapping[str, Entity],
    words: Words,
) -> str:
    """Several claims, the latest article first, as HTML."""
    by_id = sorted(claims, key=lambda claim: claim.id)
    latest_first = sorted(by_id, key=lambda claim: published(claim, articles), reverse=True)
    return "".join(claim_card(claim, articles, entities, words) for claim in latest_first)


def contradictions(
    claims: Iterable[Claim],
    articles: Mapping[str, ArticleRecord],
    entities: Mapping[str, Entity],
    words: Words,
) -> str:
    """What some claims say and others deny, side by side, as HTML; "" where there is no such thing."""
    shown = []
    told = sorted(claims, key=lambda claim: claim.id)
    for relation in dict.fromkeys(claim.relation for claim in told):
        same = [claim for claim in told if claim.relation == relation]
        stated = [claim for claim in same if claim.status.is_factual]
        denied = [claim for claim in same if claim.status is Status.DENIED]
        if stated and denied:
            sides = (("evidence.says_so", stated), ("evidence.denies", denied))
            shown += [
                f'<div style="flex:1 1 16rem;min-width:0"><div style="font-weight:600;margin-bottom:.3rem">'
                f"{escape(words(key))} ({len(side)})</div>{claim_cards(side, articles, entities, words)}</div>"
                for key, side in sides
            ]
    if not shown:
        return ""
    return (
        f'<div style="border-left:4px solid {STATUS_STYLES[str(Status.DENIED)].color};padding-left:.7rem">'
        f'<div style="font-weight:700;margin-bottom:.4rem">{escape(words("evidence.contradiction"))}</div>'
        f'<div style="display:flex;flex-wrap:wrap;gap:.7rem">{"".join(shown)}</div></div>'
    )


def read_claim(claim: Claim, entities: Mapping[str, Entity], words: Words) -> str:
    """A claim as a short phrase in the order of the language: subject, relation, object."""
    subject = display_name(claim.subject.entity_id, entities, words.lang, claim.subject.name)
    if claim.object is None:
        return read_phrase(subject, claim.relation, "", words)
    return read_phrase(
        subject, claim.relation, display_name(claim.object.entity_id, entities, words.lang, claim.object.name), words
    )


def read_phrase(subject: str, relation: str, other: str, words: Words) -> str:
    """Subject, relation and object in the order of the language."""
    key = "evidence.phrase" if other else "evidence.phrase_unary"
    return words(key, subject=subject, relation=words.relation(relation), object=other).strip()


def display_name(entity_id: str, entities: Mapping[str, Entity], lang: str, fallback: str = "") -> str:
    """The name of an entity in a language, or what the text calls it."""
    entity = entities.get(entity_id)
    return entity.label(lang) if entity else fallback or entity_id


def published(claim: Claim, articles: Mapping[str, ArticleRecord]) -> str:
    """When the article of a claim was published, or ""."""
    record = articles.get(claim.article_hash)
    return record.published if record else ""


def effective_date(claim: Claim, articles: Mapping[str, ArticleRecord]) -> str:
    """When the claim holds from, as far as it is known: start, event, or else publication."""
    dated = claim.qualifiers.get("startDate") or claim.qualifiers.get("eventDate")
    return str(dated) if dated else published(claim, articles)


def list_qualifiers(qualifiers: Mapping[str, QualifierValue], words: Words) -> list[tuple[str, str]]:
    """Qualifiers as (label, value) to be read: money with its currency, shares as percentages."""
    currency = str(qualifiers.get("currency", ""))
    shown = []
    for name, value in qualifiers.items():
        if (name == "currency" and any(money in qualifiers for money in _MONEY)) or (name, value) == _OTHER_ROLE:
            continue
        text = role_label(str(value), words) or str(value) if name == "roleType" else _read_value(name, value)
        shown.append((words.qualifier(name), f"{text} {currency}".strip() if name in _MONEY else text))
    return shown


def role_label(name: str, words: Words) -> str:
    """What a kind of role, or a relation that is one, is called as a noun; "" where it has no name."""
    return words(f"entity.role_{name}") if f"entity.role_{name}" in load_strings() else ""


def _read_value(name: str, value: QualifierValue) -> str:
    if isinstance(value, str):
        return value
    if name == "share":
        return f"{value * 100:.4g}%"
    return f"{value:,}"


def _details(claim: Claim, words: Words) -> str:
    facts = list_qualifiers(claim.qualifiers, words)
    if claim.attribution is not None:
        facts.insert(0, (words("evidence.attribution"), claim.attribution.name or claim.attribution.span.text))
    if not facts:
        return ""
    shown = " · ".join(f"{escape(label)}: <b>{escape(value)}</b>" for label, value in facts)
    return f'<div style="font-size:.9rem;margin-bottom:.3rem">{shown}</div>'


def _lang(claim: Claim, articles: Mapping[str, ArticleRecord]) -> str:
    record = articles.get(claim.article_hash)
    return escape(record.lang) if record else ""


def _source(claim: Claim, articles: Mapping[str, ArticleRecord], words: Words) -> str:
    record = articles.get(claim.article_hash)
    sure = escape(words("evidence.confidence", confidence=f"{claim.confidence:.2f}"))
    rule = f" · {escape(words('evidence.rule', rule=claim.rule))}" if claim.rule else ""
    if record is None:
        return f"{escape(claim.article)} · {sure}{rule}"
    where = " · ".join(escape(part) for part in (record.publisher, record.published) if part)
    url = link_to_sentence(record.url, claim.sentence.text)
    return f"{link(url, record.title or record.id)}{' · ' + where if where else ''}<br>{sure}{rule}"


def link_to_sentence(url: str, sentence: str) -> str:
    """The address of an article, for browsers that can go to a sentence of it and mark it (text fragments of the web).

    Others open the article at its top. An address that already leads to a place of its own stays as it is.
    """
    if "#" in url or not sentence.strip():
        return url
    return f"{url}#:~:text={quote(' '.join(sentence.split()), safe='').replace('-', '%2D')}"


def link(url: str, text: str) -> str:
    """A link as HTML, or the bare text where the address is not of the web."""
    if not url.lower().startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'
