"""Reading texts for visitors, one after the other, and adding them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kg.errors import InvalidClaim, PipelineMissing
from kg.model import Article, Extraction
from kg.store.knowledge_base import KnowledgeBase
from tests.builders import make_article
from tests.ui.sample import sample_extractions
from ui import reading
from ui.reading import MOST_ARTICLES, Adding, start_reading


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading that costs nothing; an article that says "fail" cannot be read, and one that says "foreign" is not."""

    def extract(articles: list[Article], report: object) -> Iterator[Extraction]:
        for article in articles:
            if article.text == "fail":
                raise PipelineMissing("no pipeline")
            if article.text != "foreign":
                yield Extraction(article)

    monkeypatch.setattr(reading, "extract_articles", extract)


def never() -> None:
    raise AssertionError("nobody else is reading")


def articles(*texts: str) -> list[Article]:
    return [make_article(text, title=f"On {text}") for text in texts]


def test_the_same_text_is_read_once() -> None:
    found = start_reading(articles("one", "two", "one"))
    assert [one.text for one in found.waiting] == ["one", "two"]
    assert [str(issue) for issue in found.issues] == ["On one: the same text is there twice; it is read once"]


def test_too_many_articles_are_cut_and_told() -> None:
    found = start_reading(articles(*map(str, range(MOST_ARTICLES + 3))))
    assert found.total == MOST_ARTICLES
    assert "203 are too many" in str(found.issues[0])


@pytest.mark.usefixtures("quick")
def test_trouble_with_one_article_does_not_stop_the_rest() -> None:
    found = start_reading(articles("one", "fail", "foreign", "two"))
    while found.waiting:
        found.read_next(never)
    assert [one.article.text for one in found.extractions] == ["one", "two"]
    assert [str(issue) for issue in found.issues] == ["On fail: no pipeline"]


@pytest.mark.usefixtures("quick")
def test_what_was_read_before_the_stop_is_kept() -> None:
    found = start_reading(articles("one", "two", "three"))
    found.read_next(never)
    found.stop()
    found.read_next(never)
    assert (found.total, len(found.extractions), found.left) == (3, 1, 2)


def test_visitors_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, at_once = threading.Event(), threading.Event(), []

    def extract(given: list[Article], report: object) -> Iterator[Extraction]:
        at_once.append(reading._turn.locked())
        begun.set()
        assert go_on.wait(10)
        yield from map(Extraction, given)

    monkeypatch.setattr(reading, "extract_articles", extract)
    monkeypatch.setattr(reading, "_GLANCE", 0.01)
    one, other = start_reading(articles("one")), start_reading(articles("two"))
    first = threading.Thread(target=one.read_next, args=(never,))
    first.start()
    assert begun.wait(10)
    waited: list[bool] = []

    def wait() -> None:
        waited.append(True)
        go_on.set()

    other.read_next(wait)
    first.join()
    assert waited
    assert len(one.extractions) == len(other.extractions) == 1
    assert at_once == [True, True]


def test_who_gives_up_waiting_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_GLANCE", 0.01)
    found = start_reading(articles("one"))
    with reading._turn, pytest.raises(AssertionError):
        found.read_next(never)
    assert [one.text for one in found.waiting] == ["one"]


def test_the_next_run_waits_for_the_one_before() -> None:
    found = start_reading(articles("one"))
    with pytest.raises(KeyError), found.hold():
        assert found.held
        raise KeyError
    found.wait()
    assert not found.held


def test_adding_counts_what_is_new_and_what_is_known() -> None:
    some = sample_extractions()[:3]
    with KnowledgeBase.in_memory() as knowledge:
        knowledge.add(some[0])
        adding = Adding(list(some))
        while len(adding.waiting) > 1:
            adding.add_next(knowledge)
        adding.stop()
    assert (adding.total, len(adding.added), adding.known, adding.left) == (3, 1, 1, 1)


def test_what_cannot_be_stored_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> int:
        raise InvalidClaim("not a literal span")

    adding = Adding([sample_extractions()[0]])
    with KnowledgeBase.in_memory() as knowledge:
        monkeypatch.setattr(knowledge, "add", refuse)
        adding.add_next(knowledge)
    assert [str(issue) for issue in adding.issues] == ["Story 1: not a literal span"]
