"""Our own gold files keep to their form and have something of everything."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.model import EntityType, Stage, Status
from kg.schema import load_schema
from tests.evaluate.floors import GOLD, GOLD_FILES

SCHEMA = load_schema()


def read_lines(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / file).read_text(encoding="utf-8").splitlines()]


def claims_of(file: str) -> list[dict[str, Any]]:
    return [claim for article in read_lines(file) for claim in article["claims"]]


@pytest.mark.parametrize("file", GOLD_FILES)
def test_gold_is_literal_text_and_names_what_the_schema_has(file: str) -> None:
    wrong: list[str] = []
    for article in read_lines(file):
        texts = (article["text"], article["title"])
        for key, entity in article["entities"].items():
            if entity["type"] not in set(EntityType) or not entity["surfaces"]:
                wrong.append(f"{article['id']}: {key}")
            wrong += [f"{article['id']}: {one}" for one in entity["surfaces"] if not any(one in text for text in texts)]
        for claim in article["claims"]:
            relation, ends = SCHEMA.relations[claim["relation"]], {claim["subject"], claim["object"]} - {None}
            if not ends <= set(article["entities"]) or (relation.unary and claim["object"] is not None):
                wrong.append(f"{article['id']}: {claim}")
            if not any(claim["sentence"] in text for text in texts):
                wrong.append(f"{article['id']}: {claim['sentence']}")
            wrong += [
                f"{article['id']}: {name}" for name in claim.get("qualifiers", {}) if name not in SCHEMA.qualifiers
            ]
    assert not wrong


@pytest.mark.parametrize("file", GOLD_FILES)
def test_no_claim_stands_twice(file: str) -> None:
    for article in read_lines(file):
        keys = Counter((one["subject"], one["relation"], one["object"], one["status"]) for one in article["claims"])
        assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("file", ["own_en.jsonl", "own_ja.jsonl"])
def test_everything_that_can_be_claimed_is_claimed(file: str) -> None:
    claims = claims_of(file)
    relations = Counter(claim["relation"] for claim in claims)
    assert [name for name in SCHEMA.relations if relations[name] < 2] == []
    assert {claim["status"] for claim in claims} == set(Status)
    assert {claim.get("stage") for claim in claims} - {None} == set(Stage)


def test_no_article_stands_in_two_files() -> None:
    ids = Counter(article["id"] for file in GOLD_FILES for article in read_lines(file))
    assert [one for one, count in ids.items() if count > 1] == []


def test_gold_files_are_all_measured() -> None:
    claims = {path.name for path in Path(GOLD).glob("*.jsonl")} - {"names.jsonl", "tiny.jsonl"}
    assert claims == set(GOLD_FILES)
