"""Explore, clicked through in both languages, but for the picture itself: that needs a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.model import Entity, EntityType, Status
from tests.ui.conftest import OpenView
from tests.ui.explore_page import (
    ALL_STATUSES,
    ALTMAN,
    EDGE,
    MICROSOFT,
    OPENAI,
    click,
    edges_of,
    names_in,
    picture_of,
    places_in,
    text_of,
)
from tests.ui.sample import HOSTILE_NAME, read, write_store

INVESTMENT = "Q2283~investsIn~Q21708200~reported"


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
    app.selectbox(EDGE).set_value(INVESTMENT).run()
    shown = text_of(app)
    assert marked in shown
    assert help_ in shown
    assert money in shown
    assert 'href="https://news.example/1' in shown
    assert app.query_params["chosen"] == INVESTMENT
    assert picture_of(app)["chosen"] == INVESTMENT


def test_claims_of_other_statuses_are_shown_beside_the_chosen_ones(open_view: OpenView) -> None:
    app = open_view(chosen=INVESTMENT)
    assert "is expected to" in text_of(app)
    assert [one.value for one in app.markdown if "(1)" in one.value] == [
        "**Evidence for this edge** (1)",
        "**Other claims between the two, whatever the filters say** (1)",
    ]


def test_an_edge_that_the_filters_take_away_is_explained(open_view: OpenView) -> None:
    app = open_view(chosen=INVESTMENT, statuses="asserted")
    assert "The filters leave nothing of this edge" in app.info[0].value
    assert "invests" in text_of(app)


@pytest.mark.parametrize(("lang", "name"), [("en", "Microsoft"), ("ja", "マイクロソフト")])
def test_names_are_in_the_chosen_language(open_view: OpenView, lang: str, name: str) -> None:
    assert name in names_in(open_view(lang=lang))


def test_language_can_be_switched_on_the_page(open_view: OpenView) -> None:
    app = open_view()
    app.segmented_control("lang").set_value("ja").run()
    assert "マイクロソフト" in names_in(app)
    assert app.query_params["lang"] == "ja"


def test_only_facts_are_shown_until_other_statuses_are_asked_for(open_view: OpenView) -> None:
    app = open_view()
    assert len(edges_of(app)) == 3
    app.multiselect("explore_statuses").set_value(ALL_STATUSES.split(".")).run()
    assert len(edges_of(app)) == 8
    assert {row[4] for row in picture_of(app)["edges"]} == set(ALL_STATUSES.split("."))
    assert app.query_params["statuses"] == ALL_STATUSES


def test_filters_narrow_the_picture(open_view: OpenView) -> None:
    app = open_view()
    app.slider("explore_confidence").set_value(0.95).run()
    assert "No claim passes" in app.info[0].value
    app.slider("explore_confidence").set_value(0.9).run()
    app.multiselect("explore_relations").set_value(["executiveOf"]).run()
    assert edges_of(app) == {"Sam Altman is an executive of OpenAI · asserted (1)"}
    click(app, "reset")
    assert len(edges_of(app)) == 3


@pytest.mark.parametrize(
    ("key", "value", "names"),
    [
        ("explore_languages", ["ja"], {"Sam Altman", "OpenAI"}),
        ("explore_languages", ["en"], {"Microsoft", "OpenAI", HOSTILE_NAME, "Rapidus"}),
    ],
)
def test_sources_can_be_chosen(open_view: OpenView, key: str, value: list[str], names: set[str]) -> None:
    app = open_view()
    app.multiselect(key).set_value(value).run()
    assert names_in(app) == names


def test_dates_are_shared_with_other_views(open_view: OpenView) -> None:
    app = open_view(until="2024-01-03")
    assert names_in(app) == {"Microsoft", "OpenAI"}
    assert app.session_state["until"] == "2024-01-03"
    app.session_state["until"] = ""
    app.session_state["since"] = "2024-01-06"
    app.run()
    assert names_in(app) == {HOSTILE_NAME, "Rapidus"}
    assert app.query_params["since"] == "2024-01-06"


@pytest.mark.parametrize(
    ("hops", "nodes"), [("1", {"Microsoft", "OpenAI"}), ("2", {"Microsoft", "OpenAI", "Sam Altman"})]
)
def test_neighbourhood_of_an_entity(open_view: OpenView, hops: str, nodes: set[str]) -> None:
    app = open_view(focus=MICROSOFT, hops=hops)
    assert names_in(app) == nodes
    assert picture_of(app)["focus"] == MICROSOFT
    assert "#### Microsoft" in [one.value for one in app.markdown]


def test_what_was_found_in_the_search_box_becomes_the_focus(open_view: OpenView) -> None:
    app = open_view()
    app.session_state["focus"] = MICROSOFT
    app.run()
    assert names_in(app) == {"Microsoft", "OpenAI"}
    assert app.query_params["focus"] == MICROSOFT
    click(app, "everything")
    assert len(names_in(app)) == 5
    assert app.session_state["focus"] is None


def test_expanding_adds_neighbours_and_moves_nobody(open_view: OpenView) -> None:
    app = open_view(focus=MICROSOFT, chosen=OPENAI)
    before = places_in(app)
    assert "Add 1 of 1 neighbours" in app.button("explore_expand").label
    click(app, "expand")
    after = places_in(app)
    assert after.keys() - before.keys() == {"Sam Altman"}
    assert {name: after[name] for name in before} == before
    assert app.query_params["steps"] == f"e*{OPENAI}*12"


def test_what_is_stated_and_denied_stands_side_by_side(open_view: OpenView, tmp_path: Path) -> None:
    alpha = ("Alpha Corp", Entity("x-alpha", EntityType.ORGANIZATION, {"en": "Alpha Corp"}))
    beta = ("Beta Corp", Entity("x-beta", EntityType.ORGANIZATION, {"en": "Beta Corp"}))
    told = read(1, "Alpha Corp acquires Beta Corp.", alpha, "acquires", "acquires", beta)
    denied = read(2, "Alpha Corp does not buy Beta Corp.", alpha, "acquires", "buy", beta, Status.DENIED)
    sued = read(3, "Alpha Corp sued Beta Corp.", alpha, "sues", "sued", beta)
    store = write_store(tmp_path / "denied", [told, denied, sued])
    shown = text_of(open_view(store=store, chosen="x-alpha~acquires~x-beta~asserted"))
    assert shown.count("does not") == shown.count(">acquires</mark>") == shown.count(">sued</mark>") == 1
    assert "contradict" in shown.lower()


def test_everything_that_was_done_can_be_undone(open_view: OpenView) -> None:
    app = open_view(focus=MICROSOFT, chosen=OPENAI)
    assert app.button("explore_undo").disabled
    pictures = [places_in(app)]
    for key in ("expand", "hide"):
        click(app, key)
        pictures.append(places_in(app))
    for before in reversed(pictures[:-1]):
        click(app, "undo")
        assert places_in(app) == before
    assert app.button("explore_undo").disabled


def test_what_is_hidden_is_named_and_comes_back(open_view: OpenView) -> None:
    app = open_view(hidden=MICROSOFT)
    assert "Microsoft" not in names_in(app)
    assert "Hidden: Microsoft" in [one.value for one in app.caption]
    click(app, "show_hidden")
    assert "Microsoft" in names_in(app)


def test_size_follows_the_measure(open_view: OpenView) -> None:
    app = open_view(statuses=ALL_STATUSES)
    sizes = [{row[1]: row[3] for row in picture_of(app)["nodes"]}]
    app.selectbox("explore_measure").set_value("betweenness").run()
    sizes.append({row[1]: row[3] for row in picture_of(app)["nodes"]})
    assert sizes[0] != sizes[1]
    assert all(max(found, key=lambda name: found[name]) == "Microsoft" for found in sizes)


@pytest.mark.parametrize(
    ("lang", "steps"),
    [
        ("en", ["Microsoft invests in OpenAI", "Sam Altman is an executive of OpenAI"]),
        ("ja", ["マイクロソフトがOpenAIに出資する", "サム・アルトマンがOpenAI"]),
    ],
)
def test_a_path_is_told_step_by_step_and_shown(open_view: OpenView, lang: str, steps: list[str]) -> None:
    app = open_view(lang=lang, path_from=MICROSOFT, path_to=ALTMAN)
    app.segmented_control("explore_panel").set_value("paths").run()
    assert all(f"<li>{step}" in text_of(app) for step in steps)
    assert "<mark" not in text_of(app)
    click(app, "path_1")
    assert {row[0] for row in picture_of(app)["nodes"]} == {MICROSOFT, OPENAI, ALTMAN}
    assert INVESTMENT in picture_of(app)["highlighted"]
    assert '">invests</mark>' in text_of(app) and "務めて</mark>" in text_of(app)
    other = open_view(**dict(app.query_params.items()))
    assert picture_of(other) == picture_of(app)
    assert text_of(other) == text_of(app)
    click(app, "path_back")
    assert len(picture_of(app)["nodes"]) == 5


def test_where_no_path_leads_it_is_said(open_view: OpenView) -> None:
    app = open_view(path_from=MICROSOFT, path_to="Q130879")
    app.segmented_control("explore_panel").set_value("paths").run()
    assert "lead from Microsoft to Reuters" in app.info[0].value


def test_the_list_has_every_edge(open_view: OpenView) -> None:
    app = open_view()
    app.segmented_control("explore_panel").set_value("list").run()
    table = app.dataframe[0].value
    assert len(table) == 3
    assert ["Microsoft", "invests in", "OpenAI", "reported"] in table.iloc[:, :4].to_numpy().tolist()


def test_files_of_what_is_seen_are_offered(open_view: OpenView) -> None:
    labels = [one.label for one in open_view().get("download_button")]
    assert labels == [
        "Picture (SVG)",
        "Entities (CSV)",
        "Edges (CSV)",
        "Claims with sentences (CSV)",
        "Network (GraphML)",
        "Claims (RDF, Turtle)",
    ]


def test_hostile_text_is_shown_as_text(open_view: OpenView) -> None:
    app = open_view()
    (hostile,) = [one for one in edges_of(app) if HOSTILE_NAME in one]
    app.selectbox(EDGE).select(hostile).run()
    shown = text_of(app)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **Corp**" in shown
    assert "&lt;img src=x onerror=alert(2)&gt;" in shown
    assert "<script" not in shown and "<img" not in shown
    assert "javascript:" not in shown
    said = [one.value for one in (*app.markdown, *app.caption)] + [one.label for one in app.button]
    # In Markdown every sign of it is escaped.
    assert any(r"\<script\>alert\(1\)\</script\> \*\*Corp\*\*" in one for one in said)
    assert not [one for one in said if re.search(r"(?<!\\)<script", one)]
