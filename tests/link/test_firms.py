"""Firms that differ in nothing but Corp., Inc. or Ltd.: one while one kind is around, several where several are."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.readings import read_words
from kg.link.firms import Firms
from kg.link.judgements import Rulings
from kg.link.minting import mint_id
from kg.link.profiles import Profile
from kg.link.resolver import Resolver
from kg.model import EntityType

ORG, PERSON = EntityType.ORGANIZATION, EntityType.PERSON
BARE, KANA = "Kestrel Grid", "ケストレル・グリッド"
CORP, INC, LTD = "Kestrel Grid Corp.", "Kestrel Grid, Inc.", "Kestrel Grid Co., Ltd."
PLAIN = mint_id(BARE, ORG)


def firm(*names: str, company: Iterable[str] = (), kind: EntityType = ORG) -> Profile:
    """An entity as the linker mints it from its first name."""
    return Profile(mint_id(names[0], kind), kind, frozenset(names), frozenset(company))


def resolve(
    *profiles: Profile, same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
) -> Resolver:
    resolver = Resolver(read_words, Rulings(frozenset(same), frozenset(apart)))
    for one in profiles:
        resolver.put(one)
    return resolver


def grouped(*profiles: Profile, **rulings: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """The first names of what is one, in whatever order it comes."""
    found = []
    named = {one.id: min(one.names) for one in profiles}
    for order in itertools.permutations(profiles):
        canonical = resolve(*order, **rulings).canonical(named)
        heads = {canonical[one] for one in named}
        found.append({frozenset(named[one] for one in named if canonical[one] == head) for head in heads})
    assert all(one == found[0] for one in found)
    return found[0]


def one(*names: str) -> frozenset[str]:
    return frozenset(names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([BARE, INC], {one(BARE, INC)}),
        ([KANA, INC], {one(KANA, INC)}),
        ([KANA, BARE, INC], {one(KANA, BARE, INC)}),
        ([INC, CORP], {one(INC), one(CORP)}),
        ([INC, CORP, LTD], {one(INC), one(CORP), one(LTD)}),
        ([BARE, INC, CORP], {one(BARE), one(INC), one(CORP)}),
        ([KANA, INC, CORP], {one(KANA), one(INC), one(CORP)}),
        ([KANA, BARE, INC, CORP], {one(KANA, BARE), one(INC), one(CORP)}),
        ([BARE, "Petrel Grid Corp.", INC], {one(BARE, INC), one("Petrel Grid Corp.")}),
    ],
)
def test_the_bare_name_is_the_one_firm_that_there_is(names: list[str], expected: set[frozenset[str]]) -> None:
    assert grouped(*map(firm, names)) == expected


@pytest.mark.parametrize(
    ("bare", "inc", "corp", "expected"),
    [
        ("buys Q1", "buys Q1", "", {one(BARE, INC), one(CORP)}),
        ("", "buys Q1", "buys Q1", {one(BARE, INC, CORP)}),
        ("buys Q1", "buys Q1", "buys Q1", {one(BARE, INC, CORP)}),
        ("buys Q1", "buys Q2", "buys Q3", {one(BARE), one(INC), one(CORP)}),
        ("buys Q1", "", "", {one(BARE), one(INC), one(CORP)}),
    ],
)
def test_what_they_have_in_common_tells_whether_and_which(
    bare: str, inc: str, corp: str, expected: set[frozenset[str]]
) -> None:
    told = ((BARE, bare), (INC, inc), (CORP, corp))
    assert grouped(*(firm(name, company=filter(None, [company])) for name, company in told)) == expected


def test_a_bare_name_with_as_much_in_common_with_two_is_neither() -> None:
    told = firm(BARE, company=["buys Q1", "sues Q2"])
    inc, corp = firm(INC, company=["buys Q1"]), firm(CORP, company=["sues Q2"])
    assert len(grouped(told, inc, corp)) == 3


def test_a_third_name_that_is_like_both_joins_one_of_them_only() -> None:
    found = grouped(firm(INC), firm(CORP), firm("Kestrel Grids Inc."))
    assert len(found) == 2
    assert not any({INC, CORP} <= each for each in found)


def test_firms_that_are_one_after_all_have_the_plain_id() -> None:
    inc, corp = firm(INC, company=["buys Q1"]), firm(CORP, company=["buys Q1"])
    assert set(resolve(inc, corp).canonical([inc.id]).values()) == {PLAIN}


def test_several_firms_of_a_name_are_to_be_decided() -> None:
    resolver = resolve(*map(firm, (BARE, INC, CORP)))
    ids = {mint_id(name, ORG) for name in (BARE, INC, CORP)}
    assert {each for doubt in resolver.doubts() for each in doubt.pair} == ids
    assert len(resolver.doubts()) == 3
    assert not resolve(*map(firm, (BARE, INC))).doubts()


def test_the_plain_id_stands_for_the_one_firm_though_no_article_has_the_bare_name() -> None:
    inc, corp = firm(INC), firm(CORP)
    resolver = resolve(inc)
    assert resolver.canonical([inc.id]) == {inc.id: PLAIN, PLAIN: PLAIN}
    assert resolver.put(corp) >= {inc.id, corp.id, PLAIN}
    assert resolver.canonical([corp.id]) == {inc.id: inc.id, corp.id: corp.id, PLAIN: PLAIN}
    assert resolver.drop(inc.id) >= {inc.id, corp.id, PLAIN}
    assert resolver.canonical([PLAIN]) == {corp.id: PLAIN, PLAIN: PLAIN}
    resolver.drop(corp.id)
    assert resolver.canonical([PLAIN, inc.id, corp.id]) == {}


def test_what_people_say_of_the_plain_id_they_say_of_the_one_firm() -> None:
    """Judgements of before there were ids for kinds of firm hold."""
    inc, other = firm(INC), Profile("Q1", ORG, frozenset({"Zorblatt"}), minted=False)
    pair = min(("Q1", PLAIN), (PLAIN, "Q1"))
    assert resolve(inc, other, same=[pair]).canonical([inc.id])[inc.id] == "Q1"
    kana = firm(KANA)
    assert len(grouped(inc, kana)) == 1
    apart = [(kana.id, PLAIN) if kana.id < PLAIN else (PLAIN, kana.id)]
    assert len(grouped(inc, kana, apart=apart)) == 2


def test_people_join_firms_and_part_them() -> None:
    bare, inc, corp = map(firm, (BARE, INC, CORP))
    assert len(grouped(bare, inc, corp, same=[(min(inc.id, corp.id), max(inc.id, corp.id))])) == 1
    apart = [(min(bare.id, inc.id), max(bare.id, inc.id))]
    assert grouped(bare, inc, apart=apart) == {one(BARE), one(INC)}


def test_names_that_say_two_things_say_nothing() -> None:
    """As in stores of before, in which all kinds of firm have the plain id."""
    old = Profile(PLAIN, ORG, frozenset({INC, CORP}))
    assert resolve(old, firm(INC)).canonical([PLAIN]) == {PLAIN: PLAIN, mint_id(INC, ORG): PLAIN}
    of_one_kind = Profile(PLAIN, ORG, frozenset({INC}))
    assert len(grouped(of_one_kind, firm(CORP))) == 2


def test_what_is_kept_of_firms() -> None:
    firms = Firms()
    inc, corp = mint_id(INC, ORG), mint_id(CORP, ORG)
    firms.put(inc, [INC, KANA])
    firms.put(corp, [CORP])
    firms.put(PLAIN, [BARE])
    firms.put("x-other", ["Kestrel Grid Corporation"])
    assert firms.bearers(PLAIN) == {inc, corp}
    assert [firms.plain_of(each) for each in (inc, corp, PLAIN, "x-other")] == [PLAIN, PLAIN, "", ""]
    assert [firms.tells_kind(each) for each in (inc, PLAIN, "x-other")] == [True, False, True]
    assert firms.namesakes([inc, corp, PLAIN, "x-other"]) == {inc: {corp, "x-other"}, corp: {inc}, "x-other": {inc}}
    assert firms.namesakes([corp, "x-other"]) == {}
    firms.drop(inc)
    assert firms.namesakes([inc, corp, PLAIN, "x-other"]) == {}
    assert firms.bearers(PLAIN) == {corp}


NAMES = [
    BARE,
    KANA,
    CORP,
    INC,
    LTD,
    "Kestrel Grid Corporation",
    "Kestrel Grids Inc.",
    "Petrel Grid Inc.",
    "Zorblatt Ltd",
]
IDS = sorted({mint_id(name, ORG) for name in NAMES} | {mint_id("Zorblatt", ORG), "Q1"})
PROFILES = st.builds(
    lambda names, company, known: Profile(
        "Q1" if known else mint_id(names[0], ORG), ORG, frozenset(names), company, minted=not known
    ),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2),
    st.frozensets(st.sampled_from(["buys Q7", "sells Q8"]), max_size=2),
    st.sampled_from([False, False, False, True]),
)
PAIRS = st.frozensets(st.sampled_from(list(itertools.combinations(IDS, 2))), max_size=2)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.booleans(), PROFILES), max_size=12), PAIRS, PAIRS, st.randoms(use_true_random=False))
def test_what_changes_is_told_and_only_what_is_there_at_the_end_counts(history, same, apart, chance) -> None:
    rulings = Rulings(same - apart, apart)
    lived = Resolver(read_words, rulings)
    current: dict[str, str] = {}
    for comes, profile in history:
        touched = lived.put(profile) if comes else lived.drop(profile.id)
        settled = lived.canonical(touched)
        for each in touched | settled.keys():
            current[each] = settled.get(each, each)
    last = [lived._profiles[each] for each in lived.known_ids()]
    chance.shuffle(last)
    fresh = resolve(*last, same=rulings.same, apart=rulings.apart)
    whole = fresh.canonical(fresh.known_ids())
    assert {each: head for each, head in current.items() if each != head} == {
        each: head for each, head in whole.items() if each != head
    }
    assert lived.doubts() == fresh.doubts()
    for each, head in whole.items():
        assert whole[head] == head, "a head stands for itself"
        assert fresh.canonical([each])[each] == head, "asked for one by one, it is the same"
