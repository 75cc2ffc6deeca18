"""Python's ccxt: what its classes ``binance`` and ``binanceus`` call works as its users expect."""

from __future__ import annotations

import asyncio
from typing import Any

import ccxt
import ccxt.pro
import pytest
from people import SYMBOL, Bots, Key


def _exchange(bots: Bots, key: Key, name: str = "binance") -> Any:
    return getattr(ccxt, name)({"apiKey": key.id, "secret": key.secret, **bots.terms()})


@pytest.mark.parametrize("name", ["binance", "binanceus"])
def test_orders_trade_and_everything_tells_of_it(bots: Bots, name: str) -> None:
    buyer, seller = _exchange(bots, bots.ada, name), _exchange(bots, bots.bob, name)
    market = buyer.load_markets()[SYMBOL]
    assert (market["precision"]["price"], market["limits"]["amount"]["max"]) == (0.01, 10)
    before = buyer.fetch_balance()

    resting = seller.create_order(SYMBOL, "limit", "sell", 1, 200)
    assert [order["id"] for order in seller.fetch_open_orders(SYMBOL)] == [resting["id"]]
    assert buyer.fetch_order_book(SYMBOL)["asks"] == [[200, 1]]
    bought = buyer.create_order(SYMBOL, "market", "buy", 0.25)
    assert (bought["status"], bought["filled"], bought["average"]) == ("closed", 0.25, 200)
    edited = seller.edit_order(resting["id"], SYMBOL, "limit", "sell", 0.5, 210)
    assert buyer.fetch_order_book(SYMBOL)["asks"] == [[210, 0.5]]
    assert seller.cancel_order(edited["id"], SYMBOL)["status"] == "canceled"
    stop = seller.create_order(SYMBOL, "limit", "sell", 0.1, 149, {"triggerPrice": 150})
    assert seller.fetch_order(stop["id"], SYMBOL)["triggerPrice"] == 150
    assert len(seller.cancel_all_orders(SYMBOL)) == 1

    assert buyer.fetch_balance()["BTC"]["free"] == before["BTC"]["free"] + 0.25
    mine = buyer.fetch_my_trades(SYMBOL)[-1]
    assert (mine["order"], mine["fee"]["cost"]) == (bought["id"], 0.05)
    assert buyer.fetch_closed_orders(SYMBOL)[-1]["id"] == bought["id"]
    assert buyer.fetch_trades(SYMBOL)[-1]["price"] == 200
    assert buyer.fetch_ticker(SYMBOL)["last"] == 200
    assert buyer.fetch_ohlcv(SYMBOL, "1m")[-1][4] == 200


def test_errors_are_those_that_ccxt_knows(bots: Bots) -> None:
    api = _exchange(bots, bots.ada)
    with pytest.raises(ccxt.OrderNotFound):
        api.cancel_order("999999", SYMBOL)
    with pytest.raises(ccxt.InsufficientFunds):
        api.create_order(SYMBOL, "limit", "buy", 10, 900_000)
    with pytest.raises(ccxt.BadSymbol):
        api.public_get_depth({"symbol": "NONE"})
    with pytest.raises(ccxt.AuthenticationError):
        _exchange(bots, Key(bots.ada.id, "another")).fetch_balance()


def test_streams_tell_of_books_and_of_ones_own(bots: Bots) -> None:
    asyncio.run(asyncio.wait_for(_watch(bots), 60))


async def _watch(bots: Bots) -> None:
    api = ccxt.pro.binance({"apiKey": bots.ada.id, "secret": bots.ada.secret, **bots.terms()})
    try:
        await api.load_markets()
        watching = [
            asyncio.ensure_future(api.watch_orders(SYMBOL)),
            asyncio.ensure_future(api.watch_balance()),
            asyncio.ensure_future(api.watch_order_book(SYMBOL)),
        ]
        while not all(each.done() for each in watching):
            placed = await api.create_order_ws(SYMBOL, "limit", "buy", 0.5, 50)
            await asyncio.wait(watching, timeout=0.2)
            assert (await api.cancel_order_ws(placed["id"], SYMBOL))["status"] == "canceled"
        orders, balance, _ = [each.result() for each in watching]
        assert (orders[-1]["price"], orders[-1]["amount"]) == (50, 0.5)
        assert balance["USD"]["total"] > 0
        placed = await api.create_order_ws(SYMBOL, "limit", "buy", 0.5, 60)
        # The level may come before the order's answer, and then nothing more does.
        while [60, 0.5] not in [list(level) for level in api.orderbooks[SYMBOL]["bids"]]:
            await api.watch_order_book(SYMBOL)
        await api.cancel_order_ws(placed["id"], SYMBOL)
    finally:
        await api.close()
