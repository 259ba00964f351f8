"""What a sentence adds to a claim: money, shares, rounds, roles, headcounts, dates, topics.

Each is taken from the claim's own sentence, nearest to the trigger, and only where the schema allows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

from kg.extraction.candidates import Candidate
from kg.extraction.dependencies import base_dep, marker_of
from kg.extraction.names import Name
from kg.extraction.rules import Phrase, Rules
from kg.language.tokens import Token, TokenSpan
from kg.model import Article, QualifierValue
from kg.text.dates import FoundDate, find_dates
from kg.text.headcounts import find_headcounts
from kg.text.money import Money, find_money
from kg.text.shares import find_shares
from kg.text.words import any_of


class Placed(Protocol):
    """Something found at a place of a text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last."""


Found = TypeVar("Found", bound=Placed)
Qualifiers = dict[str, QualifierValue]

_ROUND = re.compile(
    r"(?P<letter>[Ss]eries [A-K]\b|シリーズ ?[A-K])"
    r"|(?P<seed>\b(?:pre-)?seed\b|プレシード|シード)(?=[ -]?(?:round|funding|ラウンド|資金))"
)
_VALUATION_BEFORE = re.compile(
    r"(?:valu\w+ (?:\w+ ){0,3}at (?:\w+ )?|valuation of (?:\w+ )?|評価額(?:は|を|で)?約?)$", re.IGNORECASE
)
_VALUATION_AFTER = re.compile(r"^ (?:post-money |pre-money )?valuation|^の(?:企業)?評価額", re.IGNORECASE)
#: Characters looked at on either side of an amount for words that make it a valuation.
_BESIDE = 40
#: Characters from the trigger within which a date or amount is taken: 80 lost 8 right qualifiers on the train files,
#: 400 won one.
_FARTHEST = 160


#: A sentence with several claims is read once.
_SENTENCES = 16
_money_in = lru_cache(maxsize=_SENTENCES)(find_money)
_shares_in = lru_cache(maxsize=_SENTENCES)(find_shares)
_headcounts_in = lru_cache(maxsize=_SENTENCES)(find_headcounts)


@lru_cache(maxsize=_SENTENCES)
def _dates_in(text: str, published: str, lang: str) -> list[FoundDate]:
    return find_dates(text, published=published, lang=lang)


def read_qualifiers(
    candidate: Candidate, sentence: TokenSpan, article: Article, rules: Rules, name_at: Callable[[Token], Name | None]
) -> Qualifiers:
    """The qualifiers of a candidate, by schema name."""
    relation = rules.schema.relation(candidate.rule.relation)
    allowed = frozenset(relation.qualifiers)
    found: Qualifiers = {str(key): value for key, value in candidate.rule.qualifiers.items()}
    text, near = sentence.text, candidate.trigger[0] - sentence.start_char
    if allowed & {"amount", "valuation"}:
        found |= _amounts(text, near, valued=relation.name == "valuedAt")
    if "share" in allowed:
        found.update(("share", one.share) for one in _nearest(_shares_in(text), near))
    if "headcount" in allowed:
        found |= _headcount(candidate, text, near)
    if "round" in allowed:
        named = _ROUND.search(text)
        found |= {"round": _round_name(named.group())} if named else {}
    if "role" in allowed:
        found |= _role(candidate, text, near, rules)
    if "eventDate" in allowed or "startDate" in allowed:
        found |= _date(candidate, sentence, near, article, allowed, rules)
    if "topic" in allowed and "topic" not in found:
        found |= _topic(candidate, rules, name_at)
    return {key: value for key, value in found.items() if key in allowed}


def _nearest(found: Iterable[Found], near: int) -> list[Found]:
    """The one nearest to the trigger as a list of one, or an empty list."""
    ordered = sorted(found, key=lambda one: (min(abs(one.start - near), abs(one.end - near)), one.start))
    return [one for one in ordered[:1] if min(abs(one.start - near), abs(one.end - near)) <= _FARTHEST]


def _amounts(text: str, near: int, *, valued: bool) -> Qualifiers:
    plain: list[Money] = []
    valuations: list[Money] = []
    for one in _money_in(text):
        before, after = text[max(0, one.start - _BESIDE) : one.start], text[one.end : one.end + _BESIDE]
        is_valuation = _VALUATION_BEFORE.search(before) or _VALUATION_AFTER.search(after)
        (valuations if is_valuation and not valued else plain).append(one)
    found: Qualifiers = {}
    for money in _nearest(plain, near):
        found |= {"amount": money.amount, "currency": money.currency}
    for money in _nearest(valuations, near):
        found |= {"valuation": money.amount, "currency": found.get("currency", money.currency)}
    return found


def _headcount(candidate: Candidate, text: str, near: int) -> Qualifiers:
    if candidate.number:
        exact = find_headcounts(f"{candidate.number} employees {candidate.number}人")
        return {"headcount": exact[0].count} if exact else {}
    nearest = _nearest(_headcounts_in(text), near)
    return {"headcount": nearest[0].count} if nearest else {}


def _round_name(text: str) -> str:
    if text.startswith("シリーズ"):
        return f"Series {text[-1]}"
    lowered = text.lower()
    if "series" in lowered:
        return f"Series {text[-1]}"
    return "pre-seed" if lowered.startswith(("pre", "プレ")) else "seed"


def _role(candidate: Candidate, text: str, near: int, rules: Rules) -> Qualifiers:
    """The job title nearest to the trigger, the phrase's own where it has one, with those that are joined to it."""
    one, several = _titles(rules.lang, rules.titles)
    places = [(abs(hit.start() - near), hit) for hit in _hits(one, text)]
    places = [place for place in places if candidate.role in ("", place[1].group())]
    if not places or min(place[0] for place in places) > _FARTHEST // 2:
        return {"role": candidate.role, "roleType": rules.roles.get(candidate.role, "other")} if candidate.role else {}
    title = min(places, key=lambda place: (place[0], -len(place[1].group())))[1]
    joined = next((hit for hit in _hits(several, text) if hit.start() <= title.start() < hit.end()), title)
    kinds = [rules.roles[hit.group()] for hit in one.finditer(joined.group())]
    # "chairman and chief executive": whoever runs it is told by that.
    return {"role": joined.group(), "roleType": "ceo" if "ceo" in kinds else kinds[0]}


@lru_cache(maxsize=8)
def _hits(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """The matches in a sentence, whose claims mostly ask for the same."""
    return tuple(pattern.finditer(text))


@lru_cache(maxsize=4)
def _titles(lang: str, titles: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A job title, and two or more of one person: "president and CEO", 会長兼社長. Founding is no office."""
    edges = r"(?<![A-Za-z])(?:{})(?![A-Za-z])" if lang == "en" else "(?:{})"
    every = edges.format(any_of(title for title, _ in titles))
    office = edges.format(any_of(title for title, kind in titles if kind != "founder"))
    joint = r"(?:,? and |, | & |/)" if lang == "en" else "(?:兼|・|/)"
    return re.compile(every), re.compile(f"{office}(?:{joint}{office})+")


def _date(
    candidate: Candidate, sentence: TokenSpan, near: int, article: Article, allowed: frozenset[str], rules: Rules
) -> Qualifiers:
    """When it happens; for what holds from then on, since when."""
    if isinstance(candidate.rule, Phrase) and candidate.rule.status is not None and candidate.rule.status.is_factual:
        # An attribute in passing, "Microsoft CEO Satya Nadella": the date is that of what is said of him.
        return {}
    found = _dates_in(sentence.text, article.published, article.lang)
    placed = [(one, _clause_of(one, candidate.head, sentence)) for one in found]
    own = [one for one, clause in placed if clause == "own"]
    dates = _nearest(own or [one for one, clause in placed if clause != "relative"], near)
    if not dates:
        return {}
    begins = rules.schema.relation(candidate.rule.relation).dated == "start"
    return {"startDate" if begins and "startDate" in allowed else "eventDate": dates[0].iso}


def _clause_of(date: Placed, trigger: Token, sentence: TokenSpan) -> str:
    """Whether a date stands in the trigger's "own" clause or one above it, in a "relative" clause, or "beside" it.

    「昨年11月に公開したオープンAIに出資する」 says when something was made public, not when money was put in.
    """
    start = sentence.start_char
    span = sentence.doc.covering(start + date.start, start + date.end)
    if span is None:
        return "beside"
    above = {trigger.i, *(one.i for one in trigger.ancestors)}
    for one in (span.root, *span.root.ancestors):
        if one.i in above:
            return "relative" if _stands_in_passing(span.root, trigger, sentence) else "own"
        # "who co-founded X in 2015": the tagger may see an adjective.
        if base_dep(one) == "acl":
            return "relative"
        if one.pos_ in ("VERB", "AUX"):
            return "beside"
    return "own"


def _stands_in_passing(date: Token, trigger: Token, sentence: TokenSpan) -> bool:
    """ "Jane, who left Acme in 2015, resigned": between commas behind a relative clause, whatever it hangs on."""
    between = date.doc[date.i : trigger.i] if date.i < trigger.i else ()
    if not any(one.text == "," for one in between):
        return False
    above = {trigger.i, *(one.i for one in trigger.ancestors)}
    for before in reversed(date.doc[sentence.start : date.i]):
        if before.text == "," or before.i in above:
            return False
        if base_dep(before) == "acl":
            return True
    return False


def _topic(candidate: Candidate, rules: Rules, name_at: Callable[[Token], Name | None]) -> Qualifiers:
    """What a partnership is about: "on AI chips", 「AIチップのベンチャー企業で」. Never a name."""
    markers = rules.words("topic_phrases")
    places = [candidate.head, *([candidate.head.head] if candidate.head.dep_ in ("obj", "xcomp") else [])]
    for place in places:
        for child in place.children:
            if base_dep(child) in ("obl", "nmod") and marker_of(child) in markers and name_at(child) is None:
                words = _phrase(child, rules)
                if words:
                    return {"topic": words}
    return {}


def _phrase(head: Token, rules: Rules) -> str:
    """The noun phrase of a head, without its case marker and without what a name before it owns."""
    inside = [one for one in head.subtree if one.i <= head.i and one.dep_ != "punct"]
    if rules.lang == "en":
        inside = [one for one in inside if not (one.head == head and one.dep_ in ("case", "det", "mark"))]
    named = [one for one in inside if one.pos_ == "ADP" and one.lower_ in ("と", "との")]
    start = named[-1].i + 1 if named else (inside[0].i if inside else head.i)
    return head.doc[start : head.i + 1].text.strip()
