"""What holds between nodes and graphs, which shapes cannot say: `rules/*.rq`, answered by the store's own engine.

Each is a query for what breaks it: the node as `?node`, what is there instead as `?found`. The comments at its top say
what is right, in both languages; they may say what to do, and give a severity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from pyoxigraph import NamedNode, QuerySolutions

from kg.store.engine import Engine
from kg.store.namespaces import PREFIXES
from kg.store.validation.findings import Break, Term, write_term

RULE_FOLDER = Path(__file__).with_name("rules")

_HEADER = re.compile(r"^# (en|ja|do-en|do-ja|severity): *(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        name: The name of its file.
        messages: What is right, per language.
        advice: What to do, per language, where it is not the usual.
        severity: "error" or "warning".
        text: The query for what breaks it.
    """

    name: str
    messages: Mapping[str, str]
    advice: Mapping[str, str]
    severity: str
    text: str

    def broken_in(self, store: Engine) -> list[Break]:
        """Every node that breaks it, with all that was found."""
        rows = store.query(self.text, prefixes=PREFIXES, use_default_graph_as_union=True)
        found: dict[NamedNode, set[str]] = defaultdict(set)
        for row in cast(QuerySolutions, rows):
            found[cast(NamedNode, row["node"])].add(write_term(cast(Term, row["found"])))
        return [
            Break(self.name, node, tuple(sorted(all_)), self.messages, self.severity, self.advice)
            for node, all_ in found.items()
        ]


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, sorted by name."""
    return tuple(_read(path) for path in sorted(RULE_FOLDER.glob("*.rq")))


def _read(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    messages = {lang: header[lang] for lang in ("en", "ja")}
    advice = {lang: header[f"do-{lang}"] for lang in ("en", "ja") if f"do-{lang}" in header}
    return Rule(path.stem, messages, advice, header.get("severity", "error"), text)
