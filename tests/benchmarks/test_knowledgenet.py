"""The KnowledgeNet adapter on passages of our own, in the form of the data set."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from kg.model import Article, Claim, EntityType, Extraction, Status
from tests.benchmarks import knowledgenet
from tests.benchmarks.facts import DATASETS, Fact
from tests.benchmarks.knowledgenet import (
    PROPERTIES,
    READ_FOLD,
    STAND_IN,
    Document,
    facts_of,
    measure,
    parse_folds,
    read_document,
    read_fold,
    report,
    with_stand_in,
)
from tests.builders import make_claim, make_mention

IDS = {name: str(number) for number, name in enumerate((*PROPERTIES, "SPOUSE"))}
Spec = tuple[str, list[str], list[tuple[str, str, str]]]

#: Passages, what each is annotated for, and its facts.
FOUNDING: Spec = (
    "Acme Robotics, which Jane Roe founded in 2015, makes arms for factories.",
    ["FOUNDED_BY", "SPOUSE"],
    [("Acme Robotics", "FOUNDED_BY", "Jane Roe"), ("which", "FOUNDED_BY", "Jane Roe")],
)
CHIEF: Spec = (
    "Tim Cook is the chief executive of Apple.",
    ["CEO", "EMPLOYEE_OR_MEMBER_OF"],
    [("Apple", "CEO", "Tim Cook"), ("Tim Cook", "EMPLOYEE_OR_MEMBER_OF", "Apple")],
)
SEAT: Spec = (
    "Nvidia is headquartered in Santa Clara, and Mellanox is a subsidiary of Sony.",
    ["HEADQUARTERS"],
    [("Nvidia", "HEADQUARTERS", "Santa Clara")],
)


def make_row(*passages: Spec, fold: int = READ_FOLD, gap: str = "\n") -> dict[str, Any]:
    """A line of the data set with these passages; what is "?" in a gap is unknown, that is, blank."""
    text, rows = "", []
    for words, judged, facts in passages:
        start = len(text)
        rows.append(
            {
                "passageStart": start,
                "passageEnd": start + len(words),
                "passageText": words,
                "exhaustivelyAnnotatedProperties": [{"propertyId": IDS[one], "propertyName": one} for one in judged],
                "facts": [make_fact(words, start, *one) for one in facts],
            }
        )
        text += words + gap
    return {"fold": fold, "documentId": "7", "documentText": text, "passages": rows}


def make_fact(words: str, start: int, subject: str, name: str, object_: str) -> dict[str, Any]:
    fact: dict[str, Any] = {"propertyId": IDS[name]}
    for end, text in (("subject", subject), ("object", object_)):
        at = start + words.index(text)
        fact |= {f"{end}Start": at, f"{end}End": at + len(text), f"{end}Text": text, f"{end}Uri": ""}
    return fact


def only_passage(document: Document) -> knowledgenet.Passage:
    assert len(document.passages) == 1
    return document.passages[0]


# ---- reading


def test_other_properties_are_left_out() -> None:
    spouses: Spec = ("Jane Roe married John Doe.", ["SPOUSE"], [("Jane Roe", "SPOUSE", "John Doe")])
    document = read_document(make_row(spouses, FOUNDING))
    passage = only_passage(document)
    assert passage.judged == {"FOUNDED_BY"}
    assert {(one.relation, document.article.text[slice(*one.subject)]) for one in passage.same} == {
        ("FOUNDED_BY", "Acme Robotics"),
        ("FOUNDED_BY", "which"),
    }


@pytest.mark.parametrize(("gap", "kept"), [("   ", False), (" ", True), ("\n", True), (" Much is known. ", True)])
def test_unknown_text_parts_sentences_and_moves_nothing(gap: str, kept: bool) -> None:
    row = make_row(FOUNDING, CHIEF, gap=gap)
    text = read_document(row).article.text
    assert len(text) == len(row["documentText"])
    assert text.split() == row["documentText"].split()
    assert text[len(FOUNDING[0]) :].startswith(gap if kept else "\n\n\n")


def test_facts_with_other_words_for_their_ends_are_the_same() -> None:
    passage = only_passage(read_document(make_row(FOUNDING)))
    one, other = passage.same
    assert passage.same == {one: {other}, other: {one}}
    two_companies: Spec = (
        "Jane Roe founded Acme and Bolt.",
        ["FOUNDED_BY"],
        [("Acme", "FOUNDED_BY", "Jane Roe"), ("Bolt", "FOUNDED_BY", "Jane Roe")],
    )
    assert not any(only_passage(read_document(make_row(two_companies))).same.values())


def test_a_stand_in_moves_nothing() -> None:
    document = read_document(make_row(FOUNDING, CHIEF, gap=" " * 40))
    stood = with_stand_in(document).article.text
    assert STAND_IN in stood.split("\n")
    assert stood.replace(STAND_IN, "\n" * len(STAND_IN)) == document.article.text
    unbroken = read_document(make_row(FOUNDING, CHIEF))
    assert with_stand_in(unbroken) is unbroken


# ---- what our claims say there

ARTICLE = Article("a", "Jane Roe is at Acme in Austin. Later.", lang="en")
PASSAGE = knowledgenet.Passage(0, 30, frozenset(PROPERTIES), {})
ROE, ACME, AUSTIN = (0, 8), (15, 19), (23, 29)


def said(relation: str, *, subject: str = "Jane Roe", object: str = "Acme", **fields: Any) -> list[Fact]:
    """What a claim says; it is about a person if that is Jane Roe."""
    types = {"Jane Roe": EntityType.PERSON, "Austin": EntityType.PLACE}
    ends = [make_mention(ARTICLE, one, types.get(one, EntityType.ORGANIZATION)) for one in (subject, object)]
    claim: Claim = make_claim(ARTICLE, ends[0], relation, ends[1], trigger="is at", **fields)
    return facts_of(Extraction(ARTICLE, (claim,)), PASSAGE)


def test_direction() -> None:
    assert said("founds") == [Fact("FOUNDED_BY", ACME, ROE)]
    assert said("headquarteredIn", subject="Acme", object="Austin") == [Fact("HEADQUARTERS", ACME, AUSTIN)]
    assert said("subsidiaryOf", subject="Acme", object="Austin") == [Fact("SUBSIDIARY_OF", ACME, AUSTIN)]


@pytest.mark.parametrize("relation", ["executiveOf", "worksFor", "boardMemberOf"])
def test_who_works_for_whom(relation: str) -> None:
    assert said(relation) == [Fact("EMPLOYEE_OR_MEMBER_OF", ROE, ACME)]


def test_a_chief_executive_is_an_employee_too() -> None:
    assert said("executiveOf", qualifiers={"roleType": "ceo"}) == [
        Fact("EMPLOYEE_OR_MEMBER_OF", ROE, ACME),
        Fact("CEO", ACME, ROE),
    ]
    assert len(said("executiveOf", qualifiers={"roleType": "cfo"})) == 1


@pytest.mark.parametrize("relation", ["appoints", "dismisses"])
def test_whom_an_organization_appoints_or_dismisses_works_there(relation: str) -> None:
    facts = said(relation, subject="Acme", object="Jane Roe", qualifiers={"roleType": "ceo"})
    assert facts == [Fact("EMPLOYEE_OR_MEMBER_OF", ROE, ACME), Fact("CEO", ACME, ROE)]
    assert said(relation) == []


def test_who_leaves_was_there_and_a_member_is_one() -> None:
    assert said("leaves") == [Fact("EMPLOYEE_OR_MEMBER_OF", ROE, ACME)]
    assert said("partnersWith") == []
    member = {"rule": "partnersWith/own:member"}
    assert said("partnersWith", **member) == [Fact("EMPLOYEE_OR_MEMBER_OF", ROE, ACME)]
    assert said("partnersWith", subject="Acme", object="Jane Roe", **member) == [
        Fact("EMPLOYEE_OR_MEMBER_OF", ROE, ACME)
    ]


def test_what_says_nothing_there() -> None:
    assert said("criticizes") == []
    assert said("boardMemberOf", subject="Acme", object="Austin") == []
    assert said("founds", status=Status.POSSIBLE) == []


def test_claims_of_other_passages_and_of_every_status() -> None:
    ends = [make_mention(ARTICLE, "Jane Roe", EntityType.PERSON), make_mention(ARTICLE, "Acme")]
    outside = make_claim(ARTICLE, ends[0], "founds", ends[1], trigger="Later")
    planned = make_claim(ARTICLE, ends[0], "founds", ends[1], trigger="is at", status=Status.PLANNED)
    extraction = Extraction(ARTICLE, (outside, planned))
    assert facts_of(extraction, PASSAGE) == []
    assert facts_of(extraction, PASSAGE, factual=False) == [Fact("FOUNDED_BY", ACME, ROE)]


# ---- all of it


def test_measured_on_passages_of_our_own(pipelines: None) -> None:
    result = measure([read_document(make_row(FOUNDING, CHIEF, SEAT)), read_document(make_row(CHIEF, fold=2))])
    assert result.factual.figures("CEO") == {"p": 1.0, "r": 1.0, "f1": 1.0, "tp": 2, "fp": 0, "fn": 0}
    assert result.factual.figures("EMPLOYEE_OR_MEMBER_OF")["tp"] == 2
    assert result.factual.figures("HEADQUARTERS")["tp"] == 1
    founded = result.factual.figures("FOUNDED_BY")
    # "which" is Acme Robotics to our own reading too.
    assert (founded["tp"], founded["fp"], founded["fn"]) == (2, 0, 0)
    # Mellanox is said to be Sony's, but nobody asked.
    assert result.factual.figures("SUBSIDIARY_OF") == {"p": 0.0, "r": 0.0, "f1": 0.0, "tp": 0, "fp": 0, "fn": 0}
    assert not result.errors


def test_every_word_for_an_end_counts_and_every_place(pipelines: None) -> None:
    seat: Spec = (
        "Orbis Foundry (ORB), which makes chips, is headquartered in Dallas, Texas.",
        ["HEADQUARTERS"],
        [(end, "HEADQUARTERS", place) for end in ("Orbis Foundry", "ORB", "which") for place in ("Dallas", "Texas")],
    )
    figures = measure([read_document(make_row(seat))]).factual.figures("HEADQUARTERS")
    assert (figures["tp"], figures["fp"]) == (6, 0)


def test_errors_are_shown_of_the_fold_that_may_be_read(pipelines: None) -> None:
    unread: Spec = ("Nobody knows of Jane Roe and Acme.", ["CEO"], [("Acme", "CEO", "Jane Roe")])
    result = measure([read_document(make_row(unread, fold=fold)) for fold in (1, 2)])
    assert result.factual.figures("CEO")["fn"] == 2
    lines = list(report(result, (1, 2), errors=9))
    assert lines[0] == "KnowledgeNet, fold 1, 2: what is asserted or reported"
    assert lines[-2:] == ["missed CEO: 1 in fold 1", "  Acme → Jane Roe | Nobody knows of Jane Roe and Acme."]
    assert not any("Nobody" in line for line in report(result, (1, 2), errors=0))


@pytest.mark.parametrize(("text", "folds"), [("2", (2,)), ("1-3", (1, 2, 3)), ("3,1", (1, 3))])
def test_folds(text: str, folds: tuple[int, ...]) -> None:
    assert parse_folds(text) == folds


@pytest.mark.parametrize("text", ["", "4", "0-2", "3-2", "one"])
def test_folds_that_are_not_there(text: str) -> None:
    with pytest.raises(ValueError, match=r"fold|int"):
        parse_folds(text)


def test_an_unknown_fold_is_a_usage_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["knowledgenet", "--folds", "4"])
    with pytest.raises(SystemExit) as ended:
        knowledgenet.main()
    assert ended.value.code == 2
    assert "--folds" in capsys.readouterr().err


def test_the_data_set_has_what_its_source_says() -> None:
    if not (DATASETS / f"{knowledgenet.ARCHIVE}.tar.gz").is_file():
        pytest.skip(f"the data sets are not at hand ({DATASETS})")
    documents = read_fold(DATASETS, READ_FOLD)
    facts = [fact for document in documents for passage in document.passages for fact in passage.same]
    counts = {name: sum(fact.relation == name for fact in facts) for name in PROPERTIES}
    assert counts == {
        "CEO": 150,
        "FOUNDED_BY": 142,
        "SUBSIDIARY_OF": 99,
        "HEADQUARTERS": 217,
        "EMPLOYEE_OR_MEMBER_OF": 331,
    }
