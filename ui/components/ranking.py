"""Tables of figures with a bar behind each figure, as HTML: links, no script, readable on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from ui.snapshot import Snapshot
from ui.strings import Words

_STYLE = """<style>
.ranking { border-collapse: collapse; width: 100%; font-size: .92rem; }
.ranking th, .ranking td { text-align: left; padding: .32rem .6rem; vertical-align: top; overflow-wrap: break-word;
  border: 0; border-bottom: 1px solid rgba(128,128,128,.3); }
.ranking th { font-size: .82rem; vertical-align: bottom; }
.ranking td:not(.figure) { min-width: 8rem; }
.ranking th small { display: block; font-weight: 400; opacity: .75; }
.ranking .figure { text-align: right; font-variant-numeric: tabular-nums; }
.ranking td.figure { white-space: nowrap; }
.ranking th.figure { min-width: 3.6rem; }
.ranking .bar { display: block; height: .3rem; border-radius: .2rem; background: #3b82c4; margin: .15rem 0 0 auto; }
.ranking .chosen { font-weight: 700; }
.ranking .chosen .bar { background: #c9762c; }
.ranking small { opacity: .75; }
.scroll { overflow-x: auto; }
@media (max-width: 640px) { .ranking th small { display: none; } .ranking td:not(.figure) { min-width: 6.5rem; } }
</style>"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is read, and how long its bar is, from 0 to 1."""

    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: What stands above it.
        help: What it means, in small letters below the title.
        is_figure: Whether its cells are figures.
        is_chosen: Whether the table is sorted by it.
    """

    title: str
    help: str = ""
    is_figure: bool = False
    is_chosen: bool = False


def draw_ranking(columns: Sequence[Column], rows: Sequence[Sequence[str | Figure]], caption: str) -> str:
    """The table as HTML.

    Args:
        columns: From left to right.
        rows: Their cells: HTML that is safe already, or figures.
        caption: What the table tells, for those who cannot see it.
    """
    head = "".join(
        f'<th scope="col" class="{_classes(column)}">{escape(column.title)}'
        f"{f'<small>{escape(column.help)}</small>' if column.help else ''}</th>"
        for column in columns
    )
    body = "".join(
        f"<tr>{''.join(_draw_cell(column, cell) for column, cell in zip(columns, row, strict=True))}</tr>"
        for row in rows
    )
    return (
        f'{_STYLE}<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="ranking"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _classes(column: Column) -> str:
    return " ".join(name for name, is_so in (("figure", column.is_figure), ("chosen", column.is_chosen)) if is_so)


def _draw_cell(column: Column, cell: str | Figure) -> str:
    if isinstance(cell, str):
        return f'<td class="{_classes(column)}">{cell}</td>'
    bar = f'<span class="bar" style="width:{max(cell.share, 0.01) * 100:.0f}%"></span>'
    return f'<td class="{_classes(column)}">{escape(cell.text)}{bar}</td>'


def link_entity(entity_id: str, snapshot: Snapshot, words: Words, *, with_type: bool = False) -> str:
    """The name of an entity as a link to its page, as HTML; where there is none, the id."""
    entity = snapshot.entities.get(entity_id)
    if entity is None:
        return escape(entity_id)
    address = entity_address(entity_id, words)
    kind = f" <small>{escape(words.type(str(entity.type)))}</small>" if with_type else ""
    return f'<a href="{escape(address)}" target="_self">{escape(entity.label(words.lang))}</a>{kind}'


def entity_address(entity_id: str, words: Words) -> str:
    """Where the page of an entity is, from any other page."""
    return f"entity?{urlencode({'entity': entity_id, 'lang': words.lang})}"
