"""Access to the files inside the ``<name>.tar.gz`` archives of a datasets folder."""

from __future__ import annotations

import gzip
import json
import tarfile
from pathlib import Path
from typing import Any


def read_text(datasets: Path, archive: str, member: str) -> str:
    """Reads one text file of an archive without unpacking the rest.

    Args:
        datasets: Folder that holds the archives.
        archive: Archive name without ``.tar.gz``; also its top folder.
        member: Path below that top folder; ``.gz`` members are decompressed.

    Returns:
        The decoded text.

    Raises:
        FileNotFoundError: If the archive has no such file.
    """
    with tarfile.open(datasets / f"{archive}.tar.gz") as tar:
        try:
            stream = tar.extractfile(f"{archive}/{member}")
        except KeyError:
            stream = None
        if stream is None:
            raise FileNotFoundError(f"{archive}.tar.gz holds no {member}")
        data = stream.read()
    if member.endswith(".gz"):
        data = gzip.decompress(data)
    return data.decode("utf-8")


def read_json_lines(datasets: Path, archive: str, member: str) -> list[dict[str, Any]]:
    """Reads one JSON-lines file of an archive.

    Args:
        datasets: Folder that holds the archives.
        archive: Archive name without ``.tar.gz``.
        member: Path below the archive's top folder.

    Returns:
        One object per line.
    """
    # Not splitlines(): web text holds U+2028 and friends inside JSON strings.
    lines = read_text(datasets, archive, member).split("\n")
    return [json.loads(line) for line in lines if line.strip()]
