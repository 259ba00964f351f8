"""CoNLL-U: what is written is read again, by us and by others, and what is no CoNLL-U is named with its line."""

from __future__ import annotations

from pathlib import Path

import conllu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnreadableFile
from kg.text.conllu import Sentence, Token, Word, format_sentence, read_sentences

GOLD = Path(__file__).parents[1] / "gold"
ROW = "{}\t{}\t_\tX\t_\t_\t{}\t{}\t_\t_"

FORMS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=4)
SAID = st.sampled_from(["_", "x", "名詞-普通名詞", "a:b"])


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """Sentences of some tokens, the heads a chain up to the first word."""
    number = 0
    tokens = []
    for form in draw(st.lists(FORMS, min_size=1, max_size=5)):
        words = []
        for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
            lemma, misc = draw(SAID), draw(st.sampled_from([(), ("Entity=B-Person",)]))
            words.append(Word(draw(FORMS), lemma, "NOUN", draw(SAID), "Number=Sing", number, "root", misc))
            number += 1
        if len(words) == 1:
            (word,) = words
            words = [Word(form, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel, word.misc)]
        tokens.append(Token(form, tuple(words), draw(st.booleans())))
    return Sentence(tuple(tokens), ("newpar", "sent_id = s-1"))


def _read(text: str, tmp_path: Path) -> list[Sentence]:
    file = tmp_path / "x.conllu"
    file.write_text(text, encoding="utf-8", newline="")
    return read_sentences(file)


@given(written=st.lists(sentences(), min_size=1, max_size=3))
def test_what_is_written_is_read_again(written: list[Sentence], tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "".join(map(format_sentence, written))
    assert _read(text, tmp_path_factory.mktemp("conllu")) == written
    others = conllu.parse(text)
    assert [one.metadata["text"] for one in others] == [one.text for one in written]
    words = [[word["form"] for word in one if isinstance(word["id"], int)] for one in others]
    assert words == [[word.form for word in one.words] for one in written]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_gold_files_are_written_as_they_were(lang: str) -> None:
    path = GOLD / f"{lang}.conllu"
    assert "".join(map(format_sentence, read_sentences(path))) == path.read_text(encoding="utf-8")


def test_text_is_what_the_tokens_spell() -> None:
    token = Token("don't", (Word("do"), Word("n't")), space_after=False)
    sentence = Sentence((token, Token("!", (Word("!"),))))
    assert sentence.text == "don't!"
    assert [word.form for word in sentence.words] == ["do", "n't", "!"]


def test_comments_that_mark_paragraphs() -> None:
    sentence = Sentence((), ("newdoc id = a", "newpar", "section = title", "newparade = 1"))
    assert [sentence.has_comment(key) for key in ("newdoc", "newpar", "section", "id")] == [True, True, True, False]


def test_line_ends_marks_and_empty_nodes_of_others(tmp_path: Path) -> None:
    rows = [ROW.format(1, "a", 0, "root"), ROW.format("1.1", "b", "_", "_"), ROW.format(2, "c\u2028c", 1, "dep")]
    (found,) = _read("\ufeff" + "\r\n".join(["# text = a c", *rows]), tmp_path)
    assert [word.form for word in found.words] == ["a", "c\u2028c"]


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        (["1\ta\tb"], 1, "ten columns"),
        (["# text = a", "plain text"], 2, "ten columns"),
        ([ROW.format(2, "a", 0, "root")], 1, "word 1 should come here"),
        ([ROW.format(1, "a", 0, "root"), ROW.format(1, "b", 0, "root")], 2, "word 2 should come here"),
        ([ROW.format("x", "a", 0, "root")], 1, "'x'"),
        ([ROW.format(1, "", 0, "root")], 1, "form"),
        ([ROW.format(1, "a", "_", "root")], 1, "head"),
        ([ROW.format(1, "a", 7, "root")], 1, "no word 7"),
        ([ROW.format(1, "a", 2, "x"), ROW.format(2, "b", 1, "x")], 1, "circle"),
        ([ROW.format(1, "a", 1, "x")], 1, "circle"),
        ([ROW.format("1-2", "ab", "_", "_"), ROW.format(1, "a", 0, "root")], 2, "sentence ends"),
        ([ROW.format("2-3", "ab", "_", "_")], 1, "'2-3'"),
        ([ROW.format("1-2", "ab", "_", "_"), ROW.format(1, "a", 0, "x"), ROW.format("2-3", "b", "_", "_")], 3, "over"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_named_with_its_line(lines: list[str], line: int, says: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=says) as error:
        _read("\n".join(lines) + "\n\n", tmp_path)
    assert str(error.value).startswith(f"{tmp_path / 'x.conllu'}:{line}: not a CoNLL-U file")


@pytest.mark.parametrize("text", ["", "\n\n", "# only = a comment\n\n"])
def test_a_file_without_sentences(text: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no sentence"):
        _read(text, tmp_path)


def test_a_file_of_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "x.conllu"
    file.write_bytes("日本".encode("cp932"))
    with pytest.raises(UnreadableFile, match="is not UTF-8 text"):
        read_sentences(file)
