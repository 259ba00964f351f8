"""Views as links, and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.network import MEASURES
from ui.explore.claim_filter import ClaimFilter
from ui.explore.link import PARAMETERS, read_link, write_link
from ui.explore.view import HOPS, LIMITS, Step, View

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8) | st.sampled_from(
    ["a.b", "50%", "%2E", "a*b", "Q2283", "日本経済新聞", "<script>", "A & B"]
)
IDS = st.just("") | NAMES
SETS = st.frozensets(NAMES, max_size=3)
DAYS = st.just("") | st.dates(date(1900, 1, 1)).map(date.isoformat)
PLACES = st.integers(-1_000_000, 1_000_000)
STEPS = st.builds(Step, st.just("expand"), NAMES, count=st.integers(1, 1000)) | st.builds(
    Step, st.just("pin"), NAMES, x=PLACES, y=PLACES
)
FILTERS = st.builds(
    ClaimFilter,
    relations=SETS,
    statuses=st.frozensets(st.sampled_from(["asserted", "reported", "denied"])),
    confidence=st.integers(0, 100).map(lambda part: part / 100),
    languages=SETS,
    publishers=SETS,
    since=DAYS,
    until=DAYS,
)
VIEWS = st.builds(
    View,
    focus=IDS,
    hops=st.sampled_from(HOPS),
    claims=FILTERS,
    limit=st.sampled_from(LIMITS),
    measure=st.sampled_from(sorted(MEASURES)),
    steps=st.lists(STEPS, max_size=5).map(tuple),
    hidden=st.lists(NAMES, max_size=4, unique=True).map(tuple),
    chosen=IDS,
    path_from=IDS,
    path_to=IDS,
    path=st.integers(0, 9),
)


@given(VIEWS)
def test_a_link_leads_back_to_its_view(view: View) -> None:
    assert read_link(write_link(view)) == view


@given(st.dictionaries(st.sampled_from(sorted(PARAMETERS)), st.text(max_size=20)))
def test_whatever_a_link_says_is_some_view_that_has_a_link(link: dict[str, str]) -> None:
    view = read_link(link)
    assert read_link(write_link(view)) == view


def test_a_fresh_view_needs_no_parameters() -> None:
    assert write_link(View()) == {}


def test_links_are_short() -> None:
    view = View(focus="Q2283", steps=(Step("expand", "Q1", 12), Step("pin", "Q2", x=-5, y=7)), hidden=("Q3", "Q4"))
    assert write_link(view) == {"focus": "Q2283", "steps": "e*Q1*12.p*Q2*-5*7", "hidden": "Q3.Q4"}


@pytest.mark.parametrize(
    "link",
    [
        {"hops": "9", "limit": "1000000", "measure": "nonsense", "confidence": "nan"},
        {"hops": "x", "limit": "", "confidence": "high", "path": "-1"},
        {"since": "2024-13-01", "until": "yesterday"},
        {"steps": "e*Q1*0.p*Q1*1.x*Q1*1.e**5.p*Q1*99999999*1.e*Q1*1e9....*"},
        {"other": "view"},
    ],
)
def test_what_makes_no_sense_is_the_default(link: dict[str, str]) -> None:
    assert read_link(link) == View()


@pytest.mark.parametrize(("said", "confidence"), [("7", 1.0), ("-1", 0.0), ("inf", 1.0), ("0.333", 0.33)])
def test_confidences_are_brought_into_range(said: str, confidence: float) -> None:
    assert read_link({"confidence": said}).claims.confidence == confidence


def test_that_no_status_is_chosen_is_told() -> None:
    link = write_link(View(claims=ClaimFilter(statuses=frozenset())))
    assert link == {"statuses": "none"}
    assert read_link(link).claims.statuses == frozenset()
