"""The bots that the documents show, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
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


def test_the_market_maker_quotes_both_sides(
    venue: Venue, market: str, trader: Callable[..., Account]
) -> None:
    maker = HOME / "examples/market_maker.py"
    with Client(venue.url, trader().token) as other:
        # Rests inside its first ask.
        other.buy(market, 5, 50)
        other.buy(market, "0.5", "60")

        told = run(venue, trader(), maker, market, "--steps", "3", "--pause", "0.2")

        assert re.fullmatch(r"traded \d+ times, holds \S+ more\n", told.stdout.splitlines(True)[-1])
        trades = {trade.maker_order for trade in other.trades(market)}
        assert len(other.book(market).asks) == 0
        assert trades == set() or other.fills


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
