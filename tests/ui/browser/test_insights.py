"""Insights as a person would see them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import PageAt, wait_until_drawn


@pytest.mark.parametrize(("lang", "tab", "name"), [("en", "Who pulls strings", "OpenAI"), ("ja", "影響力", "OpenAI")])
def test_a_name_leads_to_its_page(page_at: PageAt, lang: str, tab: str, name: str) -> None:
    page = page_at(f"insights?lang={lang}")
    expect(page.get_by_role("radio", name=tab)).to_be_checked()
    page.locator(".ranking").get_by_role("link", name=name, exact=True).click()
    wait_until_drawn(page)
    expect(page).to_have_url(re.compile(r"/entity\?entity=Q21708200"))


def test_choices_are_in_the_address(page_at: PageAt) -> None:
    page = page_at("insights?lang=en")
    page.get_by_role("radio", name="PageRank").click()
    expect(page).to_have_url(re.compile("measure=rank"))
    expect(page.locator(".ranking th.chosen")).to_contain_text("PageRank")
    page.get_by_role("radio", name="Rumours").click()
    expect(page).to_have_url(re.compile("kind=rumours"))
    other = page_at(page.url.partition("/insights")[2].join(("insights", "")))
    expect(other.get_by_role("radio", name="Rumours")).to_be_checked()


@pytest.mark.parametrize(
    ("locale", "names"),
    [("en-GB", ["Communities", "Investors"]), ("ja-JP", ["グループ", "投資額"])],
)
def test_back_leads_through_the_kinds(page_at: PageAt, locale: str, names: list[str]) -> None:
    page = page_at("insights", locale=locale)
    first = page.locator("[role=radio][aria-checked=true]").nth(1).inner_text()
    for name in names:
        page.get_by_role("radio", name=name).click()
        expect(page.get_by_role("radio", name=name)).to_be_checked()
        wait_until_drawn(page)
    for name, address in ((names[0], "kind=communities"), (first, "/insights$")):
        page.go_back()
        expect(page).to_have_url(re.compile(address))
        expect(page.get_by_role("radio", name=name)).to_be_checked()
        wait_until_drawn(page)
        expect(page).to_have_url(re.compile(address))


def test_a_line_opens_to_its_sentences(page_at: PageAt) -> None:
    page = page_at("insights?lang=en&kind=rumours")
    line = page.locator("[data-testid=stExpander]").first
    expect(line.locator("mark")).to_have_count(0)
    line.locator("summary").click()
    expect(line.locator("mark").first).to_be_visible()


def test_a_briefing_can_be_taken_away(page_at: PageAt, tmp_path: Path) -> None:
    page = page_at("insights?lang=ja&kind=briefing&since=2024-01-01")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Markdown をダウンロード").click()
    file = tmp_path / "briefing.md"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "briefing-2024-01-01.md"
    written = file.read_text(encoding="utf-8")
    assert written.startswith("# ブリーフィング\n")
    assert "<script>" not in written.replace("\\<script\\>", "")
    # Hostile names are text on the page too.
    assert page.get_by_text("<script>alert(1)</script> **Corp**").count() > 0


@pytest.mark.parametrize("kind", ["strings", "communities", "investors", "contested", "rumours", "briefing"])
def test_nothing_is_wider_than_a_phone(page_at: PageAt, kind: str) -> None:
    page = page_at(f"insights?lang=en&kind={kind}", viewport={"width": 375, "height": 800})
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 375
