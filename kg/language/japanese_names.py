"""The spaCy component that puts our names on top of GiNZA's words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.errors import PipelineMissing
from kg.language.decode import name_spans
from kg.language.encoder import open_session
from kg.language.japanese_words import Floats, WordReader, vector_rows

#: The weights that come with the project.
WEIGHTS = Path(__file__).with_name("models") / "ja_names"

NETWORK = "model.onnx"
ALPHABET = "alphabet.json"


class JapaneseNames:
    """Finds people, organizations, places, products, events, dates and amounts.

    Stands in for GiNZA's ``ner``, behind its ``tok2vec``, whose encoding of the words is read. Each text goes through
    the network alone, so that its names do not depend on its neighbours in a batch.

    Args:
        vocab: The vocabulary of the pipeline, with its word vectors.
        folder: Where the weights are; the project's own by default.
    """

    def __init__(self, vocab: Vocab, folder: Path | None = None) -> None:
        self.vocab = vocab
        self.from_disk(folder or WEIGHTS)

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of names that are found."""
        return tuple(tag[2:] for tag in self._tags if tag.startswith("B-"))

    def __call__(self, doc: Doc) -> Doc:
        """Sets the names of a text."""
        names = name_spans(self.scores(doc), self._tags) if len(doc) else []
        doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int = 0) -> Iterator[Doc]:
        """Sets the names of texts, one by one."""
        return map(self, docs)

    def scores(self, doc: Doc) -> Floats:
        """Scores of the BIO tags, one row per word; about their log-probabilities.

        Raises:
            ValueError: GiNZA's ``tok2vec`` has not been there.
        """
        if len(doc.tensor) != len(doc):
            raise ValueError("names are read off GiNZA's encoding of the words; put its tok2vec before this component")
        words = self._reader.read([token.text for token in doc], [token.tag_ for token in doc], vector_rows(doc))
        vectors = np.asarray(self.vocab.vectors.data, dtype=np.float32)[words.rows]
        vectors[words.rows < 0] = 0
        feed = {
            "vectors": vectors,
            "context": np.asarray(doc.tensor, dtype=np.float32),
            "tags": words.tags,
            "letters": words.letters,
            "scripts": words.scripts,
        }
        (scores,) = self._session.run(None, feed)
        return np.asarray(scores, dtype=np.float32)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> JapaneseNames:
        """Reads the weights of a folder.

        Raises:
            PipelineMissing: They are not there.
        """
        self._folder = Path(path)
        if not (self._folder / NETWORK).is_file():
            raise PipelineMissing("no weights here; 'make model-ja' trains them again", about=str(path))
        alphabet = json.loads((self._folder / ALPHABET).read_text("utf-8"))
        self._reader = WordReader(alphabet["letters"], alphabet["parts"])
        self._tags: list[str] = alphabet["tags"]
        self._session = open_session(self._folder / NETWORK)
        for label in self.labels:
            self.vocab.strings.add(label)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the weights to a folder."""
        if Path(path).resolve() != self._folder.resolve():
            shutil.copytree(self._folder, path, dirs_exist_ok=True)


@Language.factory(
    "kg_japanese_names",
    requires=["doc.tensor", "token.tag"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
)
def japanese_names(nlp: Language, name: str) -> JapaneseNames:
    """Makes the component with the weights that come with the project."""
    return JapaneseNames(nlp.vocab)
