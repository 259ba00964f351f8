"""How good a pipeline's words, sentences and trees are on a treebank, from its raw text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.errors import UnreadableFile
from kg.evaluate.figures import format_figures
from kg.evaluate.trees import Figures, score_trees
from kg.language.conllu import write_sentences
from kg.model import Article
from kg.pipeline import LANGUAGES, Settings, parse
from kg.text.conllu import Sentence, join_tokens, read_sentences
from kg.text.languages import detect_language

#: Sentences of one paragraph, where the gold file does not say where paragraphs begin: about those of a news paragraph,
#: so that the pipeline has to find the ends of sentences, without being led by one long text.
PARAGRAPH = 5


@dataclass(frozen=True, slots=True)
class ParserScores:
    """Figures of one evaluation."""

    lang: str
    sentences: int
    words: int
    figures: Figures

    def as_dict(self) -> dict[str, Any]:
        """All figures, as JSON can hold them."""
        return {"lang": self.lang, "sentences": self.sentences, "words": self.words, **self.figures}


def evaluate_parser(path: Path, settings: Settings, *, by_sentence: bool = False) -> ParserScores:
    """Parse the raw text of a gold file and score the parse.

    Args:
        path: A CoNLL-U file of one language.
        settings: The language ("auto" to detect it) and the pipelines.
        by_sentence: Give each gold sentence to the pipeline alone, instead of whole paragraphs.

    Raises:
        UnreadableFile: It cannot be read, is no CoNLL-U, or in a language that nobody here reads.
    """
    gold = read_sentences(path)
    paragraphs = [[one] for one in gold] if by_sentence else list(split_paragraphs(gold))
    text = "\n\n".join(map(_text_of, paragraphs))
    lang = detect_language(text) if settings.lang == "auto" else settings.lang
    if lang not in LANGUAGES:
        raise UnreadableFile(
            f"its language seems to be {lang or 'unknown'}; give --lang en or --lang ja", about=str(path)
        )
    parsed = parse([Article(id="gold", text=text)], replace(settings, lang=lang))
    figures = score_trees(gold, [sentence for one in parsed for sentence in write_sentences(one)])
    return ParserScores(lang, len(gold), sum(len(list(one.words)) for one in gold), figures)


def split_paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences that stand in one paragraph: from one mark of a new paragraph or document to the next.

    Where a file has no such mark, five sentences are a paragraph.
    """
    starts = [n for n, one in enumerate(sentences) if one.has_comment("newpar") or one.has_comment("newdoc")]
    bounds = sorted({0, *(starts or range(0, len(sentences), PARAGRAPH)), len(sentences)})
    for start, end in pairwise(bounds):
        yield list(sentences[start:end])


def _text_of(paragraph: Sequence[Sentence]) -> str:
    return "".join(join_tokens(one.tokens) for one in paragraph).rstrip(" ")


def format_parser_scores(scores: ParserScores) -> str:
    """The figures for reading, in percent."""
    head = f"{scores.sentences} sentences, {scores.words} words ({scores.lang})"
    return f"{head}\n{format_figures(scores.figures)}"
