"""Text that is no Markdown, in places that Streamlit reads as Markdown."""

from __future__ import annotations

_SIGNS = frozenset("\\`*_{}[]()#+-.!~:$<>|&")


def escape_markdown(text: str) -> str:
    """The text, to be shown as it is: names and messages quote what anybody wrote."""
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)
