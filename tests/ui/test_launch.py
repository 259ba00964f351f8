"""The command that serves the dashboard, run for real."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from ui.launch import APP, serve_command


def test_the_dashboard_is_served_on_this_machine_only(sample_store: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = serve_command(sample_store, port)
    assert command[-2:] == ["--store", str(sample_store)]
    assert "--server.address=127.0.0.1" in command
    assert "--browser.gatherUsageStats=false" in command
    env = {**os.environ, "PYTHONPATH": str(APP.parent.parent)}
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert _is_healthy(port)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _is_healthy(port: int) -> bool:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                return bool(answer.read() == b"ok")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    return False
