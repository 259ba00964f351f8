"""Reading a text as a person would: paste it, see what is marked, add it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browser.conftest import PageAt, serve
from tests.ui.sample import sample_extractions, write_store

HOSTILE = '<script>window.hacked = 1</script> <img src=x onerror="window.hacked = 1"> Sony acquired Bungie in 2022.'


@pytest.fixture(scope="module")
def own_dashboard(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose store may be changed."""
    del browser
    store = write_store(tmp_path_factory.mktemp("own") / "store", sample_extractions())
    with serve(store) as address:
        yield address


def read(page: Page, text: str, button: str = "Read") -> None:
    page.get_by_role("textbox").first.fill(text)
    page.get_by_role("button", name=button, exact=True).click()
    page.locator(".reading .text").wait_for()


@pytest.mark.parametrize(
    ("lang", "text", "button", "marked"),
    [
        ("en", "Sony acquired Bungie for $3.6 billion.", "Read", [("Sony", "subject"), ("Bungie", "object")]),
        ("ja", "ソニーはバンジーを36億ドルで買収した。", "読み取る", [("ソニー", "主語"), ("バンジー", "目的語")]),
    ],
)
def test_a_pasted_text_is_marked(
    page_at: PageAt, lang: str, text: str, button: str, marked: list[tuple[str, str]]
) -> None:
    page = page_at(f"read?lang={lang}")
    read(page, text, button)
    for words, part in marked:
        expect(page.locator(".reading .text span", has_text=words).first).to_have_attribute("title", part)
    expect(page.locator(".reading li")).to_have_count(1)
    assert page.locator(".reading .pieces").inner_text() == text


def test_pointing_at_a_claim_shows_what_belongs_to_it(page_at: PageAt) -> None:
    page = page_at("read?lang=en")
    read(page, "Sony acquired Bungie. Google invested in Anthropic.")
    sony, google = (page.locator(".reading .text span", has_text=name).first for name in ("Sony", "Google"))
    cards = page.locator(".reading li")
    cards.filter(has_text="Anthropic").hover()
    expect(google).to_have_attribute("title", "subject")
    expect(sony).to_have_attribute("title", "")
    # A click keeps it, by keyboard too; Escape lets go.
    page.mouse.move(0, 0)
    expect(sony).to_have_attribute("title", "subject")
    button = cards.filter(has_text="Bungie").get_by_role("button")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(google).to_have_attribute("title", "")
    button.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    # From the text to the claim.
    google.click()
    expect(cards.filter(has_text="Anthropic")).to_have_class("chosen")


def test_hostile_texts_are_shown_as_text(page_at: PageAt) -> None:
    page = page_at("read?lang=en")
    page.get_by_text("Title, date, publisher").click()
    page.get_by_label("Headline").fill("<b onclick=alert(1)>Big</b>")
    read(page, HOSTILE)
    assert page.locator(".reading .pieces").last.inner_text() == HOSTILE
    assert page.locator(".reading h3").inner_text() == "<b onclick=alert(1)>Big</b>"
    assert page.evaluate("window.hacked") is None


def test_a_text_is_added_and_found(page_at: PageAt, own_dashboard: str) -> None:
    page = page_at("read?lang=en", at=own_dashboard)
    read(page, "Sony acquired Bungie for $3.6 billion in 2022.")
    page.get_by_role("button", name="Add to the knowledge base").click()
    expect(page.get_by_text("Articles added: 1, with claims: 1")).to_be_visible()
    page.get_by_role("link", name="Bungie").first.click()
    expect(page).to_have_url(re.compile("/entity"))


def test_files_that_cannot_be_read_are_named(page_at: PageAt, tmp_path: Path) -> None:
    page = page_at("read?lang=en&way=files")
    large, binary = tmp_path / "large.txt", tmp_path / "binary.txt"
    large.write_bytes(b"a" * 26_000_000)
    binary.write_bytes(bytes(range(256)))
    page.locator("input[type=file]").set_input_files([large, binary])
    expect(page.get_by_text("must be 25").or_(page.get_by_text("25MB or smaller")).first).to_be_attached()
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_text("binary.txt: the file is binary")).to_be_visible()


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_is_wider_than_the_screen(page_at: PageAt, width: int) -> None:
    page = page_at("read?lang=ja", viewport={"width": width, "height": 800})
    page.get_by_role("button", name="日本語の例").click()
    page.locator(".reading li").first.wait_for()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
