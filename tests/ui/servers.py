"""`kg serve` with the dashboard, as a program of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ui.launch import APP


@dataclass
class Dashboard:
    """A running dashboard.

    Attributes:
        url: Its address, without a slash at the end.
        told: What it has printed so far, to both outputs.
    """

    url: str
    told: list[str] = field(default_factory=list)

    def get(self, path: str, **more: object) -> httpx.Response:
        """The response to a request."""
        return httpx.get(f"{self.url}/{path}", timeout=30, **more)  # type: ignore[arg-type]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving_dashboard(
    store: Path, *options: str, port: int = 0, cwd: Path = APP.parent.parent, **environment: str
) -> Iterator[Dashboard]:
    """`kg serve` with these options, until the block ends."""
    port = port or free_port()
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--store", str(store), "--port", str(port), *options]
    # A session of its own, so that whatever is left over can be stopped.
    with subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(APP.parent.parent), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        dashboard = Dashboard(f"http://127.0.0.1:{port}")
        assert process.stdout
        reader = threading.Thread(target=dashboard.told.extend, args=(process.stdout,), daemon=True)
        reader.start()
        try:
            for _ in range(240):
                with suppress(httpx.HTTPError):
                    if dashboard.get("_stcore/health").text == "ok":
                        break
                assert process.poll() is None, "".join(dashboard.told)
                time.sleep(0.25)
            yield dashboard
            process.terminate()
            process.wait(timeout=20)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            reader.join()
