"""Candidate claims of one sentence: triggers with their arguments, and phrases.

A candidate is a relation with its ends in characters of the parsed block; status and qualifiers come later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.extract.arguments import Filler, Grammar
from kg.extract.mentions import Name
from kg.extract.phrases import PhraseMatch, match_phrases
from kg.extract.resolve import Argument, Resolver, fit_type
from kg.extract.rules import Phrase, Rules, Slot, Trigger
from kg.model import EntityType

#: Called with (trigger word, relation, why nothing came of it); for `--explain`.
Attempt = Callable[[str, str, str], None]

# How far a rule of each form is trusted before its arguments are looked at. Set by hand, not calibrated.
_VERB, _NOUN, _PHRASE = 0.95, 0.88, 0.92


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation between resolved ends, found by a rule at a trigger.

    Attributes:
        rule: The trigger or phrase that found it.
        head: The head token of the trigger.
        trigger: Characters of the trigger words in the block.
        subject: Who.
        object: Whom or what, None for unary relations.
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
    def ends(self) -> tuple[str, int, int]:
        """What tells it apart in its sentence: relation and the places of its ends."""
        return self.rule.relation, self.subject.start, self.object.start if self.object else -1


def find_candidates(
    sentence: TokenSpan, names: Sequence[Name], rules: Rules, resolver: Resolver, attempt: Attempt | None = None
) -> list[Candidate]:
    """Every candidate claim of a sentence; of those with the same relation and ends, the surest."""
    found = [*_phrase_candidates(sentence, names, rules), *_trigger_candidates(sentence, rules, resolver, attempt)]
    best: dict[tuple[str, int, int], Candidate] = {}
    for one in found:
        key = one.ends
        if rules.schema.relation(one.rule.relation).symmetric:
            key = (key[0], min(key[1:]), max(key[1:]))
        if key not in best or one.confidence > best[key].confidence:
            best[key] = one
    return sorted(best.values(), key=lambda one: (one.trigger, one.ends))


# ---- phrases


def _phrase_candidates(sentence: TokenSpan, names: Sequence[Name], rules: Rules) -> Iterator[Candidate]:
    doc = sentence.doc
    for match in match_phrases(doc.text, sentence.start_char, sentence.end_char, names, rules):
        relation = rules.schema.relation(match.phrase.relation)
        subject = _phrase_argument(match.subject, names, relation.subject_types)
        target = _phrase_argument(match.object, names, relation.object_types)
        span = doc.char_span(*match.trigger, alignment_mode="expand")
        if subject is None or span is None or (target is None) is not relation.unary:
            continue
        ended = "former" in match.phrase.pattern and _says_former(doc.text, match, subject, target)
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


def _says_former(text: str, match: PhraseMatch, subject: Argument, target: Argument | None) -> bool:
    low = min(subject.end, target.end if target else subject.end)
    before_role = text[low : match.trigger[0]].lower()
    return any(word in before_role for word in ("former", "ex-", "then-", "元", "前", "旧"))


def _phrase_argument(index: int | None, names: Sequence[Name], wanted: Sequence[EntityType]) -> Argument | None:
    if index is None:
        return None
    name = names[index]
    fit = fit_type(name, wanted)
    return None if fit is None else Argument(name.start, name.end, name.text, fit[0], fit[1])


# ---- triggers


def _trigger_candidates(
    sentence: TokenSpan, rules: Rules, resolver: Resolver, attempt: Attempt | None
) -> Iterator[Candidate]:
    grammar = Grammar(rules)
    for token in sentence:
        triggers = [one for one in _triggers_at(token, rules) if _fits_word(one, token)]
        triggers = [one for one in triggers if _meets_needs(one, token, grammar)]
        if any(one.needs for one in triggers):
            # "took a stake in X" is told by the trigger that asks for the stake, not by a bare "take".
            triggers = [one for one in triggers if one.needs]
        for trigger in triggers:
            candidates = list(_at_trigger(trigger, token, rules, grammar, resolver, attempt))
            yield from candidates


def _triggers_at(token: Token, rules: Rules) -> Sequence[Trigger]:
    return rules.triggers.get(token.lemma_.lower(), ()) or rules.triggers.get(token.lower_, ())


def _fits_word(trigger: Trigger, token: Token) -> bool:
    """Whether the token's part of speech and its other words are those of the trigger."""
    verbal = token.pos_ in ("VERB", "AUX")
    if trigger.verbal is not verbal:
        # A Japanese verbal noun is tagged as a noun in headlines and as a verb elsewhere; its particles decide.
        if not (token.vocab.lang == "ja" and "サ変可能" in token.tag_):
            return False
    if len(trigger.word) == 1:
        return not any(child.dep_ == "compound:prt" for child in token.children) or not trigger.verbal
    rest = [one for one in (*token.children, token.head) if one.i != token.i]
    return all(any(one.lemma_.lower() == word or one.lower_ == word for one in rest) for word in trigger.word[1:])


def _meets_needs(trigger: Trigger, token: Token, grammar: Grammar) -> bool:
    def holds(slot: Slot, words: frozenset[str]) -> bool:
        for filler in grammar.fill(token, slot):
            nearby = (filler.token, *filler.token.children)
            if any(one.lemma_.lower() in words or one.text in words for one in nearby):
                return True
        return False

    return all(holds(slot, words) for slot, words in trigger.needs)


def _at_trigger(
    trigger: Trigger, token: Token, rules: Rules, grammar: Grammar, resolver: Resolver, attempt: Attempt | None
) -> Iterator[Candidate]:
    relation = rules.schema.relation(trigger.relation)
    subjects, subject_tried = _fill_role(trigger.subject, trigger.subject_types, token, grammar, resolver)
    if not subjects and not subject_tried and trigger.verbal and any(slot.name == "nsubj" for slot in trigger.subject):
        subjects = resolver.carried_topic(token, trigger.subject_types)
    objects, object_tried = _fill_role(trigger.object, trigger.object_types, token, grammar, resolver, taken=subjects)
    if relation.symmetric and not object_tried and not objects and len(subjects) > 1:
        pairs: list[tuple[Argument, Argument | None]] = [
            (one, other) for i, one in enumerate(subjects) for other in subjects[i + 1 :]
        ]
    elif relation.unary:
        pairs = [(one, None) for one in subjects]
    else:
        objects = objects or _implied_object(trigger, token, grammar, resolver)
        pairs = list(product(subjects, objects))
    if not pairs and attempt is not None:
        missing, tried, slots = (
            ("object", object_tried, trigger.object) if subjects else ("subject", subject_tried, trigger.subject)
        )
        attempt(token.text, trigger.relation, f"no {missing}: {tried or 'nothing in ' + ', '.join(map(str, slots))}")
    base = _VERB if trigger.verbal else _NOUN
    for subject, target in pairs:
        if target is not None and (target.start, target.name) == (subject.start, subject.name):
            continue
        if target is not None and target.name == subject.name:
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


def _fill_role(
    slots: Sequence[Slot],
    wanted: Sequence[EntityType],
    token: Token,
    grammar: Grammar,
    resolver: Resolver,
    taken: Sequence[Argument] = (),
) -> tuple[list[Argument], str]:
    """The arguments of the first slot that gives any, and which fillers came to nothing."""
    tried: list[str] = []
    used = {one.start for one in taken}
    for slot in slots:
        found: list[Argument] = []
        for filler in grammar.fill(token, slot):
            arguments = [one for one in resolver.resolve(filler.token, wanted) if one.start not in used]
            if not arguments:
                tried.append(f"{slot} is {filler.token.text!r}, which names no {'/'.join(wanted)}")
            found += [
                _reached(one, filler, slot) for one in arguments if all(one.start != have.start for have in found)
            ]
            if found and slot.name in ("nsubj", "obj"):
                break
        if found:
            return found, ""
    return [], "; ".join(tried)


def _reached(argument: Argument, filler: Filler, slot: Slot) -> Argument:
    how = f"{slot} by {filler.path}" + (f", {argument.how}" if argument.how else "")
    return replace(argument, weight=argument.weight * filler.weight, how=how)


def _implied_object(trigger: Trigger, token: Token, grammar: Grammar, resolver: Resolver) -> list[Argument]:
    """ "700 of OpenAI's 770 employees may leave": whom a group leaves goes without saying."""
    if EntityType.GROUP not in trigger.subject_types or EntityType.ORGANIZATION not in trigger.object_types:
        return []
    for slot in trigger.subject:
        for filler in grammar.fill(token, slot):
            owner = resolver.owner_of_group(filler.token)
            if owner is not None:
                return [
                    Argument(owner.start, owner.end, owner.text, EntityType.ORGANIZATION, 0.8, "whose people they are")
                ]
    return []
