"""The box that finds entities as one types, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import PageAt
from tests.ui.sample import HOSTILE_NAME


@pytest.mark.parametrize(
    ("link", "typed", "first"),
    [
        ("", "altm", "Sam Altman"),
        ("", "アルトマン", "Sam Altman"),
        ("?lang=ja", "altm", "サム・アルトマン"),
        ("?lang=ja", "アルトマン", "サム・アルトマン"),
        ("", "ｍｉｃｒｏｓ", "Microsoft"),
    ],
)
def test_any_spelling_is_found_while_it_is_typed(page_at: PageAt, link: str, typed: str, first: str) -> None:
    page = page_at(link)
    box = page.locator(".search input").first
    box.press_sequentially(typed, delay=30)
    expect(page.get_by_role("option").first).to_contain_text(first)
    box.press("Enter")
    expect(box).to_have_value(first)
    expect(page.get_by_role("option")).to_have_count(0)


def test_the_keyboard_alone_will_do(page_at: PageAt) -> None:
    page = page_at()
    box = page.locator(".search input").first
    box.press_sequentially("o", delay=30)
    options = page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    second = options.nth(1).locator("span").inner_text()
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(box).to_have_value(second)


@pytest.mark.parametrize(("link", "told"), [("", "Nothing here"), ("?lang=ja", "ありません")])
def test_what_is_not_there_is_said(page_at: PageAt, link: str, told: str) -> None:
    page = page_at(link)
    page.locator(".search input").first.press_sequentially("zzzz", delay=30)
    expect(page.locator(".search li.none")).to_contain_text(told)


def test_names_are_text_and_never_markup(page_at: PageAt) -> None:
    page = page_at()
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    box = page.locator(".search input").first
    box.press_sequentially("<script>", delay=30)
    expect(page.get_by_role("option").first).to_contain_text(HOSTILE_NAME)
    box.press("Enter")
    expect(box).to_have_value(HOSTILE_NAME)
