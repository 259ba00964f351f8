"""What several test packages share: the real pipelines, loaded once, and single sentences read with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import settings

from kg.language.pipelines import load_pipeline
from kg.model import Article, Claim, Extraction
from kg.pipeline import extract_articles
from tests.builders import make_article

# How long an example takes depends on what else the machine does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ReadClaims = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def pipelines() -> None:
    """Both language pipelines in memory; whoever asks for them later gets these."""
    load_pipeline("en")
    load_pipeline("ja")


@pytest.fixture(scope="session")
def read_all(pipelines: None) -> Callable[[Iterable[Article]], dict[str, Extraction]]:
    """Reads many articles at once, which is faster than one by one; extractions by article id."""

    def read(articles: Iterable[Article]) -> dict[str, Extraction]:
        return {one.article.id: one for one in extract_articles(articles)}

    return read


@pytest.fixture(scope="session")
def read_claims(pipelines: None) -> ReadClaims:
    """Reads the claims of one text, in the language that its letters show."""

    def read(text: str, **fields: str) -> tuple[Claim, ...]:
        return next(extract_articles([make_article(text, **fields)])).claims  # type: ignore[arg-type]

    return read
