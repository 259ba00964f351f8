"""What is wrong in a store, for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.printing.text import clip, one_line

if TYPE_CHECKING:
    from kg.store import Finding, Report

_REPORT = {
    "en": {
        "none": "nothing is wrong",
        "nothing": "nothing",
        "found": "found",
        "error": "error",
        "warning": "warning",
        "looked": "looked at {articles} of {total} articles, {claims} claims; errors: {errors}, warnings: {warnings}",
        "unjudged": "{unjudged} more nodes are suspect and were not judged; mend these first, or use --every",
    },
    "ja": {
        "none": "問題なし",
        "nothing": "なし",
        "found": "実際の値",
        "error": "誤り",
        "warning": "注意",
        "looked": "{total} 記事中 {articles} 記事、{claims} 件の主張を検査。誤り：{errors} 件、注意：{warnings} 件",
        "unjudged": "ほかに {unjudged} 件の疑わしいノードが未検査。まず上の問題を直すか、--every を使う",
    },
}


def format_report(report: Report, lang: str) -> str:
    """What is wrong in a store, a line each, and last what was looked at."""
    words = _REPORT[lang]
    lines = [_finding(one, lang) for one in report.findings] or [words["none"]]
    if report.unjudged:
        lines.append(words["unjudged"].format(unjudged=report.unjudged))
    counts = {"articles": report.articles, "total": report.total, "claims": report.claims, "errors": report.errors}
    lines.append(words["looked"].format(**counts, warnings=len(report.findings) - report.errors))
    return "\n".join(lines)


def _finding(finding: Finding, lang: str) -> str:
    words = _REPORT[lang]
    where = [finding.name]
    if finding.article:
        where.append(f"{finding.article} “{clip(finding.title, 60)}”")
    if finding.sentence:
        where.append(f"“{clip(finding.sentence, 100)}”")
    found = ", ".join(clip(one, 60) for one in finding.found[:5]) or words["nothing"]
    told = finding.messages.get(lang) or next(iter(finding.messages.values()), finding.rule)
    parts = [f"{told} ({words['found']}: {found})", *where, finding.advice.get(lang, "")]
    return one_line(f"{words[finding.severity]}: " + " | ".join(part for part in parts if part))
