"""How quick the dashboard is: `make bench-ui` (or `python -m tests.benchmarks.dashboard [FOLDER]`).

Chromium on this machine looks at a store of a million quads and at one of 50,000 names, which are made once in a folder
and kept there. Times are medians of `ROUNDS`; where a figure is a ratio, both sides are measured by turns in one run.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from kg.endpoint.limits import USUAL
from kg.ids import mint_entity_id
from kg.model import Entity, EntityType, Extraction
from kg.store import KnowledgeBase
from tests.benchmarks.generated import KANA, LATIN, write_store
from tests.benchmarks.sessions import measure_sessions
from tests.benchmarks.store import MILLION, open_store
from tests.builders import make_article
from tests.ui.browser.conftest import CHROMIUM, FLAGS, PATIENCE, serve, serve_page, wait_until_drawn

ROUNDS = 7
NAMES = 50_000
NAMES_AN_ARTICLE = 100
LIMIT = 5.0
"""Seconds that a query may take here."""
SHOWN = re.compile(r"entities are shown|entities and [\d,]+ edges")
"""How the page says how much of the network it shows."""
#: It would go on for years, and needs little memory: of the whole store it would soon take more than it may.
ENDLESS = "SELECT (COUNT(*) AS ?n) {{ {} {} {} }}".format(
    *(f"{{ SELECT * {{ ?{one}1 ?{one}2 ?{one}3 }} LIMIT 50000 }}" for one in "abc")
)
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
    """Waits until the network stands: its canvas is there and the page has said how much it shows."""
    page.locator(".network canvas").first.wait_for()
    page.get_by_text(SHOWN).first.wait_for()


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


def measure_expanding(browser: Browser, address: str, entities: Iterable[str]) -> float:
    """Seconds from a click on "Add" until the neighbours of an entity are in a network of 500: the median."""
    seconds: list[float] = []
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE)
    for entity in entities:
        if len(seconds) == ROUNDS:
            break
        page.goto(f"{address}/?chosen={entity}")
        network_is_painted(page)
        wait_until_drawn(page)
        button = page.locator(".st-key-explore_expand button").first
        if not button.count() or button.is_disabled():
            continue
        before = page.get_by_text(SHOWN).first.inner_text()
        start = time.perf_counter()
        button.click()
        page.wait_for_function("before => !document.body.innerText.includes(before)", arg=before)
        seconds.append(time.perf_counter() - start)
    page.close()
    return statistics.median(seconds)


def measure_entity_page(store: Path, entity: str) -> tuple[float, float]:
    """Seconds of the server for the page of an entity with the store read: the first time, and again."""
    code = (
        "import os, sys, time; from streamlit.testing.v1 import AppTest; from ui.launch import APP; "
        "app = AppTest.from_file(str(APP), default_timeout=300); app.run(); "
        "app.switch_page('views/entity.py'); app.query_params['entity'] = sys.argv[1]; "
        "times = []\n"
        "for _ in range(2):\n"
        "    start = time.perf_counter(); app.run(); times.append(time.perf_counter() - start)\n"
        "assert not app.exception; print(*times)"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, entity]
    env = {**os.environ, "KG_STORE": str(store), "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()
    return float(told[-2]), float(told[-1])


def measure_endless(browser: Browser, store: Path) -> tuple[float, float, float]:
    """A query that never ends: seconds past its limit until the page says so, the longest that another click took
    meanwhile, and by how many megabytes the server and its workers grew."""
    with serve(store, replace(USUAL, seconds=LIMIT)) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/query?mode=free&query={quote(ENDLESS)}")
        page.locator(".cm-content").wait_for()
        wait_until_drawn(page)
        other = browser.new_page(viewport={"width": 1280, "height": 800})
        other.goto(f"{address}/query")
        wait_until_drawn(other)
        memory = _memory_below()
        start = time.perf_counter()
        page.locator(".cm-content").press("Control+Enter")
        page.get_by_text("of at most").wait_for()
        longest, grown = 0.0, 0.0
        while time.perf_counter() - start < LIMIT - 1.5:
            clicked = time.perf_counter()
            other.reload()
            wait_until_drawn(other)
            longest = max(longest, time.perf_counter() - clicked)
            grown = max(grown, _memory_below() - memory)
        page.get_by_text("Stopped at the time limit").wait_for()
        late = time.perf_counter() - start - LIMIT
        page.close()
        other.close()
    return late, longest, grown


def _memory_below() -> float:
    """Megabytes held by all processes of Python that this one started, and those that they started."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            parents[int(told["Pid"])] = (
                int(told["PPid"]),
                told["Name"].strip(),
                int(told.get("VmRSS", "0 kB").split()[0]),
            )
    ours, found = {os.getpid()}, 0
    grew = True
    while grew:
        new = {pid for pid, (parent, *_) in parents.items() if parent in ours and pid not in ours}
        ours |= new
        grew = bool(new)
    for pid in ours - {os.getpid()}:
        _, name, size = parents.get(pid, (0, "", 0))
        found += size if name.startswith("python") else 0
    return found / 1024


def report(folder: Path) -> Iterator[str]:
    """The figures as lines."""
    large, names = open_store(folder, MILLION), make_names(folder)
    with KnowledgeBase.open(large, read_only=True) as base:
        known = [entity.id for entity in base.entities()[:100]]
    best = known[0]
    first, again = measure_entity_page(large, best)
    yield f"page of the best-known entity at a million quads: {first:.2f} s of server time, {again:.2f} s again"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        empty, explore = measure_paint(browser, large)
        most = 1.5 * empty + 1
        yield f"first paint: {explore:.2f} s with 500 entities, {empty:.2f} s of an empty page; at most {most:.2f}"
        with serve(large) as address:
            seconds = measure_expanding(browser, address, known[60:100])
            yield f"expanding an entity among 500: {seconds:.2f} s"
        yield f"a key in the search over {NAMES:,} entities: {measure_search(browser, names):.3f} s"
        late, longest, grown = measure_endless(browser, large)
        yield f"a query that never ends: told {late:.2f} s after its limit of {LIMIT:.0f} s"
        yield f"another visitor's page meanwhile: {longest:.2f} s at most; server and workers grew by {grown:.0f} MB"
        browser.close()
    with serve(large) as address:
        ratio, faults = measure_sessions(address, [(page, link.format(entity=best)) for page, link in LINKS])
        yield f"20 visitors at once: {ratio:.2f} times the median of one; {len(faults)} faults {faults[:3]}"


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "kg-bench"
    folder.mkdir(parents=True, exist_ok=True)
    for line in report(folder):
        print(line, flush=True)


if __name__ == "__main__":
    main()
