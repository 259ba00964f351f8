"""What people decide: open questions one after the other, an entity corrected by hand, and all judgements."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from kg.store import Verdict
from kg.store.knowledge_base import KnowledgeBase
from ui.components.correcting import draw_correction
from ui.components.evidence import claim_cards
from ui.components.judgement_list import draw_judgements
from ui.components.judging import (
    Told,
    ask_reviewer,
    ask_to_decide,
    ask_to_take_back,
    carry_out,
    made_here,
    reviewer,
    say_why_not,
)
from ui.components.link_reasons import read_link_reason
from ui.components.markdown import escape_markdown
from ui.components.sides import draw_sides
from ui.failures import failures_shown
from ui.review.questions import Question, ask_about, place_of, still_open
from ui.snapshot import Snapshot
from ui.state import open_view, restore_choices, write_link
from ui.strings import Words
from ui.writing import may_write

_TASKS = ("questions", "correct", "history")
_DEFAULTS: dict[str, object] = {"task": "questions", "question": "", "correct": None}
_CLAIMS_SHOWN = 5


def show() -> None:
    """Draws the view."""
    snapshot, words = open_view()
    restore_choices(_DEFAULTS)
    if st.session_state["task"] not in _TASKS:
        st.session_state["task"] = "questions"
    st.segmented_control(
        words("review.task"),
        _TASKS,
        format_func=lambda one: words(f"review.task_{one}"),
        key="task",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    if may_write():
        ask_reviewer(words)
    else:
        say_why_not(words)
    if st.session_state["task"] == "correct":
        draw_correction(snapshot, words)
    elif st.session_state["task"] == "history":
        draw_judgements(snapshot, words)
    else:
        with st.spinner(words("review.looking"), show_time=True):
            questions = _list_questions(str(snapshot.store), snapshot.edition)
        _draw_questions(questions, snapshot, words)
    write_link(_DEFAULTS)


@st.cache_resource(max_entries=2, show_spinner=False)
def _list_questions(store: str, edition: str) -> tuple[Question, ...]:
    # Read apart: what is counted for this is large, and goes with the reader.
    with KnowledgeBase.open(Path(store), read_only=True) as knowledge:
        return ask_about(knowledge.review(), knowledge.conflicts())


@st.fragment
def _draw_questions(questions: tuple[Question, ...], snapshot: Snapshot, words: Words) -> None:
    # The list and the names are those of when the page was loaded; what was decided since is left out, so that the
    # next question comes without everything being read anew.
    changed = carry_out(words, refresh=False)
    is_listed_anew = st.session_state.pop("questions-anew", False)
    with failures_shown(words), KnowledgeBase.open(snapshot.store, read_only=True) as knowledge:
        left = still_open(questions, knowledge.judgements())
        before, now = st.session_state.get("questions-left", set()), {one.key for one in left}
        st.session_state["questions-left"] = now
        if changed and now == before:
            # Something was taken back that had been decided when the page was loaded.
            st.session_state["questions-anew"] = True
            st.rerun()
        if changed or is_listed_anew:
            # Whoever takes something back wants to see it again.
            reopened = [one.key for one in left if one.key not in before]
            st.session_state["question"] = next(iter(reopened), st.session_state["question"])
        if not left:
            st.success(words("review.nothing_open"), icon=":material/task_alt:")
            _draw_undo(words)
            return
        place = place_of(left, str(st.session_state["question"] or ""), st.session_state.get("question-place", 0))
        question = left[place]
        st.session_state["question"], st.session_state["question-place"] = question.key, place
        st.caption(words("review.position", place=place + 1, count=len(left)))
        _draw_actions(question, left, place, knowledge, snapshot, words)
        if question.doubt is not None:
            draw_sides(question.doubt, knowledge, snapshot, words)
        else:
            _draw_conflict(question, knowledge, snapshot, words)


def _draw_actions(
    question: Question, left: list[Question], place: int, knowledge: KnowledgeBase, snapshot: Snapshot, words: Words
) -> None:
    st.subheader(_title(question, words), anchor=False)
    if question.doubt is not None:
        doubt = question.doubt
        why = escape_markdown(read_link_reason(doubt.why, words, snapshot.entities))
        st.caption(words("review.why", score=f"{doubt.score:.2f}", articles=doubt.articles, why=why))
    who = bool(reviewer())
    # Buttons of their own for each question: a key struck early means the question that is seen, not the next one.
    with st.container(horizontal=True):
        if may_write():
            _draw_verdicts(question, knowledge, who, words)
        following = left[(place + 1) % len(left)].key
        alone = len(left) < 2
        st.button(
            words("review.skip"),
            key=f"skip-{question.key}",
            shortcut="S",
            disabled=alone,
            on_click=_go_to,
            args=(following,),
        )
        _draw_undo(words)
    if may_write():
        keys = words("review.keys_conflict") if question.conflict else words("review.keys")
        st.caption(keys if who else words("review.name_first"))


def _title(question: Question, words: Words) -> str:
    if question.conflict is not None:
        return words(f"review.conflict_{question.conflict.kind}")
    assert question.doubt is not None
    return words("review.same") if question.doubt.other[0] else words("review.link")


def _draw_verdicts(question: Question, knowledge: KnowledgeBase, who: bool, words: Words) -> None:
    offers: list[tuple[str, str, list[Told]]] = []
    if question.conflict is not None:
        sides = (question.conflict.claims, question.conflict.against)
        for key, name, side in zip("12", ("review.reject_one", "review.reject_two"), sides, strict=True):
            offers.append((key, name, [(Verdict.REJECT, claim, "", "", "") for claim in side]))
    elif question.doubt is not None and question.doubt.other[0]:
        one, other = question.doubt.one[0], question.doubt.other[0]
        offers.append(("Y", "review.yes", [(Verdict.MERGE, one, other, "", "")]))
        offers.append(("N", "review.no", [(Verdict.SPLIT, one, other, "", "")]))
    elif question.doubt is not None:
        # A name that is said to be right is confirmed by giving the entity the name that it has.
        one = question.doubt.one[0]
        lang, label = next(iter(sorted(knowledge.entity(one).labels.items())))
        offers.append(("Y", "review.right", [(Verdict.RENAME, one, "", label, lang)]))
    for key, name, told in offers:
        st.button(
            words(name),
            key=f"verdict-{key}-{question.key}",
            shortcut=key,
            disabled=not who,
            on_click=ask_to_decide,
            args=(*told,),
        )


def _draw_undo(words: Words) -> None:
    if not may_write():
        return
    made = made_here()
    last = made[-1] if made else ()
    st.button(
        words("review.undo"),
        key=f"undo-{len(made)}",
        shortcut="U",
        disabled=not made,
        on_click=ask_to_take_back,
        args=(last,),
    )


def _go_to(key: str) -> None:
    st.session_state["question"] = key


def _draw_conflict(question: Question, knowledge: KnowledgeBase, snapshot: Snapshot, words: Words) -> None:
    assert question.conflict is not None
    for column, side in zip(st.columns(2), (question.conflict.claims, question.conflict.against), strict=True):
        claims = knowledge.claims(ids=side[:_CLAIMS_SHOWN])
        with column:
            st.html(claim_cards(claims, snapshot.articles, snapshot.entities, words))
            if len(side) > _CLAIMS_SHOWN:
                st.caption(words("review.claims", count=len(side)))


if __name__ == "__main__":
    show()
