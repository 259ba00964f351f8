"""What a name is to extraction, and whoever knows names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class KnownName:
    """A stretch of text that a gazetteer knows: half-open offsets into the text that was searched.

    The type is None where things of several kinds bear the name.
    """

    start: int
    end: int
    type: EntityType | None


class NameTable(Protocol):
    """Whoever knows names. The gazetteer does; extraction asks through this and knows no more of it."""

    def find_names(self, text: str, lang: str, *, article: str = "") -> Iterable[KnownName]:
        """Every known name in the text, longest first at each place, never overlapping.

        Args:
            text: Where to look.
            lang: "en" or "ja".
            article: All of the text around it, which may tell what is meant.
        """


class NoNames:
    """A table that knows no name."""

    def find_names(self, text: str, lang: str, *, article: str = "") -> Iterable[KnownName]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Name:
    """A named stretch of a block, in characters of the parsed text.

    Attributes:
        start: First character.
        end: One past the last.
        text: The stretch.
        type: What it surely is, or None.
        hint: What the tagger took it for, or None.
        origin: "gazetteer", "tagger", "run" or "reference": for explanations and confidence.
        refers_to: For a word that refers back ("the company", 同社), the name that it stands for.
        together: For one that stands for several ("both companies", 両社), all their names.
    """

    start: int
    end: int
    text: str
    type: EntityType | None
    hint: EntityType | None
    origin: str
    refers_to: str = ""
    together: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What the thing is called: the name that it stands for, or its own text."""
        return self.refers_to or self.text
