"""What happened when: events by month, and the lives of deals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from kg.model import Claim
from kg.store.outlines import ClaimOutline
from kg.timeline import Deal, DealState
from ui.components.brush import draw_brush
from ui.components.dates import name_month, name_range, name_when
from ui.components.deal_list import draw_deals
from ui.components.evidence import display_name, read_phrase
from ui.components.facts import sources_label, status_label
from ui.components.figures import has_figures, name_figures
from ui.components.markdown import escape_markdown
from ui.components.month_chart import MOST_KINDS, draw_chart, paint_series, paint_statuses
from ui.components.pager import draw_pager
from ui.components.search import search_entity
from ui.components.sources import begin_lines, open_sources
from ui.failures import failures_shown
from ui.history import entity_deals
from ui.redirects import current_id
from ui.snapshot import Snapshot
from ui.state import open_view, restore_choices, write_link
from ui.strings import Words
from ui.timeline.bars import clean_day, count_months
from ui.timeline.events import Event, EventFilter, group_events
from ui.timeline.lives import select_deals
from ui.timeline.stacks import stack_kinds

_DEFAULTS: dict[str, object] = {
    "entity": None,
    "since": "",
    "until": "",
    "show": "events",
    "event_relations": [],
    "event_statuses": [],
    "by": "status",
    "order": "newest",
    "states": [],
}
_ONE_OF = {"show": ("events", "deals"), "by": ("status", "relation"), "order": ("newest", "oldest")}
# A screen and a half, and few enough to read their figures at once: a judgement, not tuned. (No text below it:
# Streamlit would show that.)
_EVENTS_A_PAGE = 25


def show() -> None:
    """Draws the view."""
    snapshot, words = open_view()
    restore_choices(_DEFAULTS)
    _mend_choices(words)
    asked = st.session_state["entity"]
    st.session_state["entity"] = current_id(snapshot, asked)
    placeholder = words("timeline.entity_any")
    entity = search_entity(snapshot, words, "entity", label=words("timeline.entity"), placeholder=placeholder)
    if asked and entity is None:
        st.warning(words("timeline.unknown_entity"))
    _draw(snapshot, words, entity)


def _mend_choices(words: Words) -> None:
    """Puts what may stand in place of what a link says and nobody can choose."""
    chosen = st.session_state
    for key, allowed in _ONE_OF.items():
        if chosen[key] not in allowed:
            chosen[key] = allowed[0]
    known = {
        "event_relations": words.schema.relations,
        "event_statuses": words.schema.statuses,
        "states": set(map(str, DealState)),
    }
    for key, names in known.items():
        chosen[key] = [name for name in chosen[key] if name in names]
    for key in ("since", "until"):
        chosen[key] = clean_day(chosen[key])


@st.fragment
def _draw(snapshot: Snapshot, words: Words, entity: str | None) -> None:
    with failures_shown(words):
        st.segmented_control(
            words("timeline.show"),
            _ONE_OF["show"],
            format_func=lambda name: words(f"timeline.show_{name}"),
            key="show",
            required=True,
            persist_state="session",
            label_visibility="collapsed",
        )
        if st.session_state["show"] == "deals":
            _draw_deals(snapshot, words, entity)
        else:
            _draw_events(snapshot, words, entity)
    write_link(_DEFAULTS)


def _brush(days: Sequence[str], label: str, words: Words) -> None:
    chosen = st.session_state
    draw_brush(
        count_months(days),
        chosen["since"],
        chosen["until"],
        words,
        key="timeline-dates",
        label=label,
        on_change=lambda since, until: chosen.update(since=since, until=until),
    )


def _draw_events(snapshot: Snapshot, words: Words, entity: str | None) -> None:
    claims = snapshot.by_entity.get(entity, ()) if entity else snapshot.outlines
    _choose_events(words)
    chosen = st.session_state
    wanted = EventFilter(
        frozenset(chosen["event_relations"]), frozenset(chosen["event_statuses"]), chosen["since"], chosen["until"]
    )
    _brush([claim.day for claim in claims if wanted.accepts(claim)], words("timeline.claims_by_month"), words)
    found = wanted.select(claims)
    if not found:
        st.info(words("timeline.no_events"))
        return
    _draw_chart(found, words)
    events = group_events(found, snapshot.knowledge.schema, newest_first=chosen["order"] == "newest")
    span = name_range(wanted.since, wanted.until, words)
    st.markdown(f"##### {escape_markdown(words('timeline.events', count=f'{len(events):,}', span=span))}")
    _list_events(
        draw_pager(events, _EVENTS_A_PAGE, words, key="events", of=(entity, wanted, chosen["order"])), snapshot, words
    )


def _choose_events(words: Words) -> None:
    left, middle, right = st.columns([4, 4, 3])
    left.multiselect(
        words("timeline.relations"),
        sorted(words.schema.relations, key=words.relation),
        format_func=words.relation,
        placeholder=words("timeline.all_relations"),
        key="event_relations",
        persist_state="session",
    )
    middle.multiselect(
        words("timeline.statuses"),
        list(words.schema.statuses),
        format_func=words.status,
        placeholder=words("timeline.all_statuses"),
        key="event_statuses",
        persist_state="session",
    )
    right.segmented_control(
        words("timeline.order"),
        _ONE_OF["order"],
        format_func=lambda name: words(f"timeline.order_{name}"),
        key="order",
        required=True,
        persist_state="session",
    )


def _draw_chart(claims: Sequence[ClaimOutline], words: Words) -> None:
    by = st.segmented_control(
        words("timeline.by"),
        _ONE_OF["by"],
        format_func=lambda name: words(f"timeline.by_{name}"),
        key="by",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    if by == "status":
        stacks = stack_kinds(((claim.day, claim.status) for claim in claims), len(words.schema.statuses))
        names = {kind: words.status(kind) for kind, _ in stacks.kinds}
        paints = paint_statuses()
    else:
        stacks = stack_kinds(((claim.day, claim.relation) for claim in claims), MOST_KINDS)
        names = {kind: words.relation(kind) if kind else words("timeline.others") for kind, _ in stacks.kinds}
        paints = paint_series(tuple(names))
    st.html(draw_chart(stacks, names, paints, words("timeline.claims_by_month"), words))


def _list_events(events: Sequence[Event], snapshot: Snapshot, words: Words) -> None:
    # Figures stand in the words of claims; one claim of an event is enough for its line.
    newest = {event: max(event.claims, key=lambda claim: (claim.reported, claim.id)) for event in events}
    telling = [one for event, one in newest.items() if has_figures(event.relation, words.schema)]
    figures = {claim.id: claim for claim in snapshot.read_claims(telling)}
    for month, group in groupby(events, key=lambda event: event.day[:7]):
        title = escape_markdown(name_month(month, words) if month else words("brush.undated"))
        with begin_lines(f"events-{month}", title):
            for event in group:
                label = _label(event, figures.get(newest[event].id), snapshot, words)
                open_sources(label, event.claims, snapshot, words, key=f"event-{event.claims[0].id}")


def _label(event: Event, claim: Claim | None, snapshot: Snapshot, words: Words) -> str:
    ends = [display_name(one, snapshot.entities, words.lang) if one else "" for one in (event.subject, event.object)]
    phrase = read_phrase(ends[0], event.relation, ends[1], words)
    figures = name_figures(claim.qualifiers, words) if claim else ""
    # Of a day that some article came out on, it is known that a day is meant.
    said = event.day if any(claim.reported == event.day for claim in event.claims) else ""
    day = f"{escape_markdown(name_when(event.day, said, words))} · " if event.day else ""
    amount = f" · {escape_markdown(figures)}" if figures else ""
    sources = escape_markdown(sources_label(event.articles, words))
    return f"{day}**{escape_markdown(phrase)}**{amount} {status_label(event.status, words)} {sources}"


def _draw_deals(snapshot: Snapshot, words: Words, entity: str | None) -> None:
    with st.spinner(words("timeline.reading_deals")):
        deals = entity_deals(snapshot, entity)
    found = _choose_deals(deals, words)
    if not found:
        st.info(words("timeline.no_deals"))
        return
    chosen = st.session_state
    draw_deals(
        found, snapshot, words, key="deals", of=(entity, chosen["since"], chosen["until"], tuple(chosen["states"]))
    )


def _choose_deals(deals: Sequence[Deal], words: Words) -> tuple[Deal, ...]:
    st.pills(
        words("timeline.states"),
        list(map(str, DealState)),
        selection_mode="multi",
        format_func=lambda state: words(f"timeline.state_{state}"),
        key="states",
        persist_state="session",
    )
    chosen = st.session_state
    in_state = select_deals(deals, chosen["states"])
    _brush([step.day for deal in in_state for step in deal.steps], words("timeline.steps_by_month"), words)
    return select_deals(in_state, (), chosen["since"], chosen["until"])


if __name__ == "__main__":
    show()
