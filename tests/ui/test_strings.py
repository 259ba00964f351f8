"""Every string is there in both languages, and every string that is asked for is there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from kg.schema import load_schema
from kg.store.named_queries import load_query, query_names
from ui.strings import CATALOGUE, LANGUAGES, Words, load_strings

SOURCES = sorted(CATALOGUE.parent.rglob("*.py"))
# Keys that the code puts together: `words(f"filter.hops_{hops}")`.
COMPOSED = re.compile(r'words\(\s*f"([a-z_]+\.[a-z_]*)\{')
# Those of these parts are looked up by names that are not the dashboard's own, and have tests of their own.
LOOKED_UP = ("parameter.", "column.", "reason.", "link_reason.")
SECTIONS = sorted({key.partition(".")[0] for key in load_strings()})
ASKED = re.compile(rf"""["']((?:{"|".join(SECTIONS)})\.(?!py")[a-z_0-9]+)["']""")


def placeholders(text: str) -> set[str | None]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(load_strings()))
def test_every_string_says_the_same_in_both_languages(key: str) -> None:
    strings = load_strings()[key]
    assert set(strings) == set(LANGUAGES)
    assert all(strings.values())
    assert placeholders(strings["en"]) == placeholders(strings["ja"])


def test_every_string_that_is_asked_for_is_there_and_no_other() -> None:
    code = "\n".join(Path(source).read_text(encoding="utf-8") for source in SOURCES)
    asked = set(ASKED.findall(code))
    prefixes = tuple(COMPOSED.findall(code))
    known = {key for key in load_strings() if not key.startswith(LOOKED_UP)}
    assert asked - known == set()
    assert {key for key in known - asked if not key.startswith(prefixes)} == set()


def test_one_thing_has_one_word_in_japanese() -> None:
    told = [
        *(strings["ja"] for strings in load_strings().values()),
        *(load_query(one).labels["ja"] for one in query_names()),
    ]
    # エンティティ, 確かさ (a status; 信頼度 is a number) and つながり.
    assert [one for one in told if re.search("実体|確からし|(?<!周)辺", one)] == []


def test_every_parameter_of_a_query_has_a_label() -> None:
    names = {parameter.name for name in query_names() for parameter in load_query(name).parameters}
    labels = {key.removeprefix("parameter.") for key in load_strings() if key.startswith("parameter.")}
    assert names == labels


def test_every_column_of_a_query_has_a_name_and_no_other() -> None:
    selected = (
        re.search(r"^SELECT (?:DISTINCT )?(.*)$", load_query(name).text, re.MULTILINE) for name in query_names()
    )
    columns = {column for found in selected if found for column in re.findall(r"\?(\w+)", found[1])}
    named = {key.removeprefix("column.") for key in load_strings() if key.startswith("column.")}
    assert columns == named
    words = Words("ja", load_schema())
    assert (words.column("since"), words.column("anyOther")) == ("開始", "anyOther")


@pytest.mark.parametrize(
    ("lang", "forward", "inverse"),
    [("en", "invests in", "has investor"), ("ja", "に出資する", "の出資者は")],
)
def test_relations_read_both_ways(lang: str, forward: str, inverse: str) -> None:
    words = Words(lang, load_schema())
    assert words.relation("investsIn") == forward
    assert words.relation("investsIn", inverse=True) == inverse
    assert words.relation("mergesWith", inverse=True) == words.relation("mergesWith")
    assert words.relation("notInTheSchema") == "notInTheSchema"
