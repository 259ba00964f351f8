"""Rows as CSV, as RFC 4180 has it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import BinaryIO


def write_rows(header: Iterable[str], rows: Iterable[Iterable[object]], out: BinaryIO) -> None:
    """Write a heading and rows in UTF-8, each text just as it is."""
    # Other ends of lines would leave a lone carriage return unquoted.
    writer = csv.writer(_Encoded(out), lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)


class _Encoded:
    """A stream of bytes that takes text."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode("utf-8"))
