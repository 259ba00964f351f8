"""What the dashboard says, in both languages: data in `ui/catalogue`, a file for each part of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.schema import Schema, Term

LANGUAGES = {"en": "English", "ja": "日本語"}
CATALOGUE = Path(__file__).with_name("catalogue")


@lru_cache(maxsize=1)
def load_strings() -> Mapping[str, Mapping[str, str]]:
    """Every string by `section.key`, then by language."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(CATALOGUE.glob("*.toml")):
        for section, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found |= {f"{section}.{key}": value for key, value in table.items()}
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The dashboard's own strings and the labels of the schema, in one language."""

    lang: str
    schema: Schema

    def __call__(self, key: str, **values: object) -> str:
        """The string of this key, its {placeholders} filled in."""
        return load_strings()[key][self.lang].format(**values)

    def relation(self, name: str, *, inverse: bool = False) -> str:
        """How a relation reads from subject to object, or the other way round."""
        relation = self.schema.relations.get(name)
        if relation is None:
            return name
        labels = relation.inverse_labels if inverse and relation.inverse_labels else relation.labels
        return labels.get(self.lang) or relation.labels.get("en", name)

    def status(self, name: str) -> str:
        """The label of a status."""
        return self._label(self.schema.statuses, name)

    def status_help(self, name: str) -> str:
        """What a status means, in plain words."""
        term = self.schema.statuses.get(name)
        return term.helps.get(self.lang, "") if term else ""

    def stage(self, name: str) -> str:
        """The label of a stage."""
        return self._label(self.schema.stages, name)

    def type(self, name: str) -> str:
        """The label of an entity type."""
        return self._label(self.schema.types, name)

    def qualifier(self, name: str) -> str:
        """The label of a qualifier."""
        return self._label(self.schema.qualifiers, name)

    def parameter(self, name: str) -> str:
        """The label of a parameter of a packaged query."""
        return load_strings().get(f"parameter.{name}", {}).get(self.lang, name)

    def column(self, name: str) -> str:
        """What a column of an answer is called; the variable itself where no packaged query has it."""
        return load_strings().get(f"column.{name}", {}).get(self.lang, name)

    def _label(self, terms: Mapping[str, Term], name: str) -> str:
        term = terms.get(name)
        return term.labels.get(self.lang, name) if term else name
