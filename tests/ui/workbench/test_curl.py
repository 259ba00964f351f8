"""The line for a terminal, asked of a real shell."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.workbench.curl import curl_line, server_address
from ui.workbench.runs import Asked


@pytest.mark.parametrize(
    ("page", "server"),
    [
        ("http://127.0.0.1:8803/query", "http://127.0.0.1:8803"),
        ("https://kg.example/news/query", "https://kg.example/news"),
        ("https://kg.example/news/query?mode=free", "https://kg.example/news"),
        ("http://[::1]:8501/query", "http://[::1]:8501"),
        (None, "http://127.0.0.1:8501"),
        ("javascript:alert(1)", "http://127.0.0.1:8501"),
    ],
)
def test_the_server_is_beside_the_page(page: str | None, server: str) -> None:
    assert server_address(page) == server


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",))))
def test_whatever_the_query_is_it_stays_one_word(text: str) -> None:
    words = shlex.split(curl_line(Asked(text), "http://127.0.0.1:1"))
    assert words[-2:] == ["--data-urlencode", f"query={text}"]
    assert words[:4] == ["curl", "-H", "Accept: text/csv", "http://127.0.0.1:1/sparql"]


def test_a_packaged_query_is_asked_by_its_name() -> None:
    asked = Asked("SELECT …", "evidence", (("subject", "Q2283"), ("object", "it's; rm -rf /")))
    assert shlex.split(curl_line(asked, "http://h", "json")) == [
        *("curl", "--get", "-H", "Accept: application/sparql-results+json", "http://h/queries/evidence"),
        *("--data-urlencode", "subject=Q2283", "--data-urlencode", "object=it's; rm -rf /"),
    ]
    assert shlex.split(curl_line(Asked("", "kingmakers"), "http://h"))[-1] == "http://h/queries/kingmakers"
