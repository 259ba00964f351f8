"""A log-in service of OpenID Connect for tests: it lets in whoever it is told to, without asking."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, CLIENT_SECRET = "newskg", "client-secret"
COOKIE_SECRET = "0123456789abcdef" * 4


@dataclass
class LoginService:
    """A running service.

    Attributes:
        url: Its address.
        claims: What it says of whoever comes.
        exchanged: How often a code was exchanged for a token.
    """

    url: str
    claims: dict[str, object]
    exchanged: int = 0
    nonces: dict[str, str] = field(default_factory=dict)

    def write_secrets(self, path: Path, port: int, access: str = "") -> Path:
        """The file that tells a dashboard of this service."""
        path.write_text(
            f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "{CLIENT}"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "{self.url}/.well-known/openid-configuration"
{access}
""",
            encoding="utf-8",
        )
        return path


@contextmanager
def login_service(claims: Mapping[str, object]) -> Iterator[LoginService]:
    """A service on a free port of this machine, until the block ends."""
    from joserfc import jwt
    from joserfc.jwk import RSAKey

    key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            if address.path == "/.well-known/openid-configuration":
                self.answer(
                    {
                        "issuer": service.url,
                        "authorization_endpoint": f"{service.url}/authorize",
                        "token_endpoint": f"{service.url}/token",
                        "jwks_uri": f"{service.url}/keys",
                        "id_token_signing_alg_values_supported": ["RS256"],
                    }
                )
            elif address.path == "/keys":
                self.answer({"keys": [key.as_dict(private=False)]})
            elif address.path == "/authorize":
                code = f"code-{len(service.nonces)}"
                service.nonces[code] = asked.get("nonce", "")
                self.send_response(302)
                back = urlencode({"code": code, "state": asked["state"]})
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            nonce = service.nonces.pop(parse_qs(body)["code"][0])
            now = int(time.time())
            told = {"iss": service.url, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce, **service.claims}
            service.exchanged += 1
            token = jwt.encode({"alg": "RS256", "kid": "1"}, told, key)
            self.answer({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": token})

        def answer(self, content: object) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = LoginService(f"http://127.0.0.1:{server.server_port}", dict(claims))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
