"""The venue's limits: waited for, or told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from venue import Account, Venue

from rialto import AsyncClient, RateLimited


def test_too_many_commands_are_told(venue: Venue, trader: Callable[..., Account]) -> None:
    async def run() -> RateLimited:
        async with AsyncClient(venue.url, trader().token, wait_for_room=False) as client:
            # A thousand at once, and a hundred a second; fewer at a time than may be unanswered.
            for _ in range(50):
                calls = (client.cancel_all() for _ in range(200))
                for outcome in await asyncio.gather(*calls, return_exceptions=True):
                    if isinstance(outcome, RateLimited):
                        return outcome
        raise AssertionError("ten thousand commands and no limit")

    limited = asyncio.run(run())
    assert limited.code == "rate-limited"
    assert limited.limit
    assert 0 < limited.retry_after < 60


def test_too_many_commands_are_spread(venue: Venue, trader: Callable[..., Account]) -> None:
    async def run() -> None:
        async with AsyncClient(venue.url, trader().token, timeout=300) as client:
            # More than may be unanswered, and more than may be sent at once.
            counts = await asyncio.gather(*(client.cancel_all() for _ in range(1_100)))
            assert counts == [0] * 1_100

    asyncio.run(run())


def test_too_many_at_once_are_told(venue: Venue, trader: Callable[..., Account]) -> None:
    async def run() -> list[object]:
        async with AsyncClient(venue.url, trader("few").token, wait_for_room=False) as client:
            calls = (client.cancel_all() for _ in range(600))
            return list(await asyncio.gather(*calls, return_exceptions=True))

    outcomes = asyncio.run(run())
    limits = {outcome.code for outcome in outcomes if isinstance(outcome, RateLimited)}
    assert limits == {"too-many-in-flight"}
    assert 0 in outcomes
