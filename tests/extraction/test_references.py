"""What words refer back to: the same in both languages, on real parses."""

from __future__ import annotations

import pytest

from kg.extraction.coreference import Sorts, Sought
from kg.extraction.extractor import split_sentences
from kg.extraction.mentions import find_mentions
from kg.extraction.resolve import Resolver
from kg.extraction.rules import load_rules
from kg.language.parse import parse_articles
from kg.language.pipelines import load_pipeline
from kg.link.gazetteer import load_gazetteer
from kg.model import Article, EntityType
from kg.pipeline import extract_articles


def claims_of(text: str) -> set[tuple[str, str, str]]:
    claims = next(extract_articles([Article("a", text)]))
    return {(one.subject.name, one.relation, one.object.name if one.object else "") for one in claims}


def references_in(text: str, lang: str) -> dict[str, str]:
    """The words that refer back, with what they stand for."""
    rules = load_rules(lang)
    resolver = Resolver(rules)
    found: dict[str, str] = {}
    for parsed in parse_articles([Article("a", text, lang=lang)], {lang: load_pipeline(lang)}):
        for block in parsed.blocks:
            names = find_mentions(block.parse, rules, load_gazetteer())
            resolver.enter_block(block)
            for sentence in split_sentences(block.parse):
                inside = [one for one in names if sentence.start_char <= one.start < sentence.end_char]
                named = resolver.enter_sentence(list(sentence), inside)
                found |= {one.text: one.refers_to for one in named if one.refers_to}
    return found


@pytest.mark.parametrize(
    ("lang", "text", "word", "name"),
    [
        # The other end of its own clause is not what it means.
        (
            "en",
            "Stability AI makes image software. Getty Images, which is suing the start-up, wants damages.",
            "the start-up",
            "Stability AI",
        ),
        ("ja", "ソニーグループは音楽に強い。アマゾンは同社を提訴した。", "同社", "ソニーグループ"),
        # What was referred to goes on being talked about.
        ("en", "Figma grew fast. It lost Adobe. The company acquired Dynaboard.", "The company", "Figma"),
        ("ja", "フィグマは急成長した。同社はアドビと争った。同ファンドは残った。", "同ファンド", "フィグマ"),
        # An authority is no company, and the other way round; a medium is neither.
        ("en", "The European Commission met Deutsche Telekom. The company sued.", "The company", "Deutsche Telekom"),
        (
            "en",
            "Broadcom met the Federal Trade Commission. The commission sued.",
            "The commission",
            "Federal Trade Commission",
        ),
        ("en", "Intel sued the Kyoto Times. The newspaper lost.", "The newspaper", "Kyoto Times"),
        ("ja", "経済産業省はソフトバンクに説明した。同社は断った。", "同社", "ソフトバンク"),
        ("ja", "総務省はソフトバンクから話を聞いた。同省は動いた。", "同省", "総務省"),
        ("ja", "インテルは読売新聞に抗議した。同紙は謝った。", "同紙", "読売新聞"),
    ],
)
def test_a_word_refers_to_what_it_can_mean(lang: str, text: str, word: str, name: str, pipelines: None) -> None:
    assert references_in(text, lang).get(word) == name


def test_a_title_is_not_the_company_in_it(pipelines: None) -> None:
    """同社長 is cut into 同社 and 長."""
    assert "同社" not in references_in("ソニーの山田太郎社長が会見した。同社長は謝罪した。", "ja")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AirTrunk, in which Quuxley owns 30%, makes cables.", ("Quuxley", "ownsStakeIn", "AirTrunk")),
        ("Zorbpay, whose software is used by Venmo, grew.", ("Venmo", "uses", "Zorbpay")),
        (
            "She comes from Cumulo, where Priya Rao was vice president of research.",
            ("Priya Rao", "executiveOf", "Cumulo"),
        ),
        ("グーグルが買収したフィットビットは時計を作る。", ("グーグル", "acquires", "フィットビット")),
    ],
)
def test_a_relative_clause_speaks_of_the_noun_before_it(
    text: str, expected: tuple[str, str, str], pipelines: None
) -> None:
    assert expected in claims_of(text)


@pytest.mark.parametrize(
    ("text", "relation", "names"),
    [
        (
            "CTERA raised $100 million from investors including Index Ventures, Venrock and Bessemer.",
            "investsIn",
            {"Index Ventures", "Venrock", "Bessemer"},
        ),
        ("Badgeville raised $12 million, led by Nordwest and El Dorado.", "investsIn", {"Nordwest", "El Dorado"}),
        (
            "The main rivals of Roomba included Dyson, Shark and The Hoover Company.",
            "competesWith",
            {"Dyson", "Shark"},
        ),
    ],
)
def test_a_phrase_that_ends_in_a_list_means_all_of_it(
    text: str, relation: str, names: set[str], pipelines: None
) -> None:
    found = {end for subject, one, target in claims_of(text) if one == relation for end in (subject, target)}
    assert names <= found


@pytest.mark.parametrize(
    ("lang", "name", "sort"),
    [
        ("en", "Competition and Markets Authority", "authority"),
        ("en", "The Wall Street Journal", "press"),
        ("en", "Bloomberg", "press"),
        ("en", "Microsoft", ""),
        ("en", "Officemax", ""),
        ("ja", "経済産業省", "authority"),
        ("ja", "読売新聞", "press"),
        ("ja", "ロイター", "press"),
        ("ja", "マイクロソフト", ""),
    ],
)
def test_names_tell_sorts_of_organisation(lang: str, name: str, sort: str) -> None:
    sorts = Sorts(load_rules(lang))
    assert sorts.of(name) == sort
    assert sorts.fits(name, Sought(EntityType.ORGANIZATION, sort or "company"))
    assert sorts.fits(name, Sought(EntityType.ORGANIZATION)) == (sort != "press")
    assert sorts.fits(name, Sought(EntityType.PRODUCT))
    assert not sorts.fits(name, Sought(EntityType.ORGANIZATION, "press" if sort != "press" else "company"))
