"""The entity view, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.link.judgements import Judgement, Verdict
from kg.model import Link, Stage, Status
from kg.store.knowledge_base import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, OPENAI
from tests.ui.conftest import OpenView
from tests.ui.sample import HOSTILE, RAPIDUS, read, sample_claims, sample_extractions, write_store


def text_of(app: AppTest) -> str:
    """Everything that is drawn as HTML or Markdown, and the lines that can be opened."""
    html = [one.proto.body for one in app.get("html")]
    return "\n".join([*html, *(one.value for one in app.markdown), *(one.label for one in app.expander)])


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            (
                '<a href="https://www.wikidata.org/wiki/Q21708200" target="_blank" rel="noopener noreferrer">',
                "organization · ",
                ">5</div>",
                "1 Jan 2024",
                "**has employees**",
                "**770 people** :blue-badge[asserted] 5 Jan 2024 · 1 source",
                "**has executive**",
                "**has investor**",
                "**Microsoft** 10 billion USD · 49% :blue-badge[reported]",
                "**is left by**",
                ":red-badge[denied]",
                "known since 4 Jan 2024",
                "<b>CEO</b>",
                "Microsoft invests in OpenAI",
                "10 billion USD · 49% (",
                "has investor (1), partners with (1)",
                'href="entity?entity=Q2283&amp;lang=en"',
                '<a href="https://news.example/8" target="_blank" rel="noopener noreferrer">Story 8</a>',
                "bar chart from Jan 2024 to Jan 2024. In all: English 4, 日本語 1.",
            ),
        ),
        (
            "ja",
            (
                "組織 · ",
                "2024年1月1日",
                "**〜の従業員数**",
                "**770 人** :blue-badge[断定] 2024年1月5日 · 出典 1 件",
                "**〜の経営幹部は**",
                "**マイクロソフト** 100億 USD · 49% :blue-badge[伝聞]",
                ":red-badge[否定]",
                "2024年1月4日には在任",
                "マイクロソフトがOpenAIに出資する",
                "〜の出資者は (1)",
            ),
        ),
    ],
)
def test_everything_said_of_an_entity_is_shown(open_view: OpenView, lang: str, expected: tuple[str, ...]) -> None:
    shown = text_of(open_view("entity", entity=OPENAI.id, lang=lang)).replace("\\", "")
    assert [one for one in expected if one not in shown] == []


@pytest.mark.parametrize(("lang", "hint"), [("en", "Choose an entity"), ("ja", "エンティティを選ぶと")])
def test_choosing_an_entity_puts_it_in_the_address(open_view: OpenView, lang: str, hint: str) -> None:
    app = open_view("entity", lang=lang)
    assert hint in app.info[0].value
    app.button("offer-Q2283").click().run()
    assert "MSFT" in text_of(app)
    assert app.query_params["entity"] == "Q2283"


def test_a_fact_opens_to_its_sentence_and_is_read_only_then(open_view: OpenView) -> None:
    app = open_view("entity", entity=OPENAI.id)
    assert "<mark" not in text_of(app)
    app.session_state[f"fact-{OPENAI.id}-{sample_claims()[3].id}"] = True
    app.run()
    assert "denied that he would" in text_of(app)
    assert text_of(app).count(">leave</mark>") == 1


def test_facts_can_be_narrowed_to_statuses(open_view: OpenView) -> None:
    app = open_view("entity", entity=OPENAI.id, shown="denied.nonsense")
    assert "**is left by**" in text_of(app) and "**has employees**" not in text_of(app)
    app.pills("shown").set_value(["hypothetical"]).run()
    assert "No claim has one of these statuses." in [one.value for one in app.info]
    assert app.query_params["shown"] == "hypothetical"


def test_an_unknown_entity_is_said_to_be_unknown(open_view: OpenView) -> None:
    app = open_view("entity", entity="Q999<b>")
    assert "no entity Q999 b" in app.warning[0].value


@pytest.mark.parametrize(("lang", "told"), [("en", "now part of this one"), ("ja", "統合されました")])
def test_the_id_of_a_merged_entity_leads_to_what_it_is_now(
    open_view: OpenView, tmp_path: Path, lang: str, told: str
) -> None:
    store = write_store(tmp_path / "store", sample_extractions())
    with KnowledgeBase.open(store) as knowledge:
        knowledge.judge(Judgement(Verdict.MERGE, MICROSOFT.id, RAPIDUS.id))
        kept = knowledge.entity(RAPIDUS.id).id
    old = ({MICROSOFT.id, RAPIDUS.id} - {kept}).pop()
    app = open_view("entity", store=store, entity=old, lang=lang)
    assert told in app.info[0].value
    assert app.query_params["entity"] == kept


@pytest.mark.parametrize(
    ("lang", "told", "decide"),
    [
        (
            "en",
            "and not Rapidus is not sure (articles: 1, score 0.70): its name, which may well mean",
            "Decide in Review",
        ),
        (
            "ja",
            "ラピダスではなくこのエンティティを指すかは確かではありません（記事 1 件、スコア 0.70）：その名称だが",
            "「確認」で判断する",
        ),
    ],
)
def test_a_doubtful_link_is_told(open_view: OpenView, tmp_path: Path, lang: str, told: str, decide: str) -> None:
    doubt = {"score": 0.7, "runner_up": RAPIDUS.id, "why": "its name, which may mean something else"}
    said = read(1, "OpenAI sued Rapidus.", ("OpenAI", OPENAI), "sues", "sued", ("Rapidus", RAPIDUS))
    links = tuple(Link(one.id, **(doubt if one.id == OPENAI.id else {"score": 0.99})) for one in said.entities)
    store = write_store(tmp_path / "store", [replace(said, links=links)])
    app = open_view("entity", store=store, entity=OPENAI.id, lang=lang)
    (warning,) = app.warning
    assert told in warning.value
    (decision,) = [one.proto for one in app.get("page_link") if one.proto.label == decide]
    assert decision.query_string.startswith(f"question=link-{OPENAI.id}-{RAPIDUS.id}")
    assert open_view("entity", store=store, entity=RAPIDUS.id, lang=lang).warning.len == 0


def test_contradictions_are_looked_for_when_asked(open_view: OpenView, tmp_path: Path) -> None:
    altman, openai = ("Sam Altman", ALTMAN), ("OpenAI", OPENAI)
    said = (
        read(1, "Sam Altman leads OpenAI.", altman, "executiveOf", "leads", openai),
        read(2, "Sam Altman does not lead OpenAI.", altman, "executiveOf", "lead", openai, Status.DENIED),
    )
    app = open_view("entity", store=write_store(tmp_path / "store", said), entity=OPENAI.id)
    assert "Stated and denied" not in text_of(app)
    app.button("look-conflicts").click().run()
    assert "**Sam Altman is an executive of OpenAI** · Stated and denied" in text_of(app)
    app.session_state["conflict-0-against"] = True
    app.run()
    assert "does not" in text_of(app) and ">lead</mark>" in text_of(app)


def test_no_contradiction_is_said_too(open_view: OpenView) -> None:
    app = open_view("entity", entity=OPENAI.id, lang="ja")
    app.button("look-conflicts").click().run()
    assert "食い違う主張はありません" in app.info[0].value


def test_long_lists_of_facts_open_in_full(open_view: OpenView, tmp_path: Path) -> None:
    names = ("investsIn", "acquires", "supplies", "sues")
    said = [
        read(number, f"{name} {number}: OpenAI meets Microsoft.", ("OpenAI", OPENAI), "hasEmployees", "meets")
        if name == "sues"
        else read(
            number, f"{name}: OpenAI meets Microsoft.", ("OpenAI", OPENAI), name, "meets", ("Microsoft", MICROSOFT)
        )
        for number, name in enumerate((*names, *["sues"] * 24), 1)
    ]
    said += [
        read(
            number,
            f"Laid off {number}: OpenAI cuts jobs.",
            ("OpenAI", OPENAI),
            "laysOff",
            "cuts",
            stage=Stage.COMPLETED,
        )
        for number in range(1, 29)
    ]
    app = open_view("entity", store=write_store(tmp_path / "store", said), entity=OPENAI.id)
    more = [one for one in app.button if "Show all" in one.label]
    assert [one.label for one in more] == ["Show all 28", "Show all 25"]
    before = len(app.expander)
    more[0].click().run()
    assert len(app.expander) > before
    assert [one.label for one in app.button if "Show all" in one.label] == ["Show all 25"]


def test_hostile_names_are_shown_as_text(open_view: OpenView) -> None:
    app = open_view("entity", entity=HOSTILE.id)
    html = "\n".join(one.proto.body for one in app.get("html"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **Corp**" in html
    assert "<script" not in html and "<img" not in html and "javascript:" not in html
    rapidus = open_view("entity", entity=RAPIDUS.id)
    assert [one.label for one in rapidus.expander if "Corp" in one.label and "**Corp**" in one.label] == []
    assert any(r"\<script\>" in one.label for one in rapidus.expander)
