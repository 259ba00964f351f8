"""What commands print of articles, claims, entities and judgements."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.model import Article, Claim, Entity, Extraction
from kg.printing.text import clip, for_terminal, format_table, label_of
from kg.schema import Schema

if TYPE_CHECKING:
    from kg.doctor import Diagnosis
    from kg.extraction.extractor import Explanation
    from kg.language.parse import ParsedArticle
    from kg.link.judgements import Judgement
    from kg.link.naming import Naming
    from kg.pipeline import BuildReport
    from kg.store import ArticleRecord, Doubt


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[Article], None]]:
    """A progress bar on a terminal, nothing elsewhere; the function is to be called after each article."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)

        def advance(article: Article) -> None:
            title = (article.title or article.id).replace("[", "(")
            progress.update(task, advance=1, description=title[:40])

        yield advance


def format_stats(stats: Mapping[str, int | Mapping[str, int]]) -> str:
    """Counts, one a line, nested ones indented."""
    lines: list[str] = []
    for name, value in stats.items():
        if isinstance(value, Mapping):
            lines.append(f"{name}:")
            lines += [
                f"  {key:24}{count:>8}" for key, count in sorted(value.items(), key=lambda one: (-one[1], one[0]))
            ]
        else:
            lines.append(f"{name:26}{value:>8}")
    return "\n".join(lines)


def format_build(report: BuildReport, stats: Mapping[str, int | Mapping[str, int]]) -> str:
    """What a build did and what the store holds now."""
    head = (
        f"read {report.read} new articles ({report.known} known), {report.claims} claims, {len(report.issues)} issues"
    )
    return f"{head}\n\n{format_stats(stats)}"


def _end(claim: Claim, part: str) -> str:
    mention = claim.subject if part == "subject" else claim.object
    return mention.name if mention else ""


def format_claims(extraction: Extraction, style: str, explanation: Explanation | None) -> Iterator[str]:
    """Claims as JSON lines or as lines of text; with an explanation, what is behind each (JSON: key "because")."""
    for claim in extraction.claims:
        because = explanation.claims.get(claim.id, []) if explanation else []
        if style == "jsonl":
            extra = {"because": because} if explanation else {}
            yield json.dumps({**claim.as_dict(), **extra}, ensure_ascii=False)
            continue
        stage = f"/{claim.stage}" if claim.stage else ""
        qualifiers = " ".join(f"{key}={value}" for key, value in claim.qualifiers.items())
        subject, target = _end(claim, "subject"), _end(claim, "object") or "-"
        yield f"{subject} | {claim.relation} | {target} | {claim.status}{stage} | {qualifiers}"
        yield f"    {claim.sentence.text}"
        yield from (f"    because {reason}" for reason in because)
    if explanation:
        for sentence, tried in explanation.silent:
            if style == "jsonl":
                silent: dict[str, Any] = {"article": extraction.article.id, "silent": sentence, "tried": tried}
                yield json.dumps(silent, ensure_ascii=False)
            else:
                yield f"nothing in: {sentence}"
                yield from (f"    tried {reason}" for reason in tried)


def format_parse(parsed: ParsedArticle, style: str) -> Iterator[str]:
    """Sentences and names of an article, as CoNLL-U or as one JSON object, up to and with the last line break."""
    from kg.language.annotations import describe
    from kg.language.conllu import write_sentences
    from kg.text.conllu import format_sentence

    if style == "jsonl":
        yield json.dumps(describe(parsed), ensure_ascii=False) + "\n"
    else:
        yield from map(format_sentence, write_sentences(parsed))


def format_answer(kind: str, answer: bytes) -> str:
    """A query's answer for reading.

    Args:
        kind: "select", "ask" or "graph".
        answer: Rows in SPARQL 1.1 JSON, or a graph in Turtle.
    """
    if kind == "graph":
        return answer.decode()
    found = json.loads(answer)
    if kind == "ask":
        return f"{'yes' if found['boolean'] else 'no'}\n"
    names, rows = found["head"]["vars"], found["results"]["bindings"]
    table = [names, *([_short(row.get(name)) for name in names] for row in rows)]
    return f"{format_table(table)}\n{len(rows)} rows\n"


def _short(term: Mapping[str, Any] | None) -> str:
    # Imported here: the store takes a third of a second to load, and most commands print without it.
    from kg.store import shorten

    if term is None:
        return ""
    if term["type"] == "triple":
        return " ".join(_short(term["value"][part]) for part in ("subject", "predicate", "object"))
    return shorten(term["value"]) if term["type"] == "uri" else str(term["value"])


def format_entity(
    found: Sequence[Entity],
    claims: Iterable[Claim],
    articles: Mapping[str, ArticleRecord],
    entities: Mapping[str, Entity],
    schema: Schema,
    lang: str,
    rejected: Container[str] = (),
) -> str:
    """One entity for reading: names, then what is claimed of it, newest last, each with its sentence.

    Args:
        found: The entity, and others that were found with it.
        claims: What is claimed of it.
        articles: The articles of these claims, by hash.
        entities: The entities of these claims, by id, for their names in `lang`.
        schema: The labels of relations and types.
        lang: "en" or "ja".
        rejected: The ids of claims to mark as rejected.
    """
    entity = found[0]
    lines = [
        f"{entity.label(lang)}  ({label_of(schema.types, str(entity.type), lang)}, {entity.id})",
        f"names: {', '.join(entity.names)}",
    ]
    if len(found) > 1:
        lines.append(f"also found: {', '.join(f'{one.label(lang)} ({one.id})' for one in found[1:6])}")
    ordered = sorted(claims, key=lambda one: (one.relation, articles[one.article_hash].published, one.id))
    for relation, group in groupby(ordered, key=lambda one: one.relation):
        lines += ["", label_of(schema.relations, relation, lang)]
        for claim in group:
            lines += _entity_claim(claim, articles[claim.article_hash], entities, lang)
            lines[-1] += "  (rejected)" if claim.id in rejected else ""
    return "\n".join(lines)


def _entity_claim(claim: Claim, record: ArticleRecord, entities: Mapping[str, Entity], lang: str) -> Iterator[str]:
    mentions = [mention for mention in (claim.subject, claim.object) if mention is not None]
    # An article names an entity in its own language; the reader wants another.
    names = [entities[one.entity_id].label(lang) if one.entity_id in entities else one.name for one in mentions]
    stage = f"/{claim.stage}" if claim.stage else ""
    qualifiers = ", ".join(f"{key} {value}" for key, value in claim.qualifiers.items())
    date = record.published or "(no date)"
    yield f"  {date:10}  {claim.status}{stage:12}  {' → '.join(names)}  {qualifiers}".rstrip()
    yield f"              “{clip(claim.sentence.text, 160)}” {record.publisher or record.id}"
    yield f"              claim {claim.id}"


def format_diagnosis(diagnosis: Diagnosis) -> str:
    """What is there, and last what is missing."""
    lines: list[str] = []
    for one in diagnosis.pipelines:
        lines += [f"{one.lang}: {one.name} {one.version}"]
        lines += [f"  {'licence':12}{one.licence}", f"  {'folder':12}{one.folder}"]
        lines += [f"  {'components':12}{', '.join(one.components)}", f"  {'names':12}{', '.join(one.names)}"]
    lines.append("weights of our own:")
    lines += [f"  {name:24}{licence}" for name, licence in diagnosis.weights.items()]
    lines.append("packages:")
    lines += [f"  {name:24}{version or 'not installed'}" for name, version in diagnosis.packages.items()]
    lines.append("list of names:")
    lines += [f"  {name:24}{count}" for name, count in diagnosis.gazetteer.items()]
    lines += [f"missing: {one}" for one in diagnosis.missing] or ["nothing is missing"]
    return "\n".join(for_terminal(line) for line in lines)


def format_naming(naming: Naming) -> str:
    """Whom a name may mean, a line each, and the id that it would get."""
    rows = [["score", "id", "name", "type", "why"]]
    for one in naming.candidates:
        entity = one.entity
        label = " / ".join(dict.fromkeys(entity.label(lang) for lang in ("en", "ja")))
        rows.append([f"{one.score:.2f}", entity.id, label, str(entity.type), one.why])
    lines = [format_table(rows)] if naming.candidates else ["nothing known is called so"]
    if naming.minted:
        lines.append(f"it would be a new entity: {naming.minted}")
    if naming.warning:
        lines.append(f"note: {naming.warning}")
    return "\n".join(lines)


def format_judgement(judgement: Judgement) -> str:
    """What a person decided, on one line."""
    parts = [str(judgement.verdict), judgement.about, judgement.other, judgement.value]
    made = " ".join(part for part in (judgement.who, judgement.when) if part)
    return " ".join(part for part in parts if part) + (f" ({made})" if made else "")


def format_doubts(doubts: Sequence[Doubt], most: int) -> str:
    """What a person should decide, a line each, with the command that decides it."""
    if not doubts:
        return "nothing to decide"
    rows = [["what", "entity", "may be", "score", "articles", "why"]]
    for one in doubts[:most]:
        ends = [f"{label} ({identity})" if identity else "-" for identity, label in (one.one, one.other)]
        rows.append([one.kind, *ends, f"{one.score:.2f}", str(one.articles), one.why])
    left = f"\n... and {len(doubts) - most} more" if len(doubts) > most else ""
    return (
        f"{format_table(rows, 48)}{left}\n\nkg entities merge A B makes two one, kg entities split A B keeps them apart"
    )
