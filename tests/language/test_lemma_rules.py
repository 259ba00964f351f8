"""Lemmas as rules on the end of a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.lemma_rules import lemma_of, rule_for

WORDS = st.text("abcdefgsieyABCS", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("Microsoft", "Microsoft", "keep|0|"),
        ("Acquired", "acquire", "lower|1|"),
        ("went", "go", "keep|4|go"),
        ("Studies", "study", "lower|3|y"),
        ("n't", "not", "keep|2|ot"),
    ],
)
def test_rule(form: str, lemma: str, rule: str) -> None:
    assert rule_for(form, lemma) == rule
    assert lemma_of(form, rule) == lemma


def test_a_rule_serves_other_words() -> None:
    assert lemma_of("companies", rule_for("Studies", "study")) == "company"


def test_a_rule_too_long_for_the_word_leaves_it() -> None:
    assert lemma_of("is", "lower|4|go") == "is"


@given(WORDS, WORDS.map(str.lower))
def test_round_trip(form: str, lemma: str) -> None:
    assert lemma_of(form, rule_for(form, lemma)) == lemma
