"""To be built: review."""

from __future__ import annotations

from ui.state import open_view


def show() -> None:
    """Draws the view."""
    open_view()


if __name__ == "__main__":
    show()
