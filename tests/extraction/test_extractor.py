"""Any text at all: no exception, and every span is literal text of the article exactly as it came in."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.pipeline import extract_articles

_PIECES = st.sampled_from(
    [
        "Microsoft",
        "OpenAI",
        "Sam Altman",
        "bought",
        " acquired ",
        "マイクロソフト",
        "オープンAI",
        "アルトマン氏",
        "は",
        "を",
        "買収した",
        "に出資した。",
        "ﾏｲｸﾛｿﾌﾄ",
        "ｵｰﾌﾟﾝAI",
        "Ｏｐｅｎ ＡＩ",
        "が",
        "の",
        "ガ",
        "パ",
        "e\u0301",
        "é",
        "🚀",
        "👩‍👩‍👧",
        "🇯🇵",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\u202e",
        "\ue000",
        "「",
        "」",
        "『",
        "（",
        "）",
        "(",
        ")",
        '"',
        "'",
        "’s",
        ".",
        "。",
        "、",
        "!",
        "？",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "\u3000",
        " ",
        "$10 billion",
        "100億円",
        "770人",
        "if ",
        "not ",
        "なら",
        "か",
        "CEO",
        "a" * 300,
        "ア" * 300,
        "亜" * 300,
        "-",
        "—",
        "…",
        "1" * 40,
        "http://example.com/a?b=c",
        "الشركة",
        "Компания",
        "회사",
        "公司",
        "\x0b",
        "\x85",
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=8), max_size=25).map("".join)
_SETTINGS = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check_spans(article: Article) -> int:
    extraction = next(iter(extract_articles([article])))
    for claim in extraction:
        for span in claim.spans:
            assert extraction.article.section(span.section)[span.start : span.end] == span.text
            assert span.text
        assert claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end
        assert 0 < claim.confidence <= 1
    return len(extraction)


@_SETTINGS
@given(text=_TEXTS, title=_TEXTS, lang=st.sampled_from(["en", "ja"]))
@example(text="", title="", lang="en")
@example(text="\ufeffMicrosoft\u200b acquired\u00ad Git\u00adHub.", title="Ｍｉｃｒｏｓｏｆｔ to buy GitHub", lang="en")
@example(text="ﾏｲｸﾛｿﾌﾄはｵｰﾌﾟﾝAIに出資した。", title="ﾏｲｸﾛｿﾌﾄ、ｵｰﾌﾟﾝAIに出資", lang="ja")
@example(text="が" * 50 + "Microsoft 🚀 acquired 🚀 GitHub 🚀", title="", lang="en")
def test_any_text(text: str, title: str, lang: str, pipelines: None) -> None:
    check_spans(Article("x", text, title=title, published="2024-01-15", lang=lang))


def test_spans_survive_what_normalisation_changes(pipelines: None) -> None:
    texts = {
        "en": "🚀 Ｍｉｃｒｏｓｏｆｔ acquired\u200b GitHub for $7.5 billion. 👩‍👩‍👧 Ama\u00adzon acquired Twitch.",
        "ja": "🚀ﾏｲｸﾛｿﾌﾄはｵｰﾌﾟﾝAIに出資した。\u200b👩‍👩‍👧マイクロソフトはＯｐｅｎＡＩに出資した。",
    }
    for lang, text in texts.items():
        assert check_spans(Article("x", text, published="2024-01-15", lang=lang)) >= 2, lang


def test_one_long_line(pipelines: None) -> None:
    sentence = {"en": "Microsoft acquired GitHub. ", "ja": "マイクロソフトはギットハブを買収した。"}
    for lang, one in sentence.items():
        assert check_spans(Article("x", one * 150, lang=lang)) >= 100, lang


def test_words_without_an_end(pipelines: None) -> None:
    for lang, one in {"en": "Microsoft and ", "ja": "マイクロソフトと"}.items():
        check_spans(Article("x", one * 600, lang=lang))
