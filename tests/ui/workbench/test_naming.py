"""How the terms of an answer are shown."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity, EntityType
from kg.store.sparql import Cell, QueryResult
from tests.builders import MICROSOFT
from tests.ui.sample import HOSTILE, HOSTILE_NAME
from tests.ui.workbench.test_columns import iri, typed
from ui.snapshot import read_snapshot
from ui.strings import Words
from ui.workbench.columns import read_columns
from ui.workbench.naming import LINKED_NAME, ids_by_name, read_in_language, shower, table_values


def english(text: str) -> Cell:
    return Cell(text, lang="en")


@pytest.mark.parametrize(
    ("cell", "en", "ja"),
    [
        (iri("id", "Q2283"), "Microsoft", "マイクロソフト"),
        (iri("id", HOSTILE.id), HOSTILE_NAME, HOSTILE_NAME),
        (iri("id", "Q0"), "id:Q0", "id:Q0"),
        (iri("kg", "planned"), "planned", "予定"),
        (iri("kg", "investsIn"), "invests in", "に出資する"),
        (iri("kg", "confidence"), "kg:confidence", "kg:confidence"),
        (Cell("urn:x", "iri"), "urn:x", "urn:x"),
        (Cell("b0", "bnode"), "_:b0", "_:b0"),
        (typed("3", "integer"), "3", "3"),
    ],
)
def test_terms_have_their_names(sample_store: Path, cell: Cell, en: str, ja: str) -> None:
    snapshot = read_snapshot(sample_store)
    shown = [shower(snapshot, Words(lang, snapshot.knowledge.schema))(cell) for lang in ("en", "ja")]
    assert shown == [en, ja]


@pytest.mark.parametrize(
    ("name", "cell", "en", "ja"),
    [
        ("relation", english("invests in"), "invests in", "に出資する"),
        ("relation", english("unheard of"), "unheard of", "unheard of"),
        ("relation", iri("kg", "investsIn"), "invests in", "に出資する"),
        ("label", english("invests in"), "invests in", "invests in"),
        ("state", english("announced"), "announced", "発表"),
        ("role", Cell("chair"), "chair", "会長"),
        ("role", Cell("other"), "other", "other"),
        ("other", Cell("chair"), "chair", "chair"),
        ("subject", Cell("Microsoft"), "Microsoft", "マイクロソフト"),
        ("subject", english("Microsoft"), "Microsoft", "Microsoft"),
        ("subject", Cell("マイクロソフト", lang="ja"), "マイクロソフト", "マイクロソフト"),
        ("subject", iri("id", "Q2283"), "Microsoft", "マイクロソフト"),
        ("subject", Cell("nobody"), "nobody", "nobody"),
    ],
)
def test_names_that_packaged_queries_give_are_read_in_the_language(
    sample_store: Path, name: str, cell: Cell, en: str, ja: str
) -> None:
    snapshot = read_snapshot(sample_store)
    columns = read_columns(QueryResult("select", (name,), ((cell,), (None,))), ids_by_name(snapshot.entities.values()))
    for lang, shown in (("en", en), ("ja", ja)):
        words = Words(lang, snapshot.knowledge.schema)
        (column,) = read_in_language(columns, snapshot, words)
        assert column.values == columns[0].values
        told, nothing = column.cells
        assert nothing is None
        assert told is not None
        assert shower(snapshot, words)(told) == shown


def test_a_name_that_several_have_means_none_of_them() -> None:
    apollo = [Entity(id_, EntityType.ORGANIZATION, {"en": "Apollo"}) for id_ in ("a", "b")]
    assert ids_by_name([MICROSOFT, *apollo]) == {"Microsoft": "Q2283", "マイクロソフト": "Q2283", "Apollo": ""}


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_the_table_finds_the_name_in_the_address_of_an_entity(name: str) -> None:
    (column,) = read_columns(QueryResult("select", ("x",), ((iri("id", "Q1"),), (None,))), {})
    address, nothing = table_values(column, lambda _: name)
    assert nothing is None
    assert parse_qs(urlsplit(str(address)).query)["entity"] == ["Q1"]
    found = re.search(LINKED_NAME, str(address))
    assert found is not None
    assert unquote_plus(found[1]) == name
