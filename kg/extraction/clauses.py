"""What an act or clause is in its sentence, where its certainty or its stage depends on that."""

from __future__ import annotations

from kg.extraction.dependencies import base_dep
from kg.extraction.lemmas import forms_of
from kg.extraction.rules import Rules
from kg.language.tokens import Token
from kg.model import Stage, Status

#: Deals that take time between word and deed: told as a fact, they are through. Of their asserted gold claims on the
#: train files 66 of 78 (en) and 27 of 41 (ja) are completed; of the investments 20 of 48 (en), so these are none.
_DEALS = frozenset({"acquires", "mergesWith", "raisesFunding"})
#: Verbs by which a contract comes about.
_SIGNS = frozenset({"sign", "ink", "締結", "調印", "交わす"})
#: Relations that a title in passing tells.
_TITLES = frozenset({"subsidiaryOf", "competesWith", "executiveOf", "boardMemberOf"})
_PREDICATIVE = frozenset({"is", "was", "be", "been", "are", "were", "will", "would", "no", "not"})
#: What a company writes of itself.
_PAPERS = frozenset({"statement", "filing", "email", "e-mail", "mail", "memo", "release", "prospectus", "website"})
#: Acts that are done by telling of them: an announced partnership stands, an announced merger is still to come.
_PERFORMED = frozenset({"partnersWith", "raisesFunding", "appoints", "launches", "supplies", "licensesTo"})
_SETTLES = frozenset({"決める", "決定"})
#: Acts of one moment, which "is buying" puts into the future; "is building" and "is suing" tell what holds.
_MOMENTARY = frozenset(
    {"acquires", "investsIn", "mergesWith", "raisesFunding", "laysOff", "leaves", "listedOn", "dismisses"}
)
_OPEN = frozenset({"would", "could", "might", "may", "'d"})
_MODALS = _OPEN | {"will", "shall", "can", "must", "'ll"}


def settle_stage(stage: Stage | None, relation: str, status: Status, trigger: Token, *, own_word: bool) -> Stage | None:
    """How far an act has come, where no cue tells it.

    Args:
        stage: What the cues tell.
        relation: What is done.
        status: How sure it is.
        trigger: The word that says it.
        own_word: Whether who does it says so.
    """
    if status.is_factual and relation in _DEALS and stage in (None, Stage.ENDED):
        # Whoever 「買収を終えた」 has completed it.
        return Stage.COMPLETED
    if stage is None and status.is_factual and not _SIGNS.isdisjoint(forms_of(trigger)):
        return Stage.AGREED
    if stage is None and own_word and status is Status.PLANNED:
        return Stage.ANNOUNCED
    return stage


def is_done_by_telling(relation: str, stage: Stage | None, governor: Token) -> bool:
    """ "announced partnerships with X", 「提携を決めた」."""
    return relation in _PERFORMED and (stage is Stage.ANNOUNCED or governor.lemma_ in _SETTLES)


def is_title(trigger: Token, relation: str) -> bool:
    """ "with Trundle's owner, Ashgrove, holding 60%": a title in passing holds whatever is said of its bearer."""
    return (
        relation in _TITLES
        and trigger.pos_ == "NOUN"
        and base_dep(trigger) in ("nsubj", "appos", "nmod")
        and base_dep(trigger.head) != "obj"
        and any(base_dep(one) in ("appos", "nmod", "flat") for one in trigger.children)
        and not any(base_dep(one) in ("cop", "aux", "det") and one.lower_ in _PREDICATIVE for one in trigger.children)
    )


def is_under_way(trigger: Token, relation: str) -> bool:
    """ "Amazon is buying iRobot": what is done at one moment is still to come while it is being done."""
    if relation in _MOMENTARY and any(one.dep_ == "aux:pass" and one.lower_ == "being" for one in trigger.children):
        return True
    return (
        relation in _MOMENTARY
        and trigger.tag_ in ("VBG", "")
        and ("Prog" in trigger.morph.get("Aspect", []) or trigger.lower_.endswith("ing"))
        and any(one.dep_ == "aux" and one.lower_ in ("is", "are", "'s", "'re") for one in trigger.children)
    )


def stands_alone(node: Token) -> bool:
    """ "It is not going to stay and is tipped to join X": a joined verb with an auxiliary shares none."""
    return node.dep_ == "conj" and any(base_dep(one) in ("aux", "cop") for one in node.children)


def is_if(clause: Token, rules: Rules) -> bool:
    """Whether a clause is a condition."""
    marks = rules.cues.get("mark", {})
    return any(one.dep_ == "mark" and one.lower_ in marks for one in clause.children)


def is_open(node: Token) -> bool:
    """Whether its auxiliary leaves it open: "it may invest in X if the talks fail"."""
    return any(one.dep_ == "aux" and one.lower_ in _OPEN for one in node.children)


def is_yet_to_come(node: Token) -> bool:
    """Whether a present tells what comes before something that is to come: "will cut costs once it buys X"."""
    told = node.morph.get("Tense", []), node.morph.get("VerbForm", [])
    head = node.head
    modal = any(one.dep_ == "aux" and one.lower_ in _MODALS for one in head.children)
    return told == (["Pres"], ["Fin"]) and (modal or "Inf" in head.morph.get("VerbForm", []))


def is_own_paper(token: Token) -> bool:
    """ "according to a statement": what a company itself wrote is no other's word."""
    # "e-mail" may be three words, the first of them the head.
    near = (one.lower_ for one in token.subtree if one.i - token.i in (1, 2))
    return not _PAPERS.isdisjoint((token.lemma_.lower(), *near))
