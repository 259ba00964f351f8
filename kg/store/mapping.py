"""An extraction as RDF: the quads of one article's graph."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import InvalidClaim
from kg.model import Article, Claim, Entity, EntityType, Extraction, Link, Mention, QualifierValue, Section, Span
from kg.network import effective_day
from kg.schema import Schema
from kg.store.namespaces import article_iri, entity_iri, expand, graph_iri, kg, statement_iri, text_iri
from kg.store.ontology import AS_GIVEN, type_iris
from kg.store.terms import date_literal, number_literal, text_literal
from kg.text.partial_dates import first_day

A = expand("rdf:type")
ROLES = ("subject", "object", "attribution")
LINKS = {"subject": "rdf:subject", "object": "rdf:object", "attribution": "prov:wasAttributedTo"}
MENTION_PARTS = ("Text", "Span", "Name", "Alias", "Type", "Was")
# Terms of ours that a statement carries besides its qualifiers; a qualifier of such a name could not be told apart.
RESERVED = frozenset(
    {
        "status",
        "stage",
        "confidence",
        "rule",
        "because",
        "rejected",
        "effectiveDate",
        "reportedOn",
        "datePrecision",
        "triggerText",
        "triggerSpan",
    }
    | {role + part for role in ROLES for part in MENTION_PARTS}
)

Node = NamedNode
Triple = tuple[Node, Node, Node | Literal]
Types = Mapping[EntityType, Node]


def extraction_quads(
    extraction: Extraction,
    schema: Schema,
    canonical: Mapping[str, str] | None = None,
    rejected: Container[str] = (),
    *,
    keep_text: bool = True,
) -> list[Quad]:
    """Everything that is stored of one article, sorted and without repeats.

    Args:
        extraction: What was read.
        schema: The vocabulary.
        canonical: For entities that are now others, which.
        rejected: Ids of claims that people have rejected.
        keep_text: Whether the text of the article is kept too.

    Raises:
        InvalidClaim: Something in it cannot be written as RDF.
    """
    graph = graph_iri(extraction.article.hash)
    try:
        triples = set(_extraction(extraction, graph, schema, canonical or {}))
        if keep_text:
            triples |= set(_text(extraction.article))
        triples |= {
            (statement_iri(one.id), kg("rejected"), Literal(True)) for one in extraction.claims if one.id in rejected
        }
        return sorted((Quad(*triple, graph) for triple in triples), key=str)
    except ValueError as error:
        raise InvalidClaim(f"cannot be stored: {error}", about=extraction.article.id) from error


def _extraction(extraction: Extraction, graph: Node, schema: Schema, canonical: Mapping[str, str]) -> Iterator[Triple]:
    article, types = extraction.article, type_iris(schema)
    links = {one.entity_id: one for one in extraction.links}
    yield graph, expand("prov:wasDerivedFrom"), article_iri(article.hash)
    yield from _article(article)
    for entity in complete_entities(extraction):
        yield from _entity_mention(article, entity, types, canonical, links.get(entity.id))
    for claim in extraction.claims:
        yield from _sentence(article, claim.sentence)
        yield from _claim(article, claim, schema, types, canonical)


def complete_entities(extraction: Extraction) -> list[Entity]:
    """The entities of an extraction, with one made from the mention where a claim speaks of one that is not given."""
    entities = {entity.id: entity for entity in extraction.entities}
    for claim in extraction.claims:
        for mention in (claim.subject, claim.object, claim.attribution):
            if mention is not None and mention.entity_id and mention.entity_id not in entities:
                entities[mention.entity_id] = _entity_of(mention, extraction.article.lang)
    return [entities[key] for key in sorted(entities)]


def _entity_of(mention: Mention, lang: str) -> Entity:
    aliases = tuple((lang, name) for name in mention.names if name != mention.name)
    return Entity(mention.entity_id, mention.type, {lang: mention.name}, aliases)


def _article(article: Article) -> Iterator[Triple]:
    node = article_iri(article.hash)
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    yield node, A, expand("schema:NewsArticle")
    yield node, expand("schema:identifier"), Literal(article.id)
    yield node, kg("textSha256"), Literal(digest)
    if article.title:
        yield node, expand("schema:headline"), text_literal(article.title, article.lang)
    if article.lang:
        yield node, expand("schema:inLanguage"), Literal(article.lang)
    if article.publisher:
        yield node, expand("schema:publisher"), Literal(article.publisher)
    if article.url:
        yield node, expand("schema:url"), url_term(article.url)
    if article.published:
        day = first_day(article.published)
        if day:
            yield node, expand("schema:datePublished"), date_literal(day[0])
        if day is None or day[0] != article.published:
            yield node, kg("publishedText"), Literal(article.published)


def _text(article: Article) -> Iterator[Triple]:
    try:
        article.text.encode()
    except UnicodeEncodeError:
        # Half a character cannot be written anywhere; sentences and hash stay.
        return
    node = text_iri(article.hash)
    yield node, A, kg("ArticleText")
    yield node, expand("schema:isPartOf"), article_iri(article.hash)
    yield node, expand("schema:text"), text_literal(article.text, article.lang)


def url_term(url: str) -> Node | Literal:
    """The address of an article as RDF: only that of a page is a link, anything else a text that nobody follows."""
    if url.startswith(("http://", "https://")):
        try:
            return NamedNode(url)
        except ValueError:
            pass
    return Literal(url)


def _entity_mention(
    article: Article, entity: Entity, types: Types, canonical: Mapping[str, str], link: Link | None
) -> Iterator[Triple]:
    own = entity_iri(entity.id)
    node = NamedNode(f"{article_iri(article.hash).value}#entity-{own.value.rsplit('/', 1)[1]}")
    yield node, A, kg("EntityMention")
    yield node, kg("refersTo"), entity_iri(canonical.get(entity.id, entity.id))
    yield node, kg("linkedAs"), own
    if link is not None:
        yield node, kg("linkScore"), number_literal(float(link.score))
        yield node, kg("linkedBecause"), Literal(link.why)
        if link.runner_up:
            yield node, kg("runnerUp"), entity_iri(link.runner_up)
        if link.minted:
            yield node, kg("minted"), Literal(True)
        for told in link.company:
            yield node, kg("company"), Literal(told)
    yield node, kg("entityType"), types[entity.type]
    for lang, label in entity.labels.items():
        yield node, kg("mentionLabel"), text_literal(label, lang)
    for lang, name in entity.aliases:
        yield node, kg("mentionAlias"), text_literal(name, lang)


def _sentence(article: Article, sentence: Span) -> Iterator[Triple]:
    node = sentence_iri(article, sentence)
    quote, position = NamedNode(node.value + ";quote"), NamedNode(node.value + ";pos")
    yield node, A, expand("oa:SpecificResource")
    yield node, expand("oa:hasSource"), article_iri(article.hash)
    yield node, expand("oa:hasSelector"), quote
    yield node, expand("oa:hasSelector"), position
    yield quote, A, expand("oa:TextQuoteSelector")
    yield quote, expand("oa:exact"), text_literal(sentence.text, article.lang)
    yield position, A, expand("oa:TextPositionSelector")
    yield position, expand("oa:start"), number_literal(sentence.start)
    yield position, expand("oa:end"), number_literal(sentence.end)


def sentence_iri(article: Article, sentence: Span) -> Node:
    """The place of a sentence, as a fragment of its article."""
    return NamedNode(f"{article_iri(article.hash).value}#{_place(sentence)}")


def _place(span: Span) -> str:
    section = "title" if span.section is Section.TITLE else "char"
    return f"{section}={span.start},{span.end}"


def _claim(
    article: Article, claim: Claim, schema: Schema, types: Types, canonical: Mapping[str, str]
) -> Iterator[Triple]:
    node = statement_iri(claim.id)
    yield node, A, kg("Statement")
    yield node, expand("prov:wasDerivedFrom"), article_iri(article.hash)
    yield node, expand("oa:hasTarget"), sentence_iri(article, claim.sentence)
    yield node, expand("rdf:predicate"), kg(claim.relation)
    yield node, kg("status"), kg(str(claim.status))
    if claim.stage is not None:
        yield node, kg("stage"), kg(str(claim.stage))
    yield node, kg("confidence"), number_literal(float(claim.confidence))
    yield node, kg("rule"), Literal(claim.rule)
    if claim.reasons:
        # One text and not several: their order tells something.
        yield node, kg("because"), Literal("\n".join(claim.reasons))
    yield node, kg("triggerText"), text_literal(claim.trigger.text, article.lang)
    yield node, kg("triggerSpan"), Literal(_place(claim.trigger))
    for role, mention in zip(ROLES, (claim.subject, claim.object, claim.attribution), strict=True):
        if mention is not None:
            yield from _mention(node, role, mention, article.lang, types)
            if mention.entity_id:
                now = canonical.get(mention.entity_id, mention.entity_id)
                yield node, expand(LINKS[role]), entity_iri(now)
                if now != mention.entity_id:
                    yield node, kg(f"{role}Was"), entity_iri(mention.entity_id)
    for name, value in claim.qualifiers.items():
        yield from _qualifier(node, name, value, article.lang, schema)
    yield from _dates(node, claim, article)


def _mention(node: Node, role: str, mention: Mention, lang: str, types: Types) -> Iterator[Triple]:
    yield node, kg(role + "Text"), text_literal(mention.span.text, lang)
    yield node, kg(role + "Span"), Literal(_place(mention.span))
    yield node, kg(role + "Name"), Literal(mention.name)
    yield node, kg(role + "Type"), types[mention.type]
    for name in mention.names:
        yield node, kg(role + "Alias"), Literal(name)


def _qualifier(node: Node, name: str, value: QualifierValue, lang: str, schema: Schema) -> Iterator[Triple]:
    kind = schema.qualifiers[name].value if name in schema.qualifiers else ""
    if not isinstance(value, str):
        yield node, kg(name), number_literal(value)
    elif kind == "date":
        day = first_day(value)
        if day:
            yield node, kg(name), date_literal(day[0])
        if day is None or day[0] != value:
            yield node, kg(name + AS_GIVEN), Literal(value)
    else:
        yield node, kg(name), text_literal(value, lang if kind == "text" else "")


def _dates(node: Node, claim: Claim, article: Article) -> Iterator[Triple]:
    """When it was said, and from when on it holds; the two stay apart."""
    said = first_day(article.published)
    if said:
        yield node, kg("reportedOn"), date_literal(said[0])
    day = effective_day(claim, article.published)
    if day:
        yield node, kg("effectiveDate"), date_literal(day[0])
        yield node, kg("datePrecision"), Literal(day[1])
