"""What commands print: tables, progress, one line a claim. Text in, text out; the command line does the printing."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.model import Article, Claim, Entity, Extraction
from kg.schema import Relation, Schema, Term

if TYPE_CHECKING:
    from kg.doctor import Diagnosis
    from kg.extraction.extractor import Explanation
    from kg.language.parse import ParsedArticle
    from kg.link.judgements import Judgement
    from kg.link.naming import Naming
    from kg.pipeline import BuildReport
    from kg.store import ArticleRecord, Doubt, Finding, QueryResult, Report

_WIDEST = 60
# Controls and format characters (bidirectional overrides among them) by their Unicode category.
_STEERING = ("Cc", "Cf")


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


def for_terminal(text: str) -> str:
    """Text from articles without what would steer a terminal: escape sequences, other controls, writing direction.

    Line breaks and tabs stay; each of the rest becomes a replacement character, so that nothing vanishes unseen.
    """
    return "".join(
        "\ufffd" if char not in "\n\t" and unicodedata.category(char) in _STEERING else char for char in text
    )


def one_line(text: str) -> str:
    """Text as a part of a line that nothing in it can break: ids and titles may hold line breaks."""
    return for_terminal(" ".join(text.split()))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _clip(text: str, width: int) -> str:
    text = " ".join(text.split())
    while _width(text) > width:
        text = text[: max(1, len(text) - max(1, (_width(text) - width) // 2) - 1)] + "…"
        if len(text) <= 2:
            break
    return text


def format_table(rows: Sequence[Sequence[str]], widest: int = _WIDEST) -> str:
    """Rows in aligned columns, the first one as the head; full-width characters count double."""
    cells = [[_clip(cell, widest) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)] if cells else []
    lines = [
        "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    if lines:
        lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


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


def format_result(result: QueryResult, style: str) -> str:
    """A query's answer.

    Raises:
        QueryError: It cannot be printed so.
    """
    if style == "json":
        return result.to_json() + "\n"
    if style == "csv":
        return result.to_csv()
    if result.kind == "graph":
        return result.turtle
    if style == "ttl":
        raise QueryError("only CONSTRUCT and DESCRIBE answer in Turtle; use --format table, csv or json")
    if result.kind == "ask":
        return f"{'yes' if result.answer else 'no'}\n"
    return f"{format_table(result.to_table(short=True))}\n{len(result)} rows\n"


def format_entity(
    found: Sequence[Entity],
    claims: Iterable[Claim],
    articles: Mapping[str, ArticleRecord],
    entities: Mapping[str, Entity],
    schema: Schema,
    lang: str,
) -> str:
    """One entity for reading: names, then what is claimed of it, newest last, each with its sentence.

    Args:
        found: The entity, and others that were found with it.
        claims: What is claimed of it.
        articles: The articles of these claims, by hash.
        entities: The entities of these claims, by id, for their names in `lang`.
        schema: The labels of relations and types.
        lang: "en" or "ja".
    """
    entity = found[0]
    lines = [
        f"{entity.label(lang)}  ({_label(schema.types, str(entity.type), lang)}, {entity.id})",
        f"names: {', '.join(entity.names)}",
    ]
    if len(found) > 1:
        lines.append(f"also found: {', '.join(f'{one.label(lang)} ({one.id})' for one in found[1:6])}")
    ordered = sorted(claims, key=lambda one: (one.relation, articles[one.article_hash].published, one.id))
    for relation, group in groupby(ordered, key=lambda one: one.relation):
        lines += ["", _label(schema.relations, relation, lang)]
        for claim in group:
            lines += _entity_claim(claim, articles[claim.article_hash], entities, lang)
    return "\n".join(lines)


def _entity_claim(claim: Claim, record: ArticleRecord, entities: Mapping[str, Entity], lang: str) -> Iterator[str]:
    mentions = [mention for mention in (claim.subject, claim.object) if mention is not None]
    # An article names an entity in its own language; the reader wants another.
    names = [entities[one.entity_id].label(lang) if one.entity_id in entities else one.name for one in mentions]
    stage = f"/{claim.stage}" if claim.stage else ""
    qualifiers = ", ".join(f"{key} {value}" for key, value in claim.qualifiers.items())
    date = record.published or "(no date)"
    yield f"  {date:10}  {claim.status}{stage:12}  {' → '.join(names)}  {qualifiers}".rstrip()
    yield f"              “{_clip(claim.sentence.text, 160)}” {record.publisher or record.id}"
    yield f"              claim {claim.id}"


def _label(terms: Mapping[str, Relation] | Mapping[str, Term], name: str, lang: str) -> str:
    """The label in this language, else in any, else the name: a user's own schema may have one language only."""
    labels = terms[name].labels if name in terms else {}
    return labels.get(lang) or next(iter(labels.values()), name)


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


_REPORT = {
    "en": {
        "none": "nothing is wrong",
        "nothing": "nothing",
        "found": "found",
        "error": "error",
        "warning": "warning",
        "looked": "looked at {articles} of {total} articles, {claims} claims; errors: {errors}, warnings: {warnings}",
        "unjudged": "{unjudged} more nodes are suspect and were not judged; mend these first, or use --every",
    },
    "ja": {
        "none": "問題なし",
        "nothing": "なし",
        "found": "実際の値",
        "error": "誤り",
        "warning": "注意",
        "looked": "{total} 記事中 {articles} 記事、{claims} 件の主張を検査。誤り：{errors} 件、注意：{warnings} 件",
        "unjudged": "ほかに {unjudged} 件の疑わしいノードが未検査。まず上の問題を直すか、--every を使う",
    },
}


def format_report(report: Report, lang: str) -> str:
    """What is wrong in a store, a line each, and last what was looked at."""
    words = _REPORT[lang]
    lines = [_finding(one, lang) for one in report.findings] or [words["none"]]
    if report.unjudged:
        lines.append(words["unjudged"].format(unjudged=report.unjudged))
    counts = {"articles": report.articles, "total": report.total, "claims": report.claims, "errors": report.errors}
    lines.append(words["looked"].format(**counts, warnings=len(report.findings) - report.errors))
    return "\n".join(lines)


def _finding(finding: Finding, lang: str) -> str:
    words = _REPORT[lang]
    where = [finding.name]
    if finding.article:
        where.append(f"{finding.article} “{_clip(finding.title, 60)}”")
    if finding.sentence:
        where.append(f"“{_clip(finding.sentence, 100)}”")
    found = ", ".join(_clip(one, 60) for one in finding.found[:5]) or words["nothing"]
    told = finding.messages.get(lang) or next(iter(finding.messages.values()), finding.rule)
    parts = [f"{told} ({words['found']}: {found})", *where, finding.advice.get(lang, "")]
    return one_line(f"{words[finding.severity]}: " + " | ".join(part for part in parts if part))
