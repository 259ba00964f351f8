"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# What comes first tells enough, and a text of megabytes costs no more than a page.
_SAMPLE = 20_000
_LETTER = re.compile(r"[^\W\d_]")
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\uff66-\uff9d]")
_HAN = re.compile(r"[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")
_EAST_ASIAN = re.compile("|".join(script.pattern for script in (_HIRAGANA, _KATAKANA, _HAN, _HANGUL)))
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Names are capitalised in every language that uses Latin letters: only lower-case words speak for one.
_LOWER_WORD = re.compile(r"(?<![\w.@/-])[a-z\u00df-\u00ff]{2,}(?![\w@/]|:\w)")
_GLOSS = re.compile(r"[(（][^()（）]{0,40}[)）]")
_LOWER_WORD_WEIGHT = 4
# A headline of a few names looks like any language; only this much probability speaks against English.
_ENOUGH_AGAINST_ENGLISH = 0.5
_ENOUGH_WITH_ACCENTS = 0.3
# The languages that technology news comes in; the model knows many more, and takes names for their words.
# fmt: off
_LANGUAGES = [
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
    "ja", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tr",
    "uk", "ur", "vi", "zh",
]
# fmt: on


def detect_language(text: str) -> str:
    """The language of a text: "en", "ja" or another ISO 639-1 code, or "" if it cannot be told."""
    sample = text[:_SAMPLE]
    without_glosses = _GLOSS.sub(" ", sample)
    if _LETTER.search(without_glosses):
        sample = without_glosses
    elif not _LETTER.search(sample):
        return ""
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str:
    """What the script alone tells. Names in Latin letters do not make a Japanese text another one."""
    hiragana, katakana = len(_HIRAGANA.findall(sample)), len(_KATAKANA.findall(sample))
    han, hangul = len(_HAN.findall(sample)), len(_HANGUL.findall(sample))
    foreign = _LOWER_WORD_WEIGHT * len(_LOWER_WORD.findall(sample))
    if hangul > hiragana + katakana + han and 2 * hangul > foreign:
        return "ko"
    # A few kana in a long Chinese text are a name or a quotation.
    if 20 * (hiragana + katakana) > han and 2 * hiragana + katakana + han > foreign and hiragana + katakana:
        return "ja"
    if han > foreign:
        return "zh"
    return ""


def _by_words(sample: str) -> str:
    latin = "".join(_LATIN.findall(sample))
    if not latin:
        return str(_load_identifier().rank(sample)[0][0])
    best, probability = _load_identifier().rank(_EAST_ASIAN.sub(" ", sample))[0]
    accented = not latin.isascii()
    enough = _ENOUGH_WITH_ACCENTS if accented else _ENOUGH_AGAINST_ENGLISH
    return str(best) if probability >= enough else "en"


@lru_cache(maxsize=1)
def _load_identifier() -> Any:
    # Its import takes half a second, which a Japanese article need not pay.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
