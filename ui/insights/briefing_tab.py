"""What is new since a day, to read and to take away."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from ui.components.search import search_entity
from ui.insights.network import Choice
from ui.insights.reading import read_briefing
from ui.snapshot import Snapshot
from ui.strings import Words

USUAL_DAYS = 30
"""A month, where nobody says since when."""


def draw_briefing(snapshot: Snapshot, words: Words, choice: Choice) -> None:
    """The briefing, and a button to keep it as Markdown."""
    st.caption(words("insights.briefing_help"))
    about = search_entity(
        snapshot,
        words,
        "about",
        label=words("insights.briefing_about"),
        placeholder=words("insights.briefing_anything"),
    )
    since = choice.since or usual_since(snapshot, choice.until)
    if not since:
        st.info(words("insights.briefing_undated"), icon=":material/event_busy:")
        return
    if not choice.since:
        st.info(words("insights.briefing_from", days=USUAL_DAYS, since=since), icon=":material/event:")
    with st.spinner(words("insights.working")):
        page = read_briefing(snapshot, since, choice.until, about or "", words.lang)
    st.download_button(
        words("insights.markdown"),
        page,
        f"briefing-{since}.md",
        "text/markdown",
        on_click="ignore",
        icon=":material/download:",
    )
    # The view has a heading already, and smaller ones.
    st.markdown(page.partition("\n\n")[2].replace("\n## ", "\n#### "))


def usual_since(snapshot: Snapshot, until: str) -> str:
    """The first day of the last month that articles are of; not of today, on which there may be none."""
    days = (article.published for article in snapshot.articles.values())
    latest = max((day for day in days if day and day <= (until or day)), default="")
    return (date.fromisoformat(latest) - timedelta(days=USUAL_DAYS)).isoformat() if latest else ""
