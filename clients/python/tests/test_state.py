"""The state that is kept from the stream is the state that REST answers."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from venue import Account, Venue

from rialto import (
    AsyncClient,
    Book,
    BookChanged,
    Client,
    Fill,
    Lagged,
    Order,
    Refused,
    StatusChanged,
    Trade,
)
from rialto.events import EventQueue

#: Of the random flow; a failure is the same again.
SEED = 20261126


def rest_book(venue: Venue, market: str) -> dict[str, Any]:
    book = venue.get(f"markets/{market}/book?levels=500")
    return {
        side: [(Decimal(level["price"]), Decimal(level["quantity"])) for level in book[side]]
        for side in ("bids", "asks")
    } | {"update": int(book["update"])}


def own_book(book: Book) -> dict[str, Any]:
    sides = {"bids": book.bids, "asks": book.asks}
    return {
        side: [(level.price, level.quantity) for level in levels] for side, levels in sides.items()
    } | {"update": book.update}


def assert_account_is_that_of_rest(venue: Venue, client: AsyncClient | Client, token: str) -> None:
    balances = venue.get("balances", token)["balances"]
    assert {name: (b.cash, b.held) for name, b in client.balances.items()} == {
        b["asset"]: (Decimal(b["cash"]), Decimal(b["held"])) for b in balances
    }
    orders = venue.get("orders", token)["orders"]
    assert sorted(
        (o.market, o.id, o.side, o.price, o.remaining) for o in client.orders()
    ) == sorted(
        (o["market"], int(o["orderId"]), o["side"], Decimal(o["price"]), Decimal(o["remaining"]))
        for o in orders
    )


async def trade_at_random(client: AsyncClient, market: str, count: int, seed: int) -> None:
    """A flow that crosses, rests, changes and cancels."""
    dice = random.Random(seed)
    for _ in range(count):
        price = Decimal(9_900 + dice.randrange(200)) / 100
        quantity = Decimal(1 + dice.randrange(300)) / 100
        orders = client.orders(market)
        choice = dice.random()
        try:
            if choice < 0.2 and orders:
                await client.cancel(market, dice.choice(orders))
            elif choice < 0.3 and orders:
                await client.amend(market, dice.choice(orders), price=price)
            elif choice < 0.65:
                await client.buy(market, quantity, price)
            else:
                await client.sell(market, quantity, price)
        except Refused as denied:
            # Filled meanwhile, or no change: part of such a flow.
            if denied.code not in ("order-unknown", "amend-without-change"):
                raise


@pytest.mark.parametrize("every_change", [True, False])
def test_book_and_account_are_those_of_rest_after_many_updates(
    venue: Venue, market: str, trader: Callable[..., Account], every_change: bool
) -> None:
    accounts = [trader("replay") for _ in range(3)]

    async def run() -> None:
        watcher = AsyncClient(venue.url, accounts[2].token, every_change=every_change)
        a = AsyncClient(venue.url, accounts[0].token)
        b = AsyncClient(venue.url, accounts[1].token)
        async with watcher, a, b:
            await watcher.book(market)
            await watcher.trades(market)
            flows = [
                trade_at_random(client, market, 275, SEED + n)
                for n, client in enumerate((a, b, a, b))
            ]
            await asyncio.gather(*flows)
            # However the four flows met, some levels are left: the flows trade above these.
            for cents in range(6):
                await a.buy(market, Decimal(1), Decimal(9_000 + cents) / 100)

            expected = await asyncio.to_thread(rest_book, venue, market)
            while (book := await watcher.book(market, None)).update < expected["update"]:
                await watcher.wait(30)
            assert own_book(book) == expected
            assert expected["update"] > 800
            assert len(book.bids) > 5
            assert (await watcher.book(market, 3)).asks == book.asks[:3]
            for client, account in ((a, accounts[0]), (b, accounts[1])):
                # The other's last command may have touched it after its own.
                await client.cancel_all(market, "buy")
                await asyncio.to_thread(
                    assert_account_is_that_of_rest, venue, client, account.token
                )
            trades = await watcher.trades(market)
            numbers = [trade.number for trade in trades]
            assert numbers == list(range(numbers[0], numbers[-1] + 1))
            assert len(numbers) > 100
            assert watcher.markets[market].last_price == trades[-1].price

    asyncio.run(asyncio.wait_for(run(), 300))


def test_a_market_that_is_made_later_is_known(venue: Venue, client: Client) -> None:
    assert "LATER-CHF" not in client.markets
    symbol = venue.make_market("LATER-CHF")
    while symbol not in client.markets:
        assert client.wait(30)
    with pytest.raises(Refused, match="market-unknown"):
        client.book("NEVER-CHF")
    client.buy(symbol, 1, 100)


def test_an_order_in_a_market_that_is_not_known_yet_is_shown(
    venue: Venue, trader: Callable[..., Account]
) -> None:
    account = trader()
    with Client(venue.url, account.token) as client:
        events = client.events()
        symbol = venue.make_market("UNSEEN-CHF")
        order = {"market": symbol, "side": "buy", "price": "90", "quantity": "1"}
        venue.post("orders", order, account.token)

        event = events.get(timeout=60)
        assert isinstance(event, Order)
        assert (event.market, event.price) == (symbol, 90)
        client.sell(symbol, 1, 100)
        assert_account_is_that_of_rest(venue, client, account.token)


def test_statuses_are_told_and_orders_then_refused(
    venue: Venue, market: str, client: Client
) -> None:
    client.book(market)
    events = client.events()
    venue.patch(f"admin/markets/{market}", {"status": "paused", "reason": "news"})

    assert events.get(timeout=60) == StatusChanged(market, "paused", "news")
    assert client.markets[market].status == "paused"
    with pytest.raises(Refused) as denied:
        client.buy(market, 1, 100)
    assert denied.value.code == "market-paused"
    venue.patch(f"admin/markets/{market}", {"status": "open", "reason": ""})
    while client.markets[market].status != "open":
        assert client.wait(60)
    client.buy(market, 1, 100)


def test_events_come_in_their_order(
    venue: Venue, market: str, client: Client, trader: Callable[..., Account]
) -> None:
    client.book(market)
    client.trades(market)
    events = client.events()
    client.sell(market, 1, 100)
    with Client(venue.url, trader().token) as other:
        other.buy(market, 1, 100)

    told: list[object] = []
    while not {Fill, Trade} <= {type(event) for event in told}:
        told.append(events.get(timeout=60))
    kinds = [type(event) for event in told]
    # What is one's own comes before what all see.
    assert kinds.index(Order) < kinds.index(Fill) < kinds.index(Trade)
    assert BookChanged(market) in told
    assert Trade in kinds


def test_a_slow_bot_is_told_what_it_missed() -> None:
    queue = EventQueue(waiting_max=3)
    for name in ("A", "B", "A", "C", "A", "D", "E"):
        queue.put(BookChanged(name))

    assert queue.take() == Lagged(2)
    assert [queue.take(), queue.take(), queue.take()] == [
        BookChanged("C"),
        BookChanged("D"),
        BookChanged("E"),
    ]
    assert queue.take() is None
    queue.put(BookChanged("A"))
    assert queue.take() == BookChanged("A")


def test_wait_misses_nothing_and_ends_in_time(client: Client, market: str) -> None:
    client.wait()
    client.buy(market, 1, 90)
    assert client.wait(60)
    while client.wait(0.2):
        pass
    assert not client.wait(0)


def test_without_a_token_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RIALTO_TOKEN", raising=False)
    with pytest.raises(ValueError, match="RIALTO_TOKEN"):
        Client("http://127.0.0.1:1")
    with pytest.raises(ValueError, match="not a venue's address"):
        Client("ftp://127.0.0.1", "rialto_x")
