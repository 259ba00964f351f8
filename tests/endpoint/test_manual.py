"""What docs/serving.md shows, run as it stands there."""

from __future__ import annotations

import io
import shutil
import subprocess
from contextlib import redirect_stdout

import pytest

from kg.endpoint.failures import _BY_CLASS, _BY_REASON
from kg.endpoint.limits import USUAL
from kg.store import GRAPH_FORMATS, ROW_FORMATS
from tests.endpoint.conftest import make_store
from tests.endpoint.servers import ROOT, Server, serving
from tests.test_documentation import read_fences

PAGE = ROOT / "docs/serving.md"
ADDRESS = "http://127.0.0.1:8501"
PYTHON = [fence.body for fence in read_fences(PAGE) if fence.lang == "python"]
SHELL = [fence.body for fence in read_fences(PAGE) if fence.lang == "sh" and "curl" in fence.body]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("manual")
    make_store(folder / "my-store")
    with serving(folder / "my-store", KG_UPDATE_TOKEN="secret") as server:
        yield server


@pytest.mark.parametrize("code", PYTHON, ids=[code.split("\n")[-2][:30] for code in PYTHON])
def test_python_of_the_page_runs(code: str, served: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(served.store.parent)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code.replace(ADDRESS, served.url), str(PAGE), "exec"), {})
    assert "マイクロソフト" in printed.getvalue() or "伝聞" in printed.getvalue() or "Sam Altman" in printed.getvalue()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("commands", SHELL, ids=[body[:30] for body in SHELL])
def test_shell_of_the_page_runs(commands: str, served: Server) -> None:
    script = "set -e\n" + commands.replace("curl ", "curl --fail-with-body --silent --show-error ").replace(
        ADDRESS, served.url
    )
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    if "memo" in commands:
        assert done.stdout.startswith('{"deleted":0,"inserted":1}')
        assert "要確認" in done.stdout and '"value":"Microsoft"' in done.stdout
        assert done.stdout.endswith('{"deleted":1,"inserted":0}')
    elif "ASK {}" in commands:
        assert done.stdout.strip() == '{"head":{},"boolean":true}'
    else:
        assert "マイクロソフト" in done.stdout and "id:Q2283 kg:investsIn id:Q21708200" in done.stdout


def test_every_error_format_and_limit_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for status, name in [*_BY_CLASS.values(), *_BY_REASON.values()]:
        assert any(line.startswith(f"| {status}") and f"`{name}`" in line for line in page.splitlines()), name
    for name in (*ROW_FORMATS, *GRAPH_FORMATS):
        assert f"`{name}`" in page
    for option, value in {
        "time": USUAL.seconds,
        "row": USUAL.rows,
        "size": USUAL.megabytes,
        "memory": USUAL.memory,
    }.items():
        [line] = [line for line in page.splitlines() if line.startswith(f"| `--{option}-limit`")]
        assert int(line.split("|")[3].replace(",", "")) == value
