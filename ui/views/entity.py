"""One entity: its names, and every fact that articles give, each with its evidence."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from kg.model import Claim, Entity
from ui.components.evidence import link, marks_legend
from ui.components.facts import draw_facts
from ui.components.picker import pick_entity
from ui.facts import Facts, group_facts
from ui.snapshot import Snapshot
from ui.state import current_words, open_snapshot, restore_choices, store_path, write_link
from ui.strings import Words

_QID = re.compile(r"Q[1-9]\d*")
_FAINT = "opacity:.72"


def show() -> None:
    """Draws the view."""
    store = store_path()
    assert store is not None, "the frame shows no view without a store"
    snapshot = open_snapshot(store)
    words = current_words(snapshot)
    defaults: dict[str, object] = {"entity": None, "shown": list(words.schema.statuses)}
    restore_choices(defaults)
    asked = st.session_state["entity"]
    st.session_state["shown"] = [name for name in st.session_state["shown"] if name in words.schema.statuses]
    chosen = pick_entity(snapshot, words("entity.choose"), words("entity.placeholder"), words.lang, "entity")
    if asked and chosen is None:
        st.warning(words("entity.unknown", id=re.sub(r"[^\w-]", " ", str(asked))))
    if chosen is None:
        st.info(words("entity.how_to"))
    else:
        _draw_entity(snapshot.entities[chosen], snapshot, words)
    write_link(defaults)


def _draw_entity(entity: Entity, snapshot: Snapshot, words: Words) -> None:
    claims = snapshot.by_entity.get(entity.id, ())
    st.html(_draw_header(entity, claims, words))
    st.page_link(
        "views/network.py",
        label=words("entity.in_network"),
        icon=":material/hub:",
        query_params={"focus": entity.id, "statuses": ".".join(words.schema.statuses)},
    )
    if not claims:
        st.info(words("entity.no_facts"))
        return
    st.multiselect(
        words("entity.statuses"),
        list(words.schema.statuses),
        format_func=words.status,
        placeholder=words("filter.statuses_none"),
        key="shown",
        persist_state="session",
    )
    shown = [claim for claim in claims if str(claim.status) in st.session_state["shown"]]
    if len(shown) < len(claims):
        st.caption(words("entity.hidden", count=len(claims) - len(shown)))
    if not shown:
        return
    st.html(marks_legend(words))
    symmetric = {name for name, relation in words.schema.relations.items() if relation.symmetric}
    _draw_sections(group_facts(shown, entity.id, symmetric), snapshot, words)


def _draw_sections(facts: Facts, snapshot: Snapshot, words: Words) -> None:
    own = {heading for heading, others in facts.items() if "" in others}
    incoming = {heading for heading in facts if heading.incoming}
    sections = (
        ("entity.about", own),
        ("entity.outgoing", facts.keys() - own - incoming),
        ("entity.incoming", incoming),
    )
    for title, headings in sections:
        if headings:
            st.markdown(f"#### {words(title)}")
            st.html("".join(draw_facts(heading, facts[heading], snapshot, words) for heading in sorted(headings)))


def _draw_header(entity: Entity, claims: tuple[Claim, ...], words: Words) -> str:
    name = entity.label(words.lang)
    labels = [label for label in dict.fromkeys(entity.labels.values()) if label != name]
    aliases = [alias for alias in entity.names if alias not in {name, *labels}]
    other = f' <span style="{_FAINT};font-size:1.3rem">{escape(" / ".join(labels))}</span>' if labels else ""
    facts = [escape(words.type(str(entity.type)))]
    if _QID.fullmatch(entity.id):
        facts.append(link(f"https://www.wikidata.org/wiki/{entity.id}", f"{words('entity.wikidata')} {entity.id}"))
    articles = len({claim.article_hash for claim in claims})
    facts.append(escape(words("entity.counts", claims=len(claims), articles=articles)))
    also = f"{words('entity.aliases')}: {', '.join(aliases)}" if aliases else ""
    return (
        f'<div style="font-size:2rem;font-weight:700">{escape(name)}{other}</div>'
        f'<div>{" · ".join(facts)}</div><div style="{_FAINT}">{escape(also)}</div>'
    )


if __name__ == "__main__":
    show()
