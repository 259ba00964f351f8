"""Why a claim has its status, in the reader's language: data in `ui/catalogue/reason.toml`."""

from __future__ import annotations

import re
from html import escape

from kg.model import Claim
from ui.strings import Words, load_strings

# How kg/extraction/reading.py tells of a cue: "deny (above at buy): denied/-".
_CUE = re.compile(r"(?P<cue>.*) \([a-z_]+ at (?P<at>.*)\): (?P<status>[a-z]+|-)/(?P<stage>[a-z]+|-)", re.DOTALL)


def read_reason(reason: str, words: Words) -> tuple[str, str]:
    """The words of the sentence that a reason speaks of, and what they tell."""
    cue = _CUE.fullmatch(reason)
    if cue:
        labels = [words.status(cue["status"])] if cue["status"] != "-" else []
        labels += [words.stage(cue["stage"])] if cue["stage"] != "-" else []
        return cue["cue"], words("evidence.cue", at=cue["at"], tells=" · ".join(labels) or words("evidence.cue_none"))
    quoted, _, tells = reason.rpartition(": ") if reason.count(": ") < 2 else reason.partition(": ")
    status = next((name for name in words.schema.statuses if name in re.findall(r"[a-z]+", tells)), "")
    for key in (tells, re.sub(rf"\b{status}\b", "{status}", tells, count=1) if status else tells):
        known = load_strings().get(f"reason.{key}")
        if known:
            return quoted, known[words.lang].format(status=words.status(status))
    return quoted, tells


def why_status(claim: Claim, words: Words) -> str:
    """A line that opens to the reasons for the status of a claim, as HTML."""
    if claim.reasons:
        told = "".join(f"<li>{_line(*read_reason(reason, words))}</li>" for reason in claim.reasons)
    else:
        told = f"<li>{escape(words('evidence.why_plain'))}</li>"
    status = escape(words.status_help(str(claim.status)))
    return (
        f'<details style="font-size:.85rem;margin:.2rem 0"><summary style="cursor:pointer">'
        f"{escape(words('evidence.why'))}</summary>"
        f'<ul style="margin:.3rem 0 .2rem 1.2rem;padding:0">{told}<li>{status}</li></ul></details>'
    )


def _line(quoted: str, tells: str) -> str:
    return f"<q>{escape(quoted)}</q> – {escape(tells)}" if quoted else escape(tells)
