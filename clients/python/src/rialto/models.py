"""What the venue tells, as values that never change: a later state is another value.

Words (statuses, states, reasons) are those of REST: lower case with dashes. The venue may learn new
ones; a bot should do something sensible with a word that it does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from rialto.units import Amount

Side = Literal["buy", "sell"]
TimeInForce = Literal["gtc", "ioc", "fok", "gtd", "day"]
SelfTradePrevention = Literal[
    "market-default", "none", "cancel-newest", "cancel-oldest", "cancel-both", "decrement"
]
ReplaceMode = Literal["stop-on-failure", "allow-failure"]
Instruction = Literal["slide", "reduce-only"]
Condition = Literal["stop", "take-profit", "trailing-stop"]
Peg = Literal["bid", "ask", "mid"]


@dataclass(frozen=True, slots=True)
class Exits:
    """How what an order buys is sold again: above or below, whichever its price reaches first."""

    take_profit_price: Amount
    stop_price: Amount
    #: What the one above enters at; at the market without.
    take_profit_limit: Amount | None = None
    #: The same of the one below.
    stop_limit: Amount | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """Something that accounts have."""

    id: int
    symbol: str
    #: Decimals that an amount can have.
    scale: int
    #: Decimals to show.
    display_scale: int


@dataclass(frozen=True, slots=True)
class Market:
    """A market and its rules. ``status`` is current while its book or trades are followed."""

    id: int
    symbol: str
    base: Asset
    quote: Asset
    status: str
    #: Prices are multiples of it.
    tick: Decimal
    #: Quantities are multiples of it.
    lot: Decimal
    price_maximum: Decimal
    quantity_minimum: Decimal
    quantity_maximum: Decimal
    notional_minimum: Decimal
    notional_maximum: Decimal
    #: Part of the notional; negative is a rebate.
    maker_fee: Decimal
    taker_fee: Decimal
    #: As of the last trade that the client knows of.
    last_price: Decimal | None

    def price_down(self, price: Amount) -> Decimal:
        """The nearest price there is, at or below: for a bid."""
        return _multiple(price, self.tick, ROUND_FLOOR)

    def price_up(self, price: Amount) -> Decimal:
        """The nearest price there is, at or above: for an offer."""
        return _multiple(price, self.tick, ROUND_CEILING)

    def quantity_down(self, quantity: Amount) -> Decimal:
        """The largest quantity there is that is not more."""
        return _multiple(quantity, self.lot, ROUND_FLOOR)


def _multiple(value: Amount, step: Decimal, rounding: str) -> Decimal:
    return (Decimal(value) / step).to_integral_value(rounding) * step


@dataclass(frozen=True, slots=True)
class Level:
    """All that rests at one price."""

    price: Decimal
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Book:
    """The best levels of a market's book, best first."""

    market: str
    #: The market's public update number.
    update: int
    bids: tuple[Level, ...]
    asks: tuple[Level, ...]

    @property
    def best_bid(self) -> Level | None:
        """What sellers get at once."""
        return self.bids[0] if self.bids else None

    @property
    def best_ask(self) -> Level | None:
        """What buyers pay at once."""
        return self.asks[0] if self.asks else None

    @property
    def mid(self) -> Decimal | None:
        """Half way between the best prices, if there are two."""
        if not self.bids or not self.asks:
            return None
        return (self.bids[0].price + self.asks[0].price) / 2

    @property
    def spread(self) -> Decimal | None:
        """Best ask less best bid, if there are two."""
        return self.asks[0].price - self.bids[0].price if self.bids and self.asks else None


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade of a market, as everyone sees it."""

    market: str
    #: 1, 2, 3 … in the market, without gaps.
    number: int
    price: Decimal
    quantity: Decimal
    taker_side: Side
    time: datetime
    maker_order: int
    taker_order: int
    #: Who took; 0 where the market hides that.
    taker_account: int


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the account, as it was after the last command that changed it."""

    market: str
    id: int
    client_order_id: str
    side: Side
    type: str
    time_in_force: str
    post_only: bool
    price: Decimal
    quantity: Decimal
    remaining: Decimal
    filled: Decimal
    #: Of the fills, before fees.
    notional: Decimal
    fees: Decimal
    held: Decimal
    #: ``open``, ``partially-filled``, ``filled``, ``cancelled``, ``expired``.
    state: str
    #: Why it ended; empty while it is open.
    close_reason: str

    @property
    def is_open(self) -> bool:
        """It rests in the book."""
        return self.state in ("open", "partially-filled")


@dataclass(frozen=True, slots=True)
class Fill:
    """A trade of the account."""

    market: str
    trade: int
    order: int
    side: Side
    maker: bool
    price: Decimal
    quantity: Decimal
    notional: Decimal
    #: Negative is a rebate.
    fee: Decimal
    time: datetime


@dataclass(frozen=True, slots=True)
class Balance:
    """What the account has of an asset."""

    asset: str
    cash: Decimal
    #: The part of cash that open orders hold.
    held: Decimal
    #: What a new order can use: cash that is not held, with the worst that positions can come to.
    available: Decimal


@dataclass(frozen=True, slots=True)
class Position:
    """What the account owns or owes of a market of contracts, after the last command on it."""

    market: str
    #: Contracts; negative is owed.
    quantity: Decimal
    #: Paid for it less what was received, without fees.
    spent: Decimal
    fees_paid: Decimal
    #: The least that it and the open orders can still come to.
    worst: Decimal
    settled: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command. The state that the client shows includes it."""

    #: The venue's last event of the command.
    sequence: int
    time: datetime
    #: This is the first outcome of a command that was sent again.
    replayed: bool
    order_id: int
    state: str
    filled: Decimal
    notional: Decimal
    fees: Decimal
    remaining: Decimal
    #: How many orders a cancel_all reached.
    count: int
    #: Of replace: the order that was cancelled, 0 for none, and then why not.
    cancelled_order_id: int
    cancel_code: str
    #: What a command that is not about orders has made: an account, a listing.
    id: int = 0

    @property
    def average_price(self) -> Decimal | None:
        """Of what was filled, if anything was."""
        return self.notional / self.filled if self.filled else None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an order would do if it were placed now."""

    state: str
    #: The first 32 prices at which it would trade; the totals count all.
    fills: tuple[Level, ...]
    filled: Decimal
    notional: Decimal
    fees: Decimal
    resting: Decimal
    held: Decimal
    base_available_after: Decimal
    quote_available_after: Decimal
