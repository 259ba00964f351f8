"""What is told of a topic, kept with it as text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from kg.store.evidence import read_record, write_record
from kg.timeline import Told
from tests.timeline.telling import tell, tellings


@given(tellings())
def test_a_record_is_read_as_it_was_written(told: Told) -> None:
    assert read_record(write_record(told).value) == told


def test_whatever_names_are_like_they_come_back() -> None:
    odd = replace(
        tell("2024-01-01", "a", "acquires", "b"), subject='https://w3id.org/newskg/id/"|\\,日本', role="社長\n"
    )
    assert read_record(write_record(odd).value) == odd
