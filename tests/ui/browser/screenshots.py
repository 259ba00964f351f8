"""Pictures of every view, in both languages, light and dark, and on a phone: `make screenshots`, then look at them.

With `--manual` only those of the manual are made: `python -m tests.ui.browser.screenshots docs/images --manual`.

They show the sample articles that come with the project (data/sample), built and served as `make run` does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.ui.browser.conftest import CHROMIUM, FLAGS, PATIENCE, serve, wait_until_drawn

ROOT = Path(__file__).parents[3]
OPENAI, MICROSOFT, ACTIVISION = "Q21708200", "Q2283", "x-af887903546e"
#: Name, link without language.
VIEWS = (
    ("explore", ""),
    ("explore-around", f"?focus={OPENAI}"),
    ("entity", f"entity?entity={OPENAI}"),
    ("timeline", "timeline"),
    ("insights", "insights"),
    ("sparql", "query"),
    ("read", "read"),
    ("review", "review"),
)
SCREENS = {
    "light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 800}, "color_scheme": "light", "is_mobile": True, "has_touch": True},
}
LOCALES = {"en": "en-GB", "ja": "ja-JP"}
#: Milliseconds for charts to be drawn and moving things to stand still.
SETTLED = 2_500


def take(browser: Browser, address: str, out: Path) -> Iterator[Path]:
    """One picture of each view on each screen in each language."""
    for screen, context in SCREENS.items():
        for lang, locale in LOCALES.items():
            visit = browser.new_context(**context, locale=locale)  # type: ignore[arg-type]
            page = visit.new_page()
            page.set_default_timeout(PATIENCE)
            for name, link in VIEWS:
                path = out / f"{name}-{lang}-{screen}.png"
                _take(page, f"{address}/{link}", path)
                yield path
            visit.close()


def take_for_manual(browser: Browser, address: str, out: Path) -> Iterator[Path]:
    """The pictures of the manual."""
    for name, (link, steps) in MANUAL.items():
        visit = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
        page = visit.new_page()
        page.set_default_timeout(PATIENCE)
        path = out / f"{name}.png"
        _take(page, f"{address}/{link}", path, steps)
        yield path
        visit.close()


def _take(page: Page, address: str, path: Path, steps: Callable[[Page], object] | None = None) -> None:
    page.goto(address)
    wait_until_drawn(page)
    page.wait_for_timeout(SETTLED)
    if steps:
        steps(page)
        page.wait_for_timeout(SETTLED)
    page.screenshot(path=path)


def _read_example(page: Page) -> None:
    page.get_by_role("button", name="An example in English").click()
    page.locator(".reading .text").wait_for()


#: Name of the picture, link, and what is done there before it is taken.
MANUAL: dict[str, tuple[str, Callable[[Page], object] | None]] = {
    "explore": (f"?focus={OPENAI}&chosen={MICROSOFT}~investsIn~{OPENAI}~asserted", None),
    "evidence": (f"?focus={MICROSOFT}&chosen={MICROSOFT}~acquires~{ACTIVISION}~asserted", None),
    "entity": (f"entity?entity={OPENAI}", None),
    "deals": ("timeline?show=deals", None),
    "insights": ("insights", None),
    "read": ("read", _read_example),
}


def main() -> None:
    """Writes the pictures to the folder that is named, or to `screenshots`."""
    named = [one for one in sys.argv[1:] if one != "--manual"]
    take_all = take_for_manual if "--manual" in sys.argv else take
    out = Path(named[0] if named else "screenshots")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "store"
        command = [sys.executable, "-c", "from kg.cli import main; main()", "build", "data/sample", "--store", store]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with serve(store) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for path in take_all(browser, address, out):
                print(path)
            browser.close()


if __name__ == "__main__":
    main()
