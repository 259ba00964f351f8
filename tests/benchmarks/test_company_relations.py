"""The CORE adapter on pairs of our own, in the form of the data set."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from kg.model import Article, Extraction, Status
from kg.schema import load_schema
from tests.benchmarks import company_relations
from tests.benchmarks.company_relations import (
    RELATIONS,
    SYMMETRIC,
    Pair,
    facts_of,
    is_name,
    join_words,
    measure,
    read_pair,
    read_pairs,
    report,
)
from tests.benchmarks.facts import DATASETS, Fact
from tests.builders import make_claim, make_mention


def make_row(text: str, relation: str, first: str, second: str, *, invert: int = 0, **names: str) -> dict[str, Any]:
    """An object of the data set: words, places counted in words with the last one included, and full names."""
    words = text.split()
    row: dict[str, Any] = {"id": "E1", "relation": relation, "invert_relation": invert, "context": words}
    for end, marked in (("e1", first), ("e2", second)):
        size = len(marked.split())
        start = next(at for at in range(len(words)) if words[at : at + size] == marked.split())
        row |= {f"{end}_start": start, f"{end}_end": start + size - 1, f"{end}_name": names.get(end, marked)}
    return row


def make_pair(relation: str, *, invert: int = 0) -> Pair:
    return read_pair(make_row("Acme Corp. bought all of Bolt .", relation, "Acme Corp.", "Bolt", invert=invert))


# ---- reading


def test_words_become_a_text_in_which_they_are_found() -> None:
    words = "`` Acme '' , which ( in 2020 ) paid $ 3 million , is Bolt 's ."
    pair = read_pair(make_row(words, "undefined", "Acme", "$ 3 million"))
    assert pair.article.text == '"Acme", which (in 2020) paid $3 million, is Bolt\'s.'
    assert [pair.article.text[slice(*end.place)] for end in (pair.subject, pair.object)] == ["Acme", "$3 million"]
    text, places = join_words(words.split())
    assert [text[start:end] for start, end in places] == words.split()


def test_relations_run_as_they_are_called() -> None:
    pair = make_pair("acquired_by", invert=1)
    assert pair.article.text == "Acme Corp. bought all of Bolt."
    assert [pair.article.text[slice(*end.place)] for end in (pair.subject, pair.object)] == ["Bolt", "Acme Corp."]
    assert pair.fact("acquired_by") == Fact("acquired_by", (25, 29), (0, 10))
    straight = make_pair("acquired_by")
    assert straight.fact("acquired_by") == Fact("acquired_by", (0, 10), (25, 29))


@pytest.mark.parametrize("words", ["Acme", "The Guardian", "iPhone", "3M", "its Azure", "Acme's", "Who's Who Ltd."])
def test_names(words: str) -> None:
    assert is_name(words)


@pytest.mark.parametrize("words", ["It", "they", "Its", "It's", "The company", "the company .", "Its parent company"])
def test_what_is_no_name(words: str) -> None:
    assert not is_name(words)


def test_a_title_names_what_the_text_does_not() -> None:
    row = make_row("The company was bought by Bolt .", "acquired_by", "The company", "Bolt", e1="Acme Corp.")
    pair = read_pair(row)
    assert not pair.is_named
    assert (pair.article.title, pair.titled().article.title) == ("", "Acme Corp.")
    assert make_pair("acquired_by").titled().article.title == ""


# ---- what our claims say there


def said(
    subject: str, relation: str, object: str, marked: str, *, text: str = "", status: Status = Status.ASSERTED
) -> set[tuple[str, str, str]]:
    """What a claim says of "Acme" and "Bolt", of which `marked` holds."""
    article = Article("a", text or "Acme is what Bolt is, not Crux.", lang="en")
    pair = read_pair(make_row(article.text.replace(",", " ,"), marked, "Acme", "Bolt"))
    ends = [make_mention(article, one) for one in (subject, object)]
    claim = make_claim(article, ends[0], relation, ends[1], trigger="is what", status=status)
    found = facts_of(Extraction(article, (claim,)), pair)
    return {(one.relation, article.text[slice(*one.subject)], article.text[slice(*one.object)]) for one in found}


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("acquires", ("acquired_by", "Bolt", "Acme")),
        ("subsidiaryOf", ("subsidiary_of", "Acme", "Bolt")),
        ("controls", ("subsidiary_of", "Bolt", "Acme")),
        ("ownsStakeIn", ("shareholder_of", "Acme", "Bolt")),
        ("investsIn", ("shareholder_of", "Acme", "Bolt")),
        ("develops", ("product_or_service_of", "Bolt", "Acme")),
        ("launches", ("product_or_service_of", "Bolt", "Acme")),
        ("supplies", ("client_of", "Bolt", "Acme")),
        ("uses", ("client_of", "Acme", "Bolt")),
        ("listedOn", ("traded_on", "Acme", "Bolt")),
    ],
)
def test_direction(relation: str, expected: tuple[str, str, str]) -> None:
    assert said("Acme", relation, "Bolt", "undefined") == {expected}


@pytest.mark.parametrize("ends", [("Acme", "Bolt"), ("Bolt", "Acme")])
def test_order_does_not_matter_where_relations_have_none(ends: tuple[str, str]) -> None:
    assert said(ends[0], "partnersWith", ends[1], "collaboration") == {("collaboration", "Acme", "Bolt")}


def test_a_brand_may_be_a_product_or_a_subsidiary() -> None:
    assert said("Bolt", "develops", "Acme", "brand_of") == {("brand_of", "Acme", "Bolt")}
    assert said("Acme", "subsidiaryOf", "Bolt", "brand_of") == {("brand_of", "Acme", "Bolt")}


def test_what_says_nothing_there() -> None:
    assert not said("Acme", "acquires", "Crux", "acquired_by")
    assert not said("Acme", "regulates", "Bolt", "regulated_by")
    assert not said("Acme", "acquires", "Bolt", "acquired_by", status=Status.PLANNED)


def test_an_end_counts_where_it_is_named_again() -> None:
    text = "Acme is known, Bolt too. Today Bolt is what Acme is."
    article = Article("a", text, lang="en")
    pair = read_pair(make_row(text.replace(",", " ,"), "collaboration", "Acme", "Bolt"))
    ends = [make_mention(article, one, after="Today") for one in ("Acme", "Bolt")]
    claim = make_claim(article, *(ends[0], "partnersWith", ends[1]), trigger="is what")
    assert facts_of(Extraction(article, (claim,)), pair) == [pair.fact("collaboration")]


def test_every_relation_named_here_is_one() -> None:
    assert company_relations._MEANING.keys() <= load_schema().relations.keys()
    assert {one for relations, _ in company_relations._MEANING.values() for one in relations} == {*RELATIONS}
    assert SYMMETRIC.issubset(RELATIONS)


# ---- all of it

ROWS = [
    make_row("Facebook acquired Instagram in 2012 .", "acquired_by", "Instagram", "Facebook"),
    make_row("Mellanox is a subsidiary of Nvidia .", "acquired_by", "Mellanox", "Nvidia"),
    make_row("It competes with Intel .", "competitor_of", "It", "Intel", e1="Nvidia"),
    make_row("Nvidia has heard of Google .", "undefined", "Nvidia", "Google"),
]


def test_measured_on_pairs_of_our_own(pipelines: None) -> None:
    result = measure(map(read_pair, ROWS))
    assert result.factual.figures("acquired_by") == {"p": 1.0, "r": 0.5, "f1": 0.6667, "tp": 1, "fp": 0, "fn": 1}
    assert result.factual.figures("subsidiary_of")["fp"] == 1
    assert result.factual.figures("competitor_of")["fn"] == 1
    assert result.named.figures("competitor_of")["fn"] == 0
    lines = list(report(result, titled=False))
    assert lines[0] == "CORE, train_dedup.json: what is asserted or reported"
    assert sum(line.startswith("micro") for line in lines) == 3


def test_a_title_is_what_a_pronoun_refers_to(pipelines: None) -> None:
    result = measure(read_pair(row).titled() for row in ROWS)
    assert result.factual.figures("competitor_of")["tp"] == 1
    assert next(report(result, titled=True)).startswith("CORE, train_dedup.json, under the name of ")


def test_without_the_data_set_a_line_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["company_relations", "--datasets", "/nowhere"])
    with pytest.raises(SystemExit) as ended:
        company_relations.main()
    assert ended.value.code == 2
    assert "there is no /nowhere/rel_core.tar.gz" in capsys.readouterr().err


def test_the_data_set_has_what_its_source_says() -> None:
    if not (DATASETS / f"{company_relations.ARCHIVE}.tar.gz").is_file():
        pytest.skip(f"the data sets are not at hand ({DATASETS})")
    pairs = read_pairs(DATASETS)
    assert len(pairs) == 3928
    assert sum(one.relation in RELATIONS for one in pairs) == 3227
    assert all(one.article.text[slice(*end.place)].strip() for one in pairs for end in (one.subject, one.object))
