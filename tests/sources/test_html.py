from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.sources.html import decode_page, extract_page, read_html

PARAGRAPHS = {
    "en": [
        "Microsoft said on Monday it will invest billions of dollars in OpenAI, the maker of the ChatGPT chatbot.",
        "The deal extends a partnership between the two companies that began in 2019, both said in statements.",
        "Analysts expect rivals such as Google and Amazon to answer with investments of their own this year.",
    ],
    "ja": [
        "米マイクロソフトは23日、対話型AI「ChatGPT」を開発した米新興企業オープンAIに出資すると発表した。",
        "両社の提携は2019年に始まり、今回の出資はその延長線上にある。投資額は数十億ドルとみられている。",
        "アナリストは、グーグルやアマゾンなどの競合他社も年内に同様の投資に踏み切ると予想している。",
    ],
}


def page(lang: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[lang])
    return (
        f'<html lang="{lang}-XX"><head><title>T | Site</title><meta charset="utf-8">'
        '<meta property="og:title" content="The title"><meta property="og:site_name" content="The Site">'
        '<meta property="article:published_time" content="2023-01-23T09:00:00Z">'
        '<link rel="canonical" href="https://example.com/news/1"></head>'
        f"<body><nav><a href='/'>Home</a><a href='/x'>Menu</a></nav><article><h1>The title</h1>{body}</article>"
        "<script>var tracking = 1;</script><footer>Copyright and cookies</footer></body></html>"
    )


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_main_text_and_metadata(lang: str) -> None:
    article = extract_page(page(lang))
    assert all(paragraph in article.text.split("\n") for paragraph in PARAGRAPHS[lang])
    assert not any(word in article.text for word in ("Menu", "tracking", "cookies"))
    assert (article.title, article.published, article.lang) == ("The title", "2023-01-23", lang)
    assert (article.publisher, article.url) == ("The Site", "https://example.com/news/1")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Apple buys <b>Beats</b>.</p>", "Apple buys Beats."),
        ("<p>アップルがビーツを買収。</p>", "アップルがビーツを買収。"),
        ("<body><nav>Menu</nav><main><p>One.</p><p>Two.</p></main><footer>End</footer>", "One.\nTwo."),
        ("<p>one<br>two<!-- gone --> and &amp; more</p>", "one\ntwo and & more"),
        ("<p><ruby>買収<rp>(</rp><rt>ばいしゅう</rt><rp>)</rp></ruby>した。</p>", "買収した。"),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>Old style.</p></body></html>', "Old style."),
    ],
)
def test_short_pages(source: str, text: str) -> None:
    assert extract_page(source).text == text


@pytest.mark.parametrize("source", ["<html></html>", "<script>x()</script>", " ", "<nav>Menu</nav>", "<!-- no -->"])
def test_a_page_without_text_is_unreadable(source: str) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        extract_page(source)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="shift_jis">', "cp932"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">', "euc_jp"),
        ("<meta charset=utf-8>", "utf-8"),
        ("", "cp932"),
        ("", "utf-8"),
        ("<meta charset=nonsense>", "utf-8"),
        ('<meta charset="utf-8">', "cp932"),
        ('<meta charset="shift_jis">', "utf-8-sig"),
    ],
)
def test_charset(declared: str, encoding: str) -> None:
    source = f"<html><head>{declared}</head><body><p>{PARAGRAPHS['ja'][0]}</p></body></html>"
    assert decode_page(source.encode(encoding)) == source


def test_readings_above_kanji_are_left_out_of_long_pages_too() -> None:
    source = page("ja").replace("出資する", "<ruby>出資<rt>しゅっし</rt></ruby>する")
    assert extract_page(source).text == extract_page(page("ja")).text


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page("ja").encode())
    (article,) = read_html(path, lambda issue: pytest.fail(str(issue)))
    assert article == extract_page(page("ja"))
