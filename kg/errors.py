"""Every error the project raises on purpose, in one tree.

KgError
├── InputError            something from outside cannot be read
│   ├── UnreadableFile    missing, binary, of an unknown encoding or format
│   ├── PageUnreachable   a page on the web that does not answer, or may not be asked
│   ├── InvalidClaim      a claim whose spans are not literal text of its article
│   └── InvalidJudgement  a judgement that says nothing that can be followed
├── RulesError            schema or trigger data that cannot be used
├── PipelineMissing       a language pipeline that cannot be loaded
├── StoreError            the knowledge base on disk or on a server
│   ├── StoreInUse        another program is writing to it
│   ├── StoreVersionError written by another version
│   ├── NotAStore         a folder that holds something else
│   └── ServerDown        a server that does not answer
├── NotFound              an article, entity or query name that is not there
├── QueryError            SPARQL that cannot be run
│   ├── QueryRefused      it would write where it may not, or reach outside of the store
│   ├── WrongForm         its answer is rows where a graph was asked for, or the other way round
│   └── QueryStopped      it ran into a limit, or was stopped
└── ServerBusy            too many queries at once

Messages are one line: what it is about, what is wrong, what to do. The command line prints them as they are.
"""

from __future__ import annotations


class KgError(Exception):
    """Root of the tree.

    Args:
        message: What is wrong and what to do, on one line.
        about: The file, id or name that it is about, if there is one.
    """

    def __init__(self, message: str, *, about: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.about = about

    def __str__(self) -> str:
        return f"{self.about}: {self.message}" if self.about else self.message


class InputError(KgError):
    """Something from outside cannot be read."""


class UnreadableFile(InputError):
    """A file that is missing, binary, or of an unknown encoding or format."""


class PageUnreachable(InputError):
    """A page on the web that does not answer, or may not be asked."""


class InvalidClaim(InputError):
    """A claim whose spans are not literal text of its article."""


class InvalidJudgement(InputError):
    """A judgement that says nothing that can be followed."""


class RulesError(KgError):
    """Schema or trigger data that cannot be used."""


class PipelineMissing(KgError):
    """A language pipeline that cannot be loaded."""


class StoreError(KgError):
    """The knowledge base on disk or on a server."""


class StoreInUse(StoreError):
    """Another program is writing to the store."""


class StoreVersionError(StoreError):
    """The store was written by another version."""


class NotAStore(StoreError):
    """A folder that holds something else than a knowledge base."""


class ServerDown(StoreError):
    """A server that does not answer; what was written before is kept."""


class NotFound(KgError):
    """An article, entity or query name that is not there."""


class QueryError(KgError):
    """SPARQL that cannot be run.

    Args:
        message: What is wrong and what to do, on one line.
        about: The query or the value that it is about, if it has a name.
        place: Line and column of the mistake, both from 1, where they are known.
    """

    def __init__(self, message: str, *, about: str | None = None, place: tuple[int, int] | None = None) -> None:
        super().__init__(message, about=about)
        self.place = place


class QueryRefused(QueryError):
    """It would write where it may not, or reach outside of the store."""


class WrongForm(QueryError):
    """Its answer is rows where a graph was asked for, or the other way round."""


class QueryStopped(QueryError):
    """It ran into a limit, or was stopped.

    Args:
        message: What is wrong and what to do, on one line.
        reason: "time", "memory", "size" (of the answer), "cancelled" or "lost" (its process was killed by others).
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class ServerBusy(KgError):
    """Too many queries at once."""
