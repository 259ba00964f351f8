"""CoNLL-U: sentences of words and their tree, read from a file and written as text.

The format is that of https://universaldependencies.org/format.html. Empty nodes and enhanced dependencies are not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import UnreadableFile
from kg.text.files import read_text_file

EMPTY = "_"
_COLUMNS = 10
_NO_SPACE = "SpaceAfter=No"


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word: the columns of its line.

    Attributes:
        form: As it is written.
        lemma: Its lemma, or "_".
        upos: Universal part of speech.
        xpos: Part of speech of the language, or "_".
        feats: Features as "Case=Nom|Number=Sing", or "_".
        head: The number of its head in the sentence, from 1; 0 for the root.
        deprel: The relation to its head.
        misc: What else is said of it, such as "Entity=B-Person"; without SpaceAfter.
    """

    form: str
    lemma: str = EMPTY
    upos: str = "X"
    xpos: str = EMPTY
    feats: str = EMPTY
    head: int = 0
    deprel: str = "root"
    misc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text: one word, or several that are written as one ("don't")."""

    form: str
    words: tuple[Word, ...]
    space_after: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence.

    Attributes:
        tokens: What it is written with.
        comments: Lines above it without "# " and without the text.
    """

    tokens: tuple[Token, ...]
    comments: tuple[str, ...] = ()

    @property
    def words(self) -> Iterator[Word]:
        """Its words, in order; the first has number 1."""
        return (word for token in self.tokens for word in token.words)

    @property
    def text(self) -> str:
        """The text that its tokens spell out."""
        return join_tokens(self.tokens).rstrip(" ")

    def has_comment(self, key: str) -> bool:
        """Whether there is a comment "# key", "# key = value" or "# key id = value"."""
        return any(comment.partition("=")[0].split()[:1] == [key] for comment in self.comments)


def join_tokens(tokens: tuple[Token, ...]) -> str:
    """The text of tokens with the space after each, also after the last."""
    return "".join(token.form + " " * token.space_after for token in tokens)


def format_sentence(sentence: Sentence) -> str:
    """A sentence with its comments, up to and with the empty line that ends it."""
    lines = [f"# {comment}" for comment in (*sentence.comments, f"text = {sentence.text}")]
    number = 0
    for token in sentence.tokens:
        space = () if token.space_after else (_NO_SPACE,)
        is_one = len(token.words) == 1
        if not is_one:
            misc = "|".join(space) or EMPTY
            lines.append(f"{number + 1}-{number + len(token.words)}\t{token.form}" + "\t_" * 7 + f"\t{misc}")
        for word in token.words:
            number += 1
            misc = "|".join(sorted((*word.misc, *(space if is_one else ())))) or EMPTY
            columns = (word.form, word.lemma, word.upos, word.xpos, word.feats, str(word.head), word.deprel)
            lines.append("\t".join((str(number), *columns, EMPTY, misc)))
    return "\n".join(lines) + "\n\n"


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file.

    Raises:
        UnreadableFile: It cannot be read, is no CoNLL-U, or holds no sentence; with the number of the line.
    """
    text = read_text_file(path)
    sentences: list[Sentence] = []
    draft = _Draft(path)
    # Not splitlines: a form may hold what Python counts as the end of a line.
    for number, line in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], 1):
        if line.strip():
            draft.add(line, number)
        elif draft.words or draft.comments:
            if draft.words:
                sentences.append(draft.finish())
            draft = _Draft(path)
    if not sentences:
        raise UnreadableFile("not a CoNLL-U file: there is no sentence in it", about=str(path))
    return sentences


@dataclass(slots=True)
class _Draft:
    """A sentence while its lines come in."""

    path: Path
    comments: list[str] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    #: Tokens of several words: first word, number of words, form, space.
    ranges: list[tuple[int, int, str, bool]] = field(default_factory=list)

    def add(self, line: str, number: int) -> None:
        if line.startswith("#"):
            comment = line[1:].strip()
            if not comment.startswith("text ="):
                self.comments.append(comment)
            return
        columns = line.split("\t")
        if len(columns) != _COLUMNS:
            raise self._fault(number, f"a word has ten columns with tabs between them, this line has {len(columns)}")
        identity, form, misc = columns[0], columns[1], columns[9].split("|")
        is_spaced = _NO_SPACE not in misc
        if not form.strip():
            raise self._fault(number, "the second column, the form, is empty")
        if "." in identity:
            return
        if "-" in identity:
            self._add_range(identity, form, is_spaced, number)
        elif identity == str(len(self.words) + 1):
            if not columns[6].isdecimal():
                raise self._fault(number, f"the seventh column, the head, is no number: {columns[6]!r}")
            lemma, upos, xpos, feats, head, deprel = columns[2:8]
            rest = tuple(one for one in misc if one not in (EMPTY, _NO_SPACE))
            self.words.append(Word(form, lemma, upos, xpos, feats, int(head), deprel, rest))
            self.spaces.append(is_spaced)
            self.numbers.append(number)
        else:
            raise self._fault(number, f"word {len(self.words) + 1} should come here, not {identity!r}")

    def finish(self) -> Sentence:
        for word, number in zip(self.words, self.numbers, strict=True):
            self._check_head(word, number)
        tokens: list[Token] = []
        ranges = {one[0]: one for one in self.ranges}
        index = 0
        while index < len(self.words):
            _, count, form, is_spaced = ranges.get(index, (index, 1, self.words[index].form, self.spaces[index]))
            tokens.append(Token(form, tuple(self.words[index : index + count]), is_spaced))
            index += count
        if index > len(self.words):
            raise self._fault(self.numbers[-1], "a token of several words goes on here, but the sentence ends")
        return Sentence(tuple(tokens), tuple(self.comments))

    def _add_range(self, identity: str, form: str, is_spaced: bool, number: int) -> None:
        first, _, last = identity.partition("-")
        if first != str(len(self.words) + 1) or not last.isdecimal() or int(last) < int(first):
            raise self._fault(number, f"no token of several words can have the number {identity!r} here")
        if self.ranges and sum(self.ranges[-1][:2]) > len(self.words):
            raise self._fault(number, "two tokens of several words overlap")
        self.ranges.append((len(self.words), int(last) - int(first) + 1, form, is_spaced))

    def _check_head(self, word: Word, number: int) -> None:
        head = word.head
        for _ in self.words:
            if head > len(self.words):
                raise self._fault(number, f"there is no word {head} in the sentence to be the head")
            if head == 0:
                return
            head = self.words[head - 1].head
        if head:
            raise self._fault(number, "from this word the heads run in a circle")

    def _fault(self, number: int, problem: str) -> UnreadableFile:
        return UnreadableFile(f"not a CoNLL-U file: {problem}", about=f"{self.path}:{number}")
