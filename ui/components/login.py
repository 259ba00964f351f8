"""Logging in: the only page that strangers see, and who one is on the others."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ui.access import Access, read_guests
from ui.components.markdown import escape_markdown
from ui.strings import Words


def is_let_in() -> bool:
    """Whether the visitor may see anything: everybody, unless the server was started with --auth.

    Raises:
        KgError: The file that says who may come in is not as it was when the server started.
    """
    secrets = Access.from_environment().secrets
    return secrets is None or read_guests(secrets).admits(current_user())


def current_user() -> Mapping[str, object]:
    """What the log-in service says of the visitor; nothing of those who did not log in."""
    return st.user.to_dict() if Access.from_environment().secrets else {}


def user_name() -> str:
    """What to call the visitor, or ""."""
    user = current_user()
    return str(user.get("email") or user.get("name") or user.get("sub") or "") if user.get("is_logged_in") else ""


def draw_login(words: Words) -> None:
    """Asks the visitor to log in, or says that this was not enough."""
    st.title(words("app.title"))
    name = user_name()
    if not name:
        st.text(words("access.please"))
        st.button(words("access.log_in"), type="primary", on_click=st.login)
        return
    st.warning(words("access.not_allowed", name=escape_markdown(name)))
    st.button(words("access.log_out"), on_click=st.logout)


def draw_account(words: Words) -> None:
    """Says who is logged in, with a way out; nothing where nobody logs in."""
    name = user_name()
    if name:
        st.caption(words("access.as", name=escape_markdown(name)))
        st.button(words("access.log_out"), on_click=st.logout)
