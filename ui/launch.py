"""The command that starts the dashboard."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).with_name("app.py")

# The address is given because Streamlit otherwise asks an outside service for the machine's own.
_FLAGS = {
    "server.headless": "true",
    "server.address": "127.0.0.1",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
}


def serve_command(store: Path, port: int) -> list[str]:
    """The arguments that serve the dashboard of a store on this machine only, with no outside request.

    Args:
        store: The folder of the knowledge base.
        port: The port to listen on.
    """
    flags = [f"--{name}={value}" for name, value in {**_FLAGS, "server.port": str(port)}.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags, "--", "--store", str(store)]


def serve_dashboard(store: Path, port: int) -> int:
    """Serve the dashboard until it is stopped.

    Returns:
        Its exit code, on Windows. Elsewhere this program becomes the server and does not come back, so that whatever
        stops the one stops the other.
    """
    command = serve_command(store, port)
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 0
