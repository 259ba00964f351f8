"""Pages on paper: a button, and what is left out."""

from __future__ import annotations

import streamlit as st

from ui.components.assets import load_component
from ui.strings import Words

_BUTTON = """
button { font: inherit; font-family: var(--st-font); color: var(--st-text-color); background: none; cursor: pointer;
  padding: .3rem .8rem; border: 1px solid var(--st-border-color); border-radius: .5rem; }
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
@media print { button { display: none; } }
"""
# What scrolls on a screen lies open on paper; what only a screen can do is left out.
_STYLE = """<style>
@media print {
  .stApp, .stMain, .stAppViewContainer, .stMainBlockContainer
    { position: static !important; overflow: visible !important; height: auto !important; display: block !important }
  .stMainBlockContainer { padding: 0 !important; max-width: none !important }
  [class*="st-key-screen-"], [class*="-pager"], .stButtonGroup, .stMultiSelect, .stCaptionContainer
    { display: none !important }
  .stHtml table, .stHtml [role="img"] { break-inside: avoid }
  h4, h5 { break-after: avoid }
  a { text-decoration: none }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
</style>"""


def draw_print_button(words: Words) -> None:
    """Draws the button, and makes the page fit for paper."""
    st.html(_STYLE)
    load_component("print", _BUTTON)(data={"label": words("entity.print")}, key="print")
