"""A briefing as Markdown: golden files in both languages, and hostile texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kg.model import Article, EntityType, Stage, Status
from kg.schema import load_schema
from kg.store import KnowledgeBase
from kg.store.briefing import Sources, escape, write_briefing
from kg.store.news import find_news
from tests.builders import (
    ALTMAN,
    MICROSOFT,
    MURATI,
    NVIDIA,
    OPENAI,
    REUTERS,
    SOFTBANK,
    investment_en,
    make_article,
    make_claim,
    make_extraction,
    make_mention,
    simple_extraction,
    venture_ja,
)

GOLDEN = Path(__file__).with_name("golden")
HOSTILE = "<script>alert(1)</script> **bold** [x](javascript:alert(2)) $x$ www.evil.example Corp"


def hostile_extraction() -> object:
    article = make_article(
        f"{HOSTILE} sued Reuters.\n# Not a heading",
        title="[click](https://evil.example) <img src=x onerror=alert(3)>\n## no heading",
        published="2023-02-02",
        publisher="*Evil* | Press",
        url="https://evil.example/a b)[c](<d>)",
    )
    subject = make_mention(article, HOSTILE, EntityType.ORGANIZATION)
    return make_extraction(
        article, make_claim(article, subject, "sues", make_mention(article, "Reuters", REUTERS), trigger="sued")
    )


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    kb = KnowledgeBase.in_memory()
    kb.add(simple_extraction(NVIDIA, "acquires", SOFTBANK, published="2023-01-02", status=Status.POSSIBLE))
    kb.add(
        simple_extraction(
            NVIDIA, "acquires", SOFTBANK, lang="ja", published="2023-01-20", status=Status.DENIED, stage=Stage.CANCELLED
        )
    )
    kb.add(simple_extraction(SOFTBANK, "partnersWith", OPENAI, published="2023-01-05", status=Status.PLANNED))
    for number in (1, 2):
        kb.add(
            simple_extraction(SOFTBANK, "partnersWith", OPENAI, published=f"2023-01-2{number}", text=f"Again {number}.")
        )
    kb.add(simple_extraction(ALTMAN, "leaves", OPENAI, published="2023-02-01", status=Status.DENIED))
    kb.add(simple_extraction(MURATI, "worksFor", OPENAI, lang="ja", published="2023-02-01"))
    kb.add([investment_en(), venture_ja(), hostile_extraction()])
    kb.add(simple_extraction(MICROSOFT, "uses", OPENAI, published=""))
    return kb


def brief(kb: KnowledgeBase, lang: str, since: str = "2023-01-10", until: str = "", limit: int = 20) -> str:
    news = find_news(kb.outlines(), kb.schema, since, until).first(limit)
    sources = Sources(
        kb.schema,
        {one.id: one for one in kb.entities()},
        {one.hash: one for one in kb.articles()},
        {one.id: one for one in kb.claims(ids=news.claims)},
    )
    return write_briefing(news, sources, lang)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_briefing_reads_as_it_did(knowledge: KnowledgeBase, lang: str) -> None:
    golden = GOLDEN / f"briefing_{lang}.md"
    assert brief(knowledge, lang) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "nothing"), [("en", "Nothing."), ("ja", "ありません。")])
def test_where_nothing_is_new_it_says_so(knowledge: KnowledgeBase, lang: str, nothing: str) -> None:
    assert brief(knowledge, lang, "2030-01-01").count(nothing) == 4


def test_what_is_left_out_is_counted(knowledge: KnowledgeBase) -> None:
    page = brief(knowledge, "en", limit=1)
    assert page.count("\n- … and") == 3
    assert "- … and 4 more" in page


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_nothing_from_outside_is_more_than_text(knowledge: KnowledgeBase, lang: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(brief(knowledge, lang))
    assert "<script" not in html and "<img" not in html and 'javascript:alert(2)"' not in html
    assert html.count("<h2>") == 4 and html.count("<h1>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** [x](javascript:alert(2))" in html
    assert '<a href="https://evil.example/a%20b%29%5Bc%5D%28%3Cd%3E%29">' in html
    assert 'href="https://evil.example"' not in html


def test_an_address_that_is_none_is_no_link() -> None:
    kb = KnowledgeBase.in_memory()
    given = simple_extraction(MICROSOFT, "acquires", NVIDIA)
    article = given.article
    url = "javascript:alert(1)"
    changed = Article(article.id, article.text, "Title", article.published, article.lang, article.publisher, url)
    kb.add(make_extraction(changed, *given.claims))
    assert "](" not in brief(kb, "en")


@given(st.text(max_size=60))
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).renderInline(f"x {escape(text)} x")
    seen = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert seen.split() == f"x {text} x".replace("\0", "\ufffd").split()


def test_every_string_is_there_in_both_languages() -> None:
    from kg.store.briefing import _strings

    assert all(set(one) == {"en", "ja"} and all(one.values()) for one in _strings().values())
    assert load_schema().stages.keys() & _strings().keys() == {"cancelled", "blocked", "ended"}
