"""Explore from a link that somebody sent, and over stores that are large, empty, of another version or growing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.link.judgements import Judgement, Verdict
from kg.model import Entity, EntityType, Extraction
from kg.store import KnowledgeBase
from tests.builders import make_article, make_claim, make_mention
from tests.ui.conftest import OpenView
from tests.ui.explore_page import (
    MICROSOFT,
    OPENAI,
    click,
    edges_of,
    name_of,
    names_in,
    picture_of,
)
from tests.ui.sample import read, write_store


def test_a_link_shows_the_same_picture(open_view: OpenView) -> None:
    app = open_view(focus=MICROSOFT, chosen=OPENAI)
    for key in ("expand", "pin", "hide"):
        click(app, key)
    other = open_view(**dict(app.query_params.items()))
    assert picture_of(other) == picture_of(app)
    assert names_in(app) == {"Microsoft", "Sam Altman"}


def test_a_link_with_nonsense_shows_the_default_view(open_view: OpenView) -> None:
    link = {"hops": "9", "relations": "nonsense", "statuses": "x.asserted", "confidence": "high", "steps": "?*?"}
    app = open_view(focus="Q999999", chosen="?", **link)
    assert app.multiselect("explore_statuses").value == ["asserted"]
    assert len(edges_of(app)) == 2
    assert sorted(one.value for one in app.warning) == [
        "This link asks for relations or statuses that are not known here: nonsense, x. They were left out.",
        "This link speaks of an entity, ?, that is not in this knowledge base any more. The rest is shown.",
        "This link speaks of an entity, Q999999, that is not in this knowledge base any more. The rest is shown.",
    ]
    app.run()
    assert "focus" not in app.query_params


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "This link asks for relations or statuses that are not known here: bogus. They were left out."),
        ("ja", "このリンクにある関係または確かさは、ここにはありません（bogus）。除いて表示しています。"),
    ],
)
@pytest.mark.parametrize("asked", ["statuses", "relations"])
def test_a_link_of_nothing_but_unknown_values_shows_what_is_usual(
    open_view: OpenView, asked: str, lang: str, said: str
) -> None:
    app = open_view(**{asked: "bogus", "lang": lang})
    assert [one.value for one in app.warning] == [said]
    assert edges_of(app) == edges_of(open_view(lang=lang)) != []
    assert asked not in app.query_params


@pytest.mark.parametrize(("lang", "said"), [("en", "no claim is left"), ("ja", "主張が残っていません")])
def test_a_link_to_an_edge_without_claims_is_explained(open_view: OpenView, lang: str, said: str) -> None:
    app = open_view(chosen=f"{MICROSOFT}~acquires~Q130879~asserted", lang=lang)
    assert any(said in one.value for one in app.warning)
    assert "chosen" not in app.query_params


def test_a_link_to_what_was_merged_leads_to_what_it_is_now(open_view: OpenView, tmp_path: Path) -> None:
    alpha = ("Alpha Corp", Entity("x-alpha", EntityType.ORGANIZATION, {"en": "Alpha Corp"}))
    alfa = ("Alfa", Entity("x-alfa", EntityType.ORGANIZATION, {"en": "Alfa"}))
    beta = ("Beta Corp", Entity("x-beta", EntityType.ORGANIZATION, {"en": "Beta Corp"}))
    first = read(1, "Alpha Corp acquires Beta Corp.", alpha, "acquires", "acquires", beta)
    second = read(2, "Alfa sued Beta Corp.", alfa, "sues", "sued", beta)
    store = write_store(tmp_path / "merged", [first, second])
    with KnowledgeBase.open(store) as knowledge:
        knowledge.judge(Judgement(Verdict.MERGE, "x-alfa", "x-alpha"))
        kept = knowledge.entity("x-alfa").id
    (gone,) = {"x-alfa", "x-alpha"} - {kept}
    app = open_view(store=store, focus=gone, steps=f"p*{gone}*5*6", chosen=f"{gone}~sues~x-beta~asserted")
    assert app.query_params["focus"] == kept
    assert picture_of(app)["chosen"] == f"{kept}~sues~x-beta~asserted"
    assert [one.value for one in app.warning] == [
        f"What this link calls {gone.replace('-', chr(92) + '-')} has been merged into {name_of(app, kept)}."
    ]


@pytest.mark.parametrize(("lang", "said"), [("en", "500 of 521 entities"), ("ja", "エンティティ 521 件のうち")])
def test_a_large_network_is_cut_and_says_so(open_view: OpenView, tmp_path: Path, lang: str, said: str) -> None:
    names = [f"Spoke{number:03}" for number in range(520)]
    article = make_article(f"Hub acquires {', '.join(names)}.")
    hub = make_mention(article, "Hub")
    spokes = [make_mention(article, name) for name in names]
    claims = [make_claim(article, hub, "acquires", spoke, trigger="acquires") for spoke in spokes]
    app = open_view(store=write_store(tmp_path / "large", [Extraction(article, tuple(claims))]), lang=lang)
    assert len(picture_of(app)["nodes"]) == 500
    assert any(one.value.startswith(said) for one in app.caption)
    app.select_slider("explore_limit").set_value(1000).run()
    assert len(picture_of(app)["nodes"]) == 521


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
