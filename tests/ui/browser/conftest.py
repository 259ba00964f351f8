"""The dashboard in a real browser: a server on the sample store, and pages of it in Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kg.endpoint.limits import USUAL, Limits
from ui.components.assets import ASSETS
from ui.launch import APP, SERVER, serve_command

PageAt = Callable[..., Page]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: Without sandbox, as CI runs as root; and with nothing that Chromium does on its own account.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000
"""Milliseconds to wait for anything: machines that run tests may be busy."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for all tests."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    if not any(ASSETS.glob("*.js")):
        pytest.skip("the dashboard's JavaScript is not built: python ui/frontend/build.py")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serve(store: Path, limits: Limits = USUAL, **environment: str) -> Iterator[str]:
    """The dashboard of a store as `kg serve` runs it; gives its address."""
    port = _free_port()
    with _running(serve_command(store, port, limits=limits), port, environment) as address:
        yield address


@contextmanager
def serve_page(script: Path) -> Iterator[str]:
    """Another Streamlit page under the settings of the dashboard; gives its address."""
    port = _free_port()
    command = serve_command(Path("none"), port)
    with _running([str(script) if one == str(SERVER) else one for one in command], port, {}) as address:
        yield address


def _free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[str]:
    env = {**os.environ, "PYTHONPATH": str(APP.parent.parent), **environment}
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_healthy(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_until_healthy(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")


@pytest.fixture(scope="session")
def dashboard(sample_store: Path, browser: Browser) -> Iterator[str]:
    """The address of a dashboard of the sample store, which nobody changes."""
    del browser  # where there is none, no server need start
    with serve(sample_store) as address:
        yield address


@pytest.fixture
def page_at(request: pytest.FixtureRequest, browser: Browser) -> Iterator[PageAt]:
    """Opens a page of a dashboard as a new visitor, and waits until it is drawn.

    Whatever the page logs as an error, and any request to another host, fails the test.
    """
    faults: list[str] = []
    with ExitStack() as visits:

        def open_(path: str = "", *, at: str = "", **context: Any) -> Page:
            address = at or request.getfixturevalue("dashboard")
            visit = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **context})
            visits.callback(visit.close)
            page = visit.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: faults.append(f"{path}: {error}"))
            page.on("request", lambda asked: _check_host(asked.url, address, faults))
            page.goto(f"{address}/{path}")
            wait_until_drawn(page)
            return page

        yield open_
    assert faults == []


def _check_host(url: str, address: str, faults: list[str]) -> None:
    if not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:")):
        faults.append(f"asked for {url}")


def wait_until_drawn(page: Page) -> None:
    """Waits until the script of the page has run to its end."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stMainBlockContainer]").wait_for()
