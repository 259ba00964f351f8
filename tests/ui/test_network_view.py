"""The network view, clicked through in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.model import Entity, EntityType, Extraction
from tests.builders import make_article, make_claim, make_mention
from tests.ui.conftest import OpenView
from tests.ui.sample import HOSTILE_NAME, read, write_store

INVESTMENT = "Q2283~investsIn~Q21708200~reported"
ALL_STATUSES = "asserted.reported.planned.predicted.possible.denied.hypothetical"


def text_of(app: AppTest) -> str:
    """Everything that is drawn as HTML."""
    return "\n".join(one.proto.body for one in app.get("html"))


def chart_of(app: AppTest) -> dict[str, list[dict[str, object]]]:
    """The series of the picture."""
    (chart,) = app.get("echarts_chart")
    series: dict[str, list[dict[str, object]]] = json.loads(chart.proto.spec)["series"][0]
    return series


def edges_of(app: AppTest) -> set[str]:
    """The edges that can be chosen."""
    return set(app.selectbox("edge").options)


@pytest.mark.parametrize(
    ("lang", "edge", "marked", "help_", "money"),
    [
        (
            "en",
            "Microsoft invests in OpenAI · reported (1)",
            '">invests</mark> $10 billion in <mark',
            "stated as a fact by a cited other",
            "amount: <b>10,000,000,000 USD</b> · share: <b>49%</b>",
        ),
        (
            "ja",
            "マイクロソフトがOpenAIに出資する・伝聞（1）",
            '">invests</mark> $10 billion in <mark',
            "引用元が事実として述べている",
            "金額: <b>10,000,000,000 USD</b> · 比率: <b>49%</b>",
        ),
    ],
)
def test_choosing_an_edge_shows_its_sentence(
    open_view: OpenView, lang: str, edge: str, marked: str, help_: str, money: str
) -> None:
    app = open_view(lang=lang)
    assert edge in edges_of(app)
    assert "<mark" not in text_of(app)
    app.selectbox("edge").set_value(INVESTMENT).run()
    shown = text_of(app)
    assert marked in shown
    assert help_ in shown
    assert money in shown
    assert 'href="https://news.example/1"' in shown
    assert app.query_params["edge"] == INVESTMENT


def test_claims_of_other_statuses_are_shown_beside_the_chosen_ones(open_view: OpenView) -> None:
    app = open_view(edge=INVESTMENT)
    assert "is expected to" in text_of(app)
    assert [one.value for one in app.markdown if "(1)" in one.value] == [
        "**Evidence for this edge** (1)",
        "**Other claims between the two, whatever the filters say** (1)",
    ]


@pytest.mark.parametrize(("lang", "name"), [("en", "Microsoft"), ("ja", "マイクロソフト")])
def test_names_are_in_the_chosen_language(open_view: OpenView, lang: str, name: str) -> None:
    app = open_view(lang=lang)
    assert name in {node["name"] for node in chart_of(app)["data"]}


def test_language_can_be_switched_on_the_page(open_view: OpenView) -> None:
    app = open_view()
    app.segmented_control("lang").set_value("ja").run()
    assert "マイクロソフト" in {node["name"] for node in chart_of(app)["data"]}
    assert app.query_params["lang"] == "ja"


def test_only_facts_are_shown_until_other_statuses_are_asked_for(open_view: OpenView) -> None:
    app = open_view()
    assert len(edges_of(app)) == 3
    app.multiselect("statuses").set_value(ALL_STATUSES.split(".")).run()
    assert len(edges_of(app)) == 8
    styles = {(link["lineStyle"]["color"], link["lineStyle"]["type"]) for link in chart_of(app)["links"]}  # type: ignore[index]
    assert len(styles) == 7
    assert app.query_params["statuses"] == ALL_STATUSES


def test_filters_narrow_the_picture(open_view: OpenView) -> None:
    app = open_view()
    app.slider("confidence").set_value(0.95).run()
    assert "No edge passes" in app.info[0].value
    app.slider("confidence").set_value(0.9).run()
    app.multiselect("relations").set_value(["executiveOf"]).run()
    assert edges_of(app) == {"Sam Altman is an executive of OpenAI · asserted (1)"}
    app.button[0].click().run()
    assert len(edges_of(app)) == 3


@pytest.mark.parametrize(
    ("hops", "nodes"), [("1", {"Microsoft", "OpenAI"}), ("2", {"Microsoft", "OpenAI", "Sam Altman"})]
)
def test_neighbourhood_of_an_entity(open_view: OpenView, hops: str, nodes: set[str]) -> None:
    app = open_view(focus="Q2283", hops=hops)
    assert {node["name"] for node in chart_of(app)["data"]} == nodes


def test_an_entity_is_found_by_its_names_in_both_languages(open_view: OpenView) -> None:
    (found,) = [one for one in open_view().selectbox("focus").options if "Microsoft" in one]
    assert {"Microsoft", "マイクロソフト", "MSFT"} <= set(found.split(" / "))


def test_hostile_text_is_shown_as_text(open_view: OpenView) -> None:
    app = open_view()
    (hostile,) = [one for one in edges_of(app) if HOSTILE_NAME in one]
    app.selectbox("edge").select(hostile).run()
    shown = text_of(app)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **Corp**" in shown
    assert "&lt;img src=x onerror=alert(2)&gt;" in shown
    assert "<script" not in shown and "<img" not in shown
    assert "javascript:" not in shown


def test_a_link_with_nonsense_shows_the_default_view(open_view: OpenView) -> None:
    app = open_view(focus="Q999999", hops="9", relations="nonsense", statuses="x.asserted", confidence="high", edge="?")
    assert app.multiselect("statuses").value == ["asserted"]
    assert len(edges_of(app)) == 2


def test_a_large_network_is_cut_and_says_so(open_view: OpenView, tmp_path: Path) -> None:
    names = [f"Spoke{number:03}" for number in range(520)]
    article = make_article(f"Hub acquires {', '.join(names)}.")
    hub = make_mention(article, "Hub")
    spokes = [make_mention(article, name) for name in names]
    claims = [make_claim(article, hub, "acquires", spoke, trigger="acquires") for spoke in spokes]
    app = open_view(store=write_store(tmp_path / "large", [Extraction(article, tuple(claims))]))
    assert len(chart_of(app)["data"]) == 499
    said = [one.value for one in app.caption]
    assert any(one.startswith("499 of 521 entities and 498 of 520 edges are shown") for one in said), said


@pytest.mark.parametrize(("lang", "words"), [("en", "Build one"), ("ja", "作成してから")])
def test_a_missing_store_says_what_to_run(open_view: OpenView, tmp_path: Path, lang: str, words: str) -> None:
    for store in (None, tmp_path / "none"):
        app = open_view(store=store, lang=lang)
        assert words in app.text[0].value
        assert "kg build ARTICLES.jsonl --store" in app.code[0].value


@pytest.mark.parametrize(("lang", "words"), [("en", "holds no article yet"), ("ja", "まだ記事がありません")])
def test_an_empty_store_says_what_to_run(open_view: OpenView, tmp_path: Path, lang: str, words: str) -> None:
    app = open_view(store=write_store(tmp_path / "empty", []), lang=lang)
    assert words in app.text[0].value
    assert str(tmp_path / "empty") in app.code[0].value


def test_a_store_of_another_version_is_one_line(open_view: OpenView, tmp_path: Path) -> None:
    store = write_store(tmp_path / "old", [])
    (store / "store.json").write_text('{"format": 0, "base": "x", "software": "newskg"}', encoding="utf-8")
    app = open_view(store=store)
    assert "format 0" in app.error[0].value
    assert "\n" not in app.error[0].value


def test_articles_added_later_appear_on_the_next_run(open_view: OpenView, tmp_path: Path) -> None:
    alpha = ("Alpha Corp", Entity("x-alpha", EntityType.ORGANIZATION, {"en": "Alpha Corp"}))
    beta = ("Beta Corp", Entity("x-beta", EntityType.ORGANIZATION, {"en": "Beta Corp"}))
    first = read(1, "Alpha Corp acquires Beta Corp.", alpha, "acquires", "acquires", beta)
    later = read(2, "Beta Corp sued Alpha Corp.", beta, "sues", "sued", alpha)
    app = open_view(store=write_store(tmp_path / "growing", [first]))
    assert edges_of(app) == {"Alpha Corp acquires Beta Corp · asserted (1)"}
    write_store(tmp_path / "growing", [later])
    app.run()
    assert len(edges_of(app)) == 2
