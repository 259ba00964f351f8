"""Reading a text that a visitor gives: what is claimed in it, shown before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import streamlit as st

from kg.errors import KgError
from kg.model import Article, Extraction, Issue
from kg.pipeline import FILE_KINDS, article_of_text, fetch_article, read_upload
from ui.components.markdown import escape_markdown
from ui.components.marked_article import draw_marked_article
from ui.launch import LARGEST_UPLOAD_MB
from ui.reading import Adding, Reading, start_reading
from ui.snapshot import Snapshot
from ui.state import open_view, restore_choices, write_link
from ui.strings import LANGUAGES, Words
from ui.writing import may_write, open_writer

_WAYS = ("text", "url", "files")
# Characters that can be pasted, some thirty pages; set by hand so that a browser stays quick.
LONGEST_TEXT = 100_000
_ISSUES_SHOWN = 50
_ENTITIES_SHOWN = 8
_TITLE_SHOWN = 70
_FIELDS = ("text", "title", "published", "publisher", "source", "address")
_DEFAULTS: dict[str, object] = {"way": "text", "address": ""}


def show() -> None:
    """Draws the view."""
    snapshot, words = open_view()
    restore_choices(_DEFAULTS)
    if st.session_state["way"] not in _WAYS:
        st.session_state["way"] = "text"
    st.subheader(words("app.read"))
    st.caption(words("read.intro"))
    was_empty = st.session_state.pop("read_now", False) and not _start(words)
    reading: Reading | None = st.session_state.get("reading")
    write_link(_DEFAULTS)
    if reading is not None and reading.held:
        with st.spinner(words("read.finishing")):
            reading.wait()
    # Two places whose content goes at once, so that nothing old stays below while a long text is read.
    top, below = st.empty(), st.empty()
    if reading is not None and reading.waiting:
        with top.container():
            _go_on_reading(reading, words)
        top.empty()
    if reading is None or not reading.extractions:
        with top.container():
            _ask(words)
            if was_empty:
                st.warning(words("read.nothing_given"), icon=":material/edit_note:")
    if reading is not None:
        with below.container():
            _draw_reading(reading, snapshot, words)


def _ask(words: Words) -> None:
    way = st.segmented_control(
        words("read.way"),
        _WAYS,
        format_func=lambda one: words(f"read.way_{one}"),
        key="way",
        required=True,
        on_change=_forget,
        persist_state="session",
        label_visibility="collapsed",
    )
    if way == "text":
        _offer_samples(words)
    with st.form("given", border=False):
        if way == "text":
            _ask_text(words)
        elif way == "url":
            st.text_input(words("read.address"), key="address", placeholder="https://…", persist_state="session")
            st.caption(words("read.address_help"))
        else:
            st.file_uploader(
                words("read.files", kinds=" ".join(FILE_KINDS)),
                list(FILE_KINDS),
                accept_multiple_files=True,
                key="files",
                max_upload_size=LARGEST_UPLOAD_MB,
            )
            st.caption(words("read.files_help", size=LARGEST_UPLOAD_MB))
        st.form_submit_button(words("read.read"), type="primary", icon=":material/auto_stories:", on_click=_give)


def _offer_samples(words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words("read.try_sample"), width="content")
        for lang in LANGUAGES:
            own = Words(lang, words.schema)
            st.button(own("read.sample_name"), key=f"sample-{lang}", on_click=_take_sample, args=(own,))


def _take_sample(words: Words) -> None:
    st.session_state["text"] = words("read.sample")
    for field in _FIELDS[1:]:
        st.session_state.pop(field, None)
    _give()


def _give() -> None:
    # A callback could not say that it takes a while: the page does the rest.
    st.session_state["read_now"] = True


def _ask_text(words: Words) -> None:
    st.text_area(
        words("read.text"), key="text", height=200, placeholder=words("read.text_placeholder"), persist_state="session"
    )
    with st.expander(words("read.details")):
        columns = st.columns([3, 1, 1.5])
        columns[0].text_input(words("read.title"), key="title", persist_state="session")
        columns[1].date_input(
            words("read.published"),
            value=None,
            key="published",
            min_value=date(1900, 1, 1),
            max_value=date(2100, 1, 1),
            format="YYYY-MM-DD",
            persist_state="session",
        )
        columns[2].text_input(words("read.publisher"), key="publisher", persist_state="session")
        st.text_input(words("read.source_url"), key="source", placeholder="https://…", persist_state="session")


def _start(words: Words) -> bool:
    """Takes what was given; nothing of what was read before is left.

    Returns:
        Whether anything was given.
    """
    issues: list[Issue] = []
    _forget()
    try:
        articles = list(_take(words, issues))
    except KgError as error:
        articles, issues = [], [Issue(error.about or words("read.text"), error.message)]
    if not articles and not issues:
        return False
    st.session_state["reading"] = start_reading(articles, issues)
    return True


def _take(words: Words, issues: list[Issue]) -> Iterator[Article]:
    given = st.session_state
    if given["way"] == "text":
        text = given.get("text") or ""
        if len(text) > LONGEST_TEXT:
            told = words("read.too_long", count=f"{len(text):,}", most=f"{LONGEST_TEXT:,}")
            issues.append(Issue(words("read.text"), told))
        elif text.strip():
            fields = {name: (given.get(name) or "").strip() for name in ("title", "publisher")}
            published = given["published"].isoformat() if given.get("published") else ""
            yield article_of_text(text, **fields, published=published, url=(given.get("source") or "").strip())
    elif given["way"] == "url":
        with st.spinner(words("read.fetching")):
            yield fetch_article(given["address"] or "")
    else:
        for file in given.get("files") or ():
            yield from read_upload(file.name, file.getvalue(), issues.append)


def _go_on_reading(reading: Reading, words: Words) -> None:
    """Reads what is left, one article after the other; the button ends it between two."""
    bar = st.progress(0.0)
    st.button(words("read.stop"), on_click=reading.stop, icon=":material/stop_circle:")
    with reading.hold():
        while reading.waiting:
            done = reading.total - len(reading.waiting)
            share, title = done / reading.total, _title(reading.waiting[0], words)
            bar.progress(share, words("read.loading", title=title, number=done + 1, total=reading.total))
            reading.read_next(wait=lambda share=share: bar.progress(share, words("read.queue")))


def _draw_reading(reading: Reading, snapshot: Snapshot, words: Words) -> None:
    if reading.left:
        st.warning(words("read.stopped_reading", left=reading.left))
    _draw_issues(reading.issues, words)
    extractions = reading.extractions
    if not extractions:
        return
    _draw_adding(extractions, snapshot, words)
    chosen = extractions[0]
    if len(extractions) > 1:
        chosen = extractions[
            st.selectbox(
                words("read.article"),
                range(len(extractions)),
                format_func=lambda number: _option(extractions[number], snapshot, words),
            )
        ]
    if not chosen.claims:
        st.info(words("read.nothing_found"))
    draw_marked_article(chosen, snapshot.entities, words, key=f"reading-{chosen.article.hash}")


def _draw_issues(issues: list[Issue], words: Words) -> None:
    if not issues:
        return
    lines = [f"- {escape_markdown(' '.join(str(issue).split()))}" for issue in issues[:_ISSUES_SHOWN]]
    if len(issues) > _ISSUES_SHOWN:
        lines.append("- …")
    st.warning("\n".join((words("read.issues", count=len(issues)), "", *lines)), icon=":material/report:")


def _draw_adding(extractions: list[Extraction], snapshot: Snapshot, words: Words) -> None:
    adding: Adding | None = st.session_state.get("adding")
    if adding is not None and adding.held:
        with st.spinner(words("read.finishing")):
            adding.wait()
        st.rerun()
    if adding is not None and adding.waiting:
        place = st.empty()
        with place.container():
            is_done = _go_on_adding(adding, words)
        if is_done:
            # The next run has the knowledge base with what was added.
            st.rerun()
        place.empty()
        adding = None
    if adding is None:
        _offer_adding(extractions, snapshot, words)
    else:
        _draw_outcome(adding, snapshot, words)


def _offer_adding(extractions: list[Extraction], snapshot: Snapshot, words: Words) -> None:
    if error := st.session_state.pop("adding_failed", ""):
        st.error(escape_markdown(error), icon=":material/error:")
    claims = sum(len(one.claims) for one in extractions)
    new = [one for one in extractions if one.article.hash not in snapshot.articles]
    found = words("read.found", claims=claims, articles=len(extractions))
    st.markdown(f"{found} {words('read.not_stored')}" if len(new) == len(extractions) else found)
    if not may_write():
        st.caption(words("read.not_allowed"))
    elif not new:
        st.success(words("read.known" if len(extractions) == 1 else "read.all_known"), icon=":material/check:")
    with st.container(horizontal=True):
        if new and may_write():
            st.button(
                words("read.add"),
                type="primary",
                icon=":material/library_add:",
                on_click=lambda: st.session_state.update(adding=Adding(list(extractions))),
            )
        st.button(words("read.change"), on_click=_forget, icon=":material/edit:")


def _go_on_adding(adding: Adding, words: Words) -> bool:
    """Whether it came to its end; trying again after a failure is up to the visitor."""
    bar = st.progress(0.0)
    st.button(words("read.stop"), on_click=adding.stop, icon=":material/stop_circle:")
    try:
        with adding.hold(), open_writer() as knowledge:
            while adding.waiting:
                done = adding.total - len(adding.waiting)
                title = _title(adding.waiting[0].article, words)
                bar.progress(
                    done / adding.total, words("read.adding", title=title, number=done + 1, total=adding.total)
                )
                adding.add_next(knowledge)
    except KgError as error:
        st.session_state.pop("adding", None)
        st.session_state["adding_failed"] = " ".join(str(error).split())
        return False
    return True


def _draw_outcome(adding: Adding, snapshot: Snapshot, words: Words) -> None:
    if adding.left:
        st.warning(words("read.stopped_adding", left=adding.left))
    claims = sum(len(one.claims) for one in adding.added)
    told = words("read.added", added=len(adding.added), claims=claims, known=adding.known)
    st.success(told, icon=":material/check:")
    _draw_issues(adding.issues, words)
    ends = Counter(
        mention.entity_id
        for one in adding.added
        for claim in one.claims
        for mention in (claim.subject, claim.object)
        if mention is not None
    )
    there = [one for one, _ in sorted(ends.items(), key=lambda item: (-item[1], item[0])) if one in snapshot.entities]
    with st.container(horizontal=True, vertical_alignment="center"):
        if there:
            st.caption(words("read.see"), width="content")
            st.page_link(
                "views/explore.py", label=words("app.explore"), query_params={"focus": there[0], "lang": words.lang}
            )
        for entity_id in there[:_ENTITIES_SHOWN]:
            label = escape_markdown(snapshot.entities[entity_id].label(words.lang))
            st.page_link("views/entity.py", label=label, query_params={"entity": entity_id, "lang": words.lang})
    st.button(words("read.again"), on_click=_forget, args=(_FIELDS,), icon=":material/restart_alt:")


def _forget(fields: tuple[str, ...] = ()) -> None:
    """Back to the beginning, with what was given still there but for these fields."""
    for key in ("reading", "adding", *fields):
        st.session_state.pop(key, None)


def _option(extraction: Extraction, snapshot: Snapshot, words: Words) -> str:
    known = words("read.known_mark") if extraction.article.hash in snapshot.articles else ""
    return words(
        "read.article_option",
        title=_plain_title(extraction.article, words),
        count=len(extraction.claims),
        known=known,
    )


def _title(article: Article, words: Words) -> str:
    return escape_markdown(_plain_title(article, words))


def _plain_title(article: Article, words: Words) -> str:
    title = " ".join(article.title.split()) or words("read.untitled")
    return title if len(title) <= _TITLE_SHOWN else title[: _TITLE_SHOWN - 1] + "…"


if __name__ == "__main__":
    show()
