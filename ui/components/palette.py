"""Colours and line styles, chosen to be told apart on light and dark grounds and without seeing red or green."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Status


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How an edge is drawn: a colour and one of solid, dashed, dotted."""

    color: str
    dash: str


STATUS_STYLES = {
    str(Status.ASSERTED): LineStyle("#4b6cb7", "solid"),
    str(Status.REPORTED): LineStyle("#4b6cb7", "dashed"),
    str(Status.PLANNED): LineStyle("#2a9d6f", "dotted"),
    str(Status.PREDICTED): LineStyle("#8e5bc0", "dotted"),
    str(Status.POSSIBLE): LineStyle("#d18b00", "dotted"),
    str(Status.DENIED): LineStyle("#d7263d", "solid"),
    str(Status.HYPOTHETICAL): LineStyle("#8a8f98", "dotted"),
}

TYPE_COLORS = {
    str(EntityType.ORGANIZATION): "#3b82c4",
    str(EntityType.PERSON): "#e8833a",
    str(EntityType.PRODUCT): "#3aa676",
    str(EntityType.PLACE): "#a86fc9",
    str(EntityType.GROUP): "#c9a227",
    str(EntityType.OTHER): "#8a8f98",
}

# Told apart by their lines too.
_MARK = "color:inherit;border-radius:3px;padding:0 .15em;"
MARKS = {
    "subject": _MARK + "background:rgba(59,130,196,.30);border-bottom:2px solid #3b82c4",
    "trigger": _MARK + "background:rgba(217,164,0,.32);border-bottom:4px double #c9a227",
    "object": _MARK + "background:rgba(58,166,118,.30);border-bottom:2px dashed #3aa676",
    "attribution": _MARK + "background:rgba(142,91,192,.25);border-bottom:2px dotted #8e5bc0",
}
