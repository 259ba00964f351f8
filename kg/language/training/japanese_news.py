"""Reading of Japanese news: the project's own marked sentences and annotated articles."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.language.training.japanese import NamedText, fill, named_spans
from kg.language.training.japanese_amounts import label_amounts, possible_dates
from kg.language.training.own import JAPANESE, read_marked
from kg.language.training.spans import Span
from kg.text.normalize import normalize

_CLAIMED = ("Person", "Organization", "Place", "Product")
# What a surface of a claim's entity may carry before or behind the name proper.
_NATION = "米英独仏伊露中韓印日台加豪"
_BEHIND = re.compile(r"(?:氏|さん|側|ら|株|製|会長|社長|副社長|最高経営責任者|CEO|CTO|CFO|COO|方式)$")
_DESCRIPTION = re.compile(
    r"[「」]|^[同当両本自][社行紙氏国]|[のはをがなる](?!葉)|[ぁ-ん]{4}|(?:部門|事業|子会社|親会社|大手)$"
)


def read_own_news(labels: Collection[str]) -> Iterator[NamedText]:
    """Reads the project's own sentences in the style of today's technology news.

    Args:
        labels: The labels to keep; what has another is no name.

    Yields:
        One text per line.
    """
    kept = {label: label for label in labels}
    for text, names in read_marked(JAPANESE):
        # "約10億円": the other sources leave the "about" out.
        ents = [
            {"start": start + text.startswith("約", start), "end": end, "label": label} for start, end, label in names
        ]
        yield NamedText("own", *named_spans({"text": text, "ents": ents}, kept))


def read_gold(folder: Path) -> Iterator[NamedText]:
    """Reads the news articles in which only the entities of claims are labelled.

    Args:
        folder: Folder with ``ja_*.jsonl`` in the format of the project's gold claims.

    Yields:
        One incomplete text per article.
    """
    for path in sorted(folder.glob("ja_*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                article = json.loads(line)
                text = normalize(article["text"]).text
                names = fill(_claimed(text, article["entities"]), label_amounts(text), possible_dates(text))
                yield NamedText("gold", text, names, complete=False)


def _claimed(text: str, entities: Mapping[str, Any]) -> Iterator[Span]:
    """The names among the surfaces of entities, the longest at each place."""
    labels: dict[str, str] = {}
    for entity in entities.values():
        if entity["type"] in _CLAIMED:
            surfaces = {normalize(surface).text for surface in entity["surfaces"]}
            for surface in surfaces:
                if len(surface) > 1 and not _is_description(surface, surfaces):
                    labels[surface] = entity["type"]
    if labels:
        longest_first = sorted(labels, key=lambda surface: (-len(surface), surface))
        for match in re.finditer("|".join(map(re.escape, longest_first)), text):
            yield Span(match.start(), match.end(), labels[match[0]])


def _is_description(surface: str, surfaces: Iterable[str]) -> bool:
    inner = [other for other in surfaces if other != surface and other in surface]
    return bool(
        _DESCRIPTION.search(surface)
        or _BEHIND.search(surface)
        or (inner and surface[0] in _NATION)
        # "大株主である光通信": the name stands at the end and something else describes it.
        or any(surface.endswith(other) for other in inner)
    )
