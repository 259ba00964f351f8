"""How a long text is cut into windows."""

from hypothesis import given
from hypothesis import strategies as st

from kg.language.encoder import MARGIN, WINDOW, windows

LENGTHS = st.lists(st.integers(1, 40), max_size=400)


def test_a_short_text_is_one_window() -> None:
    assert list(windows([1, 2, 3])) == [(0, 3, 0, 3)]
    assert list(windows([])) == [(0, 0, 0, 0)]


@given(LENGTHS)
def test_windows_keep_every_word_once(lengths: list[int]) -> None:
    kept = [word for _, _, start, end in windows(lengths) for word in range(start, end)]
    assert kept == list(range(len(lengths)))


@given(LENGTHS)
def test_windows_fit_and_give_surroundings(lengths: list[int]) -> None:
    for start, end, keep_from, keep_to in windows(lengths):
        assert start <= keep_from < keep_to <= end or not lengths
        assert sum(lengths[start:end]) <= WINDOW
        # A margin may lack the part of a word that did not fit.
        assert start == 0 or sum(lengths[start:keep_from]) > MARGIN - 40
        assert end == len(lengths) or sum(lengths[keep_to:end]) > MARGIN - 40
