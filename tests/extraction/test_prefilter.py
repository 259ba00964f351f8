"""Which patterns a sentence can match at all: never one too few."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.names import Name
from kg.extraction.phrases import match_phrases
from kg.extraction.prefilter import NUMBER, ROLE, Prefilter, needed_words
from kg.extraction.rules import load_rules
from tests.extraction.sentences import read_sentences


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{subject:Organization}(?:'s)? rivals? {object:Organization}", {" rival"}),
        (
            "{subject:Organization}の(?P<trigger>監査法人|会計監査人)(?:の|、)?{object:Organization}",
            {"監査法人", "会計監査人"},
        ),
        ("{object:Organization}の{subject:Person}{role}", {ROLE}),
        ("{subject:Organization}は{number}人", {NUMBER}),
        ("(?:former )?(?P<trigger>rival|competitor)s?", {"rival", "competitor"}),
        ("a{0,3}bc+d?", {"bc"}),
        (r"\bInc\. of", {"Inc. of"}),
        ("x(?!never) (?=seen)(?<!before)yz", {"yz"}),
        ("[Ff]ormer{2}", {"ormer"}),
    ],
)
def test_the_words_that_a_match_must_hold(pattern: str, words: set[str]) -> None:
    assert needed_words(pattern)[0] == words


@pytest.mark.parametrize("pattern", ["(?i)rival", "{subject:Person}[,、]{object:Person}", "(?:a|[bc])", "(?:rival)?"])
def test_some_patterns_need_nothing(pattern: str) -> None:
    assert needed_words(pattern) == []
    assert Prefilter.of([pattern], []).candidates("") == [0]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_nothing_is_lost(lang: str) -> None:
    """Every phrase that matches without the filter, on all the sentences of the tests, is tried with it."""
    rules = load_rules(lang)
    everything = replace(rules)
    everything.__dict__["prefilter"] = Prefilter.of([""] * len(rules.phrases), [])
    for one in read_sentences():
        if one.lang != lang:
            continue
        ends = sorted({end for end in (one.subject, one.object) if end and end in one.text}, key=one.text.index)
        names = [Name(one.text.index(end), one.text.index(end) + len(end), end, None, None, "run") for end in ends]
        names = [name for at, name in enumerate(names) if not at or name.start >= names[at - 1].end]
        found = [list(match_phrases(one.text, 0, len(one.text), names, each)) for each in (rules, everything)]
        assert found[0] == found[1], one.text


@given(st.text(alphabet="ab(|)?*+[]\\.{}^$: ,s", max_size=30))
def test_any_pattern_is_read_to_its_end(pattern: str) -> None:
    needed_words(pattern)
