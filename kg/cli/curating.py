"""Commands about entities: who is meant by a name, what people decided, what they should decide next."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import printing
from kg.cli.app import DEFAULT_STORE, StoreOption, TextFormat, app, find_id, one_line_errors, open_existing
from kg.model import EntityType
from kg.text.files import read_text_file

if TYPE_CHECKING:
    from kg.link.judgements import Judgement, Verdict
    from kg.store import KnowledgeBase

entities = typer.Typer(
    name="entities", no_args_is_help=True, help="Ask who is meant by a name, and correct it for good."
)
app.add_typer(entities)

TypeOption = Annotated[EntityType | None, typer.Option("--type", help="What the name is said to name.")]
FormatOption = Annotated[TextFormat, typer.Option("--format", help="How to print it.")]
WhoOption = Annotated[str, typer.Option("--who", envvar="KG_WHO", help="Who decides; your login name by default.")]
NameArgument = Annotated[str, typer.Argument(help="A name in either language, or an id.")]


@entities.command()
def find(
    name: Annotated[str, typer.Argument(help="A name in either language.")],
    type_: TypeOption = None,
    format_: FormatOption = TextFormat.TEXT,
) -> None:
    """Whom a name may mean, best first with score and reason; or the id that it would get.

    It asks the list of known things, not a store: `kg show NAME` does that.
    """
    from kg.language.readings import read_words
    from kg.link.gazetteer import load_gazetteer
    from kg.link.naming import explain_name

    with one_line_errors():
        found = explain_name(name, type_, load_gazetteer(), read_words)
        if format_ is TextFormat.JSON:
            typer.echo(json.dumps(found.as_dict(), ensure_ascii=False))
        else:
            typer.echo(printing.for_terminal(printing.format_naming(found)))


@entities.command()
def same(
    names: Annotated[list[str] | None, typer.Argument(help="Two names.")] = None,
    pairs: Annotated[Path | None, typer.Option("--pairs", help="A file with name, name, type; tabs between.")] = None,
    type_: TypeOption = None,
) -> None:
    """Whether two names name one thing: yes, no or unsure, a score and the reason, a line a pair.

    It asks the list of known things and the names themselves, not a store.
    """
    from kg.language.readings import read_words
    from kg.link.identity import compare_things

    if (pairs is None) is not (names is not None and len(names) == 2) or (pairs is not None and names):
        raise typer.BadParameter("give two names, or --pairs FILE")
    with one_line_errors():
        asked = _read_pairs(pairs, type_) if pairs is not None else iter([(*(names or ()), type_)])
        for one, other, kind in asked:
            found = compare_things(str(one), str(other), kind, readings=read_words)
            cells = (str(found.verdict), f"{found.score:.4f}", str(one), str(other), str(kind or ""), found.why)
            typer.echo("\t".join(printing.one_line(cell) for cell in cells))


def _read_pairs(path: Path, default: EntityType | None) -> Iterator[tuple[str, str, EntityType | None]]:
    from kg.errors import UnreadableFile

    for number, line in enumerate(read_text_file(path).split("\n"), 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) < 2:
            raise UnreadableFile("a line is name, name and perhaps a type, with tabs between", about=f"{path}:{number}")
        kind = cells[2].strip() if len(cells) > 2 else ""
        if kind and kind not in list(EntityType):
            raise UnreadableFile(f"no type {kind!r}; there are {', '.join(EntityType)}", about=f"{path}:{number}")
        yield cells[0], cells[1], EntityType(kind) if kind else default


@entities.command()
def merge(one: NameArgument, other: NameArgument, store: StoreOption = DEFAULT_STORE, who: WhoOption = "") -> None:
    """Make two entities one, for good."""
    from kg.link.judgements import Verdict

    _judge_pair(Verdict.MERGE, one, other, store, who)


@entities.command()
def split(one: NameArgument, other: NameArgument, store: StoreOption = DEFAULT_STORE, who: WhoOption = "") -> None:
    """Keep two entities apart, for good; an entity that was merged is still called by its old id."""
    from kg.link.judgements import Verdict

    _judge_pair(Verdict.SPLIT, one, other, store, who)


@entities.command()
def rename(
    entity: NameArgument,
    name: Annotated[str, typer.Argument(help="Its new name.")],
    lang: Annotated[str, typer.Option("--lang", help="Language of the new name: en or ja.")] = "en",
    store: StoreOption = DEFAULT_STORE,
    who: WhoOption = "",
) -> None:
    """Call an entity by another name."""
    from kg.link.judgements import Verdict

    with one_line_errors(), open_existing(store) as kb:
        made = _decide(kb, Verdict.RENAME, find_id(kb, entity), who, value=name, lang=lang)
        typer.echo(printing.one_line(f"{made.about} is now called {made.value} ({made.lang}); undo with {made.id}"))


@entities.command()
def retype(
    entity: NameArgument,
    type_: Annotated[EntityType, typer.Argument(help="What it is.")],
    store: StoreOption = DEFAULT_STORE,
    who: WhoOption = "",
) -> None:
    """Say what kind of thing an entity is."""
    from kg.link.judgements import Verdict

    with one_line_errors(), open_existing(store) as kb:
        made = _decide(kb, Verdict.RETYPE, find_id(kb, entity), who, value=str(type_))
        typer.echo(printing.one_line(f"{made.about} is now of type {made.value}; undo with {made.id}"))


@entities.command(name="reject-claim")
def reject_claim(
    claim: Annotated[str, typer.Argument(help="Id of a claim, as kg show prints it.")],
    store: StoreOption = DEFAULT_STORE,
    who: WhoOption = "",
) -> None:
    """Say that a claim is wrong: it stays with its sentence, but makes no edge."""
    from kg.errors import NotFound
    from kg.link.judgements import Verdict

    with one_line_errors(), open_existing(store) as kb:
        if not kb.has_claim(claim):
            raise NotFound("no such claim in the store; kg show prints the ids", about=claim)
        made = _decide(kb, Verdict.REJECT, claim, who)
        typer.echo(printing.one_line(f"rejected {claim}; undo with {made.id}"))


@entities.command()
def undo(
    judgement: Annotated[str, typer.Argument(help="Id of a judgement; the last one by default.")] = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take a judgement back."""
    with one_line_errors(), open_existing(store) as kb:
        typer.echo(printing.one_line(f"taken back: {printing.format_judgement(kb.undo(judgement))}"))


@entities.command()
def judgements(
    out: Annotated[Path | None, typer.Option("--out", help="Write them to a file, for `kg entities judge`.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List what people decided, or write it to a file."""
    from kg.errors import UnreadableFile
    from kg.link.judgements import write_judgements
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        kept = kb.judgements()
        if out is None:
            for one in kept:
                typer.echo(printing.one_line(f"{one.id}  {printing.format_judgement(one)}"))
            return
        try:
            out.write_text(write_judgements(kept), encoding="utf-8")
        except OSError as error:
            raise UnreadableFile(f"cannot be written: {error.strerror or error}", about=str(out)) from error
        typer.echo(f"{len(kept)} judgements written to {out}")


@entities.command()
def judge(
    file: Annotated[Path, typer.Argument(help="A file that `kg entities judgements --out` wrote.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take in what people decided elsewhere; what is known already is passed over."""
    from kg.link.judgements import read_judgements

    with one_line_errors():
        given = list(read_judgements(read_text_file(file), str(file)))
        with open_existing(store) as kb:
            typer.echo(f"{kb.judge(given)} of {len(given)} judgements were new")


@app.command()
def review(
    most: Annotated[int, typer.Option("--most", help="How many to list.", min=1)] = 20,
    format_: FormatOption = TextFormat.TEXT,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List what a person should decide: likely merges and doubtful links, most valuable first."""
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        doubts = kb.review()
        if format_ is TextFormat.JSON:
            for one in doubts[:most]:
                typer.echo(json.dumps(one.as_dict(), ensure_ascii=False))
        else:
            typer.echo(printing.for_terminal(printing.format_doubts(doubts, most)))


def _decide(
    kb: KnowledgeBase, verdict: Verdict, about: str, who: str, *, other: str = "", value: str = "", lang: str = ""
) -> Judgement:
    from kg.link.judgements import Judgement

    when = datetime.now(UTC).isoformat(timespec="seconds")
    made = Judgement(verdict, about, other, value, lang, who or getpass.getuser(), when)
    kb.judge(made)
    return made


def _judge_pair(verdict: Verdict, one: str, other: str, store: str, who: str) -> None:
    from kg.link.judgements import Verdict

    with one_line_errors(), open_existing(store) as kb:
        first, second = find_id(kb, one), find_id(kb, other)
        if verdict is Verdict.SPLIT and first == second:
            _refuse_to_split(kb, one, other, first)
        made = _decide(kb, verdict, first, who, other=second)
        typer.echo(printing.one_line(f"{printing.format_judgement(made)}; undo with {made.id}"))


def _refuse_to_split(kb: KnowledgeBase, one: str, other: str, entity: str) -> None:
    from kg.errors import InvalidJudgement

    former = kb.former_ids(entity)
    if former:
        ids = ", ".join([entity, *former])
        raise InvalidJudgement(
            f"both lead to one entity now, which {ids} became; "
            "give two of these ids, or take back with `kg entities undo` what a person merged",
            about=f"{one}, {other}",
        )
