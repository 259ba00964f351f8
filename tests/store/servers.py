"""Real SPARQL servers as processes of this machine: Oxigraph's from PyPI, and Virtuoso where it is installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx
import pytest

from kg.schema import Schema, load_schema
from kg.store import KnowledgeBase
from kg.store.address import ServerAddress
from kg.store.namespaces import BASE, ONTOLOGY_GRAPH
from kg.store.server import SparqlServer

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
_VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {most_rows}
"""


class RunningServer:
    """A server that runs until it is stopped, and can be started again with what it holds."""

    def __init__(self, name: str, folder: Path, *, union: bool = True, most_rows: int = 1_000_000) -> None:
        """Start one.

        Args:
            name: "oxigraph" or "virtuoso".
            folder: An empty folder for its files.
            union: Whether Oxigraph looks at all graphs if a query names none; Virtuoso always does.
            most_rows: Where Virtuoso cuts its answers.
        """
        self.name, self.port = name, _free_port()
        self._folder = folder
        self._in_use: list[KnowledgeBase] = []
        if name == "oxigraph":
            where = ["--location", str(folder / "db"), "--bind", f"127.0.0.1:{self.port}"]
            self._command = [str(OXIGRAPH), "serve", *where, *(["--union-default-graph"] if union else [])]
            self.address = f"sparql+http://127.0.0.1:{self.port}/query?update=update"
        else:
            if VIRTUOSO is None:
                pytest.skip("virtuoso-t is not installed (apt-get install virtuoso-opensource)")
            ini = _VIRTUOSO_INI.format(port=self.port, sql_port=_free_port(), most_rows=most_rows)
            (folder / "virtuoso.ini").write_text(ini, encoding="ascii")
            self._command = [VIRTUOSO, "+configfile", "virtuoso.ini", "+foreground"]
            self.address = f"sparql+http://dba:dba@127.0.0.1:{self.port}/sparql-auth"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self._folder / "output.txt").open("ab") as output:
            self._process = subprocess.Popen(
                self._command, cwd=self._folder, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
            )
        ends = time.monotonic() + 60
        while time.monotonic() < ends and self._process.poll() is None:
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/sparql", timeout=5)
                return
            except httpx.TransportError:
                time.sleep(0.05)
        self.kill()
        pytest.fail(f"{self.name} does not start: {(self._folder / 'output.txt').read_text(errors='replace')[-500:]}")

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def engine(self) -> SparqlServer:
        """A connection to it."""
        return SparqlServer(ServerAddress.parse(self.address))

    def empty(self, *, keep_vocabulary: bool = False) -> None:
        """Forget everything of ours; the vocabulary may stay, which takes most of the time to write."""
        engine = self.engine()
        query = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{BASE}")) }}'
        found = [row["g"] for row in engine.query(query, prefixes={}, use_default_graph_as_union=True)]
        gone = [graph for graph in found if not (keep_vocabulary and graph == ONTOLOGY_GRAPH)]
        if gone:
            engine.update(" ; ".join(f"DROP SILENT GRAPH {graph}" for graph in gone))
        engine.close()

    def new_base(self, schema: Schema | None = None) -> KnowledgeBase:
        """An empty knowledge base on it; in memory, while another one is in use here."""
        if self.in_use:
            return _IN_MEMORY(schema=schema)
        self.empty(keep_vocabulary=True)
        base = KnowledgeBase.open(self.address, schema=schema or load_schema())
        self._in_use = [base]
        return base

    def close_bases(self, kept: list[KnowledgeBase]) -> None:
        """Close what a test left open, so that the next one gets the server."""
        for base in self._in_use:
            if base not in kept:
                base.close()

    @property
    def in_use(self) -> list[KnowledgeBase]:
        """The knowledge bases that are open here."""
        return [base for base in self._in_use if base._open_store is not None]


_IN_MEMORY = KnowledgeBase.in_memory


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
