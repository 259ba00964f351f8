"""The dashboard and the endpoint in one process: who is told what, tokens, careful headers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from tests.ui.login_service import LoginService
from tests.ui.servers import serving_dashboard
from ui.components.assets import ASSETS, ASSETS_URL

ASK = "sparql?format=csv&query=ASK%20{}"
SERVICE = LoginService("http://127.0.0.1:1", {})


def test_with_a_log_in_programs_need_a_token(sample_store: Path, tmp_path: Path) -> None:
    pytest.importorskip("authlib", reason="the extra auth is not installed")
    # The file is where Streamlit looks for it, if nothing else is said.
    (tmp_path / ".streamlit").mkdir()
    SERVICE.write_secrets(tmp_path / ".streamlit" / "secrets.toml", 8501)
    with serving_dashboard(sample_store, "--auth", cwd=tmp_path, KG_TOKEN="秘密") as dashboard:
        for path in (ASK, "ns", "queries", "queries/kingmakers"):
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic 秘密".encode()}):
                response = dashboard.get(path, headers=headers)
                assert (response.status_code, response.json()["error"]) == (401, "unauthorized")
                assert response.headers["WWW-Authenticate"] == "Bearer"
            assert dashboard.get(path, headers={"Authorization": "Bearer 秘密".encode()}).status_code == 200
        assert dashboard.get("").status_code == 200
        for asset in sorted(ASSETS.glob("*.js")):
            assert dashboard.get(f"{ASSETS_URL[1:]}/{asset.name}").status_code == 200
    told = "".join(dashboard.told)
    assert "whoever the log-in service knows comes in" in told
    assert "秘密" not in told


def test_every_answer_has_careful_headers(sample_store: Path) -> None:
    with serving_dashboard(sample_store) as dashboard:
        for path in ("", "entity", "_stcore/health", ASK, "sparql", "no/such.js"):
            headers = dashboard.get(path, headers={"Accept": "text/html, */*"}).headers
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["X-Frame-Options"] == "SAMEORIGIN"
            assert headers["Content-Security-Policy"].startswith(("frame-ancestors 'self'", "default-src 'none'"))
        # The page of the endpoint is stricter than the others.
        page = dashboard.get("sparql", headers={"Accept": "text/html"})
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("options", "warning", "read_only", "update_token"),
    [
        ((), "", "", "u"),
        (("--read-only",), "", "1", ""),
        (("--writable",), "", "", "u"),
        (("--host", "0.0.0.0"), "everybody who reaches 0.0.0.0 can read everything here", "1", "u"),
        (("--host", "0.0.0.0", "--writable"), "can read and change everything here", "", "u"),
        (("--host", "::1"), "", "", "u"),
        (("--host", "0.0.0.0", "--auth"), "the endpoint is closed", "", "u"),
        (("--auth", "--read-only", "--token", "t"), "whoever the log-in service knows", "1", ""),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="elsewhere the server is a program beside this one")
def test_what_the_server_is_told_and_what_the_person_who_starts_it(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    options: tuple[str, ...],
    warning: str,
    read_only: str,
    update_token: str,
) -> None:
    started: list[dict[str, str]] = []

    def start(_path: str, _command: list[str], environment: dict[str, str]) -> None:
        started.append(environment)
        raise SystemExit

    monkeypatch.setattr("os.execve", start)
    path = SERVICE.write_secrets(tmp_path / "own.toml", 8501)
    if "--auth" in options:
        pytest.importorskip("authlib", reason="the extra auth is not installed")
        options = (*options, "--secrets", str(path))
    told = CliRunner().invoke(app, ["serve", "--store", str(tmp_path), "--update-token", "u", *options]).stderr
    (environment,) = started
    assert environment.get("KG_READ_ONLY", "") == read_only
    assert environment.get("KG_UPDATE_TOKEN", "") == update_token
    assert environment.get("KG_AUTH", "") == (str(path) if "--auth" in options else "")
    assert bool(environment.get("KG_TOKEN")) == ("--auth" in options)
    assert warning in told
    assert bool(told) == bool(warning)


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--secrets", "x"), 2, "--secrets is for --auth"),
        (("--auth", "--no-ui"), 2, "--token guards the endpoint"),
        (("--auth",), 1, "kg: .streamlit/secrets.toml: there is no such file"),
    ],
)
def test_wrong_wishes_are_refused_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: tuple[str, ...], code: int, message: str
) -> None:
    pytest.importorskip("authlib", reason="the extra auth is not installed")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("it started"))
    result = CliRunner().invoke(app, ["serve", *options])
    assert result.exit_code == code
    assert message in result.stderr
