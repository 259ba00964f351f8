"""The command line around the store: which one, what is asked of it, and when none is made."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.store import KnowledgeBase
from tests.builders import samples
from tests.cli.running import run


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "store"
    with KnowledgeBase.open(path) as kb:
        kb.add(samples())
    return path


def test_the_version_is_printed() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"kg {kg.__version__}\n")


COMMANDS = [
    ["stats"],
    ["query", "kingmakers"],
    ["show", "Microsoft"],
    ["export", "OUT", "--format", "nq"],
    ["remove", "no-such-article"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
def test_the_environment_names_the_store_unless_the_command_does(
    command: list[str], store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [str(tmp_path / "out.nq") if one == "OUT" else one for one in command]
    with_store = run(*arguments, KG_STORE=str(store))
    assert "no-such-article: no such article" in with_store.stderr or with_store.exit_code == 0
    elsewhere = run(*arguments, "--store", tmp_path / "none", KG_STORE=str(store))
    assert elsewhere.exit_code == 1
    assert str(tmp_path / "none") in elsewhere.stderr
    # Set to nothing is not set.
    assert "kg-store" in run(*arguments, KG_STORE="").stderr


def test_build_takes_the_store_of_the_environment(tmp_path: Path, pipelines: None) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Microsoft acquired GitHub for $7.5 billion in 2018.\n", encoding="utf-8")
    assert run("build", article, KG_STORE=str(tmp_path / "named")).exit_code == 0
    assert (tmp_path / "named" / "store.json").exists()


def test_build_of_nothing_makes_no_store(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("build", tmp_path / "nothere.txt", tmp_path / "empty.txt", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [
        str(tmp_path / "nothere.txt"),
        str(tmp_path / "empty.txt"),
    ]
    assert not (tmp_path / "store").exists()


def test_build_refuses_an_unfit_folder_before_it_reads(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    result = run("build", tmp_path / "nothere.txt", "--store", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"kg: {tmp_path}: holds something else; choose another folder with --store"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("kingmakers", "not a SPARQL query"), ("ASK\n", "not a SPARQL query"), ("", "not a SPARQL query")],
)
def test_a_file_holds_sparql_and_never_a_name(text: str, says: str, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text(text, encoding="utf-8")
    result = run("query", "-f", file, "--store", store)
    assert result.exit_code == 1
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "kingmakers", "-p", "limit=-1"], "kg: -1: not a whole number of 0 or more"),
        (["query", "kingmakers", "-p", "limit=1.5"], "kg: 1.5: not a whole number of 0 or more"),
        (["query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "json"], "use --format ttl"),
        (["query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"], "use --format ttl"),
        (["export", "no/folder/x.ttl", "--format", "ttl"], "there is no folder no/folder"),
    ],
)
def test_one_line_says_what_to_mend(arguments: list[str], says: str, store: Path) -> None:
    result = run(*arguments, "--store", store)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert says in line
    assert result.stdout == ""


def test_a_skipped_article_is_known_by_its_title(tmp_path: Path, pipelines: None) -> None:
    file = tmp_path / "fr.txt"
    text = (
        "Microsoft rachète GitHub\n\n"
        + "La société Microsoft a racheté GitHub pour des milliards, dit le journal.\n" * 3
    )
    file.write_text(text, encoding="utf-8")
    (line,) = run("extract", file).stderr.splitlines()
    assert '"Microsoft rachète GitHub": language fr is not read' in line
