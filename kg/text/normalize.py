"""Text as the parser reads it, with a map back to the text as it came in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

# NFKC would turn these into sentence marks that need a space after them, which Japanese text does not have.
_KEPT = frozenset("！？")
# "Copilot™" is read "Copilot", not the "CopilotTM" that NFKC makes of it.
_REMOVED = frozenset("™®℠")
_REPLACED = {
    **dict.fromkeys("‘’‚‛´", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys("\n\r\x85\u2028\u2029", "\n"),
    "\r\n": "\n",
}
# Footnote marks and numbered bullets must not become digits of the word or number next to them.
_KEPT_DECOMPOSITIONS = ("<super>", "<sub>", "<circle>", "<fraction>")
_HALF_WIDTH_VOICING = "ﾞﾟ"
# Unicode's own bound for stream-safe text; without it, sorting endless combining marks takes quadratic time.
_MOST_MARKS = 30
_ASCII_CONTROLS = {code: " " for code in (*range(32), 127) if code != ord("\n")}


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text for reading, and where each of its characters came from.

    Attributes:
        raw: The text as it came in.
        text: The text to read.
        starts: For each character of `text`, where its source in `raw` starts.
        ends: For each character of `text`, where its source in `raw` ends.
    """

    raw: str
    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The smallest range of `raw` that covers a range of `text`; empty only for an empty range.

        Raises:
            ValueError: The range is not in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no range {start}:{end} in a text of {len(self.text)} characters")
        if start < end:
            return self.starts[start], self.ends[end - 1]
        position = self.starts[start] if start < len(self.text) else len(self.raw)
        return position, position


def normalize(raw: str) -> NormalizedText:
    """The text as the parser should read it.

    Width and compatibility forms are unified (NFKC), invisible characters go, every horizontal white space and
    control character is one plain space, curly quotes are straight, every line break is "\\n".
    """
    if raw.isascii() and "\r" not in raw:
        return NormalizedText(raw, raw.translate(_ASCII_CONTROLS), range(len(raw)), range(1, len(raw) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    while start < len(raw):
        end = _cluster_end(raw, start)
        piece = _normalize_cluster(raw[start:end])
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
        start = end
    return NormalizedText(raw, "".join(pieces), starts, ends)


def is_visible(character: str) -> bool:
    """Whether anything is left of a character when it is read, and that no white space."""
    return bool(_normalize_cluster(character).strip())


def _cluster_end(raw: str, start: int) -> int:
    """The end of the character at `start` and of the marks that combine with it."""
    if raw.startswith("\r\n", start):
        return start + 2
    end = start + 1
    last = min(len(raw), end + _MOST_MARKS)
    while end < last and raw[end] >= "\u0300" and (unicodedata.combining(raw[end]) or raw[end] in _HALF_WIDTH_VOICING):
        end += 1
    return end


@lru_cache(maxsize=16384)
def _normalize_cluster(cluster: str) -> str:
    if cluster in _REPLACED:
        return _REPLACED[cluster]
    if cluster in _KEPT:
        return cluster
    if len(cluster) == 1:
        category = unicodedata.category(cluster)
        if category == "Cf" or cluster in _REMOVED or _is_variation_selector(cluster):
            return ""
        if category in ("Cc", "Zs"):
            return " "
        if category == "Cs":
            return "\ufffd"
        if unicodedata.decomposition(cluster).startswith(_KEPT_DECOMPOSITIONS):
            return cluster
    base = _normalize_cluster(cluster[0]) if len(cluster) > 1 else cluster
    return unicodedata.normalize("NFKC", base + cluster[1:])


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
