"""Joining of the trained parts into the one pipeline that ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.strings import StringStore

from kg.language.training.scoring import Figures

ORDER = ("tok2vec", "tagger", "morphologizer", "parser", "trainable_lemmatizer", "ner")

_SOURCES = [
    {
        "name": "UD English EWT",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "GUM 11, openly licensed genres (syntax and derived names)",
        "url": "https://github.com/amir-zeldes/gum",
        "license": "CC BY 4.0 (annotations); CC BY, CC BY-SA or public domain (texts)",
    },
    {
        "name": "Universal NER English EWT",
        "url": "https://github.com/UniversalNER/UNER_English-EWT",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "Groningen Meaning Bank (sample of 8,000 sentences, labels repaired)",
        "url": "https://gmb.let.rug.nl",
        "license": "public domain (texts); DbCL 1.0 (copy used)",
    },
    {
        "name": "Few-NERD (sentences with companies or products)",
        "url": "https://github.com/thunlp/Few-NERD",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "CrossNER (ai, science, politics)",
        "url": "https://github.com/zliucr/CrossNER",
        "license": "MIT (annotations); CC BY-SA (texts)",
    },
    {
        "name": "WNUT 2017 emerging entities",
        "url": "https://github.com/leondz/emerging_entities_17",
        "license": "CC BY 4.0",
    },
    {
        "name": "FinanceDatabase and Simple Icons (names put in place of older ones)",
        "url": "https://github.com/JerBouma/FinanceDatabase, https://github.com/simple-icons/simple-icons",
        "license": "MIT; CC0 1.0",
    },
]


def assemble(syntax: Path, names: Path) -> Language:
    """Joins both trained pipelines.

    Args:
        syntax: Folder of the trained syntax pipeline.
        names: Folder of the trained name recogniser.

    Returns:
        A pipeline whose configuration no longer mentions any training.
    """
    # A blank pipeline leaves the corpora, augmenters and schedules behind.
    nlp = spacy.blank("en")
    trained = {"syntax": spacy.load(syntax), "names": spacy.load(names)}
    for component in ORDER:
        nlp.add_pipe(component, source=trained["names" if component == "ner" else "syntax"])
    return nlp


def save(nlp: Language, output: Path, figures: dict[str, Figures]) -> None:
    """Writes the pipeline with a description of itself.

    Args:
        nlp: The assembled pipeline.
        output: Target folder.
        figures: Development figures by set.
    """
    nlp.meta.update(_description(figures))
    output.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(output)
    # The vocabulary has collected every word of the corpora; spaCy hashes words
    # anew when it meets them, so only what the weights refer to has to stay.
    _needed_strings(nlp).to_disk(output / "vocab" / "strings.json")


def _needed_strings(nlp: Language) -> StringStore:
    needed = {str(label) for labels in nlp.pipe_labels.values() for label in labels}
    lemmatizer = nlp.get_pipe("trainable_lemmatizer")
    if not isinstance(lemmatizer, EditTreeLemmatizer):
        raise TypeError("trainable_lemmatizer is no edit tree lemmatizer")
    for tree in lemmatizer.label_data["trees"]:
        # Replacements of the edit trees; inner nodes have none of their own.
        needed.update(tree[key] for key in ("orig", "subst") if key in tree)
    return StringStore(sorted(needed))


def _description(figures: dict[str, Figures]) -> dict[str, Any]:
    return {
        "name": "technews",
        "version": "0.1.0",
        # spaCy would write the exact release it was trained with and then warn about older ones.
        "spacy_version": ">=3.8.7,<3.9.0",
        "description": "English syntax (Universal Dependencies) and names for technology news.",
        "license": "CC BY-SA 4.0",
        "sources": _SOURCES,
        "performance": figures,
    }
