"""What an installation reads with, and what is missing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from kg.doctor import PACKAGES, diagnose
from kg.language.name_labels import NAME_LABELS
from kg.link.gazetteer import FILES
from kg.pipeline import Settings
from kg.printing import format_diagnosis


def test_nothing_is_missing_here(pipelines: None) -> None:
    diagnosis = diagnose()
    assert diagnosis.missing == []
    assert [one.lang for one in diagnosis.pipelines] == ["en", "ja"]
    for one in diagnosis.pipelines:
        assert one.version[0].isdigit()
        assert one.licence
        assert Path(one.folder).is_dir()
        assert one.components
        assert {"Person", "Organization", "Place", "Date"} <= set(one.names) <= set(NAME_LABELS)
    assert list(diagnosis.packages) == list(PACKAGES)
    assert diagnosis.packages["spacy"] == spacy.__version__
    assert set(diagnosis.gazetteer) == set(FILES.values())
    assert min(diagnosis.gazetteer.values()) > 100
    assert "en_technews" in diagnosis.weights
    assert all(diagnosis.weights.values())
    assert format_diagnosis(diagnosis).splitlines()[-1] == "nothing is missing"
    assert diagnose() == diagnosis


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_pipeline_that_does_not_load(lang: str, pipelines: None) -> None:
    diagnosis = diagnose(Settings(models=((lang, "no_such_pipeline"),)))
    assert [one.lang for one in diagnosis.pipelines] == [one for one in ("en", "ja") if one != lang]
    (line,) = diagnosis.missing
    assert line.startswith(f"{lang}: no_such_pipeline: cannot load")
    assert "Can't find model" in line
    assert format_diagnosis(diagnosis).splitlines()[-1] == f"missing: {line}"


def test_a_list_of_names_that_is_not_there(tmp_path: Path, pipelines: None) -> None:
    (tmp_path / "people.tsv").write_text("qid\ten\tja\n1\ta\tb\n", encoding="utf-8")
    diagnosis = diagnose(Settings(gazetteer=tmp_path))
    assert diagnosis.gazetteer == {"people.tsv": 1}
    assert len(diagnosis.missing) == 3
    assert all(str(tmp_path) in line and "git checkout data/gazetteer" in line for line in diagnosis.missing)


def test_labels_are_those_of_the_components_that_set_names(tmp_path: Path, pipelines: None) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [{"pattern": "a", "label": "GPE"}, {"pattern": "b", "label": "CARDINAL"}, {"pattern": "c", "label": "Person"}]
    )
    nlp.add_pipe("tagger").add_label("DATE")  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path)
    (described, _) = diagnose(Settings(models=(("en", str(tmp_path)),))).pipelines
    assert described.names == ("Person", "Place")
    assert described.components == ("entity_ruler", "tagger")
    assert described.licence == "not stated"
