"""A whole knowledge base as one file: N-Quads, compressed, with what it is in the first line.

It is the same for the same content, on every engine, and can be read without this program. Everything is in it, also
what is derived, so that what is restored is what was there, to the last quad.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import StoreError, StoreVersionError, UnreadableFile
from kg.store.disk import FORMAT, SOFTWARE
from kg.store.engine import Engine, named_graphs
from kg.store.namespaces import BASE


def write_backup(store: Engine, out: Path | str) -> int:
    """Write everything to a new file.

    Returns:
        How many quads it holds.

    Raises:
        StoreError: The file is there already, or cannot be written; nothing is left of it then.
    """
    out = Path(out)
    if out.exists():
        raise StoreError("is there already; choose another name", about=str(out))
    partial = out.with_name(f"{out.name}.partial")
    try:
        with partial.open("wb") as file:
            # Without name and time, so that the same store gives the same bytes.
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6) as stream:
                count = _write(store, stream)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"cannot be written: {error.strerror or error}", about=str(out)) from error
    return count


def _write(store: Engine, stream: gzip.GzipFile) -> int:
    head = {"software": SOFTWARE, "format": FORMAT, "base": BASE}
    stream.write(f"# {json.dumps(head)}\n".encode())
    count = 0
    # Graph by graph, because sorting all quads would need them all in memory.
    for graph in named_graphs(store):
        lines = sorted(f"{quad} .\n" for quad in store.quads_for_pattern(None, None, None, graph))
        stream.write("".join(lines).encode())
        count += len(lines)
    return count


class Backup:
    """A file that `write_backup` wrote.

    Attributes:
        format: The version of the store that it was written from.

    Raises:
        UnreadableFile: It is no backup, or cannot be read.
        StoreVersionError: It is of a later version, or of another base.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with gzip.open(path, "rb") as stream:
                found = json.loads(stream.readline(1000).removeprefix(b"# "))
            software, self.format, base = found["software"], int(found["format"]), found["base"]
        except FileNotFoundError:
            raise UnreadableFile("no such file", about=str(path)) from None
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            if isinstance(error, OSError) and error.strerror:
                raise UnreadableFile(f"cannot be read: {error.strerror}", about=str(path)) from error
            raise UnreadableFile("is no backup that `kg backup` wrote", about=str(path)) from error
        if (software, base) != (SOFTWARE, BASE) or not 1 <= self.format <= FORMAT:
            raise StoreVersionError(
                f"was written as format {self.format} of {base}, this program reads up to {FORMAT} of {BASE}",
                about=str(path),
            )

    def quads(self) -> Iterator[Quad]:
        """Everything in it.

        Raises:
            UnreadableFile: It is damaged.
        """
        try:
            with gzip.open(self._path, "rb") as stream:
                yield from cast(Iterator[Quad], parse(cast(IO[bytes], stream), format=RdfFormat.N_QUADS))
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise UnreadableFile(f"is damaged: {error}", about=str(self._path)) from error
