"""Files of what is seen."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, Store

from kg.model import Entity, EntityType
from kg.store.namespaces import PREFIXES
from tests.ui.sample import HOSTILE_NAME, read, write_store
from ui.explore.claim_filter import ClaimFilter
from ui.explore.files import FILES, claims_of
from ui.explore.graph import build_graph
from ui.explore.scene import Scene, build_base, build_scene
from ui.explore.view import View
from ui.snapshot import Snapshot, read_snapshot

STATUSES = frozenset({"asserted", "reported", "planned", "predicted", "possible", "denied", "hypothetical"})


def scene_of(snapshot: Snapshot, view: View) -> Scene:
    """What a view shows, all entities in a row."""
    passing = (claim for claim in snapshot.outlines if view.claims.accepts(claim, snapshot.articles))
    graph = build_graph(passing)
    base = build_base(graph, view, lambda nodes, links: {node: (index, 0.0) for index, node in enumerate(nodes)})
    return build_scene(graph, view, base)


@pytest.fixture(scope="module")
def snapshot(sample_store: Path) -> Snapshot:
    return read_snapshot(sample_store)


def rows_of(name: str, scene: Scene, snapshot: Snapshot) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(FILES[name].write(scene, snapshot).decode("utf-8-sig"))))


def test_entities_and_edges_have_names_in_both_languages(snapshot: Snapshot) -> None:
    scene = scene_of(snapshot, View(focus="Q2283"))
    nodes = {row["entity"]: row for row in rows_of("nodes", scene, snapshot)}
    assert (nodes["Q2283"]["label_ja"], nodes["Q2283"]["type"]) == ("マイクロソフト", "Organization")
    (edge,) = rows_of("edges", scene, snapshot)
    assert (edge["subject_en"], edge["relation_ja"], edge["object_ja"]) == ("Microsoft", "に出資する", "OpenAI")
    assert (edge["status"], edge["claims"], edge["confidence"], edge["days"]) == (
        "reported",
        "1",
        "0.94",
        "2024-01-01",
    )


def test_only_what_is_seen_is_written(snapshot: Snapshot) -> None:
    every = scene_of(snapshot, View(claims=ClaimFilter(statuses=STATUSES)))
    some = scene_of(snapshot, View(claims=ClaimFilter(statuses=STATUSES), hidden=("Q2283",)))
    for name in ("nodes", "edges", "claims"):
        assert len(rows_of(name, some, snapshot)) < len(rows_of(name, every, snapshot))
        assert not any("Microsoft" in row.values() for row in rows_of(name, some, snapshot))


def test_claims_come_with_their_sentences(snapshot: Snapshot) -> None:
    (row,) = rows_of("claims", scene_of(snapshot, View(focus="Q2283")), snapshot)
    assert row["sentence"] == "Microsoft invests $10 billion in OpenAI, Reuters reported."
    assert row["url"] == "https://news.example/1"


def test_networks_have_places_and_sentences(snapshot: Snapshot) -> None:
    tree = ElementTree.fromstring(FILES["graphml"].write(scene_of(snapshot, View()), snapshot))
    text = "".join(tree.itertext())
    assert len(tree.findall(".//{*}node")) == 5
    assert len(tree.findall(".//{*}edge")) == 3
    assert {"x", "y", "sentence"} <= {key.get("attr.name") for key in tree.findall("{*}key")}
    assert HOSTILE_NAME in text


def test_rdf_holds_the_claims_and_what_is_behind_them_but_no_text(snapshot: Snapshot) -> None:
    scene = scene_of(snapshot, View(focus="Q2283"))
    written = FILES["turtle"].write(scene, snapshot)
    assert written == FILES["turtle"].write(scene, snapshot)
    store = Store()
    store.load(written, format=RdfFormat.TURTLE)
    query = """SELECT ?name ?sentence ?title WHERE {
      ?claim a kg:Statement ; rdf:subject/rdfs:label ?name ; prov:wasDerivedFrom/schema:headline ?title ;
        oa:hasTarget/oa:hasSelector/oa:exact ?sentence FILTER(lang(?name) = "ja") }"""
    found = [tuple(term.value for term in row) for row in store.query(query, prefixes=PREFIXES)]
    assert found == [("マイクロソフト", "Microsoft invests $10 billion in OpenAI, Reuters reported.", "Story 1")]
    assert b"ArticleText" not in written
    assert len(claims_of(scene)) == 1


def test_names_that_look_like_formulas_are_none(tmp_path: Path) -> None:
    evil = ("=HYPERLINK(1)", Entity("x-evil", EntityType.ORGANIZATION, {"en": "=HYPERLINK(1)"}))
    beta = ("Beta", Entity("x-beta", EntityType.ORGANIZATION, {"en": "Beta"}))
    store = write_store(
        tmp_path / "evil", [read(1, "=HYPERLINK(1) acquires Beta.", evil, "acquires", "acquires", beta)]
    )
    snapshot = read_snapshot(store)
    scene = scene_of(snapshot, View())
    for name in ("nodes", "edges", "claims"):
        cells = [cell for row in rows_of(name, scene, snapshot) for cell in row.values()]
        assert "'=HYPERLINK(1)" in cells
        assert not [cell for cell in cells if cell.startswith("=")]
