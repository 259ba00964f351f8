from dataclasses import replace

import pytest

from kg.model import Stage
from kg.network.dates import effective_day, lifetime
from tests.builders import investment_en, venture_ja

CLAIMS = {"en": investment_en().claims[0], "ja": venture_ja().claims[0]}


@pytest.mark.parametrize("lang", CLAIMS)
@pytest.mark.parametrize(
    ("qualifiers", "published", "expected"),
    [
        ({}, "2024-01-15", ("2024-01-15", "day")),
        ({"eventDate": "2023-04"}, "2024-01-15", ("2023-04-01", "month")),
        ({"eventDate": "2023-04", "startDate": "2022"}, "2024-01-15", ("2022-01-01", "year")),
        ({"startDate": "来年"}, "2024-01-15", ("2024-01-15", "day")),
        ({}, "", None),
    ],
)
def test_effective_day(lang, qualifiers, published, expected):
    assert effective_day(replace(CLAIMS[lang], qualifiers=qualifiers), published) == expected


@pytest.mark.parametrize("lang", CLAIMS)
@pytest.mark.parametrize(
    ("qualifiers", "stage", "published", "expected"),
    [
        # Open at the end, until something is told of it.
        ({}, None, "2024-01-15", ("2024-01-15", "")),
        ({"eventDate": "2023-04"}, Stage.COMPLETED, "2024-01-15", ("2023-04-01", "")),
        ({"startDate": "2020", "endDate": "2022-04"}, None, "2024-01-15", ("2020-01-01", "2022-04-30")),
        ({"endDate": "2030"}, None, "", ("", "2030-12-31")),
        # Over on the day that is told.
        ({}, Stage.ENDED, "2024-01-15", ("2024-01-15", "2024-01-15")),
        ({"eventDate": "2023-12"}, Stage.BLOCKED, "2024-01-15", ("2023-12-01", "2023-12-31")),
        ({"startDate": "2019"}, Stage.CANCELLED, "2024-01-15", ("2019-01-01", "2024-01-15")),
        ({"startDate": "2019", "endDate": "2021"}, Stage.ENDED, "2024-01-15", ("2019-01-01", "2021-12-31")),
        # An end before the start is none.
        ({"startDate": "2024", "endDate": "2023"}, None, "2024-01-15", ("2024-01-01", "")),
        ({"endDate": "2023"}, None, "2024-01-15", ("2024-01-15", "")),
        ({}, None, "", ("", "")),
        ({"endDate": "未定"}, Stage.ENDED, "", ("", "")),
    ],
)
def test_lifetime(lang, qualifiers, stage, published, expected):
    assert lifetime(replace(CLAIMS[lang], qualifiers=qualifiers, stage=stage), published) == expected
