"""Who held which role when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.schema import Schema
from kg.timeline import Period


@dataclass(frozen=True, slots=True)
class Role:
    """One role of a person at an organization.

    Attributes:
        other: The id of the other party, seen from the entity.
        period: From when until when.
    """

    other: str
    period: Period


def role_relations(schema: Schema) -> frozenset[str]:
    """The relations that appointments and departures begin and end."""
    return frozenset(
        name.removeprefix("^") for relation in schema.relations.values() for name in (*relation.opens, *relation.closes)
    )


def list_roles(periods: Iterable[Period], entity_id: str, schema: Schema) -> tuple[Role, ...]:
    """The roles among an entity's periods: those that go on first, of these the latest first."""
    wanted = role_relations(schema)
    roles = [
        Role(one.object if one.subject == entity_id else one.subject, one) for one in periods if one.relation in wanted
    ]
    in_order = sorted(roles, key=lambda role: (role.other, role.period))
    latest = sorted(in_order, key=lambda role: role.period.until or role.period.start, reverse=True)
    return tuple(sorted(latest, key=lambda role: bool(role.period.until)))
