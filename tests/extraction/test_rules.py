"""Rule files: the packaged ones hold together, a user's folder is laid over them, and what is wrong is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import RulesError
from kg.extraction.phrases import match_phrases
from kg.extraction.rules import Slot, load_rules
from kg.model import Article, Status
from kg.pipeline import Settings, extract_articles
from kg.schema import load_schema

ADVISES = """
[relations.advises]
kind = "event"
en = "advises"
ja = "に助言する"
inverse_en = "advised by"
inverse_ja = "の助言者は"
subject = ["Organization", "Person"]
object = ["Organization"]
qualifiers = ["amount", "currency", "eventDate"]
"""
TRIGGERS = {
    "en": '[[trigger]]\nrelation = "advises"\nverbs = ["advise"]\nsubject = ["nsubj"]\nobject = ["obj"]\n',
    "ja": '[[trigger]]\nrelation = "advises"\nverbs = ["助言"]\nsubject = ["nsubj"]\nobject = ["obl[に]"]\n',
}


@pytest.fixture
def advises(tmp_path: Path) -> Path:
    """A user's folder that adds a relation in both languages."""
    (tmp_path / "schema.toml").write_text(ADVISES, encoding="utf-8")
    for lang, text in TRIGGERS.items():
        (tmp_path / f"triggers_{lang}.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_relation_can_be_read(lang: str) -> None:
    rules = load_rules(lang)
    named = {one.relation for found in rules.triggers.values() for one in found} | {
        one.relation for one in rules.phrases
    }
    assert named == set(load_schema().relations)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_triggers_say_where_their_ends_stand(lang: str) -> None:
    rules = load_rules(lang)
    triggers = [one for found in rules.triggers.values() for one in found]
    assert not [one.rule for one in triggers if not one.subject and "subject" not in one.implied]
    unary = {name for name, relation in rules.schema.relations.items() if relation.unary}
    assert not [one.rule for one in triggers if one.relation in unary and one.object]
    assert not [
        one.rule for one in triggers if one.relation not in unary and not one.object and "object" not in one.implied
    ]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_packaged_phrases_compile(lang: str) -> None:
    from kg.extraction.names import Name

    names = [Name(0, 1, "X", None, None, "gazetteer")]
    assert isinstance(list(match_phrases("X.", 0, 2, names, load_rules(lang))), list)


@pytest.mark.parametrize(
    ("lang", "text", "ends"),
    [
        ("en", "Goldman Sachs advised Microsoft.", ("Goldman Sachs", "Microsoft")),
        ("ja", "ソフトバンクグループはマイクロソフトに助言した。", ("ソフトバンクグループ", "マイクロソフト")),
    ],
)
def test_a_folder_adds_a_relation(lang: str, text: str, ends: tuple[str, str], advises: Path, pipelines: None) -> None:
    article = Article("a", text, lang=lang)
    claims = next(extract_articles([article], Settings(rules=advises))).claims
    assert [(one.subject.span.text, one.relation, one.object and one.object.span.text) for one in claims] == [
        (ends[0], "advises", ends[1])
    ]
    assert not [one for one in next(extract_articles([article])) if one.relation == "advises"]


def test_a_folder_adds_to_the_packaged_rules(advises: Path, pipelines: None) -> None:
    article = Article("a", "Microsoft acquired GitHub.", lang="en")
    claims = next(extract_articles([article], Settings(rules=advises))).claims
    assert [(one.relation, one.status) for one in claims] == [("acquires", Status.ASSERTED)]


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("triggers_en.toml", '[[trigger]]\nrelation = "adores"\nverbs = ["adore"]\n', "adores"),
        ("triggers_en.toml", '[[trigger]]\nverbs = ["adore"]\n', "relation"),
        ("triggers_en.toml", '[[trigger]]\nrelation = "acquires"\nverbs = ["x"]\nframe = "nope"\n', "nope"),
        ("triggers_en.toml", '[[trigger]]\nrelation = "acquires"\nverbs = ["x"]\nsubject = ["nsubj["]\n', "nsubj["),
        ("triggers_en.toml", '[[trigger]]\nrelation = "acquires"\nverbs = ["x"]\nstatus = "sure"\n', "sure"),
        ("triggers_en.toml", '[[phrase]]\nrelation = "acquires"\n', "pattern"),
        ("triggers_en.toml", "this is no TOML", "triggers_en.toml"),
        ("cues_en.toml", '[[cue]]\nplace = "aux"\nstatus = "sure"\nwords = ["x"]\n', "sure"),
        ("cues_en.toml", '[[cue]]\nplace = "aux"\n', "words"),
        ("schema.toml", '[relations.adores]\nkind = "event"\n', "adores"),
        ("schema.toml", '[relations.adores]\nsubject = ["Robot"]\n', "Robot"),
        ("schema.toml", '[relations.adores]\nsubject = ["Person"]\nparent = "loves"\n', "loves"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, file: str, text: str, says: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_rules("en", tmp_path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "name", "markers"),
    [("nsubj", "nsubj", set()), ("obl[with|alongside]", "obl", {"with", "alongside"}), ("nmod[の]", "nmod", {"の"})],
)
def test_slot(text: str, name: str, markers: set[str]) -> None:
    slot = Slot.parse(text)
    assert (slot.name, slot.markers) == (name, markers)
    assert Slot.parse(str(slot)) == slot


@pytest.mark.parametrize("text", ["", "nsubj[", "Nsubj", "obl[with", "obl with"])
def test_no_slot(text: str) -> None:
    with pytest.raises(RulesError, match="slot"):
        Slot.parse(text)
