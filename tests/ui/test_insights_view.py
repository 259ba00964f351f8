"""Insights, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.model import Stage, Status
from kg.store.knowledge_base import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, NVIDIA, OPENAI, SOFTBANK, simple_extraction
from tests.ui.conftest import OpenView
from tests.ui.sample import HOSTILE_NAME, sample_extractions

KINDS = ("strings", "communities", "investors", "contested", "rumours", "briefing")


@pytest.fixture(scope="module")
def rich_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, and a rumour that came true, one that died, and something that is stated and denied."""
    folder = tmp_path_factory.mktemp("insights") / "store"
    dollars = {"amount": 40_000_000_000, "currency": "USD"}
    more = {"amount": 41_000_000_000, "currency": "USD"}
    with KnowledgeBase.open(folder) as kb:
        kb.add(sample_extractions())
        kb.add(simple_extraction(NVIDIA, "acquires", SOFTBANK, published="2024-01-01", status=Status.POSSIBLE))
        kb.add(
            simple_extraction(
                NVIDIA,
                "acquires",
                SOFTBANK,
                lang="ja",
                published="2024-02-01",
                status=Status.DENIED,
                stage=Stage.CANCELLED,
            )
        )
        kb.add(simple_extraction(SOFTBANK, "investsIn", NVIDIA, published="2024-01-03", status=Status.POSSIBLE))
        kb.add(
            simple_extraction(SOFTBANK, "investsIn", NVIDIA, published="2024-01-13", qualifiers=dollars, text="Done.")
        )
        kb.add(simple_extraction(SOFTBANK, "investsIn", NVIDIA, lang="ja", published="2024-01-14", qualifiers=more))
        kb.add(simple_extraction(ALTMAN, "worksFor", OPENAI, published="2024-01-05"))
        kb.add(simple_extraction(ALTMAN, "worksFor", OPENAI, lang="ja", published="2024-01-06", status=Status.DENIED))
        kb.add(simple_extraction(MICROSOFT, "uses", NVIDIA, published="2024-01-07"))
    return folder


def text_of(app: AppTest) -> str:
    drawn = [one.proto.body for one in app.get("html")]
    kinds = (app.markdown, app.caption, app.info, app.expander, app.metric, app.error)
    values = [getattr(one, "value", "") or "" for kind in kinds for one in kind]
    labels = [one.label for kind in (app.expander, app.metric) for one in kind]
    return "\n".join(map(str, (*drawn, *values, *labels))).replace("\\", "")


EXPECTED = [
    ("strings", "en", ["Two-step reach", ">OpenAI</a>", ">Nvidia</a>", "100.0"]),
    ("strings", "ja", ["2 段階の到達数", ">エヌビディア</a>", "組織"]),
    ("communities", "en", ["Members: ", "stays inside", ">Microsoft</a>"]),
    ("communities", "ja", ["メンバー ", "グループ内", ">マイクロソフト</a>"]),
    ("investors", "en", ["In USD", ">SoftBank</a>", "40 bn to 41 bn", ">Microsoft</a>", "10 bn"]),
    ("investors", "ja", ["USD 建て", ">ソフトバンク</a>", "400億 〜 410億"]),
    ("contested", "en", ["Contradiction: Sam Altman works for OpenAI — stated 1, denied 1"]),
    ("contested", "ja", ["矛盾：サム・アルトマンがOpenAIに所属・勤務する（肯定 1・否定 1）"]),
    ("rumours", "en", ["Nvidia acquires SoftBank · Died", "SoftBank invests in Nvidia · Came true"]),
    ("rumours", "ja", ["エヌビディアがソフトバンクを買収する・立ち消えた", "に出資する・実現した"]),
    ("briefing", "en", ["since 2024-01-02", "What changed", "Nvidia acquires SoftBank**: called off"]),
    ("briefing", "ja", ["2024-01-02 以降", "変わったこと", "エヌビディアがソフトバンクを買収する**：中止された"]),
]


@pytest.mark.parametrize(("kind", "lang", "expected"), EXPECTED)
def test_each_kind_tells_what_there_is(
    open_view: OpenView, rich_store: Path, kind: str, lang: str, expected: list[str]
) -> None:
    shown = text_of(open_view("insights", store=rich_store, kind=kind, lang=lang))
    assert [one for one in expected if one not in shown] == []


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "is an estimate from 60 entities"), ("ja", "60 件のエンティティからの推定")]
)
def test_an_estimate_is_called_one_and_nothing_else_is(
    open_view: OpenView, rich_store: Path, monkeypatch: pytest.MonkeyPatch, lang: str, told: str
) -> None:
    assert told not in text_of(open_view("insights", store=rich_store, lang=lang))
    monkeypatch.setattr("ui.insights.influence_tab.MOST_EXACT", 3)
    assert told in text_of(open_view("insights", store=rich_store, lang=lang))


@pytest.mark.parametrize("kind", KINDS)
def test_days_without_news_are_told(open_view: OpenView, rich_store: Path, kind: str) -> None:
    app = open_view("insights", store=rich_store, kind=kind, since="2050-01-01")
    shown = text_of(app)
    assert any(told in shown for told in ("Nothing passes", "Nobody contradicts", "No deal in this period", "Nothing."))
    assert app.query_params["since"] == "2050-01-01"


def test_facts_only_unless_more_is_asked_for(open_view: OpenView, rich_store: Path) -> None:
    assert "Rapidus" in text_of(open_view("insights", store=rich_store))
    app = open_view("insights", store=rich_store, insight_statuses="denied")
    assert ">Sam Altman</a>" in text_of(app) and ">Rapidus</a>" not in text_of(app)
    app.multiselect("insight_statuses").set_value([]).run()
    assert "Nothing passes" in text_of(app)


def test_a_line_opens_to_both_sides(open_view: OpenView, rich_store: Path) -> None:
    app = open_view("insights", store=rich_store, kind="contested", lang="en")
    assert "<mark" not in text_of(app)
    app.session_state["contested-0"] = True
    app.run()
    shown = text_of(app)
    assert shown.count("<mark") > 4
    assert "サム・アルトマン" in shown


def test_kinds_of_entities_can_be_chosen(open_view: OpenView, rich_store: Path) -> None:
    shown = text_of(open_view("insights", store=rich_store, insight_types="Person", lang="en"))
    assert ">Sam Altman</a>" in shown and ">OpenAI</a>" not in shown


def test_a_day_goes_into_the_address_and_back(open_view: OpenView, rich_store: Path) -> None:
    app = open_view("insights", store=rich_store, kind="briefing")
    app.date_input("insights-since").set_value("2024-01-10").run()
    assert app.session_state["since"] == "2024-01-10"
    assert app.query_params["since"] == "2024-01-10"
    assert "Published since 2024-01-10" in text_of(app)


def test_a_briefing_about_one_entity(open_view: OpenView, rich_store: Path) -> None:
    shown = text_of(open_view("insights", store=rich_store, kind="briefing", about="Q182477", since="2024-01-10"))
    assert "About Nvidia" in shown and "OpenAI" not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_and_links_are_shown_as_text(open_view: OpenView, kind: str) -> None:
    link = {"kind": kind, "since": "<b>", "until": "2024-99-99", "measure": "<i>", "insight_statuses": "x.asserted"}
    app = open_view("insights", **link, insight_types="<u>", spending="acquires", outcome="?", about="Q<script>")
    shown = text_of(app)
    assert not app.exception and not app.error
    assert "<script" not in shown.replace(HOSTILE_NAME, "")
    assert app.session_state["since"] == app.session_state["until"] == ""
    assert app.session_state["measure"] == "weight"


def test_an_unknown_kind_is_the_first(open_view: OpenView, rich_store: Path) -> None:
    assert open_view("insights", store=rich_store, kind="nonsense").session_state["kind"] == "strings"
