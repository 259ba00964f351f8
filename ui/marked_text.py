"""A whole text cut where claims mark something in it, so that every stretch is marked the same throughout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Claim, Section, Span

SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text.

    Attributes:
        text: The piece.
        parts: What it is in which claim, as (number of the claim, part), the narrowest first. Parts are "subject",
            "trigger", "object", "attribution" and "sentence".
    """

    text: str
    parts: tuple[tuple[int, str], ...]


def mark_text(text: str, claims: Sequence[Claim], section: Section = Section.TEXT) -> tuple[Stretch, ...]:
    """The text as stretches, which put together are the text again.

    Args:
        text: The text or the title of an article.
        claims: Claims of that article; those of its other section mark nothing.
        section: Which of the two it is.
    """
    spans = [
        (span, number, part)
        for number, claim in enumerate(claims)
        for part, span in claim_parts(claim)
        if span.section is section and span.start < span.end
    ]
    begin, end = defaultdict(list), defaultdict(list)
    for one in spans:
        begin[one[0].start].append(one)
        end[one[0].end].append(one)
    cuts = sorted({0, len(text), *begin, *end})
    running: set[tuple[Span, int, str]] = set()
    found = []
    for start, stop in pairwise(cuts):
        running.difference_update(end[start])
        running.update(begin[start])
        narrowest_first = sorted(running, key=lambda one: (one[0].end - one[0].start, one[1:]))
        found.append(Stretch(text[start:stop], tuple((number, part) for _, number, part in narrowest_first)))
    return tuple(found)


def claim_parts(claim: Claim) -> Iterator[tuple[str, Span]]:
    """What a claim points at in its article, by the name of the part."""
    yield "subject", claim.subject.span
    yield "trigger", claim.trigger
    if claim.object is not None:
        yield "object", claim.object.span
    if claim.attribution is not None:
        yield "attribution", claim.attribution.span
    yield SENTENCE, claim.sentence
