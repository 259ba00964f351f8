"""The timeline, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import PageAt


@pytest.mark.parametrize(
    ("link", "line", "sentence"),
    [
        ("timeline", "Microsoft invests in OpenAI", "Reuters reported"),
        ("timeline?lang=ja", "マイクロソフトがOpenAIに出資する", "Reuters reported"),
    ],
)
def test_an_event_opens_to_its_sentence(page_at: PageAt, link: str, line: str, sentence: str) -> None:
    page = page_at(link)
    page.locator("summary", has_text=line).click()
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.locator("mark", has_text="invests")).to_be_visible()


def test_filters_go_into_the_address_without_a_new_page(page_at: PageAt) -> None:
    page = page_at("timeline")
    page.evaluate("window.stays = true")
    page.get_by_text("Oldest first").click()
    expect(page).to_have_url(re.compile("order=oldest"))
    expect(page.locator("summary").first).to_contain_text("1 Jan 2024")
    page.get_by_text("By relation").click()
    expect(page).to_have_url(re.compile("by=relation"))
    expect(page.get_by_role("img", name=re.compile("In all: acquires 2"))).to_be_visible()
    page.get_by_text("Deals", exact=True).click()
    expect(page).to_have_url(re.compile("show=deals"))
    expect(page.get_by_text("Evidence: 1 source").first).to_be_visible()
    assert page.evaluate("window.stays") is True


def test_dates_hold_across_views(page_at: PageAt) -> None:
    page = page_at("timeline?since=2024-01-08")
    expect(page.locator("summary", has_text="2024")).to_have_count(2)
    page.get_by_role("link", name="Entity", exact=True).click()
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page).to_have_url(re.compile("since=2024-01-08"))
    expect(page.locator("summary", has_text="2024")).to_have_count(2)


def test_a_phone_needs_no_scrolling_sideways(page_at: PageAt) -> None:
    page = page_at("timeline?show=deals", viewport={"width": 375, "height": 800})
    expect(page.get_by_text("Evidence: 1 source").first).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth")
