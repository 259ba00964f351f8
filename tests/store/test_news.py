"""What is new since a day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.model import Stage, Status
from kg.schema import load_schema
from kg.store.news import News, find_news
from kg.store.outlines import ClaimOutline

SCHEMA = load_schema()
BEFORE, NOW = "2024-01-10", "2024-02-10"
SINCE = "2024-02-01"


def tell(
    status: Status,
    reported: str,
    *,
    subject: str = "A",
    relation: str = "acquires",
    other: str = "B",
    stage: Stage | None = None,
    confidence: float = 0.9,
) -> ClaimOutline:
    """A claim in an article of its own."""
    name = f"{subject}-{relation}-{other}-{status}-{stage or ''}-{reported}-{confidence}"
    return ClaimOutline(name, name, subject, relation, other, status, stage or "", confidence, reported, reported)


ASSERTED, REPORTED, POSSIBLE, PLANNED = Status.ASSERTED, Status.REPORTED, Status.POSSIBLE, Status.PLANNED
DENIED, HYPOTHETICAL = Status.DENIED, Status.HYPOTHETICAL

LIVES = [
    ([(ASSERTED, NOW)], {"facts": ["fact"]}),
    ([(REPORTED, NOW)], {"facts": ["fact"]}),
    ([(POSSIBLE, NOW)], {"rumours": ["rumour"]}),
    ([(PLANNED, NOW)], {"rumours": ["rumour"]}),
    ([(ASSERTED, NOW, Stage.TALKS)], {"rumours": ["rumour"]}),
    ([(ASSERTED, BEFORE), (ASSERTED, NOW)], {}),
    ([(POSSIBLE, BEFORE), (POSSIBLE, NOW)], {}),
    ([(ASSERTED, BEFORE), (POSSIBLE, NOW)], {}),
    ([(POSSIBLE, NOW), (ASSERTED, NOW)], {"facts": ["fact"]}),
    ([(POSSIBLE, BEFORE), (ASSERTED, NOW)], {"changes": ["confirmed"]}),
    ([(DENIED, BEFORE), (ASSERTED, NOW)], {"changes": ["confirmed"]}),
    ([(POSSIBLE, BEFORE), (DENIED, NOW)], {"changes": ["denied"]}),
    ([(ASSERTED, BEFORE), (DENIED, NOW)], {"changes": ["denied"]}),
    ([(DENIED, BEFORE), (DENIED, NOW)], {}),
    ([(PLANNED, BEFORE), (DENIED, NOW, Stage.CANCELLED)], {"changes": ["cancelled"]}),
    ([(PLANNED, BEFORE), (ASSERTED, NOW, Stage.BLOCKED)], {"changes": ["blocked"]}),
    ([(ASSERTED, BEFORE), (ASSERTED, NOW, Stage.ENDED)], {"changes": ["ended"]}),
    ([(ASSERTED, NOW), (DENIED, NOW)], {"changes": ["denied"], "facts": ["fact"]}),
    ([(HYPOTHETICAL, NOW)], {}),
    ([(ASSERTED, BEFORE)], {}),
]


def kinds(news: News) -> dict[str, list[str]]:
    """The kinds of news in each section that has any."""
    sections = {"changes": news.changes, "facts": news.facts, "rumours": news.rumours}
    return {name: [item.kind for item in items] for name, items in sections.items() if items}


@pytest.mark.parametrize(("told", "expected"), LIVES)
def test_what_counts_as_new(told: list[tuple[Status, str, Stage | None]], expected: dict[str, list[str]]) -> None:
    claims = [tell(status, day, stage=stage[0] if stage else None) for status, day, *stage in told]
    assert kinds(find_news(claims, SCHEMA, SINCE)) == expected


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (NOW, "", True),
        (NOW, NOW, True),
        ("2024-02-11", "", False),
        (BEFORE, "2024-02-09", False),
        ("1900-01-01", "2100-01-01", True),
    ],
)
def test_the_days_themselves_count(since: str, until: str, found: bool) -> None:
    assert bool(find_news([tell(ASSERTED, NOW)], SCHEMA, since, until).facts) is found


@pytest.mark.parametrize("day", ["", "yesterday", "2024", "2024-02", "2024-13-01", "'; DROP"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(QueryError, match="not a date"):
        find_news([], SCHEMA, day)


def test_what_many_articles_tell_comes_first_and_then_who_is_spoken_of_most() -> None:
    twice = [tell(ASSERTED, NOW, subject="X", other="Y", confidence=sure) for sure in (0.8, 0.9)]
    famous = tell(ASSERTED, NOW, subject="Z", other="Famous")
    old = [tell(POSSIBLE, BEFORE, subject=f"O{number}", other="Famous") for number in range(3)]
    news = find_news([tell(ASSERTED, NOW), famous, *old, *twice], SCHEMA, SINCE)
    assert [item.subject for item in news.facts] == ["X", "Z", "A"]
    assert news.facts[0].articles == 2
    assert news.facts[0].claims[0].endswith("0.9")
    assert news.entities[:2] == ("X", "Y")
    assert "Famous" not in news.entities


def test_what_two_do_together_is_one_thing_whichever_comes_first() -> None:
    claims = [
        tell(POSSIBLE, BEFORE, relation="partnersWith"),
        tell(ASSERTED, NOW, relation="partnersWith", subject="B", other="A"),
    ]
    assert kinds(find_news(claims, SCHEMA, SINCE)) == {"changes": ["confirmed"]}


def test_only_what_an_entity_has_to_do_with() -> None:
    claims = [tell(ASSERTED, NOW), tell(ASSERTED, NOW, subject="C", other="D"), tell(ASSERTED, NOW, other="C")]
    news = find_news(claims, SCHEMA, SINCE, about="B")
    assert [(item.subject, item.object) for item in news.facts] == [("A", "B")]
    assert news.entities == ("A",)


def test_doubtful_and_undated_claims_are_left_out() -> None:
    undated = replace(tell(ASSERTED, NOW, other="C"), reported="")
    news = find_news([tell(ASSERTED, NOW, confidence=0.4), undated], SCHEMA, SINCE)
    assert kinds(news) == {}
    assert news.undated == 1


def test_a_cut_list_remembers_how_much_there_was() -> None:
    claims = [tell(ASSERTED, NOW, subject=f"S{number}") for number in range(5)]
    news = find_news(claims, SCHEMA, SINCE).first(2)
    assert (len(news.facts), len(news.entities), len(news.claims)) == (2, 2, 2)
    assert news.counts == {"changes": 0, "facts": 5, "rumours": 0, "entities": 6}


OUTLINES = st.lists(
    st.builds(
        tell,
        st.sampled_from(list(Status)),
        st.sampled_from(["", BEFORE, NOW, "2024-03-01"]),
        subject=st.sampled_from("AB"),
        relation=st.sampled_from(["acquires", "partnersWith"]),
        other=st.sampled_from("BCD"),
        stage=st.sampled_from([None, *Stage]),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(OUTLINES, st.randoms())
def test_it_is_the_same_in_any_order_and_only_of_those_days(claims: list[ClaimOutline], random: object) -> None:
    news = find_news(claims, SCHEMA, SINCE, "2024-02-28")
    shuffled = claims[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert find_news(shuffled, SCHEMA, SINCE, "2024-02-28") == news
    days = {one.id: one.reported for one in claims}
    items = (*news.changes, *news.facts, *news.rumours)
    assert {days[claim] for item in items for claim in item.claims} <= {NOW}
