"""The one place that loads spaCy pipelines.

Both speak Universal Dependencies and the same names: English from weights shipped with the package, Japanese from GiNZA
with names of our own. Any other UD-labelled spaCy pipeline, by package name or folder, serves as well.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from kg.errors import PipelineMissing

MODELS = Path(__file__).with_name("models")

#: What each language is read with unless the user says otherwise.
DEFAULT_PIPELINES: Mapping[str, str] = {"en": str(MODELS / "en_technews"), "ja": "ja_ginza"}

#: Words that English tokenisation would cut at the hyphen, so that no part names the act any more.
HYPHENATED = (
    "co-found",
    "co-founds",
    "co-founded",
    "co-founder",
    "co-founders",
    "co-lead",
    "co-led",
    "tie-up",
    "buy-out",
    "open-source",
    "open-sourced",
)

#: Put in place of GiNZA's recogniser, which knows few of the companies in today's news.
_JAPANESE_NAMES = "kg_japanese_names"

_HINTS = {
    "en": "its weights belong in kg/language/models; 'make model-en' trains them again",
    "ja": "install it with: pip install ginza ja_ginza",
}


def load_pipeline(lang: str, name: str | None = None) -> Language:
    """The pipeline that reads this language.

    Args:
        lang: "en" or "ja".
        name: Another UD-labelled spaCy pipeline (package name or folder) to use instead of ours. The environment
            variables KG_MODEL_EN and KG_MODEL_JA say the same.

    Raises:
        PipelineMissing: It is not there or is no spaCy pipeline.
    """
    if lang not in DEFAULT_PIPELINES:
        raise PipelineMissing("no pipeline for this language; en and ja are read", about=lang)
    return _load(lang, name or os.environ.get(f"KG_MODEL_{lang.upper()}") or DEFAULT_PIPELINES[lang])


@lru_cache(maxsize=4)
def _load(lang: str, name: str) -> Language:
    try:
        nlp = _load_japanese(name) if name == DEFAULT_PIPELINES["ja"] else spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        hint = _HINTS[lang] if name == DEFAULT_PIPELINES[lang] else "give the name of an installed spaCy pipeline"
        raise PipelineMissing(f"cannot load this {lang} pipeline; {hint}", about=name) from error
    # GiNZA's tokeniser has no special cases, and Japanese no hyphens.
    add_special_case = getattr(nlp.tokenizer, "add_special_case", None)
    if add_special_case is not None:
        for word in HYPHENATED:
            for form in (word, word.capitalize()):
                add_special_case(form, [{"ORTH": form}])
    return nlp


def _load_japanese(name: str) -> Language:
    nlp = spacy.load(name)
    nlp.replace_pipe("ner", _JAPANESE_NAMES)
    return nlp
