"""Files and folders that are written as a whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError

Write = Callable[[BinaryIO], None]


def write_file(path: Path, write: Write) -> None:
    """Write a file, in place of one that is there.

    Raises:
        KgError: It cannot be written; what was there before is still there.
    """
    with _one_line(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            # A pipe or a terminal.
            with path.open("wb") as stream:
                write(stream)
            return
        _check_parent(path)
        if path.is_dir():
            raise KgError("is a folder, and this format is one file; name a file", about=str(path))
        target = path.resolve()
        partial = target.with_name(_partial_name(target.name))
        try:
            with partial.open("xb") as stream:
                write(stream)
            if target.exists():
                shutil.copymode(target, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, Write]) -> None:
    """Write a folder of files, in place of what an earlier export of this kind left in it.

    Raises:
        KgError: It holds something else, or cannot be written; what was there before is still there.
    """
    with _one_line(path):
        _check_folder(path, files)
        # Within a folder that is there: it may be the current one or a mounted disk, which cannot be replaced itself.
        partial = path / _partial_name("export") if path.exists() else path.with_name(_partial_name(path.name))
        try:
            partial.mkdir()
            for name, write in files.items():
                with (partial / name).open("xb") as stream:
                    write(stream)
            if not path.exists():
                partial.rename(path)
                return
            for name in files:
                (partial / name).replace(path / name)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _check_folder(path: Path, names: Collection[str]) -> None:
    """Make sure that a folder of these files may be written here."""
    _check_parent(path)
    if not path.exists():
        return
    if not path.is_dir():
        raise KgError("is a file, and this format is a folder of files; name a folder", about=str(path))
    ours = {
        one for one in path.iterdir() if (one.name in names and one.is_file()) or one.match(_partial_name("*", "*"))
    }
    others = sorted(one.name for one in path.iterdir() if one not in ours)
    if others:
        raise KgError(f"holds something else ({others[0]}); name a new or an empty folder", about=str(path))


def _check_parent(path: Path) -> None:
    if not path.absolute().parent.is_dir():
        raise KgError(f"cannot be written: there is no folder {path.parent}", about=str(path))


def _partial_name(name: str, process: object = None) -> str:
    """What is not complete is called so; a program that was killed leaves it behind."""
    return f".{name}.{process or os.getpid()}.partial"


@contextmanager
def _one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # Who reads our output has had enough.
        raise
    except OSError as error:
        raise KgError(f"cannot be written: {error.strerror or error}", about=str(path)) from error
