"""The brush of dates, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, expect

from kg.model import Extraction
from tests.builders import MICROSOFT, OPENAI
from tests.ui.browser.conftest import PageAt, serve
from tests.ui.sample import read, write_store


def told_in(year: int, month: int) -> Extraction:
    """A claim on a day of this month."""
    text = f"In {year}-{month} Microsoft sued OpenAI."
    day = {"eventDate": f"{year}-{month:02}-15"}
    return read(month, text, ("Microsoft", MICROSOFT), "sues", "sued", ("OpenAI", OPENAI), qualifiers=day)


@pytest.fixture(scope="module")
def year_at(tmp_path_factory: pytest.TempPathFactory, browser: object) -> object:
    """The address of a dashboard with one claim in each month of 2023."""
    del browser
    said = [told_in(2023, month) for month in range(1, 13)]
    with serve(write_store(Path(tmp_path_factory.mktemp("year")) / "store", said)) as address:
        yield address


def resting_box(page: Page, what: str) -> FloatRect:
    """Where something is once the page around it has stopped shifting."""
    before = None
    for _ in range(50):
        now = page.locator(what).bounding_box()
        if now is not None and now == before:
            return now
        before = now
        page.wait_for_timeout(200)
    raise AssertionError(f"{what} does not come to rest")


def drag(page: Page, start: float, end: float) -> None:
    """Drags over the bars, from one month to another, counted from the left."""
    box = resting_box(page, ".brush .plot")
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start / 12, height)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (start + end) / 24, height)
    page.mouse.move(box["x"] + box["width"] * end / 12, height)


@pytest.mark.parametrize(
    ("lang", "chosen", "all_dates"),
    [("en", "Mar 2023 to Jun 2023", "All dates"), ("ja", "2023年3月から2023年6月まで", "すべての期間")],
)
def test_dates_are_chosen_when_the_mouse_lets_go(
    page_at: PageAt, year_at: str, lang: str, chosen: str, all_dates: str
) -> None:
    page = page_at(f"timeline?lang={lang}", at=year_at)
    told = page.locator(".brush output")
    expect(told).to_have_text(all_dates)
    drag(page, 2.5, 5.5)
    expect(told).to_have_text(chosen)
    assert "since" not in page.url
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"since=2023-03-01&until=2023-06-30"))
    expect(page.get_by_text("sued").or_(page.locator("[data-testid=stExpander]"))).to_have_count(4)
    page.locator(".brush .clear").click()
    expect(told).to_have_text(all_dates)
    expect(page).not_to_have_url(re.compile("since"))


def test_the_window_moves_and_its_ends_too(page_at: PageAt, year_at: str) -> None:
    page = page_at("timeline?since=2023-03-01&until=2023-06-30", at=year_at)
    drag(page, 4.5, 6.5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("since=2023-05-01&until=2023-08-31"))
    drag(page, 8, 10)
    page.mouse.up()
    expect(page).to_have_url(re.compile("since=2023-05-01&until=2023-10-31"))
    drag(page, 4, 0)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"\?until=2023-10-31"))


def test_a_click_takes_one_month(page_at: PageAt, year_at: str) -> None:
    page = page_at("timeline", at=year_at)
    drag(page, 3.5, 3.5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("since=2023-04-01&until=2023-04-30"))
    expect(page.locator(".brush output")).to_have_text("Apr 2023")


def test_the_keyboard_alone_will_do(page_at: PageAt, year_at: str) -> None:
    page = page_at("timeline", at=year_at)
    first, last = page.get_by_role("slider").first, page.get_by_role("slider").last
    expect(first).to_have_attribute("aria-valuetext", "Jan 2023")
    expect(last).to_have_attribute("aria-valuetext", "Dec 2023")
    first.focus()
    for _ in range(3):
        first.press("ArrowRight")
    expect(first).to_have_attribute("aria-valuetext", "Apr 2023")
    expect(page).to_have_url(re.compile("since=2023-04-01"))
    last.focus()
    last.press("Home")
    expect(page).to_have_url(re.compile("since=2023-04-01&until=2023-04-30"))
    last.press("Shift+ArrowRight")
    expect(page).to_have_url(re.compile("since=2023-05-01&until=2023-05-31"))
    last.press("End")
    first.press("Home")
    expect(page.locator(".brush output")).to_have_text("All dates")


def test_a_finger_will_do_too(page_at: PageAt, year_at: str) -> None:
    page = page_at("timeline", at=year_at, viewport={"width": 375, "height": 800}, has_touch=True, is_mobile=True)
    plot = page.locator(".brush .plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    touch = page.context.new_cdp_session(page)
    for kind, at in (("touchStart", 2.5), ("touchMove", 4), ("touchMove", 5.5), ("touchEnd", None)):
        points = [{"x": box["x"] + box["width"] * at / 12, "y": box["y"] + 30}] if at is not None else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(page).to_have_url(re.compile("since=2023-03-01&until=2023-06-30"))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
