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
        self.parts = {}  # fund -> {constituent: multiplier}
        self.flat = {}  # fund -> fee
        self.terms = {}  # option -> (call or put, underlying, strike)
        self.contracts = defaultdict(list)  # option -> [holder, writer, amount], oldest first
        self.seller = {}
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

    def fund(self, name, _of, *rest):
        self.kind[name], self.taker[name], self.floor[name] = "fund", 0, Decimal(0)
        terms = [word.split("*") for word in rest[:-2]]
        self.parts[name] = {market: int(times) for times, market in terms}
        self.flat[name] = Decimal(rest[-1])

    def option(self, name, right, _on, underlying, _strike, strike):
        self.kind[name], self.taker[name], self.floor[name] = "option", 0, Decimal(0)
        self.terms[name] = (right, underlying, Decimal(strike))

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
        if self.kind[market] == "option":
            self.assign(market, buyer, seller, quantity)

    def assign(self, option, buyer, seller, quantity):
        """The seller's oldest long contracts go to the buyer, then new ones are written; what the
        buyer gets first takes it out as the writer of its own oldest short contracts."""
        book = self.contracts[option]
        while quantity:
            held = next((each for each in book if each[0] == seller), None)
            owed = next((each for each in book if each[1] == buyer), None)
            part = min([quantity] + [each[2] for each in (held, owed) if each])
            writer = held[1] if held else seller
            if held:
                held[2] -= part
            if owed:
                self.rewrite(book, owed, writer, part)
            else:
                book.insert(book.index(held) if held else len(book), [buyer, writer, part])
            book[:] = [each for each in book if each[2] and each[0] != each[1]]
            quantity -= part

    @staticmethod
    def rewrite(book, owed, writer, part):
        if owed[2] == part:
            owed[1] = writer
        else:
            owed[2] -= part
            book.insert(book.index(owed), [owed[0], writer, part])

    def bust(self, name):
        market, buyer, seller, quantity, cost, taker, fee = self.trades.pop(name)
        self.move(market, seller, buyer, quantity, cost, taker, -fee)

    def transfer(self, who, amount, _to, whom):
        self.pay(who, whom, Decimal(amount))

    def redeem(self, who, shares, fund):
        shares = Decimal(shares)
        self.position[fund, who] -= shares
        self.position[fund, "REDEMPTION"] += shares
        for market, times in self.parts[fund].items():
            self.position[market, who] += shares * times
            self.position[market, "REDEMPTION"] -= shares * times
        self.pay(who, "FEES", self.flat[fund])

    def exercise(self, who, amount, option):
        right, underlying, strike = self.terms[option]
        left = Decimal(amount)
        for contract in [each for each in self.contracts[option] if each[0] == who]:
            part = min(left, contract[2])
            contract[2] -= part
            left -= part
            buyer, seller = (who, contract[1]) if right == "call" else (contract[1], who)
            self.pay(buyer, seller, strike * part)
            self.position[underlying, buyer] += part
            self.position[underlying, seller] -= part
            self.position[option, who] -= part
            self.position[option, contract[1]] += part
        self.contracts[option] = [each for each in self.contracts[option] if each[2]]
        assert not left, f"{who} holds {left} too few"

    # Items.

    def item(self, name, _of, seller):
        self.seller[name] = seller

    def split(self, name, _to, _owner, _from, *shares):
        for who, amount in zip(shares[::2], shares[1::2]):
            self.pay(who, self.seller[name], Decimal(amount))

    # The end.

    def settle(self, market, _at, value):
        self.settled(market, Decimal(value))
        for option, (right, underlying, strike) in self.terms.items():
            if underlying == market:
                sign = 1 if right == "call" else -1
                self.settled(option, max(Decimal(0), sign * (Decimal(value) - strike)))
        for fund, parts in self.parts.items():
            if market in parts and all(part in self.price for part in parts):
                self.settled(fund, sum(self.price[part] * n for part, n in parts.items()))

    def settled(self, market, value):
        """Pays what the value is more than what was paid before, so that it also corrects."""
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
