"""Articles, mentions and claims made by hand, in English and Japanese, with literal spans found in the text."""

from __future__ import annotations

from itertools import pairwise

from kg.ids import mint_entity_id
from kg.model import (
    Article,
    Claim,
    Entity,
    EntityType,
    Extraction,
    Mention,
    QualifierValue,
    Section,
    Span,
    Stage,
    Status,
)

MICROSOFT = Entity("Q2283", EntityType.ORGANIZATION, {"en": "Microsoft", "ja": "マイクロソフト"}, (("en", "MSFT"),))
OPENAI = Entity("Q21708200", EntityType.ORGANIZATION, {"en": "OpenAI", "ja": "OpenAI"}, (("ja", "オープンAI"),))
ALTMAN = Entity("Q7407093", EntityType.PERSON, {"en": "Sam Altman", "ja": "サム・アルトマン"}, (("ja", "アルトマン"),))
MURATI = Entity(
    mint_entity_id("Mira Murati", EntityType.PERSON), EntityType.PERSON, {"en": "Mira Murati", "ja": "ミラ・ムラティ"}
)
REUTERS = Entity("Q130879", EntityType.ORGANIZATION, {"en": "Reuters", "ja": "ロイター"})
SOFTBANK = Entity("Q201653", EntityType.ORGANIZATION, {"en": "SoftBank", "ja": "ソフトバンク"})
NVIDIA = Entity("Q182477", EntityType.ORGANIZATION, {"en": "Nvidia", "ja": "エヌビディア"})
ENTITIES = (MICROSOFT, OPENAI, ALTMAN, MURATI, REUTERS, SOFTBANK, NVIDIA)


def make_article(
    text: str,
    *,
    id: str = "",
    title: str = "",
    published: str = "2024-01-15",
    lang: str = "",
    publisher: str = "Example News",
    url: str = "",
) -> Article:
    """An article; its language is Japanese if it has kana or kanji, its id is its hash by default."""
    lang = lang or ("ja" if any("\u3040" <= char <= "\u9fff" for char in text) else "en")
    article = Article(id or "x", text, title, published, lang, publisher, url)
    return article if id else Article(article.hash, text, title, published, lang, publisher, url)


def make_span(article: Article, words: str, *, after: str = "", section: Section = Section.TEXT) -> Span:
    """The first place of these words, or the first after some others."""
    text = article.section(section)
    start = text.index(words, text.index(after) + len(after) if after else 0)
    return Span(start, start + len(words), words, section)


def make_mention(
    article: Article,
    words: str,
    entity: Entity | EntityType = EntityType.ORGANIZATION,
    *,
    after: str = "",
    section: Section = Section.TEXT,
) -> Mention:
    """A linked mention of an entity, or of a new one of this type."""
    span = make_span(article, words, after=after, section=section)
    if isinstance(entity, Entity):
        names = tuple(sorted({*entity.names, words}))
        return Mention(span, entity.label(article.lang), entity.type, names, entity.id)
    return Mention(span, words, entity, (words,), mint_entity_id(words, entity))


def make_claim(
    article: Article,
    subject: Mention,
    relation: str,
    object: Mention | None,
    *,
    trigger: str,
    sentence: str = "",
    status: Status = Status.ASSERTED,
    stage: Stage | None = None,
    qualifiers: dict[str, QualifierValue] | None = None,
    attribution: Mention | None = None,
    confidence: float = 0.9,
    rule: str = "test",
) -> Claim:
    """A claim; its sentence is the whole text, or title, by default."""
    section = subject.span.section
    return Claim(
        article=article.id,
        article_hash=article.hash,
        subject=subject,
        relation=relation,
        object=object,
        status=status,
        sentence=make_span(article, sentence or article.section(section), section=section),
        trigger=make_span(article, trigger, section=section),
        stage=stage,
        qualifiers=qualifiers or {},
        attribution=attribution,
        confidence=confidence,
        rule=rule,
    )


def make_extraction(article: Article, *claims: Claim, entities: tuple[Entity, ...] = ENTITIES) -> Extraction:
    """What was read from an article, with those of the entities that its claims mention."""
    mentions = [mention for one in claims for mention in (one.subject, one.object, one.attribution) if mention]
    mentioned = {mention.entity_id for mention in mentions}
    return Extraction(article, claims, tuple(entity for entity in entities if entity.id in mentioned))


def simple_extraction(
    subject: Entity,
    relation: str,
    object: Entity | None,
    *,
    lang: str = "en",
    text: str = "",
    published: str = "2024-01-15",
    status: Status = Status.ASSERTED,
    stage: Stage | None = None,
    confidence: float = 0.9,
    qualifiers: dict[str, QualifierValue] | None = None,
    id: str = "",
) -> Extraction:
    """One article with one claim. Further words in `text` make it another article."""
    trigger = {"en": "VERB", "ja": "動詞"}[lang]
    object_name = object.label(lang) if object else ""
    body = f"{subject.label(lang)} {trigger} {object_name}. {text}"
    article = make_article(body, id=id, published=published, lang=lang)
    claim = make_claim(
        article,
        make_mention(article, subject.label(lang), subject),
        relation,
        make_mention(article, object_name, object, after=trigger) if object else None,
        trigger=trigger,
        status=status,
        stage=stage,
        confidence=confidence,
        qualifiers=qualifiers,
    )
    return make_extraction(article, claim)


def investment_en() -> Extraction:
    """Reported, with amount, dates and attribution."""
    text = "Microsoft invests $10 billion in OpenAI, Reuters reported on 23 January 2023."
    article = make_article(
        text,
        id="msft-openai",
        title="Microsoft invests in OpenAI",
        published="2023-01-24",
        url="https://news.example/1",
    )
    claim = make_claim(
        article,
        make_mention(article, "Microsoft", MICROSOFT),
        "investsIn",
        make_mention(article, "OpenAI", OPENAI),
        trigger="invests",
        status=Status.REPORTED,
        stage=Stage.ANNOUNCED,
        qualifiers={"amount": 10_000_000_000, "currency": "USD", "share": 0.49, "eventDate": "2023-01"},
        attribution=make_mention(article, "Reuters", REUTERS),
        confidence=0.94,
    )
    return make_extraction(article, claim)


def venture_ja() -> Extraction:
    """Possible, in Japanese, with a topic."""
    text = "マイクロソフトはサム・アルトマンとAIチップのベンチャー企業で協業する可能性がある。"
    article = make_article(text, id="msft-altman", title="マイクロソフト、アルトマン氏と協業か", published="2023-11-20")
    claim = make_claim(
        article,
        make_mention(article, "マイクロソフト", MICROSOFT),
        "partnersWith",
        make_mention(article, "サム・アルトマン", ALTMAN),
        trigger="協業する",
        status=Status.POSSIBLE,
        qualifiers={"topic": "AIチップのベンチャー企業"},
        confidence=0.88,
    )
    return make_extraction(article, claim)


def staff_ja() -> Extraction:
    """A claim without object, and one read from a title of its own."""
    text = "ソフトバンクの従業員数は5万5000人である。"
    article = make_article(text, id="softbank-staff", title="ソフトバンクがOpenAIに出資", published="")
    headcount = make_claim(
        article,
        make_mention(article, "ソフトバンク", SOFTBANK),
        "hasEmployees",
        None,
        trigger="従業員数",
        qualifiers={"headcount": 55_000},
        confidence=1.0,
    )
    headline = make_claim(
        article,
        make_mention(article, "ソフトバンク", SOFTBANK, section=Section.TITLE),
        "investsIn",
        make_mention(article, "OpenAI", OPENAI, section=Section.TITLE),
        trigger="出資",
        status=Status.PLANNED,
        confidence=0.5,
    )
    return make_extraction(article, headcount, headline)


def samples() -> list[Extraction]:
    """A few articles in both languages."""
    return [investment_en(), venture_ja(), staff_ja()]


#: Names that break files where they are written carelessly: formulas, quotes, separators, ends of lines, characters
#: that XML cannot hold, the other direction, outside the basic plane, and what looks like markup or an IRI.
HOSTILE_NAMES = (
    '=HYPERLINK("http://x.example","Click")',
    "+1 Ventures",
    "-196℃",
    "@Home; Inc.",
    "＝ＬＯＶＥ",
    "\tTab, \"Quote\" & 'Co' | <b>",
    "Line\nFeed",
    "Carriage\rReturn",
    "Both\r\nEnds",
    "Nul\x00 and\x0b bell\x07",
    "Not\ufffea\uffffcharacter",
    "شركة ‮evil‬",
    "🚀 Rocket 株式会社",
    "日本語、「会社」",
    ']]> <!-- --> {"@id": "x"}',
    "_:b0 https://x.example/#a b\\",
)


def hostile_extraction(lang: str = "en") -> Extraction:
    """An article in which each hostile name takes over the next, in its text, names, qualifiers, title and url."""
    trigger = {"en": "acquires", "ja": "買収"}[lang]
    text = " ".join(f"[{place}] {name} {trigger}." for place, name in enumerate(HOSTILE_NAMES))
    article = make_article(text, title=HOSTILE_NAMES[0], lang=lang, publisher=HOSTILE_NAMES[9], url=HOSTILE_NAMES[14])
    mentions = [
        make_mention(
            article, name, Entity(f"{name} E{place}", EntityType.ORGANIZATION, {lang: name}), after=f"[{place}]"
        )
        for place, name in enumerate(HOSTILE_NAMES)
    ]
    claims = [
        make_claim(
            article,
            one,
            "acquires",
            other,
            trigger=trigger,
            qualifiers={"product": one.span.text, "currency": other.span.text, "eventDate": other.span.text},
            rule=one.span.text,
        )
        for one, other in pairwise(mentions)
    ]
    return make_extraction(article, *claims)
