"""The page of an entity, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.builders import OPENAI
from tests.ui.browser.conftest import PageAt
from tests.ui.sample import HOSTILE, HOSTILE_NAME


@pytest.mark.parametrize(("lang", "title", "fact"), [("en", "Facts", "has investor"), ("ja", "事実", "〜の出資者は")])
def test_a_fact_opens_to_its_sentence(page_at: PageAt, lang: str, title: str, fact: str) -> None:
    page = page_at(f"entity?entity={OPENAI.id}&lang={lang}")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_text(fact, exact=True)).to_be_visible()
    page.locator("summary", has_text="49%").click()
    expect(page.locator("mark", has_text="invests").first).to_be_visible()


def test_the_box_finds_an_entity_and_its_links_lead_on(page_at: PageAt) -> None:
    page = page_at("entity")
    box = page.locator(".search input")
    box.press_sequentially("アルトマン", delay=30)
    expect(page.get_by_role("option").first).to_contain_text("Sam Altman")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Sam Altman")).to_be_visible()
    expect(page).to_have_url(re.compile("entity=Q7407093"))
    page.get_by_role("link", name="Show on the timeline").click()
    expect(page).to_have_url(re.compile("/timeline.*entity=Q7407093"))
    expect(page.locator("summary", has_text="2024")).to_have_count(3)


def test_a_neighbour_is_one_click_away(page_at: PageAt) -> None:
    page = page_at(f"entity?entity={OPENAI.id}")
    page.locator("table a", has_text="Microsoft").click()
    expect(page.get_by_role("heading", name="Microsoft")).to_be_visible()


def test_names_are_text_and_never_markup(page_at: PageAt) -> None:
    page = page_at(f"entity?entity={HOSTILE.id}")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    expect(page.get_by_role("heading", name=HOSTILE_NAME)).to_be_visible()
    page.locator("summary", has_text="Rapidus").first.click()
    expect(page.get_by_text("<img src=x onerror=alert(2)>").first).to_be_visible()
    assert page.locator("a[href^=javascript]").count() == 0


def test_on_paper_there_is_the_whole_page_and_no_controls(page_at: PageAt) -> None:
    page = page_at(f"entity?entity={OPENAI.id}")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    for hidden in (".stSidebar", ".search input", "[data-testid=stPageLink]", "[data-testid=stButtonGroup]"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_text("Story 8")).to_be_visible()
    # Chromium writes as many pages as the text is long; what scrolls would be cut off after the first.
    assert page.pdf().count(b"/Type /Page\n") + page.pdf().count(b"/Type /Page ") >= 2
