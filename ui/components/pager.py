"""Long lists, some at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from ui.strings import Words

Row = TypeVar("Row")


def draw_pager(rows: Sequence[Row], size: int, words: Words, *, key: str, of: object) -> Sequence[Row]:
    """Draws buttons to go on and back, if there is more than one page.

    Args:
        rows: The whole list.
        size: How many rows a page has.
        words: The language.
        key: Under which the session remembers the page.
        of: What the list depends on; where this changes, it begins anew.

    Returns:
        The rows of the page that is open.
    """
    place, origin = f"{key}-page", f"{key}-of"
    if st.session_state.get(origin) != of:
        st.session_state[origin] = of
        st.session_state[place] = 0
    last = max((len(rows) - 1) // size, 0)
    page = min(st.session_state[place], last)
    if last:
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-pager"):
            for name, to in (("earlier", page - 1), ("later", page + 1)):
                st.button(
                    words(f"timeline.page_{name}"),
                    key=f"{key}-{name}",
                    disabled=not 0 <= to <= last,
                    on_click=st.session_state.__setitem__,
                    args=(place, to),
                )
            first = page * size + 1
            told = {"first": first, "last": min(first + size - 1, len(rows)), "count": len(rows)}
            st.caption(words("timeline.page", **{name: f"{number:,}" for name, number in told.items()}))
    return rows[page * size : (page + 1) * size]
