"""What people decided: what is no decision, what later ones take back, and how they are kept as a text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InvalidJudgement
from kg.link.judgements import Judgement, Rulings, Verdict, check_new_name, read_judgements, rule, write_judgements
from kg.model import EntityType

MERGE, SPLIT, RENAME, RETYPE, REJECT = Verdict.MERGE, Verdict.SPLIT, Verdict.RENAME, Verdict.RETYPE, Verdict.REJECT


@pytest.mark.parametrize(
    ("verdict", "fields"),
    [
        (MERGE, {"about": "Q1"}),
        (MERGE, {"about": "", "other": "Q1"}),
        (MERGE, {"about": "Q1", "other": "Q1"}),
        (SPLIT, {"about": "Q1"}),
        (SPLIT, {"about": "Q1", "other": "Q1"}),
        (RENAME, {"about": "", "value": "Acme", "lang": "en"}),
        (RENAME, {"about": "Q1", "value": "", "lang": "en"}),
        (RENAME, {"about": "Q1", "value": " \u3000", "lang": "ja"}),
        (RENAME, {"about": "Q1", "value": "Acme"}),
        (RENAME, {"about": "Q1", "value": "Acme", "lang": "fr"}),
        (RETYPE, {"about": "Q1", "value": "Company"}),
        (RETYPE, {"about": "Q1"}),
        (RETYPE, {"about": "", "value": "Person"}),
        (REJECT, {"about": ""}),
    ],
)
def test_what_is_no_judgement(verdict: Verdict, fields: dict[str, str]) -> None:
    with pytest.raises(InvalidJudgement):
        Judgement(verdict, **fields)


@pytest.mark.parametrize("name", ["A\nB", "A\rB", "名\u2028前", "A\x00", "\x1b[31mA", "A\tB", "名" * 201])
def test_what_is_no_name(name: str) -> None:
    told = Judgement(RENAME, "Q1", value=name, lang="ja")
    with pytest.raises(InvalidJudgement, match="Q1: the new name"):
        check_new_name(told)
    # It is read all the same: an earlier version may have kept it.
    assert list(read_judgements(write_judgements([told]), "a file")) == [told]


@pytest.mark.parametrize("name", ["Acme", "株式会社ゾーブラット", "A\u3000B", "名" * 200, "🚀 Rocket"])
def test_what_is_a_name(name: str) -> None:
    check_new_name(Judgement(RENAME, "Q1", value=name, lang="en"))


@pytest.mark.parametrize(("first", "second"), [("Q1", "x-2"), ("x-2", "Q1")])
def test_a_pair_has_no_order(first: str, second: str) -> None:
    assert Judgement(MERGE, first, second).pair == ("Q1", "x-2")
    assert rule([Judgement(MERGE, first, second)]).same == {("Q1", "x-2")}


def test_later_judgements_take_back_earlier_ones() -> None:
    merge, split = Judgement(MERGE, "x-1", "x-2"), Judgement(SPLIT, "x-2", "x-1")
    assert rule([merge, split]) == Rulings(apart=frozenset({("x-1", "x-2")}))
    assert rule([split, merge]) == rule([merge, split, merge]) == Rulings(same=frozenset({("x-1", "x-2")}))
    acme, zorblatt = (Judgement(RENAME, "x-1", value=one, lang="en") for one in ("Acme", "Zorblatt"))
    assert rule([acme, zorblatt]).names == {("x-1", "en"): "Zorblatt"}
    person, product = (Judgement(RETYPE, "x-1", value=one) for one in ("Person", "Product"))
    assert rule([product, person]).types == {"x-1": EntityType.PERSON}


def test_judgements_of_other_things_stand_beside_each_other() -> None:
    told = [
        Judgement(MERGE, "x-1", "x-2"),
        Judgement(SPLIT, "x-1", "x-3"),
        Judgement(RENAME, "x-1", value="Acme", lang="en"),
        Judgement(RENAME, "x-1", value="アクメ", lang="ja"),
        Judgement(RETYPE, "x-1", value="Product"),
        Judgement(REJECT, "claim-1"),
    ]
    expected = Rulings(
        frozenset({("x-1", "x-2")}),
        frozenset({("x-1", "x-3")}),
        {("x-1", "en"): "Acme", ("x-1", "ja"): "アクメ"},
        {"x-1": EntityType.PRODUCT},
        frozenset({"claim-1"}),
    )
    for order in itertools.permutations(told):
        assert rule(order) == expected
    assert rule([]) == Rulings()


def test_identity_comes_from_everything_that_is_said() -> None:
    one = Judgement(MERGE, "x-1", "x-2", who="ann", when="2025-01-01")
    assert one.id == Judgement(MERGE, "x-1", "x-2", who="ann", when="2025-01-01").id
    others = [
        Judgement(MERGE, "x-1", "x-3", who="ann", when="2025-01-01"),
        Judgement(SPLIT, "x-1", "x-2", who="ann", when="2025-01-01"),
        Judgement(MERGE, "x-1", "x-2", who="bob", when="2025-01-01"),
        Judgement(MERGE, "x-1", "x-2", who="ann", when="2025-01-02"),
    ]
    assert len({one.id, *(other.id for other in others)}) == 5


TEXTS = st.text(max_size=12)
SOME = st.text(min_size=1, max_size=12)
NAMES = SOME.filter(lambda one: bool(one.strip()))
PAIRS = st.tuples(SOME, SOME).filter(lambda pair: pair[0] != pair[1])
JUDGEMENTS = st.one_of(
    st.builds(
        lambda verdict, pair, who, when: Judgement(verdict, *pair, who=who, when=when),
        st.sampled_from([MERGE, SPLIT]),
        PAIRS,
        TEXTS,
        TEXTS,
    ),
    st.builds(Judgement, st.just(RENAME), SOME, value=NAMES, lang=st.sampled_from(["en", "ja"]), who=TEXTS),
    st.builds(Judgement, st.just(RETYPE), SOME, value=st.sampled_from([str(one) for one in EntityType]), when=TEXTS),
    st.builds(Judgement, st.just(REJECT), SOME, who=TEXTS),
)


@given(st.lists(JUDGEMENTS, max_size=6))
def test_what_is_written_is_read_again(judgements: list[Judgement]) -> None:
    text = write_judgements(judgements)
    assert list(read_judgements(text, "own.jsonl")) == judgements
    assert text.count("\n") == len(judgements), "one a line"


def test_a_text_keeps_japanese_as_it_is_and_leaves_out_what_is_not_said() -> None:
    text = write_judgements([Judgement(RENAME, "x-1", value="アクメ", lang="ja")])
    assert text == '{"verdict": "rename", "about": "x-1", "value": "アクメ", "lang": "ja"}\n'
    assert write_judgements([]) == ""


GOOD = '{"verdict": "merge", "about": "x-1", "other": "x-2"}'


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "merge x-1 x-2",
        "[]",
        "null",
        "3",
        '"merge"',
        '{"about": "x-1", "other": "x-2"}',
        '{"verdict": "marry", "about": "x-1", "other": "x-2"}',
        '{"verdict": "merge", "about": "x-1"}',
        '{"verdict": "merge", "other": "x-1"}',
        '{"verdict": "merge", "about": "x-1", "other": 2}',
        '{"verdict": "merge", "about": "x-1", "other": null}',
        '{"verdict": "merge", "about": "", "other": "x-2"}',
        '{"verdict": "merge", "about": "x-1", "other": "x-2", "colour": "red"}',
        '{"verdict": ["merge"], "about": "x-1", "other": "x-2"}',
        '{"verdict": "rename", "about": "x-1", "value": "Acme", "lang": "fr"}',
        "[" * 100_000,
    ],
)
def test_a_broken_line_is_named_by_its_number(line: str) -> None:
    with pytest.raises(InvalidJudgement) as caught:
        list(read_judgements(f"{GOOD}\n\n{line}\n{GOOD}\n", "own.jsonl"))
    assert "own.jsonl:3" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "\n\n", " \n\t\n"])
def test_empty_lines_say_nothing(text: str) -> None:
    assert list(read_judgements(text, "own.jsonl")) == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_any_line_ending_will_do(ending: str) -> None:
    assert list(read_judgements(GOOD + ending, "own.jsonl")) == [Judgement(MERGE, "x-1", "x-2")]
