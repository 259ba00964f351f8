"""The alias table: well-formed files, and names found in text, longest first, never inside other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import RulesError
from kg.link.gazetteer import FILES, FOLDERS, Gazetteer, build_gazetteer, load_gazetteer
from kg.link.rows import Row, read_rows
from kg.model import Entity, EntityType

COLUMNS = ["qid", "en", "ja", "aliases_en", "aliases_ja", "notes"]
ORG, PERSON, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def rows(name: str) -> list[Row]:
    folder = next(one for one in FOLDERS if one.is_dir())
    return list(read_rows(folder / name))


@pytest.mark.parametrize("name", FILES.values())
def test_file_is_well_formed(name: str) -> None:
    found = rows(name)
    assert len(found) > 1000
    assert all(row.ja and row.kind for row in found)


def test_every_row_becomes_an_entity(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.entities) == sum(len(rows(name)) for name in FILES.values())


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Microsoft invested in OpenAI.", ["Microsoft", "OpenAI"]),
        ("ja", "マイクロソフトはOpenAIに出資した。", ["マイクロソフト", "OpenAI"]),
        ("en", "He ate an apple in the meta analysis.", []),
        ("ja", "アップルパイを食べた。", []),
        ("ja", "アップルはパイを焼かない。", []),
        ("ja", "アップルはiPhoneを焼かない。", ["アップル", "iPhone"]),
        ("en", "Pineapple and Applebee's.", []),
        ("en", "Apple's iPhone", ["Apple", "iPhone"]),
        ("ja", "ソフトバンクグループはソフトバンクの親会社だ。", ["ソフトバンクグループ", "ソフトバンク"]),
        ("en", "SoftBank Group and SoftBank", ["SoftBank Group", "SoftBank"]),
        ("en", "Amazon Web Services is Microsoft's", ["Amazon Web Services", "Microsoft"]),
        ("ja", "旧OpenAI、オープンAI、OpenAI社", ["OpenAI", "オープンAI", "OpenAI"]),
        ("en", "Sam Altman, Satya Nadella", ["Sam Altman", "Satya Nadella"]),
        ("ja", "サム・アルトマンとサティア・ナデラ", ["サム・アルトマン", "サティア・ナデラ"]),
        ("en", "", []),
        ("ja", "。", []),
    ],
)
def test_find_names(gazetteer: Gazetteer, lang: str, text: str, expected: list[str]) -> None:
    found = list(gazetteer.find_names(text, lang))
    assert [text[one.start : one.end] for one in found] == expected


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("OpenAI", ORG, "OpenAI"),
        ("Open AI", ORG, "OpenAI"),
        ("ＯｐｅｎＡＩ", ORG, "OpenAI"),
        ("オープンAI", ORG, "OpenAI"),
        ("マイクロソフト", ORG, "Microsoft"),
        ("MICROSOFT", ORG, "Microsoft"),
        ("サム・アルトマン", PERSON, "Sam Altman"),
        ("サムアルトマン", PERSON, "Sam Altman"),
        ("iPhone", PRODUCT, "iPhone"),
    ],
)
def test_lookup(gazetteer: Gazetteer, name: str, kind: EntityType, label: str) -> None:
    assert [one.label("en") for one in gazetteer.lookup(name, kind)] == [label]


def test_lookup_knows_types(gazetteer: Gazetteer) -> None:
    assert not gazetteer.lookup("OpenAI", PERSON)
    assert not gazetteer.lookup("Zorblatt")


def test_the_longest_name_wins_wherever_it_stands() -> None:
    long, short = Entity("x-1", ORG, {"en": "Foo Bar Baz"}), Entity("x-2", ORG, {"en": "Bar"})
    for entities in ([long, short], [short, long]):
        found = list(build_gazetteer(entities).find_names("Foo Bar Baz, Foo Bar", "en"))
        assert [(one.start, one.end) for one in found] == [(0, 11), (17, 20)]


def test_a_name_of_two_kinds_has_no_type() -> None:
    table = build_gazetteer([Entity("x-1", ORG, {"en": "Mistral"}), Entity("x-2", PRODUCT, {"en": "Mistral"})])
    assert [one.type for one in table.find_names("Mistral", "en")] == [None]
    assert [one.id for one in table.lookup("mistral")] == ["x-1", "x-2"]
    assert [one.id for one in table.lookup("mistral", PRODUCT)] == ["x-2"]


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    text = "\t".join(COLUMNS) + "\nQ1\tZorblatt\tゾルブラット\tZorb|Zorb Inc\t\tmade up\n\tQuux\t\t\t\t\n"
    (tmp_path / "organizations.tsv").write_text(text, encoding="utf-8")
    table = load_gazetteer(tmp_path)
    assert {one.label("en") for one in table.entities.values()} == {"Zorblatt", "Quux"}
    assert [one.id for one in table.lookup("zorb inc.")] == ["Q1"]
    assert table.lookup("Quux")[0].id.startswith("x-")


def test_an_unreadable_table_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_bytes(b"qid\ten\n\x93\x94\n")
    with pytest.raises(RulesError, match=r"people\.tsv") as caught:
        load_gazetteer(tmp_path)
    assert "\n" not in str(caught.value)
