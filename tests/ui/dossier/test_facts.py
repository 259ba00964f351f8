"""Facts of an entity."""

from __future__ import annotations

import pytest

from kg.schema import load_schema
from tests.ui.outlines import outline
from ui.dossier.facts import Heading, facts_a_heading, group_facts, split_evenly

SCHEMA = load_schema()


def test_claims_are_grouped_by_relation_direction_and_other_end() -> None:
    claims = [
        outline(1, "M", "investsIn", "O", day="2023-01-01"),
        outline(2, "M", "investsIn", "O", day="2024-01-01", status="reported"),
        outline(3, "S", "investsIn", "O", day="2023-05-01"),
        outline(4, "A", "executiveOf", "O"),
        outline(5, "O", "acquires", "R"),
    ]
    facts = group_facts(claims, "O", SCHEMA)
    assert {heading: [(fact.other, len(fact.claims)) for fact in found] for heading, found in facts.items()} == {
        Heading("investsIn", incoming=True): [("M", 2), ("S", 1)],
        Heading("acquires"): [("R", 1)],
        Heading("executiveOf", incoming=True): [("A", 1)],
    }
    assert next(iter(facts)) == Heading("investsIn", incoming=True)


def test_the_latest_claim_gives_a_fact_its_status() -> None:
    claims = [
        outline(1, "M", "acquires", "A", day="2022-01-18", status="planned"),
        outline(2, "M", "acquires", "A", day="2023-10-13"),
        outline(3, "M", "acquires", "A", day="", status="possible"),
    ]
    ((fact,),) = group_facts(claims, "M", SCHEMA).values()
    assert (fact.latest.status, fact.latest.day, fact.articles) == ("asserted", "2023-10-13", 3)


def test_a_symmetric_relation_has_no_direction() -> None:
    claims = [outline(1, "M", "partnersWith", "O"), outline(2, "O", "partnersWith", "M")]
    assert list(group_facts(claims, "O", SCHEMA)) == [Heading("partnersWith")]


def test_figures_of_each_day_are_a_fact_of_their_own() -> None:
    claims = [outline(number, "O", "hasEmployees", day=f"202{number}-01-01") for number in (2, 3)]
    (facts,) = group_facts([*claims, outline(9, "O", "hasEmployees", day="2023-01-01")], "O", SCHEMA).values()
    assert [(fact.latest.day, fact.articles) for fact in facts] == [("2023-01-01", 2), ("2022-01-01", 1)]


@pytest.mark.parametrize(
    ("counts", "most", "each"),
    [([3, 1, 1], 10, 3), ([10, 10], 10, 5), ([10, 1, 1], 10, 8), ([5] * 60, 48, 1), ([], 48, 1)],
)
def test_as_many_facts_of_each_relation_as_there_is_room_for(counts: list[int], most: int, each: int) -> None:
    assert facts_a_heading(counts, most) == each


def test_headings_fill_two_columns_of_about_equal_length_in_their_order() -> None:
    headings = [(Heading(name), count) for name, count in (("a", 5), ("b", 2), ("c", 1), ("d", 1), ("e", 1))]
    assert split_evenly(headings) == (
        [Heading("a"), Heading("b")],
        [Heading("c"), Heading("d"), Heading("e")],
    )
    assert split_evenly([]) == ([], [])
