"""Changing the knowledge base from the dashboard: short visits as its writer, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import StoreError
from kg.store.knowledge_base import KnowledgeBase
from ui.access import READ_ONLY_VARIABLE
from ui.latest import latest_of
from ui.state import store_path

__all__ = ["PATIENCE", "READ_ONLY_VARIABLE", "may_write", "open_writer"]

PATIENCE = 10.0
"""Seconds to wait for another writer, such as a build: longer than a change takes, shorter than people wait."""


def may_write() -> bool:
    """Whether visitors may change anything."""
    return not os.environ.get(READ_ONLY_VARIABLE)


@contextmanager
def open_writer(*, refresh: bool = True) -> Iterator[KnowledgeBase]:
    """The knowledge base for writing. What was written is in the next snapshot that a view opens.

    Args:
        refresh: Whether to wait for that snapshot, which takes seconds where the store is large. Without, it is read
            when a view next asks for it.

    Raises:
        StoreInUse: Another program has been writing to it for longer than anybody waits.
        StoreError: Nobody may write, or the store cannot be written.
    """
    store = store_path()
    if store is None or not may_write():
        raise StoreError("this dashboard only shows; start it without --read-only to change anything")
    with KnowledgeBase.open(store, wait=PATIENCE) as knowledge:
        yield knowledge
    if refresh:
        latest_of(store.resolve()).refresh()
