"""Queries of visitors, answered by processes that can be stopped.

They are apart from those of the endpoint: programs that keep the endpoint busy leave visitors theirs, and the other way
round. Each of the two stays within the limits that the command line sets.
"""

from __future__ import annotations

import argparse
import json
import sys

import streamlit as st

from kg.endpoint.limits import Limits
from kg.endpoint.workers import BlockingWorkers
from ui.state import store_path


def query_limits() -> Limits:
    """What a query may take, as the command line says (`--limits JSON`)."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--limits", type=json.loads, default={})
    return Limits(**parser.parse_known_args(sys.argv[1:])[0].limits)


def query_workers() -> BlockingWorkers:
    """The processes that answer, started once for all visitors.

    Raises:
        ServerBusy: They cannot be started.
    """
    store = store_path()
    assert store is not None, "the frame shows no view without a store"
    return _start_workers(str(store.resolve()), query_limits())


@st.cache_resource(max_entries=2, show_spinner=False, on_release=lambda workers: workers.close())
def _start_workers(store: str, limits: Limits) -> BlockingWorkers:
    return BlockingWorkers(store, limits)
