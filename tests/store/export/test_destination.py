"""Whole or not at all: real files, folders, pipes and a disk that is full."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.store.export.destination import write_file, write_folder

ROOT = Path(__file__).parents[3]
FILES = {"a.csv": lambda out: out.write(b"new a"), "b.csv": lambda out: out.write(b"new b")}


def _fail(out):
    out.write(b"half")
    raise KgError("went wrong")


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file below, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---- files


@pytest.mark.parametrize("before", [{}, {"out": b"old"}])
def test_a_file_is_replaced_as_a_whole(tmp_path, before):
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(KgError, match="went wrong"):
        write_file(tmp_path / "out", _fail)
    assert _contents(tmp_path) == before
    write_file(tmp_path / "out", lambda out: out.write(b"new"))
    assert _contents(tmp_path) == {"out": b"new"}


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", lambda out: out.write(b"new"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_new_file_may_be_read_by_those_who_may_read_new_files(tmp_path):
    write_file(tmp_path / "out", lambda out: out.write(b"new"))
    (tmp_path / "other").touch()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_who_may_read_a_file_does_not_change(tmp_path):
    (tmp_path / "out").touch(mode=0o600)
    write_file(tmp_path / "out", lambda out: out.write(b"new"))
    assert stat.filemode((tmp_path / "out").stat().st_mode) == "-rw-------"


def test_a_pipe_is_written_to(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    found = []
    reader = threading.Thread(target=lambda: found.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_file(tmp_path / "pipe", lambda out: out.write(b"new"))
    reader.join(10)
    assert found == [b"new"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (".", "is a folder, and this format is one file; name a file"),
        ("no/out", "there is no folder .*no$"),
        ("file/out", "there is no folder .*file$"),
        ("x" * 300, "cannot be written: File name too long"),
    ],
)
def test_where_no_file_can_be(tmp_path, name, says):
    (tmp_path / "file").touch()
    with pytest.raises(KgError, match=says):
        write_file(tmp_path / name, lambda out: out.write(b"new"))
    assert _contents(tmp_path) == {"file": b""}


# ---- folders


@pytest.mark.parametrize(
    "before", [None, {}, {"a.csv": b"old a"}, {"a.csv": b"old a", "b.csv": b"old b"}], ids=lambda one: str(one)
)
def test_a_folder_is_replaced_as_a_whole(tmp_path, before):
    out = tmp_path / "out"
    if before is not None:
        out.mkdir()
        for name, content in before.items():
            (out / name).write_bytes(content)
    with pytest.raises(KgError, match="went wrong"):
        write_folder(out, {**FILES, "b.csv": _fail})
    assert out.exists() == (before is not None)
    assert _contents(tmp_path) == {f"out/{name}": content for name, content in (before or {}).items()}
    write_folder(out, FILES)
    assert _contents(tmp_path) == {"out/a.csv": b"new a", "out/b.csv": b"new b"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_current_folder_stays_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_folder(Path(), FILES)
    (tmp_path / ".export.1.partial").mkdir()
    write_folder(Path(), FILES)
    assert sorted(path.name for path in Path().glob("*.csv")) == ["a.csv", "b.csv"]


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_folder(tmp_path / "link", FILES)
    assert (tmp_path / "link").is_symlink()
    assert _contents(tmp_path / "real") == {"a.csv": b"new a", "b.csv": b"new b"}


@pytest.mark.parametrize("other", ["mine.txt", ".hidden", "A.csv", "folder/", "a.csv/"])
def test_a_folder_with_something_else_is_left_alone(tmp_path, other):
    out = tmp_path / "out"
    out.mkdir()
    if other.endswith("/"):
        (out / other).mkdir()
    else:
        (out / other).write_bytes(b"mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KgError, match=rf"holds something else \({other.rstrip('/')}\); name a new or an empty folder"):
        write_folder(out, FILES)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(KgError, match="is a file, and this format is a folder"):
        write_folder(tmp_path / "out", FILES)
    assert _contents(tmp_path) == {"out": b"mine"}


# ---- a disk that is full


_EXPORT = """
import resource, signal, sys
from pathlib import Path
from kg.cli import app
from kg.store import KnowledgeBase
from tests.builders import samples
from typer.testing import CliRunner
store, out, format_, limit = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
result = CliRunner().invoke(app, ["export", out, "--format", format_, "--store", store])
print(result.exit_code, result.stderr, end="")
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    from kg.store import KnowledgeBase
    from tests.builders import samples

    path = tmp_path_factory.mktemp("full") / "store"
    with KnowledgeBase.open(path) as base:
        base.add(samples())
    return path


def _export(store: Path, out: Path, format_: str, limit: int) -> str:
    """What the command says where no file may grow beyond a number of bytes, which is how a full disk behaves."""
    command = [sys.executable, "-c", _EXPORT, str(store), str(out), format_, str(limit)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("format_", ["nq", "jsonld", "rdfxml", "graphml", "csv", "parquet", "neo4j"])
def test_a_full_disk_is_one_line_and_leaves_what_was_there(store, tmp_path, format_):
    out = tmp_path / "out"
    printed = _export(store, out, format_, 400)
    assert printed.splitlines() == [f"1 kg: {out}: cannot be written: File too large"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
@pytest.mark.parametrize("format_", ["nq", "csv"])
def test_a_device_that_is_full_is_one_line(store, format_):
    printed = _export(store, Path("/dev/full"), format_, 10**9)
    assert printed.splitlines() == ["1 kg: /dev/full: cannot be written: No space left on device"]
