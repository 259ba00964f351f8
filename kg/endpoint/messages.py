"""What goes to a query worker and what comes back: one line of JSON each. The answer itself is in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from kg import errors
from kg.endpoint.limits import Limits
from kg.errors import KgError
from kg.store.answers import AnswerForm, WrittenAnswer
from kg.store.asked_graphs import ALL_GRAPHS, AskedGraphs


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker works with.

    Attributes:
        store: A folder, or the address of a server, perhaps with a password in it.
        answers: The folder of answers, which the worker removes if its parent could not.
        limits: What a query may take.
    """

    store: str
    answers: str
    limits: Limits


JSON_OR_TURTLE = AnswerForm(rows="json", graph="ttl")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        sparql: A query; or else
        named: the name of a packaged query,
        parameters: with these values.
        form: How the answer is wanted.
        graphs: Which graphs are asked.
        seconds: Time that it may take, if that is less than the limit.
    """

    sparql: str = ""
    named: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    form: AnswerForm = JSON_OR_TURTLE
    graphs: AskedGraphs = ALL_GRAPHS
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of it.

    Attributes:
        outcome: What was written into the file, or what went wrong.
        last: Whether the worker ends with this.
    """

    outcome: WrittenAnswer | KgError
    last: bool = False


def write_settings(settings: Settings) -> bytes:
    """The line that a worker begins with."""
    return _line(asdict(settings))


def read_settings(line: bytes) -> Settings:
    """The settings in such a line."""
    fields = json.loads(line)
    return Settings(fields["store"], fields["answers"], Limits(**fields["limits"]))


def write_question(question: Question, file: str) -> bytes:
    """The line that asks a worker to write the answer into a file."""
    return _line({**asdict(question), "file": file})


def read_question(line: bytes) -> tuple[Question, str]:
    """The question in such a line, and the file."""
    fields = json.loads(line)
    file, form, graphs = fields.pop("file"), fields.pop("form"), fields.pop("graphs")
    asked = AskedGraphs(tuple(graphs["default"]), tuple(graphs["named"]))
    return Question(**fields, form=AnswerForm(**form), graphs=asked), file


def write_reply(reply: Reply) -> bytes:
    """The line that a worker replies with."""
    if isinstance(reply.outcome, WrittenAnswer):
        return _line({"written": asdict(reply.outcome), "last": reply.last})
    said = {key: value for key, value in vars(reply.outcome).items() if value is not None}
    return _line({"error": type(reply.outcome).__name__, "said": said, "last": reply.last})


def read_reply(line: bytes) -> Reply:
    """The reply in such a line."""
    fields = json.loads(line)
    if "written" in fields:
        return Reply(WrittenAnswer(**fields["written"]), fields["last"])
    said = fields["said"]
    if "place" in said:
        said["place"] = tuple(said["place"])
    return Reply(getattr(errors, fields["error"])(said.pop("message"), **said), fields["last"])


def _line(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields).encode("ascii") + b"\n"
