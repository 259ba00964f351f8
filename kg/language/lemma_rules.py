"""Lemmas as rules on the end of a word, few enough to be learnt as labels (Straka et al. 2016, "UDPipe").

A rule is written ``case|cut|suffix``: whether the rest is put in lower case, how many characters are cut off the end,
and what is put there instead. "went" to "go" is ``lower|4|go``, "Studies" to "study" ``lower|3|y``.
"""

from __future__ import annotations

from itertools import takewhile


def rule_for(form: str, lemma: str) -> str:
    """The rule that makes the lemma out of the form."""
    pairs = zip(form.lower(), lemma.lower(), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    kept = form[:shared]
    # A proper noun that some text writes in lower case keeps its writing.
    case = "lower" if kept != lemma[:shared] and kept.lower() == lemma[:shared] else "keep"
    return f"{case}|{len(form) - shared}|{lemma[shared:]}"


def lemma_of(form: str, rule: str) -> str:
    """The lemma that a rule makes out of a form; the form itself where the rule does not fit it."""
    case, cut, suffix = rule.split("|", 2)
    kept = len(form) - int(cut)
    if kept < 0:
        return form
    stem = form[:kept].lower() if case == "lower" else form[:kept]
    return stem + suffix or form
