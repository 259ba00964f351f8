"""What the words of one claim say besides: the state that an ending presupposes, the report that a denial answers.

"Acme plans to sell its stake in Beta" says that Acme holds one, and "Acme denied a report that it was buying Beta" that
others told of a purchase. Both are claims of their own, of the same act and place, with another status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.extraction.reading import Reading, weakest
from kg.extraction.rules import Rules
from kg.language.tokens import TokenSpan
from kg.model import Claim, Stage, Status

#: Relations that hold until they are ended. Of the endings on the train files that were not yet facts, 36 of 47 had the
#: state beside them in gold; products and listings (4 of 13) mostly had not.
_LASTING = frozenset(
    {
        "ownsStakeIn",
        "subsidiaryOf",
        "supplies",
        "licensesTo",
        "uses",
        "sues",
        "executiveOf",
        "boardMemberOf",
        "worksFor",
    }
)


def echoes(claim: Claim, reading: Reading, trigger: int, sentence: TokenSpan, rules: Rules) -> Iterator[Claim]:
    """The claims that go with a claim.

    Args:
        claim: The claim.
        reading: How sure its sentence is of it.
        trigger: The character of the parsed paragraph at which its trigger begins.
        sentence: The sentence.
        rules: The language's rules.
    """
    if claim.stage is Stage.ENDED and not claim.status.is_factual and claim.relation in _LASTING:
        yield replace(claim, status=Status.ASSERTED, stage=None, qualifiers={}, attribution=None)
    if _answers_report(trigger - sentence.start_char, sentence.text, rules):
        if claim.status is not Status.DENIED:
            yield replace(claim, status=Status.DENIED, attribution=None)
            return
        told = weakest([one for one in (*reading.statuses, *reading.softened) if one is not Status.DENIED])
        yield replace(claim, status=Status.REPORTED if told is Status.ASSERTED else told, attribution=None)


def _answers_report(at: int, text: str, rules: Rules) -> bool:
    """Whether somebody denies what others tell of the act: "denied reports that", 「と報じたが、…否定した」."""
    told, denied = (_any_of(rules.words(name)) for name in ("reports", "rebuttals"))
    if told is None or denied is None:
        return False
    before, after = text[:at], text[at:]
    report = told.search(after)
    if report is not None and denied.search(after, report.end()):
        return True
    answer = denied.search(before)
    return rules.lang == "en" and answer is not None and told.search(before, answer.end()) is not None


@lru_cache(maxsize=8)
def _any_of(words: frozenset[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))) if words else None
