"""A small store of hand-made claims in both languages, for looking at every view."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.ids import mint_entity_id
from kg.model import Claim, Entity, EntityType, Extraction, QualifierValue, Stage, Status
from kg.store.knowledge_base import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, OPENAI, REUTERS, make_article, make_claim, make_mention

RAPIDUS = Entity(
    mint_entity_id("Rapidus", "Organization"), EntityType.ORGANIZATION, {"en": "Rapidus", "ja": "ラピダス"}
)
HOSTILE_NAME = "<script>alert(1)</script> **Corp**"
HOSTILE = Entity(
    mint_entity_id(HOSTILE_NAME, "Organization"), EntityType.ORGANIZATION, {"en": HOSTILE_NAME, "ja": HOSTILE_NAME}
)

Named = tuple[str, Entity]


def read(
    number: int,
    text: str,
    subject: Named,
    relation: str,
    trigger: str,
    other: Named | None = None,
    status: Status = Status.ASSERTED,
    *,
    said_by: Named | None = None,
    stage: Stage | None = None,
    qualifiers: dict[str, QualifierValue] | None = None,
    confidence: float = 0.9,
    url: str = "",
) -> Extraction:
    """An article whose whole text is one sentence with one claim."""
    article = make_article(
        text,
        id=f"a{number}",
        title=f"Story {number}",
        published=f"2024-01-{number:02}",
        url=url or f"https://news.example/{number}",
    )
    named = [one for one in (subject, other, said_by) if one is not None]
    mentions = {words: make_mention(article, words, entity) for words, entity in named}
    claim = make_claim(
        article,
        mentions[subject[0]],
        relation,
        mentions[other[0]] if other else None,
        trigger=trigger,
        status=status,
        stage=stage,
        qualifiers=qualifiers,
        attribution=mentions[said_by[0]] if said_by else None,
        confidence=confidence,
    )
    return Extraction(article, (claim,), tuple({entity.id: entity for _, entity in named}.values()))


def sample_extractions() -> tuple[Extraction, ...]:
    """Nine articles: every status, both languages, a figure, and a hostile one."""
    microsoft, openai, altman = ("Microsoft", MICROSOFT), ("OpenAI", OPENAI), ("Sam Altman", ALTMAN)
    microsoft_ja, openai_ja, altman_ja = ("マイクロソフト", MICROSOFT), ("オープンAI", OPENAI), ("アルトマン", ALTMAN)
    rapidus = ("Rapidus", RAPIDUS)
    return (
        read(
            1,
            "Microsoft invests $10 billion in OpenAI, Reuters reported.",
            microsoft,
            "investsIn",
            "invests",
            openai,
            Status.REPORTED,
            said_by=("Reuters", REUTERS),
            stage=Stage.ANNOUNCED,
            qualifiers={"amount": 10_000_000_000, "currency": "USD", "share": 0.49},
            confidence=0.94,
        ),
        read(
            2,
            "マイクロソフトはアルトマン氏と協業する可能性がある。",
            microsoft_ja,
            "partnersWith",
            "協業",
            altman_ja,
            Status.POSSIBLE,
        ),
        read(3, "Sam Altman denied that he would leave OpenAI.", altman, "leaves", "leave", openai, Status.DENIED),
        read(
            4,
            "オープンAIはアルトマン氏が最高経営責任者を務めている。",
            altman_ja,
            "executiveOf",
            "務めて",
            openai_ja,
            qualifiers={"role": "最高経営責任者", "roleType": "ceo"},
        ),
        read(5, "OpenAI has 770 employees.", openai, "hasEmployees", "employees", qualifiers={"headcount": 770}),
        read(
            6,
            f"{HOSTILE_NAME} acquired <b>Rapidus</b> & <img src=x onerror=alert(2)>.",
            (HOSTILE_NAME, HOSTILE),
            "acquires",
            "acquired",
            rapidus,
            confidence=0.6,
            url="javascript:alert(3)",
        ),
        read(
            7,
            "ラピダスはマイクロソフトに半導体を供給する計画だ。",
            ("ラピダス", RAPIDUS),
            "supplies",
            "供給",
            microsoft_ja,
            Status.PLANNED,
            qualifiers={"product": "半導体"},
        ),
        read(
            8,
            "Microsoft is expected to partner with OpenAI again.",
            microsoft,
            "partnersWith",
            "partner",
            openai,
            Status.PREDICTED,
        ),
        read(
            9,
            "If Microsoft buys Rapidus, analysts expect more.",
            microsoft,
            "acquires",
            "buys",
            rapidus,
            Status.HYPOTHETICAL,
        ),
    )


def sample_claims() -> dict[int, Claim]:
    """The claims by the number of their article."""
    return {number: extraction.claims[0] for number, extraction in enumerate(sample_extractions(), 1)}


def write_store(folder: Path, extractions: Iterable[Extraction]) -> Path:
    """A store on disk that holds these."""
    with KnowledgeBase.open(folder) as knowledge:
        knowledge.add(extractions)
    return folder
