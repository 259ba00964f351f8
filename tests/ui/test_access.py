"""Who may do what on a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from tests.ui.conftest import OpenView
from tests.ui.login_service import LoginService
from ui.access import Access, Guests, is_own_machine, read_guests

MARI = {"is_logged_in": True, "email": "mari@example.org", "email_verified": True}
SERVICE = LoginService("http://127.0.0.1:1", {})


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("news.example", False),
        ("", False),
    ],
)
def test_only_loopback_addresses_are_for_this_machine_alone(host: str, expected: bool) -> None:
    assert is_own_machine(host) is expected


@pytest.mark.parametrize(
    ("guests", "user", "expected"),
    [
        (Guests(), MARI, True),
        (Guests(), {}, False),
        (Guests(), MARI | {"is_logged_in": False}, False),
        (Guests(), MARI | {"is_logged_in": "yes"}, False),
        (Guests(frozenset({"mari@example.org"})), MARI, True),
        (Guests(frozenset({"mari@example.org"})), MARI | {"email": "MARI@Example.ORG"}, True),
        (Guests(frozenset({"@example.org"})), MARI, True),
        (Guests(frozenset({"@example.org"})), MARI | {"email": "mari@example.org.evil.example"}, False),
        (Guests(frozenset({"@example.org"})), MARI | {"email": "mari@sub.example.org"}, False),
        (Guests(frozenset({"@example.org"})), MARI | {"email": "a@example.org@evil.example"}, False),
        (Guests(frozenset({"@example.org"})), MARI | {"email_verified": False}, False),
        (Guests(frozenset({"@example.org"})), MARI | {"email_verified": "false"}, False),
        (Guests(frozenset({"@example.org"})), MARI | {"email": None}, False),
        (Guests(frozenset({"@example.org"}), unverified=True), MARI | {"email_verified": False}, True),
        (Guests(frozenset({"@example.org"}), unverified=True), MARI | {"is_logged_in": False}, False),
    ],
)
def test_who_is_let_in(guests: Guests, user: dict[str, object], expected: bool) -> None:
    assert guests.admits(user) is expected


def test_the_file_says_who_is_let_in(tmp_path: Path) -> None:
    access = '[access]\nallow = ["@Example.org", "ken@elsewhere.example "]\nunverified_emails = true'
    path = SERVICE.write_secrets(tmp_path / "s.toml", 8501, access)
    assert read_guests(path) == Guests(frozenset({"@example.org", "ken@elsewhere.example"}), unverified=True)
    assert read_guests(SERVICE.write_secrets(path, 8501)) == Guests()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("client_secret", "client_secrets", "lacks client_secret"),
        ("/oauth2callback", "/", "must end with /oauth2callback"),
        ("0123456789abcdef" * 4, "short", "at least 32 characters"),
        ("[auth]", "[oidc]", "no table [auth]"),
        ("[auth]", "[auth", "is not TOML"),
        ("\n\n", '\n[access]\nallow = "@example.org"\n', "a list of addresses"),
        ("\n\n", '\n[access]\nallow = ["example.org"]\n', "a list of addresses"),
        ("\n\n", '\n[access]\nunverified_emails = "no"\n', "true or false"),
    ],
)
def test_a_file_that_lets_in_the_wrong_people_lets_in_nobody(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = SERVICE.write_secrets(tmp_path / "s.toml", 8501)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KgError) as raised:
        read_guests(path)
    assert message in str(raised.value)
    assert "client-secret" not in str(raised.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.booleans(), st.booleans(), st.text("ab秘", max_size=3), st.text("ab秘", max_size=3))
def test_a_server_is_told_by_its_environment(
    monkeypatch: pytest.MonkeyPatch, read_only: bool, auth: bool, token: str, update_token: str
) -> None:
    access = Access(read_only, Path("/secrets.toml") if auth else None, token, update_token)
    monkeypatch.setenv("KG_TOKEN", "of somebody else")
    monkeypatch.setattr("os.environ", access.environment())
    found = Access.from_environment()
    assert (found.read_only, found.secrets, found.update_token) == (read_only, access.secrets, update_token)
    # Behind a log-in there is always a token, if one that nobody knows.
    assert found.token == token or (auth and not token and len(found.token) > 30)


@pytest.mark.parametrize(
    ("lang", "user", "expected"),
    [
        ("en", {}, "Log in to see this dashboard."),
        ("ja", {}, "ご覧になるにはログインしてください。"),
        ("en", MARI | {"email": "eve*@evil.example"}, r"logged in as eve\*@evil\.example, who may not use"),
        ("ja", MARI | {"email_verified": False}, "利用は許可されていません"),
    ],
)
@pytest.mark.parametrize("view", ["", "entity", "review"])
def test_who_is_not_let_in_sees_nothing_of_the_store(
    open_view: OpenView,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    lang: str,
    user: dict,
    expected: str,
    view: str,
) -> None:
    path = SERVICE.write_secrets(tmp_path / "s.toml", 8501, '[access]\nallow = ["@example.org"]')
    monkeypatch.setenv("KG_AUTH", str(path))
    monkeypatch.setattr("ui.components.login.current_user", lambda: user)
    monkeypatch.setattr("ui.latest.Latest.get", lambda *_: pytest.fail("the store was read"))
    app = open_view(view, lang=lang)
    shown = [one.value for one in (*app.text, *app.warning)]
    assert any(expected in one for one in shown), shown
    assert not app.caption


def test_a_guest_sees_the_dashboard_and_who_they_are(
    open_view: OpenView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KG_AUTH", str(SERVICE.write_secrets(tmp_path / "s.toml", 8501)))
    monkeypatch.setattr("ui.components.login.current_user", lambda: MARI)
    app = open_view(lang="en")
    assert [one.value for one in app.caption][1] == r"Logged in as mari@example\.org"


def test_a_file_that_is_gone_closes_the_dashboard(open_view: OpenView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_AUTH", "/no/such/secrets.toml")
    app = open_view(lang="en")
    assert "there is no such file" in app.error[0].value.replace("\\", "")
    assert [one.value for one in app.text] == ["Log in to see this dashboard."]
