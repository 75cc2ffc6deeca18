"""Connections get lost, answers too, and the venue itself: nothing is done twice or missed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from relay import Relay
from test_state import assert_account_is_that_of_rest, own_book, rest_book
from venue import Account, Venue

from rialto import (
    AsyncClient,
    Client,
    Connected,
    ConnectionFailed,
    Events,
    Fill,
    Outcome,
    OutcomeUnknown,
    SignInFailed,
)
from rialto.v1 import account_pb2, stream_pb2

#: Seconds that no test needs.
PATIENCE = 120


@pytest.fixture
def relay(venue: Venue) -> Iterator[Relay]:
    with Relay(urlsplit(venue.url).port or 0) as between:
        yield between


def until_connected(events: Events, fills: list[Fill]) -> Connected:
    """Takes events up to the reconnection, and keeps the fills among them."""
    while True:
        event = events.get(timeout=PATIENCE)
        assert event is not None
        if isinstance(event, Fill):
            fills.append(event)
        if isinstance(event, Connected):
            return event


def await_order(venue: Venue, account: Account, name: str) -> None:
    """Until the venue has an order that its sender was not told about."""
    pause = threading.Event()
    for _ in range(PATIENCE * 20):
        orders = venue.get("orders", account.token)["orders"]
        if any(order.get("clientOrderId") == name for order in orders):
            return
        pause.wait(0.05)
    raise AssertionError(f"no order {name}")


def test_what_happened_while_the_connection_was_lost_is_told(
    venue: Venue, relay: Relay, market: str, trader: Callable[..., Account]
) -> None:
    with (
        Client(relay.url, trader().token, timeout=PATIENCE) as client,
        Client(venue.url, trader().token) as other,
    ):
        client.book(market)
        client.sell(market, 2, 100)
        client.trades(market)
        other.buy(market, "0.25", 100)
        while not (client.fills and client.trades(market)):
            assert client.wait(PATIENCE)
        events = client.events()
        relay.mute()
        other.buy(market, "0.5", 100)
        assert len(client.fills) == 1
        relay.cut()

        fills: list[Fill] = []
        assert until_connected(events, fills).resumed
        assert [fill.quantity for fill in fills] == [Decimal("0.5")]
        assert client.orders(market)[0].remaining == Decimal("1.25")
        assert own_book(client.book(market, None)) == rest_book(venue, market)
        # The snapshot after a reconnection repeats the first.
        assert [trade.number for trade in client.trades(market)] == [1, 2]


def test_a_command_whose_answer_was_lost_is_done_once(
    venue: Venue, relay: Relay, market: str, trader: Callable[..., Account]
) -> None:
    account = trader()
    with (
        Client(relay.url, account.token, timeout=PATIENCE) as client,
        ThreadPoolExecutor() as others,
    ):
        relay.mute()
        buying = others.submit(client.buy, market, 1, 90, client_order_id="lost")
        await_order(venue, account, "lost")
        assert not buying.done()
        relay.cut()

        outcome = buying.result(PATIENCE)
        assert outcome.replayed
        assert [order.id for order in client.orders(market)] == [outcome.order_id]
        assert_account_is_that_of_rest(venue, client, account.token)


def test_an_outcome_that_is_unknown_can_be_asked_for(
    venue: Venue, relay: Relay, market: str, trader: Callable[..., Account]
) -> None:
    account = trader()
    with Client(relay.url, account.token, timeout=PATIENCE) as client:
        client._client._timeout = 0.5
        relay.mute()
        with pytest.raises(OutcomeUnknown) as unknown:
            client.buy(market, 1, 90, client_order_id="lost")
        await_order(venue, account, "lost")
        client._client._timeout = PATIENCE
        relay.cut()

        key = unknown.value.idempotency_key
        outcome = client.buy(market, 1, 90, client_order_id="lost", idempotency_key=key)
        assert outcome.replayed
        assert len(client.orders(market)) == 1


def test_a_client_that_is_closed_says_so(
    relay: Relay, market: str, trader: Callable[..., Account]
) -> None:
    client = Client(relay.url, trader().token, timeout=PATIENCE)
    relay.mute()
    with ThreadPoolExecutor() as others:
        buying = others.submit(client.buy, market, 1, 90)
        waiting = others.submit(client.events().get)
        pause = threading.Event()
        while not client._session._pending:
            pause.wait(0.01)
        client.close()
        with pytest.raises(OutcomeUnknown):
            buying.result(PATIENCE)
        with pytest.raises(ConnectionFailed, match="closed"):
            waiting.result(PATIENCE)
    with pytest.raises(ConnectionFailed, match="closed"):
        client.buy(market, 1, 90)
    client.close()


def test_a_token_that_is_no_good_is_not_tried_again(
    venue: Venue, trader: Callable[..., Account]
) -> None:
    with pytest.raises(SignInFailed, match="token-invalid"):
        Client(venue.url, "rialto_none")
    account = trader()
    issued = venue.post(f"admin/accounts/{account.id}/tokens", {"label": "short"})
    with Client(venue.url, issued["token"]) as client:
        venue.delete(f"admin/tokens/{issued['id']}")
        with pytest.raises(SignInFailed):
            client._do(client._session._wait(lambda: False, PATIENCE))
        with pytest.raises(SignInFailed):
            client.cancel_all()


def test_without_a_venue_there_is_no_client() -> None:
    with pytest.raises(ConnectionFailed, match=r"127\.0\.0\.1:1"):
        Client("127.0.0.1:1", "rialto_x", timeout=0.5)


def test_a_bot_that_does_not_read_is_hung_up_on_and_catches_up(
    venue: Venue, market: str, trader: Callable[..., Account]
) -> None:
    account = trader("replay")

    async def run() -> None:
        async with AsyncClient(venue.url, account.token, timeout=PATIENCE) as client:
            for price in range(50, 150):
                # With long names, so that a snapshot of all orders is long.
                await client.buy(market, "0.1", price, client_order_id=f"{price:0>36}")
            await client.book(market)
            events = client.events()
            hung_up = slow_readers(venue)
            end = stream_pb2.ClientMessage(unsubscribe=stream_pb2.Unsubscribe(account=True))
            begin = stream_pb2.ClientMessage(subscribe_account=account_pb2.SubscribeAccount())
            again = (end.SerializeToString(), begin.SerializeToString())
            # 14 MB of snapshots: far more than fits the buffers on the way.
            for _ in range(2_000):
                for message in again:
                    await client._session._link.send(message)
            # From here the loop stands still, as under a long computation.
            await_hang_up(venue, hung_up)
            with Client(venue.url, trader().token) as other:
                other.sell(market, "0.1", 149)

            while not isinstance(await events.get(PATIENCE), Connected):
                pass
            assert len(client.orders(market)) == 99
            assert_account_is_that_of_rest(venue, client, account.token)
            assert own_book(await client.book(market, None)) == rest_book(venue, market)

    asyncio.run(asyncio.wait_for(run(), 4 * PATIENCE))


def await_hang_up(venue: Venue, before: float) -> None:
    pause = threading.Event()
    for _ in range(PATIENCE * 20):
        if slow_readers(venue) > before:
            return
        pause.wait(0.05)
    raise AssertionError("the venue waits for a client that does not read")


def slow_readers(venue: Venue) -> float:
    name = "rialto_gateway_stream_closed_slow_total"
    lines = venue.text("/metrics").splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


def test_bots_trade_through_kills_of_the_venue(tmp_path: Path) -> None:
    venue = Venue(tmp_path)
    venue.start()
    try:
        venue.found()
        market = venue.make_market("GOLD-CHF")
        seller, buyer = venue.make_account("seller"), venue.make_account("buyer")
        with (
            Relay(urlsplit(venue.url).port or 0) as relay,
            Client(relay.url, seller.token, timeout=PATIENCE) as a,
            Client(venue.url, buyer.token, timeout=PATIENCE) as b,
            ThreadPoolExecutor() as others,
        ):
            b.book(market)
            b.trades(market)
            told = [a.events(), b.events()]
            going = threading.Semaphore(0)
            selling = others.submit(sell, a, market, going)
            buying = others.submit(buy, b, market, going)
            for _ in range(2):
                for _ in range(90):
                    assert going.acquire(timeout=PATIENCE)
                # The seller is not told of what the buyer buys of it in its last moments.
                relay.mute()
                for _ in range(10):
                    assert going.acquire(timeout=PATIENCE)
                venue.kill()
                assert not list(venue.temporary.iterdir()), "left behind by the killed process"
                venue.start()
                for events in told:
                    assert not until_connected(events, []).resumed
            sold, bought = selling.result(2 * PATIENCE), buying.result(2 * PATIENCE)

            # Each order is one order, and each unit of gold changed hands once.
            for outcomes in (sold, bought):
                assert len({outcome.order_id for outcome in outcomes}) == len(outcomes)
            gold = sum((outcome.filled for outcome in bought), Decimal(0))
            assert gold > 0
            # What the buyer's last order did to the seller is told behind what this one does.
            a.cancel("GOLD-CHF", a.sell(market, "0.01", 99_999))
            for client in (a, b):
                assert sum((fill.quantity for fill in client.fills), Decimal(0)) == gold
                assert len({fill.trade for fill in client.fills}) == len(client.fills)
            assert b.balances["GOLD"].cash == 10_000 + gold
            paid = sum((outcome.notional + outcome.fees for outcome in bought), Decimal(0))
            assert b.balances["CHF"].cash == 1_000_000 - paid
            offered = len(sold) * Decimal("0.05")
            assert sum(order.remaining for order in a.orders()) == offered - gold
            for client, account in ((a, seller), (b, buyer)):
                assert_account_is_that_of_rest(venue, client, account.token)
            assert own_book(b.book(market, None)) == rest_book(venue, market)
    finally:
        venue.stop()


def sell(client: Client, market: str, going: threading.Semaphore) -> list[Outcome]:
    outcomes = []
    for _ in range(180):
        outcomes.append(client.sell(market, "0.05", 100))
        going.release()
    return outcomes


def buy(client: Client, market: str, going: threading.Semaphore) -> list[Outcome]:
    outcomes = []
    for _ in range(260):
        outcomes.append(client.buy(market, "0.03", 100, time_in_force="ioc"))
        going.release()
    return outcomes
