"""Who trades on the tests' venue, and how ccxt is told where that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from venue import Venue

SYMBOL = "BTC/USD"


@dataclass(frozen=True)
class Key:
    """Of a person's account: what ccxt signs with."""

    id: str
    secret: str


@dataclass(frozen=True)
class Bots:
    """A venue with a market, and two who trade there."""

    venue: Venue
    ada: Key
    bob: Key

    def terms(self) -> dict[str, Any]:
        """What ccxt is told of where the venue is; docs/bots.md says the same."""
        url = self.venue.url
        ws = url.replace("http", "ws")
        rest = dict.fromkeys(("public", "private", "v1"), f"{url}/api/v3")
        sapi = {
            f"sapi{part}": f"{url}/sapi/{part.lower() or 'v1'}" for part in ("", "V2", "V3", "V4")
        }
        streams = {"ws": {"spot": f"{ws}/ws", "ws-api": {"spot": f"{ws}/ws-api/v3"}}}
        return {
            "enableRateLimit": False,
            "urls": {"api": {**rest, **sapi, **streams}},
            "options": {
                "fetchMarkets": {"types": ["spot"]},
                "fetchMargins": False,
                "fetchCurrencies": False,
            },
        }
