"""Commands: what they do, what the state shows then, what is refused and how."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from venue import Account, Venue

from rialto import Client, InsufficientFunds, OrderUnknown, Refused


def test_state_includes_an_order_when_its_command_returns(client: Client, market: str) -> None:
    outcome = client.sell(market, "1.5", "100.25", client_order_id="mine")

    (order,) = client.orders(market)
    assert (order.id, order.client_order_id, order.side) == (outcome.order_id, "mine", "sell")
    assert (order.price, order.remaining, order.state) == (
        Decimal("100.25"),
        Decimal("1.5"),
        "open",
    )
    assert client.balances["GOLD"].held == Decimal("1.5")
    assert client.available("GOLD") == Decimal("9998.5")
    assert client.available("NOTHING") == 0


def test_both_sides_of_a_trade_see_it(
    venue: Venue, market: str, trader: Callable[..., Account]
) -> None:
    with Client(venue.url, trader().token) as maker, Client(venue.url, trader().token) as taker:
        events = maker.events()
        resting = maker.sell(market, 2, 100)
        outcome = taker.buy(market, "0.5", 101)

        assert (outcome.state, outcome.filled) == ("filled", Decimal("0.5"))
        assert outcome.average_price == 100
        assert outcome.fees == Decimal("0.05")
        (fill,) = taker.fills
        assert (fill.price, fill.quantity, fill.maker) == (100, Decimal("0.5"), False)
        assert taker.balances["CHF"].cash == 1_000_000 - Decimal("50.05")

        told = []
        while not maker.fills:
            told.append(events.get(timeout=30))
        assert maker.fills[0].order == resting.order_id
        assert maker.orders(market)[0].remaining == Decimal("1.5")


def test_amend_replace_and_cancel(client: Client, market: str) -> None:
    client.buy(market, 3, 90, client_order_id="a")
    client.amend(market, "a", quantity=2, price="90.50")
    (order,) = client.orders(market)
    assert (order.quantity, order.price) == (2, Decimal("90.5"))

    replaced = client.replace(market, order, "buy", 1, 91, client_order_id="b")
    assert replaced.cancelled_order_id == order.id
    (order,) = client.orders(market)
    assert (order.id, order.client_order_id) == (replaced.order_id, "b")

    assert client.cancel(market, replaced).state == "cancelled"
    assert client.orders(market) == ()
    with pytest.raises(OrderUnknown):
        client.cancel(market, replaced)


def test_cancel_all_counts_what_it_reached(client: Client, market: str) -> None:
    for price in (90, 91, 92):
        client.buy(market, 1, price)
    client.sell(market, 1, 110)

    assert client.cancel_all(market, "buy") == 3
    assert [order.side for order in client.orders(market)] == ["sell"]
    assert client.cancel_all() == 1
    assert client.cancel_all() == 0


def test_options_of_an_order_arrive(client: Client, market: str) -> None:
    tomorrow = datetime.now(timezone.utc) + timedelta(days=1)
    client.buy(market, 1, 90, time_in_force="gtd", expires_at=tomorrow, post_only=True)
    (order,) = client.orders(market)
    assert (order.time_in_force, order.post_only, order.type) == ("gtd", True, "limit")

    assert client.cancel(market, order).state == "cancelled"


def test_a_market_order_has_a_budget(
    client: Client, venue: Venue, market: str, trader: Callable[..., Account]
) -> None:
    with Client(venue.url, trader().token) as other:
        other.sell(market, 1, 100)

    spent = client.buy(market, budget=50)

    assert (spent.state, spent.filled) == ("filled", Decimal("0.49"))
    assert spent.notional + spent.fees <= 50


def test_preview_changes_nothing(client: Client, market: str) -> None:
    client.sell(market, 1, 100)
    before = client.sequence

    shown = client.preview(market, "buy", 2, 101, self_trade_prevention="none")

    assert [(level.price, level.quantity) for level in shown.fills] == [(100, 1)]
    assert (shown.filled, shown.resting) == (1, 1)
    assert len(client.orders(market)) == 1
    assert client.sequence == before


def test_a_denial_carries_its_figures(client: Client, market: str) -> None:
    for _ in range(9):
        client.sell(market, 1000, 100)
    client.sell(market, 999, 100)
    with pytest.raises(InsufficientFunds) as denied:
        client.sell(market, 2, 100)

    assert denied.value.code == "insufficient-funds"
    assert denied.value.needed == 2
    assert denied.value.available == 1
    assert denied.value.unit == "GOLD"
    assert denied.value.title
    assert denied.value.detail


@pytest.mark.parametrize(
    ("quantity", "price", "code"),
    [
        ("1", "100.001", "tick"),
        ("1.005", "100", "lot"),
        ("1001", "100", "quantity-maximum"),
        ("1", "100001", "price-maximum"),
        ("-1", "100", "quantity-missing"),
    ],
)
def test_the_venues_codes_are_unmerged(
    client: Client, market: str, quantity: str, price: str, code: str
) -> None:
    with pytest.raises(Refused) as denied:
        client.buy(market, quantity, price)
    assert denied.value.code == code


def test_a_key_is_good_for_one_outcome(client: Client, market: str) -> None:
    first = client.buy(market, 1, 90, idempotency_key="once")
    second = client.buy(market, 1, 90, idempotency_key="once")

    assert (first.replayed, second.replayed) == (False, True)
    assert second.order_id == first.order_id
    assert len(client.orders(market)) == 1
    with pytest.raises(Refused) as denied:
        client.buy(market, 2, 90, idempotency_key="once")
    assert denied.value.code == "idempotency-conflict"


def test_what_cannot_be_said_exactly_is_not_sent(client: Client, market: str) -> None:
    with pytest.raises(TypeError, match="not a float"):
        client.buy(market, 1, 100.1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="more than 4 decimals"):
        client.buy(market, "0.00001", 100)
    with pytest.raises(ValueError, match="not a number"):
        client.buy(market, "many", 100)
    with pytest.raises(ValueError, match="one of"):
        client.buy(market, 1, 100, time_in_force="forever")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="time zone"):
        client.buy(market, 1, 100, expires_at=datetime(2099, 1, 1))
    with pytest.raises(Refused, match="market-unknown"):
        client.buy("NO-SUCH", 1, 100)
    assert client.orders() == ()


def test_prices_and_quantities_are_rounded_on_request(client: Client, market: str) -> None:
    rules = client.market(market)
    assert rules.price_down("99.999") == Decimal("99.99")
    assert rules.price_up("99.991") == Decimal("100.00")
    assert rules.quantity_down("1.2399") == Decimal("1.23")
    client.buy(rules, rules.quantity_down("1.2399"), rules.price_down("99.999"))
