"""How many rows there are in what the engine writes, counted while it writes.

The engine turns a result into text by itself, many times faster than Python could, and does not say how many rows.
"""

from __future__ import annotations

import re

# What begins or ends a row, and the quoted texts in which the same characters mean nothing.
_JSON = re.compile(rb"\[\{|\},\{"), re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL), 0
_CSV = re.compile(rb"\r\n"), re.compile(rb'"[^"]*"'), 1
_TSV = re.compile(rb"\n"), None, 1
_XML = re.compile(rb"<result>"), None, 0
_MARKS = {"json": _JSON, "csv": _CSV, "tsv": _TSV, "xml": _XML}
_LONGEST_MARK = len("<result>")


class RowCount:
    """Counts the rows of a SELECT as they are written; those of an ASK are none.

    Args:
        format_: "json", "xml", "csv" or "tsv", as the engine writes them.
    """

    def __init__(self, format_: str) -> None:
        self._mark, self._quoted, self._head = _MARKS[format_]
        self._marks = 0
        self._rest = b""

    @property
    def rows(self) -> int:
        """The rows so far; the line of names at the top is none."""
        return max(self._marks - self._head, 0)

    def feed(self, piece: bytes) -> None:
        """Take the next piece, cut anywhere."""
        piece = self._rest + piece
        unfinished = b""
        if self._quoted is not None:
            piece, quote, text = self._quoted.sub(b"", piece).partition(b'"')
            if quote:
                # Of a text that goes on in the next piece only its end counts: a backslash may be half of an escape.
                backslashes = len(text) - len(text.rstrip(b"\\"))
                unfinished = quote + b"\\" * (backslashes % 2)
        end = 0
        for mark in self._mark.finditer(piece):
            self._marks += 1
            end = mark.end()
        # A mark may be cut in two, but only where no text is open.
        self._rest = unfinished or piece[max(end, len(piece) - _LONGEST_MARK + 1) :]
