"""A view as the parameters of a link, and back. Links are written by anybody: what makes no sense is the default."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from kg.network import MEASURES
from ui.explore.claim_filter import ClaimFilter
from ui.explore.view import HOPS, LIMITS, MOST_STEPS, Step, View

_FARTHEST = 1_000_000
_MOST_ADDED = 1_000

# What separates the parts of a list, and the parts of such a part, is written in hexadecimal within them.
_LIST, _PART = ".", "*"
_SPECIAL = re.compile("[%.*]")
_ESCAPED = re.compile("%(25|2E|2A)")


def write_link(view: View) -> dict[str, str]:
    """The parameters that differ from those of a fresh view."""
    told, usual = _write_all(view), _write_all(View())
    return {name: text for name, text in told.items() if text != usual[name]}


def read_link(link: Mapping[str, str]) -> View:
    """The view of a link; parameters of other views are passed over."""
    usual = View()
    claims = ClaimFilter(
        relations=_read_set(link, "relations", usual.claims.relations),
        statuses=_read_set(link, "statuses", usual.claims.statuses),
        confidence=_read_confidence(link.get("confidence", "")),
        languages=_read_set(link, "languages", usual.claims.languages),
        publishers=_read_set(link, "publishers", usual.claims.publishers),
        since=read_day(link.get("since", "")),
        until=read_day(link.get("until", "")),
    )
    hops, limit = _read_int(link.get("hops", "")), _read_int(link.get("limit", ""))
    measure = link.get("measure", "")
    return View(
        focus=link.get("focus", ""),
        hops=hops if hops in HOPS else usual.hops,
        claims=claims,
        limit=limit if limit in LIMITS else usual.limit,
        measure=measure if measure in MEASURES else usual.measure,
        steps=tuple(islice(_read_steps(link.get("steps", "")), MOST_STEPS)),
        hidden=tuple(dict.fromkeys(_split(link.get("hidden", ""))))[:MOST_STEPS],
        chosen=link.get("chosen", ""),
        path_from=link.get("path_from", ""),
        path_to=link.get("path_to", ""),
        path=min(max(_read_int(link.get("path", "")), 0), 9),
    )


def read_day(text: str) -> str:
    """The text where it is an ISO day, or else ""."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _write_all(view: View) -> dict[str, str]:
    claims = view.claims
    return {
        "focus": view.focus,
        "hops": str(view.hops),
        "relations": _join(sorted(claims.relations)),
        # That none is chosen has to be told too, as it is not the default.
        "statuses": _join(sorted(claims.statuses)) or "none",
        "confidence": f"{claims.confidence:g}",
        "languages": _join(sorted(claims.languages)),
        "publishers": _join(sorted(claims.publishers)),
        "since": claims.since,
        "until": claims.until,
        "limit": str(view.limit),
        "measure": view.measure,
        "steps": _LIST.join(map(_write_step, view.steps)),
        "hidden": _join(view.hidden),
        "chosen": view.chosen,
        "path_from": view.path_from,
        "path_to": view.path_to,
        "path": str(view.path),
    }


def _write_step(step: Step) -> str:
    figures = (step.count,) if step.kind == "expand" else (step.x, step.y)
    return _PART.join((step.kind[0], _escape(step.id), *map(str, figures)))


def _read_steps(text: str) -> Iterator[Step]:
    for part in text.split(_LIST):
        kind, *rest = part.split(_PART)
        figures = [_read_int(figure, _FARTHEST + 1) for figure in rest[1:]]
        if not rest or not rest[0] or any(abs(figure) > _FARTHEST for figure in figures):
            continue
        if kind == "e" and len(figures) == 1 and 0 < figures[0] <= _MOST_ADDED:
            yield Step("expand", _unescape(rest[0]), count=figures[0])
        elif kind == "p" and len(figures) == 2:
            yield Step("pin", _unescape(rest[0]), x=figures[0], y=figures[1])


def _read_confidence(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return round(min(max(value, 0.0), 1.0), 2) if value == value else 0.0


def _read_set(link: Mapping[str, str], name: str, usual: frozenset[str]) -> frozenset[str]:
    if name not in link:
        return usual
    return frozenset(_split(link[name])) - ({"none"} if name == "statuses" else set())


def _read_int(text: str, otherwise: int = 0) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,7}", text, re.ASCII) else otherwise


def _join(parts: Iterable[str]) -> str:
    return _LIST.join(map(_escape, parts))


def _split(text: str) -> list[str]:
    return [_unescape(part) for part in text.split(_LIST) if part]


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda sign: f"%{ord(sign[0]):02X}", text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


PARAMETERS = frozenset(_write_all(View()))
"""The names of all parameters."""
