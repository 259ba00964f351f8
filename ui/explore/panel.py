"""What is beside the picture: the evidence of an edge, what is known of an entity, and the same network as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui.components.evidence import claim_card, contradictions, display_name, marks_legend
from ui.components.judging import offer_rejection
from ui.components.markdown import escape_markdown
from ui.explore.graph import Edge, read_edge
from ui.explore.picture import Sizes, entity_type, name_edge, span_of
from ui.explore.scene import Scene
from ui.explore.session import act, current_view
from ui.explore.summary import Line, find_contested, sum_up
from ui.explore.view import EXPANDED_AT_ONCE, View, choose, expand, focus_on, hide, pin, show_hidden, unpin
from ui.snapshot import ClaimOutline, Snapshot
from ui.strings import Words

OFFERED = 500
"""Edges in the list to choose from: what a browser opens without a wait. The table has all of them."""
READ_AT_ONCE = 20
"""Claims whose sentences are read and shown; more when asked for. A round number, some screens full."""
# Lines, and names in each: what fits beside the picture.
_TOP, _NAMED = 6, 3


def draw_details(scene: Scene, sizes: Sizes, snapshot: Snapshot, words: Words) -> None:
    """What is chosen, with a list to choose from for those who do not use the picture."""
    view = current_view()
    _choose_edge(scene, view, snapshot, words)
    edge = read_edge(view.chosen)
    if edge is not None:
        _draw_edge(edge, scene, snapshot, words)
    elif view.chosen or view.focus:
        _draw_node(view.chosen or view.focus, scene, sizes, snapshot, words)
    else:
        st.caption(words("explore.how_to"))
    if view.hidden:
        with st.container(horizontal=True, vertical_alignment="center"):
            names = ", ".join(display_name(one, snapshot.entities, words.lang) for one in view.hidden)
            st.caption(words("explore.hidden", names=escape_markdown(names)))
            st.button(
                words("explore.show_hidden"),
                on_click=act,
                args=(show_hidden,),
                type="tertiary",
                key="explore_show_hidden",
            )


def draw_list(scene: Scene, snapshot: Snapshot, words: Words) -> None:
    """Every edge of the picture as a table."""
    edges = sorted(scene.edges, key=lambda edge: (-len(scene.graph.edges[edge]), edge))
    names = {node: display_name(node, snapshot.entities, words.lang) for node in scene.nodes}

    def column(key: str, read: Callable[[Edge], object]) -> tuple[str, list[object]]:
        return words(f"explore.column_{key}"), [read(edge) for edge in edges]

    table = dict(
        (
            column("subject", lambda edge: names[edge.subject]),
            column("relation", lambda edge: words.relation(edge.relation)),
            column("object", lambda edge: names[edge.object]),
            column("status", lambda edge: words.status(edge.status)),
            column("claims", lambda edge: len(scene.graph.edges[edge])),
            column("days", lambda edge: span_of(scene.graph.edges[edge])),
        )
    )
    key = f"explore_table_{scene.base.layout}_{len(edges)}"

    def take() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows and rows[0] < len(edges):
            act(lambda view: choose(view, edges[rows[0]].key))
            st.session_state["explore_panel"] = "details"

    st.caption(words("explore.list_how"))
    st.dataframe(table, hide_index=True, height=480, key=key, on_select=take, selection_mode="single-row")


def draw_claims(outlines: Sequence[ClaimOutline], snapshot: Snapshot, words: Words, *, key: str) -> None:
    """Claims with their sentences, the latest first; not more at once than somebody reads."""
    latest = sorted(outlines, key=lambda claim: (claim.reported, claim.id), reverse=True)
    every = st.session_state.get(key, False)
    shown = latest if every else latest[:READ_AT_ONCE]
    for claim in snapshot.read_claims(shown):
        st.html(claim_card(claim, snapshot.articles, snapshot.entities, words))
        offer_rejection(claim.id, words)
    if len(shown) < len(latest):
        st.button(words("explore.more", count=len(latest) - len(shown)), key=f"{key}_more", on_click=_set, args=(key,))


def _set(key: str) -> None:
    st.session_state[key] = True


def _choose_edge(scene: Scene, view: View, snapshot: Snapshot, words: Words) -> None:
    edges, node = scene.graph.edges, view.chosen or view.focus
    offered = [edge for edge in scene.edges if node in (edge.subject, edge.object)] or list(scene.edges)
    heaviest = sorted(offered, key=lambda edge: (-len(edges[edge]), edge))[:OFFERED]
    told = "\n".join((str(snapshot.store), snapshot.edition, *(f"{edge.key} {len(edges[edge])}" for edge in heaviest)))
    options = dict(_describe_all(told, words.lang, heaviest, scene, snapshot, words))
    chosen = read_edge(view.chosen)
    if chosen is not None and chosen in edges:
        options.setdefault(chosen.key, _describe(chosen, scene, snapshot, words))
    st.session_state["explore_edge"] = view.chosen if view.chosen in options else None
    names_node = len(offered) < len(scene.edges) and node in scene.places
    label = words("explore.edge")
    if names_node:
        label = words("explore.edge_of", name=escape_markdown(display_name(node, snapshot.entities, words.lang)))
    st.selectbox(
        label,
        sorted(options, key=lambda key: (options[key], key)),
        index=None,
        format_func=lambda key: options.get(key, key),
        placeholder=words("explore.edge_none", count=f"{len(options):,}"),
        key="explore_edge",
        on_change=lambda: act(lambda view: choose(view, st.session_state["explore_edge"] or "")),
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _describe_all(
    told: str, lang: str, _edges: list[Edge], _scene: Scene, _snapshot: Snapshot, _words: Words
) -> dict[str, str]:
    return {edge.key: _describe(edge, _scene, _snapshot, _words) for edge in _edges}


def _describe(edge: Edge, scene: Scene, snapshot: Snapshot, words: Words) -> str:
    return words(
        "explore.edge_option",
        phrase=name_edge(edge, snapshot.entities, words),
        status=words.status(edge.status),
        count=len(scene.graph.edges[edge]),
    )


def _draw_edge(edge: Edge, scene: Scene, snapshot: Snapshot, words: Words) -> None:
    chosen = scene.graph.edges.get(edge, ())
    between = snapshot.claims_between(edge.subject, edge.object)
    contested = find_contested(between)
    told_above = {claim.id for claim in (*chosen, *contested)}
    evidence = [claim for claim in chosen if claim not in contested]
    others = [claim for claim in between if claim.id not in told_above]
    st.markdown(f"**{escape_markdown(name_edge(edge, snapshot.entities, words))}**")
    with st.container(horizontal=True):
        for end in dict.fromkeys((edge.subject, edge.object)):
            name = escape_markdown(display_name(end, snapshot.entities, words.lang))
            st.button(name, key=f"explore_end_{end}", on_click=act, args=(_chooser(end),), type="tertiary")
    # The filters may have taken the edge away while it was chosen.
    if not chosen:
        st.info(words("explore.edge_filtered"))
    st.html(marks_legend(words))
    if contested:
        both_sides = snapshot.read_claims(contested)
        st.html(contradictions(both_sides, snapshot.articles, snapshot.entities, words))
    for heading, claims in (("explore.evidence", evidence), ("explore.other_claims", others)):
        if claims:
            st.markdown(f"**{words(heading)}** ({len(claims)})")
            draw_claims(claims, snapshot, words, key=f"{heading}_{edge.key}")


def _chooser(what: str) -> Callable[[View], View]:
    return lambda view: choose(view, what)


def _draw_node(node: str, scene: Scene, sizes: Sizes, snapshot: Snapshot, words: Words) -> None:
    name = display_name(node, snapshot.entities, words.lang)
    st.markdown(f"#### {escape_markdown(name)}")
    st.caption(
        words(
            "explore.node_facts",
            type=words.type(entity_type(node, snapshot.entities)),
            claims=f"{len(snapshot.by_entity.get(node, ())):,}",
            passing=f"{int(sizes.claims.get(node, 0)):,}",
            neighbours=f"{int(sizes.neighbours.get(node, 0)):,}",
        )
    )
    _draw_buttons(node, name, scene, words)
    symmetric = {name for name, relation in words.schema.relations.items() if relation.symmetric}
    lines = sum_up(scene.graph, node, symmetric)
    st.markdown("\n".join(f"- {_tell_line(line, snapshot, words)}" for line in lines[:_TOP]))
    if not lines:
        st.caption(words("explore.node_filtered"))


def _tell_line(line: Line, snapshot: Snapshot, words: Words) -> str:
    names = ", ".join(display_name(one, snapshot.entities, words.lang) for one in line.others[:_NAMED])
    left = len(line.others) - _NAMED
    return words(
        "explore.relation_line",
        relation=words.relation(line.relation, inverse=line.incoming),
        others=escape_markdown(names),
        more=words("explore.and_more", count=left) if left > 0 else "",
        count=line.claims,
    )


def _draw_buttons(node: str, name: str, scene: Scene, words: Words) -> None:
    view, left, shown = current_view(), len(scene.left(node)), node in scene.places
    with st.container(horizontal=True):
        st.button(
            words("explore.expand", count=min(left, EXPANDED_AT_ONCE), left=left),
            icon=":material/hub:",
            disabled=not shown or not left,
            help=words("explore.expand_help"),
            on_click=act,
            args=(lambda view: expand(view, node),),
            key="explore_expand",
        )
        st.button(
            words("explore.hide"),
            icon=":material/visibility_off:",
            disabled=not shown,
            on_click=act,
            args=(lambda view: hide(view, node),),
            key="explore_hide",
        )
        if node in view.pinned:
            st.button(
                words("explore.unpin"),
                icon=":material/keep_off:",
                on_click=act,
                args=(lambda view: unpin(view, node),),
                key="explore_unpin",
            )
        else:
            st.button(
                words("explore.pin"),
                icon=":material/keep:",
                disabled=not shown,
                help=words("explore.pin_help"),
                on_click=act,
                args=(lambda view: pin(view, node, *scene.places[node]),),
                key="explore_pin",
            )
        if view.focus != node:
            st.button(
                words("explore.focus"),
                icon=":material/center_focus_strong:",
                on_click=act,
                args=(lambda view: focus_on(view, node),),
                key="explore_focus",
            )
        st.page_link(
            "views/entity.py",
            label=words("explore.open_entity", name=escape_markdown(name)),
            icon=":material/article:",
            query_params={"entity": node},
        )
