"""Articles, and a store that was built of them on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import TEXTS, run


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def store(articles: Path, tmp_path_factory: pytest.TempPathFactory, pipelines: None) -> Path:
    """A store that was built on the command line; nobody writes to it."""
    path = tmp_path_factory.mktemp("cli") / "store"
    result = run("build", articles, "--store", path)
    assert result.exit_code == 0, result.output
    return path
