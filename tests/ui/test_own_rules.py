"""A store that was built with rules of one's own: its relations have their labels, filters and questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.schema import SCHEMA_FILE, build_schema, read_toml
from kg.store import KnowledgeBase
from tests.builders import MICROSOFT, OPENAI, SOFTBANK, simple_extraction
from tests.ui.conftest import OpenView
from tests.ui.test_sparql_view import run

OWN = {
    "relations": {
        "auditedBy": {
            "en": "is audited by",
            "ja": "の監査を受ける",
            "subject": ["Organization"],
            "object": ["Organization"],
        },
        "rivals": {
            "en": "rivals",
            "ja": "と張り合う",
            "subject": ["Organization"],
            "object": ["Organization"],
            "symmetric": True,
        },
    }
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with KnowledgeBase.open(path, schema=build_schema([read_toml(SCHEMA_FILE), OWN])) as kb:
        kb.add(simple_extraction(SOFTBANK, "auditedBy", OPENAI))
        kb.add(simple_extraction(MICROSOFT, "rivals", OPENAI))
        kb.add(simple_extraction(OPENAI, "rivals", MICROSOFT))
    return path


@pytest.mark.parametrize(
    ("lang", "edges"),
    [
        ("en", {"SoftBank is audited by OpenAI · asserted (1)", "OpenAI rivals Microsoft · asserted (2)"}),
        ("ja", {"ソフトバンクがOpenAIの監査を受ける・断定（1）", "OpenAIがマイクロソフトと張り合う・断定（2）"}),
    ],
)
def test_edges_and_filters_have_the_labels(open_view: OpenView, store: Path, lang: str, edges: set[str]) -> None:
    app = open_view(store=store, lang=lang)
    assert set(app.selectbox("explore_edge").options) == edges
    label = {"en": "is audited by", "ja": "の監査を受ける"}[lang]
    assert label in app.multiselect("explore_relations").options
    app = open_view(store=store, lang=lang, relations="auditedBy")
    assert app.multiselect("explore_relations").value == ["auditedBy"]
    assert len(app.selectbox("explore_edge").options) == 1


@pytest.mark.parametrize(("lang", "label"), [("en", "is audited by"), ("ja", "の監査を受ける")])
def test_questions_offer_the_relation(open_view: OpenView, store: Path, lang: str, label: str) -> None:
    app = open_view("sparql", store=store, question="evidence", lang=lang, p_subject=SOFTBANK.id)
    assert label in app.selectbox("p_relation").options
    app.selectbox("p_relation").set_value("auditedBy")
    run(app)
    (name,) = app.dataframe[0].value["objectName"]
    assert "as=OpenAI&" in name
