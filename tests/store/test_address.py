import pytest

from kg.errors import StoreError
from kg.store.address import ServerAddress, is_server, show_place

ADDRESSES = [
    ("sparql+http://host/sparql", "http://host/sparql", "http://host/sparql"),
    ("sparql+https://host:8182/sparql", "https://host:8182/sparql", "https://host:8182/sparql"),
    ("sparql+http://host:7878/query?update=update", "http://host:7878/query", "http://host:7878/update"),
    ("sparql+http://host/ds/query?update=/ds/update", "http://host/ds/query", "http://host/ds/update"),
    (
        "sparql+http://host/repositories/kg?update=/repositories/kg/statements",
        "http://host/repositories/kg",
        "http://host/repositories/kg/statements",
    ),
    (
        "sparql+http://host/query?union-default-graph&update=update",
        "http://host/query?union-default-graph=",
        "http://host/update",
    ),
    ("sparql+http://[::1]:8890/sparql", "http://[::1]:8890/sparql", "http://[::1]:8890/sparql"),
    ("sparql+http://host", "http://host/", "http://host/"),
]


@pytest.mark.parametrize(("text", "query", "update"), ADDRESSES)
def test_where_to_ask_and_where_to_write(text, query, update):
    address = ServerAddress.parse(text)
    assert (address.query, address.update, str(address)) == (query, update, query)
    assert (address.user, address.password) == ("", "")


@pytest.mark.parametrize(
    ("text", "environment", "login"),
    [
        ("sparql+http://me:secret@host/", {}, ("me", "secret")),
        ("sparql+http://me%40home:p%3A%2F%40@host/", {}, ("me@home", "p:/@")),
        ("sparql+http://host/", {"KG_STORE_USER": "she", "KG_STORE_PASSWORD": "hers"}, ("she", "hers")),
        ("sparql+http://me:secret@host/", {"KG_STORE_USER": "she", "KG_STORE_PASSWORD": "hers"}, ("me", "secret")),
    ],
)
def test_who_asks(monkeypatch, text, environment, login):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    address = ServerAddress.parse(text)
    assert (address.user, address.password) == login
    assert login[1] not in f"{address} {address!r} {show_place(text)}"
    assert "@" not in address.query + address.update


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sparql+http:///sparql", "not an address of a server"),
        ("sparql+http:/host/sparql", "not an address of a server"),
        ("sparql+http://me:secret@host:port/", "not an address of a server"),
        ("sparql+http://me:secret@/x", "not an address of a server"),
        ("sparql+ftp://host/", "not an address of a server"),
        ("http://host/", "not an address of a server"),
        ("sparql+http://me:secret@host/?update=http://other/", "update= is a path on the same server"),
        ("sparql+http://me:secret@host/?update=//other/update", "update= is a path on the same server"),
        ("sparql+http://[host/", "not an address of a server"),
    ],
)
def test_what_is_no_address_is_one_line_without_the_password(text, message):
    with pytest.raises(StoreError, match=message) as caught:
        ServerAddress.parse(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("sparql+http://host/", True),
        ("sparql+https://host/", True),
        ("sparql+http:/host", True),
        ("kg-store", False),
        ("http://host/", False),
        ("sparql", False),
    ],
)
def test_which_places_are_servers(place, expected):
    assert is_server(place) is expected
    assert show_place(place) == place
