"""Commands that say how good reading is, and with what it is done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg import printing
from kg.cli.app import (
    Lang,
    LangOption,
    ModelEn,
    ModelJa,
    RulesOption,
    TextFormat,
    app,
    echo_issues,
    make_settings,
    one_line_errors,
)

FiguresOption = Annotated[TextFormat, typer.Option("--format", help="How to print the figures.")]


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold claims, JSON Lines.", exists=True, dir_okay=False)],
    format_: FiguresOption = TextFormat.TEXT,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
    rules: RulesOption = None,
    errors: Annotated[
        int | None,
        typer.Option("--errors", metavar="N", min=0, help="What went wrong, by kind, with N examples of each."),
    ] = None,
) -> None:
    """Measure extraction against gold claims: precision, recall, F1, status, qualifiers, reliability, errors."""
    from kg.evaluate.claims import evaluate_gold
    from kg.evaluate.report import format_evaluation, format_mistakes

    with one_line_errors():
        evaluation = evaluate_gold(gold, make_settings(Lang.AUTO, model_en, model_ja, rules))
        mistakes = None if errors is None else evaluation.mistakes
        if format_ is TextFormat.JSON:
            extra = {"errors": mistakes.as_dict(errors or 0)} if mistakes else {}
            typer.echo(json.dumps({**evaluation.as_dict(), **extra}, ensure_ascii=False))
            return
        parts = [format_evaluation(evaluation), *([format_mistakes(mistakes, errors or 0)] if mistakes else [])]
        typer.echo(printing.for_terminal("\n\n".join(parts)))


@app.command(name="evaluate-parser")
def evaluate_parser(
    gold: Annotated[Path, typer.Argument(help="A treebank, CoNLL-U.", exists=True, dir_okay=False)],
    lang: LangOption = Lang.AUTO,
    by_sentence: Annotated[
        bool, typer.Option("--by-sentence", help="Parse each gold sentence alone, not whole paragraphs.")
    ] = False,
    format_: FiguresOption = TextFormat.TEXT,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
) -> None:
    """Measure words, sentences and trees against a treebank, from raw text: the figures of CoNLL 2018."""
    from kg.evaluate.parser import evaluate_parser as evaluate
    from kg.evaluate.parser import format_parser_scores

    with one_line_errors():
        scores = evaluate(gold, make_settings(lang, model_en, model_ja), by_sentence=by_sentence)
        typer.echo(json.dumps(scores.as_dict()) if format_ is TextFormat.JSON else format_parser_scores(scores))


@app.command(name="evaluate-names")
def evaluate_names(
    gold: Annotated[Path, typer.Argument(help="Texts with gold names, JSON Lines.", exists=True, dir_okay=False)],
    lang: LangOption = Lang.AUTO,
    labels: Annotated[str, typer.Option("--labels", help="Labels that count, with commas between them.")] = "",
    format_: FiguresOption = TextFormat.TEXT,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
) -> None:
    """Measure names against gold names: precision, recall and F1 of exact stretches with the right label."""
    from kg.evaluate.names import evaluate_names as evaluate
    from kg.evaluate.names import format_name_scores
    from kg.language.name_labels import NAME_LABELS, find_label

    asked = [(one, find_label(one)) for one in filter(None, map(str.strip, labels.split(",")))]
    if unknown := [one for one, label in asked if label is None]:
        raise typer.BadParameter(f"no label {unknown[0]!r}; there are {', '.join(NAME_LABELS)}", param_hint="--labels")
    with one_line_errors():
        scores = evaluate(gold, make_settings(lang, model_en, model_ja), [label for _, label in asked if label])
        echo_issues(scores.issues)
        typer.echo(
            json.dumps(scores.as_dict(), ensure_ascii=False)
            if format_ is TextFormat.JSON
            else printing.for_terminal(format_name_scores(scores))
        )


@app.command()
def doctor(model_en: ModelEn = None, model_ja: ModelJa = None) -> None:
    """Say what articles are read with, its versions and licences, and what is missing."""
    try:
        from kg.doctor import diagnose
    except ImportError as error:
        # Every other command may fail so, too; this one is there to say why.
        typer.echo(
            f"kg: the package {error.name} is missing; install it with: pip install -r requirements.lock", err=True
        )
        raise typer.Exit(1) from error
    with one_line_errors():
        diagnosis = diagnose(make_settings(Lang.AUTO, model_en, model_ja))
        typer.echo(printing.format_diagnosis(diagnosis))
    if diagnosis.missing:
        raise typer.Exit(1)
