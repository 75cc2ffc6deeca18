"""What there is on REST only, through the client."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from relay import Relay
from test_reconnect import PATIENCE, await_order
from venue import Account, Venue

from rialto import Client, ConnectionFailed, InsufficientFunds, Refused, SignInFailed


def test_reads_and_changes(venue: Venue, market: str, client: Client) -> None:
    order = {"market": market, "side": "sell", "price": Decimal("100.5"), "quantity": "1"}
    placed = client.rest("POST", "/api/v1/orders", order)

    # The state includes it, as with commands on the stream.
    assert [str(shown.id) for shown in client.orders(market)] == [placed["orderId"]]
    listed = client.rest("GET", "/api/v1/orders", market=market)["orders"]
    assert [shown["price"] for shown in listed] == ["100.50"]
    path = f"/api/v1/orders/{market}/{placed['orderId']}"
    client.rest("PATCH", path, {"quantity": "0.5"})
    assert client.orders(market)[0].remaining == Decimal("0.5")
    client.rest("DELETE", path)
    assert client.orders(market) == ()


def test_denials_are_those_of_the_stream(client: Client, market: str) -> None:
    order = {"market": market, "side": "buy", "price": "100000", "quantity": "1000"}
    with pytest.raises(InsufficientFunds) as denied:
        client.rest("POST", "/api/v1/orders", order)
    assert denied.value.available == 1_000_000
    assert denied.value.unit == "CHF"
    with pytest.raises(Refused, match="not-found"):
        client.rest("GET", "/api/v1/nothing")


def test_an_administrator_acts_for_an_account(venue: Venue, trader: Callable[..., Account]) -> None:
    account = trader()
    with Client(venue.url, venue.administrator, account=account.id, sudo=True) as client:
        assert client.account == account.id
        deposit = {"account": str(account.id), "asset": "CHF", "amount": "5"}
        client.rest("POST", "/api/v1/admin/deposits", deposit)
        assert client.available("CHF") == 1_000_005
        told = client.rest("GET", "/api/v1/balances")["balances"]
        assert told[-1]["cash"] == "1000005.0000"


def test_a_change_whose_answer_was_lost_is_done_once(
    venue: Venue, market: str, trader: Callable[..., Account]
) -> None:
    account = trader()
    with (
        Relay(urlsplit(venue.url).port or 0) as relay,
        Client(venue.url, account.token, timeout=PATIENCE) as client,
        ThreadPoolExecutor() as others,
    ):
        client._client._rest._url = relay.url
        relay.mute_all = True
        order = {"market": market, "side": "buy", "price": "90", "quantity": "1"}
        placing = others.submit(
            client.rest, "POST", "/api/v1/orders", order | {"clientOrderId": "lost"}
        )
        await_order(venue, account, "lost")
        assert not placing.done()
        relay.mute_all = False
        relay.cut()

        placed = placing.result(PATIENCE)
        assert [str(shown.id) for shown in client.orders(market)] == [placed["orderId"]]


def test_without_a_venue_nothing_is_done(client: Client) -> None:
    client._client._timeout = 0.2
    client._client._rest._url = "http://127.0.0.1:1"
    with pytest.raises(ConnectionFailed, match=r"127\.0\.0\.1:1"):
        client.rest("POST", "/api/v1/orders", {})
    with pytest.raises(ConnectionFailed):
        client.rest("GET", "/api/v1/orders")


def test_a_token_that_is_no_good(venue: Venue, client: Client) -> None:
    client._client._rest._headers["Authorization"] = "Bearer rialto_none"
    with pytest.raises(SignInFailed, match="token-invalid"):
        client.rest("GET", "/api/v1/orders")
