"""Pictures of every view, in both languages, light and dark, and on a phone: `make screenshots`, then look at them.

They show the sample articles that come with the project (data/sample), built and served as `make run` does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.ui.browser.conftest import CHROMIUM, FLAGS, PATIENCE, serve, wait_until_drawn

ROOT = Path(__file__).parents[3]
OPENAI = "Q21708200"
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


def _take(page: Page, address: str, path: Path) -> None:
    page.goto(address)
    wait_until_drawn(page)
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=path)


def main() -> None:
    """Writes the pictures to the folder that is named, or to `screenshots`."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "store"
        command = [sys.executable, "-c", "from kg.cli import main; main()", "build", "data/sample", "--store", store]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with serve(store) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for path in take(browser, address, out):
                print(path)
            browser.close()


if __name__ == "__main__":
    main()
