"""A venue of the tests' own, with two people who have keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from people import Bots, Key
from venue import Venue


def _person(venue: Venue, name: str) -> Key:
    code = venue.post("admin/join-codes", {"label": name})["code"]
    person = {"name": name, "code": code, "password": f"{name} likes markets 1"}
    joined = venue.post("people", person)
    for asset, amount in (("USD", "1000000"), ("BTC", "1000")):
        deposit = {"account": joined["account"], "asset": asset, "amount": amount}
        venue.post("admin/deposits", deposit)
    key = venue.post("me/keys", {"scopes": ["read", "trade"]}, joined["accessToken"])
    return Key(key["id"], key["secret"])


@pytest.fixture(scope="session")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    venue = Venue(tmp_path_factory.mktemp("venue"))
    venue.start()
    venue.post("admin/assets", {"symbol": "USD", "scale": 6})
    venue.post("admin/assets", {"symbol": "BTC", "scale": 8})
    bounds = {"tick": "0.01", "lot": "0.0001", "priceMaximum": "1000000", "quantityMaximum": "10"}
    venue.make_market("BTC-USD", base="BTC", quote="USD", **bounds)
    yield Bots(venue, _person(venue, "ada"), _person(venue, "bob"))
    venue.stop()
