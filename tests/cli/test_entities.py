"""`kg entities` and `kg review`: who is meant, what people decided, what is left to decide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.ids import mint_entity_id
from kg.model import Entity, EntityType, Link
from kg.store import KnowledgeBase
from tests.builders import MICROSOFT, OPENAI, simple_extraction

ORG = EntityType.ORGANIZATION
SOUND_EN = Entity(mint_entity_id("Daniel Carter", "Person"), EntityType.PERSON, {"en": "Daniel Carter"})
SOUND_JA = Entity(mint_entity_id("ダニエル・カーター", "Person"), EntityType.PERSON, {"ja": "ダニエル・カーター"})


def run(*args: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, args)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "store"
    with KnowledgeBase.open(path) as kb:
        kb.add(simple_extraction(MICROSOFT, "investsIn", OPENAI))
        for entity, lang in ((SOUND_EN, "en"), (SOUND_JA, "ja")):
            found = simple_extraction(entity, "leaves", MICROSOFT, lang=lang, text=lang)
            links = (Link(entity.id, 0.9, "", "nothing known is called so", minted=True),)
            kb.add(type(found)(found.article, found.claims, found.entities, links))
    return str(path)


def shown(store: str, name: str) -> dict[str, object]:
    return json.loads(run("show", name, "--format", "json", "--store", store).stdout)


# ---- who is meant


@pytest.mark.parametrize("name", ["OpenAI", "オープンAI", "ＯｐｅｎＡＩ", "OpenAI, Inc.", "Open AI"])
def test_find_names_the_known_thing(name: str) -> None:
    found = json.loads(run("entities", "find", name, "--format", "json").stdout)
    assert found["candidates"][0]["id"] == "Q21708200"
    assert found["minted"] is None
    assert "Q21708200" in run("entities", "find", name, "--type", "Organization").stdout


@pytest.mark.parametrize("name", ["Zorblatt", "ゾーブラット"])
def test_find_tells_the_id_that_an_unknown_name_would_get(name: str) -> None:
    found = json.loads(run("entities", "find", name, "--type", "Organization", "--format", "json").stdout)
    assert found["minted"].startswith("x-")
    assert found["minted"] in run("entities", "find", name).stdout


@pytest.mark.parametrize(
    ("name", "word"),
    [("Аpple", "alike"), ("x" * 500, "longer"), ("!?", "no letter"), ("A", "single"), ("🤖", "no letter")],
)
def test_find_warns_of_what_is_no_name(name: str, word: str) -> None:
    found = json.loads(run("entities", "find", name, "--format", "json").stdout)
    assert word in found["warning"]
    assert found["candidates"] == [] or name == "A"


@pytest.mark.parametrize(
    ("one", "other", "kind", "verdict"),
    [
        ("NVIDIA", "エヌヴィディア", "Organization", "yes"),
        ("株式会社ゾーブラット", "Zorblatt Inc.", "Organization", "yes"),
        ("Tim Cook", "Ann Cook", "Person", "no"),
        ("佐藤恒治", "佐藤康治", "Person", "no"),
    ],
)
def test_same_answers_in_one_line(one: str, other: str, kind: str, verdict: str) -> None:
    cells = run("entities", "same", one, other, "--type", kind).stdout.rstrip("\n").split("\t")
    assert cells[0] == verdict
    assert 0 <= float(cells[1]) <= 1
    assert cells[2:5] == [one, other, kind]


def test_same_of_a_file_is_a_line_a_pair(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("\ufeffMicrosoft\tマイクロソフト\tOrganization\r\n\nFoo\tBar\n", encoding="utf-8")
    lines = run("entities", "same", "--pairs", str(path)).stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["yes", "no"]


@pytest.mark.parametrize(
    ("text", "word"), [("one\n", ":1:"), ("a\tb\n\nc\td\tRobot\n", ":3:"), (b"\xff\xfe\x00", "UTF-8")]
)
def test_a_broken_pair_is_named_by_its_line(tmp_path: Path, text: str | bytes, word: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert word in run("entities", "same", "--pairs", str(path), code=1).output


def test_a_missing_file_of_pairs_is_named_once() -> None:
    told = run("entities", "same", "--pairs", "nowhere.tsv", code=1).stderr
    assert told == "kg: nowhere.tsv: no such file\n"


@pytest.mark.parametrize("args", [["Foo"], ["a", "b", "c"], ["a", "b", "--pairs", "x"], []])
def test_same_wants_two_names_or_a_file(args: list[str]) -> None:
    run("entities", "same", *args, code=2)


# ---- what people decide


def test_merge_and_undo(store: str) -> None:
    before = shown(store, "OpenAI")
    assert "undo with" in run("entities", "merge", "Microsoft", "OpenAI", "--store", store, "--who", "me").stdout
    assert shown(store, "オープンAI")["id"] == shown(store, "マイクロソフト")["id"]
    assert "me" in run("entities", "judgements", "--store", store).stdout
    run("entities", "undo", "--store", store)
    assert shown(store, "OpenAI") == before
    assert run("entities", "judgements", "--store", store).stdout == ""


def test_rename_retype_and_reject(store: str) -> None:
    run("entities", "rename", "OpenAI", "The Lab", "--store", store)
    run("entities", "retype", "The Lab", "Product", "--store", store)
    found = shown(store, "The Lab")
    assert (found["labels"]["en"], found["type"]) == ("The Lab", "Product")  # type: ignore[index]
    claim = found["claims"][0]["id"]  # type: ignore[index]
    run("entities", "reject-claim", claim, "--store", store)
    with KnowledgeBase.open(store, read_only=True) as kb:
        assert not kb.query("SELECT ?a { ?a kg:investsIn ?b }").rows
        assert kb.claims(relation="investsIn") == []
        assert [one.id for one in kb.claims(relation="investsIn", rejected=True)] == [claim]
    assert claim not in run("show", "The Lab", "--store", store).stdout
    assert f"claim {claim}  (rejected)" in run("show", "The Lab", "--rejected", "--store", store).stdout


def test_a_split_of_what_is_one_names_the_ids_that_became_it(store: str) -> None:
    run("entities", "merge", "OpenAI", "Microsoft", "--store", store)
    told = run("entities", "split", "OpenAI", "マイクロソフト", "--store", store, code=1).stderr
    one, other = shown(store, "Microsoft")["id"], {"Q21708200": "Q2283", "Q2283": "Q21708200"}
    ids = [str(one), other[str(one)]]
    assert told.startswith(f"kg: OpenAI, マイクロソフト: both lead to one entity now, which {ids[0]}, {ids[1]} became;")
    assert "`kg entities undo`" in told
    run("entities", "split", *ids, "--store", store)
    assert shown(store, "OpenAI")["id"] != shown(store, "Microsoft")["id"]
    assert "two different" in run("entities", "split", "OpenAI", "OpenAI", "--store", store, code=1).stderr


def test_a_file_with_a_name_that_is_none_is_refused(store: str, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    file.write_text(json.dumps({"verdict": "rename", "about": "Q2283", "value": "A\nB", "lang": "en"}) + "\n")
    assert "line breaks" in run("entities", "judge", str(file), "--store", store, code=1).stderr
    assert run("entities", "judgements", "--store", store).stdout == ""


@pytest.mark.parametrize("command", ["find", "same"])
def test_the_help_says_that_no_store_is_asked(command: str) -> None:
    assert "not a store" in " ".join(run("entities", command, "--help").stdout.split())


def test_judgements_go_to_another_store(store: str, tmp_path: Path) -> None:
    run("entities", "split", "Microsoft", "OpenAI", "--store", store)
    path = str(tmp_path / "judgements.jsonl")
    run("entities", "judgements", "--out", path, "--store", store)
    assert "0 of 1" in run("entities", "judge", path, "--store", store).stdout
    with KnowledgeBase.open(tmp_path / "other"):
        pass
    assert "1 of 1" in run("entities", "judge", path, "--store", str(tmp_path / "other")).stdout


def test_review_lists_what_may_be_one(store: str) -> None:
    text = run("review", "--store", store).stdout
    assert "Daniel Carter" in text
    assert "ダニエル・カーター" in text
    (line,) = run("review", "--format", "json", "--store", store).stdout.splitlines()
    assert {one["id"] for one in json.loads(line)["entities"]} == {SOUND_EN.id, SOUND_JA.id}
    run("entities", "merge", SOUND_EN.id, SOUND_JA.id, "--store", store)
    assert "nothing to decide" in run("review", "--store", store).stdout


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["merge", "OpenAI", "Nobody at all"], "no entity"),
        (["merge", "OpenAI", "OpenAI"], "two different"),
        (["reject-claim", "nothing"], "no such claim"),
        (["undo"], "no such judgement"),
        (["rename", "OpenAI", " "], "needs a name"),
        (["rename", "OpenAI", "Lab", "--lang", "fr"], "needs a name"),
        (["rename", "OpenAI", "A\nB"], "Q21708200: the new name has line breaks"),
        (["rename", "OpenAI", "名" * 201, "--lang", "ja"], "Q21708200: the new name is longer than 200"),
        (["judge", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_what_cannot_be_done_is_one_line(store: str, args: list[str], word: str) -> None:
    output = run("entities", *args, "--store", store, code=1).output
    assert word in output
    assert output.count("\n") == 1


@pytest.mark.parametrize("args", [["entities", "undo"], ["review"], ["entities", "judgements"]])
def test_without_a_store_nothing_is_made(args: list[str], tmp_path: Path) -> None:
    run(*args, "--store", str(tmp_path / "none"), code=1)
    assert not (tmp_path / "none").exists()
