from __future__ import annotations

import pytest

from kg.text.languages import detect_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Microsoft invests $10 billion in OpenAI, the maker of ChatGPT.", "en"),
        ("OpenAI hires CFO", "en"),
        ("Intel CEO Gelsinger ousted", "en"),
        ("Sony (ソニー) Acquires Studio", "en"),
        ('The word "もったいない" means wasteful', "en"),
        ("I love ラーメン and 寿司", "en"),
        ("マイクロソフトはOpenAIに出資した。", "ja"),
        ("米マイクロソフト買収完了", "ja"),
        ("ｿﾌﾄﾊﾞﾝｸが買収", "ja"),
        ("Microsoft、OpenAIに出資", "ja"),
        ("GoogleとAppleとMeta", "ja"),
        ("AWS re:Invent 2024 で Amazon Nova 発表", "ja"),
        ("ソニー（Sony Group Corporation）", "ja"),
        ("微软向OpenAI投资一百亿美元", "zh"),
        ("苹果公司（アップル）宣布推出新产品", "zh"),
        ("삼성전자가 오픈AI와 협력한다", "ko"),
        ("Die Deutsche Telekom übernimmt T-Mobile US vollständig, wie das Unternehmen mitteilte.", "de"),
        ("Google stellt neue KI vor", "de"),
        ("Le groupe a annoncé l'acquisition de la société.", "fr"),
        ("Яндекс объявил о покупке сервиса", "ru"),
        ("", ""),
        ("123 $% 。\n", ""),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert detect_language(text) == lang
    assert detect_language(text) == lang


def test_a_lone_surrogate_is_no_obstacle() -> None:
    assert detect_language("\ud800 Microsoft buys the company") == "en"
