"""What an extraction must be before it is stored."""

from __future__ import annotations

from kg.errors import InvalidClaim
from kg.model import Article, Claim, Extraction, Mention
from kg.schema import Schema
from kg.store.mapping import RESERVED
from kg.store.ontology import AS_GIVEN


def check_extraction(extraction: Extraction, schema: Schema) -> None:
    """Make sure that every claim is backed by literal text of this article and can be read back as it is.

    Raises:
        InvalidClaim: One is not.
    """
    seen: dict[str, Claim] = {}
    for claim in extraction.claims:
        problem = _problem(claim, extraction.article, schema)
        if problem is None and seen.setdefault(claim.id, claim) != claim:
            problem = "another claim has the same relation at the same place; keep one of the two"
        if problem:
            raise InvalidClaim(f"{claim.relation} at {claim.trigger.start}: {problem}", about=extraction.article.id)


def _problem(claim: Claim, article: Article, schema: Schema) -> str | None:
    if (claim.article, claim.article_hash) != (article.id, article.hash):
        return f"the claim is of another article ({claim.article}, {claim.article_hash}); extract it again"
    for span in claim.spans:
        if span.start < 0 or article.section(span.section)[span.start : span.end] != span.text:
            return f"{span.text!r} is not the {span.section} at {span.start}-{span.end}; extract it again"
    if claim.relation not in schema.relations:
        return "no such relation in the schema; add it to schema.toml"
    for mention in (claim.subject, claim.object):
        if mention is not None and not mention.entity_id:
            return f"{mention.span.text!r} has no entity; link the claims first"
    names = [name for name in claim.qualifiers if name in RESERVED or name.endswith(AS_GIVEN)]
    if names:
        return f"a qualifier cannot be called {names[0]}; rename it in schema.toml"
    return _unsorted(claim.subject, claim.object, claim.attribution)


def _unsorted(*mentions: Mention | None) -> str | None:
    for mention in mentions:
        if mention is not None and mention.names != tuple(sorted(set(mention.names))):
            return f"the names of {mention.span.text!r} are not sorted or not unique"
    return None
