"""Questions in SPARQL: ready-made ones with a form, and any that a visitor writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from kg.errors import KgError
from kg.store.named_queries import ANY, NamedQuery, Parameter, load_query, query_names
from kg.store.namespaces import EDGES_GRAPH, PREFIXES
from kg.store.sparql import QueryResult
from ui.components.markdown import escape_markdown
from ui.components.picker import pick_entity
from ui.snapshot import Snapshot
from ui.state import current_words, open_snapshot, restore_choices, store_path, write_link
from ui.strings import LANGUAGES, Words

ROW_LIMIT = 10_000
_MODES = ("named", "free")
_EXAMPLES = {
    lang: f"""SELECT ?subject ?relation ?object WHERE {{
  GRAPH <{EDGES_GRAPH.value}> {{ ?s ?r ?o }}
  ?s schema:name ?subject . ?o schema:name ?object . ?r rdfs:label ?relation
  FILTER(?r != kg:linkedTo && lang(?relation) = "{lang}")
}}
ORDER BY ?subject ?relation ?object
LIMIT 100"""
    for lang in LANGUAGES
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run: a result, or one line that says what is wrong."""

    result: QueryResult | None = None
    error: str = ""


def show() -> None:
    """Draws the view."""
    store = store_path()
    assert store is not None, "the frame shows no view without a store"
    snapshot = open_snapshot(store)
    words = current_words(snapshot)
    defaults: dict[str, object] = {"mode": "named", "question": query_names()[0], "query": _EXAMPLES[words.lang]}
    restore_choices(defaults)
    if st.session_state["mode"] not in _MODES:
        st.session_state["mode"] = "named"
    if st.session_state["question"] not in query_names():
        st.session_state["question"] = query_names()[0]
    if st.session_state["query"] in _EXAMPLES.values():
        st.session_state["query"] = _EXAMPLES[words.lang]
    mode = st.segmented_control(
        words("sparql.mode"),
        _MODES,
        format_func=lambda one: words(f"sparql.{one}"),
        key="mode",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    asked = _ask_named(snapshot, words) if mode == "named" else _ask_free(snapshot, words)
    write_link(defaults)
    # The answer stays when the language changes, and goes when another question is on the page.
    answer = st.session_state.get("answer")
    if answer is not None and answer[0] == asked:
        _draw_answer(answer[1], words)


def _ask_free(snapshot: Snapshot, words: Words) -> str:
    with st.form("free", border=False):
        st.text_area(words("sparql.text"), height=260, key="query", persist_state="session")
        st.caption(words("sparql.prefixes", names=" ".join(f"`{name}:`" for name in PREFIXES)))
        if st.form_submit_button(words("sparql.run"), type="primary"):
            _run("free", lambda: snapshot.knowledge.query(st.session_state["query"]))
    return "free"


def _ask_named(snapshot: Snapshot, words: Words) -> str:
    name = st.selectbox(
        words("sparql.choose"),
        query_names(),
        format_func=lambda one: load_query(one).labels.get(words.lang, one),
        key="question",
        persist_state="session",
    )
    query = load_query(name)
    with st.form(f"named-{name}", border=bool(query.parameters)):
        values = _ask_parameters(query, snapshot, words)
        if st.form_submit_button(words("sparql.run"), type="primary"):
            missing = [one.name for one in query.parameters if one.required and not values[one.name]]
            if missing:
                fill_in = words("sparql.required", name=", ".join(words.parameter(one) for one in missing))
                st.session_state["answer"] = (name, Answer(error=fill_in))
            else:
                _run(name, lambda: snapshot.knowledge.named(name, **values))
    with st.expander(words("sparql.show_text")):
        st.code(query.text, language="sparql")
    return name


def _ask_parameters(query: NamedQuery, snapshot: Snapshot, words: Words) -> dict[str, str | None]:
    if not query.parameters:
        return {}
    columns = st.columns(len(query.parameters))
    values: dict[str, str | None] = {}
    for column, parameter in zip(columns, query.parameters, strict=True):
        with column:
            values[parameter.name] = _ask_parameter(query, parameter, snapshot, words)
    return values


def _ask_parameter(query: NamedQuery, parameter: Parameter, snapshot: Snapshot, words: Words) -> str | None:
    label, key = words.parameter(parameter.name), f"{query.name}-{parameter.name}"
    open_to_all = words("sparql.optional") if parameter.default == ANY else ""
    if parameter.type == "entity":
        return pick_entity(snapshot, label, open_to_all or words("entity.placeholder"), words.lang, key)
    if parameter.type == "relation":
        names = list(words.schema.relations)
        default = names.index(parameter.default) if parameter.default in names else None
        return st.selectbox(label, names, index=default, format_func=words.relation, placeholder=open_to_all, key=key)
    if parameter.type == "date":
        # What is left empty takes the default, which for dates is the end of time.
        return st.text_input(label, placeholder=words("sparql.optional"), key=key)
    return st.text_input(label, value="" if open_to_all else parameter.default or "", placeholder=open_to_all, key=key)


def _run(asked: str, answer: Callable[[], QueryResult]) -> None:
    try:
        found = Answer(answer())
    except KgError as error:
        found = Answer(error=" ".join(str(error).split()))
    st.session_state["answer"] = (asked, found)


def _draw_answer(answer: Answer, words: Words) -> None:
    result = answer.result
    if result is None:
        st.error(escape_markdown(answer.error))
    elif result.kind == "ask":
        st.code(str(result.answer).lower(), language=None)
    elif result.kind == "graph":
        st.code(result.turtle, language="turtle")
        st.download_button(words("sparql.turtle"), result.turtle, "result.ttl", "text/turtle", on_click="ignore")
    else:
        _draw_rows(result, words)


def _draw_rows(result: QueryResult, words: Words) -> None:
    count = len(result.cells)
    if not count:
        st.info(words("sparql.no_rows"))
        return
    if count > ROW_LIMIT:
        st.warning(words("sparql.cut", limit=f"{ROW_LIMIT:,}", count=f"{count:,}"))
    else:
        st.caption(words("sparql.rows", count=f"{count:,}"))
    rows = result.rows[:ROW_LIMIT]
    columns = {name: [row[index] for row in rows] for index, name in enumerate(result.variables)}
    st.dataframe(columns, hide_index=True, height="auto")
    with st.container(horizontal=True):
        st.download_button(words("sparql.csv"), result.to_csv(), "result.csv", "text/csv", on_click="ignore")
        st.download_button(
            words("sparql.json"), result.to_json(), "result.json", "application/sparql-results+json", on_click="ignore"
        )


if __name__ == "__main__":
    show()
