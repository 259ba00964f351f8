"""The arguments of a trigger: by the parse, by the words around, by what goes without saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.adjacency import WEIGHT, find_adjacent
from kg.extraction.arguments import Grammar
from kg.extraction.dependencies import Filler, base_dep, is_passive
from kg.extraction.fitting import Argument, fit_type
from kg.extraction.lemmas import forms_of
from kg.extraction.names import Name
from kg.extraction.pairs import possible_ends
from kg.extraction.resolve import Resolver
from kg.extraction.rules import Rules, Slot, Trigger
from kg.language.tokens import Token
from kg.model import EntityType


class ArgumentFinder:
    """Finds the arguments of triggers in one sentence, in three ways."""

    def __init__(self, rules: Rules, grammar: Grammar, resolver: Resolver, names: Sequence[Name]) -> None:
        self._rules = rules
        self._grammar = grammar
        self._resolver = resolver
        self._names = names

    def subjects(self, trigger: Trigger, token: Token) -> tuple[list[Argument], str]:
        """Who, and what was tried in vain."""
        found, tried = self._fill(trigger.subject, trigger.subject_types, token)
        acts = any(slot.name == "nsubj" for slot in trigger.subject)
        if not found:
            found = self._nearby(trigger.subject, trigger.subject_types, token, trigger.verbal)
        if not found and not tried and acts:
            found = self._resolver.discourse.headline_topic(token, trigger.subject_types)
            found = found or self._resolver.discourse.carried_topic(token, trigger.subject_types)
        if not found and "subject" in trigger.implied:
            others, _ = self._fill(trigger.object, trigger.object_types, token)
            told = [name for one in others for name in self._resolver.told_with(one)]
            found = self._resolver.discourse.imply(token, trigger.subject_types, told, by_employer=False)
        return found, tried

    def objects(self, trigger: Trigger, token: Token, subjects: Sequence[Argument]) -> tuple[list[Argument], str]:
        """Whom or what, and what was tried in vain."""
        taken = frozenset(one.start for one in subjects)
        found, tried = self._fill(trigger.object, trigger.object_types, token, taken)
        if not found:
            found = self._nearby(trigger.object, trigger.object_types, token, trigger.verbal, taken)
        if trigger.sure:
            found = [one for one in found if one.sure]
        if not found and subjects:
            found = self._employer(trigger, token)
        if not found and subjects and "object" in trigger.implied:
            told = [name for one in subjects for name in self._resolver.told_with(one)]
            found = self._resolver.discourse.imply(token, trigger.object_types, told)
        return found, tried

    def widen(
        self, found: Sequence[Argument], trigger: Trigger, wanted: Sequence[EntityType], token: Token
    ) -> list[Argument]:
        """What was found by rule, and whatever else in the sentence or before it could be it."""
        taken = {one.start for one in found} | self._bystanders(trigger, wanted, token)
        other = [one for one in possible_ends(token, self._names, wanted) if one.start not in taken]
        names = {one.name for one in (*found, *other)}
        unsaid = self._resolver.discourse.unsaid(wanted)
        return [*found, *other, *(one for one in unsaid if one.name not in names and one.start not in taken)]

    def _bystanders(self, trigger: Trigger, wanted: Sequence[EntityType], token: Token) -> set[int]:
        """Where it is said who acts and the trigger asks for neither end there: who sells is not who buys."""
        if any(slot.name == "nsubj" for slot in (*trigger.subject, *trigger.object)):
            return set()
        own = [one for one in token.children if base_dep(one) == "nsubj"]
        return {argument.start for one in own for argument in self._resolver.resolve(one, wanted)}

    def _fill(
        self, slots: Sequence[Slot], wanted: Sequence[EntityType], token: Token, taken: frozenset[int] = frozenset()
    ) -> tuple[list[Argument], str]:
        """The arguments of the first slot that gives any, and which fillers came to nothing."""
        tried: list[str] = []
        for slot in slots:
            found: list[Argument] = []
            for filler in self._grammar.fill(token, slot):
                resolved = self._resolver.resolve(filler.token, wanted)
                arguments = [one for one in resolved if one.start not in taken]
                if not resolved:
                    tried.append(f"{slot} is {filler.token.text!r}, which names no {'/'.join(wanted)}")
                have = {one.start for one in found}
                found += [_reached(one, filler, slot) for one in arguments if one.start not in have]
                if found and slot.name in ("nsubj", "obj"):
                    break
            if found:
                return found, ""
        return [], "; ".join(tried)

    def _nearby(
        self,
        slots: Sequence[Slot],
        wanted: Sequence[EntityType],
        token: Token,
        verbal: bool,
        taken: frozenset[int] = frozenset(),
    ) -> list[Argument]:
        passive = is_passive(token, self._rules)
        for slot in slots:
            if (
                slot.name == "nsubj"
                and not (verbal and self._rules.lang == "en")
                and not self._stands_for_a_clause(token)
            ):
                continue
            names = find_adjacent(token, slot, self._names, self._rules, verbal=verbal, passive=passive)
            fits = [(name, fit_type(name, wanted)) for name in names if name.start not in taken]
            found = [
                Argument(
                    name.start,
                    name.end,
                    name.called,
                    fit[0],
                    WEIGHT * fit[1],
                    f"{slot} by the words around",
                    fit[0] in (name.type, name.hint),
                    "near",
                    name,
                )
                for name, fit in fits
                if fit is not None
            ]
            if found:
                return [one for one in self._resolver.with_list(found, wanted) if one.start not in taken]
        return []

    def _stands_for_a_clause(self, token: Token) -> bool:
        """Whether a noun that names an act has its subject in the sentence: 「買収を発表」, but not 「買収を要請」.

        What a verb without any rule does to the act is not known, so it is not said who acts.
        """
        if token.pos_ in ("VERB", "AUX") or token.head == token or any(one.dep_ == "aux" for one in token.children):
            return True
        known = self._rules.words("carriers") | self._rules.words("content_nouns") | self._rules.governors
        return not known.isdisjoint(forms_of(token.head))

    def _employer(self, trigger: Trigger, token: Token) -> list[Argument]:
        """ "700 of OpenAI's 770 employees may leave": whom a group leaves goes without saying."""
        if EntityType.GROUP not in trigger.subject_types or EntityType.ORGANIZATION not in trigger.object_types:
            return []
        for slot in trigger.subject:
            for filler in self._grammar.fill(token, slot):
                owner = self._resolver.owner_of_group(filler.token)
                if owner is not None:
                    kind = EntityType.ORGANIZATION
                    return [Argument(owner.start, owner.end, owner.called, kind, 0.8, "whose people they are")]
        return []


def _reached(argument: Argument, filler: Filler, slot: Slot) -> Argument:
    how = f"{slot} by {filler.path}" + (f", {argument.how}" if argument.how else "")
    return replace(argument, weight=argument.weight * filler.weight, how=how, way=slot.name)
