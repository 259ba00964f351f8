"""Periods, deals and contradictions for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Claim, Entity
from kg.printing.text import clip, format_table, label_of, one_line
from kg.schema import Schema

if TYPE_CHECKING:
    from kg.store import ArticleRecord
    from kg.timeline import Conflict, Deal, Period

_WIDEST_SENTENCE = 160


@dataclass(frozen=True, slots=True)
class Labels:
    """What a reader knows ids by.

    Attributes:
        lang: "en" or "ja".
        schema: The labels of relations.
        entities: By id.
        claims: By id.
        articles: By hash.
    """

    lang: str
    schema: Schema
    entities: Mapping[str, Entity]
    claims: Mapping[str, Claim]
    articles: Mapping[str, ArticleRecord]

    def entity(self, identity: str) -> str:
        """The name of an entity, on one line."""
        return one_line(self.entities[identity].label(self.lang) if identity in self.entities else identity)

    def relation(self, name: str) -> str:
        """How to read a relation."""
        return label_of(self.schema.relations, name, self.lang)

    def say(self, subject: str, relation: str, object_: str) -> str:
        """A whole statement, as far as labels put in a row make one."""
        ends = (self.entity(subject), self.relation(relation), self.entity(object_) if object_ else "")
        return " ".join(end for end in ends if end)

    def source(self, claim: str) -> str:
        """Who published a claim, and when."""
        record = self.articles[self.claims[claim].article_hash]
        return one_line(f"{record.publisher or record.id} {record.published}")


def format_periods(periods: Iterable[Period], labels: Labels) -> str:
    """From when until when what held, a line each."""
    rows = [["who", "what", "whom", "role", "since", "until", "claims"]]
    for one in periods:
        # What is first heard of on a day began then or before.
        since = one.start if one.start_known else f"≤ {one.start}" if one.start else ""
        ends = labels.entity(one.subject), labels.relation(one.relation), labels.entity(one.object)
        rows.append([*ends, one.role, since, one.until, str(len(one.claims))])
    return format_table(rows) if len(rows) > 1 else "nothing is known to have held"


def format_deals(deals: Iterable[Deal], labels: Labels) -> str:
    """Deals, the latest first, each with its life and the amounts that sources gave."""
    lines: list[str] = []
    for one in sorted(deals, key=lambda deal: deal.last, reverse=True):
        lines.append(f"{labels.say(one.subject, one.relation, one.object)}: {one.state}")
        lines += [f"  {step.day or '(no date)':10}  {step.state:10}  {labels.source(step.claim)}" for step in one.steps]
        lines += [f"  {amount}" for amount in _amounts(one, labels)]
    return "\n".join(lines) or "no deals"


def _amounts(deal: Deal, labels: Labels) -> Iterator[str]:
    told: dict[str, list[str]] = {}
    for claim in deal.claims:
        given = labels.claims[claim].qualifiers
        if "amount" in given:
            amount = given["amount"] if isinstance(given["amount"], str) else f"{given['amount']:,}"
            amount = one_line(f"{amount} {given.get('currency', '')}")
            told.setdefault(amount, []).append(labels.source(claim))
    for amount, sources in sorted(told.items()):
        yield f"{amount}: {'; '.join(sorted(set(sources)))}"


def format_conflicts(conflicts: Iterable[Conflict], labels: Labels) -> str:
    """What cannot all be right, both sides with their sentences."""
    lines: list[str] = []
    for one in conflicts:
        first, relation, object_ = one.about
        if one.kind == "holders":
            lines.append(f"two at once: {one_line(first)}, {labels.entity(object_)}")
        else:
            lines.append(f"stated and denied: {labels.say(first, relation, object_)}")
        for mark, side in (("+", one.claims), ("-", one.against)):
            for claim in side:
                told = labels.claims[claim]
                who = f"{labels.entity(told.subject.entity_id)}, {told.status}, {labels.source(claim)}"
                lines.append(f"  {mark} “{clip(told.sentence.text, _WIDEST_SENTENCE)}” ({who})")
    return "\n".join(lines) or "no contradictions"
