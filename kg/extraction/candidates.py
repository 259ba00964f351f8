"""Candidate claims of one sentence: triggers with their arguments, and phrases.

A candidate is a relation with its ends in characters of the parsed block; status and qualifiers come later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kg.extraction.arguments import Grammar
from kg.extraction.finder import ArgumentFinder
from kg.extraction.fitting import REFERENCE, Argument, fit_type
from kg.extraction.lemmas import forms_of
from kg.extraction.names import Name
from kg.extraction.pairs import LOOSE_WAYS, pair_up
from kg.extraction.phrases import PhraseMatch, match_phrases
from kg.extraction.resolve import Resolver
from kg.extraction.rules import Phrase, Rules, Slot, Trigger
from kg.language.tokens import Token, TokenSpan
from kg.model import EntityType

#: Called with (trigger word, relation, why nothing came of it); for `--explain`.
Attempt = Callable[[str, str, str], None]

# Parts of speech that begin an object, so that the word before is a verb whatever its tag.
_OPENS_OBJECT = ("PROPN", "DET", "ADJ", "SYM", "NUM", "X")
# How far a rule of each form is trusted before its arguments are looked at. Set by hand, not calibrated.
_VERB, _NOUN, _PHRASE = 0.95, 0.88, 0.92


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation between resolved ends, found by a rule at a trigger or proposed near one.

    Attributes:
        rule: The trigger or phrase that found it.
        head: The head token of the trigger.
        trigger: Characters of the trigger words in the block.
        subject: Who.
        object: Whom or what, None where the relation has none or lets it go unsaid.
        confidence: 0 to 1.
        role: The job title that a phrase matched, or "".
        number: The headcount that a phrase matched, or "".
        ended: Whether the phrase itself says that it is over ("former").
        because: How the ends were reached.
    """

    rule: Trigger | Phrase
    head: Token
    trigger: tuple[int, int]
    subject: Argument
    object: Argument | None
    confidence: float
    role: str = ""
    number: str = ""
    ended: bool = False
    because: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str | tuple[bool, int, str], ...]:
        """What tells it apart in its sentence: relation and the places of its ends."""
        places = [(one.home is not None, one.start, one.name) for one in (self.subject, self.object) if one]
        return (self.rule.relation, *places)

    @property
    def by_rule(self) -> bool:
        """Whether a rule found all of its ends."""
        return self.rank[0] == (1 if self.object is None else 2)

    @property
    def rank(self) -> tuple[int, float]:
        """How it stands to another with the same ends: more ends found by rule first, then the surer one."""
        ends = [one for one in (self.subject, self.object) if one is not None]
        return sum(one.way not in LOOSE_WAYS for one in ends), self.confidence


def find_candidates(
    sentence: TokenSpan,
    names: Sequence[Name],
    rules: Rules,
    resolver: Resolver,
    attempt: Attempt | None = None,
    *,
    loose: bool = False,
) -> list[Candidate]:
    """Every candidate claim of a sentence; of those with the same relation and ends, the surest.

    Args:
        sentence: Where to look.
        names: The names in it, words that refer back among them.
        rules: What to look for.
        resolver: Finds the names behind words.
        attempt: Told what came to nothing.
        loose: Whether to propose also ends that no rule connects with the trigger, for a scorer to choose from.
    """
    phrases = list(_phrase_candidates(sentence, names, rules, resolver))
    for one in phrases:
        past = (
            one.ended or one.rule.stage is not None or (one.rule.status is not None and not one.rule.status.is_factual)
        )
        if one.object is not None and one.subject.type is EntityType.PERSON and not past:
            resolver.discourse.remember_employer(one.subject, one.object)
    holders = {(one.rule.relation, one.subject.start) for one in phrases if one.role}
    triggered = _trigger_candidates(sentence, names, rules, resolver, attempt, loose=loose)
    # A title beside a name tells more surely whose title it is than the sentence around it.
    found = [*phrases, *(one for one in triggered if (one.rule.relation, one.subject.start) not in holders)]
    best: dict[tuple[str | tuple[bool, int, str], ...], Candidate] = {}
    for one in found:
        key = one.ends
        if rules.schema.relation(one.rule.relation).symmetric:
            key = (key[0], *sorted(key[1:], key=str))
        if key not in best or one.rank > best[key].rank:
            best[key] = one
    return sorted(_said_in_full(best.values()), key=lambda one: (one.trigger, str(one.ends)))


def _said_in_full(found: Collection[Candidate]) -> Iterator[Candidate]:
    """Without those that leave an end unsaid which another one names: "lists", where "lists on Nasdaq" was found."""
    full = {(one.rule.relation, one.subject.name) for one in found if one.object is not None and one.by_rule}
    for one in found:
        if one.object is not None or (one.rule.relation, one.subject.name) not in full:
            yield one


# ---- phrases


def _phrase_candidates(
    sentence: TokenSpan, names: Sequence[Name], rules: Rules, resolver: Resolver
) -> Iterator[Candidate]:
    doc, text = sentence.doc, resolver.text_of(sentence.doc)
    told: set[tuple[str, int]] = set()
    for match in match_phrases(text, sentence.start_char, sentence.end_char, names, rules):
        span = doc.covering(*match.trigger)
        ends = _phrase_ends(match, names, rules, resolver, span[0], told) if span is not None else None
        if span is None or ends is None:
            continue
        subject, target = ends
        told |= {(match.phrase.relation, one.start) for one in ends if one is not None}
        ended = "former" in match.phrase.pattern and _says_former(text, match, subject, target)
        yield Candidate(
            rule=match.phrase,
            head=span.root,
            trigger=match.trigger,
            subject=subject,
            object=target,
            confidence=_PHRASE * subject.weight * (target.weight if target else 1.0),
            role=match.role,
            number=match.number,
            ended=ended,
            because=(f"phrase {match.phrase.name}",),
        )


def _phrase_ends(
    match: PhraseMatch,
    names: Sequence[Name],
    rules: Rules,
    resolver: Resolver,
    first: Token,
    told: Collection[tuple[str, int]],
) -> tuple[Argument, Argument | None] | None:
    """The ends of a phrase, those that go unsaid filled in; None where one is missing."""
    relation = rules.schema.relation(match.phrase.relation)
    subject = _phrase_argument(match.subject, names, relation.subject_types)
    target = _phrase_argument(match.object, names, relation.object_types)
    end, implied, imply = subject or target, match.phrase.implied, resolver.discourse.imply
    if implied and (not relation.unary if end is None else (relation.name, end.start) in told):
        # What is said in full somewhere in the sentence is not implied again.
        return None
    told_with = resolver.told_with(end)
    if subject is None and "subject" in implied:
        subject = next(iter(imply(first, relation.subject_types, told_with, by_employer=False)), None)
    if target is None and "object" in implied and end is not None:
        target = next(iter(imply(first, relation.object_types, told_with)), None)
    unsaid = target is None and (relation.unary or (relation.optional and match.object is None))
    if subject is None or (target is None and not unsaid) or (target is not None and target.name == subject.name):
        return None
    return subject, target


def _says_former(text: str, match: PhraseMatch, subject: Argument, target: Argument | None) -> bool:
    low = min(subject.end, target.end if target else subject.end)
    before_role = text[low : match.trigger[0]].lower()
    return any(word in before_role for word in ("former", "ex-", "then-", "元", "前", "旧"))


def _phrase_argument(index: int | None, names: Sequence[Name], wanted: Sequence[EntityType]) -> Argument | None:
    if index is None:
        return None
    name = names[index]
    fit = fit_type(name, wanted)
    weight = REFERENCE if name.refers_to else 1.0
    if fit is None:
        return None
    return Argument(name.start, name.end, name.called, fit[0], fit[1] * weight, way="phrase", source=name)


# ---- triggers


def _trigger_candidates(
    sentence: TokenSpan,
    names: Sequence[Name],
    rules: Rules,
    resolver: Resolver,
    attempt: Attempt | None,
    *,
    loose: bool,
) -> Iterator[Candidate]:
    grammar = Grammar(rules)
    finder = ArgumentFinder(rules, grammar, resolver, names)
    for token in sentence:
        if resolver.name_at(token) is not None:
            continue
        triggers = _triggers_at(token, rules)
        if not triggers:
            continue
        has_particle = any(_is_particle(child) for child in token.children)
        triggers = [one for one in triggers if _fits_word(one, token, has_particle)]
        triggers = [one for one in triggers if _meets_needs(one, token, grammar)]
        # "took a stake in X" is told by the trigger that asks for the stake, not by a bare "take".
        needing = {one.relation for one in triggers if one.needs}
        triggers = [one for one in triggers if one.needs or not needing]
        for trigger in triggers:
            yield from _at_trigger(trigger, token, rules, finder, attempt, loose=loose)


def _triggers_at(token: Token, rules: Rules) -> Sequence[Trigger]:
    return next((rules.triggers[form] for form in forms_of(token) if form in rules.triggers), ())


def _fits_word(trigger: Trigger, token: Token, has_particle: bool) -> bool:
    """Whether the token's part of speech and its other words are those of the trigger."""
    verbal = token.pos_ in ("VERB", "AUX") or (trigger.verbal and _is_inflected(token, trigger))
    if not trigger.verbal and token.pos_ == "VERB" and any(child.dep_ == "aux" for child in token.children):
        return False
    # A Japanese verbal noun is tagged as a noun in headlines and as a verb elsewhere; its particles decide.
    if trigger.verbal is not verbal and not (token.doc.lang == "ja" and "サ変可能" in token.tag_):
        return False
    if len(trigger.word) == 1:
        return not (trigger.verbal and has_particle)
    rest = [one for one in (*token.children, token.head) if one.i != token.i]
    return all(any(word in forms_of(one) for one in rest) for word in trigger.word[1:])


def _is_inflected(token: Token, trigger: Trigger) -> bool:
    """Whether its form or place makes it a verb whatever the tagger thought: "buys", "Unveils"."""
    if token.doc.lang != "en" or token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before, after = token.doc[token.i - 1], token.doc[token.i + 1]
    if token.lower_ == trigger.word[0]:
        # "Google and Microsoft compete in ...": the plain form between two names, or a name and a preposition.
        return before.pos_ == "PROPN" and after.pos_ in ("PROPN", "ADP")
    if not token.lower_.endswith(("s", "ed")):
        return False
    return token.pos_ not in ("NOUN", "PROPN") or after.pos_ in _OPENS_OBJECT


def _is_particle(token: Token) -> bool:
    """A particle makes another verb of it ("buy out"), but the "up" of "up to $4 billion" is none."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.dep_ == "compound:prt" and not (following is not None and following.lower_ == "to")


def _meets_needs(trigger: Trigger, token: Token, grammar: Grammar) -> bool:
    def holds(slot: Slot, words: frozenset[str]) -> bool:
        for filler in grammar.fill(token, slot):
            if not words:
                return True
            nearby = (filler.token, *filler.token.children)
            if any(one.text in words or not words.isdisjoint(forms_of(one)) for one in nearby):
                return True
        return False

    return all(holds(slot, words) for slot, words in trigger.needs) and not any(
        holds(slot, words) for slot, words in trigger.unless
    )


def _at_trigger(
    trigger: Trigger,
    token: Token,
    rules: Rules,
    finder: ArgumentFinder,
    attempt: Attempt | None,
    *,
    loose: bool,
) -> Iterator[Candidate]:
    relation = rules.schema.relation(trigger.relation)
    subjects, subject_tried = finder.subjects(trigger, token)
    objects, object_tried = ([], "") if relation.unary else finder.objects(trigger, token, subjects)
    pairs: list[tuple[Argument, Argument | None]]
    may_lack = relation.unary or (relation.optional and "object" in trigger.optional)
    if relation.unary or (may_lack and not objects):
        pairs = [(one, None) for one in subjects]
    elif relation.symmetric and not object_tried and not objects:
        pairs = [(one, other) for at, one in enumerate(subjects) for other in subjects[at + 1 :]]
    else:
        pairs = list(product(subjects, objects))
    if not pairs and attempt is not None:
        part, tried, slots = (
            ("object", object_tried, trigger.object) if subjects else ("subject", subject_tried, trigger.subject)
        )
        attempt(token.text, trigger.relation, f"no {part}: {tried or 'nothing in ' + ', '.join(map(str, slots))}")
    if loose:
        wide = finder.widen(subjects, trigger, trigger.subject_types, token)
        pairs += [(one, None) for one in wide] if may_lack else []
        if not relation.unary:
            pairs += pair_up(wide, finder.widen(objects, trigger, trigger.object_types, token), relation.symmetric)
    base = _VERB if trigger.verbal else _NOUN
    for subject, target in pairs:
        if target is not None and target.name == subject.name:
            continue
        if not relation.symmetric and subject.source is not None and subject.source.together:
            # What "both" do to a third, each may have done alone: too seldom right to be told of either.
            continue
        yield Candidate(
            rule=trigger,
            head=token,
            trigger=(token.idx, token.idx + len(token)),
            subject=subject,
            object=target,
            confidence=base * subject.weight * (target.weight if target else 1.0),
            because=tuple(
                f"{role}: {one.name} ({one.how})" for role, one in (("subject", subject), ("object", target)) if one
            ),
        )
