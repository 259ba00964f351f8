"""When a claim holds, as far as its sentence and its article tell."""

from __future__ import annotations

from kg.model import Claim, Stage
from kg.text.partial_dates import first_day, last_day

_OVER = frozenset({Stage.ENDED, Stage.CANCELLED, Stage.BLOCKED})


def effective_day(claim: Claim, published: str) -> tuple[str, str] | None:
    """The one day for filters by time, and how much of it is known ("day", "month" or "year").

    It is when the thing began or happened if the sentence says so, else when the article was published.
    """
    dates = (claim.qualifiers.get("startDate"), claim.qualifiers.get("eventDate"), published)
    return next((found for found in (first_day(str(one or "")) for one in dates) if found), None)


def lifetime(claim: Claim, published: str) -> tuple[str, str]:
    """The first and the last day of what is claimed, for timelines; "" where a side is open.

    What has ended, was cancelled or was blocked is over on the day that is told of it. An end before the start is none.
    """
    told = effective_day(claim, published)
    start = told[0] if told else ""
    end = last_day(str(claim.qualifiers.get("endDate", ""))) or ""
    if not end and claim.stage in _OVER:
        dates = (claim.qualifiers.get("eventDate"), published)
        end = next((found for found in (last_day(str(one or "")) for one in dates) if found), "")
    return start, end if end >= start else ""
