"""Gold claims: what people say that an article claims, one article a line of JSON (see docs/evaluation.md)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import UnreadableFile
from kg.model import Article, QualifierValue, Stage, Status
from kg.schema import Schema
from kg.text.files import read_text_file

#: Relation, subject and object, the ends by the keys of the gold entities.
Triple = tuple[str, str | None, str | None]
End = TypeVar("End")

_IGNORED = re.compile(r"[\s\-‐-―—・·.,'’\"“”「」『』()]+")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim of a gold article.

    Attributes:
        triple: In the form in which triples are compared.
        status: How sure the text is.
        stage: How far the act is, where the text shows it.
        qualifiers: By schema name.
        sentence: The best sentence for it, or "" where gold does not say.
    """

    triple: Triple
    status: Status
    stage: Stage | None
    qualifiers: Mapping[str, QualifierValue]
    sentence: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One gold article: what it names and what it claims.

    Attributes:
        article: The text, as extraction gets it.
        names: All names of each gold entity as they are written, by its key, which is one of them.
        surfaces: The same, folded.
        claims: In the order of the file.
    """

    article: Article
    names: Mapping[str, tuple[str, ...]]
    surfaces: Mapping[str, frozenset[str]]
    claims: tuple[GoldClaim, ...]


def fold(name: str) -> str:
    """The form in which names are compared here; a leading article does not count."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return _IGNORED.sub("", re.sub(r"^(the|a|an)\s+", "", text))


def turn(relation: str, subject: End | None, object_: End | None, schema: Schema) -> tuple[str, End | None, End | None]:
    """`dismisses(o, p)` and `leaves(p, o)` are one event; a unary relation has no object."""
    if relation == "dismisses":
        return "leaves", object_, subject
    if relation in schema.relations and schema.relations[relation].unary:
        return relation, subject, None
    return relation, subject, object_


def make_triple(relation: str, subject: str | None, object_: str | None, schema: Schema) -> Triple:
    """A triple in the form in which triples are compared: the ends of a symmetric relation are sorted."""
    if schema.relations[relation].symmetric and subject is not None and object_ is not None:
        subject, object_ = sorted((subject, object_))
    return relation, subject, object_


def read_gold(path: Path, schema: Schema) -> list[GoldArticle]:
    """Gold articles of a JSON Lines file.

    Raises:
        UnreadableFile: It cannot be read or is not gold.
    """
    # Not splitlines: a string of JSON may hold separators that Python counts as ends of lines.
    lines = read_text_file(path).split("\n")
    return [_read_line(line, f"{path}:{number}", schema) for number, line in enumerate(lines, 1) if line.strip()]


def _read_line(line: str, where: str, schema: Schema) -> GoldArticle:
    try:
        return _read_article(json.loads(line), schema)
    except UnreadableFile as error:
        raise UnreadableFile(f"not a gold file: {error.message}", about=where) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"not a gold file: {error!r}", about=where) from error


def _read_article(raw: Mapping[str, Any], schema: Schema) -> GoldArticle:
    article = Article(
        id=raw["id"], text=raw["text"], title=raw.get("title", ""), published=raw.get("published", ""), lang=raw["lang"]
    )
    names = {key: tuple(dict.fromkeys((key, *entity["surfaces"]))) for key, entity in raw["entities"].items()}
    surfaces = {key: frozenset(map(fold, written)) for key, written in names.items()}
    return GoldArticle(article, names, surfaces, tuple(_read_claim(one, schema) for one in raw["claims"]))


def _read_claim(raw: Mapping[str, Any], schema: Schema) -> GoldClaim:
    stage = raw.get("stage")
    if raw["relation"] not in schema.relations:
        raise UnreadableFile(f"no relation {raw['relation']!r} in the schema")
    if raw["status"] not in schema.statuses:
        raise UnreadableFile(f"no status {raw['status']!r}; there are {', '.join(schema.statuses)}")
    if stage and stage not in schema.stages:
        raise UnreadableFile(f"no stage {stage!r}; there are {', '.join(schema.stages)}")
    relation, subject, object_ = turn(raw["relation"], raw["subject"], raw["object"], schema)
    return GoldClaim(
        triple=make_triple(relation, subject, object_, schema),
        status=Status(raw["status"]),
        stage=Stage(stage) if stage else None,
        qualifiers=dict(raw.get("qualifiers") or {}),
        sentence=raw.get("sentence") or "",
    )
