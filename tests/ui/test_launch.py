"""The command that serves the dashboard, run for real."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from ui.components.assets import ASSETS, ASSETS_URL
from ui.launch import APP, serve_command


def test_the_dashboard_is_served_on_this_machine_only(sample_store: Path) -> None:
    port = _free_port()
    url, command = f"http://127.0.0.1:{port}", serve_command(sample_store, port)
    assert command[-2:] == ["--store", str(sample_store)]
    assert "--server.address=127.0.0.1" in command
    assert "--browser.gatherUsageStats=false" in command
    env = {**os.environ, "PYTHONPATH": str(APP.parent.parent)}
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert _is_healthy(port)
        # The endpoint is beside it, and the pages of the dashboard are where they were.
        asked = f"{url}/sparql?format=csv&query=" + quote("SELECT ?x { BIND('出資' AS ?x) }")
        assert _read(asked) == "x\r\n出資\r\n"
        assert "kg:investsIn" in _read(f"{url}/ns")
        # What the browser runs comes from here too.
        for file in ASSETS.glob("*.js"):
            assert _read(f"{url}{ASSETS_URL}/{file.name}") == file.read_text(encoding="utf-8")
        for page in ("", "entity", "query"):
            assert "<title>Streamlit</title>" in _read(f"{url}/{page}")
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere there are no such signals")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_whatever_stops_the_command_stops_the_server(stop: signal.Signals, sample_store: Path, tmp_path: Path) -> None:
    port = _free_port()
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--store", str(sample_store), "--port", str(port)]
    # A session of its own, so that a server that is left over can be found and stopped.
    with subprocess.Popen(
        command,
        cwd=APP.parent.parent,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as started:
        try:
            assert started.stdout
            assert f"http://127.0.0.1:{port} " in started.stdout.readline().decode()
            assert _is_healthy(port)
            started.send_signal(stop)
            started.wait(timeout=20)
            with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=5):
                pass
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)


def _read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read().decode())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_healthy(port: int) -> bool:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                return bool(answer.read() == b"ok")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    return False
