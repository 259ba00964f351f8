"""Stores that come from elsewhere or from earlier: restoring backups, and bringing old stores up to date.

There is one step for each version of the store. Each may be done twice, so that one that was cut off is simply done
again; the version is noted last.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.errors import NotFound, StoreError, StoreVersionError
from kg.schema import Schema, load_schema
from kg.store.address import is_server, show_place
from kg.store.backup import Backup
from kg.store.disk import FORMAT, StoreFolder
from kg.store.engine import Engine
from kg.store.knowledge_base import KnowledgeBase
from kg.store.namespaces import PREFIX_HEADER

_REPORTED_ON = f"""{PREFIX_HEADER}
INSERT {{ GRAPH ?g {{ ?st kg:reportedOn ?day }} }}
WHERE {{ GRAPH ?g {{ ?st a kg:Statement ; prov:wasDerivedFrom ?article . ?article schema:datePublished ?day }} }}"""


def _to_2(store: Engine) -> None:
    """Version 2 has the day of publication on each statement, and the timeline."""
    store.update(_REPORTED_ON)


def _to_3(store: Engine) -> None:
    """Version 3 has the graph of counts, which is derived with all that is."""


def _to_4(store: Engine) -> None:
    """In version 4 a topic knows what statements tell, and not only which do: derived, too."""


_STEPS: Mapping[int, Callable[[Engine], None]] = {1: _to_2, 2: _to_3, 3: _to_4}
"""By the version that they start from. What is derived is derived anew after the last."""


def migrate(path: Path | str, *, schema: Schema | None = None) -> int:
    """Bring a store on disk up to date.

    Returns:
        The version that it had.

    Raises:
        NotFound: There is none.
        NotAStore: The folder holds something else.
        StoreVersionError: It is of a later version.
        StoreInUse: Another program is writing to it.
    """
    if is_server(path):
        raise StoreError(
            "is on a server; back it up with the version that wrote it and restore it", about=show_place(path)
        )
    path = Path(path)
    folder = StoreFolder(path)
    if not folder.exists():
        raise NotFound("no knowledge base here; give --store DIR", about=str(path))
    found = folder.format
    if found in _STEPS:
        store = folder.open_writer(of_format=found)
        try:
            folder.begin_change()
            for version in range(found, FORMAT):
                _STEPS[version](store)
            base = KnowledgeBase.over(store, schema=schema or load_schema())
            base.derive_anew()
            folder.set_format(FORMAT)
            folder.publish(store)
            base.close()
        finally:
            del store
            folder.release()
    else:
        # Refreshes the vocabulary, and makes a snapshot where it is lost or damaged.
        KnowledgeBase.open(path, schema=schema).close()
    return found


def restore(backup: Path, store: Path | str) -> int:
    """Make the knowledge base that a backup was written from, in a folder that is not there yet or on an empty server.

    Returns:
        How many quads the backup holds.

    Raises:
        StoreError: There is something already, or the disk or server refuses.
        UnreadableFile: The file is no backup, or is damaged; no folder is left behind then.
        StoreVersionError: It is of a later version; for a server, of an earlier one too.
    """
    found = Backup(backup)
    if not is_server(store):
        count = _restore_folder(found, Path(store))
        migrate(Path(store))
        return count
    if found.format != FORMAT:
        raise StoreVersionError("is of an earlier version; restore it into a folder first", about=str(backup))
    with KnowledgeBase.open(store) as base:
        return base.fill(found.quads())


def _restore_folder(backup: Backup, path: Path) -> int:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError("is there already; restore into a folder of another name", about=str(path))
    # Made beside it and renamed, so that there is never half a store under this name.
    partial = path.with_name(f"{path.name}.restoring")
    shutil.rmtree(partial, ignore_errors=True)
    folder = StoreFolder(partial)
    try:
        store = folder.open_writer(of_format=backup.format)
        try:
            folder.begin_change()
            store.bulk_extend(backup.quads())
            store.flush()
            count = len(store)
            folder.publish(store)
        finally:
            del store
            folder.release()
        if path.exists():
            path.rmdir()
        partial.rename(path)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror or error}", about=str(path)) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return count
