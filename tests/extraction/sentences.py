"""The sentence tables: what a careful analyst reads from single sentences and headlines, in both languages."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.ids import fold_name
from kg.model import Article, Claim, Mention, Status

HERE = Path(__file__).parent

#: The day the sentences were published, so that "on Friday" has a date.
PUBLISHED = "2025-06-18"
_BODY = {"en": "The companies gave no further details.", "ja": "詳細は明らかにしていない。"}


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and the claim that it makes.

    Attributes:
        id: Language, relation, form, status where not asserted, and a number.
        form: How the sentence says it: active, passive, nominal, appositive, relative, conjoined or headline.
        status: How sure the sentence is; None in the traps, where anything but a fact will do.
    """

    id: str
    lang: str
    relation: str
    form: str
    status: Status | None
    subject: str
    object: str
    text: str

    @property
    def article(self) -> Article:
        """The sentence as an article of its own; a headline stands over a body that says nothing."""
        if self.form == "headline":
            return Article(self.id, _BODY[self.lang], title=self.text, published=PUBLISHED, lang=self.lang)
        return Article(self.id, self.text, published=PUBLISHED, lang=self.lang)


def _read(name: str) -> Iterable[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_sentences() -> list[Row]:
    """The sentences with the claim that each makes."""
    seen: Counter[str] = Counter()
    rows = []
    for fields in _read("sentences.tsv"):
        parts = [fields["lang"], fields["relation"], fields["form"]]
        stem = "-".join(parts if fields["status"] == "asserted" else [*parts, fields["status"]])
        seen[stem] += 1
        rows.append(Row(f"{stem}-{seen[stem]}", **{**fields, "status": Status(fields["status"])}))  # type: ignore[arg-type]
    return rows


def read_traps() -> list[Row]:
    """Sentences that speak of a relation without stating it as a fact."""
    seen: Counter[str] = Counter()
    rows = []
    for fields in _read("traps.tsv"):
        stem = f"{fields['lang']}-{fields['relation']}-trap"
        seen[stem] += 1
        rows.append(Row(f"{stem}-{seen[stem]}", form="trap", status=None, **fields))
    return rows


def read_known_misses() -> dict[str, str]:
    """Why sentences of the table are not read yet, by id."""
    return {fields["id"]: fields["reason"] for fields in _read("known_misses.tsv")}


def names(mention: Mention | None, name: str) -> bool:
    """Whether a mention is of the thing of this name; no mention is of no name."""
    if mention is None or not name:
        return mention is None and not name
    return fold_name(name) in {fold_name(one) for one in (mention.span.text, mention.name, *mention.names)}


def is_triple(claim: Claim, row: Row, *, symmetric: bool) -> bool:
    """Whether a claim has the relation and ends of a row, whatever its status."""
    straight = names(claim.subject, row.subject) and names(claim.object, row.object)
    turned = symmetric and names(claim.subject, row.object) and names(claim.object, row.subject)
    return claim.relation == row.relation and (straight or turned)
