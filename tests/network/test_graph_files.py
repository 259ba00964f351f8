import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import networkx as nx
import pytest

from kg.model import Stage
from kg.network import (
    build_network,
    label_network,
    write_cytoscape,
    write_edges,
    write_gexf,
    write_graphml,
    write_nodes,
)
from kg.schema import load_schema
from tests.builders import (
    ALTMAN,
    HOSTILE_NAMES,
    MICROSOFT,
    NVIDIA,
    OPENAI,
    SOFTBANK,
    hostile_extraction,
    samples,
    simple_extraction,
)

WRITERS = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "cyjs": write_cytoscape,
    "nodes": write_nodes,
    "edges": write_edges,
}
GEXF = "{http://www.gexf.net/1.2draft}"


def _network(extractions):
    network = build_network(
        [one.article for one in extractions],
        [entity for one in extractions for entity in one.entities],
        [claim for one in extractions for claim in one],
    )
    return label_network(network, load_schema())


def _written(write, network) -> bytes:
    out = io.BytesIO()
    write(network, out)
    return out.getvalue()


def _edges(network):
    """Ends and attributes of each edge by its id, without what a format adds."""
    return {
        data.get("id", key): (subject, object_, data["relation"], data["sentence"], data["confidence"])
        for subject, object_, key, data in network.edges(keys=True, data=True)
    }


def _read_gexf(written):
    # networkx leaves out keys where no two edges are parallel.
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(written)))


READERS = {
    "graphml": lambda written: nx.read_graphml(io.BytesIO(written), force_multigraph=True),
    "gexf": _read_gexf,
    "cyjs": lambda written: nx.cytoscape_graph(json.loads(written)),
}


def _parallel():
    """Two claims of the same pair, one of the other direction and one of itself, in both languages."""
    return [
        simple_extraction(MICROSOFT, "investsIn", OPENAI, text="1"),
        simple_extraction(MICROSOFT, "partnersWith", OPENAI, lang="ja", text="2", confidence=0.7),
        simple_extraction(OPENAI, "partnersWith", MICROSOFT, lang="ja", text="3"),
        simple_extraction(OPENAI, "sues", OPENAI, text="4"),
    ]


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_claims_in_another_order_give_the_same_bytes(format_):
    write = WRITERS[format_]
    assert _written(write, _network(samples())) == _written(write, _network(samples()[::-1]))


@pytest.mark.parametrize("extractions", [samples(), _parallel(), []], ids=["samples", "parallel", "nothing"])
@pytest.mark.parametrize("format_", READERS)
def test_a_file_reads_back_with_every_node_and_edge(format_, extractions):
    network = _network(extractions)
    read = READERS[format_](_written(WRITERS[format_], network))
    assert read.is_directed()
    assert {node: data["label"] for node, data in read.nodes(data=True)} == {
        node: data["label_en"] for node, data in network.nodes(data=True)
    }
    assert {node: data["label_ja"] for node, data in read.nodes(data=True)} == {
        node: data["label_ja"] for node, data in network.nodes(data=True)
    }
    assert _edges(read) == _edges(network)


def test_graphml_reads_back_with_every_attribute():
    network = _network(samples())
    read = nx.read_graphml(io.BytesIO(_written(write_graphml, network)), force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    # The ids of edges are their keys.
    assert {key: data for *_, key, data in read.edges(keys=True, data=True)} == {
        key: data for *_, key, data in network.edges(keys=True, data=True)
    }


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("format_", READERS)
def test_hostile_names_break_no_file(format_, lang):
    network = _network([hostile_extraction(lang)])
    read = READERS[format_](_written(WRITERS[format_], network))
    assert len(read) == len(HOSTILE_NAMES)
    assert read.number_of_edges() == len(HOSTILE_NAMES) - 1
    exact = format_ == "cyjs"
    expected = {name if exact else _as_xml_has_it(name) for name in HOSTILE_NAMES}
    assert {_line_feeds(data["label"], exact) for _, data in read.nodes(data=True)} == expected
    products = {_line_feeds(data["q_product"], exact) for *_, data in read.edges(data=True)}
    assert products < expected


def _as_xml_has_it(name: str) -> str:
    for forbidden in "\x00\x07\x0b\ufffe\uffff":
        name = name.replace(forbidden, "\ufffd")
    return _line_feeds(name, False)


def _line_feeds(text: str, exact: bool) -> str:
    """XML may change ends of lines, and tabs and ends of lines in its attributes."""
    return text if exact else " ".join(text.split())


def test_symmetric_relations_are_told_from_others_in_every_format():
    network = _network(_parallel())
    expected = {"investsIn": False, "partnersWith": True, "sues": False}
    for format_, read in READERS.items():
        edges = read(_written(WRITERS[format_], network)).edges(data=True)
        assert {data["relation"]: data["symmetric"] for *_, data in edges} == expected
    rows = csv.DictReader(io.StringIO(_written(write_edges, network).decode()))
    assert {row["relation"]: row["Type"] == "Undirected" for row in rows} == expected


def test_relations_are_named_in_both_languages():
    (edge,) = [data for *_, data in _network(samples()).edges(data=True) if data["relation"] == "partnersWith"]
    assert (edge["label"], edge["relation_en"], edge["relation_ja"]) == (
        "partners with",
        "partners with",
        "と提携・協業する",
    )


def test_a_relation_that_the_schema_does_not_know_is_named_by_its_name():
    network = build_network([], [], simple_extraction(MICROSOFT, "adores", OPENAI).claims)
    ((*_, edge),) = label_network(network, load_schema()).edges(data=True)
    assert (edge["label"], edge["relation_ja"], edge["symmetric"]) == ("adores", "adores", False)


# ---- one type a column


@pytest.mark.parametrize("format_", READERS)
@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([1, 2], [1, 2]),
        ([10_000_000_000, 0.5], [1e10, 0.5]),
        ([1, "about 2"], ["1", "about 2"]),
        ([2**70, 1], [str(2**70), "1"]),
        ([float("inf"), 1], [1]),
        ([float("nan"), 0.5], [0.5]),
    ],
)
def test_a_column_has_one_type(format_, amounts, expected):
    network = nx.MultiDiGraph()
    network.add_node("a", label_en="A")
    for key, amount in enumerate(amounts):
        network.add_edge("a", "a", key=str(key), relation="sues", start="", end="", q_amount=amount)
    written = _written(WRITERS[format_], label_network(network, load_schema()))
    edges = sorted(READERS[format_](written).edges(keys=True, data=True), key=lambda edge: edge[2])
    found = [data["q_amount"] for *_, data in edges if "q_amount" in data]
    assert found == expected
    assert len({type(one) for one in found}) == 1


# ---- dates in GEXF


def _dated():
    return [
        simple_extraction(MICROSOFT, "investsIn", OPENAI, published="2024-01-15", qualifiers={"eventDate": "2023-01"}),
        simple_extraction(SOFTBANK, "partnersWith", OPENAI, lang="ja", published="2024-02-01", stage=Stage.ENDED),
        simple_extraction(
            ALTMAN,
            "executiveOf",
            OPENAI,
            published="2024-03-01",
            qualifiers={"startDate": "2019", "endDate": "2023-11"},
        ),
        simple_extraction(NVIDIA, "supplies", MICROSOFT, published=""),
    ]


def test_gexf_has_the_dates_of_claims_for_the_timeline():
    root = ElementTree.fromstring(_written(write_gexf, _network(_dated())))
    graph = root.find(f"{GEXF}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    edges = {edge.get("source"): (edge.get("start"), edge.get("end")) for edge in graph.iter(f"{GEXF}edge")}
    assert edges == {
        MICROSOFT.id: ("2023-01-01", None),
        SOFTBANK.id: ("2024-02-01", "2024-02-01"),
        ALTMAN.id: ("2019-01-01", "2023-11-30"),
        NVIDIA.id: (None, None),
    }
    # Where one of the edges is always there, so are its ends.
    nodes = {node.get("id"): node.get("start") for node in graph.iter(f"{GEXF}node")}
    assert nodes == {
        MICROSOFT.id: None,
        OPENAI.id: "2019-01-01",
        SOFTBANK.id: "2024-02-01",
        ALTMAN.id: "2019-01-01",
        NVIDIA.id: None,
    }


def test_the_dates_of_gexf_read_back():
    read = _read_gexf(_written(write_gexf, _network(_dated())))
    assert read.graph["mode"] == "dynamic"
    (edge,) = read[ALTMAN.id][OPENAI.id].values()
    assert (edge["start"], edge["end"]) == ("2019-01-01", "2023-11-30")


@pytest.mark.parametrize(
    "extractions", [samples(), _dated(), [hostile_extraction()], []], ids=["samples", "dated", "hostile", "nothing"]
)
def test_gexf_keeps_the_rules_of_its_schema(extractions):
    written = _written(write_gexf, _network(extractions))
    root = ElementTree.fromstring(written)
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.2")
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    graph = root.find(f"{GEXF}graph")
    assert graph.get("defaultedgetype") == "directed"
    assert {child.tag for child in graph} <= {f"{GEXF}{name}" for name in ("attributes", "nodes", "edges")}
    nodes = [node.get("id") for node in graph.iter(f"{GEXF}node")]
    edges = list(graph.iter(f"{GEXF}edge"))
    assert len(set(nodes)) == len(nodes)
    assert all(node.get("label") is not None for node in graph.iter(f"{GEXF}node"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert all({edge.get("source"), edge.get("target")} <= set(nodes) for edge in edges)
    attributes = {
        (group.get("class"), one.get("id")): one.get("type")
        for group in graph.iter(f"{GEXF}attributes")
        for one in group.iter(f"{GEXF}attribute")
    }
    assert set(attributes.values()) <= {"string", "double", "long", "boolean"}
    for kind in ("node", "edge"):
        for element in graph.iter(f"{GEXF}{kind}"):
            values = list(element.iter(f"{GEXF}attvalue"))
            assert all((kind, value.get("for")) in attributes for value in values)
            assert len({value.get("for") for value in values}) == len(values)


def test_gexf_names_neither_the_day_nor_a_version():
    written = _written(write_gexf, _network(samples()))
    assert b"lastmodifieddate" not in written
    assert nx.__version__.encode() not in written


# ---- Cytoscape


def test_cytoscape_has_ids_and_the_names_that_it_shows():
    document = json.loads(_written(write_cytoscape, _network(_parallel())))
    nodes = [node["data"] for node in document["elements"]["nodes"]]
    edges = [edge["data"] for edge in document["elements"]["edges"]]
    assert {node["id"]: node["name"] for node in nodes} == {MICROSOFT.id: "Microsoft", OPENAI.id: "OpenAI"}
    # Nodes and edges share one space of ids.
    assert len({one["id"] for one in nodes + edges}) == len(nodes) + len(edges) == 6
    assert {(edge["source"], edge["interaction"], edge["name"]) for edge in edges} >= {
        (MICROSOFT.id, "investsIn", "Microsoft (invests in) OpenAI"),
        (OPENAI.id, "partnersWith", "OpenAI (partners with) Microsoft"),
    }


# ---- CSV of nodes and edges


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_nodes_and_edges_as_csv_keep_every_text_as_it_is(lang):
    network = _network([hostile_extraction(lang)])
    nodes = list(csv.DictReader(io.StringIO(_written(write_nodes, network).decode(), newline="")))
    assert {row["Label"] for row in nodes} == set(HOSTILE_NAMES)
    edges = list(csv.DictReader(io.StringIO(_written(write_edges, network).decode(), newline="")))
    assert {row["q_product"] for row in edges} == set(HOSTILE_NAMES[:-1])
    ids = {row["Id"] for row in nodes}
    assert all({row["Source"], row["Target"]} <= ids for row in edges)


def test_headings_are_those_that_gephi_looks_for():
    network = _network(samples())
    assert _written(write_nodes, network).decode().splitlines()[0] == "Id,Label,label_en,label_ja,names,type"
    heading = _written(write_edges, network).decode().splitlines()[0].split(",")
    assert heading[:5] == ["Source", "Target", "Type", "Id", "Label"]
    qualifiers = [name for name in heading if name.startswith("q_")]
    assert heading[-len(qualifiers) :] == sorted(qualifiers)
    assert _written(write_nodes, _network([])) == b"Id,Label\r\n"
    assert _written(write_edges, _network([])) == b"Source,Target,Type,Id,Label\r\n"
