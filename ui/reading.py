"""Reading texts for visitors: one article at a time, one visitor after the other, before anything is stored."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kg.errors import KgError
from kg.model import Article, Extraction, Issue
from kg.pipeline import extract_articles
from kg.store.knowledge_base import KnowledgeBase

MOST_ARTICLES = 200
"""At once, as all that was read stays in memory for its visitor: some minutes of reading. Set by hand; `kg build` reads
any number."""
_GLANCE = 0.5
_BLINK = 0.05

# The pipelines are there once for all visitors, and nothing in spaCy promises that two threads may use one at once.
_turn = threading.Lock()

T = TypeVar("T", Article, Extraction)


@dataclass(slots=True)
class Steps(Generic[T]):
    """What is done to one article after the other, and can be ended between two.

    A click on a page starts its next run while the last one still finishes the article that it is at. So a run holds
    the steps while it does some, and the next one waits for that.

    Attributes:
        waiting: What is still to be done, in order.
        left: How many the visitor left out, having had enough.
        issues: What went wrong.
    """

    waiting: list[T]
    left: int = 0
    issues: list[Issue] = field(default_factory=list)
    _total: int = field(init=False)
    _held: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._total = len(self.waiting)

    @property
    def total(self) -> int:
        """How many articles there were to begin with."""
        return self._total

    @property
    def held(self) -> bool:
        """Whether a run is at it."""
        return self._held

    @contextmanager
    def hold(self) -> Iterator[None]:
        """While this run does some of the steps."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def wait(self) -> None:
        """Until the run before has let go."""
        while self._held:
            time.sleep(_BLINK)

    def stop(self) -> None:
        """Leaves out what is still to be done."""
        self.left += len(self.waiting)
        self.waiting.clear()


@dataclass(slots=True)
class Reading(Steps[Article]):
    """Articles that a visitor gave, and what was read of them so far.

    Attributes:
        extractions: What was read.
    """

    extractions: list[Extraction] = field(default_factory=list)

    def read_next(self, wait: Callable[[], None]) -> None:
        """Reads the next article, when it is this visitor's turn.

        Args:
            wait: Called again and again while somebody else's is read; what it raises ends the waiting.
        """
        while not _turn.acquire(timeout=_GLANCE):
            wait()
        try:
            if self.waiting:
                article = self.waiting.pop(0)
                self._read(article)
        finally:
            _turn.release()

    def _read(self, article: Article) -> None:
        try:
            self.extractions += extract_articles([article], report=self.issues.append)
        except KgError as error:
            self.issues.append(Issue(article.title or article.id, error.message))


def start_reading(articles: Iterable[Article], issues: Iterable[Issue] = ()) -> Reading:
    """What is to be read: each text once, and no more than one visitor may ask for."""
    found: dict[str, Article] = {}
    told = list(issues)
    for article in articles:
        if article.hash in found:
            told.append(Issue(article.title or article.id, "the same text is there twice; it is read once"))
        else:
            found[article.hash] = article
    if len(found) > MOST_ARTICLES:
        rest = f"{len(found):,} are too many to try; the first {MOST_ARTICLES} are read ('kg build' reads any number)"
        told.append(Issue("articles", rest))
    return Reading(list(found.values())[:MOST_ARTICLES], issues=told)


@dataclass(slots=True)
class Adding(Steps[Extraction]):
    """What is being put into the knowledge base, and what came of it so far.

    Attributes:
        added: What was new.
        known: How many articles were there already.
    """

    added: list[Extraction] = field(default_factory=list)
    known: int = 0

    def add_next(self, knowledge: KnowledgeBase) -> None:
        """Adds the next article, as a whole or not at all."""
        extraction = self.waiting.pop(0)
        try:
            if knowledge.add(extraction):
                self.added.append(extraction)
            else:
                self.known += 1
        except KgError as error:
            self.issues.append(Issue(extraction.article.title or extraction.article.id, error.message))
