"""`kg as-of`, `kg deals` and `kg conflicts`: what held when, how far deals are, what cannot all be right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.ids import mint_entity_id
from kg.model import Entity, EntityType, Stage, Status
from kg.store import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, MURATI, NVIDIA, OPENAI, SOFTBANK, simple_extraction

STEERING = "\x1b[31m\u202e"
HOSTILE = Entity(
    mint_entity_id("Evil", EntityType.ORGANIZATION),
    EntityType.ORGANIZATION,
    {"en": f"Evil{STEERING}\nrow", "ja": f"悪{STEERING}\n行"},
)


def run(*args: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, args)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("history") / "store"
    with KnowledgeBase.open(path) as kb:
        heads = {"roleType": "ceo"}
        kb.add(simple_extraction(ALTMAN, "executiveOf", OPENAI, published="2023-11-01", qualifiers=heads))
        fired = {**heads, "eventDate": "2023-11-17"}
        kb.add(simple_extraction(OPENAI, "dismisses", ALTMAN, lang="ja", published="2023-11-18", qualifiers=fired))
        kb.add(simple_extraction(OPENAI, "appoints", MURATI, published="2023-11-18", qualifiers=fired))
        for day, status, stage, amount in (
            ("2020-09-12", Status.POSSIBLE, Stage.TALKS, 30_000_000_000),
            ("2020-09-13", Status.ASSERTED, Stage.AGREED, 40_000_000_000),
            ("2022-02-08", Status.DENIED, Stage.CANCELLED, None),
        ):
            price = {"amount": amount, "currency": "USD"} if amount else {}
            kb.add(
                simple_extraction(
                    NVIDIA,
                    "acquires",
                    SOFTBANK,
                    lang="en" if stage is Stage.AGREED else "ja",
                    published=day,
                    status=status,
                    stage=stage,
                    qualifiers=price,
                    text=day,
                )
            )
        for day, status in (("2024-01-01", Status.ASSERTED), ("2024-02-01", Status.DENIED)):
            kb.add(
                simple_extraction(HOSTILE, "investsIn", MICROSOFT, published=day, status=status, lang="ja", text=day)
            )
    return str(path)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("empty") / "store"
    KnowledgeBase.open(path).close()
    return str(path)


def lines(*args: str) -> list[str]:
    return [" ".join(line.split()) for line in run(*args).stdout.splitlines()]


AS_OF = [
    (["2023-11-16", "--relation", "executiveOf"], "Sam Altman is an executive of OpenAI ceo ≤ 2023-11-01 2023-11-17 2"),
    (["2023-11-18", "--relation", "executiveOf"], "Mira Murati is an executive of OpenAI ceo 2023-11-17 1"),
    (["2023-11-16", "--entity", "アルトマン"], "Sam Altman is an executive of OpenAI ceo ≤ 2023-11-01 2023-11-17 2"),
    (
        ["2023-11-16", "--relation", "executiveOf", "--lang", "ja"],
        "サム・アルトマン の経営幹部である OpenAI ceo ≤ 2023-11-01 2023-11-17 2",
    ),
    (
        ["2023-11-17", "--relation", "executiveOf", "--known-by", "2023-11-17"],
        "Sam Altman is an executive of OpenAI ceo ≤ 2023-11-01 1",
    ),
]


@pytest.mark.parametrize(("args", "expected"), AS_OF)
def test_what_held_on_a_day(store: str, args: list[str], expected: str) -> None:
    head, _, *rows = lines("as-of", *args, "--store", store)
    assert head == "who what whom role since until claims"
    assert rows == [expected]


def test_what_held_as_json(store: str) -> None:
    printed = run("as-of", "2023-11-18", "--relation", "executiveOf", "--format", "json", "--store", store).stdout
    (found,) = map(json.loads, printed.splitlines())
    assert (found["subject"], found["object"], found["role"]) == (MURATI.id, OPENAI.id, "ceo")
    assert (found["start"], found["start_known"], found["until"]) == ("2023-11-17", True, "")
    assert (found["first_said"], len(found["claims"])) == ("2023-11-18", 1)


DEAL = [
    "Nvidia acquires SoftBank: cancelled",
    "2020-09-12 rumoured Example News 2020-09-12",
    "2020-09-13 announced Example News 2020-09-13",
    "2022-02-08 cancelled Example News 2022-02-08",
    "30,000,000,000 USD: Example News 2020-09-12",
    "40,000,000,000 USD: Example News 2020-09-13",
]


def test_a_deal_with_its_life_and_amounts(store: str) -> None:
    assert lines("deals", "--entity", "ソフトバンク", "--store", store) == DEAL
    assert lines("deals", "--state", "cancelled", "--store", store) == DEAL
    assert lines("deals", "--state", "cancelled", "--lang", "ja", "--store", store)[0].startswith(
        "エヌビディア を買収する ソフトバンク"
    )


def test_deals_come_the_latest_first(store: str) -> None:
    heads = [line for line in run("deals", "--store", store).stdout.splitlines() if line[:1] != " "]
    assert [head.split(" ")[-1] for head in heads] == ["completed", "cancelled"]


def test_deals_as_json(store: str) -> None:
    printed = run("deals", "--state", "cancelled", "--format", "json", "--store", store).stdout
    (found,) = map(json.loads, printed.splitlines())
    assert [(step["day"], step["state"]) for step in found["steps"]] == [
        ("2020-09-12", "rumoured"),
        ("2020-09-13", "announced"),
        ("2022-02-08", "cancelled"),
    ]
    assert (found["state"], found["start"], found["last"]) == ("cancelled", "2020-09-12", "2022-02-08")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_contradiction_shows_both_sides(store: str, lang: str) -> None:
    head, stated, denied = run("conflicts", "--lang", lang, "--store", store).stdout.splitlines()
    assert head.startswith("stated and denied: ")
    assert "invests in" in head or "に出資する" in head
    assert (stated[:4], "asserted" in stated, "2024-01-01" in stated) == ("  + ", True, True)
    assert (denied[:4], "denied" in denied, "2024-02-01" in denied) == ("  - ", True, True)
    (found,) = map(json.loads, run("conflicts", "--format", "json", "--store", store).stdout.splitlines())
    assert found["about"] == [HOSTILE.id, "investsIn", MICROSOFT.id]


@pytest.mark.parametrize("command", [["as-of", "2024-06-01"], ["deals"], ["conflicts"]], ids=lambda one: one[0])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_names_cannot_steer_the_terminal_nor_break_its_lines(store: str, command: list[str], lang: str) -> None:
    printed = run(*command, "--entity", HOSTILE.id, "--lang", lang, "--store", store).stdout
    assert not set(STEERING) & {char for char in printed if char not in "[31m"}
    assert "\ufffd" in printed
    assert not [line for line in printed.splitlines() if line.startswith(("row", "行"))]
    as_json = run(*command, "--entity", HOSTILE.id, "--format", "json", "--store", store).stdout
    assert all(json.loads(line) for line in as_json.splitlines())


NOTHING = [
    (["as-of", "1900-01-01"], "nothing is known to have held"),
    (["as-of", "2024-06-01", "--relation", "sues"], "nothing is known to have held"),
    (["deals", "--state", "blocked"], "no deals"),
    (["conflicts", "--entity", "Nvidia"], "no contradictions"),
]


@pytest.mark.parametrize(("args", "expected"), NOTHING)
def test_nothing_found_is_said(store: str, args: list[str], expected: str) -> None:
    assert run(*args, "--store", store).stdout == expected + "\n"
    assert run(*args, "--format", "json", "--store", store).stdout == ""


@pytest.mark.parametrize(("args", "expected"), NOTHING[:3])
def test_an_empty_store_is_no_error(empty: str, args: list[str], expected: str) -> None:
    assert run(*args, "--store", empty).stdout == expected + "\n"


WRONG = [
    (["as-of", "yesterday"], "yesterday: not a date; write it as YYYY-MM-DD"),
    (["as-of", "2023-11"], "2023-11: not a date; write it as YYYY-MM-DD"),
    (["as-of", ""], "not a date; write it as YYYY-MM-DD"),
    (["as-of", "2023-11-18", "--known-by", "2023-13-01"], "2023-13-01: not a date; write it as YYYY-MM-DD"),
    (["as-of", "2023-11-18\x1b[31m"], "not a date; write it as YYYY-MM-DD"),
    (["as-of", "2023-11-18", "--relation", "befriends"], "befriends: no such relation in the schema"),
    (["as-of", "2023-11-18", "--entity", "Zorblatt"], "Zorblatt: no entity of this name in the store"),
    (["deals", "--entity", "ゾーブラット"], "ゾーブラット: no entity of this name in the store"),
    (["conflicts", "--entity", "Zorblatt"], "Zorblatt: no entity of this name in the store"),
]


@pytest.mark.parametrize(("args", "expected"), WRONG)
def test_one_line_says_what_is_wrong(store: str, args: list[str], expected: str) -> None:
    result = run(*args, "--store", store, code=1)
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")
    assert line.endswith(expected)
    assert "\x1b" not in line
    assert result.stdout == ""


def test_a_state_that_is_none_is_refused(store: str) -> None:
    assert "rumoured" in run("deals", "--state", "done", "--store", store, code=2).stderr


@pytest.mark.parametrize("command", [["as-of", "2023-11-18"], ["deals"], ["conflicts"]], ids=lambda one: one[0])
def test_without_a_store_there_is_one_line(tmp_path: Path, command: list[str]) -> None:
    (line,) = run(*command, "--store", str(tmp_path / "none"), code=1).stderr.splitlines()
    assert str(tmp_path / "none") in line


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (
            ["--since", "2023-11-18", "--until", "2023-11-18"],
            ["# Briefing", "- **OpenAI appoints or hires Mira Murati**: asserted"],
        ),
        (["--since", "2020-09-13", "--lang", "ja"], ["# ブリーフィング", "## 変わったこと"]),
        (
            ["--since", "2020-09-13", "--entity", "Nvidia"],
            ["About Nvidia", "- **Nvidia acquires SoftBank**: now told as a fact"],
        ),
        (["--since", "2019-01-01", "--limit", "1"], ["- … and 4 more"]),
    ],
)
def test_briefing(store: str, args: list[str], expected: list[str]) -> None:
    printed = run("briefing", *args, "--store", store).stdout
    assert [line for line in expected if line not in printed] == []
    assert STEERING[0] not in printed and "\u202e" not in printed


@pytest.mark.parametrize(
    ("args", "problem"),
    [(["--since", "yesterday"], "not a date"), (["--since", "2024-01-01", "--entity", "Nobody"], "no entity")],
)
def test_briefing_that_cannot_be_written(store: str, args: list[str], problem: str) -> None:
    assert problem in run("briefing", *args, "--store", store, code=1).stderr
