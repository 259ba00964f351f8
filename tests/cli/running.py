"""The command line as the tests call it: in this process, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from kg.cli import app

ROOT = Path(__file__).parents[2]
TEXTS = {
    "en-1.txt": "Microsoft buys GitHub\n\nMicrosoft acquired GitHub for $7.5 billion in 2018.\n",
    "ja-1.txt": "マイクロソフト、オープンAIに出資\n\nマイクロソフトはオープンAIに100億ドルを出資した。\n",
    "en-2.md": "# Rumours\n\nApple may acquire Perplexity, Bloomberg reported.\n",
}


def run(*arguments: str | Path, **environment: str) -> Result:
    """The command in this process."""
    result = CliRunner().invoke(app, [str(one) for one in arguments], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def kg(*arguments: str | Path, timeout: float = 60, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def assert_one_line(result: Result, says: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("kg: ")
    assert says in lines[0]
