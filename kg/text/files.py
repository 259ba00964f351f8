"""Files of text that a person names: read as a whole, or refused in words."""

from __future__ import annotations

from pathlib import Path

from kg.errors import UnreadableFile


def read_text_file(path: Path) -> str:
    """What is in a file, which is UTF-8, with a byte-order mark or without.

    Raises:
        UnreadableFile: It is not there, cannot be read, or is of another encoding.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UnreadableFile("no such file", about=str(path)) from None
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror or error}", about=str(path)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile("is not UTF-8 text; save it as UTF-8", about=str(path)) from error
