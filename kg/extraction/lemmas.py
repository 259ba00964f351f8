"""Under which dictionary forms a token may be looked up in triggers and cues."""

from __future__ import annotations

from functools import lru_cache

from kg.language.tokens import Token


@lru_cache(maxsize=4096)
def forms_of(token: Token) -> tuple[str, ...]:
    """The tagger's lemma, the word itself, and for English what its ending may hide, best first.

    A trained lemmatizer errs on words that it has not seen ("scrapped" became "scrapp"). The forms are only compared
    with closed lists, so one too many does no harm.
    """
    lemma, word = token.lemma_.lower(), token.lower_
    if token.doc.lang != "en" or not word.isalpha():
        return lemma, word
    # "an initial public offering" is no offer, though "offering" may be.
    noun = token.pos_ == "NOUN" and word.endswith("ing")
    forms = (lemma, word, *(() if noun else _stems(word)))
    particle = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if particle in _PARTICLES:
        # "call off" is nothing like "call", so the two together come first.
        return (*(f"{form} {particle}" for form in forms), *forms)
    return forms


_PARTICLES = frozenset({"off", "out", "down", "away", "up", "back", "through", "apart", "over"})


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
