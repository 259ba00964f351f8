"""Spellings of names: what of a spelling never tells two things apart, and what of it warns of a forgery.

The data is in `spelling.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kg.ids import fold_name
from kg.model import EntityType

_LATIN_EXTRA = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
)
_MARKED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]")
# スノーフレーク, スノーフレイク: inside a word e with i and o with u are long vowels too.
_LENGTH = re.compile(
    r"ー|(?<=[エケセテネヘメレゲゼデベペ])イ(?=[ァ-ヺー])|(?<=[オコソトノホモヨロゴゾドボポ])ウ(?=[ァ-ヺー])"
)
#: All marks on one letter: Vietnamese has two on many (ễ).
_MARKS = re.compile(r"(?<=[\x00-\x7f])[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CONFUSABLE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
#: Names longer than this are no names; comparing them would only cost time. The longest in the gazetteer has 74.
LONGEST_NAME = 200


@dataclass(frozen=True)
class _Tables:
    """`spelling.toml`, ready for use."""

    english_form: re.Pattern[str]
    japanese_form: re.Pattern[str]
    kinds: Mapping[str, str]
    title: re.Pattern[str]
    degree: re.Pattern[str]
    heads: re.Pattern[str]
    short_words: Mapping[str, str]
    abbreviations: Mapping[str, str]
    kana: re.Pattern[str]
    sounds: Mapping[str, str]
    kanji: Mapping[int, str]


@cache
def _tables() -> _Tables:
    told = tomllib.loads(Path(__file__).with_name("spelling.toml").read_text(encoding="utf-8"))
    english = sorted(set(told["legal_forms"]["english"]), key=lambda one: (-len(one), one))
    japanese = sorted(set(told["legal_forms"]["japanese"]), key=lambda one: (-len(one), one))
    # "S.p.A.", "K.K." and "Co., Ltd.": the letters of a form may be parted by full stops, and forms follow each other.
    forms = "|".join(r"\.?\s*".join(map(re.escape, one.replace(" ", ""))) for one in english)
    kanji = "|".join(map(re.escape, japanese))
    kana = sorted(told["kana"], key=lambda one: (-len(one), one))
    titles = "|".join(map(re.escape, told["titles"]["english"]))
    degrees = "|".join(r"\.?".join(one) for one in told["titles"]["degrees"])
    heads = "|".join(told["heads"]["english"])
    return _Tables(
        # One form at a time: all of them in one pattern take twice as long for each two letters of " a s a s a s x".
        english_form=re.compile(rf"(?:(?<![,\s])[,\s]+|(?<=[^\x00-\x7f]))(?:&\s*)?(?:{forms})\.?\s*$", re.IGNORECASE),
        japanese_form=re.compile(rf"^(?:{kanji})\s*|\s*(?:{kanji})$"),
        kinds=told["legal_forms"]["kinds"],
        title=re.compile(rf"^(?:(?:{titles})\.?\s+)+", re.IGNORECASE),
        degree=re.compile(rf"(?:,?\s+(?:{degrees})\.?)+$", re.IGNORECASE),
        heads=re.compile(rf"({heads}) of ([^\s]+(?: [^\s]+)?)", re.IGNORECASE),
        short_words=told["short_words"],
        abbreviations=told["abbreviations"],
        kana=re.compile("|".join(kana)),
        sounds=told["kana"],
        kanji={ord(old): new for old, new in told["kanji"].items()},
    )


def strip_legal_form(name: str) -> str:
    """The name without the words for its kind of firm, or the name where nothing else is left."""
    tables = _tables()
    plain = unicodedata.normalize("NFKC", name).strip()
    if len(plain) > LONGEST_NAME:
        return plain
    bare = plain if plain.isascii() else tables.japanese_form.sub("", plain, count=2)
    longer = ""
    while bare != longer:
        longer, bare = bare, tables.english_form.sub("", bare)
    bare = bare.strip(" ,")
    return bare if len(bare) > 1 else plain


def differ_in_form(one: str, other: str) -> bool:
    """Whether two Latin names say of two kinds of firm that they are: Fuji Corporation and Fuji Co., Ltd. are two."""
    forms = [_FULL_FORMS.get(form, form) for form in map(_legal_form, (one, other))]
    return one.isascii() and other.isascii() and all(forms) and forms[0] != forms[1]


#: One form in two spellings; "limited" alone is short for "company limited", and "company" says no more than nothing.
_FULL_FORMS = {"corporation": "corp", "incorporated": "inc", "limited": "ltd", "coltd": "ltd", "company": "", "co": ""}


def _legal_form(name: str) -> str:
    return fold_name(_form_words(name))


def _form_words(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).strip()
    bare = strip_legal_form(name)
    return plain.replace(bare, "", 1) if bare != plain else ""


@lru_cache(maxsize=65536)
def firm_kind(name: str) -> str:
    """What a firm's name says of which of several firms of that name it is: "corp", "inc", "ltd", "corp+ltd", or ""."""
    kinds = _tables().kinds
    words = _LETTERS.findall(_form_words(name).casefold())
    return "+".join(sorted({kinds[word] for word in words if word in kinds}))


_LETTERS = re.compile(r"[a-z]+")


@lru_cache(maxsize=65536)
def name_key(name: str, entity_type: EntityType) -> str:
    """The form in which all usual spellings of one name are equal.

    Case, width, spaces and punctuation, marks on Latin letters, long vowels and other choices in writing a foreign
    word in katakana, old forms of kanji; of an organisation also its legal form and "the". Two names of one key and
    one type are taken for one thing, but for firms of two kinds (`firm_kind`), so nothing else is folded that parts
    real names (see the test over the names of listed companies).
    """
    text = name[:LONGEST_NAME]
    if text.isascii() and entity_type is not EntityType.ORGANIZATION:
        return fold_name(text)
    if entity_type is EntityType.ORGANIZATION:
        text = _expand(strip_legal_form(text))
        text = re.sub(r"^the\s+", "", text, flags=re.IGNORECASE).replace("&", " and ")
    text = fold_name(text)
    if not text.isascii():
        text = fold_marks(text)
        text = fold_kana(text).translate(_tables().kanji)
    return text or fold_name(name)


def _expand(name: str) -> str:
    """みずほFG is みずほフィナンシャルグループ; a wholly Latin name keeps its letters."""
    abbreviations = _tables().abbreviations
    for short, long in abbreviations.items() if name.endswith(tuple(abbreviations)) else ():
        if name.endswith(short) and not name[: -len(short)].strip().isascii():
            return name[: -len(short)] + long
    return name


def fold_marks(text: str) -> str:
    """Latin letters without their marks: Häagen and Haagen; the marks of kana stay, for they are other sounds."""
    if not _MARKED.search(text):
        return text
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_LATIN_EXTRA))))


def fold_kana(text: str) -> str:
    """Katakana in one spelling a sound, without signs of length."""
    if text.isascii():
        return text
    tables = _tables()
    # Length first: ティ is written テイ afterwards, and its イ is a sound.
    return tables.kana.sub(lambda found: tables.sounds[found.group()], _LENGTH.sub("", text))


def split_words(name: str, entity_type: EntityType) -> list[str]:
    """The words of a name, folded: at spaces, hyphens, middle dots and slashes, at changes of script too.

    Without legal form, title and what stands in brackets; abbreviated words are written out (Intl., Bros.).
    """
    tables = _tables()
    plain = unicodedata.normalize("NFKC", name[:LONGEST_NAME])
    plain = _BRACKETS.sub("", plain) or plain
    if entity_type is EntityType.PERSON:
        plain = tables.degree.sub("", plain)
        family, comma, given = plain.partition(", ")
        plain = tables.title.sub("", f"{given} {family}" if comma else plain) or plain
    elif entity_type is EntityType.ORGANIZATION:
        plain = _expand(strip_legal_form(plain))
        # 「インフィニオン社」; 新聞社 and 通信社 keep theirs.
        plain = re.sub(r"(?<=[ァ-ヺーA-Za-z])社$", "", plain)
        plain = re.sub(r"^(?:the\s+|ザ・)", "", plain, flags=re.IGNORECASE).replace("・アンド・", "&")
        turned = tables.heads.fullmatch(plain)
        plain = f"{turned[2]} {turned[1]}" if turned else plain
    words: list[str] = []
    plain = _APOSTROPHE.sub("", plain) if entity_type is EntityType.PERSON else plain
    for found in _WORD.findall(plain.casefold().translate(tables.kanji)):
        words += [tables.short_words.get(part, part) for part in _SCRIPTS.findall(found) if part]
    return [one for one in words if one != "and"] or words


_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['’](?=[A-Za-z])")
_BRACKETS = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]\s*")
_SCRIPTS = re.compile(r"[ァ-ヺーヽヾ]+|[ぁ-ゖ]+|[一-鿿々〆]+|[^ァ-ヺーヽヾぁ-ゖ一-鿿々〆]+")


def is_katakana(text: str) -> bool:
    """Whether a word is written in katakana and nothing else."""
    return _KATAKANA.fullmatch(text) is not None


_KATAKANA = re.compile(r"[ァ-ヺーヽヾ]+")


def has_kanji(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return not text.isascii() and _KANJI.search(text) is not None


_KANJI = re.compile(r"[一-鿿々]")


def is_forged(name: str) -> bool:
    """Whether one of its words mixes Latin letters with look-alikes of another script: "Аpple" with a Cyrillic А.

    Such a name is never the name that it looks like (Unicode Technical Standard 39, mixed-script confusables).
    """
    if name.isascii():
        return False
    for word in _WORD.findall(name):
        scripts = {_script(char) for char in word if char.isalpha()}
        if "LATIN" in scripts and not scripts.isdisjoint(_CONFUSABLE):
            return True
    return False


def _script(char: str) -> str:
    return "LATIN" if char.isascii() else unicodedata.name(char, "").split(" ", 1)[0]
