"""What is found about the certainty of one act, and the look-up of the cues that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extraction.lemmas import forms_of
from kg.extraction.rules import Cue, Rules
from kg.language.tokens import Token
from kg.model import Stage, Status

_STRENGTH = {status: rank for rank, status in enumerate(Status)}
#: Statuses that leave it open whether.
UNSURE = (Status.PREDICTED, Status.POSSIBLE, Status.HYPOTHETICAL)


def weakest(statuses: Iterable[Status]) -> Status:
    """The weakest of several statuses; asserted where there is none."""
    return max(statuses, key=_STRENGTH.__getitem__, default=Status.ASSERTED)


@dataclass(slots=True)
class Reading:
    """What the walk found.

    Attributes:
        statuses: Every status a cue gave.
        softened: The status of cues that mean something else in somebody's words.
        stage: The stage of the cue nearest to the trigger.
        speaker: The head of who says it, if the sentence names one.
        reported: Whether it is given as somebody's words.
        because: The cues, for explanations.
        order: The statuses from the trigger outwards.
        denier: The word above the act that denied it.
    """

    statuses: list[Status] = field(default_factory=list)
    softened: list[Status] = field(default_factory=list)
    stage: Stage | None = None
    speaker: Token | None = None
    reported: bool = False
    because: list[str] = field(default_factory=list)
    order: list[Status] = field(default_factory=list)
    denier: Token | None = None
    _staged: Status = Status.ASSERTED

    @property
    def status(self) -> Status:
        """The weakest of what was found; asserted where nothing was.

        What is said of a denial holds of the whole: "may scrap its bid" is possible, "if it fails to buy" hypothetical.
        """
        denied = [at for at, one in enumerate(self.order) if one is Status.DENIED]
        outer = [one for one in self.order[denied[-1] + 1 :] if one in UNSURE] if denied else []
        if outer:
            return weakest(outer)
        return weakest([*self.statuses, *self.softened])

    def add(self, status: Status, why: str, *, near: bool = False) -> None:
        """Add a status; a near one is told right at the act, inside all that was found so far."""
        self.statuses.append(status)
        self.order.insert(0 if near else len(self.order), status)
        self.because.append(why)

    def undeny(self, why: str) -> None:
        """Take back the last denial: "has not given up its plan"."""
        if Status.DENIED in self.statuses:
            self.statuses.remove(Status.DENIED)
            self.order.remove(Status.DENIED)
        if self.stage in (Stage.CANCELLED, Stage.BLOCKED):
            self.stage, self._staged = None, Status.ASSERTED
        self.denier = None
        self.because.append(why)

    def take(self, cue: Cue, word: str, where: Token, *, near: bool = False) -> None:
        """Add what a cue says."""
        if cue.status is not None and cue.said is not None:
            if not self.softened or not near:
                self.softened.append(cue.said if self.reported else cue.status)
        elif cue.status is not None:
            self.statuses.append(cue.status)
            self.order.insert(0 if near else len(self.order), cue.status)
        if cue.stage is not None and self._comes_first(cue.stage, cue.status or Status.ASSERTED):
            self.stage, self._staged = cue.stage, cue.status or Status.ASSERTED
        self.because.append(f"{word} ({cue.place} at {where.text}): {cue.status or '-'}/{cue.stage or '-'}")

    def _comes_first(self, stage: Stage, status: Status) -> bool:
        """The stage is that of the cue that decides the status: the blocked bid is blocked, though it was proposed."""
        if self.stage in (None, Stage.ENDED):
            return self.stage is None
        if (self.stage, stage) == (Stage.PROPOSED, Stage.AGREED):
            return True
        return _STRENGTH[status] > _STRENGTH[self._staged]


def take_cues(rules: Rules, place: str, token: Token, at: Token, reading: Reading, *, past: bool | None = None) -> bool:
    """Add what the cues of a place say of a word.

    Args:
        rules: The language's rules.
        place: The place it stands in, as the cue file names it.
        token: The word.
        at: What it stands at, for explanations.
        reading: What is added to.
        past: Whether its content clause is past, for cues that ask.

    Returns:
        Whether there was any cue.
    """
    table = rules.cues.get(place, {})
    cues = next((table[form] for form in forms_of(token) if form in table), ())
    taken = [cue for cue in cues if not cue.tense or past is None or (cue.tense == "past") is past]
    for cue in taken:
        reading.take(cue, token.text, at)
    return bool(taken)


def speech_cues(rules: Rules, verb: Token) -> tuple[Cue, ...]:
    """The cues of a verb of saying; empty for any other word."""
    table = rules.cues.get("speech", {})
    return next((table[form] for form in forms_of(verb) if form in table), ())
