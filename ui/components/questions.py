"""Packaged queries: a gallery of them, and a form for what each wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from kg.store.named_queries import ANY, NamedQuery, Parameter, load_query, query_names
from ui.components.markdown import escape_markdown
from ui.components.search import search_entity
from ui.snapshot import Snapshot
from ui.strings import Words

_COLUMNS = 3
_CHOSEN_FROM = ("entity", "relation")
_EARLIEST, _LATEST = date(1800, 1, 1), date(2200, 12, 31)


def parameter_defaults() -> dict[str, object]:
    """Where the session and links have the parameters of all packaged queries, and what they are if not filled in."""
    return {
        _key(parameter): None if parameter.type in _CHOSEN_FROM else ""
        for name in query_names()
        for parameter in load_query(name).parameters
    }


def draw_gallery(words: Words, key: str) -> None:
    """All packaged queries to choose from; the name of the chosen one is then in the session."""
    st.caption(words("sparql.gallery"))
    names = query_names()
    for first in range(0, len(names), _COLUMNS):
        row = names[first : first + _COLUMNS]
        for column, name in zip(st.columns(_COLUMNS), row, strict=False):
            with column.container(border=True, height="stretch"):
                st.markdown(escape_markdown(_label(load_query(name), words)))
                st.button(
                    words("sparql.choose"),
                    key=f"choose-{name}",
                    icon=":material/arrow_forward:",
                    on_click=_choose,
                    args=(key, name),
                    help=f"`{name}`",
                )


def draw_form(query: NamedQuery, snapshot: Snapshot, words: Words, key: str) -> None:
    """The form of a packaged query, with the way back to all of them."""
    st.button(
        words("sparql.all_questions"), icon=":material/arrow_back:", type="tertiary", on_click=_choose, args=(key, "")
    )
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(_label(query, words))}**")
        if query.parameters:
            columns = st.columns(len(query.parameters))
            for column, parameter in zip(columns, query.parameters, strict=True):
                with column:
                    _ask(parameter, snapshot, words)


def filled_in(query: NamedQuery) -> dict[str, str]:
    """What the visitor has filled in, by parameter."""
    values = {parameter.name: st.session_state[_key(parameter)] for parameter in query.parameters}
    return {name: str(value) for name, value in values.items() if value}


def missing(query: NamedQuery, values: Mapping[str, str], words: Words) -> list[str]:
    """The labels of parameters that must be filled in and are not."""
    return [words.parameter(one.name) for one in query.parameters if one.required and one.name not in values]


def fill_in(parameters: Mapping[str, str]) -> None:
    """Fills the form; what is not given is left open."""
    for key, default in parameter_defaults().items():
        st.session_state[key] = parameters.get(key.removeprefix("p_"), default)


def _choose(key: str, name: str) -> None:
    st.session_state[key] = name


def _label(query: NamedQuery, words: Words) -> str:
    return query.labels.get(words.lang, query.name)


def _key(parameter: Parameter) -> str:
    return f"p_{parameter.name}"


def _ask(parameter: Parameter, snapshot: Snapshot, words: Words) -> None:
    label, key = words.parameter(parameter.name), _key(parameter)
    is_open = parameter.default == ANY
    if parameter.type == "entity":
        search_entity(snapshot, words, key, label=label, placeholder=words("sparql.optional") if is_open else "")
    elif parameter.type == "relation":
        names = list(words.schema.relations)
        if st.session_state[key] not in names:
            st.session_state[key] = None
        st.selectbox(
            label,
            names,
            format_func=words.relation,
            placeholder=words("sparql.optional"),
            key=key,
            persist_state="session",
        )
    elif parameter.type == "date":
        _ask_day(label, key)
    else:
        shown = words("sparql.optional") if is_open else parameter.default
        st.text_input(label, placeholder=shown, key=key, persist_state="session")


def _ask_day(label: str, key: str) -> None:
    # The session and links have a day as text, the box has it as a day.
    box = f"{key}-day"
    try:
        day = date.fromisoformat(st.session_state[key])
    except ValueError:
        day = None
    if day is not None and not _EARLIEST <= day <= _LATEST:
        day = None
    if box not in st.session_state or st.session_state[box] != day:
        st.session_state[box] = day
    st.session_state[key] = day.isoformat() if day else ""
    st.date_input(
        label,
        min_value=_EARLIEST,
        max_value=_LATEST,
        format="YYYY-MM-DD",
        key=box,
        on_change=_take_day,
        args=(key, box),
    )


def _take_day(key: str, box: str) -> None:
    day = st.session_state[box]
    st.session_state[key] = day.isoformat() if day else ""
