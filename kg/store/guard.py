"""What a query may not do: write, or call another server. Oxigraph has no switch for the latter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryRefused

_HEX = r"%[0-9A-Fa-f]{2}"
# The order matters: what comes first wins. Everything that can hide a word from the keyword check is here, read as
# the engine reads it: IRIs may hold any space but the ASCII one, and a backslash takes "#" in a name its meaning.
TOKEN = re.compile(
    rf"""
    (?P<comment> \#[^\r\n]* )
  | (?P<iri> <(?:[^\x00-\x20<>"{{}}|^`\\]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*> )
  | (?P<string> ""\"(?:[^"\\]|\\.|"(?!""))*""\" | '''(?:[^'\\]|\\.|'(?!''))*'''
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
  | (?P<variable> [?$]\w+ )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<prefixed> (?P<prefix> [\w.-]*):
                  (?:(?:[\w:]|{_HEX}|\\.)(?:(?:[\w:.-]|{_HEX}|\\.)*(?:[\w:-]|{_HEX}|\\.))?)? )
  | (?P<word> \w+ )
  | (?P<other> \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""Everything SPARQL is made of, for a look at its words without a parser."""

_WRITING = frozenset({"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"})
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


def check_reads_only(query: str) -> None:
    """Refuse whatever is not a read query of this store alone.

    Raises:
        QueryRefused: It writes, or has SERVICE in it.
    """
    for token in _every_token(query):
        # Any word with "service" in it, because the engine also reads "1SERVICE" and "SERVICE:x" as the keyword.
        word = token.group() if token.lastgroup == "word" else token["prefix"] or ""
        if "service" in word.lower():
            line, column = place_of(query, token.start())
            raise QueryRefused(
                "SERVICE would call another server; queries run on this store only",
                about=f"line {line}, column {column}",
                place=(line, column),
            )
    first = first_word(query)
    if first in _WRITING:
        raise QueryRefused(
            f"{first.upper()} would change the store; only SELECT, ASK, CONSTRUCT and DESCRIBE are allowed"
        )


def first_word(query: str) -> str:
    """The word after the prefixes, in small letters, which says what kind of query it is."""
    return next((word for word in _words(query) if word not in ("prefix", "base")), "")


def _every_token(query: str) -> Iterator[re.Match[str]]:
    """The tokens of every way to read the query: what looks like an IRI may be a "<" with a comparison after it.

    In `?a<'>#')` the one is as good as the other as long as nobody parses the query, and what follows is a comment in
    one reading and SPARQL in the other.
    """
    starts, seen = [0], {0}
    while starts:
        token = TOKEN.match(query, starts.pop())
        if token is None:
            continue
        yield token
        ends = [token.end()]
        if token.lastgroup == "iri" and not _ABSOLUTE.match(token.group()):
            ends.append(token.start() + 1)
        starts += [end for end in ends if end not in seen]
        seen.update(ends)


def _words(query: str) -> Iterator[str]:
    return (token.group().lower() for token in TOKEN.finditer(query) if token.lastgroup == "word")


def place_of(query: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = query[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
