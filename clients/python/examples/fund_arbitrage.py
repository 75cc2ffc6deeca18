"""Buys where a fund and what it is made of have parted, and sells where they are dearer.

    python fund_arbitrage.py WET --trades 10

Shares can be turned into contracts of the fund's parts and back, so their prices belong together.
Where shares are cheaper it buys them, sells the parts and redeems; where they are dearer, it does
the reverse.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from decimal import Decimal

from rialto import Client, Market, Side


@dataclass(frozen=True)
class Leg:
    """One of the orders that belong together, and how much of it goes with a share."""

    market: Market
    side: Side
    each: int


@dataclass(frozen=True)
class Chance:
    """What can be done at the best prices."""

    shares: Decimal
    #: Of one share, after the fees of all orders.
    gain: Decimal
    prices: tuple[Decimal, ...]


def legs(venue: Client, fund: Market, parts: dict[str, int], *, redeems: bool) -> tuple[Leg, ...]:
    """The orders of one direction: shares bought and redeemed, or made and sold."""
    share = Leg(fund, "buy" if redeems else "sell", 1)
    return (
        share,
        *(
            Leg(venue.market(symbol), "sell" if (many > 0) == redeems else "buy", abs(many))
            for symbol, many in parts.items()
        ),
    )


def chance(venue: Client, orders: tuple[Leg, ...]) -> Chance | None:
    """What the books allow now; None while one of them is empty."""
    shares, gain = orders[0].market.quantity_maximum, Decimal(0)
    prices = []
    for leg in orders:
        book = venue.book(leg.market)
        level = book.best_ask if leg.side == "buy" else book.best_bid
        if level is None:
            return None
        prices.append(level.price)
        shares = min(shares, level.quantity / leg.each)
        paid = level.price if leg.side == "buy" else -level.price
        gain -= leg.each * (paid + abs(level.price) * leg.market.taker_fee)
    return Chance(orders[0].market.quantity_down(shares), gain, tuple(prices))


def trade(venue: Client, orders: tuple[Leg, ...], seen: Chance) -> Decimal:
    """Takes all of it at once, and redeems as many shares as every order was filled for."""
    filled = [
        venue.place(leg.market, leg.side, seen.shares * leg.each, price, time_in_force="ioc").filled
        / leg.each
        for leg, price in zip(orders, seen.prices, strict=True)
    ]
    fund = orders[0].market
    # Others may have been faster with one: what was not filled for it stays as a position.
    shares = fund.quantity_down(min(filled))
    if shares:
        venue.redeem(fund, shares if orders[0].side == "buy" else -shares)
    return shares


def main() -> None:
    """Trades whenever there is more to gain than redeeming costs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("fund")
    parser.add_argument("--trades", type=int, default=0, help="end after so many; 0 for never")
    told = parser.parse_args()
    with Client() as venue:
        known = {each["symbol"]: each for each in venue.call("listFunds")["funds"]}[told.fund]
        parts = {each["market"]: int(each["multiplier"]) for each in known["constituents"]}
        fund, fee = venue.market(told.fund), Decimal(known["redemptionFee"])
        ways = [legs(venue, fund, parts, redeems=redeems) for redeems in (True, False)]
        done = 0
        while not told.trades or done < told.trades:
            for orders in ways:
                seen = chance(venue, orders)
                if seen and seen.shares * seen.gain > fee:
                    shares = trade(venue, orders, seen)
                    done += 1
                    print(f"{orders[0].side} {shares} {told.fund}", flush=True)
                    break
            else:
                venue.wait(1)


if __name__ == "__main__":
    main()
