"""What a visitor sees of Explore, read from the page under test."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

EDGE = "explore_edge"
ALL_STATUSES = "asserted.denied.hypothetical.planned.possible.predicted.reported"
MICROSOFT, OPENAI, ALTMAN = "Q2283", "Q21708200", "Q7407093"


def text_of(app: AppTest) -> str:
    """Everything that is drawn as HTML."""
    return "\n".join(one.proto.body for one in app.get("html"))


def picture_of(app: AppTest) -> dict[str, Any]:
    """What the browser is told to draw."""
    drawn = [one.proto for one in app.get("bidi_component") if one.proto.component_name.endswith("network")]
    picture: dict[str, Any] = json.loads(drawn[0].json)
    return picture


def names_in(app: AppTest) -> set[str]:
    """The names in the picture."""
    return {row[1] for row in picture_of(app)["nodes"]}


def places_in(app: AppTest) -> dict[str, tuple[float, float]]:
    """Where the entities are, by their names."""
    return {row[1]: (row[4], row[5]) for row in picture_of(app)["nodes"]}


def edges_of(app: AppTest) -> set[str]:
    """The edges that can be chosen."""
    return set(app.selectbox(EDGE).options)


def name_of(app: AppTest, entity: str) -> str:
    """What the picture calls an entity."""
    return next(str(row[1]) for row in picture_of(app)["nodes"] if row[0] == entity)


def click(app: AppTest, key: str) -> None:
    """Presses a button of the panel."""
    app.button(f"explore_{key}").click().run()
    assert not app.exception, app.exception
