"""The workbench for SPARQL in a real browser."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kg.endpoint.limits import Limits
from tests.ui.browser.conftest import PageAt, serve

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def editor_of(page: Page) -> Locator:
    editor = page.get_by_role("textbox", name="SPARQL")
    editor.wait_for()
    return editor


def replace(page: Page, text: str) -> Locator:
    """Puts a text into the editor, as pasting would."""
    editor = editor_of(page)
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    return editor


def complete(page: Page, typed: str, offered: str) -> None:
    """Types, waits for an offer and takes it."""
    page.keyboard.type(typed, delay=30)
    page.locator(".cm-tooltip-autocomplete li", has_text=offered).wait_for()
    # For a moment after an offer Enter is a new line, as people may have meant one.
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("lang", "relation", "entity"), [("en", "invests in", "Sam Altman"), ("ja", "に出資する", "サム・アルトマン")]
)
def test_japanese_and_english_words_are_completed(page_at: PageAt, lang: str, relation: str, entity: str) -> None:
    page = page_at(f"query?mode=free&lang={lang}")
    editor = replace(page, "")
    complete(page, "出資", relation)
    complete(page, " アルトマ", entity)
    complete(page, " id:Altm", entity)
    complete(page, " kg:investsI", relation)
    expect(editor).to_have_text("kg:investsIn id:Q7407093 id:Q7407093 kg:investsIn")


def test_a_query_is_typed_completed_and_run_from_the_keyboard(page_at: PageAt) -> None:
    page = page_at("query?mode=free")
    replace(page, "SELECT * { ?who ")
    complete(page, "出資", "kg:investsIn")
    page.keyboard.type(" ?whom }", delay=10)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Rows: 1 ").wait_for()
    page.locator("[data-testid=stDataFrame]").wait_for()
    # The text has come through all that, and the keyboard leaves the editor.
    expect(editor_of(page)).to_contain_text("?who kg:investsIn ?whom")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()


def test_a_mistake_is_underlined_at_its_place(page_at: PageAt) -> None:
    page = page_at("query?mode=free")
    replace(page, 'SELECT * {\n  ?s ?p "日本🎉" .\n  ?s foo ?o\n}')
    page.keyboard.press("Control+Enter")
    expect(page.locator(".cm-lintRange-error")).to_have_text("foo")
    expect(page.get_by_role("alert")).to_contain_text("line 3")
    page.keyboard.type(" ")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


def test_an_endless_query_leaves_the_page_usable_and_is_cancelled(page_at: PageAt) -> None:
    page = page_at("query?mode=free")
    editor = replace(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    page.get_by_text("of at most").wait_for()
    page.keyboard.type(" # more")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("You stopped the query.").wait_for()
    expect(editor).to_contain_text("# more")
    replace(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Yes", exact=True).wait_for()


def test_an_endless_query_is_stopped_at_its_limit_and_others_wait(
    page_at: PageAt, sample_store: Path, browser: Browser
) -> None:
    del browser  # where there is none, no server need start
    with serve(sample_store, Limits(seconds=6, workers=1)) as address:
        first, second = (page_at("query?mode=free", at=address) for _ in range(2))
        replace(first, ENDLESS)
        first.keyboard.press("Control+Enter")
        first.get_by_text("of at most").wait_for()
        begun = time.monotonic()
        replace(second, "ASK {}")
        second.keyboard.press("Control+Enter")
        second.get_by_text("Waits for its turn").wait_for()
        first.get_by_text("Stopped at the time limit of 6 s").wait_for()
        second.get_by_text("Yes", exact=True).wait_for()
        assert time.monotonic() - begun < 60


def test_what_is_dangerous_is_shown_as_text(page_at: PageAt) -> None:
    payload = "</script><img src=x onerror=\"document.title='bad'\"> ' \" ` $(id) **bold**"
    query = f"# {payload}\nSELECT ('{payload.replace(chr(39), '')}' AS ?x) {{}}"
    page = page_at(f"query?{urlencode({'mode': 'free', 'query': query})}")
    expect(editor_of(page)).to_contain_text(payload)
    page.get_by_role("button", name="Run").click()
    page.get_by_text("Rows: 1 ").wait_for()
    page.get_by_role("button", name="History").click()
    page.get_by_text("</script>").last.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Share").click()
    page.get_by_text("curl").first.wait_for()
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "bad"


def test_a_link_shows_another_person_the_same_query(page_at: PageAt) -> None:
    page = page_at("query?question=kingmakers&p_limit=3")
    page.get_by_role("button", name="Open in the editor").click()
    expect(editor_of(page)).to_contain_text("Kingmakers")
    # The editor draws only the lines that are seen, and the last is not.
    page.wait_for_url("**LIMIT+3**")
    other = page_at(page.url.split("/", 3)[3], locale="ja-JP")
    expect(editor_of(other)).to_contain_text("Kingmakers")
