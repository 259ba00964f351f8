"""The whole flow: the same input gives the same store, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import PipelineMissing
from kg.language.pipelines import DEFAULT_PIPELINES
from kg.model import Article, Extraction, Issue, Section
from kg.pipeline import BuildReport, Settings, build, extract, extract_articles, rebuild
from kg.store import KnowledgeBase

ROOT = Path(__file__).parents[1]
ARTICLES = [
    {"id": "en-1", "text": "Microsoft acquired GitHub for $7.5 billion. Apple may acquire Perplexity.", "lang": "en"},
    {"id": "en-2", "text": "Nvidia CEO Jensen Huang said Nvidia competes with AMD.", "title": "HPE to buy Juniper"},
    {"id": "ja-1", "text": "マイクロソフトはオープンAIに100億ドルを出資した。", "published": "2023-01-24"},
    {"id": "ja-2", "text": "オープンAIはサム・アルトマンCEOを解任した。アルトマン氏はオープンAIの取締役ではない。"},
    {"id": "en-3", "text": "SoftBank invested $500 million in OpenAI, Reuters reported. Jane Roe left Zorblatt Labs."},
    {"id": "en-4", "text": "Google bought Fitbit in 2021. Amazon has invested in Anthropic."},
]  # fmt: skip


def articles() -> list[Article]:
    return [Article(**{"published": "2024-01-15", **one}) for one in ARTICLES]


def write_news(path: Path, copies: int = 1) -> Path:
    """The articles as a file, more than once under other names and with other texts if asked."""
    rows = [
        {**one, "id": f"{one['id']}-{copy}", "text": one["text"] + (f" ({copy})" if copy else "")}
        for copy in range(copies)
        for one in ARTICLES
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]


def kg(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(
        command(*arguments), cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def quads(store: Path, out: Path) -> bytes:
    """A store as bytes."""
    with KnowledgeBase.open(store, read_only=True) as kb:
        kb.export("nq", out)
    return out.read_bytes()


# ---- determinism


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    news = write_news(tmp_path / "news.jsonl")
    exports = []
    for seed in ("1", "4242"):
        store, out = tmp_path / seed, tmp_path / f"{seed}.nq"
        assert kg("build", news, "--store", store, PYTHONHASHSEED=seed).returncode == 0
        assert kg("export", out, "--format", "nq", "--store", store, PYTHONHASHSEED=seed).returncode == 0
        exports.append(out.read_bytes())
    assert exports[0] == exports[1]
    assert exports[0].count(b"\n") > 200


def test_building_twice_changes_nothing(tmp_path: Path, pipelines: None) -> None:
    with KnowledgeBase.open(tmp_path / "s") as kb:
        first = build(articles(), kb)
    before = quads(tmp_path / "s", tmp_path / "a.nq")
    with KnowledgeBase.open(tmp_path / "s") as kb:
        again = build(articles(), kb)
    assert (first.read, first.known, again.read, again.known, again.claims) == (6, 0, 0, 6, 0)
    assert first.claims > 6
    assert quads(tmp_path / "s", tmp_path / "b.nq") == before


def test_the_order_of_articles_does_not_matter(tmp_path: Path, pipelines: None) -> None:
    exports = []
    for name, order in (("a", 1), ("b", -1)):
        with KnowledgeBase.open(tmp_path / name) as kb:
            build(articles()[::order], kb)
        exports.append(quads(tmp_path / name, tmp_path / f"{name}.nq"))
    assert exports[0] == exports[1]


def test_removing_restores_the_exact_bytes(tmp_path: Path, pipelines: None) -> None:
    store = tmp_path / "s"
    with KnowledgeBase.open(store) as kb:
        build(articles()[:4], kb)
    before = quads(store, tmp_path / "a.nq")
    with KnowledgeBase.open(store) as kb:
        build(articles()[4:], kb)
    assert quads(store, tmp_path / "b.nq") != before
    with KnowledgeBase.open(store) as kb:
        for one in ("en-3", "en-4"):
            kb.remove(one)
    assert quads(store, tmp_path / "c.nq") == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_build_is_gone_on_with(tmp_path: Path) -> None:
    """Killed at several points, then run to the end: the same bytes as if nothing had happened."""
    news = write_news(tmp_path / "news.jsonl", copies=25)
    undisturbed, store = tmp_path / "undisturbed", tmp_path / "killed"
    assert kg("build", news, "--store", undisturbed).returncode == 0
    kills = 0
    for _ in range(2):
        process = subprocess.Popen(
            command("build", news, "--store", store), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Wait until it writes, and then a little: in the midst of the articles, not before the first.
        deadline = time.monotonic() + 60
        size = _size(store)
        while process.poll() is None and _size(store) <= size and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.1)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += process.wait(10) == -signal.SIGKILL
        process.wait(60)
    assert kills, "the build was over before it could be killed; give it more articles"
    # A reader between the kill and the next build sees whole articles only.
    with KnowledgeBase.open(store, read_only=True) as kb:
        half = {one.id for one in kb.articles()}
        assert {claim.article for claim in kb.claims()} <= half
    done = kg("build", news, "--store", store)
    assert done.returncode == 0, done.stderr
    assert quads(store, tmp_path / "a.nq") == quads(undisturbed, tmp_path / "b.nq")


def _size(store: Path) -> int:
    """Bytes of the database files; some may vanish while we look."""
    total = 0
    for path in (store / "db").glob("*"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue
    return total


def test_rebuilding_reads_every_kept_article_again(tmp_path: Path, pipelines: None) -> None:
    store = tmp_path / "s"
    with KnowledgeBase.open(store) as kb:
        build(articles()[:4], kb)
        build(articles()[4:], kb, keep_text=False)
        # As if an earlier version had seen nothing in them.
        for one in kb.articles():
            text = next(article.text for article in articles() if article.id == one.id)
            kb.replace(Extraction(Article(one.id, text, one.title, one.published, one.lang)))
        assert kb.claims() == []
        report = rebuild(kb)
        assert report.read == 4
        assert [issue.where for issue in report.issues] == sorted(one.id for one in articles()[4:])
        assert rebuild(kb).known == 4
    with KnowledgeBase.open(tmp_path / "t") as kb:
        build(articles()[:4], kb)
        expected = {claim.id for claim in kb.claims()}
    with KnowledgeBase.open(store, read_only=True) as kb:
        assert {claim.id for claim in kb.claims()} == expected


# ---- languages and pipelines


@pytest.mark.parametrize(
    ("text", "lang", "relation"),
    [
        ("Microsoft acquired GitHub.", "en", "acquires"),
        ("マイクロソフトはオープンAIに出資した。", "ja", "investsIn"),
    ],
)
def test_a_bare_text_is_read(text: str, lang: str, relation: str, pipelines: None) -> None:
    found = extract(text)
    assert found.article.lang == lang
    assert found.article.id == found.article.hash
    assert [one.relation for one in found] == [relation]


@pytest.mark.parametrize(("given", "read"), [("en-US", "en"), ("JA", "ja"), ("ja_JP", "ja")])
def test_regional_tags_are_understood(given: str, read: str, pipelines: None) -> None:
    article = Article("a", "OpenAI", lang=given)
    assert [one.article.lang for one in extract_articles([article])] == [read]


def test_an_unknown_language_is_an_issue(pipelines: None) -> None:
    issues: list[Issue] = []
    found = list(extract_articles([Article("a", "Bonjour", lang="fr"), *articles()[:1]], report=issues.append))
    assert [one.article.id for one in found] == ["en-1"]
    assert [one.where for one in issues] == ["a"]
    assert not extract(Article("a", "Bonjour", lang="fr")).claims


def test_issues_of_the_source_are_kept(tmp_path: Path, pipelines: None) -> None:
    report = BuildReport(issues=[Issue("x", "cannot be read")])
    with KnowledgeBase.open(tmp_path / "s") as kb:
        build([Article("a", "Bonjour", lang="fr")], kb, report=report)
    assert [one.where for one in report.issues] == ["x", "a"]


def test_another_text_under_a_known_id_or_address_is_told(pipelines: None) -> None:
    first, other = articles()[0], articles()[2]
    corrected = replace(
        first, text="Microsoft acquired GitHub for $7.5 billion. It was closed.", published="2024-01-16"
    )
    address = "https://news.example/a"
    report = BuildReport()
    with KnowledgeBase.in_memory() as kb:
        build([replace(first, title="Deal", url=address), other], kb, report=report)
        assert report.issues == []
        build([corrected, Article("en-9", "Apple bought Beats.", url=address), first], kb, report=report)
        assert [str(one) for one in report.issues] == [
            f'en-1: is in the store with another text too: {first.hash} (published 2024-01-15, "Deal"); '
            f"`kg remove {first.hash}` takes that one out",
            f'en-9: its address is in the store with another text too: {first.hash} (published 2024-01-15, "Deal"); '
            f"`kg remove {first.hash}` takes that one out",
        ]
        assert (report.read, report.known) == (4, 1)


def test_progress_is_told_of_every_article(tmp_path: Path, pipelines: None) -> None:
    seen: list[str] = []
    with KnowledgeBase.open(tmp_path / "s") as kb:
        build(articles()[:2], kb)
        build(articles()[:3], kb, progress=lambda one: seen.append(one.id))
    assert seen == ["en-1", "en-2", "ja-1"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_another_pipeline_may_be_named(lang: str, pipelines: None) -> None:
    settings = Settings(models=((lang, DEFAULT_PIPELINES[lang]),))
    one = articles()[0 if lang == "en" else 2]
    assert extract(one, settings).claims == extract(one).claims


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_wrong_pipeline_is_one_line(lang: str) -> None:
    with pytest.raises(PipelineMissing, match="no_such_pipeline") as caught:
        extract(articles()[0 if lang == "en" else 2], Settings(models=((lang, "no_such_pipeline"),)))
    assert "\n" not in str(caught.value)


def test_a_pipeline_is_named_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLES[2]["text"], encoding="utf-8")
    done = kg("extract", file, "--model-ja", "ja_ginza")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["relation"] == "investsIn"
    wrong = kg("extract", file, "--model-ja", "no_such_pipeline")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("kg: no_such_pipeline: ")
    assert len(wrong.stderr.splitlines()) == 1


# ---- titles


@pytest.mark.parametrize(
    ("lang", "title", "text", "relation"),
    [
        ("en", "Microsoft acquires GitHub", "The companies gave no details.", "acquires"),
        ("ja", "マイクロソフト、オープンAIに出資へ", "詳細は明らかにしていない。", "investsIn"),
    ],
)
def test_spans_of_a_title_say_so(lang: str, title: str, text: str, relation: str, pipelines: None) -> None:
    article = Article("a", text, title=title, published="2024-01-15", lang=lang)
    (claim,) = extract(article)
    assert claim.relation == relation
    assert {span.section for span in claim.spans} == {Section.TITLE}
    printed = claim.as_dict()
    for part in ("subject", "object", "trigger", "sentence"):
        span = printed[part]
        assert span["in"] == "title"
        assert title[span["start"] : span["end"]] == span["text"]


def test_spans_of_the_text_do_not(pipelines: None) -> None:
    text = "Microsoft acquires GitHub\n\nMicrosoft acquired GitHub in 2018."
    found = extract(Article("a", text, title="Microsoft acquires GitHub", published="2024-01-15", lang="en"))
    assert len(found) == 2, "the title is the first line of the text: it is read there, once"
    assert not [one for one in found if "in" in one.as_dict()["sentence"]]
