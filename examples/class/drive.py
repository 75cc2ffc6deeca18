"""Does a file of actions on a venue, by its public REST API, and says what everybody has then.

Started with the venue's address and an administrator's token (in RIALTO_TOKEN). Prints
"NAME ASSET AMOUNT" per line, sorted, as compute.py does.
"""
import json
import os
import pathlib
import shlex
import sys
import urllib.error
import urllib.request
from decimal import Decimal

WITHOUT_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Refused(Exception):
    pass


class Class:
    def __init__(self, url, token, folder):
        self.url = url
        self.token = token
        self.folder = folder
        self.tokens = {}  # name -> token of the person
        self.accounts = {}  # name -> account in the class
        self.markets = {}  # symbol -> id
        self.assets = ["USD"]
        self.items = {}  # name -> listing
        self.trades = {}  # label -> (market, number)
        self.ended = None
        self.seen = "0"  # everybody sees what anybody was told

    def call(self, method, path, body=None, who=None, sudo=False):
        headers = {"Content-Type": "application/json"}
        headers["Authorization"] = "Bearer " + (self.tokens[who] if who else self.token)
        headers["X-Min-Sequence"] = self.seen
        if sudo:
            headers["X-Sudo"] = "true"
        if who:
            path += f"?account={self.accounts[who]}"
        request = urllib.request.Request(
            f"{self.url}/api/v1/{path}",
            None if body is None else json.dumps(body).encode(),
            headers,
            method=method,
        )
        try:
            with WITHOUT_PROXY.open(request, timeout=30) as answer:
                self.seen = max(self.seen, answer.headers["X-Sequence"], key=int)
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            told = json.load(problem)
            raise Refused(f"{told['title']}: {told['detail']} ({told['code']})") from problem

    def run(self, text):
        for number, line in enumerate(text.splitlines(), 1):
            words = shlex.split(line, comments=True)
            if words:
                try:
                    getattr(self, "do_" + words[0].replace("-", "_"))(*words[1:])
                except (Refused, AttributeError, KeyError, TypeError, ValueError) as failed:
                    raise SystemExit(f"line {number}: {line.strip()}: {failed}") from failed

    def do_cohort(self, roster, _cash, amount):
        mine = self.call("GET", "account")["id"]
        self.call("POST", "admin/assets", {"symbol": "USD", "scale": 2})
        universe = self.call("POST", "admin/universes", {"owner": mine, "name": "class"})["id"]
        self.universe = f"universes/{universe}"
        self.number = universe
        cohort = {"asset": "USD", "startingBalance": amount, "marketCreators": "members"}
        cohort["auctions"] = True
        self.call("POST", f"{self.universe}/cohort", cohort)
        file = (self.folder / roster).read_text(encoding="utf-8")
        people = self.call("POST", f"admin/{self.universe}/roster", {"csv": file})["people"]
        # A universe's issuance, fees and clearing are the accounts made right before.
        self.fees = int(people[0]["user"]) - 2
        for each in people:
            self.tokens[each["name"]] = each["token"]
            self.accounts[each["name"]] = each["account"]
        self.start = Decimal(amount)

    def do_outcome(self, name, _from, low, _to, high, _tick, tick, _taker, ppm):
        terms = {"quote": "USD", "priceMinimum": low, "priceMaximum": high}
        self.open("outcome-markets", name, tick, terms | {"takerFeePpm": int(ppm)})

    def open(self, path, name, tick, terms):
        common = {"symbol": name, "title": name, "tick": tick, "lot": "1"}
        most = {"quantityMaximum": "10000", "positionMaximum": "100000"}
        owner = next(iter(self.accounts))
        self.markets[name] = self.call("POST", path, common | most | terms, owner)["id"]

    def do_fund(self, name, _of, *rest):
        parts = [word.split("*") for word in rest[:-2]]
        constituents = [
            {"market": self.markets[market], "multiplier": int(times)} for times, market in parts
        ]
        terms = {"constituents": constituents, "redemptionFee": rest[-1]}
        self.open("funds", name, "0.01", terms)

    def do_option(self, name, right, _on, underlying, _strike, strike):
        terms = {"underlying": self.markets[underlying], "optionType": right, "strike": strike}
        self.open("options", name, "0.01", terms)

    def do_spot(self, name, _tick, tick, _taker, ppm):
        self.call("POST", "admin/assets", {"symbol": name, "scale": 0})
        self.assets.append(name)
        market = {
            "symbol": name + "-USD",
            "base": name,
            "quote": "USD",
            "universe": self.number,
            "tick": tick,
            "lot": "1",
            "priceMaximum": "100000",
            "quantityMaximum": "10000",
            "takerFeePpm": int(ppm),
        }
        self.markets[name] = self.call("POST", "admin/markets", market)["id"]

    def do_gift(self, who, amount, asset):
        gift = {"account": self.accounts[who], "asset": asset, "amount": amount}
        self.call("POST", "gifts", gift)

    def do_trade(self, taker, side, quantity, market, _at, price, _from, maker, *name):
        order = {"market": self.markets[market], "price": price, "quantity": quantity}
        rests, takes = ("sell", "buy") if side == "buys" else ("buy", "sell")
        self.call("POST", "orders", order | {"side": rests}, maker)
        told = self.call("POST", "orders", order | {"side": takes, "timeInForce": "fok"}, taker)
        if told["state"] != "filled":
            raise Refused(f"the order is {told['state']}")
        if name:
            last = self.call("GET", "trades", who=taker)["trades"][0]
            self.trades[name[1]] = (self.markets[market], last["tradeId"])

    def do_bust(self, name):
        market, number = self.trades[name]
        path = f"admin/markets/{market}/trades/{number}/bust"
        self.call("POST", path, {"reason": "a slip of the finger"})

    def do_transfer(self, who, amount, _to, whom):
        money = {"recipient": self.accounts[whom], "asset": "USD", "amount": amount}
        self.call("POST", "transfers", money, who)

    def do_redeem(self, who, shares, fund):
        path = f"funds/{self.markets[fund]}/redemptions"
        self.call("POST", path, {"quantity": shares}, who)

    def do_exercise(self, who, quantity, option):
        path = f"options/{self.markets[option]}/exercises"
        self.call("POST", path, {"quantity": quantity}, who)

    def do_item(self, name, _of, seller):
        self.items[name] = self.call("POST", "items", {"name": name, "asset": "USD"}, seller)["id"]

    def do_split(self, name, _to, owner, _from, *shares):
        contributions = [
            {"account": self.accounts[who], "amount": amount}
            for who, amount in zip(shares[::2], shares[1::2])
        ]
        sale = {"owner": self.accounts[owner], "contributions": contributions}
        self.call("POST", f"admin/items/{self.items[name]}/settlement", sale)

    def do_settle(self, market, _at, value):
        path = f"outcome-markets/{self.markets[market]}/settlement"
        owner = next(iter(self.accounts))
        self.call("POST", path, {"price": value, "reason": "measured"}, owner)

    def do_correct(self, market, _to, value):
        path = f"admin/markets/{self.markets[market]}/settlement-correction"
        self.call("POST", path, {"price": value, "reason": "misread"})

    def do_standings(self):
        told = self.call("GET", f"{self.universe}/standings")
        for each in told["standings"]:
            print(f"{each['name']:>10} {each['value']:>12} {told['asset']}", file=sys.stderr)

    def do_wind_down(self):
        self.ended = self.balances()
        self.call("POST", f"{self.universe}/messages", {"text": "that was it"})
        self.call("POST", f"{self.universe}/reset", {"reason": "the day is over"})
        for name in self.accounts:
            left = {k: v for k, v in self.of(name).items() if v}
            if left != {"USD": self.start}:
                raise Refused(f"{name} begins anew with {left}")

    def of(self, name):
        told = self.call("GET", "balances", who=name)["balances"]
        return {each["asset"]: Decimal(each["cash"]) for each in told}

    def balances(self):
        all_of_it = {name: self.of(name) for name in self.accounts}
        told = self.call("GET", f"balances?account={self.fees}", sudo=True)["balances"]
        all_of_it["FEES"] = {each["asset"]: Decimal(each["cash"]) for each in told}
        return all_of_it


if __name__ == "__main__":
    file = pathlib.Path(sys.argv[2])
    day = Class(sys.argv[1], os.environ["RIALTO_TOKEN"], file.parent)
    day.run(file.read_text(encoding="utf-8"))
    for name, assets in sorted((day.ended or day.balances()).items()):
        for asset, amount in sorted(assets.items()):
            if amount:
                print(name, asset, format(amount.normalize(), "f"))
