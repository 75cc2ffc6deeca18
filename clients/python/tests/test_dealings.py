"""What accounts do besides orders, over the stream."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from venue import Account, Venue

from rialto import Client, Exits, Notice, OrderUnknown, OwnerChanged, Refused


def contracts(symbol: str, **terms: Any) -> dict[str, Any]:
    return {
        "symbol": symbol,
        "quote": "CHF",
        "priceMinimum": "0",
        "priceMaximum": "100",
        "tick": "0.01",
        "lot": "1",
        "quantityMaximum": "1000",
        "positionMaximum": "10000",
        "title": symbol,
    } | terms


def test_funds_options_and_settlement(
    venue: Venue, client: Client, trader: Callable[..., Account]
) -> None:
    client.call("createOutcomeMarket", body=contracts("NOON"))
    parts = [{"market": "NOON", "multiplier": 2}]
    fund = contracts("TWICE", constituents=parts, redemptionFee="1.5")
    for left_out in ("quote", "priceMinimum", "priceMaximum"):
        del fund[left_out]
    client.call("createFund", body=fund)
    option = contracts("CALL", underlying="NOON", optionType="call", strike="10")
    for left_out in ("quote", "priceMinimum", "priceMaximum"):
        del option[left_out]
    client.call("createOption", body=option)

    redeemed = client.redeem("TWICE", 3)
    assert redeemed.fees == Decimal("1.5")
    assert client.positions["NOON"].quantity == 6
    assert client.positions["TWICE"].quantity == -3
    balance = client.balances["CHF"]
    # Six contracts bring nothing at worst; three shares cost 200 each.
    assert balance.available == balance.cash - 600
    assert client.positions["TWICE"].worst == -600

    with Client(venue.url, trader().token) as holder:
        client.sell("CALL", 2, 1)
        holder.buy("CALL", 2, 1)
        exercised = holder.exercise("CALL", 1)
        assert exercised.count == 1
        assert exercised.filled == 1

    client.settle("NOON", 7, reason="seen")
    assert client.positions["NOON"].settled
    with pytest.raises(Refused) as denied:
        client.redeem("TWICE", 1)
    assert denied.value.code == "redemption-closed"


def test_items_money_and_ownership(
    venue: Venue, client: Client, trader: Callable[..., Account]
) -> None:
    friend = trader()
    desk = client.create_alt("desk").id
    client.transfer(desk, "CHF", 25, note="to begin with")
    with pytest.raises(Refused) as denied:
        client.transfer(desk, "CHF", 10**7)
    assert denied.value.available == client.available("CHF")

    with Client(venue.url, friend.token) as other:
        told = other.events()
        client.call("shareAccount", {"account": str(desk)}, {"owner": str(friend.id)})
        assert OwnerChanged(desk, friend.id, True) in iter(lambda: told.get(timeout=30), None)
        with Client(venue.url, venue.administrator, sudo=True) as administrator:
            administrator.call("postMessage", {"universe": "0"}, {"text": "closing early"})
        texts = (e.text for e in iter(lambda: told.get(timeout=30), None) if isinstance(e, Notice))
        assert "closing early" in texts

        listing = client.list_item("a clock", "CHF", 20).id
        client.edit_item(listing, "a clock", "CHF", 25)
        with pytest.raises(Refused):
            other.buy_item(listing, "CHF", 20)
        before = other.available("CHF")
        other.buy_item(listing, "CHF", 25)
        assert other.available("CHF") == before - 25
    second = client.list_item("a bell", "CHF").id
    client.delete_item(second)
    with pytest.raises(Refused, match="asset-unknown"):
        client.list_item("a bell", "PEARLS")


def test_one_order_cancels_the_other(client: Client, market: str) -> None:
    client.sell(market, 1, 100)
    client.buy(market, 1, 100)
    resting = client.sell(market, 1, 110)
    with pytest.raises(OrderUnknown):
        client.link(market, resting, 10**6)
    slid = client.buy(market, 1, 111, instruction="slide")
    assert client.orders(market)[-1].price < 110
    assert slid.filled == 0
    with pytest.raises(ValueError, match="ids"):
        client.link(market, resting, "mine")


def waiting(client: Client, market: str, count: int) -> dict[str, dict[str, Any]]:
    """Those that wait, by what for, once they are so many: others' doings are shown a bit later."""
    deadline = time.monotonic() + 90
    while True:
        orders = client.call("listOrders", {"market": market})["orders"]
        told = {order["condition"]: order for order in orders if "condition" in order}
        if len(told) == count:
            return told
        assert time.monotonic() < deadline, told
        time.sleep(0.02)


def test_exits_sell_what_an_order_bought(
    venue: Venue, client: Client, market: str, trader: Callable[..., Account]
) -> None:
    exits = Exits(take_profit_price=120, stop_price="79.5", stop_limit=79)
    client.buy(market, 2, 100, exits=exits)
    with Client(venue.url, trader().token) as other:
        other.sell(market, 1, 100)
        other.buy(market, "0.1", 90)
    told = waiting(client, market, 2)
    profit, stop = told["take-profit"], told["stop"]
    assert (profit["triggerPrice"], stop["triggerPrice"], stop["price"]) == (
        "120.00",
        "79.50",
        "79.00",
    )
    assert profit["linkedOrderId"] == stop["orderId"]
    assert stop["linkedOrderId"] == profit["orderId"]
    client.cancel(market, int(stop["orderId"]))
    waiting(client, market, 0)
    with pytest.raises(Refused, match="bracket-invalid"):
        client.buy(market, 1, 100, exits=Exits(take_profit_price=99, stop_price=80))


def test_orders_wait_hide_and_follow(
    venue: Venue, client: Client, market: str, trader: Callable[..., Account]
) -> None:
    client.buy(market, 2, 90)
    with Client(venue.url, trader().token) as other:
        other.sell(market, 1, 90)
    client.sell(market, 1, 80, condition="stop", trigger_price=85)
    client.sell(market, 1, 81, condition="trailing-stop", trail=3)
    told = waiting(client, market, 2)
    assert (told["stop"]["triggerPrice"], told["trailing-stop"]["trail"]) == ("85.00", "3.00")
    client.buy(market, 5, 88, display_quantity=1)
    client.buy(market, 1, 95, peg="bid", peg_offset="-0.5")
    assert Decimal("89.5") in [order.price for order in client.orders(market)]


def test_calls_are_those_of_rest(venue: Venue, client: Client, market: str) -> None:
    client.buy(market, 1, 90)
    called = client.call("listOrders", {"market": market})
    assert called["orders"][0]["price"] == "90.00"
    assert client.call("getMarket", {"market": market}) == venue.get(f"markets/{market}")
    # Without a body, and yet a change: the state shows it, and it is done once.
    order = {"market": market, "order": str(client.orders(market)[0].id)}
    cancelled = client.call("cancelOrder", order, idempotency_key="once")
    assert client.orders(market) == ()
    assert client.call("cancelOrder", order, idempotency_key="once") == cancelled
    with pytest.raises(Refused) as denied:
        client.call("signIn", body={})
    assert denied.value.code == "method-not-allowed"
