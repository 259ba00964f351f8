"""The measure: hand-computed cases, and the same figures as the reference scorer where that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UnreadableFile
from kg.evaluate.claims import evaluate_gold, score_matches
from kg.evaluate.figures import precision_recall
from kg.evaluate.gold_claims import fold, read_gold
from kg.evaluate.matching import match_claims, same_value
from kg.evaluate.report import format_evaluation
from kg.model import Claim, Stage, Status
from kg.pipeline import Settings, extract_articles
from tests.evaluate.floors import GOLD_FILES
from tests.evaluate.hand_made import GOLD, SCHEMA, claim, evaluated

TINY = Path(__file__).parents[1] / "gold" / "tiny.jsonl"
SHARED = Path(__file__).parents[3] / "shared" / "gold"


def figures(tmp_path: Path, *claims: Claim) -> dict[str, Any]:
    return evaluated(tmp_path, *claims).as_dict()


def counts(found: dict[str, Any]) -> tuple[int, int, int]:
    return found["triples"]["tp"], found["triples"]["fp"], found["triples"]["fn"]


def test_nothing_predicted(tmp_path: Path) -> None:
    found = figures(tmp_path)
    assert counts(found) == (0, 0, 4)
    assert (found["triples"]["p"], found["triples"]["r"], found["triples"]["f1"]) == (0.0, 0.0, 0.0)
    assert found["false_assertion_rate"] is None
    assert found["status_accuracy"] is None


def test_by_hand(tmp_path: Path) -> None:
    """Two of four found, one false: P 2/3, R 2/4, F1 4/7; half the statuses, half the qualifiers."""
    found = figures(
        tmp_path,
        claim("the company", "investsIn", "OpenAI", qualifiers={"amount": 9_950_000_000, "currency": "EUR"}),
        claim("Quux", "competesWith", "Acme"),
        claim("Acme", "acquires", "Quux"),
    )
    assert counts(found) == (2, 1, 2)
    assert (found["triples"]["p"], found["triples"]["r"], found["triples"]["f1"]) == (0.6667, 0.5, 0.5714)
    assert found["status_accuracy"] == 0.5
    assert found["qualifier_recall"] == 0.5
    assert found["stage_recall"] == 0.0
    # Asserted of what is only reported is no false assertion; asserted of what nobody said is.
    assert found["false_assertion_rate"] == 0.3333
    assert found["relations"]["competesWith"]["f1"] == 1.0
    assert found["relations"]["leaves"]["fn"] == 1


def test_asserting_a_plan_is_a_false_assertion(tmp_path: Path) -> None:
    assert figures(tmp_path, claim("Jane Roe", "leaves", "Acme"))["false_assertion_rate"] == 1.0
    assert figures(tmp_path, claim("Jane Roe", "leaves", "Acme", Status.PLANNED))["false_assertion_rate"] is None


def test_dismissing_and_leaving_are_one_event(tmp_path: Path) -> None:
    assert counts(figures(tmp_path, claim("Acme", "dismisses", "Jane Roe"))) == (1, 0, 3)
    assert counts(figures(tmp_path, claim("Jane Roe", "dismisses", "Acme"))) == (0, 1, 4)


def test_direction_counts_unless_symmetric(tmp_path: Path) -> None:
    assert counts(figures(tmp_path, claim("OpenAI", "investsIn", "Microsoft"))) == (0, 1, 4)
    assert counts(figures(tmp_path, claim("Quux", "competesWith", "Acme"))) == (1, 0, 3)


def test_a_unary_relation_has_no_object(tmp_path: Path) -> None:
    assert counts(figures(tmp_path, claim("Acme", "hasEmployees", "Quux"))) == (1, 0, 3)


def test_one_triple_counts_once(tmp_path: Path) -> None:
    twice = [claim(one, "investsIn", "OpenAI") for one in ("Microsoft", "Microsoft Corp.")]
    assert counts(figures(tmp_path, *twice)) == (1, 0, 3)


def test_stage(tmp_path: Path) -> None:
    right = claim("Microsoft", "investsIn", "OpenAI", Status.REPORTED, stage=Stage.COMPLETED)
    assert figures(tmp_path, right)["stage_recall"] == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Acme Corp.", "acme corp"),
        ("ＯｐｅｎＡＩ", "OpenAI"),
        ("Open AI", "OpenAI"),
        ("サム・アルトマン", "サムアルトマン"),
        ("ｵｰﾌﾟﾝAI", "オープンAI"),
    ],
)
def test_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (100, 100, True),
        (100, 100.9, True),
        (100, 102, False),
        (0.49, "0.49", True),
        (100, "many", False),
        (100, None, False),
        ("2023", "2023-01-24", True),
        ("2023-01-24", "2023", False),
        ("CEO", "ceo", True),
        ("CEO", "CFO", False),
    ],
)
def test_same_value(gold: str | float, predicted: str | float | None, same: bool) -> None:
    assert same_value(gold, predicted) is same


def test_precision_recall() -> None:
    assert precision_recall({"tp": 3, "fp": 1, "fn": 2}) == {
        "p": 0.75,
        "r": 0.6,
        "f1": 0.6667,
        "tp": 3,
        "fp": 1,
        "fn": 2,
    }


@pytest.mark.parametrize(
    "text", ["{broken", '{"id": "a"}', "[]", '{"id": "a", "lang": "en", "text": "x", "entities": {}, "claims": [{}]}']
)
def test_what_is_no_gold_is_one_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_gold(file, SCHEMA)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("relation", "befriends", "no relation 'befriends' in the schema"),
        ("relation", ["investsIn"], "not a gold file"),
        ("status", "certain", "no status 'certain'; there are asserted, reported"),
        ("stage", "halfway", "no stage 'halfway'; there are talks"),
    ],
)
def test_gold_that_names_what_no_schema_has_is_one_line(field: str, value: Any, says: str, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    wrong = {**GOLD, "claims": [{**GOLD["claims"][0], field: value}]}  # type: ignore[dict-item, index]
    file.write_text(f"{json.dumps(GOLD)}\n\n{json.dumps(wrong)}\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=says) as caught:
        read_gold(file, SCHEMA)
    assert str(caught.value).startswith(f"{file}:3: ")
    assert "\n" not in str(caught.value)


def test_gold_may_hold_what_python_takes_for_the_end_of_a_line(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    line = json.dumps({**GOLD, "text": f"{GOLD['text']}\u2028"}, ensure_ascii=False)
    file.write_text(f"{line}\n", encoding="utf-8")
    assert [one.article.text[-1] for one in read_gold(file, SCHEMA)] == ["\u2028"]


def test_plain_sentences(pipelines: None) -> None:
    evaluation = evaluate_gold(TINY, Settings())
    found = evaluation.as_dict()
    assert found["articles"] == 4
    tp, _, fn = counts(found)
    assert tp + fn == 10
    assert found["triples"]["r"] >= 0.7
    assert found["false_assertion_rate"] == 0.0
    assert sum(one["tp"] for one in found["languages"].values()) == tp
    assert format_evaluation(evaluation).startswith("4 articles  triples P ")


@pytest.mark.parametrize(
    "gold",
    [TINY, *(TINY.with_name(name) for name in GOLD_FILES), SHARED / "en_dev.jsonl", SHARED / "ja_dev.jsonl"],
    ids=lambda path: path.stem,
)
def test_the_reference_scorer_agrees(gold: Path, tmp_path: Path, pipelines: None) -> None:
    reference = SHARED / "score.py"
    if not (gold.exists() and reference.exists()):
        pytest.skip("the shared gold files and their scorer are not at hand")
    articles = [one.article for one in read_gold(gold, SCHEMA)]
    predicted = tmp_path / "predicted.jsonl"
    extractions = list(extract_articles(articles))
    predicted.write_text(
        "".join(json.dumps(claim.as_dict(), ensure_ascii=False) + "\n" for one in extractions for claim in one),
        encoding="utf-8",
    )
    claims = {one.article.id: one.claims for one in extractions}
    command = [sys.executable, "-B", str(reference), str(gold), str(predicted), "--json"]
    expected = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert score_matches(match_claims(read_gold(gold, SCHEMA), claims, SCHEMA)).as_dict() == expected
