"""What neo4j-admin would make of the files: headers as it reads them, and every end of a relationship a node."""

import csv
import io
import re

import pytest

from kg.network import NEO4J_FILES
from kg.network.neo4j import relationship_type
from tests.builders import (
    ALTMAN,
    HOSTILE_NAMES,
    MICROSOFT,
    OPENAI,
    REUTERS,
    hostile_extraction,
    samples,
    simple_extraction,
    staff_ja,
)
from tests.network.contents import make_contents

FIELD = re.compile(r"(?P<name>[^:]*):(?P<type>[A-Z_]+|[a-z]+(?:\[\])?)(?:\((?P<space>\w+)\))?")
TYPES = {"string", "string[]", "date", "double", "long", "ID", "LABEL", "START_ID", "END_ID", "TYPE"}
NODES = ("entities.csv", "articles.csv", "claims.csv")
CASES = {
    "samples": samples(),
    "one": samples()[:1],
    "without objects": [staff_ja()],
    "symmetric": [simple_extraction(MICROSOFT, "partnersWith", OPENAI, lang="ja")],
    "hostile": [hostile_extraction("en"), hostile_extraction("ja")],
    "nothing": [],
}


def _read(extractions) -> dict[str, tuple[list[re.Match[str]], list[list[str]]]]:
    contents = make_contents(extractions)
    found = {}
    for name, write in NEO4J_FILES.items():
        out = io.BytesIO()
        write(contents, out)
        heading, *rows = csv.reader(io.StringIO(out.getvalue().decode(), newline=""), strict=True)
        found[name] = ([FIELD.fullmatch(field) for field in heading], rows)
    return found


def _column(fields, rows, type_):
    (place,) = [place for place, field in enumerate(fields) if field["type"] == type_]
    return fields[place]["space"], [row[place] for row in rows]


@pytest.mark.parametrize("case", CASES)
def test_headers_and_rows_are_as_the_importer_wants_them(case):
    for name, (fields, rows) in _read(CASES[case]).items():
        assert all(fields), name
        assert {field["type"] for field in fields} <= TYPES
        special = {"ID", "LABEL"} if name in NODES else {"START_ID", "END_ID", "TYPE"}
        assert {field["type"] for field in fields if field["type"].isupper()} == special
        properties = [field["name"] for field in fields if field["name"]]
        assert len(set(properties)) == len(properties)
        assert all(len(row) == len(fields) for row in rows)
        for field, cells in zip(fields, zip(*rows, strict=True), strict=False):
            for cell in filter(None, cells):
                _check(field["type"], cell)


def _check(type_: str, cell: str) -> None:
    if type_ == "double":
        float(cell)
    elif type_ == "long":
        assert -(2**63) <= int(cell) < 2**63
    elif type_ == "date":
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell)


@pytest.mark.parametrize("case", CASES)
def test_every_relationship_leads_from_a_node_to_a_node(case):
    read = _read(CASES[case])
    nodes: dict[str, set[str]] = {}
    for name in NODES:
        space, ids = _column(*read[name], "ID")
        assert len(set(ids)) == len(ids)
        nodes[space] = set(ids)
    for name in set(read) - set(NODES):
        for end in ("START_ID", "END_ID"):
            space, ids = _column(*read[name], end)
            assert set(ids) <= nodes[space], name


def test_claims_with_an_object_are_relationships_and_all_claims_are_nodes():
    read = _read(samples())
    _, types = _column(*read["relations.csv"], "TYPE")
    assert sorted(types) == ["INVESTS_IN", "INVESTS_IN", "PARTNERS_WITH"]
    _, claims = _column(*read["claims.csv"], "ID")
    assert claims == sorted(claim.id for one in samples() for claim in one)
    links = {tuple(row) for row in read["ends.csv"][1]}
    invests = samples()[0].claims[0].id
    assert {(end, role) for claim, end, role in links if claim == invests} == {
        (MICROSOFT.id, "SUBJECT"),
        (OPENAI.id, "OBJECT"),
        (REUTERS.id, "ATTRIBUTED_TO"),
    }
    assert [invests, samples()[0].article.hash, "FROM_ARTICLE"] in read["sources.csv"][1]


def test_a_relationship_has_the_properties_of_its_claim():
    fields, rows = _read(samples())["relations.csv"]
    names = [field["name"] for field in fields]
    by_claim = {row[3]: dict(zip(names, row, strict=True)) for row in rows}
    row = by_claim[samples()[0].claims[0].id]
    assert (row["status"], row["stage"], row["confidence"], row["date"]) == (
        "reported",
        "announced",
        "0.94",
        "2023-01-01",
    )
    assert (row["relation_ja"], row["q_amount"], row["attribution"]) == ("に出資する", "10000000000", "Reuters")


def test_a_node_has_its_names_in_both_languages_and_two_labels():
    fields, rows = _read(samples())["entities.csv"]
    names = [field["name"] or field["type"] for field in fields]
    by_id = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    assert by_id[ALTMAN.id] == {
        "entity": ALTMAN.id,
        "name": "Sam Altman",
        "name_ja": "サム・アルトマン",
        "type": "Person",
        "names": "Sam Altman;アルトマン;サム・アルトマン",
        "LABEL": "Entity;Person",
    }


def test_a_name_with_the_separator_stays_one_name():
    fields, rows = _read([hostile_extraction()])["entities.csv"]
    place = [field["name"] for field in fields].index("names")
    names = {name for row in rows for name in row[place].split(";")}
    assert names == {name.replace(";", "；") for name in HOSTILE_NAMES}


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("investsIn", "INVESTS_IN"), ("sues", "SUES"), ("hasCEO", "HAS_CEO"), ("監査する", "監査する"), ("x", "X")],
)
def test_relationship_types(relation, expected):
    assert relationship_type(relation) == expected
