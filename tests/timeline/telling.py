"""Told things made by hand, and at random."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from kg.model import Stage, Status
from kg.timeline import Period, Told

DAYS = ("", "2023-01-01", "2023-01-02", "2023-06-01", "2024-06-01")
RELATIONS = ("executiveOf", "leaves", "appoints", "dismisses", "acquires", "partnersWith", "raisesFunding")


def tell(
    said: str,
    subject: str,
    relation: str,
    object: str = "",
    *,
    on: str = "",
    until: str = "",
    role: str = "",
    status: Status = Status.ASSERTED,
    stage: Stage | None = None,
    confidence: float = 0.9,
    rejected: bool = False,
    claim: str = "",
) -> Told:
    """What an article of one day (`said`) says, with the day on which the text itself dates it (`on`), if any."""
    name = claim or "/".join(map(str, (said, subject, relation, object, on, until, role, status, stage)))
    day, dated = on or said, bool(on)
    return Told(
        name, subject, relation, object, status, stage, confidence, day, dated, until, said, role, rejected=rejected
    )


def show(period: Period) -> str:
    """A period on a line: "altman ceo ≤2023-11-01–2023-11-17" was first heard of on the first of these days."""
    since = period.start if period.start_known else f"≤{period.start or '?'}"
    return f"{period.subject} {period.role or period.relation} {since}–{period.until}"


def show_all(periods: Iterable[Period], relation: str) -> list[str]:
    """The periods of one relation, in the order of time."""
    return [show(one) for one in sorted(periods, key=lambda one: (one.start, one)) if one.relation == relation]


@st.composite
def tellings(draw: st.DrawFn, ends: tuple[str, ...] = ("a", "b")) -> Told:
    """One claim between two of these ends, in either direction, or of one alone."""
    relation = draw(st.sampled_from(RELATIONS))
    object_ = "" if relation == "raisesFunding" else draw(st.sampled_from(ends))
    said = draw(st.sampled_from(DAYS))
    return tell(
        said,
        draw(st.sampled_from(ends)),
        relation,
        object_,
        on=draw(st.sampled_from(["", "", *DAYS])),
        role=draw(st.sampled_from(["", "ceo", "chair"])) if relation not in RELATIONS[4:] else "",
        status=draw(st.sampled_from([Status.ASSERTED] * 3 + [Status.DENIED, Status.POSSIBLE, Status.PLANNED])),
        stage=draw(st.sampled_from([None, None, *Stage])),
        confidence=draw(st.sampled_from([0.4, 0.9, 0.9])),
        rejected=draw(st.sampled_from([False, False, False, True])),
    )


def told_sets(ends: tuple[str, ...] = ("a", "b"), max_size: int = 10) -> st.SearchStrategy[list[Told]]:
    """Several claims, each of its own."""
    return st.lists(tellings(ends), max_size=max_size, unique_by=lambda one: one.claim)
