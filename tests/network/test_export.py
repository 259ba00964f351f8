import csv
import io
import xml.etree.ElementTree as ElementTree

import networkx as nx
import pytest

from kg.model import Claim
from kg.network import build_network, write_csv, write_gexf, write_graphml
from tests.builders import MICROSOFT, OPENAI, make_article, make_claim, make_extraction, make_mention, samples

WRITERS = {"graphml": write_graphml, "gexf": write_gexf}


def _network(extractions):
    return build_network(
        [one.article for one in extractions],
        [entity for one in extractions for entity in one.entities],
        [claim for one in extractions for claim in one],
    )


def _written(write, *args) -> bytes:
    out = io.BytesIO()
    write(*args, out)
    return out.getvalue()


def _rows(extractions) -> list[dict[str, str]]:
    claims: list[Claim] = [claim for one in extractions for claim in one]
    entities = [entity for one in extractions for entity in one.entities]
    written = _written(write_csv, [one.article for one in extractions], entities, claims)
    return list(csv.DictReader(io.StringIO(written.decode("utf-8"))))


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_claims_in_another_order_give_the_same_bytes(format_):
    write = WRITERS[format_]
    assert _written(write, _network(samples())) == _written(write, _network(samples()[::-1]))


def test_graphml_reads_back_with_every_edge_and_attribute():
    network = _network(samples())
    read = nx.read_graphml(io.BytesIO(_written(write_graphml, network)), force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    edges = {key: data for *_, key, data in network.edges(keys=True, data=True)}
    assert {key: data for *_, key, data in read.edges(keys=True, data=True)} == edges


def test_gexf_reads_back_with_every_edge_and_has_no_date_of_export():
    network = _network(samples())
    written = _written(write_gexf, network)
    read = nx.read_gexf(io.BytesIO(written))
    assert set(read) == set(network)
    assert sorted(data["sentence"] for *_, data in read.edges(data=True)) == sorted(
        data["sentence"] for *_, data in network.edges(data=True)
    )
    assert b"lastmodifieddate" not in written


@pytest.mark.parametrize("format_", WRITERS)
def test_characters_that_xml_cannot_hold_do_not_break_the_file(format_):
    article = make_article("Microsoft\x0b backs\x00 OpenAI & <b>")
    microsoft, openai = make_mention(article, "Microsoft", MICROSOFT), make_mention(article, "OpenAI", OPENAI)
    claim = make_claim(article, microsoft, "investsIn", openai, trigger="backs")
    written = _written(WRITERS[format_], _network([make_extraction(article, claim)]))
    assert "Microsoft\ufffd backs\ufffd OpenAI & <b>" in set(_all_texts(ElementTree.fromstring(written)))


def _all_texts(root):
    for element in root.iter():
        yield element.text
        yield from element.attrib.values()


def test_csv_has_a_row_for_every_claim_also_without_object():
    rows = _rows(samples())
    assert [row["claim"] for row in rows] == sorted(claim.id for one in samples() for claim in one)
    staff = next(row for row in rows if row["relation"] == "hasEmployees")
    assert (staff["subject_en"], staff["object"], staff["q_headcount"]) == ("SoftBank", "", "55000")


def test_csv_of_nothing_is_a_heading():
    assert _written(write_csv, [], [], []) == b"claim\n"
