"""Works out every balance of a class day from the file of actions alone.

Knows nothing of the venue: no network, no library, only the rules of the game in decimals. Prints
"NAME ASSET AMOUNT" per line, sorted; FEES is what the venue took.
"""
import csv
import pathlib
import shlex
import sys
from collections import defaultdict
from decimal import ROUND_CEILING, Decimal

CENT = Decimal("0.01")


class Day:
    def __init__(self, folder):
        self.folder = folder
        self.people = []
        self.cash = defaultdict(Decimal)  # (who, asset)
        self.position = defaultdict(Decimal)  # (market, who)
        self.kind = {}
        self.taker = {}
        self.floor = {}
        self.trades = {}
        self.price = {}  # settled market -> value

    def run(self, text):
        for number, line in enumerate(text.splitlines(), 1):
            words = shlex.split(line, comments=True)
            if words:
                try:
                    getattr(self, words[0].replace("-", "_"))(*words[1:])
                except Exception as failed:
                    raise SystemExit(f"line {number}: {line.strip()}: {failed!r}") from failed

    def pay(self, who, whom, amount, asset="USD"):
        self.cash[who, asset] -= amount
        self.cash[whom, asset] += amount

    # Set up.

    def cohort(self, roster, _cash, amount):
        with open(self.folder / roster, newline="", encoding="utf-8") as file:
            self.people = [row["name"] for row in csv.DictReader(file)]
        for who in self.people:
            self.cash[who, "USD"] += Decimal(amount)

    def outcome(self, name, _from, low, _to, _high, _tick, _step, _taker, ppm):
        self.kind[name], self.taker[name] = "outcome", int(ppm)
        self.floor[name] = min(Decimal(low), Decimal(0))  # fees are charged on what is above

    def spot(self, name, _tick, _step, _taker, ppm):
        self.kind[name], self.taker[name] = "spot", int(ppm)
        self.floor[name] = Decimal(0)

    def gift(self, who, amount, asset):
        self.cash[who, asset] += Decimal(amount)

    # Trading.

    def trade(self, taker, side, quantity, market, _at, price, _from, maker, *name):
        buyer, seller = (taker, maker) if side == "buys" else (maker, taker)
        quantity, cost = Decimal(quantity), Decimal(quantity) * Decimal(price)
        charged = cost - quantity * self.floor[market]
        fee = (charged * self.taker[market] / 1_000_000).quantize(CENT, ROUND_CEILING)
        if name:
            self.trades[name[1]] = (market, buyer, seller, quantity, cost, taker, fee)
        self.move(market, buyer, seller, quantity, cost, taker, fee)

    def move(self, market, buyer, seller, quantity, cost, taker, fee):
        self.pay(buyer, seller, cost)
        self.pay(taker, "FEES", fee)
        if self.kind[market] == "spot":
            self.pay(seller, buyer, quantity, market)
            return
        self.position[market, buyer] += quantity
        self.position[market, seller] -= quantity

    def bust(self, name):
        market, buyer, seller, quantity, cost, taker, fee = self.trades.pop(name)
        self.move(market, seller, buyer, quantity, cost, taker, -fee)

    def transfer(self, who, amount, _to, whom):
        self.pay(who, whom, Decimal(amount))

    # The end.

    def settle(self, market, _at, value):
        """Pays what the value is more than what was paid before, so that it also corrects."""
        value = Decimal(value)
        more = value - self.price.get(market, Decimal(0))
        self.price[market] = value
        for (of, who), amount in self.position.items():
            if of == market:
                self.cash[who, "USD"] += amount * more

    def correct(self, market, _to, value):
        self.settle(market, _to, value)

    def standings(self):
        """Shows, and changes nothing."""

    def wind_down(self):
        """What counts is what everybody has before."""


if __name__ == "__main__":
    file = pathlib.Path(sys.argv[1])
    day = Day(file.parent)
    day.run(file.read_text(encoding="utf-8"))
    for (who, asset), amount in sorted(day.cash.items()):
        if amount:
            print(who, asset, format(amount.normalize(), "f"))
