"""What commands print. Text in, text out; the command line does the printing."""

from kg.printing.findings import format_report
from kg.printing.history import Labels, format_conflicts, format_deals, format_periods
from kg.printing.reports import (
    format_answer,
    format_build,
    format_claims,
    format_diagnosis,
    format_doubts,
    format_entity,
    format_judgement,
    format_naming,
    format_parse,
    format_stats,
    progress_bar,
)
from kg.printing.text import for_terminal, format_table, one_line

__all__ = [
    "Labels",
    "for_terminal",
    "format_answer",
    "format_build",
    "format_claims",
    "format_conflicts",
    "format_deals",
    "format_diagnosis",
    "format_doubts",
    "format_entity",
    "format_judgement",
    "format_naming",
    "format_parse",
    "format_periods",
    "format_report",
    "format_stats",
    "format_table",
    "one_line",
    "progress_bar",
]
