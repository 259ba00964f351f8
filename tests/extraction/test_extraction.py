"""Single sentences with the real pipelines: the claim that each makes, and that none asserts what its text does not.

The sentences are in `sentences.tsv` and `traps.tsv`; `known_misses.tsv` lists what is not read yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from kg.model import Article, Claim, Extraction, Stage, Status
from kg.schema import load_schema
from tests.conftest import ReadClaims
from tests.extraction.sentences import Row, is_triple, read_known_misses, read_sentences, read_traps

SENTENCES, TRAPS = read_sentences(), read_traps()
KNOWN_MISSES = read_known_misses()
RELATIONS = [
    "investsIn",
    "acquires",
    "partnersWith",
    "subsidiaryOf",
    "executiveOf",
    "leaves",
    "dismisses",
    "appoints",
    "competesWith",
    "launches",
    "founds",
    "controls",
    "hasEmployees",
    "boardMemberOf",
]
NOT_FACTS = [row for row in (*SENTENCES, *TRAPS) if row.status is None or not row.status.is_factual]


@pytest.fixture(scope="module")
def extractions(read_all: Callable[[Iterable[Article]], dict[str, Extraction]]) -> dict[str, Extraction]:
    return read_all(row.article for row in (*SENTENCES, *TRAPS))


def matching(row: Row, extraction: Extraction) -> list[Claim]:
    symmetric = load_schema().relation(row.relation).symmetric
    return [claim for claim in extraction if is_triple(claim, row, symmetric=symmetric)]


def _parameter(row: Row):
    reason = KNOWN_MISSES.get(row.id)
    marks = [pytest.mark.xfail(strict=False, reason=reason)] if reason else []
    return pytest.param(row, id=row.id, marks=marks)


@pytest.mark.parametrize("row", [_parameter(row) for row in SENTENCES])
def test_sentence_is_read(row: Row, extractions: dict[str, Extraction]) -> None:
    found = matching(row, extractions[row.id])
    assert row.status in {claim.status for claim in found}, f"{row.text} → {[claim.status for claim in found]}"


def _goes_with_another(claim: Claim, extraction: Extraction) -> bool:
    """Whoever plans to sell a stake holds one, and who denies a report says that there is one."""
    others = [one for one in extraction if one.trigger == claim.trigger and one.status is not claim.status]
    return any(
        (claim.status is Status.ASSERTED and claim.stage is None and one.stage is Stage.ENDED)
        or (claim.status is Status.REPORTED and one.status is Status.DENIED)
        for one in others
    )


@pytest.mark.parametrize("row", NOT_FACTS, ids=lambda row: row.id)
def test_what_is_no_fact_is_never_asserted(row: Row, extractions: dict[str, Extraction]) -> None:
    """The rule that must never fail: whoever the ends were taken for, nothing is stated to have happened here."""
    relations = load_schema().relations
    facts = [
        claim
        for claim in extractions[row.id]
        if claim.status.is_factual and (claim.relation == row.relation or relations[claim.relation].kind == "event")
        if not _goes_with_another(claim, extractions[row.id])
    ]
    assert not facts, f"{row.text} → {[(one.subject.name, one.relation, one.status, one.rule) for one in facts]}"


@pytest.mark.parametrize("row", [row for row in SENTENCES if row.status is Status.REPORTED], ids=lambda row: row.id)
def test_what_others_say_is_never_asserted(row: Row, extractions: dict[str, Extraction]) -> None:
    asserted = [one for one in extractions[row.id] if one.relation == row.relation and one.status is Status.ASSERTED]
    assert not asserted, f"{row.text} → {[(one.subject.name, one.rule) for one in asserted]}"


def test_every_span_is_literal(extractions: dict[str, Extraction]) -> None:
    spans = [(one.article, span) for one in extractions.values() for claim in one for span in claim.spans]
    assert len(spans) > 500
    assert not [span for article, span in spans if article.section(span.section)[span.start : span.end] != span.text]


def test_headlines_are_read_in_the_title(extractions: dict[str, Extraction]) -> None:
    sections = {
        claim.trigger.as_dict().get("in")
        for row in SENTENCES
        if row.form == "headline"
        for claim in extractions[row.id]
    }
    assert sections == {"title"}


@pytest.mark.parametrize(
    ("text", "relation", "ends"),
    [
        # What comes behind the founders is what they founded only where nothing stands before them.
        (
            "Gemini, the crypto exchange founded by Cameron Winklevoss and Tyler Winklevoss, went public on Nasdaq.",
            "founds",
            {("Cameron Winklevoss", "Gemini"), ("Tyler Winklevoss", "Gemini")},
        ),
        (
            "Founded in 2008 by Brian Chesky and Joe Gebbia, Airbnb went public on Nasdaq.",
            "founds",
            {("Brian Chesky", "Airbnb"), ("Joe Gebbia", "Airbnb")},
        ),
        # Who sells is not who buys.
        ("LINEヤフーはZOZOをKKRに売却した。", "acquires", {("KKR", "ZOZO")}),
        ("Naver sold Poshmark to KKR on Monday.", "acquires", {("KKR", "Poshmark")}),
    ],
)
def test_ends_are_those_and_no_others(
    read_claims: ReadClaims, text: str, relation: str, ends: set[tuple[str, str]]
) -> None:
    told = {
        (one.subject.name, one.object.name if one.object else "")
        for one in read_claims(text)
        if one.relation == relation
    }
    assert told == ends


@pytest.mark.parametrize(
    "text",
    [
        "Tetsu Mori used to be president of Oakline Electron.",
        "Jane Roe used to run Oakline Electron.",
        "森哲氏はかつてオークライン電機の社長を務めた。",
    ],
)
def test_what_used_to_be_has_ended(read_claims: ReadClaims, text: str) -> None:
    (claim,) = [one for one in read_claims(text) if one.relation == "executiveOf"]
    assert claim.stage is Stage.ENDED


def test_the_table_is_broad() -> None:
    forms = Counter((row.lang, row.relation) for row in SENTENCES if row.status is Status.ASSERTED)
    assert not [(lang, one) for lang in ("en", "ja") for one in RELATIONS if forms[lang, one] < 3]
    statuses = Counter((row.lang, row.status) for row in SENTENCES)
    assert not [(lang, one) for lang in ("en", "ja") for one in Status if statuses[lang, one] < 3]


def test_known_misses_are_of_the_table() -> None:
    assert set(KNOWN_MISSES) <= {row.id for row in SENTENCES}
