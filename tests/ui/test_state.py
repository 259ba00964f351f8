"""What the address of a page says of what was chosen, and what is made of an address."""

from __future__ import annotations

import pytest

from tests.ui.conftest import OpenView


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ({}, {}),
        ({"lang": "en"}, {"lang": "en"}),
        ({"lang": "ja"}, {"lang": "ja"}),
        ({"kind": "rumours"}, {"kind": "rumours", "lang": "en"}),
        ({"kind": "rumours", "lang": "ja"}, {"kind": "rumours", "lang": "ja"}),
        ({"kind": "strings"}, {}),
        ({"lang": "xx"}, {}),
    ],
)
def test_the_language_is_told_with_whatever_was_chosen(
    open_view: OpenView, link: dict[str, str], address: dict[str, str]
) -> None:
    assert dict(open_view("insights", **link).query_params) == address


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_back_to_the_plain_page_takes_back_what_was_chosen(open_view: OpenView, lang: str) -> None:
    app = open_view("insights", kind="rumours", since="2024-01-01", lang=lang)
    assert app.session_state["kind"] == "rumours"
    app.query_params.clear()
    app.query_params["lang"] = lang
    app.run()
    assert (app.session_state["kind"], app.session_state["since"]) == ("strings", "")
    assert dict(app.query_params) == {"lang": lang}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_another_page_takes_nothing_back(open_view: OpenView, lang: str) -> None:
    app = open_view("insights", kind="rumours", since="2024-01-01", lang=lang)
    app.switch_page("views/timeline.py")
    app.query_params.clear()
    app.run()
    assert app.session_state["lang"] == lang
    assert app.query_params["since"] == "2024-01-01"
    app.switch_page("views/insights.py")
    app.query_params.clear()
    app.run()
    assert app.query_params["kind"] == "rumours"
