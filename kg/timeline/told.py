"""As much of a claim as decides on edges, periods and deals."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Stage, Status
from kg.schema import Schema

LEAST_CONFIDENCE = 0.5
"""Claims below it make no edge, period or deal: the level at which other knowledge graphs of news cut, not tuned."""
OPEN_STAGES = frozenset({Stage.TALKS, Stage.PROPOSED})
NEVER = "9999-12-31"
"""Stands for the day of what nobody dated, where it comes after all that is dated."""
CALLED_OFF = frozenset({Stage.CANCELLED, Stage.BLOCKED})
CLOSING_STAGES = CALLED_OFF | {Stage.ENDED}


@dataclass(frozen=True, slots=True)
class Told:
    """What one claim tells of two things, or of one where it has no object.

    Attributes:
        claim: Which claim.
        subject: Who.
        relation: Does what.
        object: To whom; "" where nobody is.
        status: How sure the text is.
        stage: How far it is.
        confidence: How sure the extraction is, 0 to 1.
        day: ISO date from which it holds or on which it happened; "" where nobody knows.
        dated: Whether the text itself gives this day, or else it is the day of publication.
        end: ISO date on which it ended, as the text gives it, or "".
        said: ISO date of publication, or "".
        role: The kind of role ("ceo"), or "".
        rejected: Whether a person rejected the claim.
    """

    claim: str
    subject: str
    relation: str
    object: str
    status: Status
    stage: Stage | None
    confidence: float
    day: str
    dated: bool = False
    end: str = ""
    said: str = ""
    role: str = ""
    rejected: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is to be believed that the text says so."""
        return self.confidence >= LEAST_CONFIDENCE and not self.rejected

    @property
    def supports(self) -> bool:
        """Whether it speaks as a fact for something that is done and not over."""
        is_open_or_over = self.stage in OPEN_STAGES or self.stage in CLOSING_STAGES
        return self.status.is_factual and self.counts and not is_open_or_over

    @property
    def closes(self) -> bool:
        """Whether it says as a fact that it is no more, or was called off."""
        # What is called off is denied ("gave up on buying Figma"); where an end is denied, nothing ended.
        is_told = self.status.is_factual or (self.status is Status.DENIED and self.stage in CALLED_OFF)
        return is_told and self.stage in CLOSING_STAGES and not self.rejected

    def overrules(self, other: Told) -> bool:
        """Whether it ends what the other supports: it is as late or later, or nobody knows which is later."""
        return self.closes and (not self.day or not other.day or self.day >= other.day)


def ordered_ends(subject: str, object_: str, relation: str, schema: Schema) -> tuple[str, str]:
    """Subject and object, in sorted order where the relation is symmetric and there are two."""
    known = schema.relations.get(relation)
    if known is not None and known.symmetric and object_ and object_ < subject:
        return object_, subject
    return subject, object_
