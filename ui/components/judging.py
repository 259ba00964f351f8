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

Told = tuple[Verdict, str, str, str, str]
"""Verdict, about, other, value, language."""

_REVIEWER, _MADE, _ASKED, _REJECTED = "reviewer", "judgements-made", "judgements-asked", "claims-rejected"


def ask_reviewer(words: Words) -> str:
    """Who decides: whoever is logged in, or else who the visitor says once; "" while nobody is known."""
    known = user_name()
    if known:
        return known
    name = st.text_input(
        words("review.reviewer"),
        key=_REVIEWER,
        max_chars=80,
        persist_state="session",
        autocomplete="name",
        width=320,
    )
    return (name or "").strip()


def reviewer() -> str:
    """Who decides, if that is known."""
    return user_name() or str(st.session_state.get(_REVIEWER) or "").strip()


def ask_to_decide(*judgements: Told) -> None:
    """What a button is to call: `carry_out` writes it, at the place that shows how that goes."""
    st.session_state[_ASKED] = ("decide", judgements)


def ask_to_take_back(ids: tuple[str, ...]) -> None:
    """What a button is to call: `carry_out` takes these judgements back."""
    st.session_state[_ASKED] = ("take back", ids)


def carry_out(words: Words, *, refresh: bool = True) -> bool:
    """Does what a button asked for, before anything is drawn that depends on it.

    Args:
        words: The language.
        refresh: Whether to wait until other views show it too.

    Returns:
        Whether anything was changed.
    """
    wish, what = st.session_state.pop(_ASKED, ("", ()))
    if not wish:
        return False
    if wish == "decide":
        return decide(*what, words=words, refresh=refresh)
    return take_back(what, words, refresh=refresh)


def decide(*judgements: Told, words: Words, refresh: bool = True) -> bool:
    """Writes what the visitor decided; says so if it cannot.

    Returns:
        Whether it is written.
    """
    when = datetime.now(UTC).isoformat(timespec="seconds")
    with failures_shown(words), st.spinner(words("review.writing")):
        made = [Judgement(*told, who=reviewer(), when=when) for told in judgements]
        with open_writer(refresh=refresh) as knowledge:
            knowledge.judge(made)
        ids = tuple(one.id for one in made)
        st.session_state[_MADE] = [*made_here(), ids]
        claims = [one.about for one in made if one.verdict is Verdict.REJECT]
        st.session_state[_REJECTED] = _rejected_here() | dict.fromkeys(claims, ids)
        return True
    return False


def made_here() -> list[tuple[str, ...]]:
    """The ids of the judgements of this session, those that were made together in one."""
    return list(st.session_state.get(_MADE, ()))


def _rejected_here() -> dict[str, tuple[str, ...]]:
    """The claims that this session rejected, and by which judgements."""
    return dict(st.session_state.get(_REJECTED, {}))


def take_back(ids: tuple[str, ...], words: Words, *, refresh: bool = True) -> bool:
    """Takes judgements back; says so if it cannot.

    Returns:
        Whether they are gone.
    """
    with failures_shown(words), st.spinner(words("review.writing")):
        with open_writer(refresh=refresh) as knowledge:
            kept = {one.id for one in knowledge.judgements()}
            for one in ids:
                # Somebody else may have taken it back.
                if one in kept:
                    knowledge.undo(one)
        st.session_state[_MADE] = [made for made in made_here() if not set(made) <= set(ids)]
        st.session_state[_REJECTED] = {
            claim: made for claim, made in _rejected_here().items() if not set(made) <= set(ids)
        }
        return True
    return False


@st.fragment
def offer_rejection(claim_id: str, words: Words) -> None:
    """A button that says that a claim is wrong, and one that takes this back; nothing where nobody may write."""
    if not may_write():
        return
    with failures_shown(words):
        carry_out(words)
        ids = _rejected_here().get(claim_id)
        if ids is not None:
            st.caption(words("review.rejected"))
            st.button(words("review.undo"), key=f"restore-{claim_id}", on_click=ask_to_take_back, args=(ids,))
            return
        with st.popover(words("review.reject"), type="tertiary"):
            st.caption(words("review.reject_help"))
            if not user_name():
                st.text_input(words("review.reviewer"), key=f"who-{claim_id}", value=reviewer(), max_chars=80)
            who = user_name() or str(st.session_state.get(f"who-{claim_id}") or "").strip()
            st.button(
                words("review.reject"),
                key=f"reject-{claim_id}",
                type="primary",
                disabled=not who,
                on_click=_reject,
                args=(claim_id, who),
            )


def _reject(claim_id: str, who: str) -> None:
    st.session_state[_REVIEWER] = who
    ask_to_decide((Verdict.REJECT, claim_id, "", "", ""))


def say_why_not(words: Words) -> None:
    """Says why nothing can be decided here."""
    st.info(words("review.read_only"), icon=":material/lock:")


def shown_name(label: str, entity_id: str) -> str:
    """An entity's name and id as Markdown."""
    # Between the marks of code nothing is read as Markdown, so only those marks must not be in it.
    return f"**{escape_markdown(label)}** `{entity_id.replace('`', '')}`"
