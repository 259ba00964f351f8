"""The sample store, and the dashboard running on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.sample import sample_extractions, write_store
from ui.launch import APP

OpenView = Callable[..., AppTest]


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a store on disk; nobody writes to it."""
    return write_store(tmp_path_factory.mktemp("sample") / "store", sample_extractions())


@pytest.fixture
def open_view(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> OpenView:
    """Opens a view of the sample store as a link would."""
    monkeypatch.setattr("sys.argv", ["app.py"])

    def open_(view: str = "", *, store: Path | None = sample_store, **link: str) -> AppTest:
        if store is None:
            monkeypatch.delenv("KG_STORE", raising=False)
        else:
            monkeypatch.setenv("KG_STORE", str(store))
        app = AppTest.from_file(str(APP), default_timeout=60)
        if view:
            app.run()
            app.switch_page(f"views/{view}.py")
        for key, value in link.items():
            app.query_params[key] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return open_
