"""Taking along what is seen. Files are made when somebody asks for them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.components.network import Picture
from ui.components.network_svg import write_svg
from ui.explore.files import FILES
from ui.explore.scene import Scene
from ui.snapshot import Snapshot
from ui.strings import Words


def draw_downloads(scene: Scene, picture: Picture, snapshot: Snapshot, words: Words) -> None:
    """A button for each kind of file."""
    with st.popover(words("explore.download"), icon=":material/download:"):
        st.caption(words("explore.download_what"))
        st.download_button(
            words("explore.file_svg"),
            lambda: write_svg(picture, words),
            "picture.svg",
            "image/svg+xml",
            on_click="ignore",
            width="stretch",
        )
        for name, kind in FILES.items():
            st.download_button(
                words(f"explore.file_{name}"),
                partial(kind.write, scene, snapshot),
                kind.name,
                kind.mime,
                on_click="ignore",
                width="stretch",
            )
