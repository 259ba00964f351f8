"""The SPARQL view, in both languages. The editor itself is tested in a browser."""

from __future__ import annotations

import json
import time
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from kg.store.named_queries import query_names
from tests.ui.conftest import OpenView

LABELS = "SELECT ?name WHERE { GRAPH ?g { id:Q2283 rdfs:label ?name } } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def run(app: AppTest) -> AppTest:
    """Presses the button and waits until the query is over."""
    app.button("run-query").click().run()
    deadline = time.monotonic() + 60
    while app.session_state["query-run-now"] is not None:
        assert time.monotonic() < deadline
        app.run()
    assert not app.exception
    return app


def write(app: AppTest, text: str) -> AppTest:
    """As if it had been typed."""
    app.session_state["query"] = text
    return run(app)


@pytest.mark.parametrize(("lang", "rows"), [("en", "Rows: 2"), ("ja", "2 行")])
def test_a_written_query_gives_rows(open_view: OpenView, lang: str, rows: str) -> None:
    app = run(open_view("sparql", mode="free", lang=lang, query=LABELS))
    assert any(one.value.startswith(rows) for one in app.caption)
    assert ["as=Microsoft" in one for one in app.dataframe[0].value["name"]] == [True, False]
    assert app.query_params["query"] == LABELS


@pytest.mark.parametrize(("lang", "seen"), [("en", "invests in"), ("ja", "に出資する")])
def test_the_query_that_is_offered_first_runs_and_is_read_in_the_language(
    open_view: OpenView, lang: str, seen: str
) -> None:
    app = run(open_view("sparql", mode="free", lang=lang))
    assert list(app.dataframe[0].value.columns) == ["subject", "relation", "object"]
    assert seen in app.dataframe[0].value["relation"].tolist()


@pytest.mark.parametrize(
    ("query", "lang", "problem"),
    [
        ("SELECT * WHERE { ?s foo }", "en", "This is no SPARQL. Look at line 1, column 18"),
        ("SELECT * WHERE { ?s foo }", "ja", "1 行 18 文字目"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "en", "only reads this knowledge base"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "ja", "読み取りだけ"),
        ("DROP ALL", "en", "only reads this knowledge base"),
        ("SELECT * WHERE { ?s nope:y ?o }", "ja", "1 行 21 文字目、「nope:y"),
        (" ", "en", "There is no query yet"),
        (" ", "ja", "クエリがありません"),
    ],
)
def test_what_is_wrong_is_one_line(open_view: OpenView, query: str, lang: str, problem: str) -> None:
    app = run(open_view("sparql", mode="free", query=query, lang=lang))
    assert problem in app.error[0].value.replace("\\", "")
    assert "\n" not in app.error[0].value
    assert not app.dataframe


@pytest.mark.parametrize(("lang", "yes", "no"), [("en", "Yes", "No"), ("ja", "はい", "いいえ")])
def test_asking_has_an_answer(open_view: OpenView, lang: str, yes: str, no: str) -> None:
    app = run(open_view("sparql", mode="free", query="ASK { ?s a kg:Statement }", lang=lang))
    assert app.metric[0].value == yes
    assert write(app, "ASK { kg:x kg:x kg:x }").metric[0].value == no


def test_a_graph_is_triples_turtle_and_a_network(open_view: OpenView) -> None:
    query = "CONSTRUCT { ?s kg:investsIn ?o ; kg:status 'x' } WHERE { ?s kg:investsIn ?o }"
    app = run(open_view("sparql", mode="free", query=query))
    assert list(app.dataframe[0].value.columns) == ["subject", "predicate", "object"]
    look = app.segmented_control("look")
    assert look.options == ["Table", "Network", "Columns", "Text"]
    look.set_value("raw").run()
    assert "kg:investsIn" in app.code[0].value + app.code[-1].value
    look.set_value("network").run()
    assert not app.exception
    assert not app.error


def test_rows_past_the_limit_are_said_to_be_left_out(open_view: OpenView) -> None:
    app = run(open_view("sparql", mode="free", query="SELECT ?a ?b { ?a ?p ?q . ?b ?r ?t } LIMIT 10001"))
    assert "first 10,000 of 10,001" in app.warning[0].value
    assert len(app.dataframe[0].value) == 10_000


@pytest.mark.parametrize(("lang", "label"), [("en", "What held on a given day"), ("ja", "ある日に成り立っていたこと")])
def test_a_new_visitor_sees_all_questions(open_view: OpenView, lang: str, label: str) -> None:
    app = open_view("sparql", lang=lang)
    assert len([one for one in app.button if one.key and one.key.startswith("choose-")]) == len(query_names())
    assert any(label in one.value for one in app.markdown)
    app.button("choose-as-of").click().run()
    assert app.date_input("p_date-day").value is None
    assert app.query_params["question"] == "as-of"


@pytest.mark.parametrize(("lang", "missing"), [("en", "Fill in: Entity"), ("ja", "入力してください：エンティティ")])
def test_a_question_has_a_form(open_view: OpenView, lang: str, missing: str) -> None:
    app = run(open_view("sparql", question="evidence", lang=lang))
    assert missing in app.error[0].value.replace("\\", "")
    app.session_state["p_subject"] = "Q2283"
    app.selectbox("p_relation").set_value("investsIn")
    run(app)
    assert app.dataframe[0].value["sentence"].tolist() == ["Microsoft invests $10 billion in OpenAI, Reuters reported."]
    assert (app.query_params["p_subject"], app.query_params["p_relation"]) == ("Q2283", "investsIn")


def test_a_link_fills_the_form_and_what_makes_no_sense_in_it_is_left_open(open_view: OpenView) -> None:
    link = {"question": "as-of", "p_date": "2024-06-30", "p_about": "Q2283", "seconds": "5.0"}
    app = open_view("sparql", **link)
    assert app.date_input("p_date-day").value.isoformat() == "2024-06-30"
    assert (app.session_state["p_about"], app.selectbox("seconds").value) == ("Q2283", 5.0)
    app = open_view(
        "sparql", question="as-of", p_date="**yesterday**", p_relation="loves", seconds="9e9", p_about="<b>"
    )
    assert app.date_input("p_date-day").value is None
    assert (app.session_state["p_about"], app.session_state["p_relation"]) == (None, None)
    assert app.selectbox("seconds").value == 60.0
    assert not app.exception
    assert open_view("sparql", question="no-such", mode="no-such").button("choose-as-of")


def test_a_value_that_does_not_fit_is_told_and_never_becomes_sparql(open_view: OpenView) -> None:
    app = open_view("sparql", question="kingmakers", p_limit="5 } #")
    run(app)
    assert "not a whole number" in app.error[0].value
    app.text_input("p_limit").set_value("1").run()
    assert len(run(app).dataframe[0].value) == 1


def test_a_question_opens_in_the_editor_with_its_values(open_view: OpenView) -> None:
    app = open_view("sparql", question="evidence", p_subject="Q2283")
    next(one for one in app.button if one.label == "Open in the editor").click().run()
    assert app.segmented_control("mode").value == "free"
    assert "<https://w3id.org/newskg/id/Q2283>" in app.session_state["query"]
    assert "?st rdf:subject $subject" not in app.session_state["query"]
    assert len(run(app).dataframe[0].value) == 4


def test_an_answer_goes_with_its_question(open_view: OpenView) -> None:
    app = run(open_view("sparql", question="kingmakers"))
    assert len(app.dataframe) == 1
    app.session_state["question"] = "rumours"
    assert not app.run().dataframe


@pytest.mark.parametrize(
    ("lang", "labels", "row"),
    [
        ("en", ["investor", "investee"], ["Microsoft", "OpenAI"]),
        ("ja", ["出資者", "出資先"], ["マイクロソフト", "OpenAI"]),
    ],
)
def test_the_answer_to_a_ready_made_question_is_in_the_language(
    open_view: OpenView, lang: str, labels: list[str], row: list[str]
) -> None:
    app = run(open_view("sparql", question="who-invests-in-whom", lang=lang))
    (table,) = app.dataframe
    assert list(table.value.columns) == ["investor", "investee", "articles", "first", "last"]
    told = json.loads(table.proto.columns)
    assert [told[name]["label"] for name in ("investor", "investee")] == labels
    for name, address in zip(row, table.value.iloc[0][:2], strict=True):
        assert f"as={quote(name)}&" in address


def test_numbers_can_be_a_chart_and_columns_have_an_overview(open_view: OpenView) -> None:
    app = run(open_view("sparql", question="kingmakers"))
    assert app.segmented_control("look").options == ["Table", "Chart", "Columns", "Text"]
    app.segmented_control("look").set_value("columns").run()
    overview = app.dataframe[0].value
    assert overview["Column"].tolist() == ["?name", "?direct", "?withinTwo"]
    assert overview["Holds"].tolist() == ["entities", "numbers", "numbers"]
    app.segmented_control("look").set_value("chart").run()
    assert [app.selectbox("look-label").value, app.selectbox("look-number").value] == ["name", "direct"]
    assert not app.exception


def test_history_brings_a_query_back_and_can_be_emptied(open_view: OpenView) -> None:
    app = run(open_view("sparql", mode="free", query="ASK {}"))
    write(app, "SELECT * { ?s foo }")
    past = [one.label.replace("\\", "") for one in app.button if one.key and one.key.startswith("past-")]
    assert past == ["SELECT * { ?s foo }", "ASK {}"]
    app.button("past-1").click().run()
    assert app.session_state["query"] == "ASK {}"
    next(one for one in app.button if one.label == "Clear").click().run()
    assert not [one for one in app.button if one.key and one.key.startswith("past-")]


def test_the_line_for_a_terminal_and_the_link_hold_the_query(open_view: OpenView) -> None:
    app = open_view("sparql", mode="free", query="ASK { ?s ?p 'it''s' }")
    curl, link = (one.value for one in app.code[:2])
    assert curl.startswith("curl -H 'Accept: text/csv' http")
    assert "query=ASK" in curl
    assert "/query?" in link
    assert "query=ASK+%7B" in link
    app.session_state["query"] = f"ASK {{}} # {'長' * 3000}"
    app.run()
    assert "query" not in app.query_params
    assert any("too long for a link" in one.value for one in app.markdown)


@pytest.mark.parametrize(
    ("lang", "running", "stopped"),
    [("en", "of at most 60 s", "You stopped the query."), ("ja", "上限 60 秒", "クエリを中止しました。")],
)
def test_an_endless_query_is_cancelled(open_view: OpenView, lang: str, running: str, stopped: str) -> None:
    app = open_view("sparql", mode="free", query=ENDLESS, lang=lang)
    app.button("run-query").click().run()
    deadline = time.monotonic() + 60
    while not any(running in one.text for one in app.get("progress")) and time.monotonic() < deadline:
        app.run()
    app.button("cancel-query").click().run()
    assert [one.value for one in app.info] == [stopped]
    assert app.session_state["query-run-now"] is None


def test_an_endless_query_ends_at_the_limit_that_a_visitor_chose(open_view: OpenView) -> None:
    app = run(open_view("sparql", mode="free", query=ENDLESS, seconds="5.0"))
    assert "Stopped at the time limit of 5 s" in app.error[0].value
