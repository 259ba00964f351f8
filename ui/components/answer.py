"""What came of a query: a table, a network, a chart, an overview of its columns, its text, and files of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from kg.store.sparql import QueryResult
from ui.components.answer_network import draw_links
from ui.components.markdown import escape_markdown
from ui.failures import failures_shown
from ui.snapshot import Snapshot
from ui.strings import Words
from ui.workbench.charts import label_columns, number_columns, read_points
from ui.workbench.columns import Column, Kind, read_columns, survey
from ui.workbench.links import find_links
from ui.workbench.naming import LINKED_NAME, Show, ids_by_name, read_in_language, shower, table_values
from ui.workbench.runs import SHOWN_TEXT, KeptAnswer, Outcome

_ROW_FORMATS = {"csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json", "xml": "text/xml"}
_GRAPH_FORMATS = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json"}
_FORMAT_NAMES = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD"}
_GROUPED_FROM = 10_000
"""Numbers from here on are shown in groups of digits, so that years are not."""
_DAY_WIDTH = 90
"""Pixels of a column of days, which would else be as wide as its name; set by eye in a browser."""


def draw_answer(outcome: Outcome, snapshot: Snapshot, words: Words, key: str) -> None:
    """Draws what came of a query that was answered.

    Args:
        outcome: What came of it.
        snapshot: Where things have their names.
        words: The language.
        key: Where it is kept how the visitor wants to see it.
    """
    _draw(outcome, snapshot, words, key)


@st.fragment
def _draw(outcome: Outcome, snapshot: Snapshot, words: Words, key: str) -> None:
    with failures_shown(words):
        answer, shown = outcome.answer, outcome.shown
        assert answer is not None and shown is not None
        if shown.kind == "ask":
            st.metric(words("sparql.result"), words("sparql.yes") if shown.answer else words("sparql.no"))
            st.caption(words("sparql.took", seconds=f"{outcome.seconds:.2f}"))
        else:
            _draw_count(outcome, answer, shown, words)
        if shown.kind != "ask" and shown.cells:
            _draw_look(answer, shown, snapshot, words, key)
        _draw_downloads(answer, words)


def _draw_count(outcome: Outcome, answer: KeptAnswer, shown: QueryResult, words: Words) -> None:
    count, seconds = answer.written.count, f"{outcome.seconds:.2f}"
    if not count:
        st.info(words("sparql.no_rows"))
    key = "sparql.triples" if shown.kind == "graph" else "sparql.rows"
    st.caption(words(key, count=f"{count:,}", seconds=seconds))
    if len(shown.cells) < count:
        st.warning(words("sparql.cut", shown=f"{len(shown.cells):,}", count=f"{count:,}"))


def _draw_look(answer: KeptAnswer, shown: QueryResult, snapshot: Snapshot, words: Words, key: str) -> None:
    columns = read_in_language(read_columns(shown, _names(snapshot.edition, snapshot)), snapshot, words)
    show = shower(snapshot, words)
    looks = {"table": partial(_draw_table, columns, show, words)}
    links = find_links(columns, words.schema.statuses)
    if links is not None and links.links:
        looks["network"] = partial(draw_links, links, snapshot, words, f"{key}-picture")
    if number_columns(columns) and label_columns(columns):
        looks["chart"] = partial(_draw_chart, columns, show, words, key)
    looks["columns"] = partial(_draw_columns, columns, show, words)
    looks["raw"] = partial(_draw_raw, answer, words)
    if st.session_state.get(key) not in looks:
        st.session_state[key] = "table"
    labels = _look_labels(words)
    look = st.segmented_control(
        words("sparql.look"),
        list(looks),
        format_func=labels.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    looks[look or "table"]()


def _look_labels(words: Words) -> Mapping[str, str]:
    return {
        "table": words("sparql.table"),
        "network": words("sparql.network"),
        "chart": words("sparql.chart"),
        "columns": words("sparql.columns"),
        "raw": words("sparql.raw"),
    }


@st.cache_resource(max_entries=2, show_spinner=False)
def _names(edition: str, _snapshot: Snapshot) -> Mapping[str, str]:
    del edition  # what tells one cached index from another
    return ids_by_name(_snapshot.entities.values())


def _draw_table(columns: Sequence[Column], show: Show, words: Words) -> None:
    st.dataframe(
        {column.name: table_values(column, show) for column in columns},
        hide_index=True,
        height="auto",
        placeholder="",
        column_config={column.name: _column_config(column, words) for column in columns},
        alt=words("sparql.table_alt"),
    )


def _column_config(column: Column, words: Words) -> object:
    label = words.column(column.name)
    told = {"label": label, "help": None if label == column.name else f"`?{column.name}`"}
    if column.kind is Kind.ENTITY:
        return st.column_config.LinkColumn(**told, display_text=LINKED_NAME, alignment="left")
    if column.kind is Kind.NUMBER:
        grouped = any(abs(value) >= _GROUPED_FROM for value in column.values if isinstance(value, int | float))
        return st.column_config.NumberColumn(**told, format="localized" if grouped else None)
    if column.kind is Kind.DATE:
        return st.column_config.DateColumn(**told, format="YYYY-MM-DD", width=_DAY_WIDTH)
    return st.column_config.Column(**told)


def _draw_chart(columns: Sequence[Column], show: Show, words: Words, key: str) -> None:
    labels = {column.name: column for column in label_columns(columns)}
    numbers = {column.name: column for column in number_columns(columns)}
    left, right = st.columns(2)
    label = left.selectbox(words("sparql.chart_label"), list(labels), format_func=words.column, key=f"{key}-label")
    number = right.selectbox(words("sparql.chart_number"), list(numbers), format_func=words.column, key=f"{key}-number")
    points = read_points(labels[label], numbers[number], show)
    if not points.values:
        st.info(words("sparql.no_rows"))
        return
    alt = words(
        "sparql.chart_alt",
        number=words.column(number),
        label=words.column(label),
        count=len(points.values),
        least=f"{min(points.values):,g}",
        greatest=f"{max(points.values):,g}",
    )
    # Names of variables may hold what Streamlit reads as a path into the data; these two do not.
    data = {"label": list(points.labels), "number": list(points.values)}
    if labels[label].kind is Kind.DATE and len(points.values) > 1:
        st.line_chart(data, x="label", y="number", x_label=words.column(label), y_label=words.column(number), alt=alt)
    else:
        height = max(220, 26 * len(points.labels) + 60)
        st.bar_chart(
            data,
            x="label",
            y="number",
            x_label=words.column(number),
            y_label=words.column(label),
            horizontal=True,
            sort=False,
            height=height,
            alt=alt,
        )
    if points.is_summed:
        st.caption(words("sparql.chart_summed", label=escape_markdown(words.column(label))))
    if points.left_out:
        shown = len(points.labels)
        st.caption(words("sparql.chart_cut", shown=f"{shown:,}", count=f"{shown + points.left_out:,}"))


def _draw_columns(columns: Sequence[Column], show: Show, words: Words) -> None:
    kinds = {kind: words(f"sparql.kind_{kind}") for kind in Kind}
    found = [survey(column, show) for column in columns]
    st.dataframe(
        {
            words("sparql.column"): [f"?{one.name}" for one in found],
            words("sparql.kind"): [kinds[one.kind] for one in found],
            words("sparql.filled"): [one.filled for one in found],
            words("sparql.distinct"): [one.distinct for one in found],
            words("sparql.examples"): [" · ".join(one.examples) for one in found],
            words("sparql.least"): [one.least for one in found],
            words("sparql.greatest"): [one.greatest for one in found],
        },
        hide_index=True,
        alt=words("sparql.columns"),
    )
    st.caption(words("sparql.of_shown", count=f"{len(columns[0].cells):,}"))


def _draw_raw(answer: KeptAnswer, words: Words) -> None:
    language = "turtle" if answer.written.kind == "graph" else "json"
    st.code(answer.as_text(), language=language, wrap_lines=True, height=480)
    if answer.size > SHOWN_TEXT:
        st.caption(words("sparql.raw_cut"))


def _draw_downloads(answer: KeptAnswer, words: Words) -> None:
    formats = _GRAPH_FORMATS if answer.written.kind == "graph" else _ROW_FORMATS
    with st.container(horizontal=True):
        for format_, media_type in formats.items():
            name = _FORMAT_NAMES.get(format_, format_.upper())
            # Made when somebody asks for it.
            st.download_button(
                words("sparql.download", format=name),
                partial(answer.in_format, format_),
                f"answer.{format_}",
                media_type,
                key=f"download-{format_}",
                on_click="ignore",
            )
