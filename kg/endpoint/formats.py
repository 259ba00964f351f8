"""Formats of answers as HTTP names them, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.endpoint.failures import HttpError
from kg.store.answers import AnswerForm


@dataclass(frozen=True, slots=True)
class Offer:
    """One format under one of its names.

    Attributes:
        name: Its name in `kg.store.answers`, or "html".
        media_type: What HTTP calls it.
    """

    name: str
    media_type: str

    @property
    def content_type(self) -> str:
        """The media type with what a client needs to read it."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


def _offers(*named: tuple[str, str]) -> tuple[Offer, ...]:
    return tuple(Offer(name, media_type) for name, media_types in named for media_type in media_types.split())


# The first of each name is the usual one; the first of all is for those who take anything.
ROW_OFFERS = _offers(
    ("json", "application/sparql-results+json application/json"),
    ("xml", "application/sparql-results+xml application/xml text/xml"),
    ("csv", "text/csv"),
    ("tsv", "text/tab-separated-values"),
)
GRAPH_OFFERS = _offers(
    ("ttl", "text/turtle application/x-turtle text/n3"),
    ("nt", "application/n-triples text/plain"),
    ("jsonld", "application/ld+json application/json"),
    ("rdfxml", "application/rdf+xml application/xml text/xml"),
)
HTML = Offer("html", "text/html")

# What clients write for `format=`, where it is neither a name of ours nor a media type.
_CALLED = {
    "json": "json jsonld",
    "xml": "xml rdfxml",
    "turtle": "ttl",
    "n3": "ttl",
    "ntriples": "nt",
    "n-triples": "nt",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a client gets: rows so, a graph so; None where it takes neither."""

    rows: Offer | None
    graph: Offer | None

    @property
    def form(self) -> AnswerForm:
        """The same for those who write the answer."""
        return AnswerForm(self.rows.name if self.rows else None, self.graph.name if self.graph else None)


def choose_formats(accept: str, format_: str = "") -> Chosen:
    """The formats that fit best.

    Args:
        accept: The Accept header; "" takes anything.
        format_: A name or a media type that was asked for in the address, and wins.

    Raises:
        HttpError: None fits.
    """
    if format_:
        names = _CALLED.get(format_.lower(), format_.lower()).split()
        rows, graph = (
            next((offer for offer in offers if {offer.name, offer.media_type} & {*names}), None)
            for offers in (ROW_OFFERS, GRAPH_OFFERS)
        )
    else:
        rows, graph = choose(accept, ROW_OFFERS), choose(accept, GRAPH_OFFERS)
    if rows is None and graph is None:
        raise not_acceptable([*ROW_OFFERS, *GRAPH_OFFERS])
    return Chosen(rows, graph)


def choose(accept: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer that an Accept header likes best, the first of those that it likes as much; None if it takes none."""
    ranges = dict(_ranges(accept)) or {"*/*": 1.0}
    liked = [(_quality(offer.media_type, ranges), -place, offer) for place, offer in enumerate(offers)]
    quality, _, best = max(liked)
    return best if quality > 0 else None


def not_acceptable(offers: Iterable[Offer]) -> HttpError:
    """The refusal that says what there is."""
    known = ", ".join(dict.fromkeys(offer.media_type for offer in offers))
    return HttpError(406, "not_acceptable", f"no format that you accept; there are {known}")


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    """The media ranges of the header and how much each is liked, from 0 to 1. What is no media range is passed over."""
    for part in accept.split(","):
        range_, *parameters = (one.strip().lower() for one in part.split(";"))
        if range_.count("/") != 1:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        yield range_, quality


def _quality(media_type: str, ranges: dict[str, float]) -> float:
    """How much a type is liked: the range that names it most closely counts."""
    for range_ in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        if range_ in ranges:
            return ranges[range_]
    return 0.0
