"""The SPARQL view, in both languages."""

from __future__ import annotations

import pytest

from tests.ui.conftest import OpenView

LABELS = "SELECT ?name WHERE { GRAPH ?g { id:Q2283 rdfs:label ?name } } ORDER BY ?name"


@pytest.mark.parametrize(("lang", "rows"), [("en", "2 rows"), ("ja", "2 行")])
def test_a_written_query_gives_rows(open_view: OpenView, lang: str, rows: str) -> None:
    app = open_view("sparql", mode="free", lang=lang)
    app.text_area("query").set_value(LABELS)
    app.button[0].click().run()
    assert rows in [one.value for one in app.caption]
    assert app.dataframe[0].value["name"].tolist() == ["Microsoft", "マイクロソフト"]
    assert app.query_params["query"] == LABELS


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_query_that_is_offered_first_runs(open_view: OpenView, lang: str) -> None:
    app = open_view("sparql", mode="free", lang=lang)
    assert f'lang(?relation) = "{lang}"' in str(app.text_area("query").value)
    app.button[0].click().run()
    assert len(app.dataframe[0].value) == 3


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT * WHERE { ?s foo }", "not a SPARQL query"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("DROP ALL", "DROP"),
    ],
)
def test_what_is_wrong_is_one_line(open_view: OpenView, query: str, problem: str) -> None:
    app = open_view("sparql", mode="free", query=query)
    app.button[0].click().run()
    assert problem in app.error[0].value
    assert "\n" not in app.error[0].value
    assert not app.dataframe


def test_asking_and_constructing_have_answers_too(open_view: OpenView) -> None:
    app = open_view("sparql", mode="free", query="ASK { ?s a kg:Statement }")
    app.button[0].click().run()
    assert app.code[0].value == "true"
    app.text_area("query").set_value("CONSTRUCT { ?s kg:status ?o } WHERE { ?s kg:status ?o }")
    app.button[0].click().run()
    assert "kg:asserted" in app.code[0].value


def test_rows_past_the_limit_are_said_to_be_left_out(open_view: OpenView) -> None:
    app = open_view("sparql", mode="free", query="SELECT ?a ?b { ?a ?p ?q . ?b ?r ?t } LIMIT 10001")
    app.button[0].click().run()
    assert "first 10,000 of 10,001 rows" in app.warning[0].value
    assert len(app.dataframe[0].value) == 10_000


@pytest.mark.parametrize(("lang", "label"), [("en", "Every sentence that speaks of"), ("ja", "すべての文")])
def test_a_ready_made_question_has_a_form(open_view: OpenView, lang: str, label: str) -> None:
    app = open_view("sparql", question="evidence", lang=lang)
    chosen = app.selectbox("question")
    assert any(label in option for option in chosen.options)
    assert "$subject" in app.code[0].value
    app.button[0].click().run()
    assert app.error
    app.selectbox("evidence-subject").set_value("Q2283")
    app.selectbox("evidence-relation").set_value("investsIn")
    app.button[0].click().run()
    assert app.dataframe[0].value["sentence"].tolist() == ["Microsoft invests $10 billion in OpenAI, Reuters reported."]


def test_an_answer_goes_with_its_question(open_view: OpenView) -> None:
    app = open_view("sparql", question="kingmakers")
    app.button[0].click().run()
    assert len(app.dataframe) == 1
    app.selectbox("question").set_value("rumours").run()
    assert not app.dataframe


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_wrong_parameter_is_one_line(open_view: OpenView, lang: str) -> None:
    app = open_view("sparql", question="as-of", lang=lang)
    app.text_input("as-of-date").set_value("**yesterday**")
    app.button[0].click().run()
    assert "not a date" in app.error[0].value
    assert "**yesterday**" not in app.error[0].value
