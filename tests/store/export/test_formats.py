"""Every format from a store: the same bytes, read back as what was stored, and texts only if asked for."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from pyarrow import parquet
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph

from kg.cli.asking import EXPORTS
from kg.errors import KgError
from kg.link.judgements import Judgement, Verdict
from kg.model import Extraction, Span
from kg.schema import load_schema
from kg.store import FORMATS, KnowledgeBase
from kg.store.export.formats import FILES, FOLDERS, RDF, VOCABULARY, Source
from kg.store.namespaces import article_iri, expand, graph_iri
from tests.builders import HOSTILE_NAMES, MICROSOFT, OPENAI, hostile_extraction, samples, simple_extraction, staff_ja

ROOT = Path(__file__).parents[3]
WITH_GRAPHS = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
WITHOUT_GRAPHS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
RDFLIB = {"ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}
CONTENTS = {
    "samples": samples(),
    "one": samples()[:1],
    "without objects": [staff_ja()],
    "symmetric": [simple_extraction(MICROSOFT, "partnersWith", OPENAI, lang="ja")],
    "nothing": [],
}

_EXPORT_ALL = """
import sys
from pathlib import Path
from kg.store import FORMATS, KnowledgeBase
from tests.builders import hostile_extraction, samples
with KnowledgeBase.in_memory() as base:
    base.add([*samples(), hostile_extraction()])
    for name in FORMATS:
        base.export(name, Path(sys.argv[1]) / name)
"""


def _base(extractions) -> KnowledgeBase:
    base = KnowledgeBase.in_memory()
    base.add(extractions)
    return base


def _exported(base: KnowledgeBase, format_: str, *, with_text: bool = False) -> bytes:
    out = io.BytesIO()
    base.export(format_, out, with_text=with_text)
    return out.getvalue()


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_command_knows_every_format():
    assert (*FORMATS, *VOCABULARY) == EXPORTS


# ---- the same bytes


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_articles_in_another_order_give_the_same_bytes(format_, tmp_path):
    for name, order in (("one", samples()), ("other", samples()[::-1])):
        (tmp_path / name).mkdir()
        _base(order).export(format_, tmp_path / name / "out")
    assert _hashes(tmp_path / "one") == _hashes(tmp_path / "other") != {}


def test_two_processes_with_other_hash_seeds_give_the_same_bytes(tmp_path):
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", _EXPORT_ALL, folder], env=environment, check=True, cwd=ROOT, timeout=60)
        found.append(_hashes(folder))
    assert found[0] == found[1]
    assert {name.split("/")[0] for name in found[0]} == set(FORMATS)


@pytest.mark.parametrize("format_", [*RDF, *FILES])
def test_an_export_to_a_file_is_the_same(format_, tmp_path):
    base = _base(samples())
    base.export(format_, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == _exported(base, format_)


# ---- RDF reads back


@pytest.mark.parametrize("contents", CONTENTS)
@pytest.mark.parametrize("format_", WITH_GRAPHS)
def test_rdf_with_graphs_reads_back_as_the_same_quads(format_, contents):
    base = _base(CONTENTS[contents])
    assert set(parse(_exported(base, format_, with_text=True), format=WITH_GRAPHS[format_])) == set(base.quads())


@pytest.mark.parametrize("contents", CONTENTS)
@pytest.mark.parametrize("format_", WITHOUT_GRAPHS)
def test_rdf_without_graphs_reads_back_as_the_same_triples(format_, contents):
    base = _base(CONTENTS[contents])
    read = [quad.triple for quad in parse(_exported(base, format_, with_text=True), format=WITHOUT_GRAPHS[format_])]
    assert len(read) == len(base.quads())
    assert set(read) == {quad.triple for quad in base.quads()}


def _rdflib(base: KnowledgeBase, format_: str) -> Dataset | Graph:
    read = Dataset() if format_ in WITH_GRAPHS else Graph()
    read.parse(data=_exported(base, format_, with_text=True), format=RDFLIB[format_])
    return read


def _plain(term):
    """A term of rdflib by what it says: a text without a datatype is an xsd:string."""
    datatype = getattr(term, "datatype", None)
    language = getattr(term, "language", None)
    is_string = datatype is None or str(datatype) == expand("xsd:string").value
    return type(term).__name__, str(term), language, None if is_string else str(datatype)


# rdflib warns of its own parser.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("extractions", [samples(), [hostile_extraction("en"), hostile_extraction("ja")]])
@pytest.mark.parametrize("format_", RDFLIB)
def test_rdflib_reads_the_same(format_, extractions):
    base = _base(extractions)
    read, stored = _rdflib(base, format_), base.dataset()
    if isinstance(read, Dataset):
        assert _quads(read) == _quads(stored)
    elif format_ == "rdfxml":
        assert len(read) == len(base.quads())
    else:
        assert {tuple(map(_plain, triple)) for triple in read} == {quad[:3] for quad in _quads(stored)}


def _quads(dataset: Dataset):
    return {(*map(_plain, quad[:3]), str(quad[3])) for quad in dataset.quads()}


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("format_", [*WITH_GRAPHS, "ttl", "nt"])
def test_hostile_names_read_back_as_they_are(format_, lang):
    base = _base([hostile_extraction(lang)])
    read = parse(_exported(base, format_, with_text=True), format=(WITH_GRAPHS | WITHOUT_GRAPHS)[format_])
    assert {quad.triple for quad in read} == {quad.triple for quad in base.quads()}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_rdfxml_says_where_there_is_a_character_that_it_cannot_hold(lang):
    base = _base([hostile_extraction(lang)])
    read = {quad.triple for quad in parse(_exported(base, "rdfxml"), format=RdfFormat.RDF_XML)}
    names = {triple.object.value for triple in read if triple.predicate == expand("schema:name")}
    expected = {name.replace("\r\n", "\n").replace("\r", "\n") for name in HOSTILE_NAMES}
    for forbidden in "\x00\x07\x0b\ufffe\uffff":
        expected = {name.replace(forbidden, "\ufffd") for name in expected}
    assert names == expected


def test_rdfxml_refuses_a_property_that_it_cannot_write():
    with KnowledgeBase.in_memory() as base:
        graph = graph_iri("x")
        base._store.add(Quad(article_iri("x"), NamedNode("https://w3id.org/newskg/ns#%E3%81%82"), Literal("x"), graph))
        with pytest.raises(KgError, match=r"ns#%E3%81%82: RDF/XML cannot hold this property"):
            _exported(base, "rdfxml")
        assert b"%E3%81%82" in _exported(base, "nt")


def test_a_store_on_disk_exports_the_same_as_one_in_memory(tmp_path):
    with KnowledgeBase.open(tmp_path / "store") as base:
        base.add(samples())
    with KnowledgeBase.open(tmp_path / "store", read_only=True) as base:
        assert _exported(base, "nq") == _exported(_base(samples()), "nq")


class _Watched(KnowledgeBase):
    """A knowledge base that notes which graphs are read."""

    def quads(self, graph=None):
        self.asked = [*getattr(self, "asked", []), graph]
        return super().quads(graph)


def test_rdf_is_written_graph_by_graph():
    with _Watched.in_memory() as base:
        base.add(samples())
        coming = Source(base, with_text=True).quads()
        for count, graph in enumerate(base.graphs(), 1):
            in_graph = [next(coming) for _ in KnowledgeBase.quads(base, graph)]
            assert {quad.graph_name for quad in in_graph} == {graph}
            assert base.asked == base.graphs()[:count]
        assert list(coming) == []


# ---- networks and tables


@pytest.mark.parametrize("contents", CONTENTS)
def test_networks_have_every_claim_with_an_object_and_tables_have_every_claim(contents, tmp_path):
    base = _base(CONTENTS[contents])
    edges = sorted(claim.id for claim in base.claims() if claim.object)
    claims = [claim.id for claim in base.claims()]
    for format_ in FORMATS:
        base.export(format_, tmp_path / format_)
    graphml = nx.read_graphml(tmp_path / "graphml", force_multigraph=True)
    assert sorted(key for *_, key in graphml.edges(keys=True)) == edges
    gexf = nx.read_gexf(tmp_path / "gexf")
    assert sorted(data["id"] for *_, data in gexf.edges(data=True)) == edges
    cytoscape = nx.cytoscape_graph(json.loads((tmp_path / "cyjs").read_bytes()))
    assert sorted(key for *_, key in cytoscape.edges(keys=True)) == edges
    assert sorted(row["Id"] for row in _rows(tmp_path / "csv-network/edges.csv")) == edges
    assert [row["claim"] for row in _rows(tmp_path / "csv")] == claims
    assert [row["claim"] for row in _rows(tmp_path / "csv-spreadsheet", "utf-8-sig")] == claims
    assert [row["claim:ID(Claim)"] for row in _rows(tmp_path / "neo4j/claims.csv")] == claims
    assert sorted(row["claim:string"] for row in _rows(tmp_path / "neo4j/relations.csv")) == edges
    assert parquet.read_table(tmp_path / "parquet/claims.parquet")["claim"].to_pylist() == claims
    entities = parquet.read_table(tmp_path / "parquet/entities.parquet")["entity"].to_pylist()
    assert entities == [entity.id for entity in base.entities()]
    articles = parquet.read_table(tmp_path / "parquet/articles.parquet")["article_hash"].to_pylist()
    assert articles == [article.hash for article in base.articles()]


def _rows(path: Path, encoding: str = "utf-8"):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def test_what_was_merged_is_one_entity_in_every_format(tmp_path):
    base = _base([simple_extraction(MICROSOFT, "investsIn", OPENAI), simple_extraction(OPENAI, "sues", MICROSOFT)])
    base.judge(Judgement(Verdict.MERGE, OPENAI.id, MICROSOFT.id))
    base.export("neo4j", tmp_path / "neo4j")
    base.export("graphml", tmp_path / "graphml")
    assert len(_rows(tmp_path / "neo4j/entities.csv")) == 1
    assert len(nx.read_graphml(tmp_path / "graphml")) == 1


def test_a_relation_of_ones_own_is_in_every_format(tmp_path):
    text = """[relations."監査する"]
en = "audits"
ja = "を監査する"
subject = ["Organization"]
object = ["Organization"]
"""
    (tmp_path / "schema.toml").write_text(text, encoding="utf-8")
    with KnowledgeBase.in_memory(schema=load_schema(tmp_path)) as base:
        base.add(simple_extraction(MICROSOFT, "監査する", OPENAI, lang="ja"))
        for format_ in FORMATS:
            base.export(format_, tmp_path / format_)
        assert set(parse(_exported(base, "jsonld", with_text=True), format=RdfFormat.JSON_LD)) == set(base.quads())
    (row,) = _rows(tmp_path / "csv")
    assert (row["relation"], row["relation_en"], row["relation_ja"]) == ("監査する", "audits", "を監査する")
    (edge,) = _rows(tmp_path / "neo4j/relations.csv")
    assert edge[":TYPE"] == "監査する"


# ---- texts of articles


def _without_texts(extractions) -> KnowledgeBase:
    base = KnowledgeBase.in_memory()
    base.add(extractions, keep_text=False)
    return base


@pytest.mark.parametrize("format_", RDF)
def test_texts_are_left_out_unless_asked_for(format_):
    # The claims of these articles do not rest on the last sentence.
    extractions = [
        simple_extraction(MICROSOFT, "investsIn", OPENAI, text="KEPT APART."),
        simple_extraction(OPENAI, "sues", MICROSOFT, lang="ja", text="別に保存。"),
    ]
    extractions = [_with_short_sentence(one) for one in extractions]
    texts, secrets = [one.article.text for one in extractions], (b"KEPT APART", "別に保存".encode())
    base = _base(extractions)
    exported = _exported(base, format_)
    assert exported == _exported(_without_texts(extractions), format_)
    assert not [secret for secret in secrets if secret in exported]
    whole = parse(_exported(base, format_, with_text=True), format=(WITH_GRAPHS | WITHOUT_GRAPHS)[format_])
    assert {quad.object.value for quad in whole if quad.predicate == expand("schema:text")} == set(texts)


def _with_short_sentence(extraction: Extraction) -> Extraction:
    (claim,) = extraction.claims
    end = claim.sentence.text.index(".") + 1
    sentence = Span(0, end, claim.sentence.text[:end])
    return replace(extraction, claims=(replace(claim, sentence=sentence),))


def test_a_text_of_anything_else_is_no_text_of_an_article():
    with KnowledgeBase.in_memory() as base:
        base._store.add(Quad(article_iri("x"), expand("schema:text"), Literal("told"), graph_iri("x")))
        assert b"told" in _exported(base, "nq")


@pytest.mark.parametrize("format_", [*FILES, *FOLDERS])
def test_other_formats_have_no_texts(format_, tmp_path):
    base = _base([_with_short_sentence(simple_extraction(MICROSOFT, "investsIn", OPENAI, text="KEPT APART."))])
    with pytest.raises(KgError, match=f"{format_}: this format has no texts of articles"):
        base.export(format_, tmp_path / "out", with_text=True)
    assert list(tmp_path.iterdir()) == []
    base.export(format_, tmp_path / "out")
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"KEPT APART" in path.read_bytes()]


def test_a_claim_that_a_person_rejected_is_only_in_rdf_and_marked_there(tmp_path):
    base = _base([simple_extraction(MICROSOFT, "investsIn", OPENAI), simple_extraction(OPENAI, "sues", MICROSOFT)])
    (rejected,) = (claim.id for claim in base.claims() if claim.relation == "sues")
    base.judge(Judgement(Verdict.REJECT, rejected))
    for format_ in FORMATS:
        base.export(format_, tmp_path / format_)
    holding = {
        path.relative_to(tmp_path).parts[0]
        for path in tmp_path.rglob("*")
        if path.is_file() and path.suffix != ".parquet" and rejected.encode() in path.read_bytes()
    }
    assert holding == set(RDF)
    assert rejected not in parquet.read_table(tmp_path / "parquet/claims.parquet")["claim"].to_pylist()
    assert b'<https://w3id.org/newskg/ns#rejected> "true"' in (tmp_path / "nt").read_bytes()


# ---- wrong usage


def test_an_unknown_format_names_those_there_are():
    with KnowledgeBase.in_memory() as base, pytest.raises(KgError, match=f"docx: .*{', '.join(FORMATS)}"):
        base.export("docx", io.BytesIO())


@pytest.mark.parametrize("format_", FOLDERS)
def test_a_folder_cannot_be_written_to_a_stream(format_):
    with KnowledgeBase.in_memory() as base, pytest.raises(KgError, match=f"{format_}: .*folder of files"):
        base.export(format_, io.BytesIO())


@pytest.mark.parametrize("format_", FORMATS)
def test_a_folder_that_is_not_there(format_, tmp_path):
    with KnowledgeBase.in_memory() as base, pytest.raises(KgError, match=r"there is no folder .*no$"):
        base.export(format_, tmp_path / "no" / "out")


@pytest.mark.parametrize("format_", FOLDERS)
def test_a_folder_that_holds_something_else_is_refused_before_anything_is_read(format_, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    base = _base(samples())
    base.close()
    with pytest.raises(KgError, match=r"holds something else \(mine.txt\)"):
        base.export(format_, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
