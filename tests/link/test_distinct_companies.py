"""Distinct companies keep distinct ids: listed ones of two exchanges, and invented look-alikes of our own."""

from __future__ import annotations

import csv
import io
import itertools
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kg.ids import fold_name
from kg.language.readings import read_words
from kg.link.compare import Verdict, compare_names
from kg.link.gazetteer import build_gazetteer, load_gazetteer
from kg.link.linker import Linker
from kg.link.minting import mint_id
from kg.link.profiles import Profile
from kg.link.resolver import Resolver
from kg.model import EntityType, Link
from kg.text.spelling import name_key, strip_legal_form
from tests.builders import make_article, make_claim, make_mention

ORG = EntityType.ORGANIZATION
LISTS = Path(__file__).parents[3] / "shared" / "datasets" / "gazetteer.tar.gz"
#: Pairs of companies among 10,960 names that share an id by their names alone: 2 are measured (TOHO CO., LTD. and
#: TOHO Co.,Ltd.; Independent Bank Corp. and Corporation).
MOST_OF_ONE_ID = 3
#: Pairs that are one after everything: 18 are measured, nearly all by their sound across scripts; with the list of
#: known things, which has most namesakes of the known ones among these lists, 11.
MOST_MERGED, MOST_MERGED_WITH_LIST = 20, 12

#: Every two of these are two companies, however alike they look or sound. All are invented.
LOOK_ALIKES = """
Kestrel Grid | Kestrel Group | Kestrel Grids Europe | Petrel Grid | Kestrel Power
Nordvik Systems | Nordvik Solutions | Nordvig Semiconductors | Sordvik Systems
Halcyon Bank | Halcyon Bank Securities | Halcyon Robotics | Halcion Medical
Mirai Labs | Mirai Lab Tokyo | Mira Labs | Miraxis
Tessera One | Tessera Two | Tessera 3 | Tessera 4
North Quay Capital | South Quay Capital | North Bay Capital | North Quay Insurance
ZQM | ZQN | ZMQ
葉山化学 | 葉山化成 | 羽山科学 | 葉山科学工業
北都銀行 | 東都銀行 | 北都証券 | 北都信託銀行
桜木造船 | 桜木建設 | 桜井造船 | 桜木造船所労働組合
ミナト電機 | ミナト電気工業 | ミナミ電機 | ミナト電子
クレスト | クレスタ | グレスト | クレストン
ハルコン | バルコン | パルコン | ハルゴン
アルゴテック | アルゴテクノ | アルゴリック | エルゴテック
青嵐グループ | 青嵐ホールディングス | 青藍グループ | 青嵐不動産
"""
NAMES = [name.strip() for name in re.split(r"[|\n]", LOOK_ALIKES) if name.strip()]


def test_no_two_look_alikes_share_a_key() -> None:
    assert len(NAMES) == 60
    keys: dict[str, str] = {}
    for name in NAMES:
        assert keys.setdefault(name_key(name, ORG), name) == name


def test_no_two_look_alikes_are_said_to_be_one() -> None:
    wrong = [
        pair
        for pair in itertools.combinations(NAMES, 2)
        if compare_names(*pair, ORG, read_words).verdict is Verdict.YES
    ]
    assert not wrong


@pytest.mark.parametrize("name", [name for name in NAMES if len(name) > 2])
def test_a_legal_form_does_not_bring_look_alikes_together(name: str) -> None:
    spelt = f"{name} Co., Ltd." if name.isascii() else f"株式会社{name}"
    assert [one for one in NAMES if name_key(one, ORG) == name_key(spelt, ORG)] == [name]


@pytest.fixture(scope="module")
def companies() -> Mapping[str, set[str]]:
    """The companies that bear each name, by the numbers that the lists give them."""
    if not LISTS.exists():
        pytest.skip("the lists of listed companies (shared/datasets/gazetteer.tar.gz) are not at hand")
    found: dict[str, set[str]] = defaultdict(set)
    with tarfile.open(LISTS) as archive:
        for name, number in (*_tokyo(archive), *_edinet(archive), *_nasdaq(archive)):
            # How wide the space is on which a list breaks a name is no spelling.
            found[" ".join(name.split())].add(number)
    return found


def _rows(archive: tarfile.TarFile, file: str) -> Iterator[dict[str, str]]:
    told = archive.extractfile(f"gazetteer/{file}")
    assert told is not None
    yield from csv.DictReader(io.StringIO(told.read().decode("utf-8-sig")))


def _tokyo(archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    return ((row["法人名"], row["法人番号"]) for row in _rows(archive, "tse_listed_ja_en.csv") if row["法人名"])


def _edinet(archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for row in _rows(archive, "edinet_codes_ja_en.csv"):
        for name in (row["提出者名"], row["提出者名（英字）"]):
            if row["上場区分"] == "上場" and name:
                yield name, row["提出者法人番号"] or row["ＥＤＩＮＥＴコード"]


def _nasdaq(archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    """Companies only, no funds: the name stands before the kind of share. Share classes have one name."""
    for row in _rows(archive, "nasdaq_nasdaq-listed.csv"):
        name, _, share = row["Security Name"].partition(" - ")
        if re.search("Common|Ordinary|Depositary|Class", share):
            yield name, name


Pairs = list[tuple[str, str]]


def _wrong(companies: Mapping[str, set[str]], called: Mapping[str, str]) -> Pairs:
    """The pairs of names of two companies that come to one key or id."""
    by_call: dict[str, list[str]] = defaultdict(list)
    for name in sorted(companies):
        by_call[called[name]].append(name)
    return [
        pair
        for names in by_call.values()
        for pair in itertools.combinations(names, 2)
        if companies[pair[0]].isdisjoint(companies[pair[1]])
    ]


def test_listed_companies_keep_their_ids_apart(companies: Mapping[str, set[str]]) -> None:
    assert len(companies) >= 10_000
    wrong = _wrong(companies, {name: mint_id(name, ORG) for name in companies})
    assert len(wrong) <= MOST_OF_ONE_ID, wrong


def test_keys_of_listed_companies_differ_in_more_than_legal_form_and_case(companies: Mapping[str, set[str]]) -> None:
    wrong = _wrong(companies, {name: name_key(name, ORG) for name in companies})
    assert not [pair for pair in wrong if len({fold_name(strip_legal_form(one)) for one in pair}) > 1]


@pytest.mark.parametrize(("known", "most"), [(False, MOST_MERGED), (True, MOST_MERGED_WITH_LIST)])
def test_listed_companies_stay_apart_when_articles_name_them(
    companies: Mapping[str, set[str]], known: bool, most: int
) -> None:
    """Every name in an article of its own, and what the articles say settled together."""
    linker = Linker(load_gazetteer() if known else build_gazetteer([]), read_words)
    linked = {name: _linked(linker, name) for name in companies}
    names: dict[str, set[str]] = defaultdict(set)
    for name, link in linked.items():
        names[link.entity_id].add(name)
    resolver = Resolver(read_words)
    for link in linked.values():
        resolver.put(Profile(link.entity_id, ORG, frozenset(names[link.entity_id]), minted=link.minted))
    canonical = resolver.canonical(resolver.known_ids())
    wrong = _wrong(companies, {name: canonical[link.entity_id] for name, link in linked.items()})
    assert len(wrong) <= most, wrong


def _linked(linker: Linker, name: str) -> Link:
    article = make_article(f"{name} cuts jobs.", lang="en" if name.isascii() else "ja")
    claim = make_claim(article, make_mention(article, name), "laysOff", None, trigger="cuts")
    (link,) = linker.link(article, [claim], []).links
    return link
