"""Which minted entities are one thing: sure pairs merge, doubtful ones wait for a person, who is always right."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.readings import read_words
from kg.link.judgements import Rulings
from kg.link.profiles import Profile, company_of
from kg.link.resolver import Resolver
from kg.model import EntityType

ORG, PERSON, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT


def profile(
    identity: str, *names: str, kind: EntityType = ORG, company: Iterable[str] = (), minted: bool = True
) -> Profile:
    return Profile(identity, kind, frozenset(names), frozenset(company), minted)


def resolve(
    *profiles: Profile, same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
) -> Resolver:
    resolver = Resolver(read_words, Rulings(frozenset(same), frozenset(apart)))
    for one in profiles:
        resolver.put(one)
    return resolver


def clusters(resolver: Resolver) -> dict[str, set[str]]:
    """The entities behind each head."""
    found: dict[str, set[str]] = {}
    for identity, head in resolver.canonical(resolver.known_ids()).items():
        found.setdefault(head, set()).add(identity)
    return found


def doubted(resolver: Resolver) -> list[tuple[str, str]]:
    return [one.pair for one in resolver.doubts()]


SURE, DOUBT, NONE = "merged", "in doubt", "no pair"


@pytest.mark.parametrize(
    ("kind", "one", "other", "alone", "together"),
    [
        (ORG, "Kestrel Grid", "ケストレル・グリッド", SURE, SURE),
        (ORG, "Kestrel Grid", "Kestrel Grid Inc.", SURE, SURE),
        (ORG, "ケストレルグリッド", "株式会社ケストレル・グリッド", SURE, SURE),
        (ORG, "Tidvatten AI", "ティードヴァッテンAI", SURE, SURE),
        (ORG, "Sakuragi Shipbuilding", "桜木造船", NONE, SURE),
        (ORG, "Belvane", "ベルベイン", NONE, SURE),
        (ORG, "Kestrel Grid", "ケストレル・パワー", NONE, NONE),
        (ORG, "Kestrel Grid", "Petrel Grid", NONE, NONE),
        (ORG, "葉山化学", "葉山化成", NONE, NONE),
        (PERSON, "Steven Lind", "スティーブン・リンド", SURE, SURE),
        (PERSON, "Gustav Ekenberg", "グスタフ・エーケンベリ", NONE, SURE),
        (PERSON, "Stefan Lindt", "シュテファン・リント", DOUBT, SURE),
        (PERSON, "Daniel Carter", "ダニエル・カーター", DOUBT, SURE),
        (ORG, "Redshore Ventures", "レッドショア・ベンチャーズ", SURE, SURE),
        (PERSON, "Naoko Sato", "佐藤直子", DOUBT, SURE),
        (PERSON, "Ichiro Suzuki", "鈴木一郎", DOUBT, SURE),
        (PERSON, "Taro Tanaka", "佐藤直子", NONE, NONE),
        (PERSON, "Lindt", "リント", NONE, NONE),
        (PERSON, "Markus Meier", "Marcus Mayer", NONE, NONE),
        (PRODUCT, "PebbleCam", "ペブルカム", SURE, SURE),
        (PRODUCT, "PebbleCam 2", "ペブルカム3", NONE, NONE),
    ],
)
def test_names_alone_and_in_company(kind: EntityType, one: str, other: str, alone: str, together: str) -> None:
    for company, expected in (((), alone), (["acquires Q1"], together)):
        first = profile("x-1", one, kind=kind, company=company)
        second = profile("x-2", other, kind=kind, company=company)
        for order in ((first, second), (second, first)):
            resolver = resolve(*order)
            assert (clusters(resolver) == {"x-1": {"x-1", "x-2"}}) == (expected == SURE)
            assert doubted(resolver) == ([("x-1", "x-2")] if expected == DOUBT else [])
            found = resolver.same("x-1", "x-2")
            assert found == resolver.same("x-2", "x-1")
            assert (found is None) == (expected == NONE)
            assert found is None or (found.sure == (expected == SURE) and one in found.why and other in found.why)


def test_things_of_two_types_are_two() -> None:
    resolver = resolve(profile("x-1", "Kestrel Grid"), profile("x-2", "ケストレル・グリッド", kind=PRODUCT))
    assert clusters(resolver) == {"x-1": {"x-1"}, "x-2": {"x-2"}}
    assert not resolver.doubts()


def test_company_that_is_not_shared_tells_nothing() -> None:
    one = profile("x-1", "Daniel Carter", kind=PERSON, company=["leaves Q1"])
    other = profile("x-2", "ダニエル・カーター", kind=PERSON, company=["leaves Q2"])
    assert doubted(resolve(one, other)) == [("x-1", "x-2")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_two_latin_names_that_sound_like_one_japanese_name_stay_two(order: tuple[int, ...]) -> None:
    """Lumora and Rumora are both ルモーラ; the Japanese name goes to one of them, and a person is asked."""
    three = [profile("x-l", "Lumora"), profile("x-r", "Rumora"), profile("x-j", "ルモーラ")]
    resolver = resolve(*(three[at] for at in order))
    canonical = resolver.canonical(resolver.known_ids())
    assert canonical["x-l"] != canonical["x-r"]
    assert canonical["x-j"] == "x-r", "the likelier of two"
    assert doubted(resolver) == [("x-l", "x-r")], "by the ids that stand for them"


def test_two_japanese_names_that_fit_one_latin_name_but_not_each_other_stay_two() -> None:
    resolver = resolve(
        profile("x-1", "Sakuragi Shipbuilding", company=["buys Q1"]),
        profile("x-2", "桜木造船", company=["buys Q1"]),
        profile("x-3", "櫻儀造船所労組", company=["buys Q1"]),
    )
    canonical = resolver.canonical(resolver.known_ids())
    assert canonical["x-1"] == canonical["x-2"] != canonical["x-3"]


@pytest.mark.parametrize(("names", "merged"), [(("IQO", "IQO"), False), (("Iqonic", "Iqonic"), True)])
def test_initials_alone_leave_doubt(names: tuple[str, str], merged: bool) -> None:
    """アクメ自動車（AJ） of one article is not アルファ情報（AJ） of another."""
    one, other = profile("x-1", "国際量子機構", names[0]), profile("x-2", "印西給水管理組合", names[1])
    resolver = resolve(one, other)
    assert (len(clusters(resolver)) == 1) is merged
    assert doubted(resolver) == ([] if merged else [("x-1", "x-2")])


def test_namesakes_that_are_known_never_merge_by_score() -> None:
    """Not even where minted entities that a person gave to them are spelt alike."""
    known = [profile(one, "Kestrel Grid", minted=False) for one in ("Q1", "Q2", "x-known")]
    minted = [profile("x-1", "Kestrel Grid"), profile("x-2", "ケストレル・グリッド"), profile("x-3", "Kestrel-Grid")]
    same = [("Q1", "x-1"), ("Q2", "x-2"), ("x-3", "x-known")]
    assert clusters(resolve(*known, *minted, same=same)) == {
        "Q1": {"Q1", "x-1"},
        "Q2": {"Q2", "x-2"},
        "x-known": {"x-known", "x-3"},
    }
    # A person may say so.
    assert clusters(resolve(*known, *minted, same=[*same, ("Q1", "Q2")]))["Q1"] == {"Q1", "Q2", "x-1", "x-2"}
    # What a person gave to an entity that no article speaks of any more is known too.
    assert len(clusters(resolve(*minted[:2], same=same))) == 2


def test_what_is_known_is_proposed_to_nobody() -> None:
    resolver = resolve(profile("Q1", "Kestrel Grid", minted=False), profile("x-1", "Kestrel Grid"))
    assert resolver.same("Q1", "x-1") is None
    assert len(clusters(resolver)) == 2


ALIKE = (profile("x-1", "Kestrel Grid"), profile("x-2", "ケストレル・グリッド"))
UNLIKE = (profile("x-1", "Kestrel Grid"), profile("x-3", "東都ガス"))
PAIR = ("x-1", "x-2")


def test_a_split_beats_every_score() -> None:
    resolver = resolve(*ALIKE, apart=[PAIR])
    assert clusters(resolver) == {"x-1": {"x-1"}, "x-2": {"x-2"}}
    assert not resolver.doubts(), "what is decided is asked no more"


def test_a_split_holds_whatever_else_hangs_on_either() -> None:
    three = (*ALIKE, profile("x-4", "Kestrel-Grid"))
    assert len(clusters(resolve(*three))) == 1
    found = resolve(*three, apart=[PAIR]).canonical(["x-1"])
    assert found["x-1"] != found["x-2"]


def test_a_merge_needs_no_score() -> None:
    assert clusters(resolve(*UNLIKE, same=[("x-1", "x-3")])) == {"x-1": {"x-1", "x-3"}}


def test_other_rulings_undo_what_was_ruled() -> None:
    resolver = resolve(*ALIKE, profile("x-3", "東都ガス"), apart=[PAIR], same=[("x-1", "x-3")])
    assert clusters(resolver) == {"x-1": {"x-1", "x-3"}, "x-2": {"x-2"}}
    resolver.rulings = Rulings()
    assert clusters(resolver) == {"x-1": {"x-1", "x-2"}, "x-3": {"x-3"}}


def test_clusters_hang_together_over_what_they_share() -> None:
    chain = [
        profile("x-1", "Kestrel Grid"),
        profile("x-2", "Kestrel Grid Inc.", "ゾーブラット"),
        profile("x-3", "株式会社ゾーブラット"),
    ]
    assert clusters(resolve(*chain)) == {"x-1": {"x-1", "x-2", "x-3"}}
    assert resolve(*chain).same("x-1", "x-3") is None
    judged = resolve(*UNLIKE, profile("x-5", "青嵐不動産"), same=[("x-1", "x-3"), ("x-3", "x-5")])
    assert clusters(judged) == {"x-1": {"x-1", "x-3", "x-5"}}
    # By way of an entity that is gone, too: the judgements stay.
    judged.drop("x-3")
    assert clusters(judged) == {"x-1": {"x-1", "x-5"}}


@pytest.mark.parametrize(
    ("ids", "head"),
    [
        (["x-2", "Q10", "Q9"], "Q9"),
        (["x-2", "x-known", "x-1"], "x-known"),
        (["x-japanese", "x-z"], "x-z"),
        (["x-b", "x-a"], "x-a"),
        (["Q9", "x-known", "x-japanese"], "Q9"),
        (["Quux", "x-known"], "x-known"),
    ],
)
def test_the_id_that_stands_for_all(ids: list[str], head: str) -> None:
    """A Wikidata id, else a known one, else one with a Latin name, else the first in the alphabet."""
    made = [
        profile(
            one,
            "桜木造船" if one == "x-japanese" else f"Sakuragi {one}",
            minted=one != "x-known" and not one[1:].isdecimal(),
        )
        for one in ids
    ]
    same = [(ids[0], one) if ids[0] < one else (one, ids[0]) for one in ids[1:]]
    for order in itertools.permutations(made):
        assert clusters(resolve(*order, same=same)) == {head: set(ids)}


def test_putting_and_dropping_tells_whose_clusters_may_change() -> None:
    resolver = resolve()
    assert resolver.put(ALIKE[0]) == {"x-1"}
    assert resolver.put(ALIKE[1]) == {"x-1", "x-2"}
    assert resolver.put(profile("x-2", "東都ガス")) == {"x-1", "x-2"}
    assert len(clusters(resolver)) == 2
    assert resolver.put(ALIKE[1]) == {"x-1", "x-2"}
    assert resolver.drop("x-1") == {"x-1", "x-2"}
    assert resolver.drop("x-1") == set()
    assert resolver.known_ids() == ["x-2"]
    assert resolver.canonical(["x-1", "x-9"]) == {}


def test_what_is_told_of_a_pair_does_not_depend_on_which_came_first() -> None:
    """Two pairs of names speak for it equally well."""
    one, other = profile("x-1", "Kestrel Grid", "Lumora"), profile("x-2", "Lumora", "kestrel grid")
    assert resolve(one, other).same("x-1", "x-2") == resolve(other, one).same("x-1", "x-2")


NAMES = [
    *(
        "Kestrel Grid",
        "ケストレル・グリッド",
        "Kestrel Grid Inc.",
        "ケストレルグリド",
        "Petrel Grid",
        "Lumora",
        "Rumora",
    ),
    *(
        "ルモーラ",
        "IQO",
        "国際量子機構",
        "桜木造船",
        "Sakuragi Shipbuilding",
        "Belvane",
        "Velbane",
        "ベルベイン",
        "・",
        "A",
    ),
]
IDS = ["x-1", "x-2", "x-3", "x-4", "x-5", "Q1"]
PROFILES = st.builds(
    Profile,
    st.sampled_from(IDS),
    st.sampled_from([ORG, ORG, PERSON]),
    st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=3),
    st.frozensets(st.sampled_from(["buys Q7", "sells Q8"]), max_size=1),
    st.booleans(),
)
PAIRS = st.frozensets(st.sampled_from(list(itertools.combinations(sorted(IDS), 2))), max_size=3)


@settings(max_examples=120)
@given(st.lists(PROFILES, max_size=12), PAIRS, PAIRS, st.randoms(use_true_random=False), st.data())
def test_only_what_is_there_at_the_end_counts(
    history: list[Profile],
    same: frozenset[tuple[str, str]],
    apart: frozenset[tuple[str, str]],
    chance,
    data: st.DataObject,
) -> None:
    rulings = Rulings(same - apart, apart)
    lived = Resolver(read_words, rulings)
    for one in history:
        if data.draw(st.booleans()):
            lived.put(one)
        else:
            lived.drop(one.id)
    last = {one: lived._profiles[one] for one in lived.known_ids()}
    fresh = Resolver(read_words, rulings)
    order = list(last.values())
    chance.shuffle(order)
    for one in order:
        fresh.put(one)
    assert fresh.canonical(fresh.known_ids()) == lived.canonical(lived.known_ids())
    assert fresh.doubts() == lived.doubts()
    # Asked for one by one, it is the same as asked for together.
    whole = fresh.canonical(fresh.known_ids())
    assert all(fresh.canonical([one])[one] == head for one, head in whole.items())
    for one, head in whole.items():
        assert whole[head] == head, "a head stands for itself"
        assert one in last


@pytest.mark.parametrize(
    ("claims", "keys", "expected"),
    [
        ([], {}, {}),
        ([("a", "buys", "")], {}, {}),
        ([("a", "buys", "b")], {}, {"a": {"buys b"}, "b": {"buys a"}}),
        ([("a", "buys", "b")], {"b": "KTR-"}, {"a": {"buys KTR-"}, "b": {"buys a"}}),
        ([("a", "buys", "b"), ("c", "sues", "a")], {}, {"a": {"buys b", "sues c"}, "b": {"buys a"}, "c": {"sues a"}}),
    ],
)
def test_company(claims: list[tuple[str, str, str]], keys: dict[str, str], expected: dict[str, set[str]]) -> None:
    assert company_of(claims, keys) == expected
