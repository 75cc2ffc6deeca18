"""Trades on news before others do: takes whatever is priced as if it had not come yet.

    python news_trader.py < news        # lines like: GOLD-CHF 52.50

A line says what a market is worth from now on.
"""

from __future__ import annotations

import sys
from decimal import Decimal

from rialto import Client, Level, Market, Refused, Side

#: Of the fair value: less is not worth the fee and the doubt.
EDGE = Decimal("0.005")


def stale(levels: tuple[Level, ...], worst: Decimal, side: Side) -> Decimal:
    """How much is offered at prices better than the worst that is still worth it."""
    good = [
        level.quantity
        for level in levels
        if (level.price <= worst if side == "buy" else level.price >= worst)
    ]
    return sum(good, Decimal(0))


def take(venue: Client, market: Market, side: Side, worst: Decimal) -> None:
    """Takes what is stale; others may be faster, and then there is less."""
    book = venue.book(market)
    quantity = stale(book.asks if side == "buy" else book.bids, worst, side)
    quantity = min(quantity, market.quantity_maximum)
    if side == "sell":
        quantity = min(quantity, venue.available(market.base.symbol))
    else:
        affordable = venue.available(market.quote.symbol) / (worst * (1 + market.taker_fee))
        quantity = min(quantity, affordable)
    quantity = market.quantity_down(quantity)
    if quantity <= 0:
        return
    done = venue.place(market, side, quantity, worst, time_in_force="ioc")
    if done.filled:
        print(f"{side} {done.filled} {market.symbol} at {done.average_price:.2f}", flush=True)


def main() -> None:
    """Reads news until there are no more."""
    with Client() as venue:
        for line in sys.stdin:
            symbol, worth = line.split()
            market, fair = venue.market(symbol), Decimal(worth)
            try:
                take(venue, market, "buy", market.price_down(fair * (1 - EDGE)))
                take(venue, market, "sell", market.price_up(fair * (1 + EDGE)))
            except Refused as denied:
                print(denied, flush=True)


if __name__ == "__main__":
    main()
