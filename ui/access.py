"""Who may do what on a server: settled when it is started, and handed to it by its environment."""

from __future__ import annotations

import ipaddress
import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kg.endpoint.workers import READ_TOKEN_VARIABLE, TOKEN_VARIABLE
from kg.errors import KgError, NotFound, UnreadableFile

READ_ONLY_VARIABLE = "KG_READ_ONLY"
AUTH_VARIABLE = "KG_AUTH"
SECRETS = Path(".streamlit/secrets.toml")
SHORTEST_SECRET = 32
"""Characters that the secret behind the log-in cookies must have; as many as 32 bytes in hexadecimal have twice."""

_VARIABLES = (READ_ONLY_VARIABLE, AUTH_VARIABLE, READ_TOKEN_VARIABLE, TOKEN_VARIABLE)
_CALLBACK = "/oauth2callback"
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may do what.

    Attributes:
        read_only: Whether the dashboard changes nothing.
        secrets: The file that says how people log in; None where they need not.
        token: What programs must show to the endpoint; "" where they need nothing.
        update_token: What programs must show to write graphs of their own; "" where they may not.
    """

    read_only: bool = False
    secrets: Path | None = None
    token: str = ""
    update_token: str = ""

    @classmethod
    def from_environment(cls) -> Self:
        """What the server was started with."""
        read_only, auth, token, update_token = (os.environ.get(name, "") for name in _VARIABLES)
        return cls(bool(read_only), Path(auth) if auth else None, token, update_token)

    def environment(self) -> dict[str, str]:
        """The environment of a server with this access, where other programs' lists of processes do not show it."""
        # Behind a log-in, an endpoint that nobody has a token for is closed.
        token = self.token or (secrets.token_urlsafe(32) if self.secrets else "")
        values = ("1" if self.read_only else "", str(self.secrets.resolve()) if self.secrets else "")
        told = dict(zip(_VARIABLES, (*values, token, self.update_token), strict=True))
        kept = {name: value for name, value in os.environ.items() if name not in _VARIABLES}
        return kept | {name: value for name, value in told.items() if value}


def is_own_machine(host: str) -> bool:
    """Whether only this machine reaches a server that listens on this address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guests:
    """Who of those that a log-in service knows may come in.

    Attributes:
        allowed: E-mail addresses, and domains with an @ before them, in small letters; empty for everybody.
        unverified: Whether addresses count that the service did not verify.
    """

    allowed: frozenset[str] = frozenset()
    unverified: bool = False

    def admits(self, user: Mapping[str, object]) -> bool:
        """Whether somebody with these claims of OpenID Connect may come in."""
        if user.get("is_logged_in") is not True:
            return False
        if not self.allowed:
            return True
        address = user.get("email")
        if not isinstance(address, str) or not (self.unverified or user.get("email_verified") is True):
            return False
        address = address.strip().lower()
        return not self.allowed.isdisjoint({address, f"@{address.rpartition('@')[2]}"})


def read_guests(path: Path) -> Guests:
    """Who may come in, from the file that says how people log in (docs/serving.md tells what it holds).

    Raises:
        KgError: It is not there, cannot be read, or lacks something.
    """
    told = _read_toml(path)
    auth, access = told.get("auth"), told.get("access", {})
    if not isinstance(auth, dict) or not isinstance(access, dict):
        raise KgError("has no table [auth] that says how people log in; see docs/serving.md", about=str(path))
    missing = [name for name in _NEEDED if not isinstance(auth.get(name), str) or not auth[name]]
    if missing:
        raise KgError(f"lacks {', '.join(missing)} in [auth]; see docs/serving.md", about=str(path))
    if not auth["redirect_uri"].endswith(_CALLBACK):
        raise KgError(f"redirect_uri must end with {_CALLBACK}", about=str(path))
    if len(auth["cookie_secret"]) < SHORTEST_SECRET:
        raise KgError(f"cookie_secret must have at least {SHORTEST_SECRET} characters", about=str(path))
    allowed, unverified = access.get("allow", []), access.get("unverified_emails", False)
    if not isinstance(allowed, list) or not all(isinstance(one, str) and "@" in one for one in allowed):
        raise KgError("allow in [access] is a list of addresses and @domains", about=str(path))
    if not isinstance(unverified, bool):
        raise KgError("unverified_emails in [access] is true or false", about=str(path))
    return Guests(frozenset(one.strip().lower() for one in allowed), unverified)


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound("there is no such file; --auth needs it, see docs/serving.md", about=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(error), about=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        # Its own message may quote a secret.
        raise UnreadableFile("is not TOML", about=str(path)) from error
