"""Surface patterns over mentions: what is said without a clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import RulesError
from kg.extraction.names import Name
from kg.extraction.phrases import match_phrases
from kg.extraction.rules import Phrase, load_rules
from kg.model import EntityType

PERSON, ORG = EntityType.PERSON, EntityType.ORGANIZATION


def named(text: str, *names: tuple[str, EntityType | None]) -> list[Name]:
    return [Name(text.index(one), text.index(one) + len(one), one, kind, None, "gazetteer") for one, kind in names]


def phrase(pattern: str, **changes: object) -> Phrase:
    plain = Phrase("executiveOf", pattern, None, None, {}, frozenset(), "test")
    return replace(plain, **changes)  # type: ignore[arg-type]


def matches(lang: str, text: str, names: list[Name], pattern: str) -> list[tuple[str | None, str | None, str, str]]:
    rules = replace(load_rules(lang), phrases=(phrase(pattern),))
    return [
        (
            names[one.subject].text if one.subject is not None else None,
            names[one.object].text if one.object is not None else None,
            text[slice(*one.trigger)],
            one.role,
        )
        for one in match_phrases(text, 0, len(text), names, rules)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "names", "pattern", "expected"),
    [
        (
            "en",
            "Microsoft CEO Satya Nadella spoke.",
            [("Microsoft", ORG), ("Satya Nadella", PERSON)],
            "{object:Organization} {role} {subject:Person}",
            [("Satya Nadella", "Microsoft", "CEO", "CEO")],
        ),
        (
            "ja",
            "マイクロソフトのサティア・ナデラCEOが語った。",
            [("マイクロソフト", ORG), ("サティア・ナデラ", PERSON)],
            "{object:Organization}の{subject:Person}{role}",
            [("サティア・ナデラ", "マイクロソフト", "CEO", "CEO")],
        ),
        (
            "en",
            "Microsoft CEO Azure spoke.",
            [("Microsoft", ORG), ("Azure", EntityType.PRODUCT)],
            "{object:Organization} {role} {subject:Person}",
            [],
        ),
        (
            "en",
            "Nadella leads Microsoft, GitHub and LinkedIn.",
            [("Nadella", PERSON), ("Microsoft", ORG), ("GitHub", ORG), ("LinkedIn", ORG)],
            "{subject:Person} (?P<trigger>leads) {object:Organization+}",
            [("Nadella", one, "leads", "") for one in ("Microsoft", "GitHub", "LinkedIn")],
        ),
        (
            "ja",
            "ナデラ氏はマイクロソフト、ギットハブとリンクトインを率いる。",
            [("ナデラ", PERSON), ("マイクロソフト", ORG), ("ギットハブ", ORG), ("リンクトイン", ORG)],
            "{subject:Person}氏は{object:Organization+}",
            [
                ("ナデラ", one, "ナデラ氏はマイクロソフト", "")
                for one in ("マイクロソフト", "ギットハブ", "リンクトイン")
            ],
        ),
    ],
)
def test_pattern(lang: str, text: str, names, pattern: str, expected: list[tuple[str, ...]]) -> None:
    assert matches(lang, text, named(text, *names), pattern) == expected


def test_a_sure_type_is_asked_for_with_an_exclamation_mark() -> None:
    text = "Foo CEO Bar spoke."
    names = named(text, ("Foo", None), ("Bar", None))
    assert matches("en", text, names, "{object:Organization} {role} {subject:Person}")
    assert not matches("en", text, names, "{object:Organization!} {role} {subject:Person}")


def test_a_private_use_character_of_the_text_is_no_mention() -> None:
    text = "\ue000 CEO Bar spoke."
    names = named(text, ("Bar", PERSON))
    assert not matches("en", text, names, "{object:Organization} {role} {subject:Person}")


def test_only_the_given_sentence_is_read() -> None:
    text = "Microsoft CEO Satya Nadella spoke. He left."
    names = named(text, ("Microsoft", ORG), ("Satya Nadella", PERSON))
    rules = replace(load_rules("en"), phrases=(phrase("{object:Organization} {role} {subject:Person}"),))
    assert not list(match_phrases(text, text.index("He"), len(text), names, rules))


def test_a_broken_pattern_says_so() -> None:
    with pytest.raises(RulesError, match="pattern"):
        matches("en", "Foo spoke.", named("Foo spoke.", ("Foo", ORG)), "{subject:Organization} (")
