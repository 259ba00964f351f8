"""The entity view, in both languages."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import OpenView
from tests.ui.sample import HOSTILE


def text_of(app: AppTest) -> str:
    """Everything that is drawn as HTML."""
    return "\n".join(one.proto.body for one in app.get("html"))


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            (
                '<a href="https://www.wikidata.org/wiki/Q21708200" target="_blank" rel="noopener noreferrer">',
                "organization · ",
                "5 claims in 5 articles",
                "has employees",
                "<b>770</b>",
                "has executive",
                "has investor",
                "<b>Microsoft</b>",
                "is left by",
                "negated, refused, called off or denied",
            ),
        ),
        (
            "ja",
            (
                "組織 · ",
                "5 件の記事に 5 件の主張",
                "〜の従業員数",
                "<b>770</b>",
                "〜の経営幹部は",
                "<b>マイクロソフト</b>",
                "否定・拒否・撤回",
            ),
        ),
    ],
)
def test_everything_said_of_an_entity_is_shown(open_view: OpenView, lang: str, expected: tuple[str, ...]) -> None:
    shown = text_of(open_view("entity", entity="Q21708200", lang=lang))
    assert [one for one in expected if one not in shown] == []


@pytest.mark.parametrize(("lang", "hint"), [("en", "Choose an entity"), ("ja", "エンティティを選ぶと")])
def test_choosing_an_entity_puts_it_in_the_address(open_view: OpenView, lang: str, hint: str) -> None:
    app = open_view("entity", lang=lang)
    assert hint in app.info[0].value
    app.selectbox("entity").set_value("Q2283").run()
    assert "MSFT" in text_of(app)
    assert app.query_params["entity"] == "Q2283"


def test_statuses_can_be_left_out(open_view: OpenView) -> None:
    app = open_view("entity", entity="Q21708200")
    app.multiselect("shown").set_value(["asserted"]).run()
    shown = text_of(app)
    assert "has employees" in shown
    assert "has investor" not in shown
    assert "3 claims of other statuses are not shown." in [one.value for one in app.caption]


def test_an_unknown_entity_is_said_to_be_unknown(open_view: OpenView) -> None:
    app = open_view("entity", entity="Q999<b>")
    assert "no entity Q999 b" in app.warning[0].value


def test_hostile_names_are_shown_as_text(open_view: OpenView) -> None:
    shown = text_of(open_view("entity", entity=HOSTILE.id))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **Corp**" in shown
    assert "<script" not in shown and "<img" not in shown and "javascript:" not in shown
