"""Reading of CoNLL-U treebanks into sentences that spell out their raw text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.language.training.archives import read_text

TREEBANKS = {
    "ewt": ("en_syntax_ewt", "en_ewt-ud-{split}.conllu"),
    "gum": ("en_syntax_gum", "gum-open-{split}.conllu"),
}


@dataclass
class TreeSentence:
    """One treebank sentence over its syntactic words.

    Attributes:
        sent_id: Identifier inside the treebank.
        document: Identifier of the document that the sentence comes from.
        words: Word forms; joined with ``spaces`` they give the raw text.
        spaces: Whether a space follows each word.
        lemmas: Lemma of each word.
        pos: Universal part of speech of each word.
        tags: Penn-style tag of each word.
        morphs: Universal features of each word, empty where there are none.
        heads: Index of each word's head in the sentence; the root is its own.
        deps: Universal dependency label; the root's is spaCy's ``ROOT``.
    """

    sent_id: str
    document: str
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)

    def add(self, columns: list[str]) -> None:
        """Appends one word.

        Args:
            columns: The ten columns of a CoNLL-U word line.
        """
        form, lemma, upos, xpos, feats, head, dep = columns[1:8]
        # "_" stands for "no lemma" (second half of a split word) unless the
        # word is itself an underscore; an edit tree to "_" would be nonsense.
        self.lemmas.append(form if lemma == "_" else lemma)
        self.words.append(form)
        self.spaces.append(_space_after(columns))
        self.pos.append(upos)
        self.tags.append(xpos)
        self.morphs.append("" if feats == "_" else feats)
        is_root = head == "0"
        self.heads.append(len(self.words) - 1 if is_root else int(head) - 1)
        self.deps.append("ROOT" if is_root else dep)


def read_treebank(datasets: Path, name: str, split: str) -> list[TreeSentence]:
    """Reads one split of a treebank.

    Args:
        datasets: Folder that holds the dataset archives.
        name: A key of ``TREEBANKS``.
        split: ``train`` or ``dev``.

    Returns:
        The sentences in document order.
    """
    archive, pattern = TREEBANKS[name]
    text = read_text(datasets, archive, pattern.format(split=split))
    return list(parse_conllu(text))


def parse_conllu(text: str) -> Iterator[TreeSentence]:
    """Parses CoNLL-U text.

    Args:
        text: Content of a CoNLL-U file.

    Yields:
        Every sentence whose words can be laid over the raw text.
    """
    document = ""
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        document = comments.get("newdoc id", document)
        sentence = _parse_words(lines, comments.get("sent_id", ""), document)
        if sentence is not None:
            yield sentence


def _parse_words(lines: list[str], sent_id: str, document: str) -> TreeSentence | None:
    sentence = TreeSentence(sent_id, document)
    multiword_end = 0
    multiword_space = True
    for line in lines:
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        number = columns[0]
        if "-" in number:
            multiword_end = int(number.split("-")[1])
            multiword_space = _space_after(columns)
        elif "." not in number:  # "8.1" is an empty node of the enhanced graph
            sentence.add(columns)
            # The parts of "don't" are "do" and "n't": their forms spell out the
            # surface, so only the blanks have to come from the range line.
            if int(number) <= multiword_end:
                sentence.spaces[-1] = int(number) == multiword_end and multiword_space
    # A word with a blank inside can never be one token of spaCy's tokenizer.
    if not sentence.words or any(" " in word for word in sentence.words):
        return None
    return sentence


def _space_after(columns: list[str]) -> bool:
    return "SpaceAfter=No" not in columns[9].split("|")
