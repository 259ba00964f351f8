"""A store in both languages, and a server over it that several tests ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import KnowledgeBase
from tests.builders import samples
from tests.endpoint.servers import Server, serving


def make_store(folder: Path) -> Path:
    with KnowledgeBase.open(folder) as base:
        base.add(samples())
    return folder


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("endpoint") / "store")


@pytest.fixture(scope="session")
def server(sample_store: Path) -> Iterator[Server]:
    """One that is strict: three seconds, ten thousand rows, half a gigabyte."""
    options = ("--time-limit", "3", "--row-limit", "10000", "--size-limit", "2", "--memory-limit", "512")
    with serving(sample_store, *options) as server:
        yield server
