"""Runs of words that look like a name by their tags and letters alone, whatever the tagger of names thought."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.lemmas import forms_of
from kg.extraction.names import Name
from kg.extraction.rules import Rules
from kg.language.tokens import Doc, Token
from kg.model import EntityType

_LATIN = r"A-Za-zÀ-ÖØ-öø-ÿ0-9"
_KATAKANA = r"ァ-ヺーヽヾ"
_JAPANESE_RUN = re.compile(
    rf"[{_LATIN}{_KATAKANA}]"
    rf"(?:[{_LATIN}{_KATAKANA}]|[・＝=.&＆+\-](?=[{_LATIN}{_KATAKANA}])| (?=[A-Z0-9])(?<=[A-Za-z] ))*"
)
# 「白猫プロジェクト」: what stands in brackets and is short names something, unless it is mostly hiragana.
_QUOTED = re.compile(r"「([^「」。、\n]{1,16})」")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_NUMBER_ONLY = re.compile(r"[0-9.,\-+]+|[A-Za-z]")


def proper_noun_runs(doc: Doc, rules: Rules) -> Iterator[Name]:
    """The runs of English proper nouns, with what may stand inside a name."""
    joiners, not_names = rules.words("name_joiners"), rules.words("not_names")
    tokens = list(doc)
    index = 0
    while index < len(tokens):
        if not _is_english_name(tokens[index]) or tokens[index].lower_ in not_names:
            index += 1
            continue
        end = index + 1
        while end < len(tokens) and _continues_run(doc, end, joiners) and not _ends_run(doc[end], rules):
            end += 1
        while end - 1 > index and not _is_english_name(doc[end - 1]) and doc[end - 1].pos_ != "NUM":
            end -= 1
        first = doc[index]
        yield Name(first.idx, doc[end - 1].idx + len(doc[end - 1]), doc[index:end].text, None, None, "run")
        index = end


def _is_english_name(token: Token) -> bool:
    """A proper noun, or a word with a capital inside (iRobot, xAI), which no common word has."""
    return token.pos_ == "PROPN" or (token.is_alpha and _INNER_CAPITAL.search(token.text) is not None)


def _ends_run(token: Token, rules: Rules) -> bool:
    """Whether a word is no part of the name before it: a job title, or in Title Case a verb ("Microsoft Completes")."""
    if token.text in rules.roles or token.lower_ in rules.words("not_names"):
        return True
    if not token.lower_.endswith("s") or f" {token.text}" in rules.words("organization_endings"):
        return False
    forms = set(forms_of(token))
    verbs = (one for form in forms for one in rules.triggers.get(form, ()) if one.verbal)
    return any(True for _ in verbs) or not forms.isdisjoint(rules.governors)


def _continues_run(doc: Doc, index: int, joiners: frozenset[str]) -> bool:
    token = doc[index]
    if token.is_sent_start or token.lower_ in ("'s", "’s"):
        return False
    if _is_english_name(token) or (token.pos_ == "NUM" and token.text.isdigit() and doc[index - 1].pos_ == "PROPN"):
        return token.dep_ != "appos"
    follows = index + 1 < len(doc) and doc[index + 1].pos_ == "PROPN"
    return follows and token.lower_ in joiners


def japanese_runs(doc: Doc, rules: Rules) -> Iterator[Name]:
    """Katakana and Latin runs, kanji proper nouns with what closes a name, and short words in brackets."""
    common = rules.words("common_words")
    for found in _JAPANESE_RUN.finditer(doc.text):
        if not _NUMBER_ONLY.fullmatch(found.group()) and found.group() not in common:
            yield Name(found.start(), found.end(), found.group(), None, None, "run")
    yield from _kanji_runs(doc, rules)
    for found in _QUOTED.finditer(doc.text):
        if sum("ぁ" <= char <= "ゖ" for char in found[1]) * 2 < len(found[1]) and not _is_said(doc, found):
            yield Name(found.start(1), found.end(1), found[1], None, None, "run")


def _is_said(doc: Doc, quoted: re.Match[str]) -> bool:
    """「手続きが不透明だ」: words with a predicate of their own are somebody's words, not a name."""
    inside = doc.covering(quoted.start(1), quoted.end(1))
    if inside is None:
        return False
    cased = any(one.pos_ == "ADP" and one.text in ("が", "は", "を", "に") for one in inside)
    return cased or inside[-1].pos_ in ("AUX", "VERB")


def _kanji_runs(doc: Doc, rules: Rules) -> Iterator[Name]:
    """Proper nouns in kanji with the common nouns that close a name: 三菱電機, 経済産業省, 長瀬悟志."""
    closers = rules.words("name_closers")
    index = 0
    while index < len(doc):
        token = doc[index]
        if not _is_proper(token) or token.text in rules.words("not_names"):
            index += 1
            continue
        end = index + 1
        while end < len(doc) and (_is_proper(doc[end]) or doc[end].text in closers or _is_foreign(doc[end])):
            end += 1
        span = doc[index:end]
        person = all("人名" in one.tag_ for one in span) and len(span) > 0
        hint = EntityType.PERSON if person else EntityType.PLACE if "地名" in token.tag_ and len(span) == 1 else None
        yield Name(span.start_char, span.end_char, span.text, None, hint, "run")
        index = end


def _is_foreign(token: Token) -> bool:
    """A word in katakana or Latin letters right after a proper noun goes on with the name: 芦原ホームアプライアンス."""
    return token.pos_ in ("NOUN", "PROPN") and all(
        "ァ" <= c <= "ー" or (c.isascii() and c.isalpha()) for c in token.text
    )


def _is_proper(token: Token) -> bool:
    return "固有名詞" in token.tag_ and not token.is_punct
