"""Parsed articles as CoNLL-U: valid for others, spelled as the article came in."""

from __future__ import annotations

import re

import conllu
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.language.annotations import describe
from kg.language.conllu import write_sentences
from kg.language.parse import Block, ParsedArticle, parse_articles
from kg.language.pipelines import load_pipeline
from kg.model import Article, Section
from kg.text.conllu import Sentence, format_sentence
from kg.text.normalize import is_visible, normalize

PIECES = [
    "Google", "bought", "Wiz", "Inc.", "don't", "マイクロソフト", "は", "出資した", "ＩＢＭ", "㈱", "㍿", "‼", "…", "½",
    "ｱｯﾌﾟﾙ", "🎉", "👩‍💻", "™", "\u200b", "\ufe0f", "\ufeff", "¨", "e\u0301", "\u202e", "мир", "नमस्ते", "ﷺ",
    "مرحبا", "。", ".", "!", "「", "」", "$5", "%", " ", "  ", "\u3000", "\t", "\n", "\n\n", "\r\n", "\u2028", "_", "#",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=30)


def parse(article: Article) -> ParsedArticle:
    (parsed,) = parse_articles([article], load_pipeline)
    return parsed


def visible(text: str) -> str:
    return "".join(filter(is_visible, text))


def check_format(sentences: list[Sentence]) -> None:
    """What the format demands, as another program reads it."""
    text = "".join(map(format_sentence, sentences))
    read = conllu.parse(text)
    assert len(read) == len(sentences)
    ids = [one.metadata["sent_id"] for one in read]
    assert len(ids) == len(set(ids))
    for one in read:
        words = [word for word in one if isinstance(word["id"], int)]
        assert [word["id"] for word in words] == list(range(1, len(words) + 1))
        assert [word["deprel"] == "root" for word in words] == [word["head"] == 0 for word in words]
        assert sum(word["head"] == 0 for word in words) == 1
        assert one.to_tree()  # every word hangs on the root
        inside = {n for word in one if isinstance(word["id"], tuple) for n in range(word["id"][0], word["id"][2] + 1)}
        tokens = [word for word in one if not (isinstance(word["id"], int) and word["id"] in inside)]
        spelled = "".join(
            word["form"] + " " * ((word["misc"] or {}).get("SpaceAfter") != "No") for word in tokens
        ).rstrip(" ")
        assert one.metadata["text"] == spelled
        for word in words:
            assert word["form"].strip() == word["form"] != ""
            assert re.fullmatch("[A-Z]{1,5}", word["upos"])
            assert re.fullmatch(r"[a-z]+(:[a-z]+)?", word["deprel"])
            assert all(re.fullmatch(r"[A-Z]\w*(\[[a-z]+\])?", key, re.ASCII) for key in word["feats"] or {})


@pytest.mark.parametrize("lang", ["en", "ja"])
@given(text=TEXTS, title=TEXTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_valid_and_whole(lang: str, text: str, title: str, pipelines: None) -> None:
    article = Article("a/1 %", text, title=title, lang=lang)
    parsed = parse(article)
    sentences = list(write_sentences(parsed))
    check_format(sentences)
    read = "".join(article.section(section) for section in dict.fromkeys(one.section for one in parsed.blocks))
    assert visible("".join(token.form for one in sentences for token in one.tokens)) == visible(read)
    found = describe(parsed)
    assert len(found["sentences"]) == len(sentences)
    for name in found["names"]:
        source = article.title if "in" in name else article.text
        assert source[name["start"] : name["end"]] == name["text"] != ""
    begun = sum("Entity=B-" in word for one in sentences for token in one.words for word in token.misc)
    assert begun == len(found["names"])


@pytest.mark.parametrize(
    ("lang", "text", "rows"),
    [
        ("en", "Microsoft bought GitHub.", ["Microsoft|Entity=B-Organization", "bought", "GitHub", ".|SpaceAfter=No"]),
        ("ja", "マイクロソフトは出資した。", ["マイクロソフト|Entity=B-Organization", "は", "出資", "し", "た", "。"]),
    ],
)
def test_words_and_names(lang: str, text: str, rows: list[str], pipelines: None) -> None:
    (sentence,) = write_sentences(parse(Article("a", text, lang=lang)))
    assert [word.form for word in sentence.words] == [row.split("|")[0] for row in rows]
    assert next(sentence.words).misc == (rows[0].split("|")[1],)
    assert sentence.text == text
    assert sentence.comments == ("newdoc id = a", "newpar", "sent_id = a-1")


def test_comments_tell_document_paragraph_and_title(pipelines: None) -> None:
    article = Article("a b/c", "One day.\n\nTwo days. Three days.", title="A title", lang="en")
    found = [one.comments for one in write_sentences(parse(article))]
    assert found[0] == ("newdoc id = a%20b%2Fc", "newpar", "section = title", "sent_id = a%20b%2Fc-1")
    assert found[1] == ("newpar", "sent_id = a%20b%2Fc-2")
    assert found[2] == ("newpar", "sent_id = a%20b%2Fc-3")
    assert found[-1] == ("sent_id = a%20b%2Fc-4",)


def _block(words: list[str], heads: list[int], deps: list[str], **columns: list[str]) -> Block:
    nlp = load_pipeline("en")
    text = "".join(words)
    doc = Doc(nlp.vocab, words=words, spaces=[False] * len(words), heads=heads, deps=deps, **columns)  # type: ignore[arg-type]
    return Block(doc, Section.TEXT, 0, text, normalize(text))


def _written(block: Block) -> list[Sentence]:
    return list(write_sentences(ParsedArticle(Article("a", block.source), (block,))))


@pytest.mark.parametrize(
    ("heads", "deps", "expected"),
    [
        # a " " b c: the head is white space in the middle, at the root, nowhere
        ([1, 3, 3, 3], ["obj", "dep", "obj", "ROOT"], [(3, "obj"), (3, "obj"), (0, "root")]),
        ([1, 1, 1, 2], ["nsubj", "ROOT", "obj", "det"], [(0, "root"), (1, "obj"), (2, "det")]),
        ([0, 0, 0, 2], ["ROOT", "dep", "obj_bunsetu", "det"], [(0, "root"), (1, "dep"), (2, "det")]),
    ],
)
def test_white_space_is_no_word(heads: list[int], deps: list[str], expected: list[tuple[int, str]]) -> None:
    (sentence,) = _written(_block(["a", " ", "b", "c"], heads, deps))
    assert [(word.head, word.deprel) for word in sentence.words] == expected
    assert sentence.text == "a bc"


def test_features_that_are_none_of_universal_dependencies_are_left_out() -> None:
    morphs = ["Inflection=五段-ラ行;連用形|Reading=IBM", "Number=Sing|Case=Acc,Nom|abbr=Yes|X=?"]
    block = _block(["a", "b"], [0, 0], ["ROOT", "obj"], morphs=morphs, pos=["SPACE", "NOUN"], tags=["名詞 一般", ""])
    first, second = _written(block)[0].words
    assert (first.feats, second.feats) == ("_", "Case=Acc,Nom|Number=Sing")
    assert (first.upos, second.upos) == ("X", "NOUN")
    assert (first.xpos, second.xpos) == ("名詞一般", "_")
    assert first.lemma == "_"


@pytest.mark.parametrize(
    ("raw", "words", "spelled"),
    [
        ("㈱ソニー", ["(", "株", ")", "ソニー"], [("㈱", 3), ("ソニー", 1)]),
        ("Copilot™ wins", ["Copilot", " ", "wins"], [("Copilot™", 1), ("wins", 1)]),
        ("\u200ba\u200b \u200bb\u200b", ["a", " ", "b"], [("\u200ba\u200b", 1), ("\u200bb\u200b", 1)]),
        ("a\u200bb", ["a", "b"], [("a\u200b", 1), ("b", 1)]),
        ("a \u200b b", ["a", "  ", "b"], [("a", 1), ("b", 1)]),
    ],
)
def test_spelling_is_that_of_the_article(raw: str, words: list[str], spelled: list[tuple[str, int]]) -> None:
    block = _block(words, [0] * len(words), ["ROOT", *["dep"] * (len(words) - 1)])
    block = Block(block.doc, block.section, 0, raw, normalize(raw))
    assert block.normalized.text == block.doc.text
    (sentence,) = _written(block)
    assert [(token.form, len(token.words)) for token in sentence.tokens] == spelled
