"""The review view on a real store that it changes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from typer.testing import CliRunner

from kg.cli import app as command
from kg.model import Extraction, Status
from kg.store import Judgement, KnowledgeBase, Verdict, read_judgements
from tests.builders import MICROSOFT, NVIDIA, OPENAI, simple_extraction
from tests.store.startups import KORDEO, KORDIA_JA, minted_extraction
from tests.ui.conftest import OpenView
from tests.ui.sample import write_store

PAIR = tuple(sorted((KORDEO.id, KORDIA_JA.id)))


def contradiction() -> list[Extraction]:
    """That Microsoft acquires OpenAI, and that it does not."""
    return [
        simple_extraction(MICROSOFT, "partnersWith", OPENAI, id="yes", text="yes", published="2024-01-02"),
        simple_extraction(
            MICROSOFT, "partnersWith", OPENAI, id="no", text="no", published="2024-01-02", status=Status.DENIED
        ),
    ]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return write_store(
        tmp_path / "store",
        [
            minted_extraction(NVIDIA, "acquires", KORDIA_JA, lang="ja", id="ja"),
            minted_extraction(MICROSOFT, "investsIn", KORDEO, lang="en", id="en"),
            *contradiction(),
        ],
    )


def opened(open_view: OpenView, store: Path, lang: str = "en", **link: str) -> AppTest:
    app = open_view("review", store=store, lang=lang, **link)
    if "reviewer" in [one.key for one in app.text_input]:
        app.text_input("reviewer").set_value("Mari").run()
    return app


def judgements(store: Path) -> list[Judgement]:
    with KnowledgeBase.open(store, read_only=True) as knowledge:
        return knowledge.judgements()


def subheader(app: AppTest) -> str:
    return str(app.subheader[0].value)


def button(app: AppTest, start: str) -> Button:
    """The button whose key begins so."""
    return next(one for one in app.button if (one.key or "").startswith(start))


def html(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


@pytest.mark.parametrize(
    ("lang", "same", "contradicts", "position"),
    [
        ("en", "Are these one and the same?", "One side states it", "1 of 2"),
        ("ja", "この二つは同じものですか？", "一方は事実とし", "2 件中 1 件目"),
    ],
)
def test_questions_come_one_after_the_other(
    open_view: OpenView, store: Path, lang: str, same: str, contradicts: str, position: str
) -> None:
    app = opened(open_view, store, lang)
    assert subheader(app) == same
    assert position in [one.value for one in app.caption]
    shown = html(app)
    assert "Kordeo" in shown and "コルディア" in shown and KORDEO.id in shown
    button(app, "skip").click().run()
    assert subheader(app).startswith(contradicts)
    button(app, "skip").click().run()
    assert subheader(app) == same
    assert judgements(store) == []


@pytest.mark.parametrize(("key", "verdict"), [("Y", Verdict.MERGE), ("N", Verdict.SPLIT)])
def test_a_verdict_is_written_takes_effect_and_can_be_taken_back(
    open_view: OpenView, store: Path, key: str, verdict: Verdict
) -> None:
    app = opened(open_view, store)
    button(app, f"verdict-{key}").click().run()
    assert not app.error
    (made,) = judgements(store)
    assert (made.verdict, made.pair, made.who) == (verdict, PAIR, "Mari")
    assert made.when.endswith("+00:00")
    # The next question is there at once.
    assert subheader(app).startswith("One side states it")
    shown = CliRunner().invoke(command, ["show", "Kordeo", "--store", str(store)]).stdout
    assert ("コルディア" in shown) is (verdict is Verdict.MERGE)
    button(app, "undo").click().run()
    assert judgements(store) == []
    assert subheader(app) == "Are these one and the same?"
    assert button(app, "undo").disabled
    shown = CliRunner().invoke(command, ["show", "Kordeo", "--store", str(store)]).stdout
    assert "コルディア" not in shown


@pytest.mark.parametrize(("key", "rejected"), [("1", "yes"), ("2", "no")])
def test_one_side_of_a_contradiction_is_rejected(open_view: OpenView, store: Path, key: str, rejected: str) -> None:
    app = opened(open_view, store)
    button(app, "skip").click().run()
    button(app, f"verdict-{key}").click().run()
    with KnowledgeBase.open(store, read_only=True) as knowledge:
        (claim,) = knowledge.claims(ids=knowledge.rejected(), rejected=True)
        assert claim.article == rejected
        assert knowledge.conflicts() == []
    assert subheader(app) == "Are these one and the same?"
    button(app, "undo").click().run()
    with KnowledgeBase.open(store, read_only=True) as knowledge:
        assert knowledge.rejected() == frozenset()


def test_who_gives_no_name_decides_nothing(open_view: OpenView, store: Path) -> None:
    app = open_view("review", store=store, lang="en")
    assert button(app, "verdict-Y").disabled
    assert "Enter your name above to decide." in [one.value for one in app.caption]


@pytest.mark.parametrize(("lang", "why"), [("en", "This dashboard only shows"), ("ja", "閲覧専用")])
def test_where_nobody_may_write_the_questions_are_shown_and_why(
    open_view: OpenView, store: Path, monkeypatch: pytest.MonkeyPatch, lang: str, why: str
) -> None:
    monkeypatch.setenv("KG_READ_ONLY", "1")
    for task in ("questions", "correct", "history"):
        app = open_view("review", store=store, lang=lang, task=task)
        assert why in app.info[0].value
        assert all((one.key or "").startswith("skip") for one in app.button)
    assert not app.text_input


def test_while_another_program_writes_nothing_is_lost(
    open_view: OpenView, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.writing.PATIENCE", 0.2)
    app = opened(open_view, store)
    with KnowledgeBase.open(store):
        button(app, "verdict-Y").click().run()
        assert "another program is writing" in app.error[0].value
        assert subheader(app) == "Are these one and the same?"
    button(app, "verdict-Y").click().run()
    assert not app.error
    assert len(judgements(store)) == 1


def test_a_writer_that_is_done_soon_is_waited_for(open_view: OpenView, store: Path) -> None:
    app = opened(open_view, store)
    other = KnowledgeBase.open(store)
    timer = threading.Timer(0.5, other.close)
    timer.start()
    button(app, "verdict-Y").click().run()
    timer.join()
    assert not app.error
    assert len(judgements(store)) == 1


def test_what_somebody_else_decided_meanwhile_is_not_asked_again(open_view: OpenView, store: Path) -> None:
    app = opened(open_view, store)
    button(app, "skip").click().run()
    with KnowledgeBase.open(store) as knowledge:
        knowledge.judge(Judgement(Verdict.SPLIT, *PAIR, who="Ken"))
    button(app, "skip").click().run()
    assert subheader(app).startswith("One side states it")


def test_an_entity_is_corrected_by_hand(open_view: OpenView, store: Path) -> None:
    app = opened(open_view, store, task="correct", correct=KORDEO.id)
    app.text_input(f"name-{KORDEO.id}").set_value("Kordeo Inc").run()
    app.button("correct-rename").click().run()
    app.selectbox(f"type-{KORDEO.id}").set_value("Product").run()
    app.button("correct-retype").click().run()
    app.session_state["correct-other"] = KORDIA_JA.id
    app.run()
    app.button("correct-merge").click().run()
    assert not app.error and not app.exception
    assert [one.verdict for one in judgements(store)] == [Verdict.RENAME, Verdict.RETYPE, Verdict.MERGE]
    with KnowledgeBase.open(store, read_only=True) as knowledge:
        entity = knowledge.entity(KORDEO.id)
    assert entity.label("en") == "Kordeo Inc"
    assert str(entity.type) == "Product"
    assert {"Kordeo", "コルディア"} <= set(entity.names)


@pytest.mark.parametrize(("lang", "merged"), [("en", "one"), ("ja", "統合")])
def test_the_history_lists_judgements_and_takes_in_a_file(
    open_view: OpenView, store: Path, lang: str, merged: str
) -> None:
    with KnowledgeBase.open(store) as knowledge:
        knowledge.judge(Judgement(Verdict.MERGE, *PAIR, who="Ken", when="2024-05-06T07:08:09+00:00"))
    app = opened(open_view, store, lang, task="history")
    table = app.dataframe[0].value
    assert table.iloc[0, 0] == merged
    assert list(table.iloc[0, 3:]) == ["Ken", "2024-05-06T07:08:09+00:00"]


@pytest.mark.parametrize(("lang", "shown"), [("en", "Denso"), ("ja", "デンソー")])
def test_known_things_that_no_article_speaks_of_have_names_in_the_history(
    open_view: OpenView, store: Path, lang: str, shown: str
) -> None:
    with KnowledgeBase.open(store) as knowledge:
        knowledge.judge(
            Judgement(Verdict.SPLIT, KORDEO.id, "x-b5d48487052d", who="Ken", when="2024-05-06T07:08:09+00:00")
        )
    app = opened(open_view, store, lang, task="history")
    assert shown in list(app.dataframe[0].value.iloc[0])


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_ids_are_shown_without_marks(open_view: OpenView, store: Path, lang: str) -> None:
    app = opened(open_view, store, lang, task="correct", correct=KORDEO.id)
    assert any(one.value.startswith(f"**Kordeo** `{KORDEO.id}` · ") for one in app.markdown), KORDEO.id
    assert "-" in KORDEO.id


def test_a_link_with_nonsense_shows_the_questions(open_view: OpenView, store: Path) -> None:
    app = opened(open_view, store, task="<b>", question="nothing", correct="Q0")
    assert subheader(app) == "Are these one and the same?"


def test_an_empty_list_says_what_comes_here(open_view: OpenView, sample_store: Path) -> None:
    app = open_view("review", store=sample_store, lang="en")
    assert not app.success or "Nothing to decide" in app.success[0].value
    assert app.success or app.subheader


def test_what_is_downloaded_is_what_the_command_line_reads(store: Path, tmp_path: Path) -> None:
    made = Judgement(Verdict.RENAME, KORDEO.id, value="コルデオ", lang="ja", who="Mari")
    with KnowledgeBase.open(store) as knowledge:
        knowledge.judge(made)
    out = tmp_path / "out.jsonl"
    assert (
        CliRunner().invoke(command, ["entities", "judgements", "--out", str(out), "--store", str(store)]).exit_code == 0
    )
    assert list(read_judgements(out.read_text(encoding="utf-8"), "out")) == [made]


def rejection_script() -> None:
    import os

    import streamlit as st

    from kg.schema import load_schema
    from ui.components.judging import offer_rejection
    from ui.strings import Words

    offer_rejection(os.environ["CLAIM"], Words(st.session_state.get("lang", "en"), load_schema()))


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Rejected: it no longer counts."), ("ja", "却下済み：数えられません。")]
)
def test_any_view_can_offer_to_reject_a_claim(
    store: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    with KnowledgeBase.open(store, read_only=True) as knowledge:
        claim = knowledge.claims()[0].id
    monkeypatch.setattr("sys.argv", ["app.py"])
    monkeypatch.setenv("KG_STORE", str(store))
    monkeypatch.setenv("CLAIM", claim)
    app = AppTest.from_function(rejection_script, default_timeout=30)
    app.session_state["lang"] = lang
    app.run()
    assert app.button(f"reject-{claim}").disabled
    app.text_input(f"who-{claim}").set_value("Mari").run()
    app.button(f"reject-{claim}").click().run()
    assert not app.exception and not app.error
    assert [one.value for one in app.caption] == [said]
    assert [(one.about, one.who) for one in judgements(store)] == [(claim, "Mari")]
    app.button(f"restore-{claim}").click().run()
    assert judgements(store) == []
    monkeypatch.setenv("KG_READ_ONLY", "1")
    app.run()
    assert not app.button
