"""Pairs that no rule connects: of fitting types, near, each once."""

from __future__ import annotations

from kg.extraction.fitting import Argument
from kg.extraction.names import Name
from kg.extraction.pairs import pair_up, possible_ends
from kg.model import EntityType
from tests.extraction.documents import make_doc

ORG, PERSON = EntityType.ORGANIZATION, EntityType.PERSON


def argument(start: int, name: str) -> Argument:
    return Argument(start, start + len(name), name, ORG, 1.0, way="pair")


def test_ends_are_names_of_a_wanted_type_on_either_side() -> None:
    doc = make_doc("en", "Google/Google/PROPN/nsubj/2 hired/hire/VERB/root/0 Roe/Roe/PROPN/obj/2")
    names = [Name(0, 6, "Google", ORG, None, "gazetteer"), Name(13, 16, "Roe", PERSON, None, "gazetteer")]
    assert [one.name for one in possible_ends(doc[1], names, (ORG,))] == ["Google"]
    assert [one.name for one in possible_ends(doc[1], names, (ORG, PERSON))] == ["Google", "Roe"]


def test_of_many_names_the_nearest_are_tried() -> None:
    doc = make_doc("ja", "買収/買収/VERB/root/0")
    names = [Name(10 + at, 11 + at, chr(0x30A2 + at), ORG, None, "gazetteer") for at in range(40)]
    found = possible_ends(doc[0], names, (ORG,))
    assert [one.start for one in found] == [one.start for one in names[: len(found)]]
    assert 0 < len(found) < 40


def test_a_symmetric_pair_comes_once_and_nothing_pairs_with_itself() -> None:
    ends = [argument(0, "A"), argument(5, "B"), argument(9, "A")]
    both_ways = {(one.start, other.start) for one, other in pair_up(ends, ends, symmetric=False)}
    assert both_ways == {(0, 5), (5, 0), (5, 9), (9, 5)}
    once = [(one.start, other.start) for one, other in pair_up(ends, ends, symmetric=True)]
    assert once == [(0, 5), (5, 9)]
