"""News as Markdown for reading, in English or Japanese: every line with its sentence and a link to its article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Claim, Entity
from kg.schema import Schema
from kg.store.news import News, NewsItem
from kg.store.records import ArticleRecord

_STRINGS = Path(__file__).with_name("briefing.toml")
# Whatever would be more than text in CommonMark and in what others add to it: links from "www." and "@", formulas.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!~:$<>|&@])|(?<=www)(\.)")
_UNSAFE_IN_LINK = re.compile(r"[\s<>()\[\]\\`\"'|\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a briefing is written from.

    Attributes:
        schema: The labels of relations, statuses, stages.
        entities: By id.
        articles: By hash.
        claims: By id: those of `News.claims`.
    """

    schema: Schema
    entities: Mapping[str, Entity]
    articles: Mapping[str, ArticleRecord]
    claims: Mapping[str, Claim]


def write_briefing(news: News, sources: Sources, lang: str = "en") -> str:
    """The news as a Markdown page.

    Args:
        news: What is new; all of it is written.
        sources: What ids stand for.
        lang: "en" or "ja".
    """
    writer = _Writer(sources, lang)
    say = writer.say
    period = say("between" if news.until else "since", since=news.since, until=news.until)
    lines = [f"# {say('title')}", "", period, ""]
    if news.about:
        lines += [say("about", name=writer.name(news.about)), ""]
    lines += [say("counts", **{name: f"{count:,}" for name, count in news.counts.items()}), ""]
    sections: tuple[tuple[str, Sequence[NewsItem]], ...] = (
        ("changes", news.changes),
        ("facts", news.facts),
        ("rumours", news.rumours),
    )
    for name, items in sections:
        lines += writer.section(name, [line for item in items for line in writer.item(item)], news, len(items))
    names = [writer.entity(one) for one in news.entities]
    lines += writer.section("entities", names, news, len(names))
    if news.undated:
        lines += [say("undated", count=f"{news.undated:,}"), ""]
    return "\n".join(lines)


def escape(text: str) -> str:
    """Text from outside on one line, with nothing in it that Markdown would take for more than text."""
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))


@cache
def _strings() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_STRINGS.read_text(encoding="utf-8"))


class _Writer:
    def __init__(self, sources: Sources, lang: str) -> None:
        self._sources = sources
        self._lang = lang

    def say(self, key: str, **values: object) -> str:
        return _strings()[key][self._lang].format(**values)

    def section(self, name: str, lines: Sequence[str], news: News, shown: int) -> list[str]:
        left = news.counts[name] - shown
        more = [f"- {self.say('more', count=f'{left:,}')}"] if left else []
        return [f"## {self.say(name)}", "", *(lines or [self.say("nothing")]), *more, ""]

    def item(self, item: NewsItem) -> Iterator[str]:
        claim = self._sources.claims.get(item.claims[0])
        told = [self.say(item.kind)] if item.kind not in ("fact", "rumour") else []
        told += self._details(claim, is_named=bool(told)) if claim else []
        yield f"- **{self._statement(item)}**{self.say('stop') if told else ''}{self.say('comma').join(told)}"
        if claim:
            quote = self.say("quote", sentence=escape(claim.sentence.text))
            more = f" · {self.say('sources', count=item.articles)}" if item.articles > 1 else ""
            yield f"  - {quote} — {self._source(claim)}{more}"

    def entity(self, identity: str) -> str:
        known = self._sources.entities.get(identity)
        kind = self._label(self._sources.schema.types, str(known.type)) if known else ""
        return f"- **{self.name(identity)}**{f' ({kind})' if kind else ''}"

    def name(self, identity: str) -> str:
        known = self._sources.entities.get(identity)
        return escape(known.label(self._lang) if known else identity)

    def _statement(self, item: NewsItem) -> str:
        relation = escape(self._label(self._sources.schema.relations, item.relation))
        ends = {"subject": self.name(item.subject), "object": self.name(item.object) if item.object else ""}
        return self.say("phrase" if item.object else "alone", relation=relation, **ends)

    def _details(self, claim: Claim, *, is_named: bool) -> Iterator[str]:
        schema = self._sources.schema
        if not is_named:
            yield escape(self._label(schema.statuses, str(claim.status)))
            if claim.stage:
                yield escape(self._label(schema.stages, str(claim.stage)))
        if "amount" in claim.qualifiers:
            amount = claim.qualifiers["amount"]
            figure = amount if isinstance(amount, str) else f"{amount:,}"
            yield escape(f"{figure} {claim.qualifiers.get('currency', '')}".strip())
        if isinstance(share := claim.qualifiers.get("share"), int | float):
            yield f"{share * 100:.4g}%"
        if claim.attribution is not None:
            yield escape(claim.attribution.name or claim.attribution.span.text)

    def _source(self, claim: Claim) -> str:
        record = self._sources.articles.get(claim.article_hash)
        if record is None:
            return escape(claim.article)
        own = record.title or (record.id if record.id != record.hash else "")
        title = escape(own) or self.say("untitled")
        where = [part for part in (escape(record.publisher), record.published) if part]
        return self.say("comma").join([_link(record.url, title), *where])

    def _label(self, terms: Mapping[str, object], name: str) -> str:
        labels: Mapping[str, str] = getattr(terms.get(name), "labels", {})
        return labels.get(self._lang) or labels.get("en", name)


def _link(url: str, title: str) -> str:
    """A link, or the bare title where the address is not of the web."""
    if not url.lower().startswith(("https://", "http://")):
        return title
    safe = _UNSAFE_IN_LINK.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), url)
    return f"[{title}]({safe})"
