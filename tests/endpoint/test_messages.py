from __future__ import annotations

import pytest

from kg.endpoint.limits import Limits
from kg.endpoint.messages import (
    Question,
    Reply,
    Settings,
    read_question,
    read_reply,
    read_settings,
    write_question,
    write_reply,
    write_settings,
)
from kg.errors import KgError, NotFound, QueryError, QueryRefused, QueryStopped, StoreInUse, WrongForm
from kg.store import AnswerForm, AskedGraphs, WrittenAnswer


@pytest.mark.parametrize(
    "question",
    [
        Question("SELECT ?社 {\n}"),
        Question(named="evidence", parameters={"subject": 'マイクロソフト"\n\ud800'}),
        Question("ASK {}", form=AnswerForm("csv", None, 5, 7), graphs=AskedGraphs(("urn:a",), ("urn:b", "urn:c"))),
    ],
)
def test_a_question_arrives_as_it_was(question):
    line = write_question(question, "/tmp/答")
    assert line.count(b"\n") == 1
    assert read_question(line) == (question, "/tmp/答")


def test_settings_arrive_as_they_were():
    settings = Settings("sparql+http://誰:秘密@host/", "/tmp/答", Limits(seconds=1.5, rows=None))
    assert read_settings(write_settings(settings)) == settings


def test_an_answer_arrives_as_it_was():
    reply = Reply(WrittenAnswer("select", "csv", 3), last=True)
    assert read_reply(write_reply(reply)) == reply


@pytest.mark.parametrize(
    "error",
    [
        QueryError("壊れている", place=(3, 4)),
        QueryRefused("not this", about="line 1"),
        QueryStopped("too long", reason="time"),
        WrongForm("rows"),
        NotFound("nobody", about="誰か"),
        StoreInUse("busy"),
        KgError("anything"),
    ],
)
def test_an_error_arrives_as_it_was(error):
    found = read_reply(write_reply(Reply(error)))
    assert type(found.outcome) is type(error)
    assert vars(found.outcome) == vars(error)
    assert not found.last
