"""Parsed articles as sentences of CoNLL-U, spelled as the article came in, with names in MISC.

White space is no word. Where one character is read as several words ("㈱" as "(", "株", ")"), these are one token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import quote

from spacy.tokens import Token as DocToken

from kg.language.annotations import find_names, find_sentences, place_of
from kg.language.parse import Block, ParsedArticle
from kg.model import Section
from kg.text.conllu import EMPTY, Sentence, Token, Word

# fmt: off
_UPOS = frozenset([
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
])
# fmt: on
_FEATURE = re.compile(r"[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*")
# GiNZA keeps these among the features; they are none of Universal Dependencies.
_NO_FEATURES = ("Inflection=", "Reading=")
_RELATION = re.compile(r"[a-z]+(:[a-z]+)?")
# Would end a line, or the id in which it stands.
_NOT_IN_ID = re.compile(r"[\s/%\x00-\x1f]")


def write_sentences(parsed: ParsedArticle) -> Iterator[Sentence]:
    """The sentences of an article, title first; comments say where the document, a paragraph and the title begin."""
    name = _NOT_IN_ID.sub(lambda found: quote(found[0], safe=""), parsed.article.id)
    number = 0
    for block in parsed.blocks:
        marks = ["newpar", "section = title"] if block.section is Section.TITLE else ["newpar"]
        for tokens in _sentences(block):
            number += 1
            document = [f"newdoc id = {name}"] if number == 1 else []
            yield Sentence(tokens, (*document, *marks, f"sent_id = {name}-{number}"))
            marks = []


def _sentences(block: Block) -> Iterator[tuple[Token, ...]]:
    names = {
        token.i: f"Entity={'I' if index else 'B'}-{label}"
        for tokens, label in find_names(block)
        for index, token in enumerate(tokens)
    }
    sentences = [(_group(block, tokens), _words(tokens, names)) for tokens in find_sentences(block)]
    spellings = _spell(block.normalized.raw, [one for groups, _ in sentences for one in groups])
    for groups, words in sentences:
        rest = iter(words)
        yield tuple(_token(*next(spellings), [next(rest) for _ in range(count)]) for _, _, count in groups)


_Group = tuple[int, int, int]


def _group(block: Block, tokens: list[DocToken]) -> list[_Group]:
    """What the tokens are written with: start and end in the block as it came in, and the number of tokens."""
    groups: list[_Group] = []
    for token in tokens:
        start, end = place_of(block, token)
        if groups and start < groups[-1][1]:
            start, before, count = groups[-1]
            groups[-1] = (start, max(before, end), count + 1)
        else:
            groups.append((start, end, 1))
    return groups


def _spell(raw: str, groups: list[_Group]) -> Iterator[tuple[str, bool]]:
    """The spelling of each group and whether a space follows.

    Characters that the parser did not see, such as zero-width ones, go with the word that they touch.
    """
    edges: list[tuple[int, int]] = []
    for (_, end, _), (start, _, _) in pairwise([(0, 0, 0), *groups, (len(raw), len(raw), 0)]):
        spaces = [index for index in range(end, start) if _is_space(raw[index])]
        edges.append((spaces[0], spaces[-1] + 1) if spaces else (start, start if edges else 0))
    for (_, start), (end, following) in pairwise(edges):
        yield " ".join(raw[start:end].split()), following > end or end == len(raw)


def _is_space(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cc"


def _token(form: str, space_after: bool, words: list[Word]) -> Token:
    if len(words) > 1:
        return Token(form, tuple(words), space_after)
    word = words[0]
    spelled = Word(form, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel, word.misc)
    return Token(form, (spelled,), space_after)


def _words(tokens: list[DocToken], names: dict[int, str]) -> list[Word]:
    heads = _heads(tokens)
    return [
        Word(
            form=token.text,
            lemma=" ".join(token.lemma_.split()) or EMPTY,
            upos=token.pos_ if token.pos_ in _UPOS else "X",
            xpos="".join(token.tag_.split()) or EMPTY,
            feats=_features(token),
            head=head,
            deprel=_relation(token, head),
            misc=(names[token.i],) if token.i in names else (),
        )
        for token, head in zip(tokens, heads, strict=True)
    ]


def _heads(tokens: list[DocToken]) -> list[int]:
    """Numbers of heads. A head that is white space gives way to its own; a sentence has one root."""
    numbers = {token.i: number for number, token in enumerate(tokens, 1)}
    heads = []
    for token in tokens:
        above = (numbers[one.i] for one in token.ancestors if one.i in numbers)
        heads.append(next(above, 0))
    roots = [number for number, head in enumerate(heads, 1) if head == 0]
    root = next((number for number in roots if tokens[number - 1].dep_ == "ROOT"), roots[0])
    return [head or (0 if number == root else root) for number, head in enumerate(heads, 1)]


def _relation(token: DocToken, head: int) -> str:
    if head == 0:
        return "root"
    relation = token.dep_.lower()
    # A second root is a sentence that goes on with another clause.
    return "parataxis" if relation == "root" else relation if _RELATION.fullmatch(relation) else "dep"


def _features(token: DocToken) -> str:
    features = [one for one in str(token.morph).split("|") if _FEATURE.fullmatch(one)]
    universal = [one for one in features if not one.startswith(_NO_FEATURES)]
    return "|".join(sorted(universal, key=str.casefold)) or EMPTY
