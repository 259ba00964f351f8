"""Claims to claims with entities: short names to full names in the article, names to the gazetteer, NIL to minted ids.

The order of articles does not matter, and neither does anything else outside the article and the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.ids import fold_name, mint_entity_id
from kg.link.gazetteer import Gazetteer
from kg.model import Article, Claim, Entity, EntityType, Extraction, Mention

_LEGAL_FORM = re.compile(
    r"(?:^株式会社|^\(株\)|株式会社$|\(株\)$|[,\s]+(?:inc|corp|corporation|co|ltd|llc|plc|gmbh|ag|sa|nv|holdings)\.?$)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\s・]+")


def link_claims(
    article: Article, claims: Sequence[Claim], mentions: Iterable[Mention], gazetteer: Gazetteer
) -> Extraction:
    """Give every end of every claim its entity.

    Args:
        article: What the claims were read from.
        claims: Claims before linking.
        mentions: Everything that the article names, whether a claim uses it or not: it tells short names from full.
        gazetteer: Known things.
    """
    linker = _ArticleLinker(article, claims, mentions, gazetteer)
    linked = tuple(
        replace(
            claim,
            subject=linker.link(claim.subject),
            object=linker.link(claim.object) if claim.object else None,
            attribution=linker.link(claim.attribution) if claim.attribution else None,
        )
        for claim in claims
    )
    # Two names of one thing ("SoftBank Group (SBG)") can look like two things until they are linked.
    linked = tuple(one for one in linked if one.object is None or one.object.entity_id != one.subject.entity_id)
    used = {
        m.entity_id for claim in linked for m in (claim.subject, claim.object, claim.attribution) if m and m.entity_id
    }
    return Extraction(article, linked, tuple(linker.entities[one] for one in sorted(used)))


class _ArticleLinker:
    """Names of one article and the entities behind them."""

    def __init__(
        self, article: Article, claims: Sequence[Claim], mentions: Iterable[Mention], gazetteer: Gazetteer
    ) -> None:
        self._lang = article.lang or "en"
        self._gazetteer = gazetteer
        self.entities: dict[str, Entity] = {}
        self._surfaces: dict[str, set[str]] = {}
        self._full: dict[tuple[str, EntityType], str] = {}
        ends = [m for claim in claims for m in (claim.subject, claim.object, claim.attribution) if m is not None]
        named = {(one.name, one.type) for one in (*mentions, *ends)}
        for name, entity_type in sorted(named):
            self._full[name, entity_type] = self._full_name(name, entity_type, named)
        for one in ends:
            entity = self._entity(one)
            if entity is not None:
                self._surfaces.setdefault(entity.id, set()).update((one.name, *one.names))
        for entity in list(self.entities.values()):
            self.entities[entity.id] = self._with_surfaces(entity)

    def link(self, mention: Mention) -> Mention:
        """The mention with its entity, the entity's name in the article's language, and all names it goes by."""
        entity = self._entity(mention)
        if entity is None:
            return mention
        known = self.entities[entity.id]
        names = {*known.names, *self._surfaces.get(entity.id, ()), mention.name}
        return replace(
            mention, name=known.label(self._lang), names=tuple(sorted(names)), type=known.type, entity_id=known.id
        )

    def _entity(self, mention: Mention) -> Entity | None:
        if mention.type is EntityType.OTHER:
            found = self._gazetteer.lookup(mention.name)
            return self._remember(found[0]) if found else None
        full = self._full.get((mention.name, mention.type), mention.name)
        for name in dict.fromkeys((mention.name, full, _without_legal_form(full))):
            known = self._gazetteer.lookup(name, mention.type)
            if known:
                return self._remember(known[0])
        identity = mint_entity_id(_without_legal_form(full), mention.type)
        return self._remember(Entity(identity, mention.type, {self._lang: full}))

    def _remember(self, entity: Entity) -> Entity:
        return self.entities.setdefault(entity.id, entity)

    def _with_surfaces(self, entity: Entity) -> Entity:
        have = set(entity.names)
        new = {(self._lang, one) for one in self._surfaces.get(entity.id, ()) if one not in have}
        return replace(entity, aliases=tuple(sorted({*entity.aliases, *new})))

    def _full_name(self, name: str, entity_type: EntityType, named: set[tuple[str, EntityType]]) -> str:
        """The one longer name in the article that this one shortens, or itself: Altman → Sam Altman.

        Where two longer names fit ("Tim Cook" and "Ann Cook" for "Cook"), none is taken.
        """
        if entity_type not in (EntityType.PERSON, EntityType.ORGANIZATION) or self._gazetteer.lookup(name, entity_type):
            return name
        longer = {
            other
            for other, other_type in named
            if other_type is entity_type and len(other) > len(name) and _shortens(name, other, entity_type)
        }
        apart = {fold_name(one) for one in longer}
        return max(longer, key=lambda one: (len(one), one)) if len(apart) == 1 else name


def _without_legal_form(name: str) -> str:
    return _LEGAL_FORM.sub("", name).strip(" ,") or name


def _shortens(short: str, full: str, entity_type: EntityType) -> bool:
    parts = [fold_name(part) for part in _PARTS.split(full) if part]
    folded = fold_name(short)
    if entity_type is EntityType.PERSON:
        # A family name: the last part, or in kanji the first two or so characters.
        kanji = not short.isascii() and "・" not in full and not full.isascii() and " " not in full
        return (len(parts) > 1 and folded in (parts[-1], parts[0])) or (
            kanji and len(short) >= 2 and full.startswith(short)
        )
    return len(parts) > 1 and "".join(parts).startswith(folded) and (folded == parts[0] or len(folded) > len(parts[0]))
