"""Which names of a sentence are told in one breath, "A, B and C", 「A、B、Cなど」, and which are only cited.

Parsers cut long lists and hang their members on each other in odd ways; the signs between the names tell them whatever
the parse. A list needs a word that closes it, since a comma alone may as well end a clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.extraction.names import Name
from kg.extraction.rules import Rules

#: A name said twice: "The United Illuminating Company (UI), ...", and what may stand before the next.
_ASIDE = r"(?:\s?[(（][^()（）]{1,40}[)）])?"
#: Characters between a bracket and a name in it. Set by hand, not tuned.
_LONGEST_ASIDE = 40
_JOINTS = {
    "en": re.compile(
        rf"{_ASIDE}(?P<word>,? (?:and|or|&|as well as|along with|plus) |, )(?:[Tt]he |its |rivals? |start-?ups? )?"
    ),
    "ja": re.compile(
        rf"氏?{_ASIDE}(?P<word>、?および|、?及び|ならびに|並びに|、|や|と|・|,)(?:米|英|独|仏|韓国|中国|台湾)?"
    ),
}
#: What closes a Japanese list after its last name; a comma alone may as well stand behind a topic.
_JAPANESE_CLOSERS = re.compile(
    rf"氏?{_ASIDE}(?:など|ら(?=[がはのにをとも、])|といった|の(?:\d+|[二三四五六七八九十両数])社|各社|両社)"
)
#: Characters after a name within which it is made a source: 「ロイター通信の報道によると」. Set by hand, not tuned.
_CITED_WITHIN = 14
_CASED = re.compile(r"氏?[がはをのもに]")
_CLOSING = frozenset({"や", "および", "及び", "ならびに", "並びに"})


def find_lists(text: str, names: Sequence[Name], rules: Rules) -> dict[int, tuple[Name, ...]]:
    """The list that each name belongs to, by the name's first character; names outside of any list are left out.

    Args:
        text: The block's text.
        names: The names of one sentence, in order.
        rules: The language's rules.
    """
    if "(" in text or "（" in text:
        names = [one for one in names if not _is_aside(text, one)]
    joints = [_joint(text, one, other, rules.lang) for one, other in pairwise(names)]
    found: dict[int, tuple[Name, ...]] = {}
    start = 0
    for end in range(1, len(names) + 1):
        if end < len(names) and joints[end - 1] is not None:
            continue
        members = _closed(text, names[start:end], [one for one in joints[start : end - 1] if one], rules.lang)
        if len(members) > 1:
            found |= {one.start: tuple(members) for one in members}
        start = end
    return found


def _is_aside(text: str, name: Name) -> bool:
    """ "Natural Gas (CNG)", "Demandware (now Commerce Cloud)": what stands in brackets names the one before again."""
    before, after = text[max(0, name.start - _LONGEST_ASIDE) : name.start], text[name.end : name.end + _LONGEST_ASIDE]
    opens = max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))
    closing = min((at for at in (after.find(")"), after.find("）")) if at >= 0), default=-1)
    return opens and closing >= 0 and "(" not in after[:closing]


def _joint(text: str, one: Name, other: Name, lang: str) -> str | None:
    """The word or sign that joins two names, or None where something else stands between them."""
    found = _JOINTS[lang].fullmatch(text, one.end, other.start)
    return found["word"].strip(" ,") or "," if found else None


def _closed(text: str, names: Sequence[Name], joints: Sequence[str], lang: str) -> list[Name]:
    """As many of the names as surely are one list."""
    if lang == "ja":
        closed = bool(names) and _JAPANESE_CLOSERS.match(text, names[-1].end) is not None
        # 「A、BとCを」: と before the last name closes as "and" does, where a case particle follows.
        joined = bool(joints) and joints[-1] in ("と", "・") and _CASED.match(text, names[-1].end) is not None
        told = closed or joined or not _CLOSING.isdisjoint(joints)
        return list(names) if told and len(names) > 1 else []
    last = max((at for at, joint in enumerate(joints) if joint != ","), default=-1)
    return list(names[: last + 2]) if last >= 0 else []


def find_cited(text: str, names: Sequence[Name], lists: Mapping[int, tuple[Name, ...]], rules: Rules) -> frozenset[int]:
    """Where the names stand that are only cited: "according to Reuters", 「日経や時事通信などによると」."""
    before, after = tuple(rules.words("citing_before")), tuple(rules.words("citing_after"))
    cited = [
        one
        for one in names
        if (before and text[: one.start].lower().endswith(before))
        or any(word in text[one.end : one.end + _CITED_WITHIN].split("、")[0] for word in after)
    ]
    return frozenset(mate.start for one in cited for mate in lists.get(one.start, (one,)))
