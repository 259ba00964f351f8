"""Reading a text that a visitor gives, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.errors import PageUnreachable
from kg.pipeline import fetch_article
from kg.store.knowledge_base import KnowledgeBase
from tests.ui.conftest import OpenView
from tests.ui.sample import sample_extractions
from ui.views import read

SENTENCES = {
    "en": "Sony acquired Bungie for $3.6 billion in 2022.",
    "ja": "ソニーは2022年、バンジーを36億ドルで買収した。",
}
READ = {"en": "Read", "ja": "読み取る"}
ADD = {"en": "Add to the knowledge base", "ja": "知識ベースに追加"}


@pytest.fixture
def own_store(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the sample that may be written to."""
    return Path(shutil.copytree(sample_store, tmp_path / "store"))


def click(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception


def give(app: AppTest, text: str, lang: str = "en") -> None:
    app.text_area("text").set_value(text)
    click(app, READ[lang])


def told(app: AppTest) -> str:
    return "\n".join(one.value for one in (*app.warning, *app.success, *app.info, *app.error, *app.markdown))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_text_is_read_and_then_added(open_view: OpenView, own_store: Path, lang: str) -> None:
    app = open_view("read", store=own_store, lang=lang)
    give(app, SENTENCES[lang], lang)
    assert {"en": "Articles: 1 · claims: 1. Nothing is stored yet", "ja": "1 件の記事から主張を 1 件"}[lang] in told(
        app
    )
    with KnowledgeBase.open(own_store, read_only=True) as before:
        assert len(before.articles()) == len(sample_extractions())
    click(app, ADD[lang])
    assert {"en": "Articles added: 1, with claims: 1", "ja": "1 件の記事（主張 1 件）を追加"}[lang] in told(app)
    with KnowledgeBase.open(own_store, read_only=True) as after:
        assert SENTENCES[lang] in {after.text(one.hash) for one in after.articles()}
    # Again: it is known now, and cannot be added twice.
    click(app, {"en": "Read another text", "ja": "別の文章を読む"}[lang])
    assert not app.text_area("text").value
    give(app, SENTENCES[lang], lang)
    assert {"en": "holds this text already", "ja": "すでに知識ベース"}[lang] in told(app)
    assert {"en": "Nothing is stored yet", "ja": "まだ保存していません"}[lang] not in told(app)
    assert ADD[lang] not in [button.label for button in app.button]


@pytest.mark.parametrize(("lang", "asked"), [("en", "Give a text first."), ("ja", "先に文章を入力してください。")])
def test_who_gives_nothing_is_asked_for_it_and_told_nothing_else(open_view: OpenView, lang: str, asked: str) -> None:
    app = open_view("read", lang=lang)
    give(app, " ", lang)
    assert [one.value for one in (*app.warning, *app.success, *app.info, *app.error)] == [asked]
    give(app, SENTENCES[lang], lang)
    assert asked not in told(app)


def test_no_files_are_nothing(open_view: OpenView) -> None:
    app = open_view("read", way="files")
    click(app, "Read")
    assert [one.value for one in app.warning] == ["Give a text first."]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(("sample", "least"), [("sample-en", 6), ("sample-ja", 6)])
def test_the_examples_hold_claims(open_view: OpenView, lang: str, sample: str, least: int) -> None:
    app = open_view("read", lang=lang)
    app.button(sample).click().run()
    assert not app.exception
    (extraction,) = app.session_state["reading"].extractions
    assert len(extraction.claims) >= least
    assert {str(claim.status) for claim in extraction.claims} >= {"asserted", "planned", "possible", "denied"}


def test_what_is_known_of_a_text_goes_with_it(open_view: OpenView) -> None:
    app = open_view("read")
    app.text_input("title").set_value(" A deal ")
    app.text_input("publisher").set_value("The Paper")
    app.text_input("source").set_value("https://paper.example/1")
    app.date_input("published").set_value("2022-02-01")
    give(app, SENTENCES["en"])
    article = app.session_state["reading"].extractions[0].article
    assert (article.title, article.publisher, article.url) == ("A deal", "The Paper", "https://paper.example/1")
    assert article.published == "2022-02-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Give a text first"),
        (" \n\t ", "Give a text first"),
        ("x", "No claim was read"),
        ("。", "language unknown is not read"),
        ("Le président a annoncé hier que les entreprises françaises vont investir.", "language fr is not read"),
        ("Sony acquired Bungie.\0", "NUL characters"),
        ("a" * (read.LONGEST_TEXT + 1), "too long to paste"),
        ("<script>alert(1)</script> **bold** [x](javascript:alert(2))", "No claim was read"),
    ],
)
def test_bad_texts_are_told_in_plain_words(open_view: OpenView, text: str, expected: str) -> None:
    app = open_view("read")
    give(app, text)
    assert expected in told(app).replace("\\", "")


@pytest.mark.parametrize(
    ("address", "expected"),
    [("", "no address"), ("news.example", "no address"), ("http://127.0.0.1/", "not on the public internet")],
)
def test_addresses_that_are_not_asked(open_view: OpenView, address: str, expected: str) -> None:
    app = open_view("read", way="url", address=address)
    click(app, "Read")
    assert expected in told(app).replace("\\", "")
    assert app.query_params["way"] == "url"


def test_a_page_is_fetched_and_read(open_view: OpenView, monkeypatch: pytest.MonkeyPatch) -> None:
    article = sample_extractions()[0].article
    asked: list[str] = []

    def fetch(address: str) -> object:
        asked.append(address)
        if "gone" in address:
            raise PageUnreachable("the server answers with 404", about=address)
        return article

    # The view is run as a script and takes it from there.
    monkeypatch.setattr("kg.pipeline.fetch_article", fetch)
    assert fetch_article is not fetch
    app = open_view("read", way="url", address="https://news.example/gone")
    click(app, "Read")
    assert "404" in told(app)
    app.text_input("address").set_value("https://news.example/1")
    click(app, "Read")
    assert asked == ["https://news.example/gone", "https://news.example/1"]
    assert app.session_state["reading"].extractions[0].article.hash == article.hash


def test_files_are_read_and_one_is_looked_at(open_view: OpenView) -> None:
    app = open_view("read", way="files")
    lines = "\n".join(f'{{"id": "{n}", "title": "Story *{n}*", "text": "{SENTENCES["en"]} {n}"}}' for n in (1, 2))
    files = [("news.jsonl", lines.encode(), "application/jsonl"), ("a.txt", b"\x00\x01", "text/plain")]
    app.file_uploader("files").set_value(files)
    click(app, "Read")
    assert "a.txt: the file is binary" in told(app).replace("\\", "")
    assert app.selectbox[0].options == ["Story *1* — claims: 1", "Story *2* — claims: 1"]


def test_who_may_not_write_is_told_so(open_view: OpenView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_READ_ONLY", "1")
    app = open_view("read")
    give(app, SENTENCES["en"])
    assert any("--read-only" in one.value for one in app.caption)
    assert ADD["en"] not in [button.label for button in app.button]


def test_a_store_that_is_being_written_is_told(
    open_view: OpenView, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.writing.PATIENCE", 0.1)
    app = open_view("read", store=own_store)
    give(app, SENTENCES["en"])
    with KnowledgeBase.open(own_store):
        click(app, ADD["en"])
    assert "writing" in told(app)
    click(app, ADD["en"])
    assert "Articles added: 1" in told(app)


@pytest.mark.parametrize("way", ["", "nonsense", "<b>"])
def test_a_link_that_makes_no_sense_opens_the_view(open_view: OpenView, way: str) -> None:
    app = open_view("read", way=way)
    assert app.session_state["way"] == "text"
