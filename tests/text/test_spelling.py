"""Spellings of names: what never tells two things apart is folded, what does is kept, and nothing takes long."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.ids import fold_name
from kg.link.gazetteer import load_gazetteer
from kg.model import EntityType
from kg.text.spelling import (
    firm_kind,
    fold_kana,
    fold_marks,
    has_kanji,
    is_forged,
    is_katakana,
    name_key,
    split_words,
    strip_legal_form,
)

ORG, PERSON, PLACE, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE, EntityType.PRODUCT


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Acme Inc.", "Acme"),
        ("Acme, Inc", "Acme"),
        ("Acme Corporation", "Acme"),
        ("Acme Co., Ltd.", "Acme"),
        ("Acme GmbH & Co. KG", "Acme"),
        ("Acme S.p.A.", "Acme"),
        ("Acme S.A. de C.V.", "Acme"),
        ("Acme K.K.", "Acme"),
        ("Acme Sdn. Bhd.", "Acme"),
        ("ACME PLC", "ACME"),
        ("Ａｃｍｅ　Ｉｎｃ．", "Acme"),
        ("Incyte", "Incyte"),
        ("Costco", "Costco"),
        ("Inc.", "Inc."),
        ("X Corp.", "X Corp."),
        ("株式会社アクメ", "アクメ"),
        ("アクメ株式会社", "アクメ"),
        ("㈱アクメ", "アクメ"),
        ("アクメ㈱", "アクメ"),
        ("(株)アクメ", "アクメ"),
        ("（株）アクメ", "アクメ"),
        ("合同会社アクメ", "アクメ"),
        ("国立研究開発法人理化学研究所", "理化学研究所"),
        ("アクメCo., Ltd.", "アクメ"),
        ("株式会社", "株式会社"),
        ("会社", "会社"),
        ("日本会社情報", "日本会社情報"),
    ],
)
def test_the_kind_of_firm_is_no_part_of_the_name(name: str, bare: str) -> None:
    assert strip_legal_form(name) == bare


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Acme", ""),
        ("Acme Inc.", "inc"),
        ("Acme, Inc", "inc"),
        ("ACME INCORPORATED", "inc"),
        ("Acme Corp.", "corp"),
        ("Acme Corporation", "corp"),
        ("Acme Co., Ltd.", "ltd"),
        ("Acme Co.,Ltd", "ltd"),
        ("Ａｃｍｅ Ｌｉｍｉｔｅｄ", "ltd"),
        ("Acme plc", "ltd"),
        ("Acme Pte. Ltd.", "ltd"),
        ("Acme Corporation Limited", "corp+ltd"),
        ("アクメInc.", "inc"),
        ("Acme Company", ""),
        ("Acme GmbH", ""),
        ("Acme AG", ""),
        ("株式会社アクメ", ""),
        ("Limited Acme", ""),
        ("Corp Inc. Acme", ""),
        ("Inc.", ""),
        ("", ""),
    ],
)
def test_what_parts_firms_of_one_name(name: str, kind: str) -> None:
    assert firm_kind(name) == kind


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (ORG, ("OpenAI", "Open AI", "OPENAI", "ＯｐｅｎＡＩ", "OpenAI, Inc.", "OpenAI Inc", "OpenAI LLC")),
        (ORG, ("The Boring Company", "Boring Company", "the Boring Co.")),
        (ORG, ("Johnson & Johnson", "Johnson and Johnson", "Johnson＆Johnson")),
        (ORG, ("Siemens Energy AG", "Siemens Energy", "SIEMENS ENERGY")),
        (ORG, ("Nestlé", "Nestle", "NESTLÉ S.A.", "Nestle\u0301")),
        (PERSON, ("Kristen Ørsted", "Kristen Orsted")),
        (PERSON, ("Fumi Ōta", "Fumi Ota")),
        (PERSON, ("Nguyễn Văn Ái", "Nguyen Van Ai")),
        (PLACE, ("São Paulo", "Sao Paulo")),
        (PRODUCT, ("Pokémon GO", "Pokemon Go", "POKÉMON GO")),
        (ORG, ("ソニーグループ", "ソニーグループ株式会社", "株式会社ソニーグループ", "㈱ソニーグループ", "ｿﾆｰｸﾞﾙｰﾌﾟ")),
        (ORG, ("キヤノン", "キャノン", "ｷﾔﾉﾝ")),
        (ORG, ("富士フイルム", "富士フィルム")),
        (ORG, ("ヴュージックス", "ビュージックス", "ビュジックス")),
        (ORG, ("コンピューター", "コンピュータ")),
        (ORG, ("ディー・エヌ・エー", "ディーエヌエー", "ディー･エヌ･エー", "ディー・エヌ・エー(株)")),
        (ORG, ("みずほFG", "みずほフィナンシャルグループ", "みずほＦＧ")),
        (ORG, ("セガサミーHD", "セガサミーホールディングス")),
        (
            PERSON,
            (
                "スティーヴ・ジョブズ",
                "スティーブ・ジョブズ",
                "スティーブジョブズ",
                "スティーブ＝ジョブズ".replace("＝", "・"),
            ),
        ),
        (PERSON, ("髙橋一郎", "高橋一郎", "高橋 一郎", "高橋　一郎")),
        (PERSON, ("渡邊恒雄", "渡邉恒雄", "渡辺恒雄")),
        (PERSON, ("山﨑", "山崎", "山嵜")),
        (PERSON, ("齊藤", "斉藤")),
        (PERSON, ("齋藤", "斎藤")),
        (PLACE, ("ヴェネツィア", "ベネツィア")),
        (PRODUCT, ("サーヴァー", "サーバー", "サーバ")),
    ],
)
def test_spellings_of_one_name_have_one_key(kind: EntityType, names: tuple[str, ...]) -> None:
    assert len({name_key(one, kind) for one in names}) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (ORG, "SoftBank", "SoftBank Group"),
        (ORG, "ソフトバンク", "ソフトバンクグループ"),
        (ORG, "ソニー", "ソニーグループ"),
        (ORG, "Meta", "Metta"),
        (ORG, "AMD", "AND"),
        (ORG, "Arm", "Armis"),
        (ORG, "Samsung", "Samsung SDI"),
        (ORG, "Z Holdings", "X Holdings"),
        (ORG, "Ａ銀行", "Ｂ銀行"),
        (ORG, "日立", "日産"),
        (ORG, "パパ", "ババ"),
        (ORG, "ハス", "バス"),
        (PERSON, "佐藤健", "佐藤建"),
        (PERSON, "伊藤", "伊東"),
        (PERSON, "斎藤", "斉藤"),
        (PERSON, "Tim Cook", "Tim Cooke"),
        (PLACE, "京都", "東京都"),
        (PLACE, "カナダ", "カナタ"),
        (PRODUCT, "GPT-4", "GPT-4o"),
        (PRODUCT, "iPhone 15", "iPhone 16"),
        (PRODUCT, "C", "C++"),
        (PRODUCT, "C#", "C++"),
        (PRODUCT, "Model S Inc", "Model S"),
        (PLACE, "The Hague", "Hague"),
    ],
)
def test_other_names_have_other_keys(kind: EntityType, one: str, other: str) -> None:
    assert name_key(one, kind) != name_key(other, kind)


def test_main_names_of_the_gazetteer_keep_their_keys_apart() -> None:
    """What spelling folds together in the whole gazetteer is counted, so that a fold that parts too little is seen."""
    for kind in EntityType:
        keys: dict[str, set[str]] = {}
        for one in load_gazetteer().entities.values():
            if one.type is kind:
                keys.setdefault(name_key(one.label("en"), kind), set()).add(fold_name(one.label("en")))
        shared = [names for names in keys.values() if len(names) > 1]
        assert len(shared) <= len(keys) / 500, shared


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("Bank of America Corp.", ORG, ["america", "bank"]),
        ("Johnson & Johnson", ORG, ["johnson", "johnson"]),
        ("The New York Times", ORG, ["new", "york", "times"]),
        ("Intl. Mfg. Grp.", ORG, ["international", "manufacturing", "group"]),
        ("Taiwan Semiconductor (TSMC)", ORG, ["taiwan", "semiconductor"]),
        ("Dr. Jane Roe", PERSON, ["jane", "roe"]),
        ("Roe, Jane", PERSON, ["jane", "roe"]),
        ("Jean-Paul Roe", PERSON, ["jean", "paul", "roe"]),
        ("サム・アルトマン", PERSON, ["サム", "アルトマン"]),
        ("東京エレクトロン", ORG, ["東京", "エレクトロン"]),
        ("株式会社NTTデータ", ORG, ["ntt", "データ"]),
        ("インフィニオン社", ORG, ["インフィニオン"]),
        ("読売新聞社", ORG, ["読売新聞社"]),
        ("ザ・ニューヨーク・タイムズ", ORG, ["ニューヨーク", "タイムズ"]),
        ("・", ORG, []),
        ("", PERSON, []),
    ],
)
def test_split_words(name: str, kind: EntityType, words: list[str]) -> None:
    assert split_words(name, kind) == words


@pytest.mark.parametrize(
    ("name", "forged"),
    [
        ("Apple", False),
        ("\u0410pple", True),
        ("Micros\u043eft", True),
        ("G\u03bf\u03bfgle", True),
        ("Яндекс", False),
        ("Yandex Яндекс", False),
        ("Häagen-Dazs", False),
        ("オープンAI", False),
        ("ソニーα", False),
        ("楽天", False),
        ("オープン\u0410I", True),
        ("", False),
    ],
)
def test_look_alikes_of_another_script_are_told(name: str, forged: bool) -> None:
    assert is_forged(name) is forged


def test_a_forged_name_is_not_the_name_it_looks_like() -> None:
    assert name_key("\u0410pple", ORG) != name_key("Apple", ORG)


@pytest.mark.parametrize(("text", "katakana", "kanji"), [
    ("アップル", True, False),
    ("ヴィー", True, False),
    ("アップル社", False, True),
    ("佐々木", False, True),
    ("サム・アルトマン", False, False),
    ("Apple", False, False),
    ("ひらがな", False, False),
    ("", False, False),
])  # fmt: skip
def test_scripts(text: str, katakana: bool, kanji: bool) -> None:
    assert (is_katakana(text), has_kanji(text)) == (katakana, kanji)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Häagen", "Haagen"),
        ("łódź", "lodz"),
        ("straße", "strasse"),
        ("ガ", "ガ"),
        ("plain", "plain"),
    ],
)
def test_marks_of_kana_stay(text: str, folded: str) -> None:
    assert fold_marks(text) == folded


def test_long_vowels_and_small_kana() -> None:
    assert fold_kana("ヴィーナー") == fold_kana("ビナ")
    assert fold_kana("キャノン") == fold_kana("キヤノン")


#: Everything that a name may be made of, and what it never is.
PIECES = st.sampled_from(
    [
        "Acme",
        "株式会社",
        "㈱",
        " ",
        ", ",
        "Inc.",
        "& Co. KG",
        "The ",
        "・",
        "ー",
        "ヴ",
        "ｱ",
        "髙",
        "é",
        "e\u0302\u0301",
        "😀",
        "-",
        "'",
    ]
)
NAMES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join))


@given(NAMES, st.sampled_from(list(EntityType)))
@example("", ORG)
@example("A", ORG)
@example("ー", PERSON)
@example("。、・", ORG)
@example("😀", PRODUCT)
@example("X" * 500, ORG)
@example("株式会社" * 125, ORG)
@example("\ud800", ORG)
def test_any_text_has_a_key(name: str, kind: EntityType) -> None:
    key = name_key(name, kind)
    assert isinstance(key, str)
    assert bool(key) == bool(name)
    assert key == name_key(name, kind)
    split_words(name, kind)
    is_forged(name)


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from([PERSON, PLACE, PRODUCT]))
def test_a_key_is_its_own_key(name: str, kind: EntityType) -> None:
    """Of organisations not always: what is left of "(株)株式会社(株)Acme" without two of its forms has one again."""
    key = name_key(name, kind)
    assert name_key(key, kind) == key


@pytest.mark.parametrize(
    "name",
    [
        "Acme" + " a s" * 40 + " x",
        "Acme" + " co" * 5000,
        " " * 20000 + "x",
        "a," * 5000,
        "株式会社" * 5000,
        "(" * 5000,
        "é" * 5000,
    ],
)
def test_no_name_takes_long(name: str) -> None:
    start = time.perf_counter()
    for kind in (ORG, PERSON):
        name_key(name, kind)
        split_words(name, kind)
    strip_legal_form(name)
    assert time.perf_counter() - start < 1


def test_order_of_forms_does_not_matter() -> None:
    for forms in itertools.permutations(["Co.", "Ltd.", "Inc."]):
        assert strip_legal_form("Acme " + ", ".join(forms)) == "Acme"
