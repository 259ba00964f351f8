"""Why a claim has its status, in words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import kg.extraction
from kg.schema import load_schema
from tests.conftest import ReadClaims
from tests.ui.sample import sample_claims
from ui.components.reasons import read_reason, why_status
from ui.strings import Words, load_strings

EN, JA = (Words(lang, load_schema()) for lang in ("en", "ja"))


@pytest.mark.parametrize(
    ("reason", "quoted", "en", "ja"),
    [
        ("denied (above at buy): denied/-", "denied", "at “buy”: denied", "「buy」のところで：否定"),
        (
            "talks (around at 交渉): possible/talks",
            "talks",
            "at “交渉”: possible · in talks",
            "「交渉」のところで：可能性 · 協議中",
        ),
        ("old (around at news): -/-", "old", "read, changes nothing", "変わらない"),
        ("買収する: non-past event: planned", "買収する", "not in the past", "過去形でない"),
        ("signed: asserted of itself", "signed", "the word itself says: asserted", "「断定」を示す"),
        ("an attribute, true in any setting", "", "attribute", "修飾"),
        ("of old: on a condition", "of old", "only on a condition", "条件つき"),
        ("a word: what nobody has put into the catalogue", "a word", "what nobody has", "what nobody has"),
    ],
)
def test_reasons_are_told_in_both_languages(reason: str, quoted: str, en: str, ja: str) -> None:
    for words, told in ((EN, en), (JA, ja)):
        found = read_reason(reason, words)
        assert found[0] == quoted
        assert told in found[1]


def test_whatever_the_extraction_tells_is_in_the_catalogue() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in Path(kg.extraction.__file__).parent.glob("*.py"))
    told = re.findall(
        r'(?:because\.append|because=\[|\.add\(Status\.\w+, |\.add\(floor, |undeny)\(?f?"([^"]*)"', source
    )
    assert len(told) > 15
    for reason in told:
        # What stands in braces is words of the sentence, or a status.
        plain = re.sub(r"\{(?:floor|status)\}", "planned", reason)
        plain = re.sub(r"\{kind\}", "event", re.sub(r"\{(?!kind\})[^{}]*\}", "word", plain))
        assert read_reason(plain, JA)[1] != read_reason(plain, EN)[1], reason


def test_no_reason_is_in_the_catalogue_for_nothing() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in Path(kg.extraction.__file__).parent.glob("*.py"))
    for key in (key.removeprefix("reason.") for key in load_strings() if key.startswith("reason.")):
        written = key.replace("non-past event", "non-past {kind}").replace("non-past state", "non-past {kind}")
        assert written in source or written.replace("{status}", "{floor}") in source, key


@pytest.mark.parametrize(("words", "plain"), [(EN, "Nothing in the sentence"), (JA, "断定を弱めるものはありません")])
def test_a_plain_statement_says_that_it_is_one(words: Words, plain: str) -> None:
    assert plain in why_status(sample_claims()[4], words)


def test_reasons_are_shown_as_text() -> None:
    html = why_status(replace(sample_claims()[4], reasons=("<img src=x onerror=alert(1)>: reported",)), EN)
    assert "<img" not in html and "&lt;img" in html


@pytest.mark.parametrize(
    ("text", "relation", "quoted"),
    [
        ("Microsoft denied that it plans to acquire OpenAI.", "acquires", "denied that"),
        ("Microsoft may acquire OpenAI.", "acquires", "may"),
        ("マイクロソフトはOpenAIを買収する可能性がある。", "acquires", "可能性"),
        ("マイクロソフトはOpenAIを買収していないと否定した。", "acquires", "否定"),
    ],
)
def test_real_claims_tell_their_reasons(read_claims: ReadClaims, text: str, relation: str, quoted: str) -> None:
    reasons = [reason for claim in read_claims(text) if claim.relation == relation for reason in claim.reasons]
    assert any(quoted in read_reason(reason, EN)[0] for reason in reasons), reasons
