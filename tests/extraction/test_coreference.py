"""What refers back, and what goes without saying: the same in both languages, on real parses."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import extract_articles


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("Google grew fast. The company acquired Fitbit.", "Google", "acquires", "Fitbit"),
        ("グーグルは急成長した。同社はフィットビットを買収した。", "グーグル", "acquires", "フィットビット"),
        ("Toyota and Sony met in Tokyo. The two companies announced a partnership.", "Toyota", "partnersWith", "Sony"),
        ("トヨタとソニーが会見した。両社は提携した。", "トヨタ", "partnersWith", "ソニー"),
    ],
)
def test_a_word_stands_for_what_was_named(text: str, subject: str, relation: str, target: str, pipelines: None) -> None:
    claims = next(extract_articles([Article("a", text)]))
    ends = {(one.relation, *sorted({one.subject.name, one.object.name})) for one in claims if one.object}
    named = {name for one in claims if one.object for end in (one.subject, one.object) for name in end.names}
    assert relation in {one[0] for one in ends}
    assert {subject, target} <= named


@pytest.mark.parametrize(
    "text",
    [
        "ナデラ氏は彼のOpenAIへの復帰を助けた。彼とはアルトマン氏のことだ。",
        "アルトマン氏が去った後、ナデラ氏は彼のOpenAIへの復帰を助けた。",
    ],
)
def test_a_japanese_pronoun_is_not_the_subject_of_its_sentence(text: str, pipelines: None) -> None:
    claims = next(extract_articles([Article("a", text)]))
    assert not [one for one in claims if one.relation == "worksFor" and "ナデラ" in one.subject.name]


@pytest.mark.parametrize(
    "text",
    [
        "Google invested in Anthropic, Bloomberg reported in February. The alliance is a rival of Microsoft.",
        "グーグルがアンソロピックに出資した、とブルームバーグが報じた。同社はマイクロソフトと競合する。",
    ],
)
def test_who_reports_is_not_what_a_text_goes_on_about(text: str, pipelines: None) -> None:
    claims = next(extract_articles([Article("a", text)]))
    assert claims
    assert not [
        one for one in claims if {"Bloomberg", "ブルームバーグ"} & {one.subject.name, one.object and one.object.name}
    ]
