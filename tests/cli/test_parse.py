"""The commands around the pipelines: parse, evaluate-parser, evaluate-names and doctor."""

from __future__ import annotations

import json
from pathlib import Path

import conllu
import pytest
from click.testing import Result

import kg
from kg.text.normalize import is_visible
from tests.cli.running import ROOT, run

GOLD = ROOT / "tests" / "gold"
NEWSLETTER = "Chips\n\nNvidia makes graphics processors.\n\nSam Altman runs OpenAI. It is in San Francisco.\n"
TEXTS = {"en": NEWSLETTER, "ja": "半導体\n\nエヌビディアはGPUを設計している。\n\n任天堂の本社は京都にある。\n"}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for lang, text in TEXTS.items():
        (folder / f"{lang}.txt").write_text(text, encoding="utf-8")
    rows = [{"id": f"t {lang}", "text": text, "title": text[:3] + "!", "lang": lang} for lang, text in TEXTS.items()]
    (folder / "titled.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def visible(text: str) -> str:
    return "".join(filter(is_visible, text))


def assert_one_line(result: Result, says: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")
    assert says in line


# ---- parse


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_parse_prints_conllu(lang: str, articles: Path, pipelines: None) -> None:
    result = run("parse", articles / f"{lang}.txt")
    assert result.exit_code == 0
    assert run("parse", articles / f"{lang}.txt", "--format", "conllu", "--lang", lang).stdout == result.stdout
    sentences = conllu.parse(result.stdout)
    assert [one.metadata["text"] for one in sentences][:2] == TEXTS[lang].split("\n\n")[:2]
    assert sum("newdoc id" in one.metadata for one in sentences) == 1
    assert sum("newpar" in one.metadata for one in sentences) == 3
    entities = [word["misc"]["Entity"] for one in sentences for word in one if "Entity" in (word["misc"] or {})]
    assert {one[:2] for one in entities} <= {"B-", "I-"}
    assert "B-Place" in entities


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_parse_prints_json_lines(lang: str, articles: Path, pipelines: None) -> None:
    (article,) = map(json.loads, run("parse", articles / f"{lang}.txt", "--format", "jsonl").stdout.splitlines())
    assert set(article) == {"id", "sentences", "names"}
    found = [TEXTS[lang][one["start"] : one["end"]] for one in article["sentences"]]
    assert "".join("".join(found).split()) == "".join(TEXTS[lang].split())
    assert article["names"]
    for name in article["names"]:
        assert set(name) == {"start", "end", "text", "type"}
        assert TEXTS[lang][name["start"] : name["end"]] == name["text"]


def test_parse_reads_titles_and_folders(articles: Path, pipelines: None) -> None:
    lines = run("parse", articles, "--format", "jsonl").stdout.splitlines()
    assert len(lines) == 4
    titled = json.loads(lines[-1])
    assert titled["id"] == "t ja"
    assert titled["sentences"][0] == {"start": 0, "end": 4, "in": "title"}
    assert "# section = title" in run("parse", articles / "titled.jsonl").stdout


def test_parse_with_another_pipeline(articles: Path, pipelines: None) -> None:
    assert_one_line(run("parse", articles / "en.txt", "--model-en", "no_such"), "cannot load this en pipeline")
    assert_one_line(run("parse", articles / "ja.txt", "--model-ja", "no_such"), "cannot load this ja pipeline")


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("text", ["🎉🎉 👩‍💻", "\u200b\u200d", "x\u200b \u200by\ufeff", "Привет, мир. नमस्ते", "ﷺ ㌫"])
def test_parse_takes_any_text(text: str, lang: str, tmp_path: Path, pipelines: None) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    printed = run("parse", file, "--lang", lang, "--format", "jsonl")
    assert printed.exit_code == 0, printed.output
    article = json.loads(printed.stdout)
    assert [one["text"] for one in article["names"]] == [text[one["start"] : one["end"]] for one in article["names"]]
    shown = run("parse", file, "--lang", lang)
    assert shown.exit_code == 0
    sentences = conllu.parse(shown.stdout)
    assert len(sentences) == len(article["sentences"])
    assert visible("".join(one.metadata["text"] for one in sentences)) == visible(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "word " * 20_000), ("en", "x" * 100_000), ("ja", "x" * 100_000), ("ja", "語" * 9000)],
    ids=["words", "letters en", "letters ja", "kanji"],
)
def test_a_long_line_is_split_and_nothing_lost(lang: str, text: str, tmp_path: Path, pipelines: None) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    article = json.loads(run("parse", file, "--lang", lang, "--format", "jsonl").stdout)
    assert len(article["sentences"]) > 1
    assert visible("".join(text[one["start"] : one["end"]] for one in article["sentences"])) == visible(text)


def test_parse_of_what_cannot_be_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert_one_line(run("parse", empty), "empty")
    assert_one_line(run("parse", tmp_path / "none.txt"), "no such file")
    empty.write_text("Привет, мир. Это новости.", encoding="utf-8")
    assert_one_line(run("parse", empty), "language ru is not read", code=0)


# ---- evaluate-parser and evaluate-names


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_evaluate_parser(lang: str, pipelines: None) -> None:
    printed = run("evaluate-parser", GOLD / f"{lang}.conllu").stdout.splitlines()
    names = ["tokens", "sentences", "words", "UPOS", "XPOS", "UFeats", "lemmas", "UAS", "LAS", "LAS+subtypes"]
    assert [line.split()[0] for line in printed[2:]] == names
    figures = json.loads(run("evaluate-parser", GOLD / f"{lang}.conllu", "--format", "json", "--by-sentence").stdout)
    assert figures["lang"] == lang
    assert set(names) < set(figures)


def test_evaluate_names(pipelines: None) -> None:
    printed = run("evaluate-names", GOLD / "names.jsonl").stdout.splitlines()
    assert [line.split()[0] for line in printed[2:]][-2:] == ["micro", "mean"]
    asked = run("evaluate-names", GOLD / "names.jsonl", "--labels", "ORG, Person", "--format", "json")
    assert list(json.loads(asked.stdout)["labels"]) == ["Person", "Organization"]


@pytest.mark.parametrize(
    ("command", "name", "text", "says"),
    [
        ("evaluate-parser", "g.conllu", "# text = a\n1\ta\n\n", "g.conllu:2: "),
        ("evaluate-parser", "g.conllu", "", "no sentence"),
        ("evaluate-names", "g.jsonl", '{"text": "a", "names": []}\n{"text": 1}\n', "g.jsonl:2: "),
        ("evaluate-names", "g.jsonl", "", "no text"),
    ],
)
def test_what_is_no_gold_is_one_line(command: str, name: str, text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert_one_line(run(command, tmp_path / name), says)


# ---- doctor


def test_doctor(pipelines: None) -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == "nothing is missing"
    broken = run("doctor", "--model-en", "no_such")
    assert broken.exit_code == 1
    assert broken.stdout.splitlines()[-1].startswith("missing: en: no_such: cannot load")


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse"],
        ["parse", "x.txt", "--format", "xml"],
        ["evaluate-parser", "no-such.conllu"],
        ["evaluate-names", "no-such.jsonl"],
        ["evaluate-names", str(GOLD / "names.jsonl"), "--labels", "Person,Animal"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["parse", "evaluate-parser", "evaluate-names", "doctor"])
def test_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert command in result.stdout


# ---- the package


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_load_pipeline(lang: str, pipelines: None) -> None:
    assert kg.load_pipeline(lang).lang == lang
    with pytest.raises(kg.KgError, match="en and ja"):
        kg.load_pipeline("fr")
