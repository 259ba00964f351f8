"""Neighbours of an entity."""

from __future__ import annotations

from kg.schema import load_schema
from tests.ui.outlines import outline
from ui.dossier.facts import Heading
from ui.dossier.neighbours import Neighbour, find_neighbours


def test_those_in_the_most_articles_come_first_and_say_how() -> None:
    claims = [
        outline(1, "O", "uses", "N", article="x", day="2024-03-01"),
        outline(2, "O", "partnersWith", "N", article="x"),
        outline(3, "M", "investsIn", "O", article="x"),
        outline(4, "M", "investsIn", "O", article="y", day="2024-02-01"),
        outline(5, "O", "sues", "M", article="y"),
        outline(6, "O", "hasEmployees"),
        outline(7, "O", "competesWith", "O"),
    ]
    assert find_neighbours(claims, "O", load_schema()) == (
        Neighbour("M", 3, 2, ((Heading("investsIn", incoming=True), 2), (Heading("sues"), 1)), "2024-02-01"),
        Neighbour("N", 2, 1, ((Heading("partnersWith"), 1), (Heading("uses"), 1)), "2024-03-01"),
    )
