"""Tables of the gazetteer: what is written is read again, and a broken line is named by file and number."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import RulesError
from kg.link.rows import COLUMNS, Row, read_rows, write_rows
from kg.model import EntityType

PLAIN = Row("", "Acme")
FULL = Row(
    "Q1",
    "Zorblatt",
    "ゾルブラット",
    ("Zorb", "Zorblatt Group"),
    ("ゾルブ", "ＺＢ"),
    ("Quux@2019", "クークス@2019-04", "Old Quux@2001-02-03"),
    ("Zorb",),
    ("lasers", "レーザー"),
    "company",
    "made up, with “quotes” and a ' in it",
    ("Zorblatt Co., Ltd.", "株式会社ゾルブ"),
    ("zorblattgroup",),
)
ODD = Row("", 'Toys "R" Us', "トイザらス", ("A\u2028B", "C\x0bD", "E\u0085F"), ("『二重』",))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    write_rows(path, [FULL, PLAIN, ODD])
    found = list(read_rows(path))
    assert [one.en for one in found] == ["Acme", 'Toys "R" Us', "Zorblatt"]
    assert found[2] == FULL
    assert (found[1].en, found[1].aliases_en, found[1].aliases_ja) == (ODD.en, ODD.aliases_en, ODD.aliases_ja)
    # That no keys were worked out and that there are none is the same once it is written.
    assert found[0].keys == ()


def test_writing_depends_on_the_rows_only(tmp_path: Path) -> None:
    one, other = tmp_path / "one.tsv", tmp_path / "other.tsv"
    write_rows(one, [FULL, PLAIN, ODD])
    write_rows(other, [ODD, PLAIN, FULL])
    assert one.read_bytes() == other.read_bytes()
    assert b"\r" not in one.read_bytes()
    assert one.read_bytes().endswith(b"\n")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_files_of_other_programs(tmp_path: Path, mark: str, ending: str) -> None:
    path = tmp_path / "table.tsv"
    text = ending.join([f"{mark}qid\ten\tja\taliases_ja", "Q1\tAcme \t アクメ\tア|| イ |", "", "\tQuux"]) + ending
    path.write_bytes(text.encode())
    assert list(read_rows(path)) == [Row("Q1", "Acme", "アクメ", (), ("ア", "イ")), Row("", "Quux")]


@pytest.mark.parametrize(
    ("lines", "number", "told"),
    [
        (["qid\ten", "\tAcme\tアクメ"], 2, "3 cells where there are 2 columns"),
        (["qid\ten\tja", "\tAcme\tアクメ", "\t\tクークス"], 3, "English name"),
        (["qid\ten\tja", "\t \tクークス"], 2, "English name"),
        (["qid\ten", "42\tAcme"], 2, "'42' is no Wikidata id"),
        (["qid\ten", "Q0\tAcme"], 2, "'Q0'"),
        (["qid\ten", "q42\tAcme"], 2, "'q42'"),
        (["qid\ten", "Q４２\tAcme"], 2, "'Q４２'"),
        (["en\tformer", "Acme\tQuux"], 2, "NAME@YEAR, not 'Quux'"),
        (["en\tformer", "Acme\tQuux@2019|クークス@2019年"], 2, "not 'クークス@2019年'"),
        (["en\tformer", "Acme\t@2019"], 2, "not '@2019'"),
        (["en\tformer", "Acme\tQuux@2019-13"], 2, "not 'Quux@2019-13'"),
        (["en\tformer", "", "Acme\tQuux@２０１９"], 3, "not 'Quux@２０１９'"),
        (["qid\tja", "\tアクメ"], 1, "`en`"),
        (["Acme\tアクメ"], 1, "`en`"),
        ([""], 1, "`en`"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, lines: list[str], number: int, told: str) -> None:
    path = tmp_path / "people.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        list(read_rows(path))
    assert f"people.tsv:{number}" in str(caught.value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"qid\ten\n\x93\x94\n", "qid\ten\n\tアクメ\n".encode("cp932")])
def test_what_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "places.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RulesError, match=r"places\.tsv"):
        list(read_rows(path))


def test_names_are_all_that_it_is_and_was_called() -> None:
    assert FULL.names == [
        "Zorblatt",
        "ゾルブラット",
        "Zorb",
        "Zorblatt Group",
        "ゾルブ",
        "ＺＢ",
        "Quux",
        "クークス",
        "Old Quux",
    ]
    assert PLAIN.names == ["Acme"]
    assert Row("", "NTT", "NTT", ("NTT",)).names == ["NTT"]


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        (Row("", "Acme"), ()),
        (Row("", "Acme Inc."), ("acme",)),
        (Row("", "Johnson & Johnson"), ("johnsonandjohnson",)),
        (Row("", "Canon", "キヤノン", (), ("キャノン", "株式会社キヤノン")), ()),
        (Row("", "Vuzix", "ヴュージックス"), ("ビユジックス",)),
    ],
)
def test_keys_are_those_that_are_not_simply_the_name(row: Row, keys: tuple[str, ...]) -> None:
    found = row.find_keys(EntityType.ORGANIZATION)
    assert set(keys) <= set(found)
    assert len(set(found)) == len(found)


def test_a_line_has_a_cell_for_every_column() -> None:
    assert len(PLAIN.line().split("\t")) == len(FULL.line().split("\t")) == len(COLUMNS)
