"""What a visitor sees of a failure."""

from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest


def _fail_with(kind: str, lang: str) -> None:
    from kg.errors import QueryError
    from kg.schema import load_schema
    from ui.failures import failures_shown
    from ui.strings import Words

    with failures_shown(Words(lang, load_schema())):
        if kind == "own":
            raise QueryError("this *cannot*\nbe read <b>", about="a query")
        raise ZeroDivisionError("secret inner words")


@pytest.mark.parametrize(("lang", "told"), [("en", "Something went wrong"), ("ja", "問題が発生しました")])
def test_a_fault_of_ours_has_a_number_and_no_stack_trace(
    lang: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="ui.failures"):
        runs = [AppTest.from_function(_fail_with, args=("inner", lang)).run() for _ in range(2)]
    shown = [run.error[0].value for run in runs]
    assert told in shown[0] and "secret" not in shown[0] and "ZeroDivision" not in shown[0]
    assert shown[0] == shown[1], "one fault, one number"
    number = caplog.records[0].getMessage().split()[1]
    assert number in shown[0]
    assert "ZeroDivisionError: secret inner words" in caplog.text
    assert not runs[0].exception


def test_what_we_know_about_is_said_as_it_is() -> None:
    shown = AppTest.from_function(_fail_with, args=("own", "en")).run().error[0].value
    assert shown == r"a query\: this \*cannot\* be read \<b\>"
