"""Which deals are shown."""

from __future__ import annotations

import pytest

from kg.timeline import Deal, DealState, Step
from tests.ui.outlines import outline
from ui.timeline.lives import MOST_READ, claims_to_read, scale_of, select_deals
from ui.timeline.scale import Scale


def deal(name: str, start: str, last: str, state: DealState = DealState.COMPLETED) -> Deal:
    """A deal of one step."""
    return Deal(name, "acquires", "X", start, last, state, (Step(last, state, "c1"),), ("c1",))


DEALS = [
    deal("A", "2022-01-01", "2023-10-13"),
    deal("B", "2022-09-15", "2023-12-18", DealState.CANCELLED),
    deal("C", "2020-09-13", "2022-02-08", DealState.BLOCKED),
    deal("D", "", "", DealState.RUMOURED),
]


@pytest.mark.parametrize(
    ("states", "since", "until", "names"),
    [
        ((), "", "", "BACD"),
        (("blocked", "cancelled"), "", "", "BC"),
        ((), "2023-11-01", "", "B"),
        ((), "", "2021-12-31", "C"),
        ((), "2022-01-15", "2022-01-20", "AC"),
    ],
)
def test_deals_are_chosen_by_state_and_by_when_they_were_told_of(
    states: tuple[str, ...], since: str, until: str, names: str
) -> None:
    assert [one.subject for one in select_deals(DEALS, states, since, until)] == list(names)


def test_all_lives_lie_on_one_line() -> None:
    assert scale_of(DEALS) == Scale("2020-09-13", "2023-12-18")
    assert scale_of(DEALS[3:]) is None


def test_the_latest_claims_are_read_for_the_amounts() -> None:
    claims = [outline(number, "A", "acquires", "X", day=f"2023-01-{number:02}") for number in range(1, 20)]
    big = Deal("A", "acquires", "X", "", "", DealState.COMPLETED, (), tuple(claim.id for claim in claims[:15]))
    ((told, read),) = claims_to_read([big], {"A": [*claims], "X": claims[:16]})
    assert (len(told), len(read)) == (15, MOST_READ)
    assert read[0].day == "2023-01-15"
