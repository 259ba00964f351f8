"""What commands share: options, and how trouble is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import __version__, printing
from kg.errors import KgError
from kg.model import Issue

if TYPE_CHECKING:
    from kg.pipeline import Settings
    from kg.schema import Schema
    from kg.store import KnowledgeBase

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Lang(StrEnum):
    """How the language of articles is told."""

    AUTO = "auto"
    EN = "en"
    JA = "ja"


class TextFormat(StrEnum):
    """How an entity, or figures, are printed."""

    TEXT = "text"
    JSON = "json"


StoreOption = Annotated[
    str,
    typer.Option("--store", envvar="KG_STORE", help="Folder of the knowledge base, or sparql+http://… of a server."),
]
FilesArgument = Annotated[
    list[str], typer.Argument(help=".txt, .md, .html or .jsonl files, folders of them, or addresses of web pages.")
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the articles.")]
ModelEn = Annotated[str | None, typer.Option("--model-en", help="Another UD-labelled spaCy pipeline for English.")]
ModelJa = Annotated[str | None, typer.Option("--model-ja", help="Another UD-labelled spaCy pipeline for Japanese.")]
RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", help="Folder with your own schema.toml, triggers_*.toml, cues_*.toml.", exists=True),
]
WaitOption = Annotated[
    float, typer.Option("--wait", help="Seconds to wait for another program that writes to it.", min=0)
]
DEFAULT_STORE = "kg-store"


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Whatever goes wrong on purpose is one line and exit code 1."""
    try:
        yield
    except KgError as error:
        typer.echo(f"kg: {printing.one_line(str(error))}", err=True)
        raise typer.Exit(1) from error
    except RuntimeError as error:
        # What pyoxigraph raises where a database is found to be damaged only when that place of it is read.
        if not str(error).startswith("Corruption:"):
            raise
        typer.echo(f"kg: the store is damaged; restore a backup: {printing.one_line(str(error))}", err=True)
        raise typer.Exit(1) from error
    except BrokenPipeError:
        # The reader of our output went away ("kg extract … | head"): nothing is wrong.
        sys.stderr.close()
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        typer.echo("kg: stopped; whole articles read so far are kept", err=True)
        raise typer.Exit(1) from None


def make_settings(lang: Lang, model_en: str | None, model_ja: str | None, rules: Path | None = None) -> Settings:
    """The choices of a command."""
    # Imported here and not above: spaCy takes two seconds to load, and "kg stats" does without it.
    from kg.pipeline import Settings

    models = tuple((key, name) for key, name in (("en", model_en), ("ja", model_ja)) if name)
    return Settings(lang=str(lang), models=models, rules=rules)


def open_existing(store: str, wait: float = 0, schema: Schema | None = None) -> KnowledgeBase:
    """Open a knowledge base for writing that must be there already."""
    from kg.errors import NotFound
    from kg.store import KnowledgeBase, show_place

    if not KnowledgeBase.exists(store):
        raise NotFound("no knowledge base here; give --store DIR", about=show_place(store))
    return KnowledgeBase.open(store, wait=wait, schema=schema)


def find_id(kb: KnowledgeBase, name: str) -> str:
    """The id of the one entity that is meant: by its id, also an old one, or by its name."""
    from kg.errors import KgError

    if kb.has_entity(name):
        return name
    found = kb.find_entities(name)
    if not found:
        raise kb.names.missing(name)
    if len(found) > 1:
        some = ", ".join(f"{one.id} ({one.label()}, {one.type})" for one in found[:5])
        raise KgError(f"several entities are called so; give one of the ids: {some}", about=name)
    return found[0].id


def echo_issues(issues: Iterable[Issue]) -> None:
    """What could not be read, one line each, beside the output."""
    for issue in issues:
        typer.echo(f"kg: {printing.one_line(str(issue))}", err=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Build a knowledge graph from technology news in English and Japanese, and ask it."""


def main() -> None:
    """Run the command line."""
    app()
