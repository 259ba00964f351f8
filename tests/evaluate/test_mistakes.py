"""Every kind of mistake once, and how they are told."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kg.evaluate.mistakes import KINDS, Mistakes
from kg.evaluate.report import format_mistakes
from kg.model import Claim, Stage, Status
from tests.evaluate.hand_made import GOLD, claim, evaluated

INVESTS, LEAVES, COMPETES = (one["sentence"] for one in GOLD["claims"][:3])  # type: ignore[index]


def mistakes(tmp_path: Path, *claims: Claim) -> Mistakes:
    return evaluated(tmp_path, *claims).mistakes


def kinds(found: Mistakes, group: str) -> dict[str, int]:
    return {kind: len(some) for kind, some in found.of_kind(group).items() if some}


def kind_of(found: Mistakes, claim_of_gold: str) -> tuple[str, str]:
    (one,) = [one for one in found.all if one.group == "missed" and one.claim == claim_of_gold]
    return one.kind, one.detail


# ---- claims that were missed


def test_nothing_was_read(tmp_path: Path) -> None:
    """The one employee count has a sentence that names its organisation."""
    found = mistakes(tmp_path)
    assert kinds(found, "missed") == {"nothing_read": 4}
    assert kinds(found, "false") == {}


def test_an_end_that_the_sentence_does_not_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GOLD["claims"][2], "sentence", "It competes with Quux and Acmeon.")  # type: ignore[index]
    assert kind_of(mistakes(tmp_path), "competesWith(Acme, Quux)") == ("ends_apart", "")


def test_a_description_that_gold_lists_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GOLD["claims"][0], "sentence", "OpenAI got money from the company.")  # type: ignore[index]
    assert kind_of(mistakes(tmp_path), "investsIn(Microsoft, OpenAI)")[0] == "nothing_read"


def test_gold_without_sentences_is_looked_up_in_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(GOLD["claims"][2], "sentence")  # type: ignore[attr-defined]
    assert kind_of(mistakes(tmp_path), "competesWith(Acme, Quux)")[0] == "nothing_read"


def test_the_relation_was_read_between_others(tmp_path: Path) -> None:
    found = mistakes(tmp_path, claim("Acme", "competesWith", "OpenAI", sentence=COMPETES))
    assert kind_of(found, "competesWith(Acme, Quux)") == ("other_ends", "read: competesWith(Acme, OpenAI)")


def test_the_same_relation_of_another_sentence_is_no_reason(tmp_path: Path) -> None:
    found = mistakes(tmp_path, claim("Acme", "competesWith", "OpenAI", sentence=INVESTS))
    assert kind_of(found, "competesWith(Acme, Quux)")[0] == "nothing_read"


def test_another_relation_was_read(tmp_path: Path) -> None:
    found = mistakes(tmp_path, claim("Quux", "acquires", "Acme", sentence=COMPETES))
    assert kind_of(found, "competesWith(Acme, Quux)") == ("other_relation", "read: acquires(Quux, Acme)")


# ---- claims that are false


@pytest.mark.parametrize(
    ("false", "kind", "detail"),
    [
        (claim("OpenAI", "investsIn", "Microsoft"), "wrong_direction", "gold: investsIn(Microsoft, OpenAI)"),
        (claim("Microsoft", "acquires", "OpenAI"), "other_relation", "gold: investsIn(Microsoft, OpenAI)"),
        (claim("OpenAI", "acquires", "Microsoft"), "other_relation", "gold: investsIn(Microsoft, OpenAI)"),
        (claim("Acme", "investsIn", "OpenAI"), "wrong_end", "gold: investsIn(Microsoft, OpenAI)"),
        # Of a symmetric relation any end may be the right one, of another one only the end of that place.
        (claim("Quux", "competesWith", "OpenAI"), "wrong_end", "gold: competesWith(Acme, Quux)"),
        (claim("OpenAI", "investsIn", "Quux"), "not_in_gold", ""),
        (claim("Microsoft", "hasEmployees", ""), "not_in_gold", ""),
        (claim("Nobody", "acquires", "Nothing"), "not_in_gold", ""),
    ],
)
def test_false_claims(false: Claim, kind: str, detail: str, tmp_path: Path) -> None:
    found = mistakes(tmp_path, false)
    assert kinds(found, "false") == {kind: 1}
    (one,) = found.of_kind("false")[kind]
    assert (one.detail, one.sentence) == (detail, "M")


# ---- what is wrong with right claims


def test_statuses_are_a_confusion_table(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        claim("Microsoft", "investsIn", "OpenAI", Status.PLANNED, confidence=0.5),
        claim("Microsoft", "investsIn", "OpenAI", Status.DENIED, confidence=0.6),
        claim("Acme", "competesWith", "Quux"),
    )
    assert found.statuses == {("reported", "denied"): 1, ("asserted", "asserted"): 1}
    assert kinds(found, "status") == {"reported → denied": 1}


def test_a_right_status_beside_a_wrong_one_is_right(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path, claim("Acme", "competesWith", "Quux"), claim("Acme", "competesWith", "Quux", Status.DENIED)
    )
    assert found.statuses == {("asserted", "asserted"): 1}


@pytest.mark.parametrize(
    ("stage", "pair"),
    [(Stage.COMPLETED, ("completed", "completed")), (Stage.TALKS, ("completed", "talks")), (None, ("completed", "-"))],
)
def test_stages(stage: Stage | None, pair: tuple[str, str], tmp_path: Path) -> None:
    assert mistakes(tmp_path, claim("Microsoft", "investsIn", "OpenAI", stage=stage)).stages == {pair: 1}


def test_a_stage_that_gold_has_not(tmp_path: Path) -> None:
    found = mistakes(tmp_path, claim("Acme", "competesWith", "Quux", stage=Stage.ENDED))
    assert found.stages == {("-", "ended"): 1}
    assert kinds(found, "stage") == {"- → ended": 1}


def test_qualifiers_by_name(tmp_path: Path) -> None:
    qualifiers = {"amount": 10_000_000_000, "currency": "EUR", "round": "seed"}
    invests = claim("Microsoft", "investsIn", "OpenAI", qualifiers=qualifiers)
    found = mistakes(tmp_path, invests, claim("Acme", "hasEmployees", ""))
    assert found.qualifiers == {
        "amount": Counter(right=1),
        "currency": Counter(wrong=1),
        "round": Counter(extra=1),
        "headcount": Counter(missing=1),
    }
    assert kinds(found, "qualifier") == {"currency wrong": 1, "round extra": 1, "headcount missing": 1}
    (wrong,) = found.of_kind("qualifier")["currency wrong"]
    # "M" is where it was read, which gold's sentence holds: there is nothing more to say of it.
    assert (wrong.detail, wrong.sentence) == ("gold USD, read EUR", INVESTS)


def test_what_was_read_elsewhere_says_where(tmp_path: Path) -> None:
    found = mistakes(tmp_path, claim("Acme", "competesWith", "Quux", Status.DENIED, sentence="Quite elsewhere."))
    (one,) = found.of_kind("status")["asserted → denied"]
    assert one.detail == "read in: Quite elsewhere."


def test_there_are_as_many_mistakes_as_the_scores_say(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, claim("Acme", "acquires", "Quux"), claim("Microsoft", "investsIn", "OpenAI"))
    found, counts = evaluation.mistakes, evaluation.scores.counts
    assert sum(kinds(found, "missed").values()) == counts["fn"]
    assert sum(kinds(found, "false").values()) == counts["fp"]
    assert sum(found.statuses.values()) == counts["status_total"]
    assert sum(count for (gold, got), count in found.statuses.items() if gold == got) == counts["status_right"]
    assert sum(one["right"] for one in found.qualifiers.values()) == counts["qualifier_right"]


# ---- for reading


def test_examples_are_as_many_as_asked_for(tmp_path: Path) -> None:
    found = mistakes(tmp_path, claim("Acme", "acquires", "Quux"))
    counts_only, with_one = format_mistakes(found, 0), format_mistakes(found, 1)
    for words in (words for some in KINDS.values() for words in some.values()):
        assert words in counts_only
    assert LEAVES not in counts_only
    assert with_one.count("\n         a  ") == 2
    assert "acquires(Acme, Quux)  gold: competesWith(Acme, Quux)" in with_one


def test_mistakes_as_json(tmp_path: Path) -> None:
    told = mistakes(tmp_path, claim("Acme", "competesWith", "Quux", Status.DENIED)).as_dict(1)
    assert json.loads(json.dumps(told)) == told
    assert told["missed"]["nothing_read"]["count"] == 3
    assert len(told["missed"]["nothing_read"]["examples"]) == 1
    assert told["status_confusion"] == {"asserted": {"denied": 1}}
    assert told["status"]["asserted → denied"]["examples"][0]["claim"] == "competesWith(Acme, Quux)"
