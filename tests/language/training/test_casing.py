"""Other ways of writing the same words."""

import random

from kg.language.training.casing import LOWER, TITLE, UPPER, to_title_case, vary

WORDS = ("Nvidia", "pays", "for", "a", "start-up", "in", "Oslo")


def test_title_case_leaves_small_words() -> None:
    assert to_title_case(WORDS) == ("Nvidia", "Pays", "for", "a", "Start-up", "in", "Oslo")


def test_shares_of_the_variations() -> None:
    choice = random.Random(7)
    drawn = [vary(WORDS, choice) for _ in range(4000)]
    assert drawn.count(WORDS) / len(drawn) > 1 - (LOWER + UPPER + TITLE) - 0.02
    assert {words[1] for words in drawn} == {"pays", "PAYS", "Pays"}
    assert all(len(words) == len(WORDS) for words in drawn)
