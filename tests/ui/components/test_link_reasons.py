"""Why a name was linked so, in the reader's language."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from kg.language.readings import read_words
from kg.link.compare import compare_names
from kg.link.gazetteer import load_gazetteer
from kg.link.linker import Linker
from kg.model import Entity, EntityType
from kg.schema import load_schema
from tests.builders import make_article, make_claim, make_mention
from ui.components.link_reasons import read_link_reason
from ui.strings import Words

EN, JA = (Words(lang, load_schema()) for lang in ("en", "ja"))
ORG, PERSON, PRODUCT, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT, EntityType.PLACE
OPENAI = Entity("Q21708200", ORG, {"en": "OpenAI", "ja": "オープンAI"})
ENTITIES = {OPENAI.id: OPENAI}
LATIN_WORD = re.compile(r"[a-z]{3,}")


@pytest.mark.parametrize(
    ("why", "en", "ja"),
    [
        ("its name", "its name", "その名称"),
        (
            "its name in another spelling; beside chip, 半導体",
            "the article also says chip, 半導体",
            "chip, 半導体とある",
        ),
        ("its name, which may mean something else", "its name, which may well", "その名称だが、別の"),
        ("the only known thing of this name is no Person", "though not of the type person", "種類は人物ではない"),
        (
            "Ben and Jerry: word by word",
            "“Ben” and “Jerry”: alike word by word",
            "「Ben」と「Jerry」：語ごとに似ている",
        ),
        (
            "Kordeo and コルデオ: word by word; both: investsIn Q21708200",
            "“Kordeo” and “コルデオ”: alike word by word; and both have to do with OpenAI (invests in)",
            "「Kordeo」と「コルデオ」：語ごとに似ている。また、どちらもオープンAIに関わる（に出資する）",
        ),
        ("Quux and Kux: initials; both: sues krd-", "one that sounds like “krd-” (sues)", "「krd-」で始まる音の名称に"),
        ("sounds like its name: Kordeo (x-1) is known; initials", "its name: Kordeo is known; one is", "Kordeoは既知"),
        ("what nobody has put into the catalogue", "what nobody has put", "what nobody has put"),
    ],
)
def test_reasons_are_told_in_both_languages(why: str, en: str, ja: str) -> None:
    assert en in read_link_reason(why, EN, ENTITIES)
    assert ja in read_link_reason(why, JA, ENTITIES)


def test_hostile_names_are_only_names() -> None:
    why = "; both: " * 40 + "{why} {0} and {name}: {why}; both: a b"
    assert "{why} {0}" in read_link_reason(why, JA, ENTITIES)


NAMES = {
    ORG: ["Kordia", "コルディア", "Kordia Inc.", "Kordia Corp.", "International Business Machines", "IBM", "クォク"],
    PERSON: ["Sam Altman", "サム・アルトマン", "Altman", "A", "佐藤恒治"],
    PRODUCT: ["Gemini 1.5", "ジェミニ", "Аpple", "Apple", "x" * 400],
    PLACE: ["Portland, Oregon", "Portland, Maine", "オレゴン州ポートランド", "ポートランド"],
}


def test_whatever_a_comparison_says_is_told_in_japanese() -> None:
    said = {
        compare_names(one, other, kind, read_words).why
        for kind, names in NAMES.items()
        for one, other in combinations(names, 2)
    }
    assert len(said) > 7
    for why in said:
        assert not LATIN_WORD.search(read_link_reason(why, JA, {})), why


@pytest.mark.parametrize("name", ["OpenAI", "Apple", "Arm", "Zorblatt", "ユニティー", "Mark Zuckerburg", "Shein"])
@pytest.mark.parametrize("kind", [ORG, PERSON, PRODUCT])
def test_whatever_a_link_says_is_told_in_japanese(name: str, kind: EntityType) -> None:
    article = make_article(f"{name} cuts jobs. The chip is from Cambridge.")
    claim = make_claim(article, make_mention(article, name, kind), "laysOff", None, trigger="cuts")
    (link,) = Linker(load_gazetteer(), read_words).link(article, [claim], []).links
    told = read_link_reason(link.why, JA, {})
    assert told != link.why
    assert re.search(r"[ぁ-ん]", told)
