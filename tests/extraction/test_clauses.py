"""How far an act has come, and acts whose relation says how sure they are."""

from __future__ import annotations

import pytest

from kg.extraction.clauses import settle_stage
from kg.extraction.rules import load_rules
from kg.extraction.status import StatusReader
from kg.model import Stage, Status
from tests.extraction.documents import make_doc, token_of

_OBJ = "Fitbit/Fitbit/PROPN/obj"


@pytest.mark.parametrize(
    ("stage", "relation", "status", "own_word", "settled"),
    [
        (None, "acquires", Status.ASSERTED, False, Stage.COMPLETED),
        (Stage.ENDED, "acquires", Status.REPORTED, False, Stage.COMPLETED),
        (None, "acquires", Status.POSSIBLE, False, None),
        (None, "subsidiaryOf", Status.ASSERTED, False, None),
        (None, "laysOff", Status.PLANNED, True, Stage.ANNOUNCED),
        (None, "laysOff", Status.PLANNED, False, None),
        (Stage.PROPOSED, "acquires", Status.DENIED, False, Stage.PROPOSED),
    ],
)
def test_stage_without_a_cue(
    stage: Stage | None, relation: str, status: Status, own_word: bool, settled: Stage | None
) -> None:
    trigger = token_of(make_doc("en", f"Google/Google/PROPN/nsubj/2 bought/buy/VERB/root/0 {_OBJ}/2"), "bought")
    assert settle_stage(stage, relation, status, trigger, own_word=own_word) is settled


@pytest.mark.parametrize(
    ("relation", "status"), [("acquires", Status.PLANNED), ("partnersWith", Status.ASSERTED)], ids=["deal", "performed"]
)
@pytest.mark.parametrize(
    ("lang", "sentence", "word"),
    [
        (
            "en",
            "Google/Google/PROPN/nsubj/2 announced/announce/VERB/root/0/Tense=Past a/a/DET/det/4 deed/deed/NOUN/obj/2",
            "deed",
        ),
        ("ja", "提携/提携/NOUN/obj/3 を/を/ADP/case/1 発表/発表/VERB/root/0 し/する/AUX/aux/3 た/た/AUX/aux/3", "提携"),
    ],
    ids=["en", "ja"],
)
def test_some_acts_are_done_by_telling(lang: str, sentence: str, word: str, relation: str, status: Status) -> None:
    """An announced merger is still to come, an announced partnership stands."""
    token = token_of(make_doc(lang, sentence), word)
    reading = StatusReader(load_rules(lang)).read(token, token.sent, kind="event", relation=relation)
    assert (reading.status, reading.stage) == (status, Stage.ANNOUNCED), reading.because


def test_what_is_under_way_is_to_come() -> None:
    """ "is buying" is a plan, "is suing" a fact."""
    sentence = f"Google/Google/PROPN/nsubj/3 is/be/AUX/aux/3 buying/buy/VERB/root/0/VerbForm=Part {_OBJ}/3"
    token = token_of(make_doc("en", sentence), "buying")
    reader = StatusReader(load_rules("en"))
    statuses = [reader.read(token, token.sent, kind="event", relation=one).status for one in ("acquires", "sues")]
    assert statuses == [Status.PLANNED, Status.ASSERTED]
