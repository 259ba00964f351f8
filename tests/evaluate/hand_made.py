"""A gold article and claims made by hand, for what is measured without a pipeline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.evaluate.claims import Evaluation
from kg.evaluate.gold_claims import read_gold
from kg.evaluate.matching import match_claims
from kg.model import Claim, EntityType, Mention, Span, Status
from kg.schema import load_schema

SCHEMA = load_schema()

GOLD = {
    "id": "a",
    "lang": "en",
    "text": "Microsoft Corp. invested $10 billion in OpenAI. Jane Roe left Acme. Acme competes with Quux.",
    "entities": {
        "Microsoft": {"type": "Organization", "surfaces": ["Microsoft Corp.", "the company"]},
        "OpenAI": {"type": "Organization", "surfaces": ["OpenAI"]},
        "Jane Roe": {"type": "Person", "surfaces": ["Jane Roe"]},
        "Acme": {"type": "Organization", "surfaces": ["Acme"]},
        "Quux": {"type": "Organization", "surfaces": ["Quux"]},
    },
    "claims": [
        {
            "subject": "Microsoft",
            "relation": "investsIn",
            "object": "OpenAI",
            "status": "reported",
            "stage": "completed",
            "qualifiers": {"amount": 10_000_000_000, "currency": "USD"},
            "sentence": "Microsoft Corp. invested $10 billion in OpenAI.",
        },
        {
            "subject": "Jane Roe",
            "relation": "leaves",
            "object": "Acme",
            "status": "planned",
            "qualifiers": {},
            "sentence": "Jane Roe left Acme.",
        },
        {
            "subject": "Acme",
            "relation": "competesWith",
            "object": "Quux",
            "status": "asserted",
            "qualifiers": {},
            "sentence": "Acme competes with Quux.",
        },
        {
            "subject": "Acme",
            "relation": "hasEmployees",
            "object": None,
            "status": "asserted",
            "qualifiers": {"headcount": 10},
            "sentence": "Acme competes with Quux.",
        },
    ],
}


def mention(text: str, *names: str) -> Mention:
    return Mention(Span(0, len(text), text), text, EntityType.ORGANIZATION, names)


def claim(
    subject: str, relation: str, target: str, status: Status = Status.ASSERTED, sentence: str = "M", **fields: Any
) -> Claim:
    read_from = Span(0, len(sentence), sentence)
    ends = mention(subject), relation, mention(target) if target else None
    return Claim("a", "h", *ends, status, read_from, read_from, **fields)


def evaluated(tmp_path: Path, *claims: Claim) -> Evaluation:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(GOLD) + "\n\n", encoding="utf-8")
    return Evaluation(tuple(match_claims(read_gold(file, SCHEMA), {"a": claims}, SCHEMA)), SCHEMA)
