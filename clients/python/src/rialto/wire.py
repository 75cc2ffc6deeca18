"""Messages of the wire to values of :mod:`rialto.models`, and back."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Protocol, cast

from rialto.errors import BY_CODE, Refused
from rialto.models import (
    Asset,
    Balance,
    Fill,
    Level,
    Market,
    Order,
    Outcome,
    Position,
    Preview,
    Side,
    Trade,
)
from rialto.units import PRICE_SCALE, plain, to_decimal, to_time, to_time_of_text
from rialto.v1 import account_pb2, market_pb2, orders_pb2


class Words(Protocol):
    """An enum of the wire."""

    def items(self) -> Iterable[tuple[str, int]]:
        """Names and numbers."""


def _words(enum: Words, prefix: str) -> dict[int, str]:
    return {
        number: name.removeprefix(prefix).lower().replace("_", "-")
        for name, number in enum.items()
        if number != 0
    }


_STATUS = _words(market_pb2.MarketStatus, "MARKET_STATUS_")
_SIDE = _words(orders_pb2.Side, "SIDE_")
_TYPE = _words(orders_pb2.OrderType, "ORDER_TYPE_")
_TIME_IN_FORCE = _words(orders_pb2.TimeInForce, "TIME_IN_FORCE_")
_STATE = _words(orders_pb2.OrderState, "ORDER_STATE_")
_CLOSE_REASON = _words(orders_pb2.CloseReason, "CLOSE_REASON_")


def _word(words: dict[int, str], number: int) -> str:
    # A newer venue has words that this package was built without.
    return words.get(number, f"unknown-{number}" if number else "")


def name_of(enum: Words, prefix: str, word: str) -> str:
    """The name on the wire of a word; raises ValueError for one that there is not."""
    words = _words(enum, prefix).values()
    if word not in words:
        raise ValueError(f"{word!r} is not one of {', '.join(sorted(words))}")
    return prefix + word.upper().replace("-", "_")


def status(number: int) -> str:
    """A market's status as a word."""
    return _word(_STATUS, number)


def asset(message: market_pb2.Asset) -> Asset:
    """An asset."""
    return Asset(message.id, message.symbol, message.scale, message.display_scale)


def market(message: market_pb2.Market) -> Market:
    """A market with its rules."""
    base, quote = message.base.scale, message.quote.scale
    return Market(
        id=message.id,
        symbol=message.symbol,
        base=asset(message.base),
        quote=asset(message.quote),
        status=status(message.status),
        tick=price(message.tick),
        lot=to_decimal(message.lot, base),
        price_maximum=price(message.price_maximum),
        quantity_minimum=to_decimal(message.quantity_minimum, base),
        quantity_maximum=to_decimal(message.quantity_maximum, base),
        notional_minimum=to_decimal(message.notional_minimum, quote),
        notional_maximum=to_decimal(message.notional_maximum, quote),
        maker_fee=to_decimal(message.maker_fee_ppm, 6),
        taker_fee=to_decimal(message.taker_fee_ppm, 6),
        last_price=price(message.last_price) if message.last_price else None,
    )


def price(scaled: int) -> Decimal:
    """A price."""
    return to_decimal(scaled, PRICE_SCALE)


def trade(message: market_pb2.Trade, of: Market) -> Trade:
    """A public trade."""
    return Trade(
        market=of.symbol,
        number=message.trade,
        price=price(message.price),
        quantity=to_decimal(message.quantity, of.base.scale),
        taker_side=cast(Side, _word(_SIDE, message.taker_side)),
        time=to_time(message.time),
        maker_order=message.maker_order,
        taker_order=message.taker_order,
        taker_account=message.taker_account,
    )


def order(message: account_pb2.Order, of: Market) -> Order:
    """An order of the account."""
    base, quote = of.base.scale, of.quote.scale
    side = cast(Side, _word(_SIDE, message.side))
    return Order(
        market=of.symbol,
        id=message.order_id,
        client_order_id=message.client_order_id,
        side=side,
        type=_word(_TYPE, message.order_type),
        time_in_force=_word(_TIME_IN_FORCE, message.time_in_force),
        post_only=message.post_only,
        price=price(message.price),
        quantity=to_decimal(message.quantity, base),
        remaining=to_decimal(message.remaining, base),
        filled=to_decimal(message.filled_quantity, base),
        notional=to_decimal(message.filled_notional, quote),
        fees=to_decimal(message.fees, quote),
        held=to_decimal(message.held, quote if side == "buy" else base),
        state=_word(_STATE, message.state),
        close_reason=_word(_CLOSE_REASON, message.close_reason),
    )


def fill(message: account_pb2.Fill, of: Market) -> Fill:
    """A trade of the account."""
    return Fill(
        market=of.symbol,
        trade=message.trade,
        order=message.order_id,
        side=cast(Side, _word(_SIDE, message.side)),
        maker=message.maker,
        price=price(message.price),
        quantity=to_decimal(message.quantity, of.base.scale),
        notional=to_decimal(message.notional, of.quote.scale),
        fee=to_decimal(message.fee, of.quote.scale),
        time=to_time(message.time),
    )


def fill_of_rest(told: dict[str, str]) -> Fill:
    """A trade of the account as REST lists it."""
    return Fill(
        market=told["market"],
        trade=int(told["tradeId"]),
        order=int(told["orderId"]),
        side=cast(Side, told["side"]),
        maker=told["role"] == "maker",
        price=plain(Decimal(told["price"])),
        quantity=plain(Decimal(told["quantity"])),
        notional=plain(Decimal(told["notional"])),
        fee=plain(Decimal(told["fee"])),
        time=to_time_of_text(told["time"]),
    )


def balance(message: account_pb2.Balance) -> Balance:
    """A balance."""
    scale = message.asset.scale
    return Balance(
        message.asset.symbol,
        to_decimal(message.cash, scale),
        to_decimal(message.held, scale),
        to_decimal(message.available, scale),
    )


def position(message: account_pb2.Position, of: Market) -> Position:
    """A position."""
    quote = of.quote.scale
    return Position(
        market=of.symbol,
        quantity=to_decimal(message.quantity, of.base.scale),
        spent=to_decimal(message.spent, quote),
        fees_paid=to_decimal(message.fees_paid, quote),
        worst=to_decimal(message.worst, quote),
        settled=message.settled,
    )


def outcome(message: orders_pb2.Outcome, of: Market | None) -> Outcome:
    """What became of a command; without a market, of a cancel_all."""
    base = of.base.scale if of else 0
    quote = of.quote.scale if of else 0
    return Outcome(
        sequence=message.sequence,
        time=to_time(message.time),
        replayed=message.replayed,
        order_id=message.order_id,
        state=_word(_STATE, message.state),
        filled=to_decimal(message.filled_quantity, base),
        notional=to_decimal(message.filled_notional, quote),
        fees=to_decimal(message.fees, quote),
        remaining=to_decimal(message.remaining, base),
        count=message.count,
        cancelled_order_id=message.cancelled_order_id,
        cancel_code=message.cancel_code,
        id=message.id,
    )


def preview(message: orders_pb2.Preview, of: Market, side: Side) -> Preview:
    """What an order would do."""
    base, quote = of.base.scale, of.quote.scale
    return Preview(
        state=_word(_STATE, message.state),
        fills=tuple(
            Level(price(at), to_decimal(quantity, base))
            for at, quantity in zip(message.fill_prices, message.fill_quantities, strict=True)
        ),
        filled=to_decimal(message.filled_quantity, base),
        notional=to_decimal(message.filled_notional, quote),
        fees=to_decimal(message.fees, quote),
        resting=to_decimal(message.resting, base),
        held=to_decimal(message.held, quote if side == "buy" else base),
        base_available_after=to_decimal(message.base_available_after, base),
        quote_available_after=to_decimal(message.quote_available_after, quote),
    )


def refused(message: orders_pb2.Failure) -> Refused:
    """The exception that says what a failure says."""
    return BY_CODE.get(message.code, Refused)(
        message.code,
        message.title,
        message.detail,
        needed=_figure(message.needed),
        available=_figure(message.available),
        unit=message.unit,
        limit=message.limit,
        retry_after=message.retry_after_millis / 1_000,
        sequence=message.sequence,
        replayed=message.replayed,
    )


def _figure(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
