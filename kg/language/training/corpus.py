"""Writing of the training and development corpora as spaCy ``DocBin`` files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from kg.language.training.grouping import group_sentences
from kg.language.training.names import (
    read_crossner,
    read_fewnerd,
    read_gum,
    read_uner,
    read_wnut,
)
from kg.language.training.renaming import (
    read_company_names,
    rename_proper_nouns,
    renamed_organizations,
)
from kg.language.training.silver import read_gmb
from kg.language.training.spans import NameSentence
from kg.language.training.treebank import TREEBANKS, TreeSentence, read_treebank

SEED = 20
LONGEST_SYNTAX_GROUP = 6
LONGEST_NAMES_GROUP = 4
RENAMED_SHARE = 0.2  # of the treebank sentences, in place
COPIED_SHARE = 0.8  # of the sentences with names, as extra copies


def write_syntax(datasets: Path, folder: Path) -> None:
    """Writes ``syntax-train``, ``syntax-dev`` and one dev file per treebank.

    Args:
        datasets: Folder that holds the dataset archives.
        folder: Existing folder for the ``.spacy`` files.
    """
    company_names = read_company_names(datasets)
    for split in ("train", "dev"):
        merged: list[Doc] = []
        for name in TREEBANKS:
            sentences = read_treebank(datasets, name, split)
            if split == "train":
                rename_proper_nouns(sentences, company_names, RENAMED_SHARE, SEED)
            docs = syntax_docs(sentences)
            merged.extend(docs)
            if split == "dev":
                write_docs(docs, folder / f"syntax-dev-{name}.spacy")
        write_docs(merged, folder / f"syntax-{split}.spacy")


def syntax_docs(sentences: Iterable[TreeSentence]) -> list[Doc]:
    """Builds documents of a few consecutive treebank sentences.

    Args:
        sentences: Sentences in document order.

    Returns:
        Fully annotated documents whose text is the raw text.
    """
    vocab = Vocab()
    groups = group_sentences(sentences, LONGEST_SYNTAX_GROUP, SEED)
    return [_syntax_doc(vocab, group) for group in groups]


def write_names(datasets: Path, folder: Path) -> None:
    """Writes ``names-train``, ``names-dev`` and one dev file per source.

    Args:
        datasets: Folder that holds the dataset archives.
        folder: Existing folder for the ``.spacy`` files.
    """
    company_names = read_company_names(datasets)
    uner = read_uner(datasets, "train")
    gum = read_gum(datasets, "train")
    gmb = read_gmb(datasets, SEED)
    sources = [
        uner,
        gum,
        gum,  # twice: small, but the only source in which no label is missing
        gmb,
        renamed_organizations([*uner, *gum, *gmb], company_names, COPIED_SHARE, SEED),
        read_fewnerd(datasets),
        read_wnut(datasets, "train"),
        read_crossner(datasets, "ai", "train"),
        *(read_crossner(datasets, domain, split) for domain in ("science", "politics") for split in ("train", "dev")),
    ]
    write_docs(
        (doc for number, source in enumerate(sources) for doc in names_docs(source, SEED + number)),
        folder / "names-train.spacy",
    )
    merged: list[Doc] = []
    for name, held_out in (
        ("uner", read_uner(datasets, "dev")),
        ("gum", read_gum(datasets, "dev")),
        ("crossner-ai", read_crossner(datasets, "ai", "dev")),
    ):
        docs = names_docs(held_out, SEED)
        merged.extend(docs)
        write_docs(docs, folder / f"names-dev-{name}.spacy")
    write_docs(merged, folder / "names-dev.spacy")


def names_docs(sentences: Iterable[NameSentence], seed: int) -> list[Doc]:
    """Builds documents of a few consecutive sentences with their names.

    Args:
        sentences: Sentences in document order.
        seed: Seed of the grouping.

    Returns:
        Documents with entities; unknown words carry spaCy's missing value.
    """
    vocab = Vocab()
    groups = group_sentences(sentences, LONGEST_NAMES_GROUP, seed)
    return [_names_doc(vocab, group) for group in groups]


def write_docs(docs: Iterable[Doc], path: Path) -> None:
    """Stores documents for ``spacy train``.

    Args:
        docs: Annotated documents.
        path: Target file.
    """
    DocBin(docs=docs).to_disk(path)


def _syntax_doc(vocab: Vocab, group: list[TreeSentence]) -> Doc:
    heads: list[int] = []
    for sentence in group:
        offset = len(heads)
        heads.extend(offset + head for head in sentence.heads)
    return Doc(
        vocab,
        words=[word for sentence in group for word in sentence.words],
        spaces=[space for sentence in group for space in sentence.spaces],
        lemmas=[lemma for sentence in group for lemma in sentence.lemmas],
        pos=[pos for sentence in group for pos in sentence.pos],
        tags=[tag for sentence in group for tag in sentence.tags],
        morphs=[morph for sentence in group for morph in sentence.morphs],
        deps=[dep for sentence in group for dep in sentence.deps],
        heads=heads,  # also tell spaCy where each sentence starts
    )


def _names_doc(vocab: Vocab, group: list[NameSentence]) -> Doc:
    return Doc(
        vocab,
        words=[word for sentence in group for word in sentence.words],
        spaces=[space for sentence in group for space in sentence.spaces],
        ents=[tag for sentence in group for tag in sentence.tags],
        sent_starts=[index == 0 for sentence in group for index in range(len(sentence.words))],
    )
