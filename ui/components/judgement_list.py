"""All judgements of a store: looked at, taken back, written to a file and taken in from one."""

from __future__ import annotations

import streamlit as st

from kg.errors import InvalidJudgement
from kg.store import Judgement, Verdict, known_name, read_judgements, write_judgements
from kg.store.knowledge_base import KnowledgeBase
from ui.components.evidence import display_name, read_claim
from ui.components.judging import ask_to_take_back, carry_out
from ui.failures import failures_shown
from ui.snapshot import Snapshot
from ui.strings import Words
from ui.writing import may_write, open_writer

_LARGEST = 20
"""Megabytes of a file of judgements: some hundred thousand of them."""
_CLAIMS_READ = 200
"""Rejected claims that the list tells in words; of older ones it has the id. Enough for a day's work, not tuned."""


@st.fragment
def draw_judgements(snapshot: Snapshot, words: Words) -> None:
    """Draws the list, the latest first."""
    carry_out(words)
    with failures_shown(words):
        with KnowledgeBase.open(snapshot.store, read_only=True) as knowledge:
            kept = knowledge.judgements()[::-1]
            wanted = [one.about for one in kept if one.verdict is Verdict.REJECT][:_CLAIMS_READ]
            claims = {one.id: one for one in knowledge.claims(ids=wanted, rejected=True)}
        if not kept:
            st.info(words("review.no_judgements"))
        else:
            told = {key: read_claim(claim, snapshot.entities, words) for key, claim in claims.items()}
            _draw_table(kept, told, snapshot, words)
        if may_write():
            _draw_upload(words)


def _draw_table(kept: list[Judgement], told: dict[str, str], snapshot: Snapshot, words: Words) -> None:
    def named(identity: str) -> str:
        if identity in told or identity in snapshot.entities:
            return told.get(identity) or display_name(identity, snapshot.entities, words.lang)
        return known_name(identity, words.lang) or identity

    rows = {
        words("review.verdict"): [words(f"review.verdict_{one.verdict}") for one in kept],
        words("review.about"): [named(one.about) for one in kept],
        words("review.value"): [named(one.other) if one.other else one.value for one in kept],
        words("review.who"): [one.who for one in kept],
        words("review.when"): [one.when for one in kept],
    }
    table = st.dataframe(
        rows, hide_index=True, height="auto", on_select="rerun", selection_mode="multi-row", key="judgements"
    )
    chosen = tuple(kept[row].id for row in table.selection.rows if row < len(kept))
    with st.container(horizontal=True):
        if may_write():
            label = words("review.undo_chosen")
            st.button(label, key="undo-chosen", disabled=not chosen, on_click=ask_to_take_back, args=(chosen,))
        text = write_judgements(kept[::-1])
        st.download_button(
            words("review.download"), text, "judgements.jsonl", "application/x-ndjson", on_click="ignore"
        )


def _draw_upload(words: Words) -> None:
    file = st.file_uploader(words("review.upload"), type=["jsonl"], key="judgements-file", max_upload_size=_LARGEST)
    if file is None or not st.button(words("review.take_in"), type="primary"):
        return
    try:
        given = list(read_judgements(file.getvalue().decode("utf-8-sig"), file.name))
    except UnicodeDecodeError as error:
        raise InvalidJudgement("is not UTF-8", about=file.name) from error
    with st.spinner(words("review.writing")), open_writer() as knowledge:
        new = knowledge.judge(given)
    st.success(words("review.taken_in", new=new, count=len(given)))
