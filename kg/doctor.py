"""What this installation reads with: pipelines, packages and the list of names, and what is missing of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.language.name_labels import NAME_LABELS, find_label
from kg.language.pipelines import MODELS
from kg.link.gazetteer import FILES, find_folder
from kg.pipeline import LANGUAGES, Settings

if TYPE_CHECKING:
    from spacy.language import Language

#: What the pipelines are made with; which of them are needed depends on the pipelines.
PACKAGES = ("spacy", "ginza", "ja-ginza", "SudachiPy", "SudachiDict-core", "curated-tokenizers", "onnxruntime")


@dataclass(frozen=True, slots=True)
class PipelineReport:
    """A pipeline that loads."""

    lang: str
    name: str
    version: str
    licence: str
    folder: str
    components: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(slots=True)
class Diagnosis:
    """What is there and what is missing.

    Attributes:
        pipelines: Those that load, by language.
        weights: Licences of the weights that come with the project.
        packages: Versions, or "" for those that are not installed.
        gazetteer: Number of names in each file of the list of names.
        missing: What is missing, and how to get it, one line each.
    """

    pipelines: list[PipelineReport] = field(default_factory=list)
    weights: dict[str, str] = field(default_factory=dict)
    packages: dict[str, str] = field(default_factory=dict)
    gazetteer: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def diagnose(settings: Settings | None = None) -> Diagnosis:
    """Load every pipeline, and look for what else reading needs."""
    settings = settings or Settings()
    diagnosis = Diagnosis(weights=_licences(MODELS), packages={name: _version(name) for name in PACKAGES})
    for lang in LANGUAGES:
        try:
            diagnosis.pipelines.append(_describe(lang, settings.pipeline(lang)))
        except KgError as error:
            # The message says what to do in most cases; for the others there is the reason.
            reason = f" ({error.__cause__})" if error.__cause__ else ""
            diagnosis.missing.append(" ".join(f"{lang}: {error}{reason}".split()))
    folder = settings.gazetteer or find_folder()
    for name in FILES.values():
        if (folder / name).is_file():
            diagnosis.gazetteer[name] = _count_rows(folder / name)
        else:
            fix = "in a checkout, get it back with: git checkout data/gazetteer; else install newskg again"
            diagnosis.missing.append(f"{folder / name}: this part of the list of names is missing; {fix}")
    return diagnosis


def _licences(folder: Path) -> dict[str, str]:
    """The licence of each set of weights in a folder, as its description states it."""
    descriptions = {
        path.parent.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*/meta.json"))
    }
    return {name: str(one.get("license") or "not stated") for name, one in descriptions.items()}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _describe(lang: str, nlp: Language) -> PipelineReport:
    meta = nlp.meta
    labels = {find_label(label) for label in _name_labels(nlp)}
    return PipelineReport(
        lang=lang,
        name=str(meta.get("name", "")),
        version=str(meta.get("version", "")),
        licence=str(meta.get("license") or "not stated"),
        folder=str(nlp.path or ""),
        components=tuple(nlp.pipe_names),
        names=tuple(label for label in NAME_LABELS if label in labels),
    )


def _name_labels(nlp: Language) -> Iterator[str]:
    """The labels of the components that set names, whatever these components are called."""
    for name, component in nlp.pipeline:
        if "doc.ents" in nlp.get_pipe_meta(name).assigns:
            labels: Any = getattr(component, "labels", ())
            # A component that annotates everything has labels by what they are for.
            found: Iterable[str] = labels.get("names", ()) if isinstance(labels, Mapping) else labels
            yield from (label.removeprefix("B-") for label in found)


def _count_rows(path: Path) -> int:
    return max(0, len(path.read_text(encoding="utf-8").splitlines()) - 1)
