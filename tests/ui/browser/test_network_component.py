"""The picture of the network in a real browser: mouse, keys, and what it says to those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.ui.browser.conftest import PageAt, serve_page, wait_until_drawn
from tests.ui.browser.picture_page import NODES, OFFSET
from tests.ui.sample import HOSTILE_NAME

OpenPicture = Callable[..., Page]
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def address(browser: Browser) -> Iterator[str]:
    """Where the page with nothing but a picture is."""
    del browser  # where there is none, no server need start
    with serve_page(Path(__file__).with_name("picture_server.py")) as found:
        yield found


@pytest.fixture
def picture(page_at: PageAt, address: str) -> OpenPicture:
    """Opens the page and waits for the picture."""

    def open_(path: str = "", **context: Any) -> Page:
        page = page_at(path, at=address, **context)
        page.locator(".network .tools").wait_for(state="attached")
        page.mouse.move(2, 2)
        return page

    return open_


def places(page: Page) -> dict[str, tuple[float, float]]:
    """Where nodes are in the coordinates of the network."""
    script = "base => base._cyreg.cy.nodes().map(node => [node.id(), node.position().x, node.position().y])"
    return {name: (x, y) for name, x, y in page.locator(".network .base").evaluate(script)}


def on_screen(page: Page, name: str) -> tuple[float, float]:
    """Where a node or the middle of an edge is on the page."""
    script = """(base, id) => {
        const one = base._cyreg.cy.getElementById(id);
        const box = base.getBoundingClientRect();
        const { x, y } = one.isNode() ? one.renderedPosition() : one.renderedMidpoint();
        return [box.x + x, box.y + y];
    }"""
    x, y = page.locator(".network .base").evaluate(script, name)
    return x, y


def told(page: Page) -> Locator:
    """What Python was told that somebody did."""
    return page.get_by_text(re.compile("^told:"))


def focus(page: Page) -> Locator:
    """The picture, reached with the keyboard."""
    stage = page.get_by_role("application")
    stage.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    return stage


@pytest.mark.parametrize("name", ["hub", "far", "e3"])
def test_a_click_chooses_a_node_or_an_edge(picture: OpenPicture, name: str) -> None:
    page = picture()
    page.mouse.click(*on_screen(page, name))
    expect(told(page)).to_have_text(f"told: choose {name}")


def test_a_click_on_the_ground_clears(picture: OpenPicture) -> None:
    page = picture()
    page.mouse.click(*on_screen(page, "hub"))
    expect(told(page)).to_have_text("told: choose hub")
    x, y = on_screen(page, "far")
    page.mouse.click(x, y + 150)
    expect(told(page)).to_have_text("told: choose hub, clear")


def test_clicks_hit_when_the_page_has_been_scrolled(picture: OpenPicture) -> None:
    page = picture(viewport={"width": 1000, "height": 450})
    page.mouse.move(*on_screen(page, "hub"))
    before = on_screen(page, "down")
    page.get_by_role("button", name="again").scroll_into_view_if_needed()
    assert on_screen(page, "down") != before
    page.mouse.click(*on_screen(page, "down"))
    expect(told(page)).to_have_text("told: choose down")


def test_a_double_click_expands_once_and_no_node_moves(picture: OpenPicture) -> None:
    page = picture()
    before = places(page)
    page.mouse.dblclick(*on_screen(page, "hub"))
    expect(told(page)).to_have_text("told: choose hub, expand hub")
    after = places(page)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"hub-0", "hub-1", "hub-2"}
    page.mouse.dblclick(*on_screen(page, "right"))
    expect(told(page)).to_have_text("told: choose hub, expand hub, choose right, expand right")
    assert {name: places(page)[name] for name in after} == after


def test_dragging_pins_and_undo_puts_back(picture: OpenPicture) -> None:
    page = picture()
    before = places(page)
    x, y = on_screen(page, "left")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    expect(told(page)).to_have_text("told: pin left")
    moved = places(page)
    assert moved["left"][0] > before["left"][0] + 10
    assert {name: place for name, place in moved.items() if name != "left"} == {
        name: place for name, place in before.items() if name != "left"
    }
    page.get_by_role("button", name="Undo").click()
    expect(told(page)).to_have_text("told: pin left, undo")
    assert places(page) == before


def test_another_layout_places_all_anew(picture: OpenPicture) -> None:
    page = picture()
    before = places(page)
    page.get_by_role("button", name="again").click()
    wait_until_drawn(page)
    page.wait_for_timeout(300)
    assert places(page) == {name: (x + OFFSET, y) for name, (x, y) in before.items()}


@pytest.mark.parametrize(
    ("link", "labels"),
    [
        ("", ["Read the evidence", "Expand the neighbours", "Open its page", "Pin here", "Hide"]),
        ("?lang=ja", ["根拠を読む", "隣接を展開", "ページを開く", "ここに固定", "隠す"]),
    ],
)
def test_the_menu_does_what_it_says(picture: OpenPicture, link: str, labels: list[str]) -> None:
    page = picture(link)
    page.mouse.click(*on_screen(page, "down"), button="right")
    expect(page.get_by_role("menuitem")).to_have_text(labels)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("told: hide down")
    assert "down" not in places(page)


@pytest.mark.parametrize(
    ("link", "start", "neighbour", "edge"),
    [
        ("", "OpenAI, organization, edges: 4. 12 claims", "Rapidus, organization", "Rapidus – partners with – OpenAI"),
        ("?lang=ja", "OpenAI、組織、つながり 4 本. 12 claims", "Rapidus、組織", "Rapidus – partners with – OpenAI、"),
    ],
)
def test_the_keyboard_walks_and_is_told_where_it_is(
    picture: OpenPicture, link: str, start: str, neighbour: str, edge: str
) -> None:
    page = picture(link)
    focus(page)
    said = page.locator(".network .said")
    expect(said).to_have_text(start)
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text(neighbour)
    page.keyboard.press("n")
    expect(said).to_contain_text(edge)
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("told: choose e4")


def test_every_key_has_its_action(picture: OpenPicture) -> None:
    page = picture()
    focus(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    done = []
    for key, action in (("p", "pin right"), ("p", "unpin right"), ("e", "expand right"), ("o", "open right")):
        page.keyboard.press(key)
        done.append(action)
        expect(told(page)).to_have_text(f"told: {', '.join(done)}")
    page.keyboard.press("m")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()
    for key, action in (("h", "hide right"), ("Control+z", "undo")):
        page.keyboard.press(key)
        done.append(action)
        expect(told(page)).to_have_text(f"told: {', '.join(done)}")


def test_a_key_pressed_again_at_once_takes_back_what_it_did(picture: OpenPicture) -> None:
    page = picture()
    focus(page)
    for _ in range(3):
        page.keyboard.press("p")
    expect(told(page)).to_have_text("told: pin hub, unpin hub, pin hub")


def test_names_are_text_and_never_markup(picture: OpenPicture) -> None:
    page = picture()
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.mouse.move(*on_screen(page, "down"))
    expect(page.locator(".network .tip")).to_contain_text(HOSTILE_NAME)
    page.mouse.click(*on_screen(page, "down"), button="right")
    expect(page.get_by_role("menu")).to_have_attribute("aria-label", f"What to do with {HOSTILE_NAME}")
    assert page.locator(".network script, .network img").count() == 0


def test_what_is_looked_at_stays_bright_and_the_rest_fades(picture: OpenPicture) -> None:
    page = picture()
    faded = page.locator(".network .base.faded")
    expect(faded).to_have_count(0)
    page.mouse.move(*on_screen(page, "far"))
    expect(faded).to_have_count(1)
    page.mouse.move(2, 2)
    expect(faded).to_have_count(0)
    expect(picture("?path=1").locator(".network .base.faded")).to_have_count(1)


def test_the_picture_is_saved_at_twice_its_size(picture: OpenPicture) -> None:
    page = picture()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a PNG picture").click()
    saved = waiting.value.path().read_bytes()
    box = page.locator(".network .stage").bounding_box()
    assert box is not None
    assert saved.startswith(PNG)
    size = int.from_bytes(saved[16:20], "big"), int.from_bytes(saved[20:24], "big")
    assert size == pytest.approx((box["width"] * 2, box["height"] * 2), abs=2)


@pytest.mark.parametrize("link", ["", "?tab=1"])
def test_all_nodes_are_in_sight_also_when_the_picture_was_hidden_at_first(picture: OpenPicture, link: str) -> None:
    page = picture(link)
    if link:
        page.get_by_role("tab", name="second").click()
    stage = page.locator(".network .stage")
    expect(stage).to_be_visible()
    page.wait_for_timeout(300)
    box = stage.bounding_box()
    assert box is not None
    for node in NODES:
        x, y = on_screen(page, node.id)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_buttons_zoom_and_show_everything(picture: OpenPicture) -> None:
    page = picture()
    zoom = "base => base._cyreg.cy.zoom()"
    base = page.locator(".network .base")
    fitted = base.evaluate(zoom)
    page.get_by_role("button", name="Zoom in").click()
    assert base.evaluate(zoom) > fitted * 1.2
    page.get_by_role("button", name="Zoom out").click()
    page.get_by_role("button", name="Zoom out").click()
    assert base.evaluate(zoom) < fitted
    page.get_by_role("button", name="Show everything").click()
    assert base.evaluate(zoom) == pytest.approx(fitted)


def test_the_theme_is_followed_while_the_picture_is_open(picture: OpenPicture) -> None:
    page = picture(color_scheme="light")
    ground = "base => base._cyreg.cy.nodes()[0].style('border-color')"
    base = page.locator(".network .base")
    light = base.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(1000)
    assert base.evaluate(ground) != light


@pytest.mark.parametrize(("link", "names"), [("", "Zoom in (+)"), ("?lang=ja", "拡大（+）")])
def test_every_button_has_a_name(picture: OpenPicture, link: str, names: str) -> None:
    page = picture(link)
    tools = page.locator(".network .tools button")
    assert tools.first.get_attribute("title") == names
    for button in tools.all():
        assert button.get_attribute("aria-label")
    assert page.get_by_role("application").get_attribute("aria-label") == "A picture for tests"
