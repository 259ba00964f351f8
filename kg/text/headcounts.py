"""How many people, jobs or posts a text speaks of, in English and Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text import numbers


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word)))


_PEOPLE = _any_of(
    "employee employees worker workers staff staffer staffers people person persons engineer engineers researcher"
    " researchers developer developers scientist scientists executive executives manager managers contractor"
    " contractors colleague colleagues redundancies layoffs lay-offs personnel members headcount hires recruits"
)
_POSTS = _any_of("job jobs position positions role roles post posts")
# Between a number and its noun stand adjectives and names, but no word that starts another phrase.
_NO_ADJECTIVE = _any_of(
    "a an the and or of in on at to by for from with as than that which who whom is was were are be has had have will"
    " would said says its their his her million billion percent per years year months month days day hours countries"
    " customers users clients shares offices times while after before until since when where but"
)
_ADJECTIVE = rf"(?!(?:{_NO_ADJECTIVE})\b)[A-Za-z][\w'’.&-]{{0,24}}"
_ENGLISH_NUMBER = rf"{numbers.START}(?<![\w$€£¥₩₹.-])(?P<number>{numbers.DIGITS})(?P<scale>{numbers.SCALE})?"
_BEFORE_NOUN = re.compile(
    rf"(?:{_ENGLISH_NUMBER}|\b(?P<word>(?i:{'|'.join(numbers.UNITS)})))(?:[ -]strong\b"
    rf"|[ -](?:{_ADJECTIVE}[ -]){{0,3}}?(?:(?:{_PEOPLE})\b|(?:and {_ADJECTIVE} )?(?:{_POSTS})\b))"
)
_AFTER_NOUN = re.compile(
    r"\b(?i:employs|employing|employed|workforce of|staff of|headcount of|headcount to|payroll of) "
    rf"(?i:(?:about|around|roughly|some|nearly|almost|over|more than|fewer than|approximately|just) )?{_ENGLISH_NUMBER}"
)
_PART_OF = re.compile(rf"{_ENGLISH_NUMBER} of (?:[\w'’.&-]{{1,24}} ){{0,4}}$")
_PART_OF_REACH = 80
# "In 2023 employees left": a year, not a number of people.
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|during|of|from|after|before|late|early|mid|through|for|fiscal"
    r"|[A-Z][a-z]{2,8}\.?|\d,) ?$",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    rf"{numbers.JA_START}(?P<number>{numbers.JA_NUMBER})(?:人(?![気工目種物口生格権材間民件体類事乗前])(?!当たり|あたり)"
    r"|名(?![古前称刺義門作誉店]))"
)
_NOT_STAFF = re.compile(
    r"(?:利用者|ユーザー|会員|顧客|人口|登録者|来場者|契約者|加入者|フォロワー|視聴者)[^、。]{0,5}$"
)
_NOT_STAFF_REACH = 12


@dataclass(frozen=True, slots=True)
class Headcount:
    """A number of people, jobs or posts in a text.

    Attributes:
        start: Where the number starts in the text.
        end: Where the words that say what it counts end.
        text: The literal text.
        count: How many.
    """

    start: int
    end: int
    text: str
    count: int


def find_headcounts(text: str) -> list[Headcount]:
    """The numbers of people, jobs or posts that a text names, in order; users and customers are none."""
    found = {one.start: one for one in _read_matches(text)}
    return [one for _, one in sorted(found.items())]


def _read_matches(text: str) -> Iterator[Headcount]:
    for match in _AFTER_NOUN.finditer(text):
        yield from _read_english(text, match, match.start("number"))
    for match in _BEFORE_NOUN.finditer(text):
        if match["word"]:
            yield Headcount(match.start(), match.end(), match.group(), int(numbers.WORDS[match["word"].lower()]))
        else:
            yield from _read_english(text, match, match.start())
            yield from _read_part(text, match.start())
    for match in _JAPANESE.finditer(text):
        before = text[max(0, match.start() - _NOT_STAFF_REACH) : match.start()]
        value = numbers.read_japanese(match["number"])
        if match["number"] != "一" and not _NOT_STAFF.search(before) and value == int(value):
            yield Headcount(match.start(), match.end(), match.group(), int(value))


def _read_english(text: str, match: re.Match[str], start: int) -> Iterator[Headcount]:
    """The count of a match, unless it is a year or no whole number."""
    before = text[max(0, start - _NOT_STAFF_REACH) : start]
    if not match["scale"] and _YEAR.fullmatch(match["number"]) and _BEFORE_YEAR.search(before):
        return
    value = numbers.read_digits(match["number"]) * numbers.read_scale(match["scale"])
    if value == int(value):
        yield Headcount(start, match.end(), text[start : match.end()], int(value))


def _read_part(text: str, start: int) -> Iterator[Headcount]:
    """The 700 of "700 of its 770 workers"."""
    offset = max(0, start - _PART_OF_REACH)
    match = _PART_OF.search(text[offset:start])
    if match is not None:
        value = numbers.read_digits(match["number"]) * numbers.read_scale(match["scale"])
        begin, end = offset + match.start(), offset + match.end("scale" if match["scale"] else "number")
        yield Headcount(begin, end, text[begin:end], int(value))
