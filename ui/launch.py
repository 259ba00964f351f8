"""The command that starts the dashboard."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from kg.endpoint.limits import USUAL, Limits
from kg.errors import KgError
from ui.access import SECRETS, Access, is_own_machine, read_guests

__all__ = ["SECRETS", "Access", "check_access", "is_own_machine", "serve_command", "serve_dashboard"]

APP = Path(__file__).with_name("app.py")
SERVER = Path(__file__).with_name("server.py")

LARGEST_UPLOAD_MB = 25
"""Of one file, held in memory as long as its visitor stays; some ten thousand articles. Set by hand: larger corpora are
for `kg build`."""

_FLAGS = {
    "server.maxUploadSize": str(LARGEST_UPLOAD_MB),
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    # To draw whatever a script names in passing is for notebooks; to look for it takes time on every page.
    "runner.magicEnabled": "false",
    # Python collects garbage by itself. To do so after every page goes through all that was read of the store, which
    # took longer than the page: 0.11 s of 0.19 at a million quads.
    "runner.postScriptGC": "false",
    # Blues that white text can be read on (contrast of 4.5 and more), and that can be read on the ground themselves.
    "theme.light.primaryColor": "#2f6db5",
    "theme.dark.primaryColor": "#3a76c4",
}


def check_access(access: Access) -> bool:
    """Makes sure that people can log in, if they have to.

    Returns:
        Whether everybody may come in whom the log-in service knows.

    Raises:
        KgError: The file that says how is missing or wrong, or so is the library.
    """
    if access.secrets is None:
        return False
    if importlib.util.find_spec("authlib") is None:
        raise KgError("--auth needs a library that is not installed: pip install 'newskg[auth]'")
    return not read_guests(access.secrets).allowed


def serve_command(
    store: Path, port: int, host: str = "127.0.0.1", limits: Limits = USUAL, secrets: Path | None = None
) -> list[str]:
    """The arguments that serve the dashboard of a store and its endpoint, with no outside request.

    Args:
        store: The folder of the knowledge base.
        port: The port to listen on.
        host: The address to listen on.
        limits: What a query to the endpoint may take.
        secrets: The file that says how people log in.
    """
    # The address is given because Streamlit otherwise asks an outside service for the machine's own.
    flags = {**_FLAGS, "server.address": host, "server.port": str(port)}
    if secrets is not None:
        flags["secrets.files"] = str(secrets.resolve())
    told = ["--limits", json.dumps(asdict(limits)), "--store", str(store)]
    return [
        *(sys.executable, "-m", "streamlit", "run", str(SERVER)),
        *(f"--{name}={value}" for name, value in flags.items()),
        *("--", *told),
    ]


def serve_dashboard(
    store: Path,
    port: int,
    *,
    host: str = "127.0.0.1",
    limits: Limits = USUAL,
    access: Access = Access(),  # noqa: B008 - it cannot be changed
) -> int:
    """Serve the dashboard and the endpoint until they are stopped.

    Returns:
        Its exit code, on Windows. Elsewhere this program becomes the server and does not come back, so that whatever
        stops the one stops the other.
    """
    command = serve_command(store, port, host, limits, access.secrets)
    environment = access.environment()
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], command, environment)  # noqa: S606 - our own interpreter, no shell
    try:
        return subprocess.call(command, env=environment)
    except KeyboardInterrupt:
        return 0
