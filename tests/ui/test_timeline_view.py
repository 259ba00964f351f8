"""The timeline view, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Stage, Status
from kg.store.knowledge_base import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, OPENAI
from tests.ui.conftest import OpenView
from tests.ui.sample import RAPIDUS, read, sample_claims, write_store
from tests.ui.test_entity_view import text_of


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            (
                "**Jan 2024**",
                "1 Jan 2024 · **Microsoft invests in OpenAI** · 10 billion USD · 49% :blue-badge[reported] 1 source",
                "5 Jan 2024 · **OpenAI has employees** · 770 people",
                "9 Jan 2024 · **Microsoft acquires Rapidus** :gray-badge[hypothetical]",
                "##### 9 events · All dates",
                "Claims by month, bar chart from Jan 2024 to Jan 2024. In all: asserted 3,",
            ),
        ),
        (
            "ja",
            (
                "**2024年1月**",
                "2024年1月1日 · **マイクロソフトがOpenAIに出資する** · 100億 USD · 49% :blue-badge[伝聞] 出典 1 件",
                "##### 出来事 9 件 · すべての期間",
                "月別の主張の棒グラフ、2024年1月から2024年1月まで。合計：断定 3",
            ),
        ),
    ],
)
def test_events_are_lines_in_time_order(open_view: OpenView, lang: str, expected: tuple[str, ...]) -> None:
    app = open_view("timeline", lang=lang)
    shown = text_of(app).replace("\\", "")
    assert [one for one in expected if one not in shown] == []
    assert len(app.expander) == 9


def test_an_event_opens_to_its_sentence_and_is_read_only_then(open_view: OpenView) -> None:
    app = open_view("timeline")
    assert "<mark" not in text_of(app)
    app.session_state[f"event-{sample_claims()[7].id}"] = True
    app.run()
    assert ">供給</mark>" in text_of(app)


@pytest.mark.parametrize(
    ("link", "phrases"),
    [
        ({"entity": ALTMAN.id}, ["executive of", "leaves", "partners with"]),
        ({"since": "2024-01-08"}, ["acquires Rapidus", "partners with"]),
        ({"since": "2024-01-03", "until": "2024-01-04"}, ["is an executive of", "leaves"]),
        ({"event_relations": "investsIn.hasEmployees"}, ["has employees", "invests in"]),
        ({"event_statuses": "planned.predicted"}, ["partners with", "supplies"]),
        ({"event_relations": "acquires", "order": "oldest"}, ["acquires", "Microsoft acquires"]),
        ({"since": "<b>", "until": "2024", "order": "x", "by": "y", "event_relations": "z", "states": "q"}, [""] * 9),
    ],
)
def test_a_link_says_what_is_shown(open_view: OpenView, link: dict[str, str], phrases: list[str]) -> None:
    labels = [one.label.replace("\\", "") for one in open_view("timeline", **link).expander]
    assert len(labels) == len(phrases)
    assert all(any(phrase in label for label in labels) for phrase in phrases)


def test_the_oldest_come_first_if_asked(open_view: OpenView) -> None:
    app = open_view("timeline")
    newest = [one.label for one in app.expander]
    app.segmented_control("order").set_value("oldest").run()
    assert [one.label for one in app.expander] == newest[::-1]
    assert app.query_params["order"] == "oldest"


def test_the_chart_can_be_by_relation(open_view: OpenView) -> None:
    app = open_view("timeline")
    app.segmented_control("by").set_value("relation").run()
    assert "In all: acquires 2, partners with 2" in text_of(app)


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Choose more dates, relations or statuses"), ("ja", "期間・関係・確かさを広げて")]
)
def test_nothing_found_says_what_to_do(open_view: OpenView, lang: str, told: str) -> None:
    assert told in open_view("timeline", since="2030-01-01", lang=lang).info[0].value


def test_an_unknown_entity_is_said_to_be_unknown(open_view: OpenView) -> None:
    app = open_view("timeline", entity="Q0")
    assert "not in this knowledge base" in app.warning[0].value
    assert len(app.expander) == 9


def test_long_lists_go_by_pages(open_view: OpenView, tmp_path: Path) -> None:
    said = [
        read(
            number,
            f"On day {number} OpenAI sues Microsoft.",
            ("OpenAI", OPENAI),
            "sues",
            "sues",
            ("Microsoft", MICROSOFT),
        )
        for number in range(1, 29)
    ]
    app = open_view("timeline", store=write_store(tmp_path / "store", said))
    assert len(app.expander) == 25 and "1–25 of 28" in [one.value for one in app.caption]
    app.button("events-later").click().run()
    assert len(app.expander) == 3 and "26–28 of 28" in [one.value for one in app.caption]
    app.segmented_control("order").set_value("oldest").run()
    assert "1–25 of 28" in [one.value for one in app.caption]


@pytest.fixture
def deal_store(tmp_path: Path) -> Path:
    """A deal that went through, with two amounts, and one that was blocked."""
    microsoft, openai, rapidus = ("Microsoft", MICROSOFT), ("OpenAI", OPENAI), ("Rapidus", RAPIDUS)
    steps = (
        (1, "may buy", Status.POSSIBLE, Stage.TALKS, openai, None),
        (5, "will buy", Status.PLANNED, Stage.AGREED, openai, 68_700_000_000),
        (9, "bought", Status.ASSERTED, Stage.COMPLETED, openai, 75_400_000_000),
        (10, "announced to buy", Status.PLANNED, Stage.ANNOUNCED, rapidus, None),
        (12, "was kept from buying", Status.ASSERTED, Stage.BLOCKED, rapidus, None),
    )
    return write_store(
        tmp_path / "store",
        [
            read(
                number,
                f"Microsoft {told} {other[0]}.",
                microsoft,
                "acquires",
                told,
                other,
                status,
                stage=stage,
                qualifiers={"amount": amount, "currency": "USD"} if amount else None,
            )
            for number, told, status, stage, other, amount in steps
        ],
    )


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            (
                "<b>Microsoft acquires OpenAI</b>",
                "rumoured 1 Jan 2024",
                "announced 5 Jan 2024",
                "completed 9 Jan 2024",
                "68.7 billion USD (",
                "75.4 billion USD (",
                "blocked 12 Jan 2024",
                "Evidence: 3 sources",
            ),
        ),
        (
            "ja",
            ("観測 2024年1月1日", "発表 2024年1月5日", "完了 2024年1月9日", "687億 USD（", "阻止", "根拠：出典 3 件"),
        ),
    ],
)
def test_deals_are_lives_of_steps(open_view: OpenView, deal_store: Path, lang: str, expected: tuple[str, ...]) -> None:
    shown = text_of(open_view("timeline", store=deal_store, show="deals", lang=lang)).replace("\\", "")
    assert [one for one in expected if one not in shown] == []


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ({"states": "blocked"}, ["Rapidus"]),
        ({"states": "completed"}, ["OpenAI"]),
        ({"until": "2024-01-08"}, ["OpenAI"]),
        ({"entity": RAPIDUS.id}, ["Rapidus"]),
        ({"states": "ended"}, []),
    ],
)
def test_deals_can_be_narrowed(open_view: OpenView, deal_store: Path, link: dict[str, str], shown: list[str]) -> None:
    app = open_view("timeline", store=deal_store, show="deals", **link)
    found = text_of(app)
    assert [name for name in ("OpenAI", "Rapidus") if f"acquires {name}" in found] == shown
    assert bool(app.info) is not bool(shown)


def test_a_deal_opens_to_its_sentences(open_view: OpenView, deal_store: Path) -> None:
    app = open_view("timeline", store=deal_store, show="deals", states="blocked")
    assert "<mark" not in text_of(app)
    with KnowledgeBase.open(deal_store, read_only=True) as knowledge:
        (deal,) = knowledge.deals(state="blocked")
    app.session_state[f"deals-{deal.claims[0]}"] = True
    app.run()
    assert ">was kept from buying</mark>" in text_of(app)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    since=st.sampled_from(["", "2024-01-02"]),
    until=st.sampled_from(["", "2024-01-08"]),
    relations=st.sets(st.sampled_from(["investsIn", "acquires", "leaves"])).map(sorted),
    statuses=st.sets(st.sampled_from(["asserted", "denied"])).map(sorted),
    by=st.sampled_from(["status", "relation"]),
)
def test_a_link_leads_back_to_what_was_chosen(
    open_view: OpenView, since: str, until: str, relations: list[str], statuses: list[str], by: str
) -> None:
    link = {"since": since, "until": until, "by": by}
    link |= {"event_relations": ".".join(relations), "event_statuses": ".".join(statuses)}
    asked = {key: value for key, value in link.items() if value}
    app = open_view("timeline", **asked)
    chosen = {key: value for key, value in app.query_params.items() if key != "lang"}
    assert chosen == {key: value for key, value in asked.items() if (key, value) != ("by", "status")}
