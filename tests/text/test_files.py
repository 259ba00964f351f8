"""Files that a person names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.text.files import read_text_file


@pytest.mark.parametrize("data", ["名前\n", "\ufeff名前\n"])
def test_a_text_is_read_without_its_mark(data: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(data, encoding="utf-8")
    assert read_text_file(file) == "名前\n"


def test_what_cannot_be_read_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes("名前".encode("shift_jis"))
    for name, says in (("a.txt", "no such file"), (".", "cannot be read: Is a directory"), ("b.txt", "is not UTF-8")):
        with pytest.raises(UnreadableFile) as caught:
            read_text_file(tmp_path / name)
        assert str(caught.value).startswith(f"{tmp_path / name}: {says}")
        assert str(caught.value).count(str(tmp_path)) == 1
