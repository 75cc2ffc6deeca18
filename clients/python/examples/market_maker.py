"""Quotes both sides of a market around a fair value that moves.

    python market_maker.py GOLD-CHF --fair 50 --steps 1000

The fair value is a random walk here: put your own model in its place. What the bot holds skews the
quotes, so that it sells what it has too much of.
"""

from __future__ import annotations

import argparse
import random
from decimal import Decimal

from rialto import Client, Market, Refused


def quotes(market: Market, fair: Decimal, position: Decimal) -> tuple[Decimal, Decimal]:
    """Bid and ask: two thousandths away, moved by a thousandth for every ten units held."""
    centre = fair * (1 - position / 10_000)
    return market.price_down(centre * Decimal("0.998")), market.price_up(centre * Decimal("1.002"))


def main() -> None:
    """Makes a market until the steps are over."""
    arguments = argparse.ArgumentParser(description="Makes a market.")
    arguments.add_argument("market")
    arguments.add_argument("--fair", type=Decimal, default=Decimal(50))
    arguments.add_argument("--steps", type=int, default=1_000)
    arguments.add_argument("--pause", type=float, default=1.0, help="seconds between two steps")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    dice = random.Random(given.seed)
    fair = given.fair

    with Client() as venue:
        market = venue.market(given.market)
        base = market.base.symbol
        start = venue.balances[base].cash
        for _ in range(given.steps):
            fair *= 1 + Decimal(dice.randint(-10, 10)) / 10_000
            bid, ask = quotes(market, fair, venue.balances[base].cash - start)
            venue.cancel_all(market)
            try:
                venue.buy(market, 1, bid, post_only=True)
                venue.sell(market, 1, ask, post_only=True)
            except Refused as denied:
                print(denied)
            # Sooner than planned when somebody trades with us.
            fills = len(venue.fills)
            for _ in range(10):
                if len(venue.fills) > fills:
                    break
                venue.wait(given.pause / 10)
        venue.cancel_all(market)
        print(f"traded {len(venue.fills)} times, holds {venue.balances[base].cash - start} more")


if __name__ == "__main__":
    main()
