"""Where a parsed block names something: gazetteer, named entities, proper-noun runs, katakana and Latin runs.

A mention's type is what the gazetteer or a title beside the name says; the tagger's word is only a hint, because the
relation itself demands a type (the subject of "acquired" is an organisation whatever the tagger thought).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.extraction.agreement import agree
from kg.extraction.names import Name, NameTable
from kg.extraction.rules import Rules, longest_first
from kg.extraction.runs import japanese_runs, proper_noun_runs
from kg.language.name_labels import find_label
from kg.language.parse import ParsedArticle
from kg.language.tokens import Doc
from kg.model import EntityType

#: Labels of names that can stand in a claim; the others are read by rule (`kg.text`).
_NAMED = {one.value: one for one in (EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT, EntityType.PLACE)}

#: Characters beside a name in which a title or legal form is looked for; "最高経営責任者" has seven.
_BESIDE = 12
# A tagger that takes in "of", a possessive or a verb in Title Case has run on past the name.
_CLAUSAL = re.compile(r"(?:^|\s)(?:of|to|in|for|and|the|'s)\s|,|[。、]")
_SEPARATED = re.compile(r"(?:^|\s)(?:to|in|and|the|'s)\s|['’]s\b|,")
_FORM = re.compile(
    r"(?:(?:(?<=Ltd|LTD|Inc|INC)|(?<=Corp|CORP)|(?<=\bC[oO]))\.)?(?:(?:, ?| )(?:Inc|INC|Corp|CORP|Corporation"
    r"|CORPORATION|Co|CO|Ltd|LTD|Limited|LIMITED|LLC|PLC|plc|Plc|Pte|Pty|Pvt|GmbH|AG|SE|NV|N\.V|SA|S\.A|K\.K)"
    r"\b\.?(?![\w-]))*"
)
#: "Alphadyne Corp. Ken Sato": the parser saw no end of a sentence.
_ENDED = re.compile(r"(?:, ?| )(?:Inc|Corp|Ltd|LLC|K\.K)\.(?= [A-Z])")
_AMOUNT = re.compile(r"(?<=\w) [$€£¥]?\d[\d,.]*$")
_UNIT = re.compile(r" ?(?:(?:million|billion|trillion|bn|euros|dollars|yen|pounds|percent)\b|%)")
_OF = re.compile(r" (?:of|for) ")
# Emoji, bullets and punctuation beside a name are no part of it; a full stop is one only in "Inc." and "J."
_EDGES_LEFT = re.compile(r"[^\w(「]+")
_EDGES_RIGHT = re.compile(r"[^\w.)!+&]+$")
_BRACKETED = re.compile(r"\([^()]+\)|「[^「」]+」")
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|INC|Corp|CORP|Co|CO|Ltd|LTD|Pte|Pty|Bros|Jr|Sr|St|Cie|[A-Z])|\.[A-Za-z])\.$")


def read_names(parsed: ParsedArticle, rules: Rules, table: NameTable) -> list[list[Name]]:
    """The names of each block of an article, of one type each throughout."""
    article = "\n".join(block.text for block in parsed.blocks)
    found = [find_mentions(block.parse, rules, table, block.text, article) for block in parsed.blocks]
    return agree(found, rules.lang)


def find_mentions(doc: Doc, rules: Rules, table: NameTable, text: str = "", article: str = "") -> list[Name]:
    """Every name in a block, in order, never overlapping.

    A name from the gazetteer wins over the tagger's, the tagger's over a bare run, unless the other one is longer and
    contains it.

    Args:
        doc: The parse of the block.
        rules: The language's rules.
        table: Who knows names.
        text: The text of the block, where it is at hand.
        article: The text of the whole article.
    """
    text = text or doc.text
    edges = frozenset(at for token in doc for at in (token.idx, token.idx + len(token)))
    known = [
        Name(one.start, one.end, text[one.start : one.end], one.type, None, "gazetteer")
        for one in table.find_names(text, rules.lang, article=article)
        if not _is_of_two_words(edges, one.start, one.end)
    ]
    tagged = list(_tagged_names(doc))
    runs = list(japanese_runs(doc, rules) if rules.lang == "ja" else proper_noun_runs(doc, rules))
    runs = [one for one in runs if not _is_person_of(one, tagged)]
    starts = frozenset(token.idx for token in doc)
    chosen: list[Name] = []
    taken = [False] * len(text)
    for name in _by_priority(known, tagged, runs, rules):
        trimmed = _trim(_ended(_without_amount(name, text)), rules, starts)
        # What is left of "Acme Co., Ltd." where the parser sees no name in its first word is nobody's name.
        if trimmed is None or any(taken[trimmed.start : trimmed.end]) or _is_legal_form(trimmed.text):
            continue
        trimmed = _with_legal_form(trimmed, text, rules)
        chosen.append(_typed_by_neighbours(trimmed, text, rules))
        taken[trimmed.start : trimmed.end] = [True] * (trimmed.end - trimmed.start)
    return _joined_places(sorted(chosen, key=lambda one: one.start), text)


def _is_of_two_words(edges: Container[int], start: int, end: int) -> bool:
    """Whether a stretch is the end of one word and the beginning of another: 日産 in 対日産業政策, 信大 in 通信大手.

    What lies inside a single word may be a name: the tokenizer knows some addresses whole.
    """
    return start not in edges and end not in edges and any(at in edges for at in range(start + 1, end))


def _with_legal_form(name: Name, text: str, rules: Rules) -> Name:
    """ "NEC Corp." and "Acme Co., Ltd." are one name each; the parser takes the last word for the head."""
    form = _FORM.match(text, name.end) if rules.lang == "en" and name.type is not EntityType.PLACE else None
    return name if form is None else replace(name, end=form.end(), text=text[name.start : form.end()])


def _is_legal_form(text: str) -> bool:
    return _FORM.fullmatch(f" {text}") is not None


def _ended(name: Name) -> Name:
    """A name ends with its legal form, whatever follows in the next sentence."""
    form = _ENDED.search(name.text) if name.origin != "gazetteer" else None
    return name if form is None else replace(name, end=name.start + form.end(), text=name.text[: form.end()])


def _without_amount(name: Name, text: str) -> Name:
    """ "Fined Shein 150 million euros": the number behind a name belongs to what follows it."""
    amount = _AMOUNT.search(name.text)
    if amount is None or not _UNIT.match(text, name.end):
        return name
    return replace(name, end=name.start + amount.start(), text=name.text[: amount.start()])


def _joined_places(names: list[Name], text: str) -> list[Name]:
    """東京都千代田区, 東京・港: what stands beside a place without a sign between them is a part of its address."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        places = (
            last is not None
            and EntityType.PLACE in (last.type, last.hint)
            and EntityType.PLACE in (name.type, name.hint)
        )
        if last is not None and places and text[last.end : name.start] in ("", "・"):
            joined[-1] = replace(last, end=name.end, text=text[last.start : name.end])
        else:
            joined.append(name)
    return joined


def _by_priority(known: list[Name], tagged: list[Name], runs: list[Name], rules: Rules) -> Iterator[Name]:
    """Longer names that contain a known one go first: "Amazon Web Services" before "Amazon"."""

    def contains_known(name: Name) -> bool:
        return any(name.start <= one.start and one.end <= name.end and name.text != one.text for one in known)

    hints = {(one.start, one.end): one.hint for one in tagged}
    hinted_runs = [replace(one, hint=hints.get((one.start, one.end)) or _hint_over(one, tagged)) for one in runs]
    endings = rules.words("organization_endings") | rules.words("name_closers")
    wider = [one for one in hinted_runs if contains_known(one) and _is_one_name(one, known, endings, rules.lang)]
    if rules.lang == "ja":
        wider += [one for one in tagged if _begins_with_place(one, known)]
    else:
        wider += [one for one in tagged if _is_named_after(one, known, rules.words("organization_heads"))]
    yield from sorted(wider, key=lambda one: (one.start - one.end, one.start))
    yield from known
    clean = [one for one in tagged if not contains_known(one) and not _CLAUSAL.search(_FORM.sub("", one.text))]
    yield from sorted([*hinted_runs, *clean], key=lambda one: (one.start - one.end, one.start))
    yield from tagged


def _begins_with_place(name: Name, known: list[Name]) -> bool:
    """日本ビクター, 東京都北区: the tagger's name goes on where the known place ends."""
    if name.hint not in (EntityType.ORGANIZATION, EntityType.PLACE) or _CLAUSAL.search(name.text):
        return False
    inside = [one for one in known if name.start <= one.start and one.end <= name.end]
    return len(inside) == 1 and inside[0].type is EntityType.PLACE and inside[0].start == name.start < name.end


def _is_named_after(name: Name, known: list[Name], heads: frozenset[str]) -> bool:
    """ "Bank of Montreal", "Sandoz Canada Inc.", "Office for Information Security": one organisation to the tagger.

    What it says is believed where a place is only part of the name, and over "of" where an institution begins it.
    """
    if name.hint is not EntityType.ORGANIZATION or _SEPARATED.search(name.text):
        return False
    inside = [one for one in known if one.start < name.end and name.start < one.end]
    if any(one.type is not EntityType.PLACE or one.start <= name.start for one in inside):
        return False
    first, joined, _ = _OF.sub("\n", name.text, count=1).partition("\n")
    return first.split()[-1] in heads if joined else bool(inside)


def _is_person_of(run: Name, tagged: list[Name]) -> bool:
    """ "Jane Roe of Bell Laboratories" is two names where the tagger takes the first for a person."""
    first = next((one for one in tagged if one.start == run.start and one.hint is EntityType.PERSON), None)
    return first is not None and run.text[first.end - run.start :].startswith(" of ")


def _is_one_name(run: Name, known: list[Name], endings: frozenset[str], lang: str) -> bool:
    """A run around one known name is another name: "Canada Pension Plan Investment Board".

    Japanese sets a place before a name without any sign between them, so there the end of the run must be that of an
    organisation.
    """
    inside = [one for one in known if run.start <= one.start and one.end <= run.end]
    if len(inside) != 1:
        return False
    if lang == "en":
        return inside[0].type is not EntityType.PLACE or inside[0].start == run.start
    return inside[0].type is not EntityType.PLACE or any(run.text.endswith(ending) for ending in endings)


def _hint_over(run: Name, tagged: list[Name]) -> EntityType | None:
    covering = [one for one in tagged if one.start < run.end and run.start < one.end]
    return covering[-1].hint if covering else None


@lru_cache(maxsize=256)
def _type_of(label: str) -> EntityType | None:
    """What the tagger means by a label, where that can stand in a claim."""
    return _NAMED.get(find_label(label) or "")


def _tagged_names(doc: Doc) -> Iterator[Name]:
    for ent in doc.source.ents:
        kind = _type_of(ent.label_)
        if kind is not None and any(token.pos_ in ("PROPN", "NOUN", "ADJ", "NUM") for token in ent):
            yield Name(ent.start_char, ent.end_char, ent.text, None, kind, "tagger")


def _trim(name: Name, rules: Rules, token_starts: frozenset[int]) -> Name | None:
    """Without what is not the name: 米 and 旧 before it, 社 and "'s" behind it. None if nothing is left.

    What is taken off the front must be a token of its own: the 前 of 前社長 goes, that of 前田 stays.
    """
    start, end, text = name.start, name.end, name.text
    if _BRACKETED.fullmatch(text):
        start, end, text = start + 1, end - 1, text[1:-1]
    if name.origin != "gazetteer":
        if text in rules.tables.get("references", {}):
            # 同省: the tagger takes it for a ministry.
            return None
        lowered, prefixes = text.lower(), longest_first(rules.words("name_prefixes"))
        for prefix in prefixes if lowered.startswith(prefixes) else ():
            if lowered.startswith(prefix) and start + len(prefix) in token_starts and len(text) > len(prefix):
                start, text = start + len(prefix), text[len(prefix) :]
                break
        suffixes = longest_first(rules.words("name_suffixes"))
        for suffix in suffixes if text.endswith(suffixes) else ():
            if text.endswith(suffix) and len(text) > len(suffix):
                end, text = end - len(suffix), text[: -len(suffix)]
                break
    opened = max(text.find("("), text.find("（"))
    if opened > 0 and not any(sign in text[opened:] for sign in ")）"):
        # 「Paidy(ペイディ」: the tagger stopped inside the bracket.
        text, end = text[:opened], start + opened
    stripped = _EDGES_RIGHT.sub("", text)
    if stripped.endswith(".") and not _ABBREVIATED.search(stripped):
        stripped = stripped[:-1]
    lead = _EDGES_LEFT.match(stripped)
    if lead:
        start, stripped = start + lead.end(), stripped[lead.end() :]
    if name.origin != "gazetteer" and _is_description(stripped, rules):
        return None
    if not stripped or (
        name.origin != "gazetteer" and (stripped.lower() in rules.words("not_names") or stripped in rules.roles)
    ):
        return None
    end = start + len(stripped)
    return name if (name.start, name.end) == (start, end) else replace(name, start=start, end=end, text=stripped)


def _is_description(text: str, rules: Rules) -> bool:
    """「AI研究所」: a class noun, alone or behind a word that is no name, describes something named elsewhere."""
    if rules.lang == "en":
        return False
    nouns = rules.tables.get("bare_references", {})
    return any(text.endswith(noun) and text[: -len(noun)] in ("", *rules.words("not_names")) for noun in nouns)


def _typed_by_neighbours(name: Name, text: str, rules: Rules) -> Name:
    """A title or a legal form beside or at the end of a name says what it is: ナデラ氏, 株式会社X, "X Inc."."""
    if name.type is not None:
        return name
    after, before = text[name.end : name.end + _BESIDE], text[max(0, name.start - _BESIDE) : name.start]
    for kind, key in ((EntityType.PERSON, "person"), (EntityType.ORGANIZATION, "organization")):
        opens, closes = rules.words(f"after_{key}"), rules.words(f"before_{key}")
        if after.startswith(longest_first(opens)) or before.endswith(longest_first(closes)):
            return replace(name, type=kind)
    if name.text.endswith(longest_first(rules.words("organization_endings"))):
        return replace(name, type=EntityType.ORGANIZATION)
    return name
