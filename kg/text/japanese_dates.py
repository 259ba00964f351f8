"""How Japanese text writes dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date

from kg.text import calendar
from kg.text.calendar import When

Found = tuple[int, int, When]

# The year before the first one of an era.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_YEARS = {"一昨年": -2, "おととし": -2, "昨年": -1, "去年": -1, "今年": 0, "本年": 0, "来年": 1, "再来年": 2}
_SEASONS = {
    f"{word}{season}": step
    for word, step in {"昨": -1, "今": 0, "来": 1}.items()
    for season in ("春", "夏", "秋", "冬")
}
_MONTHS = {"先々月": -2, "先月": -1, "今月": 0, "来月": 1, "再来月": 2}
_DAYS = {
    **dict.fromkeys(("一昨日", "おととい"), -2),
    **dict.fromkeys(("昨日", "きのう", "前日"), -1),
    **dict.fromkeys(("今日", "本日", "きょう"), 0),
    **dict.fromkeys(("明日", "あす"), 1),
    **dict.fromkeys(("明後日", "あさって"), 2),
}
_WEEKDAYS = "月火水木金土日"

_MONTH = r"(?P<month>1[0-2]|0?[1-9])月(?![期号刊間])"
# 「3日間」, 「3日後」 and 「1日当たり」 count days; 「3日本社」 is rare, 「日本」 is not.
_DAY_END = (
    r"日(?!間|本|産|銀|立|経|米|中|韓|後|前|目|分|以内|以上|ごと|おき|連続|程度|ぶり|余|営業|当たり|あたり|平均|\d)"
)
_DAY = rf"(?P<day>[12]\d|3[01]|0?[1-9]){_DAY_END}"
_PERIOD = r"(?!度|代|間|\d{1,2}[〜～~–-]\d{1,2}月|\d{1,2}月期|第|[〇一二三四1-4]四半期)"
_MONTH_DAY = rf"(?:{_MONTH}(?:{_DAY})?)"
_NO_NUMBER_BEFORE = r"(?<![\d.,〜～~–数第-])"
_FULL = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?:(?P<year>1[6-9]\d\d|20\d\d)|(?P<era>{'|'.join(_ERAS)})(?P<era_year>\d{{1,2}}|元))年{_PERIOD}"
    rf"{_MONTH_DAY}?"
)
_SEPARATED = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?<!/)(?P<year>20\d\d|19\d\d)(?P<mark>[/.-])(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    r"(?P<day>[12]\d|3[01]|0?[1-9])(?![\d/])"
)
# Two digits may count years as well: 「10年ぶり」, 「過去10年」, 「10年に1度」, 「20年の歴史」.
_NOT_COUNTED = "".join(
    f"(?<!{word})" for word in ("過去", "今後", "この", "わずか", "向こう", "約", "計", "間", "満", "創業", "設立")
)
_AFTER_SHORT_YEAR = (
    r"末|初|春|夏|秋|冬|以降|以来|時点|前半|後半|ごろ|頃|まで|、|を(?!超|越|過|経|迎|要)|と(?!な)|となる"
    r"|に(?!一度|1度|わた|渡|及|満た|迫)|から(?!\d|の)|の(?!歴史|実績|経験|歳月|期間|契約|節目|刑|懲役|ローン|キャリア|付き合い)"
)
_SHORT_YEAR = re.compile(
    rf"{_NOT_COUNTED}{_NO_NUMBER_BEFORE}(?P<year>\d\d)年{_PERIOD}(?:{_MONTH_DAY}|(?={_AFTER_SHORT_YEAR}))"
)
# 「同年」 and 「翌年」 hang on the last year that the text names.
_SAME_YEAR = re.compile(rf"(?P<word>同年|翌年|前年){_PERIOD}{_MONTH_DAY}?")
_SAME_YEARS = {"前年": -1, "同年": 0, "翌年": 1}
_RELATIVE_YEAR = re.compile(
    rf"(?P<word>{'|'.join(sorted(_YEARS, key=len, reverse=True))}){_PERIOD}(?:{_MONTH_DAY}|(?P<end>末))?"
)
_SEASON = re.compile(rf"(?P<word>{'|'.join(_SEASONS)})(?!期)")
_RELATIVE_MONTH = re.compile(rf"(?P<word>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?:{_DAY})?")
_BARE_MONTH = re.compile(rf"{_NO_NUMBER_BEFORE}(?<!/)(?<![同翌前]年){_MONTH_DAY}")
_BARE_DAY = re.compile(rf"(?<![\d.,〜～~–数第月/-]){_DAY}")
_TENSE = re.compile(
    r"(?P<ahead>予定|計画|方針|見通し|見込み|めど|する(?:と|こと|。|$)|[うくぐすつぬぶむる]と(?:発表|明らかに|表明|述べ|語)|も上場か|目指)"
    r"|(?P<past>た(?!め|い|ち|に|だ|く|る)|だった)|(?P<date>\d[日月年]|[昨今来去翌同先](?:[年月春夏秋冬]|日))"
)
_TENSE_REACH = 80
_RELATIVE_DAY = re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))
_WEEKS = {"先週": -1, "今週": 0, "来週": 1}
_WEEKDAY = re.compile(rf"(?:(?P<week>{'|'.join(_WEEKS)})の?)?(?P<weekday>[{_WEEKDAYS}])曜日?")
_WEEK = re.compile("|".join(_WEEKS))
_AGO = re.compile(r"(?<![\d.,数])(?P<count>\d{1,3})(?P<unit>年|か月|カ月|ヵ月|ヶ月|週間|日)前(?![期年倒])")
_END_OF_YEAR = re.compile(r"(?<![\d年昨今来末元])年(?P<word>内|末|明け)(?!年)")


def read_japanese_dates(text: str, published: date | None) -> Iterator[Found]:
    """The dates in a text with their offsets; of those that overlap, the longest that starts first is meant."""
    for pattern, read in _ABSOLUTE:
        for match in pattern.finditer(text):
            if when := read(match):
                yield match.start(), match.end(), when
    yield from _read_same_years(text, published)
    if published is None:
        return
    for pattern, resolve in _RELATIVE:
        for match in pattern.finditer(text):
            if when := resolve(match, published):
                yield match.start(), match.end(), when


def _read_same_years(text: str, published: date | None) -> Iterator[Found]:
    years = {match.start(): when.year for match in _FULL.finditer(text) if (when := _read_full(match))}
    if published is not None:
        for pattern, resolve in ((_SHORT_YEAR, _read_short_year), (_RELATIVE_YEAR, _read_relative_year)):
            matches = pattern.finditer(text)
            years |= {match.start(): when.year for match in matches if (when := resolve(match, published))}
    places = sorted(years)
    for match in _SAME_YEAR.finditer(text):
        index = bisect_left(places, match.start())
        if index and (when := _with_parts(years[places[index - 1]] + _SAME_YEARS[match["word"]], match)):
            yield match.start(), match.end(), when


def _with_parts(year: int, match: re.Match[str]) -> When | None:
    return calendar.make_when(year, int(match["month"] or 0), int(match["day"] or 0))


def _read_full(match: re.Match[str]) -> When | None:
    if match["year"]:
        return _with_parts(int(match["year"]), match)
    era_year = 1 if match["era_year"] == "元" else int(match["era_year"])
    return _with_parts(_ERAS[match["era"]] + era_year, match)


def _read_separated(match: re.Match[str]) -> When | None:
    return _with_parts(int(match["year"]), match)


def _read_short_year(match: re.Match[str], published: date) -> When | None:
    """Of this century up to some years ahead, else of the last."""
    century = published.year - published.year % 100
    year = century + int(match["year"])
    return _with_parts(year if year <= published.year + 30 else year - 100, match)


def _read_relative_year(match: re.Match[str], published: date) -> When | None:
    step = _YEARS[match["word"]]
    if match["end"] and step < 0:
        # The end of a year to come is a deadline, that of a past one is its December.
        return calendar.make_when(published.year + step, 12)
    return _with_parts(published.year + step, match)


def _read_season(match: re.Match[str], published: date) -> When | None:
    return calendar.make_when(published.year + _SEASONS[match["word"]])


def _read_relative_month(match: re.Match[str], published: date) -> When | None:
    month = calendar.add_months(published, _MONTHS[match["word"]])
    return month and calendar.make_when(month.year, month.month, int(match["day"] or 0))


def _read_bare_month(match: re.Match[str], published: date) -> When | None:
    month = int(match["month"])
    if match["day"]:
        return calendar.place_day(published, month, int(match["day"]), ahead=_looks_ahead(match))
    return calendar.place_month(published, month, ahead=_looks_ahead(match))


def _looks_ahead(match: re.Match[str]) -> bool:
    """Whether the first verb after it with a tense is of the future.

    With a comma behind it, a date belongs to the last verb of the sentence, which is "announced" more often than not.
    """
    if match.string.startswith(("、", ","), match.end()):
        return False
    tense = _TENSE.search(match.string, match.end(), match.end() + _TENSE_REACH)
    return tense is not None and tense["ahead"] is not None


def _read_bare_day(match: re.Match[str], published: date) -> When | None:
    return calendar.place_day_of_month(published, int(match["day"]))


def _read_relative_day(match: re.Match[str], published: date) -> When | None:
    return calendar.add_days(published, _DAYS[match.group()])


def _read_weekday(match: re.Match[str], published: date) -> When | None:
    weekday = _WEEKDAYS.index(match["weekday"])
    if match["week"]:
        return calendar.weekday_of_week(published, weekday, _WEEKS[match["week"]])
    return calendar.last_weekday(published, weekday)


def _read_week(match: re.Match[str], published: date) -> When | None:
    return calendar.month_of_week(published, _WEEKS[match.group()])


def _read_ago(match: re.Match[str], published: date) -> When | None:
    count = int(match["count"])
    if match["unit"] == "年":
        return calendar.make_when(published.year - count)
    if match["unit"] == "日":
        return calendar.add_days(published, -count)
    if match["unit"] == "週間":
        return calendar.month_of_week(published, -count)
    return calendar.add_months(published, -count)


def _read_end_of_year(match: re.Match[str], published: date) -> When | None:
    if match["word"] == "明け":
        return calendar.make_when(published.year + (published.month > 6))
    return calendar.make_when(published.year, 12 if match["word"] == "末" else 0)


_ABSOLUTE: list[tuple[re.Pattern[str], Callable[[re.Match[str]], When | None]]] = [
    (_FULL, _read_full),
    (_SEPARATED, _read_separated),
]
_RELATIVE: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], When | None]]] = [
    (_SHORT_YEAR, _read_short_year),
    (_RELATIVE_YEAR, _read_relative_year),
    (_SEASON, _read_season),
    (_RELATIVE_MONTH, _read_relative_month),
    (_BARE_MONTH, _read_bare_month),
    (_BARE_DAY, _read_bare_day),
    (_RELATIVE_DAY, _read_relative_day),
    (_WEEKDAY, _read_weekday),
    (_WEEK, _read_week),
    (_AGO, _read_ago),
    (_END_OF_YEAR, _read_end_of_year),
]
