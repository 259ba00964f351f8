"""Explore in a real browser, as a person would use it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browser.conftest import PageAt, wait_until_drawn
from tests.ui.sample import HOSTILE_NAME

MICROSOFT, OPENAI = "Q2283", "Q21708200"
INVESTMENT = f"{MICROSOFT}~investsIn~{OPENAI}~reported"


def link_of(page: Page) -> str:
    """What is behind the address of the dashboard."""
    return f"?{urlsplit(page.url).query}"


def picture_of(page: Page) -> str:
    """What the picture is to those who do not see it."""
    return page.locator(".network [role=application], .network [aria-label]").first.get_attribute("aria-label") or ""


@pytest.mark.parametrize(
    ("link", "name", "edge", "sentence"),
    [
        ("", "Sam Altman", "Sam Altman is an executive of OpenAI", "最高経営責任者を務めている"),
        ("?lang=ja", "サム・アルトマン", "サム・アルトマンがOpenAI", "最高経営責任者を務めている"),
    ],
)
def test_from_a_name_to_the_sentence_of_an_edge(
    page_at: PageAt, link: str, name: str, edge: str, sentence: str
) -> None:
    page = page_at(link)
    box = page.locator(".search input").first
    box.press_sequentially("アルトマン", delay=30)
    expect(page.get_by_role("option").first).to_contain_text(name)
    box.press("Enter")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.locator(".st-key-explore_edge input").click()
    page.get_by_role("option", name=edge).click()
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.locator("mark").filter(has_text="務めて")).to_be_visible()


def test_expanding_shows_more_and_the_link_shows_the_same_to_others(page_at: PageAt) -> None:
    page = page_at(f"?focus={MICROSOFT}&chosen={OPENAI}")
    expect(page.get_by_text("All 2 entities and 1 edges")).to_be_visible()
    page.get_by_role("button", name="Add 1 of 1").first.click()
    expect(page.get_by_text("All 3 entities and 2 edges")).to_be_visible()
    page.get_by_role("button", name="Pin", exact=True).first.click()
    expect(page.locator(".st-key-explore_unpin")).to_be_visible()
    expect(page).to_have_url(re.compile(r"steps=e(\*|%2A)\w+(\*|%2A)12\.p"))
    other = page_at(link_of(page))
    expect(other.get_by_text("All 3 entities and 2 edges")).to_be_visible()
    expect(other.locator(".st-key-explore_unpin")).to_be_visible()
    assert picture_of(other) == picture_of(page) != ""
    assert link_of(other) == link_of(page)


def test_undo_takes_back_and_the_page_stays(page_at: PageAt) -> None:
    page = page_at(f"?focus={MICROSOFT}&chosen={OPENAI}")
    page.evaluate("window.stayed = true")
    page.locator(".st-key-explore_hide button").click()
    expect(page.get_by_text("Hidden: OpenAI")).to_be_visible()
    page.locator(".st-key-explore_undo button").click()
    expect(page.get_by_text("Hidden: OpenAI")).to_have_count(0)
    assert page.evaluate("window.stayed")


def test_filters_narrow_what_is_shown(page_at: PageAt) -> None:
    page = page_at()
    expect(page.get_by_text("All 5 entities and 3 edges")).to_be_visible()
    page.get_by_role("button", name="Filters").click()
    page.locator(".st-key-explore_relations input").click()
    page.get_by_role("option", name="invests in").click()
    expect(page.get_by_text("All 2 entities and 1 edges")).to_be_visible()
    expect(page).to_have_url(re.compile("relations=investsIn"))


def test_a_node_of_the_picture_is_chosen_by_keys(page_at: PageAt) -> None:
    page = page_at(f"?focus={MICROSOFT}")
    stage = page.locator(".network [tabindex='0']").first
    stage.focus()
    stage.press("ArrowUp")
    stage.press("Enter")
    expect(page).to_have_url(re.compile("chosen="))


def test_a_path_leads_from_one_to_the_other(page_at: PageAt) -> None:
    page = page_at()
    page.get_by_role("button", name="Path", exact=True).or_(page.get_by_text("Path", exact=True)).first.click()
    for number, end, typed in ((1, "path_from", "micros"), (2, "path_to", "altm")):
        box = page.locator(".search input").nth(number)
        box.press_sequentially(typed, delay=30)
        page.get_by_role("option").first.wait_for()
        box.press("Enter")
        expect(page).to_have_url(re.compile(end))
        wait_until_drawn(page)
    page.get_by_role("button", name="Show this path").click()
    expect(page.locator("mark").filter(has_text="invests").first).to_be_visible()
    expect(page).to_have_url(re.compile("path=1"))


def test_files_are_made_when_asked_for(page_at: PageAt) -> None:
    page = page_at()
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Claims (RDF, Turtle)").click()
    assert "Microsoft invests" in waiting.value.path().read_text(encoding="utf-8")


def test_names_are_text_and_never_markup(page_at: PageAt) -> None:
    page = page_at()
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.locator(".st-key-explore_edge input").click()
    page.get_by_role("option", name=HOSTILE_NAME).click()
    expect(page.get_by_text(HOSTILE_NAME).first).to_be_visible()
    expect(page.locator("img[src=x]")).to_have_count(0)


@pytest.mark.parametrize(
    ("link", "said"), [("", "not in this knowledge base"), ("&lang=ja", "現在の知識ベースにありません")]
)
def test_a_stale_link_is_explained(page_at: PageAt, link: str, said: str) -> None:
    page = page_at(f"?focus=Q999999{link}")
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.locator(".network")).to_be_visible()


@pytest.mark.parametrize(
    ("link", "shown"), [("", "All 5 entities and 3 edges"), ("?lang=ja", "エンティティ 5 件、つながり 3 本")]
)
def test_back_leads_through_what_was_shown_before_to_the_plain_page(page_at: PageAt, link: str, shown: str) -> None:
    page = page_at(link)
    plain = page.url
    assert link_of(page) in (link, "?")
    box = page.locator(".search input").first
    box.press_sequentially("Micros", delay=30)
    page.get_by_role("option").first.wait_for()
    box.press("Enter")
    expect(page).to_have_url(re.compile(f"focus={MICROSOFT}"))
    wait_until_drawn(page)
    focused = page.url
    page.locator(".st-key-explore_edge input").click()
    page.get_by_role("option", name="OpenAI").first.click()
    expect(page).to_have_url(re.compile("chosen="))
    wait_until_drawn(page)
    assert "lang=" in page.url
    for earlier in (focused, plain):
        page.go_back()
        expect(page).to_have_url(earlier)
        wait_until_drawn(page)
        expect(page).to_have_url(earlier)
    expect(page.get_by_text(shown)).to_be_visible()
    page.go_forward()
    expect(page).to_have_url(focused)
    wait_until_drawn(page)
    expect(page.get_by_text(shown)).to_have_count(0)


def test_a_page_as_everybody_finds_it_is_one_step_of_the_history(page_at: PageAt) -> None:
    page = page_at()
    before = page.url
    page.get_by_role("link", name="Insights").click()
    expect(page).to_have_url(re.compile("/insights$"))
    wait_until_drawn(page)
    page.go_back()
    expect(page).to_have_url(before)
