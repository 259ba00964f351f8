"""How quick the dashboard is: `make bench-ui` (or `python -m tests.benchmarks.dashboard [FOLDER]`).

Chromium on this machine looks at a store of a million quads and at one of 50,000 names, which are made once in a folder
and kept there. Times are medians of `ROUNDS`; where a figure is a ratio, both sides are measured by turns in one run.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from kg.ids import mint_entity_id
from kg.model import Entity, EntityType, Extraction
from tests.benchmarks.generated import KANA, LATIN, write_store
from tests.builders import make_article
from tests.ui.browser.conftest import PATIENCE, serve, serve_page, wait_until_drawn

ROUNDS = 7
NAMES = 50_000
NAMES_AN_ARTICLE = 100
LIMIT = 5.0
"""Seconds that a query may take here."""
EMPTY_PAGE = Path(__file__).with_name("empty_page.py")
#: What the 20 visitors click: page, parameters.
LINKS = [
    ("", ""),
    ("", "focus={entity}"),
    ("entity", "entity={entity}"),
    ("timeline", "entity={entity}"),
    ("insights", ""),
    ("query", ""),
]


def make_names(folder: Path) -> Path:
    """A store of 50,000 entities with a name in each language."""
    path = folder / f"{NAMES}-names"
    if not path.exists():
        partial = folder / f"{NAMES}-names.partial"
        write_store(partial, _articles_of_names())
        partial.rename(path)
    return path


def _articles_of_names() -> Iterator[Extraction]:
    for start in range(0, NAMES, NAMES_AN_ARTICLE):
        entities = []
        for number in range(start, start + NAMES_AN_ARTICLE):
            latin = f"{LATIN[number % len(LATIN)]}{LATIN[number // len(LATIN) % len(LATIN)]} {number}".capitalize()
            kana = f"{KANA[number % len(KANA)]}{KANA[number // len(KANA) % len(KANA)]}{number}"
            key = mint_entity_id(latin, EntityType.ORGANIZATION)
            entities.append(Entity(key, EntityType.ORGANIZATION, {"en": latin, "ja": kana}))
        yield Extraction(make_article(f"Names from {start} on.", id=f"names-{start}"), (), tuple(entities))


def measure(rounds: int, run: Callable[[], float]) -> float:
    """The median of so many runs."""
    return statistics.median(run() for _ in range(rounds))


def paint_seconds(browser: Browser, address: str, is_painted: Callable[[Page], None]) -> float:
    """From the request of a new visitor until the page can be used."""
    visit = browser.new_context(viewport={"width": 1280, "height": 800})
    page = visit.new_page()
    page.set_default_timeout(PATIENCE * 2)
    start = time.perf_counter()
    page.goto(address)
    is_painted(page)
    seconds = time.perf_counter() - start
    visit.close()
    return seconds


def network_is_painted(page: Page) -> None:
    """Waits until the network stands, and an entity of it answers to a visitor."""
    page.locator(".network canvas").first.wait_for()
    wait_until_drawn(page)


def measure_paint(browser: Browser, store: Path) -> tuple[float, float]:
    """Seconds until an empty page and until a network of 500 entities can be used, by turns."""
    with serve_page(EMPTY_PAGE) as empty, serve(store) as explore:
        paint_seconds(browser, explore, network_is_painted)
        pairs = [
            (paint_seconds(browser, empty, wait_until_drawn), paint_seconds(browser, explore, network_is_painted))
            for _ in range(ROUNDS)
        ]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def measure_search(browser: Browser, store: Path) -> float:
    """Seconds from a key until the suggestions for what is typed are there: the median over keys of several names."""
    seconds = []
    with serve(store) as address:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/entity")
        wait_until_drawn(page)
        box = page.locator(".search input").first
        for typed in ("banbe", "アイキ", "zarax", "49999"):
            box.fill("")
            for at in range(1, len(typed) + 1):
                start = time.perf_counter()
                box.press_sequentially(typed[at - 1])
                # The list says for which text it is.
                page.locator(f'.search ul[data-for="{typed[:at]}"]').first.wait_for(state="attached")
                seconds.append(time.perf_counter() - start)
        page.close()
    return statistics.median(seconds)
