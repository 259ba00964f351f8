"""A store on a server, before anybody opens it: what `disk` is for a folder.

A server lets anybody write at any time, so that writers keep out of each other's way by marks of their own in the
graph `graph/store`. Whoever wants to write leaves a mark, then looks for others, and goes away if there is one. Of two
who come at the same time at least one looks after both marks are there, so at most one stays. A mark is good for a
while and is renewed by writing; one that has run out is swept away by the next writer, and who does not find its own
mark any more writes no more.
"""

from __future__ import annotations

import os
import random
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import NotFound, StoreError, StoreInUse, StoreVersionError
from kg.store.address import ServerAddress, is_server
from kg.store.changes import compose_update
from kg.store.disk import FORMAT, StoreFolder
from kg.store.engine import Engine
from kg.store.namespaces import BASE, STORE_GRAPH, kg
from kg.store.server import SparqlServer
from kg.store.terms import number_literal

#: Seconds for which a mark is good, and after which it is renewed. Longer than a request that is tried again and again
#: takes, so that a mark does not run out meanwhile; set by hand.
LEASE, RENEW_AFTER = 120, 30
#: Two that come at the same time may both go away again. They come back this often, after up to so many seconds.
_TRIES, _LONGEST_PAUSE = 4, 0.5
#: Marks of this process that it could not take back, because the server was down.
_ABANDONED: set[str] = set()
_STORE = NamedNode(f"{BASE}store")
_FORMAT_QUAD = Quad(_STORE, kg("format"), number_literal(FORMAT), STORE_GRAPH)


class ServedStore:
    """The knowledge base on one server."""

    def __init__(self, address: ServerAddress, *, lease: int = LEASE) -> None:
        self.server = SparqlServer(address)
        self._lease = lease
        self._mark = Mark(secrets.token_hex(8), os.getpid(), 0, socket.gethostname())
        self._renewed = 0.0

    def check(self) -> None:
        """Make sure that the server holds a knowledge base of this version or can take one.

        Raises:
            StoreVersionError: Another version wrote it.
            StoreError: The server refuses.
            ServerDown: The server does not answer.
        """
        try:
            self._check_format()
        finally:
            self.server.close()

    def exists(self) -> bool:
        """Whether there is a knowledge base.

        Raises:
            StoreError: The server refuses.
            ServerDown: The server does not answer.
        """
        try:
            return self._check_format()
        finally:
            self.server.close()

    def open_writer(self, *, wait: float = 0) -> SparqlServer:
        """Become the one writer, and make the server a store if it is none.

        Args:
            wait: Seconds to wait for another writer to be done.

        Raises:
            StoreVersionError: Another version wrote it.
            StoreInUse: Another program is writing to it.
            StoreError: The server refuses.
            ServerDown: The server does not answer.
        """
        with self._closed_on_error():
            self._become_writer(wait)
            if not self._check_format():
                self.server.update(compose_update(insert=[_FORMAT_QUAD]))
            self._check_union()
        return self.server

    def open_reader(self) -> SparqlServer:
        """Open it for reading: always what is there at the moment, whoever writes.

        Raises:
            NotFound: The server holds no knowledge base.
            StoreVersionError: Another version wrote it.
            StoreError: The server refuses.
            ServerDown: The server does not answer.
        """
        with self._closed_on_error():
            if not self._check_format():
                raise NotFound("no knowledge base on this server yet; run `kg build` first", about=self._about)
            self._check_union()
        return self.server

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.release()
            raise

    def begin_change(self) -> None:
        """Make sure that we still are the one writer.

        Raises:
            StoreInUse: Another one has come, because nothing was written for long.
        """
        if time.monotonic() - self._renewed < min(RENEW_AFTER, self._lease / 4):
            return
        is_lost = self._mark not in self._marks()
        if not is_lost and self._mark.until > time.time():
            # Whoever comes now goes away again because of our mark, so that nobody else need be looked for.
            self._leave_mark()
        elif is_lost or self._take():
            raise StoreInUse("another program began to write while this one paused; open it again", about=self._about)

    @property
    def is_dirty(self) -> bool:
        """Never: readers see everything at once."""
        return False

    def publish(self, store: Engine) -> None:
        """Nothing is to be done, because readers see everything at once."""

    def release(self) -> None:
        """Let others write, and let go of the server."""
        try:
            if self._mark.until:
                self._withdraw()
        except StoreError:
            # It runs out by itself, and what was written is safe.
            _ABANDONED.add(self._mark.token)
        self.server.close()

    def _become_writer(self, wait: float) -> None:
        until, tries = time.monotonic() + wait, 0
        while tries < _TRIES or time.monotonic() < until:
            others = self._take()
            if not others:
                return
            tries += 1
            time.sleep(random.uniform(0, _LONGEST_PAUSE))
        raise StoreInUse(f"another program is writing to it ({others[0]}); wait until it is done", about=self._about)

    def _check_union(self) -> None:
        """Make sure that the server looks at all graphs when a query names none."""
        pattern = f"{_FORMAT_QUAD.subject} {_FORMAT_QUAD.predicate} ?format"
        if not self.server.query(f"ASK {{ {pattern} }}", prefixes={}, use_default_graph_as_union=True):
            raise StoreError(
                "queries do not see named graphs; let the server's default graph be the union of all graphs",
                about=self._about,
            )

    @property
    def _about(self) -> str:
        return str(self.server.address)

    def _check_format(self) -> bool:
        """Whether there is a knowledge base, which is then one that this program reads."""
        quads = self.server.quads_for_pattern(_STORE, kg("format"), None, STORE_GRAPH)
        found = [cast(Literal, quad.object).value for quad in quads]
        if found and found != [str(FORMAT)]:
            raise StoreVersionError(
                f"was written as format {found[0]}, this program reads format {FORMAT}", about=self._about
            )
        return bool(found)

    def _take(self) -> list[Mark]:
        """Leave our mark; withdraw it if there are others, which are given."""
        self._leave_mark()
        others = [one for one in self._marks() if one.token != self._mark.token]
        alive = [one for one in others if one.is_alive(time.time())]
        if alive:
            self._withdraw()
        elif others:
            self.server.update(compose_update(delete=[one.quad() for one in others]))
        return alive

    def _leave_mark(self) -> None:
        mark = replace(self._mark, until=int(time.time() + self._lease))
        self.server.update(compose_update(delete=[self._mark.quad()], insert=[mark.quad()]))
        self._mark, self._renewed = mark, time.monotonic()

    def _withdraw(self) -> None:
        self.server.update(compose_update(delete=[self._mark.quad()]))
        self._mark = replace(self._mark, until=0)

    def _marks(self) -> list[Mark]:
        quads = self.server.quads_for_pattern(_STORE, kg("writer"), None, STORE_GRAPH)
        return sorted(Mark.read(cast(Literal, quad.object).value) for quad in quads)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """That a program writes, or wants to: one quad, so that it is there as a whole or not at all.

    Attributes:
        token: Its own, and nobody else's.
        process: The number of its process.
        until: Until when the mark is good, in seconds since 1970.
        host: The name of its machine.
    """

    token: str
    process: int
    until: int
    host: str

    def __str__(self) -> str:
        return f"process {self.process} on {self.host}"

    @classmethod
    def read(cls, text: str) -> Mark:
        """A mark as it was left."""
        token, process, until, host = text.split(" ", 3)
        return cls(token, int(process), int(until), host)

    def quad(self) -> Quad:
        """The mark as it is left."""
        text = f"{self.token} {self.process} {self.until} {self.host}"
        return Quad(_STORE, kg("writer"), Literal(text), STORE_GRAPH)

    def is_alive(self, now: float) -> bool:
        """Whether its program may still write: the mark is good, and its process is there as far as can be seen."""
        is_over = self.until <= now or self.token in _ABANDONED
        return not is_over and not (self.host == socket.gethostname() and _is_gone(self.process))


def _is_gone(process: int) -> bool:
    if os.name != "posix":
        # Elsewhere, asking for a process may end it.
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False


def find_place(path: Path | str) -> StoreFolder | ServedStore:
    """The folder, or the server, that a knowledge base is in.

    Raises:
        StoreError: It looks like the address of a server and is none.
    """
    return ServedStore(ServerAddress.parse(str(path))) if is_server(path) else StoreFolder(Path(path))
