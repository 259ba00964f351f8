"""A store that was built with rules of one's own is of use without them: in every command, and for the next writer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli import app
from kg.schema import load_schema
from kg.store import KnowledgeBase
from tests.builders import OPENAI, SOFTBANK, simple_extraction

SCHEMA = """
[relations.auditedBy]
kind = "state"
en = "is audited by"
ja = "の監査人は"
subject = ["Organization"]
object = ["Organization"]
qualifiers = ["startDate"]
"""
IN_SCHEMA = "ASK { kg:auditedBy a kg:Relation ; kg:mayCarry kg:startDate ; rdfs:label 'is audited by'@en }"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "schema.toml").write_text(SCHEMA, encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "store", schema=load_schema(rules)) as kb:
        kb.add(simple_extraction(SOFTBANK, "auditedBy", OPENAI, lang="ja", id="audit"))
    # Nobody may need them again.
    shutil.rmtree(rules)
    return tmp_path / "store"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize(("lang", "label"), [("en", "is audited by"), ("ja", "の監査人は")])
def test_show_has_the_label_of_the_relation(store: Path, lang: str, label: str) -> None:
    assert label in run("show", "SoftBank", "--lang", lang, "--store", store).stdout.splitlines()


def test_packaged_queries_take_the_relation(store: Path) -> None:
    asked = ("query", "evidence", "-p", "subject=SoftBank", "-p", "relation=auditedBy", "--store", store)
    assert "kg:auditedBy" in run(*asked).stdout


def test_the_edge_is_there_and_stays_when_another_article_goes(store: Path) -> None:
    with KnowledgeBase.open(store) as kb:
        kb.add(simple_extraction(OPENAI, "investsIn", SOFTBANK, id="other"))
    run("remove", "other", "--store", store)
    assert run("query", "ASK { id:Q201653 kg:auditedBy id:Q21708200 }", "--store", store).stdout == "yes\n"
    assert run("query", IN_SCHEMA, "--store", store).stdout == "yes\n"


def test_a_build_without_the_rules_keeps_the_relation(store: Path, tmp_path: Path, pipelines: None) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Microsoft acquired GitHub for $7.5 billion in 2018.\n", encoding="utf-8")
    assert "read 1 new articles" in run("build", article, "--store", store).stdout
    assert run("query", IN_SCHEMA, "--store", store).stdout == "yes\n"
    assert "is audited by" in run("show", "SoftBank", "--store", store).stdout
