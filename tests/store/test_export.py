import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from kg.errors import KgError
from kg.store import FORMATS, KnowledgeBase
from tests.builders import samples

pytestmark = pytest.mark.every_engine

ROOT = Path(__file__).parents[2]
RDF = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD, "ttl": RdfFormat.TURTLE}

_EXPORT_ALL = """
import hashlib, io
from kg.store import FORMATS, KnowledgeBase
from tests.builders import samples
with KnowledgeBase.in_memory() as base:
    base.add(samples())
    for name in FORMATS:
        out = io.BytesIO()
        base.export(name, out)
        print(name, hashlib.sha256(out.getvalue()).hexdigest())
"""


def _base(extractions) -> KnowledgeBase:
    base = KnowledgeBase.in_memory()
    base.add(extractions)
    return base


def _exported(base: KnowledgeBase, format_: str) -> bytes:
    out = io.BytesIO()
    base.export(format_, out)
    return out.getvalue()


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_articles_in_another_order_give_the_same_bytes(format_):
    assert _exported(_base(samples()), format_) == _exported(_base(samples()[::-1]), format_)


def test_two_processes_with_other_hash_seeds_give_the_same_bytes():
    here = _base(samples())
    expected = [f"{name} {hashlib.sha256(_exported(here, name)).hexdigest()}" for name in FORMATS]
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", _EXPORT_ALL], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert done.stdout.splitlines() == expected


@pytest.mark.parametrize("format_", RDF)
def test_rdf_reads_back_as_the_same_triples(format_):
    base = _base(samples())
    read = parse(_exported(base, format_), format=RDF[format_])
    with_graph = format_ != "ttl"
    assert {_parts(quad, with_graph) for quad in read} == {_parts(quad, with_graph) for quad in base.quads()}


def _parts(quad, with_graph):
    return (quad.subject, quad.predicate, quad.object, quad.graph_name if with_graph else None)


# rdflib warns of its own parser.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_trig_with_as_many_quads():
    base = _base(samples())
    dataset = Dataset()
    dataset.parse(data=_exported(base, "trig"), format="trig")
    assert len(set(dataset.quads())) == len(base.quads())


def test_an_export_to_a_file_is_the_same(tmp_path):
    base = _base(samples())
    base.export("nq", tmp_path / "all.nq")
    assert (tmp_path / "all.nq").read_bytes() == _exported(base, "nq")


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_can_be_exported_too(format_):
    with KnowledgeBase.in_memory() as base:
        assert _exported(base, format_)


def test_an_unknown_format_names_those_there_are():
    with (
        KnowledgeBase.in_memory() as base,
        pytest.raises(KgError, match=r"docx: .*ttl, trig, nq, jsonld, graphml, gexf, csv"),
    ):
        base.export("docx", io.BytesIO())


def test_a_file_that_cannot_be_written(tmp_path):
    with KnowledgeBase.in_memory() as base, pytest.raises(KgError, match=r"there is no folder .*no$"):
        base.export("nq", tmp_path / "no" / "folder.nq")
    with KnowledgeBase.in_memory() as base, pytest.raises(KgError, match="cannot be written: Is a directory"):
        base.export("nq", tmp_path)
