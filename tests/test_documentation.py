"""What the documentation says is so: commands, options, queries, examples and links are those of the program."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from kg.cli import app
from kg.pipeline import build
from kg.sources import read_articles
from kg.store import FORMATS, PREFIXES, KnowledgeBase, load_query, query_names

ROOT = Path(__file__).parents[1]
README, COOKBOOK, RELATIONS = ROOT / "README.md", ROOT / "docs/sparql.md", ROOT / "docs/adding-a-relation.md"
ENTITIES, EXPORTS, TIME = ROOT / "docs/entities.md", ROOT / "docs/exports.md", ROOT / "docs/time-and-deals.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data/README.md"])
MANUAL = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
SAMPLE, GOLD = "data/sample", "tests/gold/sample.jsonl"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
GROUPS = {name: command.commands for name, command in COMMANDS.items() if hasattr(command, "commands")}
OPTIONS = {name: [one.opts for one in command.params if one.opts[0][:1] == "-"] for name, command in COMMANDS.items()}
#: Commands that README names and that run too long for a test, or for ever: their arguments are read, no more.
NOT_RUN = ("serve", "evaluate")
MAY_BE_EMPTY = "may well find nothing"

_FENCE = re.compile(r"^(?P<indent> *)```(?P<lang>\w*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_FILE_NAME = re.compile(r"`([\w./-]+)`:")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block of a page, and the paragraph before it."""

    page: Path
    lang: str
    body: str
    before: str

    @property
    def file_name(self) -> str:
        """The file that the paragraph before says it is, or ""."""
        found = _FILE_NAME.fullmatch(self.before)
        return found[1] if found else ""


def read_fences(page: Path) -> list[Fence]:
    text = page.read_text(encoding="utf-8")
    return [
        Fence(page, found["lang"], found["body"], text[: found.start()].strip().rsplit("\n\n", 1)[-1])
        for found in _FENCE.finditer(text)
    ]


def read_commands(page: Path) -> Iterator[list[str]]:
    """The arguments of every `kg` command in the shell blocks of a page."""
    for fence in read_fences(page):
        if fence.lang == "sh":
            lines = (shlex.split(line, comments=True) for line in fence.body.splitlines())
            yield from (words[1:] for words in lines if words[:1] == ["kg"])


def is_written(option: str) -> bool:
    return re.search(rf"(?<![\w-]){option}(?![\w-])", MANUAL) is not None


def run_kg(*args: str) -> str:
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, f"kg {shlex.join(args)}: {result.output}"
    return result.stdout


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the sample articles by the real pipelines; nobody writes to it."""
    store = tmp_path_factory.mktemp("documentation") / "store"
    with KnowledgeBase.open(store) as kb:
        build(read_articles([ROOT / SAMPLE], lambda issue: pytest.fail(str(issue))), kb)
    return store


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the worked example, as the page gives them."""
    folder = tmp_path_factory.mktemp("example")
    for fence in read_fences(RELATIONS):
        if fence.file_name:
            path = folder / fence.file_name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.body, encoding="utf-8")
    return folder


@pytest.fixture
def checkout(tmp_path: Path, sample_build: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a checkout in which `kg build data/sample` has been run."""
    shutil.copytree(ROOT / SAMPLE, tmp_path / SAMPLE)
    shutil.copytree((ROOT / GOLD).parent, (tmp_path / GOLD).parent)
    shutil.copytree(sample_build, tmp_path / "kg-store")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---- commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_manual(name: str) -> None:
    assert f"kg {name}" in README.read_text(encoding="utf-8")
    assert [opts for opts in OPTIONS[name] if not any(is_written(one) for one in opts)] == []


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, found in GROUPS.items() for name in found])
def test_every_command_of_a_group_is_in_the_manual(group: str, name: str) -> None:
    assert f"kg {group} {name}" in MANUAL
    options = [one.opts for one in GROUPS[group][name].params if one.opts[0][:1] == "-"]
    assert [opts for opts in options if not any(is_written(one) for one in opts)] == []


@pytest.mark.parametrize(
    "args",
    [pytest.param(args, id=f"{page.stem}: {shlex.join(args)}") for page in PAGES for args in read_commands(page)],
)
def test_commands_in_the_manual_exist(args: list[str]) -> None:
    assert args[0] in COMMANDS
    command = GROUPS[args[0]][args[1]] if args[0] in GROUPS else COMMANDS[args[0]]
    known = {one for param in command.params for one in param.opts}
    assert [word for word in args[1:] if word.startswith("-") and word not in known] == []


def test_commands_of_the_readme_run(checkout: Path) -> None:
    printed: dict[str, str] = {}
    for args in read_commands(README):
        if args[0] in NOT_RUN:
            COMMANDS[args[0]].make_context(args[0], args[1:])
        else:
            printed[shlex.join(args)] = run_kg(*args)
    silent = [command for command, output in printed.items() if not output and not command.startswith("export")]
    assert silent == []
    empty = [command for command, output in printed.items() if output.endswith("\n0 rows\n")]
    assert empty == []
    assert {path.name for path in checkout.iterdir()} >= {"graph.ttl", "graph.graphml", "tables"}


def test_commands_about_entities_run(checkout: Path) -> None:
    answers = {shlex.join(args): run_kg(*args) for args in read_commands(ENTITIES)}
    assert len(answers) > len(GROUPS["entities"])
    assert all(answers.values())


def test_every_export_format_is_explained_and_the_examples_run(checkout: Path) -> None:
    text = EXPORTS.read_text(encoding="utf-8")
    assert {*re.findall(r"^\| `([\w-]+)` \| .* \| (?:file|folder) \|", text, re.MULTILINE)} == set(FORMATS)
    written = [run_kg(*args) or Path(args[1]) for args in read_commands(EXPORTS)]
    assert all(path.exists() for path in written)
    (code,) = (fence.body for fence in read_fences(EXPORTS) if fence.lang == "python")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, str(EXPORTS), "exec"), {})
    assert "に出資する" in printed.getvalue()


def test_columns_of_the_page_are_those_of_the_file(checkout: Path) -> None:
    run_kg("export", "claims.csv", "--format", "csv")
    header = Path("claims.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    page = EXPORTS.read_text(encoding="utf-8").partition("## Tables")[2].partition("**CSV**")[0]
    named = {name for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named == {re.sub(r"_(en|ja|type)$", "", name) for name in header if not name.startswith("q_")}


def test_commands_and_python_about_time_run(checkout: Path) -> None:
    assert all(run_kg(*args) for args in read_commands(TIME))
    (code,) = (fence.body for fence in read_fences(TIME) if fence.lang == "python")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, str(TIME), "exec"), {})
    *heads, counts = printed.getvalue().splitlines()
    assert heads
    assert all(int(count) >= 0 for count in counts.split())


def test_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = (fence.body for fence in read_fences(README) if fence.lang == "python")
    names: dict[str, object] = {}
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, str(README), "exec"), names)
    assert "investsIn" in printed.getvalue()
    rows, names_found = printed.getvalue().splitlines()[-2:]
    assert rows == "Microsoft OpenAI"
    assert "('OpenAI', 'Organization')" in names_found
    assert len(names["network"]) == 2  # type: ignore[arg-type]


# ---- queries


@pytest.mark.parametrize("name", query_names())
def test_packaged_queries_are_in_the_cookbook_with_their_parameters(name: str) -> None:
    rows = [line for line in COOKBOOK.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1
    assert [one.name for one in load_query(name).parameters if f"`{one.name}`" not in rows[0]] == []


SPARQL = [fence for page in (COOKBOOK, TIME) for fence in read_fences(page) if fence.lang == "sparql"]


@pytest.mark.parametrize("fence", SPARQL, ids=[fence.before[:40] for fence in SPARQL])
def test_queries_of_the_cookbook_give_rows(fence: Fence, sample_build: Path) -> None:
    with KnowledgeBase.open(sample_build, read_only=True) as kb:
        result = kb.query(fence.body)
    assert result.kind in ("select", "graph")
    assert MAY_BE_EMPTY in fence.before or len(result) or result.turtle.count("kg:")


def test_commands_of_the_cookbook_give_rows(checkout: Path) -> None:
    (checkout / "my.rq").write_text(SPARQL[0].body, encoding="utf-8")
    answers = {shlex.join(args): run_kg(*args) for args in read_commands(COOKBOOK)}
    assert len(answers) > len(query_names())
    assert [command for command, answer in answers.items() if answer.endswith("\n0 rows\n")] == []


def test_prefixes_of_the_cookbook_are_those_that_are_known() -> None:
    written = re.findall(r"^\| `(\w+):` \| `(\S+)` \|$", COOKBOOK.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(written) == PREFIXES


# ---- the worked example of a new relation


def expectations() -> list[tuple[list[str], list[str]]]:
    """Each `kg extract` of the page with the lines that the next block promises."""
    fences = [fence for fence in read_fences(RELATIONS) if not fence.file_name]
    found = []
    for fence, after in pairwise(fences):
        if fence.body.startswith("kg extract") and after.lang == "text":
            found.append((shlex.split(fence.body)[1:], [line.rstrip() for line in after.body.splitlines()]))
    return found


def test_worked_example_gives_the_claims_of_the_page(example_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example_folder)
    args, promised = expectations()[0]
    printed = [line.rstrip() for line in run_kg(*args).splitlines() if " | " in line]
    assert printed == promised
    assert {line.split(" | ")[1] for line in printed} == {"auditedBy"}
    # One for each sentence, in both languages.
    articles = [(example_folder / name).read_text(encoding="utf-8").splitlines() for name in ("en.txt", "ja.txt")]
    assert len(printed) == sum(map(len, articles))


def test_worked_example_is_explained_as_on_the_page(example_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example_folder)
    args, promised = expectations()[1]
    printed = {line.rstrip() for line in run_kg(*args).splitlines()}
    assert [line for line in promised if line not in printed] == []


def test_worked_example_can_be_built_and_asked(
    example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(example_folder, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    printed = [run_kg(*args) for args in read_commands(RELATIONS) if "audit-store" in args]
    assert "auditedBy" in printed[0]
    assert re.search(r"^Toshiba +Deloitte$", printed[-1], re.MULTILINE)


KEYS = ("trigger", "phrase", "cue", "frames")


def packaged_keys() -> list[tuple[str, str]]:
    """Every key of the packaged rules, and every place of a cue."""
    found: set[tuple[str, str]] = set()
    for path in sorted((ROOT / "kg/extraction").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind in KEYS:
            rows = tables.get(kind, [])
            for row in rows.values() if isinstance(rows, dict) else rows:
                found |= {(kind, key) for key in row}
                found |= {("place", row["place"])} if "place" in row else set()
    return sorted(found)


def test_every_key_of_the_packaged_rules_is_explained() -> None:
    first_columns = re.findall(r"^\|([^|]*)\|", RELATIONS.read_text(encoding="utf-8"), re.MULTILINE)
    explained = set(re.findall(r"`(\w+)`", " ".join(first_columns)))
    assert [(kind, key) for kind, key in packaged_keys() if key not in explained] == []


def test_every_step_of_extraction_is_in_the_architecture() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    modules = [path.name for path in sorted((ROOT / "kg/extraction").glob("[!_]*.py"))]
    assert [name for name in modules if f"`{name}`" not in page] == []


# ---- links


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_to_files(page: Path) -> None:
    targets = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [one for one in targets if not (page.parent / one).exists()] == []


def test_every_page_is_linked_from_the_readme() -> None:
    linked = {os.path.normpath(one) for one in _LINK.findall(README.read_text(encoding="utf-8"))}
    pages = {str(page.relative_to(ROOT)) for page in PAGES if page != README}
    assert pages <= linked
