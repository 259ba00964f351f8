"""Deciding: judgements are written with who made them, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from kg.store import Judgement, Verdict
from ui.components.login import user_name
from ui.components.markdown import escape_markdown
from ui.failures import failures_shown
from ui.strings import Words
from ui.writing import may_write, open_writer

_REVIEWER, _MADE = "reviewer", "judgements-made"


def ask_reviewer(words: Words) -> str:
    """Who decides: whoever is logged in, or else who the visitor says once; "" while nobody is known."""
    known = user_name()
    if known:
        return known
    name = st.text_input(
        words("review.reviewer"), key=_REVIEWER, max_chars=80, persist_state="session", autocomplete="name"
    )
    return (name or "").strip()


def reviewer() -> str:
    """Who decides, if that is known."""
    return user_name() or str(st.session_state.get(_REVIEWER) or "").strip()


def decide(*judgements: tuple[Verdict, str, str, str, str], words: Words) -> bool:
    """Writes what the visitor decided, each (verdict, about, other, value, language); says so if it cannot.

    Returns:
        Whether it is written.
    """
    when = datetime.now(UTC).isoformat(timespec="seconds")
    with failures_shown(words), st.spinner(words("review.writing")):
        made = [Judgement(*told, who=reviewer(), when=when) for told in judgements]
        with open_writer() as knowledge:
            knowledge.judge(made)
        st.session_state[_MADE] = [*made_here(), tuple(one.id for one in made)]
        return True
    return False


def made_here() -> list[tuple[str, ...]]:
    """The ids of the judgements of this session, those that were made together in one."""
    return list(st.session_state.get(_MADE, ()))


def take_back(ids: tuple[str, ...], words: Words) -> bool:
    """Takes judgements back; says so if it cannot.

    Returns:
        Whether they are gone.
    """
    with failures_shown(words), st.spinner(words("review.writing")):
        with open_writer() as knowledge:
            kept = {one.id for one in knowledge.judgements()}
            for one in ids:
                # Somebody else may have taken it back.
                if one in kept:
                    knowledge.undo(one)
        st.session_state[_MADE] = [made for made in made_here() if made != ids]
        return True
    return False


@st.fragment
def offer_rejection(claim_id: str, words: Words) -> None:
    """A button that says that a claim is wrong, and one that takes this back; nothing where nobody may write."""
    if not may_write():
        return
    with failures_shown(words):
        state = f"rejected-{claim_id}"
        done: tuple[str, ...] | None = st.session_state.get(state)
        if done is not None:
            st.caption(words("review.rejected"))
            if st.button(words("review.undo"), key=f"restore-{claim_id}") and take_back(done, words):
                del st.session_state[state]
                st.rerun(scope="fragment")
            return
        with st.popover(words("review.reject"), type="tertiary"):
            st.caption(words("review.reject_help"))
            if not reviewer():
                st.text_input(words("review.reviewer"), key=f"who-{claim_id}", max_chars=80)
            who = reviewer() or str(st.session_state.get(f"who-{claim_id}") or "").strip()
            if st.button(words("review.reject"), key=f"reject-{claim_id}", type="primary", disabled=not who):
                st.session_state[_REVIEWER] = who
                if decide((Verdict.REJECT, claim_id, "", "", ""), words=words):
                    st.session_state[state] = made_here()[-1]
                    st.rerun(scope="fragment")


def say_why_not(words: Words) -> None:
    """Says why nothing can be decided here."""
    st.info(words("review.read_only"), icon=":material/lock:")


def shown_name(label: str, entity_id: str) -> str:
    """An entity's name and id as Markdown."""
    return f"**{escape_markdown(label)}** `{escape_markdown(entity_id)}`"
