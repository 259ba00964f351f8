from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.endpoint.failures import HttpError
from kg.endpoint.formats import GRAPH_OFFERS, HTML, choose, choose_formats

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "format_", "rows", "graph"),
    [
        ("", "", "application/sparql-results+json", "text/turtle"),
        ("*/*", "", "application/sparql-results+json", "text/turtle"),
        ("text/csv", "", "text/csv", None),
        ("text/*", "", "text/xml", "text/turtle"),
        ("text/csv;q=0.5, text/tab-separated-values", "", "text/tab-separated-values", None),
        ("text/csv;q=0, */*;q=0.1", "", "application/sparql-results+json", "text/turtle"),
        ("application/json", "", "application/json", "application/json"),
        ("TEXT/TURTLE ; Q=1", "", None, "text/turtle"),
        ("application/n-triples;q=0.9, application/ld+json;q=0.8", "", None, "application/n-triples"),
        (BROWSER, "", "application/xml", "application/xml"),
        ("text/csv;q=日本, application/rdf+xml", "", None, "application/rdf+xml"),
        (";;;,,,/,a/b/c,text/csv", "", "text/csv", None),
        ("nonsense", "", "application/sparql-results+json", "text/turtle"),
        ("image/png", "csv", "text/csv", None),
        ("image/png", "json", "application/sparql-results+json", "application/ld+json"),
        ("", "XML", "application/sparql-results+xml", "application/rdf+xml"),
        ("", "turtle", None, "text/turtle"),
        ("", "application/n-triples", None, "application/n-triples"),
    ],
)
def test_the_best_that_is_accepted(accept, format_, rows, graph):
    chosen = choose_formats(accept, format_)
    assert (chosen.rows and chosen.rows.media_type, chosen.graph and chosen.graph.media_type) == (rows, graph)


@pytest.mark.parametrize(("accept", "format_"), [("image/png", ""), ("*/*;q=0", ""), ("", "docx"), ("", "日本")])
def test_nothing_fits(accept, format_):
    with pytest.raises(HttpError, match=r"text/csv.*text/turtle") as caught:
        choose_formats(accept, format_)
    assert caught.value.status == 406


@pytest.mark.parametrize(
    ("accept", "name"), [(BROWSER, "html"), ("", "ttl"), ("application/ld+json", "jsonld"), ("text/html;q=0.1", "html")]
)
def test_pages_are_for_browsers(accept, name):
    assert choose(accept, [*GRAPH_OFFERS, HTML]).name == name


def test_texts_say_how_they_are_encoded():
    assert choose("text/csv", [*GRAPH_OFFERS, HTML]) is None
    assert HTML.content_type == "text/html; charset=utf-8"
    assert GRAPH_OFFERS[-1].content_type == "text/xml; charset=utf-8"


@given(st.text(st.sampled_from('texcsv/*;q=.01,- \t日\\"'), max_size=40), st.sampled_from(["", "csv", "日本"]))
def test_whatever_is_accepted_has_an_answer_or_a_refusal(accept, format_):
    try:
        chosen = choose_formats(accept, format_)
    except HttpError as error:
        assert error.status == 406
    else:
        assert chosen.rows or chosen.graph
