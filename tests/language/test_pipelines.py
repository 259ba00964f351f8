"""Both pipelines as everything else sees them: ordinary spaCy, whatever the text."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg
from kg.errors import PipelineMissing
from kg.language.parse import parse_articles
from kg.language.pipelines import _load, load_pipeline
from kg.model import Article

TEXTS = {
    "en": [
        "Microsoft invested $10 billion in OpenAI. The deal was announced on Monday by Satya Nadella in Redmond.",
        "Nvidia unveiled a new chip in Taipei.",
    ],
    "ja": [
        "マイクロソフトはOpenAIに100億ドルを出資した。サティア・ナデラ氏が月曜日に発表した。",
        "エヌビディアは台北で新しい半導体を公開した。",
    ],
}
ODD_TEXTS = [
    "",
    " ",
    "\n\n",
    "😀👩‍💻🇯🇵",
    "\u200b\u200d\ufeff",
    "ไมโครซอฟท์ลงทุน שלום Привет 안녕하세요",
    "a\u200bb  c",
    "．．．！？",
    "﷽" * 40,
    "\x00\x07x",
    "𠮷野家",
]


@pytest.fixture(params=["en", "ja"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def nlp(lang: str) -> Language:
    return load_pipeline(lang)


def annotations(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (token.text, token.lemma_, token.pos_, token.tag_, str(token.morph), token.dep_, token.head.i, token.ent_type_)
        for token in doc
    ]


def test_the_package_gives_it_too(lang: str, nlp: Language) -> None:
    assert kg.load_pipeline(lang) is nlp


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_come_out_whole(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert [token.i for sentence in doc.sents for token in sentence] == list(range(len(doc)))
    assert all(token.head.sent == token.sent for token in doc)


@pytest.mark.parametrize("unit", ["word ", "x", "語", "会社は", ". ", "A.B "])
def test_a_hundred_thousand_characters_without_a_sentence_end(unit: str) -> None:
    lang = "en" if unit.isascii() else "ja"
    article = Article(id="long", text=(unit * 100_000)[:100_000], lang=lang)
    (parsed,) = parse_articles([article], load_pipeline)
    read = "".join(block.source for block in parsed.blocks[:1])
    assert read == article.text
    letters = sum(not token.is_space and len(token) for block in parsed.blocks for token in block.doc)
    assert letters == len("".join(article.text.split()))


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            TEXTS["en"][0],
            {("Microsoft", "Organization"), ("OpenAI", "Organization"), ("Satya Nadella", "Person")},
        ),
        ("ja", TEXTS["ja"][0], {("マイクロソフト", "Organization"), ("OpenAI", "Organization")}),
        ("ja", "サティア・ナデラ氏が来日した。", {("サティア・ナデラ", "Person")}),
        ("en", "Tim Cook visited Tokyo.", {("Tim Cook", "Person"), ("Tokyo", "Place")}),
        ("ja", "ティム・クック氏は東京を訪れた。", {("ティム・クック", "Person"), ("東京", "Place")}),
    ],
)
def test_names(lang: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {(name.text, name.label_) for name in load_pipeline(lang)(text).ents}


def test_two_sentences_with_one_root_each(lang: str, nlp: Language) -> None:
    sentences = list(nlp(TEXTS[lang][0]).sents)
    assert len(sentences) == 2
    assert all(sum(token.head == token for token in sentence) == 1 for sentence in sentences)


def test_neighbours_change_nothing(lang: str, nlp: Language) -> None:
    first, second = TEXTS[lang]
    together = list(nlp.pipe([first, second, ""]))
    apart = [nlp(second), nlp(first)]
    assert annotations(together[0]) == annotations(apart[1])
    assert annotations(together[1]) == annotations(apart[0])


def test_saved_and_loaded(lang: str, nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    for text in TEXTS[lang]:
        assert annotations(again(text)) == annotations(nlp(text))


@pytest.mark.parametrize(("lang", "command"), [("en", "make model-en"), ("ja", "make model-ja")])
def test_missing_weights(lang: str, command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.language.pipelines.DEFAULT_PIPELINES", {"en": str(tmp_path / "none"), "ja": "ja_ginza"})
    monkeypatch.setattr("kg.language.japanese_names.WEIGHTS", tmp_path / "none")
    _load.cache_clear()
    try:
        with pytest.raises(PipelineMissing, match=command):
            load_pipeline(lang)
    finally:
        _load.cache_clear()
