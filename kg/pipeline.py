"""The flow, one way: articles → parsed → claims → linked claims → knowledge base."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extraction.extractor import Explanation, Extractor
from kg.extraction.rules import load_rules
from kg.extraction.scorer import load_scorer
from kg.language.parse import ParsedArticle, parse_articles
from kg.language.pipelines import load_pipeline
from kg.language.readings import read_words
from kg.link.gazetteer import load_gazetteer
from kg.link.linker import Linker
from kg.model import Article, Extraction, Issue
from kg.sources import FILE_KINDS, article_of_text, fetch_article, read_upload
from kg.store.knowledge_base import KnowledgeBase
from kg.text.languages import detect_language

if TYPE_CHECKING:
    from spacy.language import Language

# What the dashboard takes in comes through here too, as it knows the sources only by what becomes of them.
__all__ = [
    "FILE_KINDS",
    "LANGUAGES",
    "BuildReport",
    "Settings",
    "article_of_text",
    "build",
    "extract",
    "extract_articles",
    "fetch_article",
    "parse",
    "read_upload",
    "rebuild",
]

LANGUAGES = ("en", "ja")

ReportIssue = Callable[[Issue], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose about reading.

    Attributes:
        lang: "auto" to detect, or the language of every article.
        models: Another pipeline for a language, by language.
        rules: A folder of the user's own schema, triggers and cues, laid over ours.
        gazetteer: A folder of alias tables to use instead of ours.
    """

    lang: str = "auto"
    models: tuple[tuple[str, str], ...] = ()
    rules: Path | None = None
    gazetteer: Path | None = None

    def pipeline(self, lang: str) -> Language:
        """The parser of a language."""
        return load_pipeline(lang, dict(self.models).get(lang))


def detect_languages(articles: Iterable[Article], settings: Settings, report: ReportIssue) -> Iterator[Article]:
    """Articles with their language set; those in a language that nobody here reads become issues."""
    for article in articles:
        lang = (
            settings.lang
            if settings.lang != "auto"
            else article.lang or detect_language(f"{article.title}\n{article.text}")
        )
        lang = lang.lower().split("-")[0].split("_")[0]
        if lang in LANGUAGES:
            yield replace(article, lang=lang)
        else:
            report(Issue(_name(article), f"language {lang or 'unknown'} is not read (en and ja are); skipped"))


def _name(article: Article) -> str:
    """An article as a reader knows it: many have no id but their hash."""
    title = " ".join(article.title.split())
    return f'{article.id} "{title[:60]}{"…" if len(title) > 60 else ""}"' if title else article.id


def parse(
    articles: Iterable[Article], settings: Settings | None = None, *, report: ReportIssue | None = None
) -> Iterator[ParsedArticle]:
    """Parse articles, in order, each with the pipeline of its language.

    Args:
        articles: What to parse.
        settings: Choices; the defaults detect the language and use our own pipelines.
        report: Told of every article that cannot be read.
    """
    settings = settings or Settings()
    return parse_articles(detect_languages(articles, settings, report or (lambda issue: None)), settings.pipeline)


def extract_articles(
    articles: Iterable[Article],
    settings: Settings | None = None,
    *,
    report: ReportIssue | None = None,
    explain: Callable[[Article, Explanation], None] | None = None,
) -> Iterator[Extraction]:
    """Read the claims of articles, in order.

    Args:
        articles: What to read.
        settings: Choices; the defaults detect the language and use our own pipelines.
        report: Told of every article that cannot be read.
        explain: Given, for each article, why its claims were read and why nothing was elsewhere.
    """
    settings = settings or Settings()
    gazetteer = load_gazetteer(settings.gazetteer)
    linker = Linker(gazetteer, read_words)
    extractors = {lang: Extractor(load_rules(lang, settings.rules), gazetteer, load_scorer(lang)) for lang in LANGUAGES}
    for parsed in parse(articles, settings, report=report):
        explanation = Explanation() if explain else None
        found = extractors[parsed.article.lang].extract_claims(parsed, explanation)
        if explain and explanation:
            explain(parsed.article, explanation)
        yield linker.link(parsed.article, found.claims, found.mentions)


def extract(article: Article | str, settings: Settings | None = None) -> Extraction:
    """Read one article, or a bare text.

    Raises:
        PipelineMissing: The pipeline of its language is not there.
        TypeError: It is neither.
    """
    if not isinstance(article, Article | str):
        raise TypeError(f"extract takes an Article or a text, not {type(article).__name__}")
    if isinstance(article, str):
        article = Article(id="", text=article)
        article = replace(article, id=article.hash)
    found = next(extract_articles([article], settings), None)
    return found or Extraction(article)


@dataclass(slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        read: Articles that were read now.
        known: Articles that the store held already.
        claims: Claims that were added.
        issues: What could not be read, or was read and should be looked at, in order.
    """

    read: int = 0
    known: int = 0
    claims: int = 0
    issues: list[Issue] = field(default_factory=list)


def build(
    articles: Iterable[Article],
    kb: KnowledgeBase,
    settings: Settings | None = None,
    *,
    report: BuildReport | None = None,
    progress: Callable[[Article], None] | None = None,
    keep_text: bool = True,
) -> BuildReport:
    """Read articles into a knowledge base, one whole article at a time; those it holds already are passed over.

    Args:
        articles: What to read.
        kb: Where to put it.
        settings: Choices about reading.
        report: A report to go on with (issues of the source may be in it already).
        progress: Called after each article, known or new.
        keep_text: Whether their texts are kept, so that a later version can read them again (see `rebuild`).
    """
    report = report or BuildReport()

    def unknown() -> Iterator[Article]:
        for article in articles:
            if kb.has(article.hash):
                report.known += 1
                if progress:
                    progress(article)
            else:
                yield article

    for extraction in extract_articles(unknown(), settings, report=report.issues.append):
        if kb.add(extraction, keep_text=keep_text):
            report.read += 1
            report.issues += _tell_of_other_texts(extraction.article, kb)
        report.claims += len(extraction.claims)
        if progress:
            progress(extraction.article)
    return report


def _tell_of_other_texts(article: Article, kb: KnowledgeBase) -> Iterator[Issue]:
    """A corrected article is another one, so what was corrected counts as long as nobody takes it out."""
    for other in kb.other_texts(article):
        told = f"is in the store with another text too: {other}; `kg remove {other.hash}` takes that one out"
        yield Issue(article.id, told if other.id == article.id else f"its address {told}")


def rebuild(
    kb: KnowledgeBase,
    settings: Settings | None = None,
    *,
    progress: Callable[[Article], None] | None = None,
) -> BuildReport:
    """Read every article of a knowledge base again, with this version and these rules; judgements stay in effect.

    Each article is replaced as a whole, so that one may stop at any time and begin again. An article whose text was
    not kept stays as it was read, and is an issue.

    Returns:
        What was done: `read` counts articles of which something else was read now, `known` the others.
    """
    report = BuildReport()

    def kept() -> Iterator[Article]:
        for record in kb.articles():
            text = kb.text(record.hash)
            if text is None:
                report.issues.append(Issue(record.id, "its text was not kept, so it stays as it was read"))
            else:
                yield Article(
                    record.id, text, record.title, record.published, record.lang, record.publisher, record.url
                )

    for extraction in extract_articles(kept(), settings, report=report.issues.append):
        if kb.replace(extraction):
            report.read += 1
        else:
            report.known += 1
        report.claims += len(extraction.claims)
        if progress:
            progress(extraction.article)
    kb.derive_anew()
    return report
