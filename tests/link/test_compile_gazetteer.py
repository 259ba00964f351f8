"""The tables that are shipped are what the facts make of them, large enough, and without contradictions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.link.compile_gazetteer import FACTS, IDS, NAMESAKES, compile_tables, find_contradictions, find_lost, main
from kg.link.gazetteer import FILES
from kg.link.rows import Row, read_rows, write_rows

COMMITTED = FACTS.parent


@pytest.fixture(scope="module")
def tables() -> dict[str, list[Row]]:
    return {name: list(rows) for name, rows in compile_tables(FACTS).items()}


def test_the_committed_tables_are_compiled_from_the_committed_facts(
    tables: dict[str, list[Row]], tmp_path: Path
) -> None:
    for name, rows in tables.items():
        write_rows(tmp_path / name, rows)
        assert (tmp_path / name).read_bytes() == (COMMITTED / name).read_bytes(), f"{name}: run `make gazetteer`"


def test_the_committed_facts_agree_with_themselves(tables: dict[str, list[Row]]) -> None:
    assert [*find_lost(FACTS, tables)] == []
    for rows in tables.values():
        assert [*find_contradictions(rows)] == []


def test_there_is_as_much_as_there_should_be(tables: dict[str, list[Row]]) -> None:
    kinds = Counter(row.kind for row in tables["organizations.tsv"])
    assert kinds["company"] + kinds["investor"] >= 3000
    assert kinds["government"] + kinds["exchange"] + kinds["university"] >= 200
    assert len(tables["people.tsv"]) >= 800
    assert len(tables["products.tsv"]) >= 1200
    assert all(row.ja and row.kind for rows in tables.values() for row in rows)


def test_no_cell_has_what_belongs_around_a_name(tables: dict[str, list[Row]]) -> None:
    wrong = [
        (row.en, name)
        for rows in tables.values()
        for row in rows
        for name in (row.ja, *row.aliases_en)
        if set("「」『』。、") & set(name)
    ]
    assert not wrong


def test_english_names_are_in_latin_letters(tables: dict[str, list[Row]]) -> None:
    wrong = [
        name
        for rows in tables.values()
        for row in rows
        for name in (row.en, *row.aliases_en)
        if any("ぁ" <= char <= "鿿" for char in name)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([Row("", "Acme"), Row("", "Quux")], []),
        ([Row("", "Acme"), Row("", "ACME")], ["Acme: Acme is a name", "ACME: ACME is a", "ACME: has the English"]),
        ([Row("Q1", "Acme"), Row("Q1", "Quux")], ["Quux: has the id of Acme"]),
        ([Row("", "Acme", common=("Zorb",), context=("lasers",))], ["Acme: Zorb is common but none of its names"]),
        ([Row("", "Acme", "アクメ", common=("アクメ",))], ["Acme: some of its names are common, and nothing tells"]),
        (
            [Row("", "Acme", "アクメ"), Row("", "Quux", "クークス", (), ("ア・クメ",))],
            ["Acme: アクメ is a name", "Quux: ア・クメ is a name"],
        ),
        (
            [
                Row("", "Acme", "アクメ", common=("アクメ",), context=("レーザー",)),
                Row("", "Quux", "クークス", former=("アクメ@2019",)),
            ],
            ["Quux: アクメ is a name of Acme too, so it belongs in `common`"],
        ),
        (
            [
                Row("", "Acme", "アクメ", common=("アクメ",), context=("レーザー",)),
                Row("", "Quux", "クークス", former=("アクメ@2019",), common=("アクメ",), context=("lasers",)),
            ],
            [],
        ),
        (
            [Row("", "Acme", "アクメ", namesakes=("Acme Co., Ltd.", "アクメ株式会社", "Acne Co., Ltd."))],
            ["Acme: Acne Co., Ltd. is not taken for it anyway"],
        ),
        ([Row("", "\u0410cme")], ["\u0410cme: \u0410cme mixes scripts"]),
    ],
)  # fmt: skip
def test_contradictions_are_found(rows: list[Row], told: list[str]) -> None:
    found = list(find_contradictions(rows))
    assert len(found) == len(told)
    assert all(one.startswith(start) for one, start in zip(found, told, strict=True)), found


def write(folder: Path, name: str, *lines: str) -> None:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_ids_and_namesakes_are_given_to_what_they_name(tmp_path: Path) -> None:
    write(tmp_path, "organizations_a.tsv", "qid\ten\tja", "\tAcme\tアクメ", "Q7\tQuux\tクークス")
    write(tmp_path, "people_a.tsv", "qid\ten", "\tAcme")
    write(tmp_path, IDS, "qid\ten\tkind", "Q1\tAcme\torganizations", "Q2\tNobody\tpeople")
    write(
        tmp_path,
        NAMESAKES,
        "en\tkind\tnamesakes",
        "Quux\torganizations\tQuux K.K.",
        "Zorb\torganizations\tZorb AG|Zörb",
    )
    tables = compile_tables(tmp_path)
    assert set(tables) == set(FILES.values())
    assert [(row.en, row.qid) for row in tables["organizations.tsv"]] == [("Acme", "Q1"), ("Quux", "Q7")]
    assert [(row.en, row.qid) for row in tables["people.tsv"]] == [("Acme", "")]
    assert [row.namesakes for row in tables["organizations.tsv"]] == [(), ("Quux K.K.",)]
    assert [*find_lost(tmp_path, tables)] == [
        "ids.tsv: Q2 is of Nobody, which is not in people",
        "namesakes.tsv: Zorb AG, Zörb is of Zorb, which is not in organizations",
    ]


def test_nothing_is_written_where_something_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    monkeypatch.setattr("kg.link.compile_gazetteer.FACTS", facts)
    write(facts, "people_a.tsv", "en\tja\tcommon", "Jane Roe\tジェーン・ロー\tRoe")
    with pytest.raises(SystemExit, match=r"people\.tsv: Jane Roe: Roe is common"):
        main()
    assert not list(tmp_path.glob("*.tsv"))
    write(facts, "people_a.tsv", "en\tja", "Jane Roe\tジェーン・ロー")
    main()
    assert [row.ja for row in read_rows(tmp_path / "people.tsv")] == ["ジェーン・ロー"]
