"""Python values as RDF literals, and back without loss."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal

from kg.model import QualifierValue
from kg.store.namespaces import expand

_INTEGER = expand("xsd:integer")
_DECIMAL = expand("xsd:decimal")
_DOUBLE = expand("xsd:double")
_DATE = expand("xsd:date")

_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PRECISIONS = ("year", "month", "day")


def number_literal(number: float) -> Literal:
    """A number, such that a whole one stays whole and a fraction stays a fraction."""
    if isinstance(number, int):
        return Literal(str(int(number)), datatype=_INTEGER)
    exact = Decimal(repr(number))
    exponent = exact.as_tuple().exponent
    # Oxigraph's decimals have 18 digits on either side of the point.
    if isinstance(exponent, int) and exponent >= -18 and abs(exact) < 10**18:
        return Literal(format(exact, "f"), datatype=_DECIMAL)
    return Literal(repr(number).replace("inf", "INF").replace("nan", "NaN"), datatype=_DOUBLE)


def text_literal(text: str, lang: str = "") -> Literal:
    """A text, with its language where that is known."""
    return Literal(text, language=lang) if _LANG.fullmatch(lang) else Literal(text)


def date_literal(day: str) -> Literal:
    """A full ISO date."""
    return Literal(day, datatype=_DATE)


def read_value(literal: Literal) -> QualifierValue:
    """The Python value of a literal."""
    if literal.datatype == _INTEGER:
        return int(literal.value)
    if literal.datatype in (_DECIMAL, _DOUBLE):
        return float(literal.value)
    return literal.value


def first_day(text: str) -> tuple[str, str] | None:
    """The first day of an ISO year, month or day, and which of the three it is; None if it is no date.

    Engines drop xsd:gYear silently from comparisons with xsd:date, so only full dates are stored.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return first.isoformat(), _PRECISIONS[sum(part is not None for part in (month, day))]
