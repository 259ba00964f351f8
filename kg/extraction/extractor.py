"""Parsed articles to claims: the engine's last step, where candidates get status, qualifiers and literal spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extraction.candidates import Attempt, Candidate, find_candidates
from kg.extraction.clauses import settle_stage
from kg.extraction.deals import Deals
from kg.extraction.echoes import echoes
from kg.extraction.features import SentenceView
from kg.extraction.fitting import Argument
from kg.extraction.mentions import read_names
from kg.extraction.names import Name, NameTable, NoNames
from kg.extraction.qualifiers import read_qualifiers
from kg.extraction.reading import Reading
from kg.extraction.resolve import Resolver
from kg.extraction.rules import Rules, Trigger
from kg.extraction.scorer import Scorer
from kg.extraction.status import StatusReader
from kg.language.parse import Block, ParsedArticle
from kg.language.tokens import Doc, Token, TokenSpan
from kg.model import Claim, EntityType, Mention, Span, Stage, Status

#: Claims of rules that no scorer weighs are dropped below this: on the train files 16 of the 45 below it were right,
#: and 39 of the 80 from 0.4 to 0.5.
LEAST_CONFIDENCE = 0.4
#: Signs after which a sentence goes on.
_INSIDE = (",", "、", "-", "–", "(", "（", "「", "『", "・", "/", "&", "'", "$")
#: Most words of a speaker's description that are quoted as attribution: "people familiar with the matter".
_LONGEST_SPEAKER = 8


@dataclass(slots=True)
class Explanation:
    """Why claims were read, and why nothing was where nothing was.

    Attributes:
        claims: For each claim id: its rule, the way to its ends, the cues behind its status.
        silent: Sentences that name two things and gave no claim, with what was tried.
    """

    claims: dict[str, list[str]] = field(default_factory=dict)
    silent: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in an article: its claims, and everything that it names."""

    claims: list[Claim]
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class _Course:
    """What reading an article carries along."""

    parsed: ParsedArticle
    hash: str
    resolver: Resolver
    deals: Deals
    explanation: Explanation | None


def propose(
    sentence: TokenSpan,
    names: Sequence[Name],
    rules: Rules,
    resolver: Resolver,
    attempt: Attempt | None = None,
    *,
    loose: bool,
) -> list[tuple[Candidate, Sequence[str]]]:
    """The candidates of a sentence with their features.

    Training and reading both go through here, so that the scorer sees the same in both.
    """
    candidates = find_candidates(sentence, names, rules, resolver, attempt, loose=loose)
    view = SentenceView(sentence, names, rules, candidates)
    return [(one, view.describe(one)) for one in candidates]


class Extractor:
    """Reads claims in one language.

    Args:
        rules: What to read with.
        table: Who knows names.
        scorer: Tells which candidates to believe; without one, what rules found is believed as far as they are
            trusted.
    """

    def __init__(self, rules: Rules, table: NameTable | None = None, scorer: Scorer | None = None) -> None:
        self._rules = rules
        self._table = table or NoNames()
        self._scorer = scorer
        self._status = StatusReader(rules)

    def extract_claims(self, parsed: ParsedArticle, explanation: Explanation | None = None) -> Found:
        """The claims of an article in text order, title first, before linking, and all that it names."""
        course = _Course(parsed, parsed.article.hash, Resolver(self._rules), Deals(self._rules), explanation)
        told: list[tuple[Claim, list[str]]] = []
        mentions: list[Mention] = []
        for block, names in zip(parsed.blocks, read_names(parsed, self._rules, self._table), strict=True):
            course.resolver.enter_block(block)
            mentions += [_named(one, block) for one in names if one.type or one.hint]
            for sentence in split_sentences(block.parse):
                told += self._read_sentence(sentence, block, names, course)
        claims: dict[str, Claim] = {}
        for claim, because in _completed(told):
            if claim.id not in claims:
                claims[claim.id] = claim
                if explanation is not None:
                    explanation.claims[claim.id] = because
        return Found(list(claims.values()), mentions)

    def _read_sentence(
        self, sentence: TokenSpan, block: Block, names: list[Name], course: _Course
    ) -> Iterator[tuple[Claim, list[str]]]:
        tried: list[str] = []
        attempt: Callable[[str, str, str], None] | None = None
        if course.explanation is not None:

            def attempt(word: str, relation: str, why: str) -> None:
                tried.append(f"{relation} at {word!r}: {why}")

        inside = [one for one in names if sentence.start_char <= one.start < sentence.end_char]
        named = course.resolver.enter_sentence(list(sentence), inside)
        pairs = self._scorer is not None and self._scorer.pairs
        candidates = propose(sentence, named, self._rules, course.resolver, attempt, loose=pairs)
        explain = course.explanation is not None
        found = self._believe([one for one, _ in candidates], [told for _, told in candidates], tried, explain=explain)
        claims = [claim for one in found for claim in self._claims(one, sentence, block, course)]
        have = {_saying(claim) for claim, _ in claims}
        again = self._told_again(sentence, found, block, course)
        claims += [(claim, because) for claim, because in again if _saying(claim) not in have]
        course.deals.note(found, block)
        yield from _end_roles(claims)
        if course.explanation is not None and not claims and len(inside) > 1:
            course.explanation.silent.append((sentence.text.strip(), tried or ["no word in it names a relation"]))

    def _claims(
        self, candidate: Candidate, sentence: TokenSpan, block: Block, course: _Course
    ) -> Iterator[tuple[Claim, list[str]]]:
        """What a sentence says of a candidate: a claim, and what goes with it."""
        reading = self._reading(candidate, sentence)
        claim, because = self._claim(candidate, reading, sentence, block, course)
        yield claim, because
        for other in echoes(claim, reading, candidate.trigger[0], sentence, self._rules):
            yield other, [*because, f"goes with it: {other.status}"]

    def _told_again(
        self, sentence: TokenSpan, found: Sequence[Candidate], block: Block, course: _Course
    ) -> Iterator[tuple[Claim, list[str]]]:
        """Claims on a deal that the sentence does not name, where it says how sure or how far it is."""
        for one in course.deals.tell_again(sentence, found, block, course.resolver):
            reading = self._reading(one, sentence)
            if reading.stage is not None or not reading.status.is_factual:
                yield self._claim(one, reading, sentence, block, course)

    def _believe(
        self, candidates: Sequence[Candidate], features: Sequence[Sequence[str]], tried: list[str], *, explain: bool
    ) -> list[Candidate]:
        """The candidates that become claims; why the others that a rule found do not is added to `tried`."""
        scorer = self._scorer
        known = [scorer is not None and scorer.knows(one.rule.relation) for one in candidates]
        chosen = [one for one, weighed in zip(candidates, known, strict=True) if not weighed and one.by_rule]
        chosen = [one for one in chosen if one.confidence >= LEAST_CONFIDENCE]
        if scorer is not None:
            at = [index for index, weighed in enumerate(known) if weighed]
            chosen += scorer.choose([candidates[one] for one in at], [features[one] for one in at], explain=explain)
        kept = {one.ends for one in chosen} if explain else set()
        tried += [
            f"{one.rule.relation} at {one.head.text!r}: {one.subject.name} and "
            f"{one.object.name if one.object else 'nothing else'} are not believed"
            for one in candidates
            if explain and one.by_rule and one.ends not in kept
        ]
        return sorted(chosen, key=lambda one: (one.trigger, str(one.ends)))

    def _reading(self, candidate: Candidate, sentence: TokenSpan) -> Reading:
        """How sure the sentence is of a candidate."""
        rule = candidate.rule
        kind = rule.kind if isinstance(rule, Trigger) else "state"
        if rule.status is not None and rule.status.is_factual:
            reading = Reading(statuses=[rule.status], stage=rule.stage, because=["an attribute, true in any setting"])
        else:
            reading = self._status.read(
                candidate.head, sentence, kind=kind, relation=rule.relation, floor=rule.status, stage=rule.stage
            )
        if not candidate.by_rule:
            self._read_around(candidate, sentence, reading)
        return reading

    def _claim(
        self, candidate: Candidate, reading: Reading, sentence: TokenSpan, block: Block, course: _Course
    ) -> tuple[Claim, list[str]]:
        rule, parsed, resolver = candidate.rule, course.parsed, course.resolver
        attribution = self._attribution(reading, candidate, block, resolver)
        status = reading.status
        own_word = reading.reported and self._speaks_of_itself(reading, candidate, resolver)
        if reading.reported and status is Status.ASSERTED and not own_word:
            status = Status.REPORTED
        stage = Stage.ENDED if candidate.ended else reading.stage or rule.stage
        if not candidate.ended:
            stage = settle_stage(stage, rule.relation, status, candidate.head, own_word=own_word)
        qualifiers = read_qualifiers(candidate, sentence, parsed.article, self._rules, resolver.name_at)
        claim = Claim(
            article=parsed.article.id,
            article_hash=course.hash,
            subject=_mention(candidate.subject, block),
            relation=rule.relation,
            object=_mention(candidate.object, block) if candidate.object else None,
            status=status,
            stage=stage,
            qualifiers=qualifiers,
            attribution=attribution,
            sentence=block.span_of(sentence),
            trigger=block.span(*candidate.trigger),
            confidence=round(candidate.confidence, 2),
            rule=rule.rule,
            reasons=tuple(dict.fromkeys(" ".join(why.split()) for why in reading.because)),
        )
        return claim, [f"rule {rule.rule}", *candidate.because, *reading.because]

    def _read_around(self, candidate: Candidate, sentence: TokenSpan, reading: Reading) -> None:
        """Where no rule says how the act hangs in the sentence, the doubt of the verb above it may be its own too."""
        if candidate.head.pos_ in ("VERB", "AUX"):
            return
        verb = next((one for one in candidate.head.ancestors if one.pos_ == "VERB"), None)
        if verb is not None:
            above = self._status.read(verb, sentence, kind="state")
            reading.statuses += above.statuses
            reading.because += above.because

    # ---- whose words

    def _speaker(self, reading: Reading, resolver: Resolver) -> Argument | None:
        if reading.speaker is None:
            return None
        found = resolver.resolve(reading.speaker, (EntityType.ORGANIZATION, EntityType.PERSON), cited=True)
        return found[0] if found else None

    def _speaks_of_itself(self, reading: Reading, candidate: Candidate, resolver: Resolver) -> bool:
        """A company's word on its own finished act is the article's word: "Acme said it has acquired Beta"."""
        speaker = self._speaker(reading, resolver)
        if speaker is None:
            return False
        ends = {candidate.subject.name, candidate.object.name if candidate.object else ""}
        names = [speaker.name]
        if reading.speaker is not None:
            names += [one.name for one in resolver.discourse.employer_of(speaker.name, reading.speaker)]
        return any(_same_name(one, other) for one in names for other in ends if other)

    def _attribution(self, reading: Reading, candidate: Candidate, block: Block, resolver: Resolver) -> Mention | None:
        if not reading.reported or reading.speaker is None or self._speaks_of_itself(reading, candidate, resolver):
            return None
        speaker = self._speaker(reading, resolver)
        if speaker is not None:
            return _mention(speaker, block)
        return _described_speaker(reading.speaker, block)


def _saying(claim: Claim) -> tuple[str, frozenset[str], Status]:
    """What a claim says, whichever words of the sentence say it."""
    return claim.relation, frozenset(one.name for one in (claim.subject, claim.object) if one), claim.status


def _same_name(name: str, other: str) -> bool:
    """ "the Foundation" speaks for "the Node.js Foundation"."""
    short, long = sorted((name, other), key=len)
    return short == long or (len(short) > 2 and long.endswith(f" {short}")) or long.startswith(f"{short} ")


def _completed(told: Sequence[tuple[Claim, list[str]]]) -> Iterator[tuple[Claim, list[str]]]:
    """ "Mixi to go public", and only further on "on the Tokyo Stock Exchange": an end may be said elsewhere."""
    objects = {_open_end(one): one.object for one, _ in reversed(told) if one.object is not None}
    for claim, because in told:
        known = objects.get(_open_end(claim)) if claim.object is None else None
        if known is None:
            yield claim, because
        else:
            yield replace(claim, object=known), [*because, f"object: {known.name}, named elsewhere"]


def _open_end(claim: Claim) -> tuple[str, str, bool]:
    """What a claim without object shares with the one that names it; where one leaves, another comes."""
    return claim.relation, claim.subject.name, claim.stage is Stage.ENDED


def _end_roles(claims: Sequence[tuple[Claim, list[str]]]) -> Iterator[tuple[Claim, list[str]]]:
    """ "Fired its chairman, Jane Roe": a role in the same breath as its holder's dismissal is over."""
    gone = {
        claim.object.name
        for claim, _ in claims
        if claim.relation == "dismisses" and claim.object is not None and claim.status.is_factual
    }
    for claim, because in claims:
        if claim.relation == "executiveOf" and claim.subject.name in gone and claim.stage is None:
            yield replace(claim, stage=Stage.ENDED), [*because, "dismissed in the same sentence: ended"]
        else:
            yield claim, because


def split_sentences(doc: Doc) -> Iterator[TokenSpan]:
    """The sentences of a block; where the parser cut without a closing sign before the cut, they are one.

    A block is a paragraph, so a sentence in it ends with a sign; a cut elsewhere is the parser's error, mostly inside
    a name that it does not know.
    """
    start = 0
    for sentence in doc.sents:
        last = doc[sentence.end - 1]
        if sentence.end == len(doc) or last.is_space or (last.is_punct and last.text not in _INSIDE):
            yield doc[start : sentence.end]
            start = sentence.end


def _described_speaker(token: Token, block: Block) -> Mention | None:
    """A speaker without a name, quoted as far as the phrase goes: "people familiar with the matter"."""
    if token.pos_ in ("PRON", "DET"):
        return None
    inside = [one for one in token.subtree if one.dep_ not in ("case", "punct") or one.i > token.left_edge.i]
    words = token.doc[inside[0].i : inside[0].i + min(len(inside), _LONGEST_SPEAKER)] if inside else None
    if words is None or not words.text.strip():
        return None
    span = block.span_of(words)
    return Mention(span, span.text, EntityType.OTHER, (span.text,))


def _named(name: Name, block: Block) -> Mention:
    kind = name.type or name.hint or EntityType.OTHER
    return Mention(block.span(name.start, name.end), name.text, kind, (name.text,))


def _mention(argument: Argument, block: Block) -> Mention:
    span: Span = (argument.home or block).span(argument.start, argument.end)
    # What refers back ("the company", 同社) is text of the mention but never a name of the thing.
    return Mention(span, argument.name, argument.type, (argument.name,))
