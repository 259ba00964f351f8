"""Logging in with a browser, at a service of OpenID Connect that the test runs itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.ui.login_service import login_service
from tests.ui.servers import free_port, serving_dashboard

pytest.importorskip("authlib", reason="the extra auth is not installed")
MARI = {"sub": "1", "email": "Mari@Example.org", "email_verified": True, "name": "Mari"}


@pytest.mark.parametrize(
    ("lang", "log_in", "log_out", "please"),
    [
        ("en", "Log in", "Log out", "Log in to see this dashboard."),
        ("ja", "ログイン", "ログアウト", "ご覧になるにはログインしてください。"),
    ],
)
def test_strangers_see_a_log_in_page_and_guests_everything(
    browser: Browser, sample_store: Path, tmp_path: Path, lang: str, log_in: str, log_out: str, please: str
) -> None:
    port = free_port()
    with login_service(MARI) as service:
        secrets = service.write_secrets(tmp_path / "own.toml", port, '[access]\nallow = ["@example.org"]')
        with serving_dashboard(sample_store, "--auth", "--secrets", str(secrets), port=port) as dashboard:
            locale = {"en": "en-US", "ja": "ja-JP"}[lang]
            page = browser.new_context(locale=locale).new_page()
            page.goto(f"{dashboard.url}/entity?entity=Q2283&lang={lang}")
            page.get_by_text(please).wait_for()
            assert "Microsoft" not in page.content() and "マイクロソフト" not in page.content()
            assert page.get_by_test_id("stSidebarNav").count() == 0
            page.get_by_role("button", name=log_in, exact=True).click()
            page.get_by_text("Mari@Example.org").wait_for()
            assert service.exchanged == 1
            assert page.get_by_test_id("stSidebarNav").count() == 1
            page.get_by_role("button", name=log_out, exact=True).click()
            page.get_by_role("button", name=log_in, exact=True).wait_for()
            # Whoever the service knows, but nobody asked, is told so.
            service.claims["email"] = "eve@elsewhere.example"
            page.get_by_role("button", name=log_in, exact=True).click()
            page.get_by_text("eve@elsewhere.example").wait_for()
            assert page.get_by_test_id("stSidebarNav").count() == 0
            page.close()
        told = "".join(dashboard.told)
        assert "the endpoint is closed" in told
        assert "example.org" not in told.lower() and "eve@" not in told
