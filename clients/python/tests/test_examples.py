"""The bots that the documents show, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from test_dealings import contracts
from venue import ROOT, Account, Venue

from rialto import Client

HOME = ROOT / "clients/python"


def run(
    venue: Venue, account: Account, program: Path, *arguments: str, news: str = ""
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"RIALTO_URL": venue.url, "RIALTO_TOKEN": account.token}
    return subprocess.run(
        [sys.executable, program, *arguments],
        input=news,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )


@pytest.mark.parametrize("page", ["clients/python/README.md", "docs/bots.md"])
def test_the_bot_of_ten_lines_trades(
    venue: Venue, market: str, trader: Callable[..., Account], tmp_path: Path, page: str
) -> None:
    text = (ROOT / page).read_text()
    shown = re.search(r"```python\n(from rialto import Client\n.*?)```", text, re.DOTALL)
    assert shown, f"{page} shows no bot"
    lines = [line for line in shown[1].splitlines() if line.strip()]
    assert len(lines) <= 10
    bot = tmp_path / "bot.py"
    bot.write_text(shown[1].replace("GOLD-CHF", market))
    account = trader()
    with Client(venue.url, trader().token) as other:
        other.sell(market, 30, 49)
        other.sell(market, 30, 51)

        run(venue, account, bot)

        balances = {b["asset"]: b["cash"] for b in venue.get("balances", account.token)["balances"]}
        # Nineteen at 49 and their fees are 931.931.
        assert balances["GOLD"] == "10019.0000"
        assert balances["CHF"] == "999068.0690"


def test_the_bot_of_the_readme_trades_in_a_living_venue(tmp_path: Path) -> None:
    shown = re.search(
        r"```python\n(from rialto import Client\n.*?)```",
        (ROOT / "README.md").read_text(),
        re.DOTALL,
    )
    assert shown
    assert len([line for line in shown[1].splitlines() if line.strip()]) <= 10
    bot = tmp_path / "bot.py"
    bot.write_text(shown[1])
    venue = Venue(tmp_path, "--durability", "os")
    venue.start()
    try:
        venue.await_market("SNOW")
        ada = int(venue.post("admin/accounts", {"name": "Ada"})["id"])
        deposit = {"account": str(ada), "asset": "USD", "amount": "100000"}
        venue.post("admin/deposits", deposit)
        account = Account(ada, venue.post(f"admin/accounts/{ada}/tokens", {})["token"])

        run(venue, account, bot)

        balances = {b["asset"]: b["cash"] for b in venue.get("balances", account.token)["balances"]}
        assert float(balances["BTC"]) > 0
        assert float(balances["USD"]) < 99_000
    finally:
        venue.stop()


def test_the_market_maker_quotes_both_sides(
    venue: Venue, market: str, trader: Callable[..., Account]
) -> None:
    maker = HOME / "examples/market_maker.py"
    with Client(venue.url, trader().token) as other, ThreadPoolExecutor() as others:
        arguments = (market, "--fair", "50", "--steps", "120", "--pause", "0.1")
        making = others.submit(run, venue, trader(), maker, *arguments)
        sides: set[str] = set()
        while len(sides) < 2 and not making.done():
            book = other.book(market)
            # What it quotes may be gone when our order comes.
            if book.best_bid and "sell" not in sides:
                done = other.sell(market, 1, book.best_bid.price, time_in_force="ioc")
                sides |= {"sell"} if done.filled else set()
            elif book.best_ask and "buy" not in sides:
                done = other.buy(market, 1, book.best_ask.price, time_in_force="ioc")
                sides |= {"buy"} if done.filled else set()
            else:
                other.wait(1)

        told = making.result(120).stdout
        assert sides == {"buy", "sell"}
        assert told == "traded 2 times, holds 0 more\n"
        assert all(49 < fill.price < 51 for fill in other.fills)
        book = other.book(market)
        assert (book.bids, book.asks) == ((), ())


def test_the_news_trader_takes_what_is_stale(
    venue: Venue, market: str, trader: Callable[..., Account]
) -> None:
    with Client(venue.url, trader().token) as other:
        other.sell(market, 1, 50)
        other.sell(market, 2, 51)
        other.sell(market, 4, 60)
        news = f"{market} 53\n{market} 53\n"

        told = run(venue, trader(), HOME / "examples/news_trader.py", news=news)

        assert told.stdout == f"buy 3 {market} at 50.67\n"
        assert [order.price for order in other.orders(market)] == [60]


def test_the_arbitrage_keeps_a_fund_and_its_parts_together(
    venue: Venue, trader: Callable[..., Account]
) -> None:
    with Client(venue.url, trader().token) as other:
        for symbol in ("EAST", "WEST"):
            other.call("createOutcomeMarket", body=contracts(symbol))
        parts = [{"market": "EAST", "multiplier": 1}, {"market": "WEST", "multiplier": 2}]
        fund = contracts("BOTH", constituents=parts, redemptionFee="2")
        for follows in ("quote", "priceMinimum", "priceMaximum"):
            del fund[follows]
        other.call("createFund", body=fund)
        # Dearer than its parts by ten, then cheaper by seven.
        other.sell("EAST", 10, 40)
        other.sell("WEST", 20, 15)
        other.buy("BOTH", 5, 80)
        other.buy("EAST", 10, 30)
        other.buy("WEST", 20, 11)
        account = trader()

        told = run(venue, account, HOME / "examples/fund_arbitrage.py", "BOTH", "--trades", "1")

        assert told.stdout == "sell 5 BOTH\n"
        other.sell("BOTH", 3, 45)
        told = run(venue, account, HOME / "examples/fund_arbitrage.py", "BOTH", "--trades", "1")

        assert told.stdout == "buy 3 BOTH\n"
        balances = {b["asset"]: b["cash"] for b in venue.get("balances", account.token)["balances"]}
        # Five times ten and three times seven, and twice the fee.
        assert balances["CHF"] == "1000067.0000"
        positions = venue.get("positions", account.token)["positions"]
        assert all(float(each["quantity"]) == 0 for each in positions)
