"""The dashboard: `streamlit run ui/app.py -- --store DIR`."""

from __future__ import annotations

import streamlit as st

from kg.errors import KgError
from ui.components.welcome import draw_empty_store, draw_missing_store
from ui.state import current_words, open_snapshot, restore_language, store_path
from ui.strings import LANGUAGES

# Streamlit leaves much room around every page, which the picture needs.
_STYLE = """<style>
.stMainBlockContainer { padding: 2.4rem 2.5rem 2rem 2.5rem }
.stTextArea textarea { font-family: monospace }
.stHtml a { color: #3b82c4 }
</style>"""


def main() -> None:
    """Draws the frame, and in it the chosen view."""
    restore_language()
    words = current_words()
    st.set_page_config(page_title=words("app.title"), layout="wide")
    # No icons: Streamlit would make the one of the open page the favicon, which browsers fetch from outside.
    view = st.navigation(
        [
            st.Page("views/network.py", title=words("app.network"), default=True),
            st.Page("views/entity.py", title=words("app.entity")),
            # Not at /sparql, where the endpoint for programs is.
            st.Page("views/sparql.py", title=words("app.sparql"), url_path="query"),
        ]
    )
    with st.sidebar:
        st.segmented_control(
            words("app.language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key="lang", required=True
        )
    words = current_words()
    st.html(_STYLE)
    store = store_path()
    if store is None or not (store / "store.json").exists():
        draw_missing_store(store, words)
        return
    try:
        snapshot = open_snapshot(store)
    except KgError as error:
        st.error(str(error))
        return
    if not snapshot.articles:
        draw_empty_store(store, words)
        return
    with st.sidebar:
        counts = {name: len(getattr(snapshot, name)) for name in ("articles", "claims", "entities")}
        st.caption(words("app.counts", **{name: f"{count:,}" for name, count in counts.items()}))
    view.run()


main()
