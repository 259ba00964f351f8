"""The dashboard: `streamlit run ui/app.py -- --store DIR`."""

from __future__ import annotations

import streamlit as st

from ui.components.login import draw_account, draw_login, is_let_in
from ui.components.welcome import draw_empty_store, draw_missing_store
from ui.failures import failures_shown
from ui.state import current_words, enter_page, open_snapshot, restore_language, store_path
from ui.strings import LANGUAGES

# Streamlit leaves much room around every page, which the picture needs. Its captions, and the words of what is chosen
# in a row, have less contrast than people need to read them (4.5).
_STYLE = """<style>
.stMainBlockContainer { padding: 2.4rem 2.5rem 2rem 2.5rem }
@media (max-width: 640px) { .stMainBlockContainer { padding: 4rem .8rem 1rem .8rem } }
.stHtml a { color: light-dark(#2a6fb0, #7db4ee) }
[data-testid=stApp] [data-testid=stCaptionContainer] { opacity: .75 }
[data-testid=stApp] [role=radio][aria-checked=true] [data-testid=stMarkdownContainer] {
  color: light-dark(#24598f, #8cbcf2) }
@media print { .stSidebar, .stAppHeader, .stPageLink, .stButton, .stDownloadButton { display: none !important } }
</style>"""

# File, address. Not at /sparql, where the endpoint for programs is.
_VIEWS = (
    ("explore", None),
    ("entity", "entity"),
    ("timeline", "timeline"),
    ("insights", "insights"),
    ("sparql", "query"),
    ("read", "read"),
    ("review", "review"),
)


def main() -> None:
    """Draws the frame, and in it the chosen view."""
    restore_language()
    words = current_words()
    st.set_page_config(page_title=words("app.title"), layout="wide")
    # Strangers get every address, and on each of them the same page.
    let_in = False
    with failures_shown(words):
        let_in = is_let_in()
    # No icons: Streamlit would make the one of the open page the favicon, which browsers fetch from outside.
    view = st.navigation(
        [
            st.Page(f"views/{name}.py", title=words(f"app.{name}"), url_path=address, default=address is None)
            for name, address in _VIEWS
        ],
        position="sidebar" if let_in else "hidden",
    )
    enter_page(view.url_path)
    with st.sidebar:
        st.segmented_control(
            words("app.language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key="lang", required=True
        )
    words = current_words()
    st.html(_STYLE)
    if not let_in:
        draw_login(words)
        return
    with failures_shown(words):
        store = store_path()
        if store is None or not (store / "store.json").exists():
            draw_missing_store(store, words)
            return
        snapshot = open_snapshot(store)
        if not snapshot.articles and view.url_path != "read":
            draw_empty_store(store, words)
            return
        with st.sidebar:
            counts = {"articles": snapshot.articles, "claims": snapshot.outlines, "entities": snapshot.entities}
            st.caption(words("app.counts", **{name: f"{len(found):,}" for name, found in counts.items()}))
            draw_account(words)
        view.run()


main()
