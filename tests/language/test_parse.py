"""Blocks that the parser can take, whatever the text."""

from __future__ import annotations

import pytest

from kg.language.parse import MOST_BYTES, parse_articles
from kg.language.pipelines import load_pipeline
from kg.model import Article


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_characters_that_stand_for_many(lang: str, pipelines: None) -> None:
    text = "㌫" * 4000  # five characters each when it is read
    (parsed,) = parse_articles([Article("a", text, lang=lang)], load_pipeline)
    assert max(len(block.doc.text.encode()) for block in parsed.blocks) <= MOST_BYTES
    read = "".join(block.span(0, len(block.doc.text)).text for block in parsed.blocks)
    assert "".join(read.split()) == "".join(text.split())
