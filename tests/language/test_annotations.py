"""Sentences and names over the text as it came in, on parses made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.language.annotations import describe, find_names, find_sentences
from kg.language.parse import Block, ParsedArticle
from kg.model import Article, Section
from kg.text.normalize import normalize

NLP = spacy.blank("en")


def make_block(
    raw: str, words: list[str], starts: list[int], names: list[tuple[int, int, str]], **fields: int
) -> Block:
    """A block parsed into these words of its normalized text, with sentences that start at some of them."""
    normalized = normalize(raw)
    spaces, position = [], 0
    for word in words:
        assert normalized.text.startswith(word, position)
        position += len(word)
        spaces.append(normalized.text[position : position + 1] == " " and word.strip() != "")
        position += spaces[-1]
    heads = [max(start for start in starts if start <= index) for index in range(len(words))]
    deps = ["ROOT" if index in starts else "dep" for index in range(len(words))]
    doc = Doc(NLP.vocab, words=words, spaces=spaces, heads=heads, deps=deps)
    doc.ents = tuple(Span(doc, start, end, label=label) for start, end, label in names)
    return Block(doc, fields.pop("section", Section.TEXT), fields.pop("start", 0), " " * 99, normalized, **fields)  # type: ignore[arg-type]


def words_of(block: Block) -> list[list[str]]:
    return [[token.text for token in words] for words in find_sentences(block)]


@pytest.mark.parametrize(
    ("raw", "words", "starts", "found"),
    [
        ("a b. c", ["a", "b", ".", "c"], [0, 3], [["a", "b", "."], ["c"]]),
        ("東京。本社", ["東京", "。", "本社"], [0, 2], [["東京", "。"], ["本社"]]),
        ("a  b", ["a", " ", "b"], [0, 1, 2], [["a"], ["b"]]),
        ("a‼ b", ["a", "!", "!", "b"], [0, 2, 3], [["a", "!", "!"], ["b"]]),
        ("東京‼本社", ["東京", "!", "!", "本社"], [0, 2, 3], [["東京", "!", "!"], ["本社"]]),
    ],
)  # fmt: skip
def test_sentences_without_white_space(raw: str, words: list[str], starts: list[int], found: list[list[str]]) -> None:
    assert words_of(make_block(raw, words, starts, [])) == found


@pytest.mark.parametrize(
    ("label", "ours"), [("Organization", "Organization"), ("Company", "Organization"), ("Position_Vocation", None)]
)
def test_names_by_our_labels(label: str, ours: str | None) -> None:
    block = make_block("Acme  Corp. hires", ["Acme", " ", "Corp.", "hires"], [0], [(0, 3, label)])
    found = [([token.text for token in words], label) for words, label in find_names(block)]
    assert found == ([(["Acme", "Corp."], ours)] if ours else [])


def test_offsets_are_those_of_the_article() -> None:
    text = "\u200bＩＢＭ㈱  bought.\n"
    block = make_block(text, ["IBM(株)", " ", "bought", "."], [0], [(0, 1, "ORG")])
    block = Block(block.doc, Section.TITLE, 0, text, block.normalized)
    article = Article("a", "text", title=text)
    assert describe(ParsedArticle(article, (block,))) == {
        "id": "a",
        "sentences": [{"start": 1, "end": 14, "in": "title"}],
        "names": [{"start": 1, "end": 5, "text": "ＩＢＭ㈱", "type": "Organization", "in": "title"}],
    }


def test_an_article_without_blocks() -> None:
    assert describe(ParsedArticle(Article("a", ""), ())) == {"id": "a", "sentences": [], "names": []}
