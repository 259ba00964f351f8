"""Claims to claims with entities: names of an article to known things, or to ids minted from the name.

The order of articles does not matter, and neither does anything else outside the article and the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.ids import fold_name
from kg.link.appositions import find_appositions
from kg.link.candidates import Candidate, CandidateFinder
from kg.link.gazetteer import Gazetteer
from kg.link.profiles import company_of
from kg.link.short_forms import looks_like_initials
from kg.link.short_names import find_full_name, stands_alone
from kg.link.skeletons import Readings, name_skeleton, spell_out, spell_out_given_first
from kg.model import Article, Claim, Entity, EntityType, Extraction, Link, Mention
from kg.text.spelling import strip_legal_form

#: From this score on a name that only sounds like a known one is taken for it; below, it is a thing of its own with
#: the known one as its runner-up. Above `compare.SURE`, because most names in news are in no list. Set by hand.
SOUNDS_SURE = 0.85
#: The score of a minted entity: that nothing known was meant is seldom certain. Set by hand.
MINTED = 0.9
#: The score of a link to a known thing of another type than the text seems to speak of. Set by hand.
OTHER_TYPE, LEAST_LETTERS = 0.8, 4
#: Names with fewer consonants sound like too many others. Set by hand.
LEAST_CONSONANTS = 3

Named = tuple[str, EntityType]


class Linker:
    """Links the names of articles to known things.

    Args:
        gazetteer: Known things.
        readings: How kanji are read, if anybody knows.
    """

    def __init__(self, gazetteer: Gazetteer, readings: Readings | None = None) -> None:
        self.gazetteer = gazetteer
        self.readings = readings
        self.candidates = CandidateFinder(gazetteer, readings)

    def link(self, article: Article, claims: Sequence[Claim], mentions: Iterable[Mention]) -> Extraction:
        """Give every end of every claim its entity.

        Args:
            article: What the claims were read from.
            claims: Claims before linking.
            mentions: Everything that the article names, whether a claim uses it or not: it tells short names from full.
        """
        names = _ArticleNames(self, article, claims, mentions)
        linked = tuple(
            replace(
                claim,
                subject=names.link(claim.subject),
                object=names.link(claim.object) if claim.object else None,
                attribution=names.link(claim.attribution) if claim.attribution else None,
            )
            for claim in claims
        )
        # Two names of one thing ("SoftBank Group (SBG)") can look like two things until they are linked.
        linked = tuple(one for one in linked if one.object is None or one.object.entity_id != one.subject.entity_id)
        ends = (end for claim in linked for end in (claim.subject, claim.object, claim.attribution) if end)
        used = sorted({end.entity_id for end in ends if end.entity_id})
        entities = tuple(names.entities[one] for one in used)
        sounds = {one: names.sound_of(one) for one in used if names.links[one].minted}
        triples = ((one.subject.entity_id, one.relation, one.object.entity_id if one.object else "") for one in linked)
        company = company_of(triples, sounds)
        links = (replace(names.links[one], company=tuple(sorted(company.get(one, ())))) for one in used)
        return Extraction(article, linked, entities, tuple(links))


def link_claims(
    article: Article,
    claims: Sequence[Claim],
    mentions: Iterable[Mention],
    gazetteer: Gazetteer,
    readings: Readings | None = None,
) -> Extraction:
    """Link the claims of one article (see `Linker.link`); for many, make one `Linker`."""
    return Linker(gazetteer, readings).link(article, claims, mentions)


class _ArticleNames:
    """The names of one article and the entities behind them."""

    def __init__(self, linker: Linker, article: Article, claims: Sequence[Claim], mentions: Iterable[Mention]) -> None:
        self._linker = linker
        self._lang = article.lang or "en"
        self._around = f"{article.title}\n{article.text}"
        self.entities: dict[str, Entity] = {}
        self.links: dict[str, Link] = {}
        self._surfaces: dict[str, set[str]] = {}
        self._found: dict[Named, str | None] = {}
        mentions = list(mentions)
        ends = [end for claim in claims for end in (claim.subject, claim.object, claim.attribution) if end is not None]
        self._named = sorted({(one.name, one.type) for one in (*mentions, *ends)})
        namesakes = ((name, linker.gazetteer.namesakes(name)) for name, _ in self._named)
        self._namesakes = [(name, of) for name, of in namesakes if of]
        self._groups = _group(find_appositions(article, mentions, linker.readings))
        for one in ends:
            identity = self._identify((one.name, one.type))
            if identity is not None:
                self._surfaces.setdefault(identity, set()).update((one.name, *one.names))
        for entity in list(self.entities.values()):
            self.entities[entity.id] = self._with_surfaces(entity)

    def link(self, mention: Mention) -> Mention:
        """The mention with its entity, the entity's name in the article's language, and all names it goes by."""
        identity = self._identify((mention.name, mention.type))
        if identity is None:
            return mention
        known = self.entities[identity]
        names = {*known.names, *self._surfaces.get(identity, ()), mention.name}
        return replace(
            mention, name=known.label(self._lang), names=tuple(sorted(names)), type=known.type, entity_id=known.id
        )

    def sound_of(self, identity: str) -> str:
        """How an entity sounds, so that two articles in two languages can have one in common; else its id."""
        entity = self.entities[identity]
        # In the order that articles in Latin letters have.
        spell = spell_out_given_first if entity.type is EntityType.PERSON else spell_out
        spoken = (spell(name, self._linker.readings) for name in entity.labels.values())
        sounds = sorted(filter(None, (name_skeleton(name, entity.type) for name in spoken)))
        # Its beginning only: whoever shares it is compared by name all the same.
        return f"{sounds[0][:3]}-" if sounds else identity

    def _identify(self, named: Named) -> str | None:
        if named not in self._found:
            self._found[named] = self._identify_anew(*named)
        return self._found[named]

    def _identify_anew(self, name: str, entity_type: EntityType) -> str | None:
        if entity_type is EntityType.OTHER:
            found = self._linker.candidates.named(name, around=self._around)
            return self._remember(found[0].entity, found[0].score, "", found[0].why) if found else None
        known = self._linker.gazetteer.lookup(name, entity_type)
        namesake = self._namesake(name, known)
        if namesake:
            return self._identify((namesake, entity_type))
        full = name if known else find_full_name(name, entity_type, self._named)
        group = self._groups.get((full, entity_type), ())
        names = list(dict.fromkeys((name, full, strip_legal_form(full), *group)))
        for one in names:
            found = self._linker.candidates.named(one, entity_type, around=self._around)
            # Short of its legal form, the name of a namesake is the known thing's.
            found = [each for each in found if each.entity.id not in self._linker.gazetteer.namesakes(full)]
            if found:
                best, *others = found
                return self._remember(best.entity, best.score, others[0].entity.id if others else "", best.why)
        other = self._of_another_type(name, entity_type)
        return other or self._by_sound(full, entity_type, group) or self._minted(full, entity_type, group)

    def _namesake(self, name: str, known: Sequence[Entity]) -> str:
        """The full name of a namesake, where the article has it and what it calls so is no known thing, else ""."""
        for other, namesakes in self._namesakes:
            bare = fold_name(strip_legal_form(other)) == fold_name(name)
            if bare and any(one.id in namesakes for one in known):
                return other
        return ""

    def _of_another_type(self, name: str, entity_type: EntityType) -> str | None:
        """The one known thing that is called just so and so rarely anything else, whatever it was taken for."""
        known = self._linker.gazetteer.lookup(name)
        # A company and what it makes may have one name: the company acts.
        known = [one for one in known if one.type is EntityType.ORGANIZATION] or known
        if len(known) != 1 or name not in known[0].names or known[0].type is EntityType.PLACE:
            return None
        thing = self._linker.gazetteer.things[known[0].id]
        if name in thing.common or (entity_type is EntityType.PLACE and len(name) < LEAST_LETTERS):
            return None
        return self._remember(known[0], OTHER_TYPE, "", f"the only known thing of this name is no {entity_type}")

    def _by_sound(self, full: str, entity_type: EntityType, group: Sequence[str]) -> str | None:
        """What a name sounds like, where it sounds like nothing else."""
        if len(name_skeleton(full, entity_type)) < LEAST_CONSONANTS or not stands_alone(full, (), entity_type):
            return None
        found = self._linker.candidates.find(full, entity_type)
        sure = [one for one in found if one.score >= SOUNDS_SURE]
        if len(sure) == 1:
            runner_up = next((one.entity.id for one in found if one is not sure[0]), "")
            return self._remember(sure[0].entity, sure[0].score, runner_up, sure[0].why)
        return self._minted(full, entity_type, group, found[0]) if found else None

    def _minted(
        self, full: str, entity_type: EntityType, group: Sequence[str], sounds_like: Candidate | None = None
    ) -> str:
        """A new entity, whose id depends on its name and type only.

        Of several names that the article gives it, the Latin one is taken, because articles in both languages have it,
        but not initials, because others have these too.
        """
        names = sorted({full, *group}, key=lambda one: (looks_like_initials(one), not one.isascii(), -len(one), one))
        identity = self._linker.gazetteer.mint_id(names[0], entity_type)
        labels: dict[str, str] = {}
        for one in names:
            labels.setdefault("en" if one.isascii() else "ja", one)
        labels.setdefault(self._lang, names[0])
        aliases = sorted(("en" if one.isascii() else self._lang, one) for one in names if one not in labels.values())
        entity = Entity(identity, entity_type, labels, tuple(aliases))
        if sounds_like is None:
            return self._remember(entity, MINTED, "", "nothing known is called so", minted=True)
        why = f"only sounds like {sounds_like.entity.label(self._lang)}"
        return self._remember(entity, min(MINTED, 1 - sounds_like.score), sounds_like.entity.id, why, minted=True)

    def _remember(self, entity: Entity, score: float, runner_up: str, why: str, *, minted: bool = False) -> str:
        self.entities.setdefault(entity.id, entity)
        known = self.links.get(entity.id)
        # Of several names for one thing, the surest tells how sure it is.
        if known is None or known.score < score:
            self.links[entity.id] = Link(entity.id, round(score, 4), runner_up, why, minted)
        return entity.id

    def _with_surfaces(self, entity: Entity) -> Entity:
        have = set(entity.names)
        new = {(self._lang, one) for one in self._surfaces.get(entity.id, ()) if one not in have}
        return replace(entity, aliases=tuple(sorted({*entity.aliases, *new})))


def _group(pairs: Iterable[tuple[Named, Named]]) -> Mapping[Named, tuple[str, ...]]:
    """For each name, the other names that the article gives the same thing."""
    members: dict[Named, set[Named]] = {}
    for one, other in pairs:
        joined = members.get(one, {one}) | members.get(other, {other})
        for name in joined:
            members[name] = joined
    return {named: tuple(sorted(name for name, _ in joined if name != named[0])) for named, joined in members.items()}
