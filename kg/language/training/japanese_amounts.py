"""Rules for what the Japanese name sources leave out: dates, money and percentages.

Amounts and full dates have so fixed a shape that a rule labels them as well as a person would. Of other expressions of
time the rule only says that they may be dates, and of some words that they may belong to an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.training.spans import UNKNOWN, Span

_NUMBER = r"(?:\d[\d,.]*|[一二三四五六七八九十百千数])[\d,.十百千万億兆]*"
_CURRENCY = (
    r"(?:米|豪|加|香港|台湾|シンガポール|カナダ|オーストラリア|英|スイス|人民)?"
    r"(?:ドル|円|ユーロ|ポンド|ウォン|元|ルピー|フラン|マルク|ルーブル|ペソ|リラ)"
)
_LABELLED = {
    "Money": re.compile(rf"{_NUMBER}{_CURRENCY}(?!安|高|相場|建て|台)"),
    "Percent": re.compile(rf"{_NUMBER}(?:%|パーセント)"),
    "Date": re.compile(
        r"(?:西暦|紀元前|明治|大正|昭和|平成|令和)?\d{1,4}年(?:度|代|\d{1,2}月(?:\d{1,2}日)?)?(?![間目来ぶ分後前半生])"
        r"|(?<![年\d])\d{1,2}月(?:\d{1,2}日)?(?![間目分後前])"
    ),
}
_PERHAPS_DATE = re.compile(
    r"[\d一二三四五六七八九十数何元]+(?:か|ヶ|カ|ケ)?(?:世紀|年|月|日|週|四半期)[間後前頃末初中旬半ばごろ度代]*"
    r"|(?:翌々|一昨|昨|今|来|翌|前|同|本|毎|先|当)(?:年度|年|月|日|週|春|夏|秋|冬|期|四半期|世紀)[末初頭]?"
    r"|[月火水木金土日]曜日?|[年月](?:末|初|頭|始)|[上中下]旬|昨日|今日|明日|一昨日|春|夏|秋|冬|上半期|下半期|前半|後半"
    r"|(?:明治|大正|昭和|平成|令和|江戸|戦国|室町|鎌倉|平安|奈良)(?:時代)?|\w{1,4}(?:時代|年間|年代)|戦[前中後]"
    r"|\d+/\d+(?:/\d+)?|\d割\d?分?"
)
_PERHAPS_EVENT = re.compile(
    r"[^\s、。「」『』()はをがにで]{1,16}"
    r"(?:戦争|大戦|戦役|の戦い|合戦|オリンピック|五輪|大会|選手権|カップ|杯|万博|博覧会|展|事件|事変|事故|震災|地震"
    r"|革命|会議|サミット|祭|フェスティバル|フェア|ツアー|グランプリ|リーグ|決勝|選挙|デモ|運動|の乱|の変|作戦)"
)


def label_amounts(text: str) -> Iterator[Span]:
    """Finds money, percentages and full dates.

    Args:
        text: Any text.

    Yields:
        Their character spans, which may overlap.
    """
    for label, pattern in _LABELLED.items():
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), label)


def possible_dates(text: str) -> Iterator[Span]:
    """Finds what may be a date.

    Args:
        text: Any text.

    Yields:
        Character spans with the label ``UNKNOWN``.
    """
    return _unknown(_PERHAPS_DATE, text)


def possible_events(text: str) -> Iterator[Span]:
    """Finds what may be the name of an event.

    Args:
        text: Any text.

    Yields:
        Character spans with the label ``UNKNOWN``.
    """
    return _unknown(_PERHAPS_EVENT, text)


def _unknown(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(), match.end(), UNKNOWN)
