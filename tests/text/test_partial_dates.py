import pytest

from kg.text.partial_dates import first_day, last_day

DATES = [
    ("2023", ("2023-01-01", "year")),
    ("2023-04", ("2023-04-01", "month")),
    ("2024-02-29", ("2024-02-29", "day")),
    ("2023-02-29", None),
    ("0000", None),
    ("2023-1-5", None),
    ("２０２３", ("2023-01-01", "year")),
    ("昨年", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_first_day(text, expected):
    assert first_day(text) == expected


LAST_DAYS = [
    ("2023", "2023-12-31"),
    ("2023-04", "2023-04-30"),
    ("2024-02", "2024-02-29"),
    ("1900-02", "1900-02-28"),
    ("2023-12", "2023-12-31"),
    ("2023-04-05", "2023-04-05"),
    ("2023-02-29", None),
    ("来年", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), LAST_DAYS)
def test_last_day(text, expected):
    assert last_day(text) == expected
