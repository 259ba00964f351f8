"""One entity: its names, and everything that articles say of it, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from kg.model import Claim, Entity
from kg.store.outlines import ClaimOutline
from ui.components.conflicts import draw_conflicts
from ui.components.deal_list import draw_deals
from ui.components.facts import draw_neighbours, fact_label, name_heading
from ui.components.figures import has_figures, name_figures
from ui.components.link_doubts import draw_link_doubts
from ui.components.markdown import escape_markdown
from ui.components.month_chart import draw_chart, paint_series
from ui.components.pager import draw_pager
from ui.components.printing import draw_print_button
from ui.components.profile_header import draw_articles, draw_header
from ui.components.role_bars import draw_roles
from ui.components.search import search_entity
from ui.components.sources import begin_lines, open_sources
from ui.dossier.facts import Fact, Heading, facts_a_heading, group_facts, split_evenly
from ui.dossier.mentions import Mentions, find_mentions
from ui.dossier.neighbours import find_neighbours
from ui.dossier.roles import list_roles
from ui.failures import failures_shown
from ui.history import entity_deals, entity_periods
from ui.redirects import current_id
from ui.snapshot import Snapshot
from ui.state import open_view, restore_choices, write_link
from ui.strings import LANGUAGES, Words
from ui.timeline.lives import select_deals
from ui.timeline.scale import make_scale
from ui.timeline.stacks import stack_kinds

_DEFAULTS: dict[str, object] = {"entity": None, "shown": []}
_FACTS_AT_FIRST = 48
_ROLES_A_PAGE = 12
_NEIGHBOURS = 20
_ARTICLES_A_PAGE = 10
# To somebody who has chosen none.
_OFFERED = 12


def show() -> None:
    """Draws the view."""
    snapshot, words = open_view()
    restore_choices(_DEFAULTS)
    st.session_state["shown"] = [name for name in st.session_state["shown"] if name in words.schema.statuses]
    asked = st.session_state["entity"]
    st.session_state["entity"] = current_id(snapshot, asked)
    with st.container(key="screen-search"):
        chosen = search_entity(snapshot, words, "entity", label=words("entity.choose"))
    if asked and chosen is None:
        st.warning(words("entity.unknown", id=re.sub(r"[^\w-]", " ", str(asked))))
    if chosen is None:
        _offer(snapshot, words)
    else:
        if asked != chosen:
            st.info(words("entity.merged"))
        _draw_entity(snapshot.entities[chosen], snapshot, words)
    write_link(_DEFAULTS)


def _offer(snapshot: Snapshot, words: Words) -> None:
    st.info(words("entity.how_to"))
    known = sorted(snapshot.by_entity, key=lambda one: (-len(snapshot.by_entity[one]), one))
    with st.container(horizontal=True):
        for one in [entity for entity in known if entity in snapshot.entities][:_OFFERED]:
            name = escape_markdown(snapshot.entities[one].label(words.lang))
            st.button(name, key=f"offer-{one}", on_click=st.session_state.__setitem__, args=("entity", one))


def _draw_entity(entity: Entity, snapshot: Snapshot, words: Words) -> None:
    claims = snapshot.by_entity.get(entity.id, ())
    mentions = find_mentions(claims, snapshot.articles)
    st.html(draw_header(entity, mentions, words))
    with st.container(key="screen-links", horizontal=True, vertical_alignment="center"):
        network, timeline = words("entity.in_network"), words("entity.in_timeline")
        st.page_link("views/explore.py", label=network, query_params={"focus": entity.id})
        st.page_link("views/timeline.py", label=timeline, query_params={"entity": entity.id})
        draw_print_button(words)
    draw_link_doubts(entity.id, snapshot, words)
    if not claims:
        st.info(words("entity.no_facts"))
        return
    _draw_mentions(mentions, words)
    _draw_facts(entity.id, claims, snapshot, words)
    _draw_roles(entity.id, snapshot, words)
    _draw_deals(entity.id, snapshot, words)
    _draw_neighbours(entity.id, claims, snapshot, words)
    _draw_articles(entity.id, mentions, words)
    draw_conflicts(entity.id, snapshot, words)


def _title(key: str, words: Words) -> None:
    st.markdown(f"#### {words(key)}")


def _draw_mentions(mentions: Mentions, words: Words) -> None:
    # Each language keeps its colour, whichever there is more of.
    kinds = [*LANGUAGES, ""]
    days = [(one.published, one.lang if one.lang in LANGUAGES else "") for one in mentions.articles]
    stacks = stack_kinds(days, len(kinds))
    if not stacks.bars:
        return
    _title("entity.mentions", words)
    names = {lang: LANGUAGES.get(lang, words("entity.other_language")) for lang in kinds}
    st.html(draw_chart(stacks, names, paint_series(tuple(kinds)), words("entity.mentions_by_month"), words))


@st.fragment
def _draw_facts(entity_id: str, claims: Sequence[ClaimOutline], snapshot: Snapshot, words: Words) -> None:
    with failures_shown(words):
        _title("entity.facts", words)
        shown = st.pills(
            words("entity.statuses"),
            list(words.schema.statuses),
            selection_mode="multi",
            format_func=words.status,
            key="shown",
            persist_state="session",
        )
        wanted = [claim for claim in claims if not shown or claim.status in shown]
        if not wanted:
            st.info(words("entity.no_shown"))
        facts = group_facts(wanted, entity_id, words.schema)
        most = facts_a_heading([len(found) for found in facts.values()], _FACTS_AT_FIRST)
        open_ = {heading: found[: None if _is_open(entity_id, heading) else most] for heading, found in facts.items()}
        figures = _read_figures([fact for found in open_.values() for fact in found], snapshot, words)
        columns = st.columns(2)
        for place, side in enumerate(split_evenly([(heading, len(found)) for heading, found in open_.items()])):
            with columns[place]:
                for heading in side:
                    _draw_heading(entity_id, heading, open_[heading], len(facts[heading]), figures, snapshot, words)
    write_link(_DEFAULTS)


def _all_key(entity_id: str, heading: Heading) -> str:
    return f"facts-{entity_id}-{heading.relation}-{heading.incoming}"


def _is_open(entity_id: str, heading: Heading) -> bool:
    return bool(st.session_state.get(_all_key(entity_id, heading)))


def _read_figures(facts: Sequence[Fact], snapshot: Snapshot, words: Words) -> dict[str, Claim]:
    telling = [fact.latest for fact in facts if has_figures(fact.heading.relation, words.schema)]
    return {claim.id: claim for claim in snapshot.read_claims(telling)}


def _draw_heading(
    entity_id: str,
    heading: Heading,
    facts: Sequence[Fact],
    count: int,
    figures: dict[str, Claim],
    snapshot: Snapshot,
    words: Words,
) -> None:
    with begin_lines(_all_key(entity_id, heading), escape_markdown(name_heading(heading, words))):
        for fact in facts:
            claim = figures.get(fact.latest.id)
            label = fact_label(fact, name_figures(claim.qualifiers, words) if claim else "", snapshot.entities, words)
            open_sources(label, fact.claims, snapshot, words, key=f"fact-{entity_id}-{fact.latest.id}")
    if len(facts) < count:
        key = _all_key(entity_id, heading)
        label = words("entity.more_facts", count=f"{count:,}")
        st.button(label, key=f"{key}-more", on_click=st.session_state.__setitem__, args=(key, True), type="tertiary")


@st.fragment
def _draw_roles(entity_id: str, snapshot: Snapshot, words: Words) -> None:
    with failures_shown(words):
        roles = list_roles(entity_periods(snapshot, entity_id), entity_id, words.schema)
        if not roles:
            return
        _title("entity.roles", words)
        page = draw_pager(roles, _ROLES_A_PAGE, words, key="roles", of=entity_id)
        scale = make_scale(day for role in page for day in (role.period.start, role.period.last, role.period.until))
        if scale:
            st.html(draw_roles(page, scale, snapshot.entities, words))


@st.fragment
def _draw_deals(entity_id: str, snapshot: Snapshot, words: Words) -> None:
    with failures_shown(words):
        deals = select_deals(entity_deals(snapshot, entity_id))
        if deals:
            _title("entity.deals", words)
            draw_deals(deals, snapshot, words, key="profile-deals", of=entity_id)


def _draw_neighbours(entity_id: str, claims: Sequence[ClaimOutline], snapshot: Snapshot, words: Words) -> None:
    neighbours = find_neighbours(claims, entity_id, words.schema)
    if not neighbours:
        return
    _title("entity.neighbours", words)
    if len(neighbours) > _NEIGHBOURS:
        st.caption(words("entity.neighbours_cut", shown=_NEIGHBOURS, count=f"{len(neighbours):,}"))
    st.html(draw_neighbours(neighbours[:_NEIGHBOURS], snapshot.entities, words))


@st.fragment
def _draw_articles(entity_id: str, mentions: Mentions, words: Words) -> None:
    with failures_shown(words):
        _title("entity.articles", words)
        page = draw_pager(mentions.articles, _ARTICLES_A_PAGE, words, key="articles", of=entity_id)
        st.html(draw_articles(page, words))


if __name__ == "__main__":
    show()
