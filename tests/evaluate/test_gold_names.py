"""Gold names from the forms that corpora have, and the line of what is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UnreadableFile
from kg.evaluate.gold_names import Name, read_gold_names


def _write(tmp_path: Path, *rows: Any) -> Path:
    file = tmp_path / "g.jsonl"
    file.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("row", "text", "names"),
    [
        ({"text": "Arm in UK", "names": [{"start": 0, "end": 3, "type": "ORG"}]}, "Arm in UK", [(0, 3, "ORG")]),
        ({"text": "東京", "ents": [{"start": 0, "end": 2, "label": "地名", "text": "東京"}]}, "東京", [(0, 2, "地名")]),
        ({"text": "", "names": []}, "", []),
        ({"tokens": ["Sam", "Altman", "ran"], "tags": ["B-PER", "I-PER", "O"]}, "Sam Altman ran", [(0, 10, "PER")]),
        ({"tokens": ["任", "天", "は"], "tags": ["B-ORG", "I-ORG", "O"], "lang": "ja"}, "任天は", [(0, 2, "ORG")]),
        ({"tokens": ["a", "b"], "spaces": [0, 1], "tags": ["B-X", "B-X"]}, "ab", [(0, 1, "X"), (1, 2, "X")]),
        ({"tokens": ["a", "b", "c"], "tags": ["I-X", "I-Y", "I-Y"]}, "a b c", [(0, 1, "X"), (2, 5, "Y")]),
        ({"tokens": ["a", "b"], "tags": ["_", "B-creative-work"]}, "a b", [(2, 3, "creative-work")]),
    ],
)  # fmt: skip
def test_rows(row: dict[str, Any], text: str, names: list[Name], tmp_path: Path) -> None:
    (found,) = read_gold_names(_write(tmp_path, row))
    assert (found.text, list(found.names)) == (text, names)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{broken", "Expecting"),
        ('"text"', "not a gold text"),
        ("3", "not a gold text"),
        ({}, "no 'tokens'"),
        ({"text": "a"}, "no 'ents'"),
        ({"text": 3, "names": []}, "must be a string"),
        ({"text": "a", "names": ["x"]}, "not a gold text"),
        ({"text": "a", "names": [{"start": 0, "end": 1}]}, "no 'label'"),
        ({"text": "a", "names": [{"start": "0", "end": 1, "type": "X"}]}, "must be numbers"),
        ({"text": "a", "names": [{"start": 0, "end": 2, "type": "X"}]}, "from 0 to 2"),
        ({"text": "a", "names": [{"start": 0, "end": 0, "type": "X"}]}, "from 0 to 0"),
        ({"text": "ab", "names": [{"start": 0, "end": 1, "type": "X", "text": "b"}]}, "not 'b'"),
        ({"tokens": ["a"], "tags": []}, "as many tags"),
        ({"tokens": ["a"], "tags": ["PER"]}, "not 'PER'"),
        ({"tokens": ["a"], "tags": ["B-"]}, "not 'B-'"),
        ({"tokens": [1], "tags": ["O"]}, "not a gold text"),
    ],
)
def test_a_bad_line_is_named_with_its_number(row: Any, says: str, tmp_path: Path) -> None:
    file = _write(tmp_path, {"text": "a", "names": []}, "", row)
    with pytest.raises(UnreadableFile, match=says) as error:
        read_gold_names(file)
    assert str(error.value).startswith(f"{file}:3: not a gold text: ")
    assert "\n" not in str(error.value)


def test_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no text in it"):
        read_gold_names(_write(tmp_path, "", ""))
