"""What the scorer believes, and that it says so the same way every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RulesError
from kg.extraction.scorer import Scorer, format_weights, load_scorer, parse_weights
from kg.model import Article
from kg.pipeline import extract_articles
from kg.schema import load_schema

_SETTINGS = "@bias\t-1\n@least.rule\t0.4\n@least.pair\t0.5\n"


def test_weights_add_up() -> None:
    scorer = parse_weights("# a remark\n" + _SETTINGS + "near\t1\nfar\t-2\n", "test")
    assert scorer.chance(["near"]) == pytest.approx(0.5)
    assert scorer.chance(["near", "never seen"]) == scorer.chance(["near"])
    assert scorer.chance(["far"]) < scorer.chance([]) < scorer.chance(["near"])
    assert scorer.reasons(["near", "far", "never seen"]) == ["far (-2.0)", "near (+1.0)"]


@pytest.mark.parametrize(
    ("text", "where"), [("no weight here\n", "test:1"), (_SETTINGS + "near\tmuch\n", "test:4"), ("@bias\t1\n", "test")]
)
def test_a_broken_file_says_where(text: str, where: str) -> None:
    with pytest.raises(RulesError) as caught:
        parse_weights(text, "test")
    assert caught.value.about == where


@given(st.dictionaries(st.text("abc=+:買", min_size=1), st.floats(-9, 9).map(lambda one: round(one, 2)), max_size=5))
def test_weights_are_read_as_they_were_written(weights: dict[str, float]) -> None:
    scorer = Scorer(weights, -0.5, 0.4, 0.6)
    assert parse_weights(format_weights(scorer, ["a remark"]), "test") == scorer


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_packaged_scorers_know_the_relations(lang: str) -> None:
    scorer = load_scorer(lang)
    # Rare in the gold claims: these are believed as far as their rules are.
    rare = {"boardMemberOf", "controls", "formsJointVentureWith", "licensesTo", "negotiatesWith"}
    assert {name for name in load_schema().relations if not scorer.knows(name)} <= rare
    assert not scorer.knows("auditedBy")


@pytest.mark.parametrize(
    "text",
    [
        "Google acquired Fitbit. The company also works with Nvidia and Arm, according to Reuters.",
        "グーグルはフィットビットを買収した。同社はエヌビディアやアームとも提携している。",
    ],
)
def test_the_same_text_gives_the_same_claims(text: str, pipelines: None) -> None:
    first, second = ([one.as_dict() for one in next(extract_articles([Article("a", text)]))] for _ in range(2))
    assert first
    assert first == second
    assert all(0.0 < one["confidence"] <= 1.0 for one in first)
