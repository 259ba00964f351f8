"""Facts of an entity."""

from __future__ import annotations

from tests.ui.sample import sample_claims
from ui.facts import Heading, group_facts

MICROSOFT, OPENAI, ALTMAN = "Q2283", "Q21708200", "Q7407093"


def test_claims_are_grouped_by_relation_direction_and_other_end() -> None:
    claims = sample_claims()
    about = [claims[number] for number in (1, 3, 4, 5, 8)]
    assert group_facts(about, OPENAI, {"partnersWith"}) == {
        Heading("executiveOf", incoming=True): {ALTMAN: (claims[4],)},
        Heading("hasEmployees"): {"": (claims[5],)},
        Heading("investsIn", incoming=True): {MICROSOFT: (claims[1],)},
        Heading("leaves", incoming=True): {ALTMAN: (claims[3],)},
        Heading("partnersWith"): {MICROSOFT: (claims[8],)},
    }
    assert set(group_facts([claims[1]], MICROSOFT)) == {Heading("investsIn")}
