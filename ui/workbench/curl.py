"""The line for a terminal that asks the same."""

from __future__ import annotations

import shlex
from urllib.parse import quote, urlsplit

from ui.workbench.runs import Asked

_USUAL = "http://127.0.0.1:8501"
_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
}


def server_address(page: str | None) -> str:
    """Where the server is, from the address of a page of it; "" or what is no address gives the usual one."""
    parts = urlsplit(page or "")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return _USUAL
    # The pages lie beside the endpoint, perhaps in a folder of a larger site.
    folder = parts.path.rsplit("/", 1)[0]
    return f"{parts.scheme}://{parts.netloc}{folder}"


def curl_line(asked: Asked, server: str, format_: str = "csv") -> str:
    """The line, safe to paste into a shell whatever the query is.

    Args:
        asked: The query; a packaged one is asked by its name.
        server: The address of the server.
        format_: How the answer is wanted.
    """
    accept = shlex.quote(f"Accept: {_TYPES[format_]}")
    if asked.named:
        fields = [f"{name}={value}" for name, value in asked.parameters]
        url = f"{server}/queries/{quote(asked.named)}"
        start = f"curl --get -H {accept} {shlex.quote(url)}" if fields else f"curl -H {accept} {shlex.quote(url)}"
    else:
        fields = [f"query={asked.text}"]
        start = f"curl -H {accept} {shlex.quote(f'{server}/sparql')}"
    return " ".join([start, *(f"--data-urlencode {shlex.quote(one)}" for one in fields)])
