"""Names of today's technology news put into training text about everything else.

Wikipedia knows castles, bands and football clubs. Swapping names teaches the network to trust the surroundings of a
name it has never seen, in Latin letters as well as in katakana.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.language.training.japanese import NamedText
from kg.language.training.spans import Span
from kg.text.normalize import normalize

_FILES = {"Organization": "organizations.tsv", "Person": "people.tsv", "Product": "products.tsv"}
# "トヨタ自動車", "東京大学": what a name says about itself; a sentence about a university wants another university.
_TELLING = re.compile(
    r"(?:大学|学校|高校|学院|学園|省|庁|党|軍|隊|会|連盟|協会|委員会|政府|議会|裁判所|警察|組合|銀行|新聞|放送|テレビ"
    r"|鉄道|電鉄|航空|病院|研究所|クラブ|リーグ|チーム|球団|教会|寺|朝|家|派|部|局|署|団|線|機|号|賞|法|書|紙|誌)$"
)


def read_known_names(gazetteer: Path) -> dict[str, list[str]]:
    """Reads the project's own lists of names.

    Args:
        gazetteer: Folder with the lists.

    Returns:
        Japanese and Latin names of each label.
    """
    names: dict[str, list[str]] = {}
    for label, file in _FILES.items():
        found: set[str] = set()
        with (gazetteer / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                # Abbreviations and single letters say too little about what they stand for.
                found.update(normalize(name).text for name in (row["en"], row["ja"]) if len(name) > 2)
        names[label] = sorted(found)
    return names


def renamed(texts: Iterable[NamedText], names: Mapping[str, Sequence[str]], share: float, seed: int) -> list[NamedText]:
    """Copies of texts with other names.

    Args:
        texts: Texts with names.
        names: Names to choose from, by label.
        share: Share of the texts to copy.
        seed: Seed of the choice.

    Returns:
        Copies of only those texts in which a name could be swapped.
    """
    choice = random.Random(seed)
    copies: list[NamedText] = []
    for text in texts:
        if choice.random() < share:
            copy = _rename(text, names, choice)
            if copy is not None:
                copies.append(copy)
    return copies


def _rename(text: NamedText, names: Mapping[str, Sequence[str]], choice: random.Random) -> NamedText | None:
    # The same name stays the same name throughout a text.
    new: dict[str, str] = {}
    pieces: list[str] = []
    spans: list[Span] = []
    done, length = 0, 0
    for span in text.names:
        old = text.text[span.start : span.end]
        if span.label in names and not _TELLING.search(old):
            new.setdefault(old, choice.choice(names[span.label]))
        put = new.get(old, old)
        between = text.text[done : span.start]
        pieces += [between, put]
        start = length + len(between)
        length = start + len(put)
        spans.append(Span(start, length, span.label))
        done = span.end
    if not new:
        return None
    pieces.append(text.text[done:])
    return NamedText("renamed", "".join(pieces), tuple(spans), text.complete)
