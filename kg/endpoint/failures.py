"""What goes wrong, as HTTP says it: a status that is true, and one line in JSON."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse

from kg.errors import KgError, NotFound, QueryError, QueryRefused, QueryStopped, ServerBusy, StoreError, WrongForm

RETRY_SECONDS = "2"
_LONGEST = 1000

_BY_CLASS: dict[type[KgError], tuple[int, str]] = {
    QueryRefused: (403, "refused"),
    WrongForm: (406, "not_acceptable"),
    QueryError: (400, "malformed"),
    NotFound: (404, "not_found"),
    ServerBusy: (503, "busy"),
    StoreError: (503, "store"),
    KgError: (500, "internal"),
}
_BY_REASON = {
    "time": (504, "time"),
    "memory": (507, "memory"),
    "size": (413, "size"),
    "lost": (503, "lost"),
}


class HttpError(KgError):
    """A request that HTTP has a status of its own for.

    Args:
        status: The status.
        id_: One word for programs.
        message: What is wrong and what to do, on one line.
        headers: What the status asks for besides.
    """

    def __init__(self, status: int, id_: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.id = id_
        self.headers = headers or {}


def tell(error: KgError) -> JSONResponse:
    """The response that tells a client what is wrong."""
    status, id_ = _status(error)
    headers = dict(error.headers) if isinstance(error, HttpError) else {}
    if status == 503:
        headers["Retry-After"] = RETRY_SECONDS
    # Where the store lies is no business of clients.
    message = error.message if isinstance(error, StoreError) else str(error)
    said: dict[str, object] = {"error": id_, "message": " ".join(message.split())[:_LONGEST]}
    if isinstance(error, QueryError) and error.place:
        said["line"], said["column"] = error.place
    return JSONResponse(said, status, headers)


def _status(error: KgError) -> tuple[int, str]:
    if isinstance(error, HttpError):
        return error.status, error.id
    if isinstance(error, QueryStopped):
        return _BY_REASON[error.reason]
    return next(_BY_CLASS[cls] for cls in type(error).__mro__ if cls in _BY_CLASS)
