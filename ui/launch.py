"""The command that starts the dashboard."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from kg.endpoint.limits import USUAL, Limits
from kg.endpoint.workers import TOKEN_VARIABLE

APP = Path(__file__).with_name("app.py")
SERVER = Path(__file__).with_name("server.py")

_FLAGS = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    # Blues that white text can be read on (contrast of 4.5 and more), and that can be read on the ground themselves.
    "theme.light.primaryColor": "#2f6db5",
    "theme.dark.primaryColor": "#3a76c4",
}


def serve_command(store: Path, port: int, host: str = "127.0.0.1", limits: Limits = USUAL) -> list[str]:
    """The arguments that serve the dashboard of a store and its endpoint, with no outside request.

    Args:
        store: The folder of the knowledge base.
        port: The port to listen on.
        host: The address to listen on.
        limits: What a query to the endpoint may take.
    """
    # The address is given because Streamlit otherwise asks an outside service for the machine's own.
    flags = {**_FLAGS, "server.address": host, "server.port": str(port)}
    told = ["--limits", json.dumps(asdict(limits)), "--store", str(store)]
    return [
        *(sys.executable, "-m", "streamlit", "run", str(SERVER)),
        *(f"--{name}={value}" for name, value in flags.items()),
        *("--", *told),
    ]


def serve_dashboard(
    store: Path, port: int, *, host: str = "127.0.0.1", limits: Limits = USUAL, update_token: str = ""
) -> int:
    """Serve the dashboard and the endpoint until they are stopped. The token goes by the environment, unseen by others.

    Returns:
        Its exit code, on Windows. Elsewhere this program becomes the server and does not come back, so that whatever
        stops the one stops the other.
    """
    command = serve_command(store, port, host, limits)
    if update_token:
        os.environ[TOKEN_VARIABLE] = update_token
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 0
