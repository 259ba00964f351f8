"""The command line: each command reads its arguments, calls one function of the package and prints what it gave.

Exit codes: 0 done, 1 it failed (one line says why), 2 wrong usage.
"""

from kg.cli import asking, curating, history, keeping, measuring, querying, reading, serving, validating
from kg.cli.app import app, main

__all__ = [
    "app",
    "asking",
    "curating",
    "history",
    "keeping",
    "main",
    "measuring",
    "querying",
    "reading",
    "serving",
    "validating",
]
