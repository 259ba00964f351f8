"""Under which dictionary forms a token may be looked up in triggers and cues."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token


def forms_of(token: Token) -> tuple[str, ...]:
    """The tagger's lemma, the word itself, and for English what its ending may hide, best first.

    A trained lemmatizer errs on words that it has not seen ("scrapped" became "scrapp"). The forms are only compared
    with closed lists, so one too many does no harm.
    """
    lemma, word = token.lemma_.lower(), token.lower_
    return (lemma, word, *_stems(word)) if token.vocab.lang == "en" and word.isalpha() else (lemma, word)


@lru_cache(maxsize=8192)
def _stems(word: str) -> tuple[str, ...]:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            forms = [stem, f"{stem}e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            if stem.endswith("i"):
                forms.append(f"{stem[:-1]}y")
            return tuple(forms)
    return ()
