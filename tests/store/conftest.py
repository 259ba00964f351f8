"""The tests of what a knowledge base does run on every engine, not only on the embedded one.

A module says so with `pytestmark = pytest.mark.every_engine`. Whatever it makes with `KnowledgeBase.in_memory()` is
then made on a real server in a second and third run. A second base beside an open one is in memory, so that tests which
compare two of them compare two engines.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import is_hypothesis_test

from kg.store import KnowledgeBase
from tests.store.servers import RunningServer

SERVERS = ("oxigraph", "virtuoso")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "every_engine: run on the embedded store and on each server")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    # Hundreds of random examples would take minutes on a server; test_servers has some of its own.
    if metafunc.definition.get_closest_marker("every_engine") and not is_hypothesis_test(metafunc.function):
        metafunc.parametrize("engine", ["embedded", *SERVERS], indirect=True, scope="module")


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """Oxigraph's server."""
    with RunningServer("oxigraph", tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """Virtuoso."""
    with RunningServer("virtuoso", tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="module", autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[RunningServer | None]:
    """The engine on which new knowledge bases are made; None for the embedded one."""
    name = getattr(request, "param", "embedded")
    if name == "embedded":
        yield None
        return
    server: RunningServer = request.getfixturevalue(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KnowledgeBase, "in_memory", lambda schema=None: server.new_base(schema))
        yield server
    server.close_bases([])


@pytest.fixture(autouse=True)
def _close_what_is_left(engine: RunningServer | None) -> Iterator[None]:
    kept = engine.in_use if engine else []
    yield
    if engine:
        engine.close_bases(kept)
