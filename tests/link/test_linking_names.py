"""Whom the names of an article mean: known things in any spelling, surroundings, brackets, sounds, and odd names."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from kg.ids import mint_entity_id
from kg.language.readings import read_words
from kg.link.gazetteer import KnownThing, build_gazetteer, load_gazetteer
from kg.link.linker import SOUNDS_SURE, Linker
from kg.model import Entity, EntityType, Extraction, Link, Mention
from tests.builders import make_article, make_claim, make_mention

ORG, PERSON, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT
NOBODY = build_gazetteer([])


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_gazetteer(), read_words)


def read(linker: Linker, text: str, *names: tuple[str, EntityType], mentions: Sequence[Mention] = ()) -> Extraction:
    """Each name, wherever it first stands in the text, leaves what the text calls Acme at its end."""
    article = make_article(f"{text} Acme", lang="ja" if not text.isascii() else "en")
    acme = make_mention(article, "Acme", ORG, after=text) if text else make_mention(article, "Acme", ORG)
    claims = [
        make_claim(article, make_mention(article, *one), "leaves", acme, trigger=text[:1] or "Acme") for one in names
    ]
    unlinked = [
        replace(claim, subject=replace(claim.subject, entity_id=""), object=replace(acme, entity_id=""))
        for claim in claims
    ]
    return linker.link(article, unlinked, mentions)


def link_of(found: Extraction, at: int = 0) -> Link:
    """How sure the link of the subject of a claim is."""
    identity = found.claims[at].subject.entity_id
    return next(one for one in found.links if one.entity_id == identity)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (ORG, ("Nvidia", "NVIDIA", "エヌビディア", "エヌヴィディア", "Nvidia Corporation", "ＮＶＩＤＩＡ")),
        (ORG, ("Microsoft", "マイクロソフト", "Microsoft Corp.", "MICROSOFT")),
        (ORG, ("Boeing", "ボーイング", "The Boeing Company")),
        (ORG, ("Meta Platforms", "Facebook", "フェイスブック", "Meta Platforms, Inc.", "メタ・プラットフォームズ")),
        (ORG, ("Kioxia", "キオクシア", "東芝メモリ")),
        (ORG, ("Apple Computer", "アップルコンピュータ", "アップルコンピューター", "Apple Inc.")),
        (PERSON, ("Elon Musk", "イーロン・マスク", "イーロンマスク", "イローン・マスク")),
        (PERSON, ("Sam Altman", "サム・アルトマン")),
    ],
)
def test_spellings_and_former_names_of_known_things(linker: Linker, kind: EntityType, names: tuple[str, ...]) -> None:
    found = {name: read(linker, name, (name, kind)) for name in names}
    assert len({one.claims[0].subject.entity_id for one in found.values()}) == 1
    for one in found.values():
        assert not link_of(one).minted
        assert link_of(one).score >= 0.95


@pytest.mark.parametrize(
    ("name", "around", "english"),
    [
        ("Apple", "Tim Cook showed the iPhone.", "Apple"),
        ("アップル", "ティム・クック氏がスマートフォンを見せた。", "Apple"),
        ("Meta", "Mark Zuckerberg runs Facebook and Instagram.", "Meta"),
        ("メタ", "ザッカーバーグ氏がインスタグラムを率いる。", "Meta"),
        ("Arm", "SoftBank owns the chip designer from Cambridge.", "Arm"),
        ("アーム", "ソフトバンクの傘下で半導体を設計する。", "Arm"),
        ("Block", "Jack Dorsey runs Cash App.", "Block"),
        ("ブロック", "ジャック・ドーシー氏が決済を手がける。", "Block"),
    ],
)
def test_what_may_mean_something_else_is_surer_in_its_surroundings(
    linker: Linker, name: str, around: str, english: str
) -> None:
    alone, told = read(linker, name, (name, ORG)), read(linker, f"{name} {around}", (name, ORG))
    for one in (alone, told):
        (entity,) = (each for each in one.entities if each.id == one.claims[0].subject.entity_id)
        assert entity.label("en") == english
    assert link_of(alone).score < link_of(told).score
    assert link_of(alone).score < 0.9, "a person should look"


@pytest.mark.parametrize("name", ["ライン", "Lyne"])
def test_what_only_sounds_like_two_known_things_is_neither(linker: Linker, name: str) -> None:
    found = read(linker, name, (name, ORG))
    assert link_of(found).minted
    assert found.claims[0].subject.name == name


def test_of_two_known_things_of_one_name_the_surroundings_choose() -> None:
    """And the other one is remembered."""
    things = [
        KnownThing(Entity(one, ORG, {"en": "Vela"}), common=frozenset({"Vela"}), context=(told,))
        for one, told in (("Q11", "satellites"), ("Q12", "yoghurt"))
    ]
    linker = Linker(build_gazetteer(things))
    for told, expected, other in (("satellites", "Q11", "Q12"), ("yoghurt", "Q12", "Q11")):
        found = read(linker, f"Vela makes {told}.", ("Vela", ORG))
        assert (link_of(found).entity_id, link_of(found).runner_up) == (expected, other)
        assert found.claims == read(Linker(build_gazetteer(things[::-1])), f"Vela makes {told}.", ("Vela", ORG)).claims


@pytest.mark.parametrize(
    ("text", "name", "kind", "other"),
    [
        ("ゾーブラット(Zorblatt)が動いた。", "ゾーブラット", ORG, "Zorblatt"),
        ("「ゾーブラット」（Zorblatt）が動いた。", "ゾーブラット", ORG, "Zorblatt"),
        ("Zorblatt（ゾーブラット）が動いた。", "Zorblatt", ORG, "ゾーブラット"),
        ("ジョン・ソルハウグ（John Solhaug）氏が動いた。", "ジョン・ソルハウグ", PERSON, "John Solhaug"),
    ],
)
def test_a_name_in_brackets_joins_two_names(linker: Linker, text: str, name: str, kind: EntityType, other: str) -> None:
    mentions = [make_mention(make_article(text), one, kind) for one in (name, other)]
    found = read(linker, text, (name, kind), (other, kind), mentions=mentions)
    latin, japanese = sorted((name, other), key=lambda one: not one.isascii())
    assert {claim.subject.entity_id for claim in found.claims} == {mint_entity_id(latin, kind)}
    (entity,) = (one for one in found.entities if one.id == found.claims[0].subject.entity_id)
    assert dict(entity.labels) == {"en": latin, "ja": japanese}


def test_a_name_in_brackets_may_be_the_known_one(linker: Linker) -> None:
    text = "ペルプレキシティ(Perplexity)が動いた。"
    mentions = [make_mention(make_article(text), "ペルプレキシティ", ORG)]
    found = read(linker, text, ("ペルプレキシティ", ORG), mentions=mentions)
    (known,) = load_gazetteer().lookup("Perplexity", ORG)
    assert found.claims[0].subject.entity_id == known.id
    assert "ペルプレキシティ" in found.claims[0].subject.names


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Quanta Robotics Holdings (QRH) fell.", "Quanta Robotics Holdings", "QRH"),
        ("国際量子機構（IQO）が動いた。", "国際量子機構", "IQO"),
    ],
)
def test_initials_in_brackets_join_but_make_no_id(text: str, name: str, short: str) -> None:
    """Another article may give the same initials to another thing."""
    mentions = [make_mention(make_article(text), name, ORG)]
    found = read(Linker(NOBODY), text, (name, ORG), (short, ORG), mentions=mentions)
    assert {claim.subject.entity_id for claim in found.claims} == {mint_entity_id(name, ORG)}
    assert {name, short} <= set(found.claims[0].subject.names)


def test_claims_between_two_names_of_one_thing_are_none() -> None:
    text = "Acme Robotics Holdings (ARH) fell."
    article = make_article(text)
    full, short = make_mention(article, "Acme Robotics Holdings", ORG), make_mention(article, "ARH", ORG)
    claim = make_claim(article, full, "subsidiaryOf", short, trigger="fell")
    assert Linker(NOBODY).link(article, [claim], [full]).claims == ()


SOUNDING = build_gazetteer([Entity("Q21", ORG, {"ja": "ケストレル・グリッド"}), Entity("Q22", ORG, {"en": "Amazon"})])


@pytest.mark.parametrize(
    ("name", "linked", "known"),
    [
        ("Kestrel Grid", True, "Q21"),
        ("アマズン", False, "Q22"),
        ("Zorblatt", False, ""),
        ("ゾーブラット", False, ""),
    ],
)
def test_a_name_that_only_sounds_like_a_known_one(name: str, linked: bool, known: str) -> None:
    """Sure enough, it is that one; less sure, a new one that remembers it."""
    found = link_of(read(Linker(SOUNDING), name, (name, ORG)))
    assert found.minted is not linked
    assert (found.entity_id if linked else found.runner_up) == known
    assert not linked or found.score >= SOUNDS_SURE
    assert linked or found.score < (0.9 if known else 1)


@pytest.mark.parametrize(
    ("name", "said", "kind"),
    [
        ("ChatGPT", ORG, PRODUCT),
        ("グーグル", PRODUCT, ORG),
        ("Sam Altman", ORG, PERSON),
        ("サム・アルトマン", ORG, PERSON),
    ],
)
def test_a_known_name_of_another_type(linker: Linker, name: str, said: EntityType, kind: EntityType) -> None:
    found = read(linker, name, (name, said))
    assert found.claims[0].subject.type is kind
    assert not link_of(found).minted
    assert link_of(found).score < 0.9


@pytest.mark.parametrize(("name", "said"), [("Tokyo", ORG), ("東京", PERSON), ("Windows", ORG), ("Apple", PERSON)])
def test_places_and_words_stay_what_they_were_taken_for(linker: Linker, name: str, said: EntityType) -> None:
    found = read(linker, name, (name, said))
    assert found.claims[0].subject.type is said
    assert link_of(found).minted


@pytest.mark.parametrize(
    ("forged", "real"),
    [
        ("\u0410pple", "Apple"),
        ("Micros\u043eft", "Microsoft"),
        ("G\u03bf\u03bfgle", "Google"),
        ("オープン\u0410I", "オープンAI"),
    ],
)
@pytest.mark.parametrize("kind", [ORG, PRODUCT, EntityType.OTHER])
def test_a_forged_name_is_never_the_known_thing(linker: Linker, forged: str, real: str, kind: EntityType) -> None:
    known = {one.id for one in load_gazetteer().lookup(real)}
    assert known
    found = read(linker, f"{forged}（{real}）", (forged, kind), mentions=[])
    assert found.claims[0].subject.entity_id not in known
    mentions = [make_mention(make_article(f"{forged}（{real}）"), forged, kind)]
    joined = read(linker, f"{forged}（{real}）", (forged, kind), mentions=mentions)
    assert joined.claims[0].subject.entity_id not in known


ODD = [
    "A",
    "ア",
    "山",
    "A" * 500,
    "あ" * 500,
    "word " * 100 + "end",
    "。",
    "・・・",
    "...",
    "(",
    "🙂",
    "🙂🙂🙂",
    "ー",
    "々",
    "1",
    "é",
]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("kind", list(EntityType))
def test_no_name_is_too_odd(linker: Linker, name: str, kind: EntityType) -> None:
    found = read(linker, name, (name, kind))
    assert len(found.claims) == 1
    assert found.claims[0].subject.span.text == name
    assert {one.entity_id for one in found.links} == {one.id for one in found.entities}


def test_every_entity_has_its_link(linker: Linker) -> None:
    names = [("Apple", ORG), ("Zorblatt", ORG), ("サム・アルトマン", PERSON), ("Quuxphone", PRODUCT), ("ライン", ORG)]
    found = read(linker, " ".join(name for name, _ in names), *names)
    assert [one.entity_id for one in found.links] == [one.id for one in found.entities]
    for one in found.links:
        assert 0 <= one.score <= 1
        assert one.why
        assert one.entity_id != one.runner_up
        assert one.company == tuple(sorted(one.company)) != ()


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_order_of_claims_does_not_matter(linker: Linker, order: tuple[int, ...]) -> None:
    names = [("Altman", PERSON), ("Sam Altman", PERSON), ("アルトマン", PERSON), ("Apple", ORG)]
    text = "Sam Altman アルトマン Apple"
    forward, shuffled = read(linker, text, *names), read(linker, text, *(names[at] for at in order))
    assert shuffled.claims == tuple(forward.claims[at] for at in order)
    assert (shuffled.entities, shuffled.links) == (forward.entities, forward.links)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quanta Robotics Holdings (QRH) fell.", ("Quanta Robotics Holdings", "QRH")),
        ("ゾーブラット（Zorblatt）が動いた。", ("ゾーブラット", "Zorblatt")),
    ],
)
def test_which_of_two_names_comes_first_does_not_matter(text: str, names: tuple[str, ...]) -> None:
    mentions = [make_mention(make_article(text), names[0], ORG)]
    first, second = (
        read(Linker(NOBODY), text, *((one, ORG) for one in order), mentions=mentions) for order in (names, names[::-1])
    )
    assert first.entities == second.entities
    assert first.claims == second.claims[::-1]
