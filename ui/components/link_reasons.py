"""Why a name was linked so, or two entities may be one, in the reader's language: data in `ui/catalogue`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from kg.model import Entity
from ui.components.evidence import display_name
from ui.strings import Words, load_strings

_PART = "link_reason."
_BRACED = re.compile(r"\\{(\w+)\\}")
# A reason of a reason of a reason: deeper than any that there is.
_DEEPEST = 5


def read_link_reason(why: str, words: Words, entities: Mapping[str, Entity], depth: int = 0) -> str:
    """The reason in the reader's language; as it is where nobody has put it into the catalogue.

    Args:
        why: The reason, as the store has it.
        words: The language.
        entities: The entities of the store, by id.
        depth: How many reasons it stands in.
    """

    def name_of(told: str) -> str:
        # What was minted is told by the beginning of its sound, which others may have too.
        return words("review.sounds_so", sound=told) if told.endswith("-") else display_name(told, entities, words.lang)

    tell: Mapping[str, Callable[[str], str]] = {
        "why": lambda told: read_link_reason(told, words, entities, depth + 1),
        "relation": words.relation,
        "type": words.type,
        "entity": name_of,
    }
    for pattern, key in _patterns() if depth < _DEEPEST else ():
        found = pattern.fullmatch(why)
        if found:
            values = {name: tell.get(name, str)(told) for name, told in found.groupdict().items()}
            return words(key, **values)
    return why


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    keys = [key for key in load_strings() if key.startswith(_PART)]
    return tuple((_pattern(key.removeprefix(_PART)), key) for key in keys)


def _pattern(phrase: str) -> re.Pattern[str]:
    # An id and a name of the schema have no space; what is longest in front is what other reasons are put behind.
    def group(braced: re.Match[str]) -> str:
        return rf"(?P<{braced[1]}>{r'[^ ]+' if braced[1] in ('relation', 'entity', 'type') else '.+'})"

    return re.compile(_BRACED.sub(group, re.escape(phrase)), re.DOTALL)
