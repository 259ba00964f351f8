"""The layer rule: imports point upwards only, each library has one owner, and files stay small and well named."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path for folder in ("kg", "ui") for path in (ROOT / folder).rglob("*.py"))

#: Lower lines may import from higher ones. Layers on one line do not know each other, unless said so here.
ORDER = (
    ("errors",),
    ("ids",),
    ("model",),
    ("schema",),
    ("text",),
    ("sources", "language"),
    ("extraction",),
    ("link",),
    ("network", "timeline"),
    ("store",),
    ("endpoint",),
    ("pipeline",),
    ("evaluate", "doctor"),
    ("printing",),
    ("cli",),
)
RANKS = {layer: rank for rank, line in enumerate(ORDER) for layer in line}
UI_MAY_IMPORT = {"model", "schema", "store", "endpoint", "network", "timeline", "pipeline", "errors", "ids"}
#: The command line starts the dashboard as a program of its own and needs the command for it.
UI_IS_STARTED_BY = {("cli", "ui.launch")}

OWNERS = {
    "spacy": {"language", "extraction"},
    "rdflib": {"store"},
    "oxrdflib": {"store"},
    "pyoxigraph": {"store"},
    "httpx": {"sources", "store"},
    "pyshacl": {"store"},
    "onnxruntime": {"language"},
    "sudachipy": {"language"},
    "rapidfuzz": {"link"},
    "jaconv": {"link"},
    "curated_tokenizers": {"language"},
    "torch": {"language"},
    "networkx": {"network"},
    "pyarrow": {"network"},
    "typer": {"cli"},
    "rich": {"printing"},
    "streamlit": {"ui"},
    "starlette": {"endpoint", "ui"},
    "uvicorn": {"endpoint"},
}
#: Imports for type checking only, where no object of the library is made: who, and which library.
OWNED_TYPES = {("store", "networkx"), ("pipeline", "spacy"), ("doctor", "spacy")}

BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "managers", "misc"}
LONGEST_FILE = 400


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, and where."""

    path: Path
    line: int
    module: str
    typing_only: bool

    @property
    def layer(self) -> str:
        """The layer that imports: "ui", or the first name below kg."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return "ui" if parts[0] == "ui" else parts[1]

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} imports {self.module}"


class _Imports(ast.NodeVisitor):
    """Collects imports, noting those below `if TYPE_CHECKING`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[Import] = []
        self._typing_only = False

    def visit_If(self, node: ast.If) -> None:
        before = self._typing_only
        self._typing_only = before or "TYPE_CHECKING" in ast.unparse(node.test)
        for one in node.body:
            self.visit(one)
        self._typing_only = before
        for one in node.orelse:
            self.visit(one)

    def visit_Import(self, node: ast.Import) -> None:
        self.found += [Import(self.path, node.lineno, one.name, self._typing_only) for one in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, f"{self.path}:{node.lineno}: relative imports hide layers"
        module = node.module or ""
        # "from kg import printing" names a module of ours, "from kg.model import Claim" does not.
        # Its version number is no layer.
        front = module in ("kg", "ui")
        names = [f"{module}.{one.name}" for one in node.names if one.name != "__version__"] if front else [module]
        self.found += [Import(self.path, node.lineno, name, self._typing_only) for name in names]


def imports_of(path: Path) -> list[Import]:
    """Every import of a file, also those inside functions."""
    visitor = _Imports(path)
    visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
    return visitor.found


def all_imports() -> Iterator[Import]:
    """Every import of the project, without the front door `kg/__init__.py`, which offers all layers."""
    for path in SOURCES:
        if path != ROOT / "kg" / "__init__.py":
            yield from imports_of(path)


def is_upward(one: Import) -> bool:
    """Whether an import of one of our own modules is allowed by the order."""
    parts = one.module.split(".")
    if parts[0] == "ui":
        return one.layer == "ui" or (one.layer, one.module) in UI_IS_STARTED_BY
    target = parts[1] if len(parts) > 1 else "kg"
    if one.layer == "ui":
        return target in UI_MAY_IMPORT
    return target == one.layer or RANKS.get(target, len(ORDER)) < RANKS[one.layer]


def test_every_module_has_a_layer() -> None:
    have = {path.relative_to(ROOT / "kg").with_suffix("").parts[0] for path in (ROOT / "kg").rglob("*.py")} - {
        "__init__"
    }
    assert have == set(RANKS)


def test_imports_point_upwards() -> None:
    ours = [one for one in all_imports() if one.module.split(".")[0] in ("kg", "ui")]
    assert len(ours) > 100
    assert not [str(one) for one in ours if not is_upward(one)]


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_library_has_one_owner(library: str) -> None:
    users = [one for one in all_imports() if one.module.split(".")[0] == library]
    strangers = [
        str(one)
        for one in users
        if one.layer not in OWNERS[library] and not (one.typing_only and (one.layer, library) in OWNED_TYPES)
    ]
    assert not strangers


@pytest.mark.parametrize("layer", ["errors", "ids", "model", "schema"])
def test_the_nouns_need_the_standard_library_only(layer: str) -> None:
    import sys

    allowed = {*sys.stdlib_module_names, "kg", "rapidfuzz", "jaconv"}
    found = imports_of(ROOT / "kg" / f"{layer}.py")
    assert found
    assert not [str(one) for one in found if one.module.split(".")[0] not in allowed]


def test_link_knows_only_our_dataclasses() -> None:
    import sys

    allowed = {*sys.stdlib_module_names, "kg", "rapidfuzz", "jaconv"}
    found = [one for path in (ROOT / "kg" / "link").glob("*.py") for one in imports_of(path)]
    assert found
    assert not [str(one) for one in found if one.module.split(".")[0] not in allowed]


def test_names_come_from_the_field() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert not [
        str(path.relative_to(ROOT))
        for path in [*SOURCES, *tests]
        if BANNED_NAMES & {*path.relative_to(ROOT).with_suffix("").parts, *path.stem.split("_")}
    ]


def test_nothing_of_the_dashboard_hides_the_standard_library() -> None:
    """Streamlit looks for modules in the folder of its script first: `ui/profile` was what `import profile` found."""
    names = {path.relative_to(ROOT / "ui").with_suffix("").parts[0] for path in (ROOT / "ui").rglob("*.py")}
    assert not names & sys.stdlib_module_names


def test_no_file_is_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert not {str(path.relative_to(ROOT)): count for path, count in lengths.items() if count > LONGEST_FILE}


def test_the_rule_sees_what_it_forbids(tmp_path: Path) -> None:
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import networkx\ndef f():\n    import kg.cli\n"
    file = tmp_path / "store.py"
    file.write_text(source, encoding="utf-8")
    found = {one.module: one for one in imports_of(file)}
    assert found["networkx"].typing_only
    assert not found["kg.cli"].typing_only
    downward = Import(ROOT / "kg" / "store" / "disk.py", 1, "kg.cli", typing_only=False)
    sideways = Import(ROOT / "kg" / "sources" / "plain.py", 1, "kg.language.parse", typing_only=False)
    ui = Import(ROOT / "ui" / "app.py", 1, "kg.link.linker", typing_only=False)
    assert not any(map(is_upward, (downward, sideways, ui)))
