"""The alias table: well-formed files, and names found in text, longest first, never inside other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import RulesError
from kg.link.gazetteer import FILES, FOLDERS, Gazetteer, KnownThing, build_gazetteer, load_gazetteer
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
        ("en", "Apple fell from the tree.", []),
        ("en", "Apple showed a new iPhone.", ["Apple", "iPhone"]),
        ("en", "Meta analysis is hard.", []),
        ("en", "Meta said Mark Zuckerberg owns Instagram.", ["Meta", "Mark Zuckerberg", "Instagram"]),
        (
            "ja",
            "メタはザッカーバーグ氏が率いる。フェイスブックの親会社だ。",
            ["メタ", "ザッカーバーグ", "フェイスブック"],
        ),
        ("en", "Amazon burns again.", []),
        ("en", "Amazon said AWS grew.", ["Amazon", "AWS"]),
        ("ja", "アマゾンの密林が燃える。", []),
        ("ja", "アマゾンはAWSを広げる。", ["アマゾン", "AWS"]),
        ("en", "The Oracle spoke at noon.", []),
        ("en", "Oracle said Larry Ellison stays.", ["Oracle", "Larry Ellison"]),
        ("en", "LINE UP HERE", []),
        ("ja", "LINEヤフーのLINE", ["LINEヤフー", "LINE"]),
        ("en", "Arm in arm they walked.", []),
        ("en", "Arm designs chips for SoftBank.", ["Arm", "SoftBank"]),
        ("ja", "アームは腕のことだ。", []),
        ("ja", "アームはソフトバンクグループの半導体設計会社だ。", ["アーム", "ソフトバンクグループ"]),
        ("en", "Block the road.", []),
        ("en", "Block, led by Jack Dorsey, owns Cash App.", ["Block", "Jack Dorsey", "Cash App"]),
        ("en", "Alphabet soup", []),
        ("en", "Alphabet, the parent of Google", ["Alphabet", "Google"]),
        ("ja", "科学研究と物理研究と文学振興は進む。", []),
        ("ja", "理研は研究を進める。", ["理研"]),
        ("ja", "東大阪市の会社と全国美術展", ["東大阪市"]),
        ("ja", "東大の研究者", ["東大"]),
        ("ja", "スパコン「オーロラ」が動く。", ["オーロラ"]),
        ("ja", "空にオーロラが出た。", []),
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
        ("OpenAI Inc.", ORG, "OpenAI"),
        ("㈱メルカリ", ORG, "Mercari"),
        ("キャノン", ORG, "Canon"),
        ("Johnson and Johnson", ORG, "Johnson & Johnson"),
        ("Nestle S.A.", ORG, "Nestlé"),
        ("ヴュージックス", ORG, "Vuzix"),
        ("ビュージックス", ORG, "Vuzix"),
        ("Alphabet Inc.", ORG, "Alphabet"),
        ("アルファベット", ORG, "Alphabet"),
        ("Amazon.com", ORG, "Amazon"),
        ("Arm Ltd", ORG, "Arm"),
        ("アーム", ORG, "Arm"),
        ("Oracle Corporation", ORG, "Oracle"),
        # By names of the past.
        ("Twitter", ORG, "X Corp."),
        ("Square", ORG, "Block"),
        ("防衛庁", ORG, "Ministry of Defense of Japan"),
        ("Start Today", ORG, "ZOZO"),
        ("スタートトゥデイ", ORG, "ZOZO"),
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


COMMON = KnownThing(
    Entity("x-1", ORG, {"en": "Beam", "ja": "ビーム"}, (("en", "Beam Lasers"),)),
    "company",
    common=frozenset({"Beam", "ビーム"}),
    context=("lasers", "レーザー"),
)


@pytest.mark.parametrize(
    ("lang", "text", "article", "expected"),
    [
        ("en", "Beam rose.", "", []),
        ("en", "Beam makes lasers.", "", ["Beam"]),
        ("en", "Beam rose.", "Beam rose. It makes lasers.", ["Beam"]),
        ("en", "Beam rose.", "Beam rose. ビームはレーザーの会社だ。", ["Beam"]),
        ("en", "Beam Lasers rose.", "", ["Beam Lasers"]),
        ("en", "Beams of lasers", "", []),
        ("ja", "ビームは上がった。", "", []),
        ("ja", "ビームはレーザーを作る。", "", ["ビーム"]),
        ("ja", "ビームは上がった。", "ビームは上がった。レーザーの会社だ。", ["ビーム"]),
        ("ja", "Beamはlasersを作る。", "", ["Beam"]),
        ("ja", "レーザービームは光だ。", "", []),
    ],
)
def test_a_common_name_wants_support(lang: str, text: str, article: str, expected: list[str]) -> None:
    found = build_gazetteer([COMMON]).find_names(text, lang, article=article)
    assert [text[one.start : one.end] for one in found] == expected


def test_a_common_name_is_no_support_for_itself() -> None:
    thing = KnownThing(Entity("x-1", ORG, {"en": "Beam"}), common=frozenset({"Beam"}), context=("Beam", "lasers"))
    table = build_gazetteer([thing])
    assert [*table.find_names("Beam rose.", "en")] == []
    assert len([*table.find_names("Beam sells lasers.", "en")]) == 1


def test_a_name_that_one_thing_bears_alone_wants_none_though_another_does() -> None:
    table = build_gazetteer([COMMON, Entity("x-2", PRODUCT, {"en": "Beam"})])
    assert [one.type for one in table.find_names("Beam rose.", "en")] == [None]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Nestle", ["x-2"]),
        ("NESTLÉ", ["x-1"]),
        ("Nestlé Inc.", ["x-2", "x-1"]),
        ("キャノン", ["x-1"]),
        ("キヤノン", ["x-2"]),
        ("㈱キヤノン", ["x-2", "x-1"]),
    ],
)
def test_the_name_as_it_is_written_goes_before_other_spellings(name: str, found: list[str]) -> None:
    table = build_gazetteer(
        [
            Entity("x-1", ORG, {"en": "Nestlé", "ja": "キャノン"}),
            Entity("x-2", ORG, {"en": "Nestle", "ja": "キヤノン"}),
        ]
    )
    assert [one.id for one in table.lookup(name, ORG)] == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Quux Co., Ltd.", []),
        ("QUUX CO.,LTD", []),
        ("Quux Corp.", ["x-1"]),
        ("Quux", ["x-1"]),
        ("クークス株式会社", []),
        ("株式会社クークス", ["x-1"]),
        ("クークス", ["x-1"]),
    ],
)
def test_the_name_of_a_namesake_is_not_its_own(name: str, found: list[str]) -> None:
    quux = Entity("x-1", ORG, {"en": "Quux", "ja": "クークス"})
    table = build_gazetteer([KnownThing(quux, namesakes=("Quux Co., Ltd.", "クークス株式会社"), keys=("ククス",))])
    assert [one.id for one in table.lookup(name, ORG)] == found
    assert table.namesakes(name) == ({"x-1"} if not found else set())


def test_loading_again_gives_the_same_order(gazetteer: Gazetteer) -> None:
    again = load_gazetteer.__wrapped__()
    assert again is not gazetteer
    assert list(again.things) == list(gazetteer.things)
    assert again.things == gazetteer.things
    assert again.by_name == gazetteer.by_name
    assert list(again.by_key.items()) == list(gazetteer.by_key.items())


def test_former_names_have_their_year(gazetteer: Gazetteer) -> None:
    (company,) = gazetteer.lookup("X Corp.", ORG)
    told = dict(gazetteer.things[company.id].former)
    assert told["Twitter"].startswith("2023")
    assert "Twitter" in company.names


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
