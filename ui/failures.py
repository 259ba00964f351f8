"""What a visitor sees when something fails: what it is and what to do, never how the program looks inside."""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kg.errors import KgError
from ui.components.markdown import escape_markdown
from ui.strings import Words

_LOG = logging.getLogger(__name__)


@contextmanager
def failures_shown(words: Words) -> Iterator[None]:
    """Shows what goes wrong inside as a message.

    Errors of our own say what to do. Of all others the visitor gets a number, under which the server's log has the
    rest; the number is the same for the same fault, so that two people can tell that they speak of one.
    """
    try:
        yield
    except KgError as error:
        st.error(escape_markdown(" ".join(str(error).split())), icon=":material/error:")
    except Exception:
        told = traceback.format_exc()
        number = hashlib.sha256(told.encode()).hexdigest()[:8]
        _LOG.error("fault %s\n%s", number, told)
        st.error(words("app.fault", number=number), icon=":material/error:")
