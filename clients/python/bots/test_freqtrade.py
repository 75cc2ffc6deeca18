"""freqtrade's exchange layer, as its bot uses it on a live exchange."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import pytest
from freqtrade.enums import CandleType, RunMode
from freqtrade.exceptions import InsufficientFundsError, InvalidOrderException
from freqtrade.resolvers.exchange_resolver import ExchangeResolver
from people import SYMBOL, Bots, Key

BEGIN = datetime(2020, 1, 1, tzinfo=timezone.utc)


def _exchange(bots: Bots, key: Key) -> Any:
    pricing = {"use_order_book": True, "order_book_top": 1, "price_side": "same"}
    return ExchangeResolver.load_exchange(
        {
            "dry_run": False,
            "runmode": RunMode.LIVE,
            "trading_mode": "spot",
            "margin_mode": "",
            "candle_type_def": CandleType.SPOT,
            "stake_currency": "USD",
            "stake_amount": 100,
            "timeframe": "1m",
            "entry_pricing": pricing,
            "exit_pricing": pricing,
            "exchange": {
                "name": "binance",
                "key": key.id,
                "secret": key.secret,
                "pair_whitelist": [SYMBOL],
                "ccxt_config": bots.terms(),
                "enable_ws": False,
            },
        },
        validate=True,
    )


@pytest.fixture(scope="module")
def ada(bots: Bots) -> Iterator[Any]:
    exchange = _exchange(bots, bots.ada)
    yield exchange
    exchange.close()


@pytest.fixture(scope="module")
def bob(bots: Bots) -> Iterator[Any]:
    exchange = _exchange(bots, bots.bob)
    yield exchange
    exchange.close()


def _order(exchange: Any, side: str, amount: float, rate: float, kind: str = "limit") -> Any:
    terms = {"ordertype": kind, "amount": amount, "rate": rate, "leverage": 1.0}
    return exchange.create_order(pair=SYMBOL, side=side, time_in_force="GTC", **terms)


def test_orders_trade_and_are_found_again(ada: Any, bob: Any) -> None:
    assert ada.markets[SYMBOL]["active"]
    assert ada.get_precision_price(SYMBOL) == 0.01
    assert ada.get_fee(SYMBOL) == 0.001
    before = ada.get_balances()["BTC"]["free"]
    offered = _order(bob, "sell", 1, 300)
    assert ada.get_rate(SYMBOL, refresh=True, side="exit", is_short=False) == 300
    bought = _order(ada, "buy", 0.5, 300)
    assert bought["status"] == "closed"
    assert ada.get_balances()["BTC"]["free"] == before + 0.5
    trades = ada.get_trades_for_order(bought["id"], SYMBOL, BEGIN)
    assert [(trade["price"], trade["amount"]) for trade in trades] == [(300, 0.5)]
    assert bob.fetch_order(offered["id"], SYMBOL)["filled"] == 0.5
    assert offered["id"] in [order["id"] for order in bob.fetch_orders(SYMBOL, BEGIN)]
    cancelled = bob.cancel_order_with_result(offered["id"], SYMBOL, 1)
    assert (cancelled["status"], cancelled["remaining"]) == ("canceled", 0.5)
    assert ada.fetch_l2_order_book(SYMBOL)["asks"] == []
    assert ada.fetch_ticker(SYMBOL)["last"] == 300
    assert ada.get_tickers()[SYMBOL]["last"] == 300
    pair = (SYMBOL, "1m", CandleType.SPOT)
    candles = ada.refresh_latest_ohlcv([pair], drop_incomplete=False)[pair]
    assert candles.iloc[-1]["close"] == 300


def test_stops_wait_on_the_exchange(ada: Any) -> None:
    stop = ada.create_stoploss(
        pair=SYMBOL,
        amount=0.1,
        stop_price=150,
        order_types={"stoploss": "limit"},
        side="sell",
        leverage=1.0,
    )
    waiting = ada.fetch_stoploss_order(stop["id"], SYMBOL)
    assert (waiting["status"], waiting["stopPrice"]) == ("open", 150)
    assert ada.cancel_stoploss_order_with_result(stop["id"], SYMBOL, 0.1)["status"] == "canceled"


def test_refusals_are_those_that_its_bot_expects(ada: Any) -> None:
    with pytest.raises(InsufficientFundsError):
        _order(ada, "buy", 9, 900_000)
    with pytest.raises(InvalidOrderException):
        ada.cancel_order("999999", SYMBOL)
