"""Python values as RDF literals, and back without loss."""

from __future__ import annotations

import re
from decimal import Decimal

from pyoxigraph import Literal

from kg.model import QualifierValue
from kg.store.namespaces import expand

_INTEGER = expand("xsd:integer")
_DECIMAL = expand("xsd:decimal")
_DOUBLE = expand("xsd:double")
_DATE = expand("xsd:date")

_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


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
    """A full ISO date: engines drop xsd:gYear silently from comparisons with xsd:date."""
    return Literal(day, datatype=_DATE)


def read_value(literal: Literal) -> QualifierValue:
    """The Python value of a literal."""
    if literal.datatype == _INTEGER:
        return int(literal.value)
    if literal.datatype in (_DECIMAL, _DOUBLE):
        return float(literal.value)
    return literal.value
