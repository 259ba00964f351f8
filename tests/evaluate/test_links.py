"""Pairs of ends that name one thing: what gold says against the ids that the program gave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.evaluate.claims import evaluate_gold
from kg.evaluate.gold_claims import read_gold
from kg.evaluate.links import measure_links
from kg.evaluate.matching import match_claims
from kg.model import EntityType, Mention, Span
from kg.pipeline import Settings
from kg.schema import load_schema
from tests.builders import make_claim

SCHEMA = load_schema()
GOLD = Path(__file__).parents[1] / "gold"
TEXTS = {
    "en": "Acme bought Beta. Acme Corp. sued Gamma.",
    "ja": "アクメはベータを買収した。株式会社アクメはガンマを提訴した。",
}
NAMES = {"en": ("Acme", "Acme Corp.", "Beta", "Gamma"), "ja": ("アクメ", "株式会社アクメ", "ベータ", "ガンマ")}


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("1", "1", "2", "3"), (1.0, 1.0)),
        (("1", "4", "2", "3"), (0.0, 0.0)),
        (("1", "1", "1", "3"), (1 / 3, 1.0)),
    ],
)
def test_pairs(tmp_path: Path, lang: str, ids: tuple[str, ...], expected: tuple[float, float]) -> None:
    short, full, beta, gamma = NAMES[lang]
    entities = {short: {"type": "Organization", "surfaces": [short, full]}}
    entities |= {one: {"type": "Organization", "surfaces": [one]} for one in (beta, gamma)}
    row = {"id": "a", "lang": lang, "text": TEXTS[lang], "entities": entities, "claims": []}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    gold = read_gold(path, SCHEMA)
    article = gold[0].article

    def mention(name: str, identity: str, *, last: bool = False) -> Mention:
        start = article.text.rindex(name) if last else article.text.index(name)
        return Mention(Span(start, start + len(name), name), name, EntityType.ORGANIZATION, (name,), identity)

    words = {"en": ("bought", "sued"), "ja": ("買収", "提訴")}[lang]
    claims = [
        make_claim(article, mention(short, ids[0]), "acquires", mention(beta, ids[2]), trigger=words[0]),
        make_claim(article, mention(full, ids[1], last=True), "sues", mention(gamma, ids[3]), trigger=words[1]),
    ]
    found = measure_links(match_claims(gold, {"a": claims}, SCHEMA))
    assert (found["p"], found["r"]) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("name", ["own_en.jsonl", "own_ja.jsonl"])
def test_ends_of_our_own_gold(name: str) -> None:
    assert evaluate_gold(GOLD / name, Settings()).as_dict()["links"]["f1"] >= 0.9
