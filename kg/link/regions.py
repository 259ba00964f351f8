"""The region that a place's name may tell along with it: "Phoenix, Arizona", アリゾナ州フェニックス, 独ドレスデン."""

from __future__ import annotations

import re
from typing import NamedTuple

_REGION = re.compile(r"(?P<region>.{2,}?[州県都道府省])(?P<place>.{2,})")
#: Newspapers put the first character of a country's name before a foreign place.
_COUNTRY = re.compile(r"(?P<region>[米英独仏伊印中韓台豪加蘭露])(?P<place>[ァ-ヺA-Za-z].+)")


class Place(NamedTuple):
    """A place with the region that it lies in; either may be empty."""

    region: str
    place: str


def split_region(name: str) -> Place:
    """The region in a name and the rest, or an empty region and the name."""
    place, comma, region = name.partition(", ")
    if comma and name.isascii():
        return Place(region, place)
    found = _REGION.fullmatch(name) or _COUNTRY.fullmatch(name)
    return Place(found["region"], found["place"]) if found else Place("", name)
