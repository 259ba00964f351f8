"""The sums of money that claims give, without their words: for adding up what many claims say."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg.store.curation import claim_id
from kg.store.engine import Engine
from kg.store.namespaces import kg

Amount = tuple[float, str]
"""How much, and the ISO 4217 code of its currency."""


def read_amounts(store: Engine) -> dict[str, Amount]:
    """The amount of every claim that gives one with its currency, by the claim's id."""
    currencies = _values(store, "currency")
    found = {}
    for node, text in sorted(_values(store, "amount").items()):
        try:
            value = Decimal(text)
        except InvalidOperation:
            continue
        if node in currencies and value.is_finite():
            found[claim_id(node)] = float(value), currencies[node]
    return found


def _values(store: Engine, name: str) -> dict[str, str]:
    quads = store.quads_for_pattern(None, kg(name), None, None)
    return {cast(NamedNode, quad.subject).value: cast(Literal, quad.object).value for quad in quads}
