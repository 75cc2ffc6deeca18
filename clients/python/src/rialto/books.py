"""A followed book, kept from its snapshot and the deltas after it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from rialto import wire
from rialto.models import Book, Level, Market
from rialto.units import to_decimal
from rialto.v1 import market_pb2


class _Ladder:
    """One side: quantities by price, and the prices in order."""

    def __init__(self) -> None:
        self._quantities: dict[int, int] = {}
        self._prices: list[int] = []

    def replace(self, prices: Sequence[int], quantities: Sequence[int]) -> None:
        self._quantities = dict(zip(prices, quantities, strict=True))
        self._prices = sorted(self._quantities)

    def apply(self, prices: Sequence[int], quantities: Sequence[int]) -> None:
        for price, quantity in zip(prices, quantities, strict=True):
            if quantity == 0:
                if self._quantities.pop(price, None) is not None:
                    del self._prices[bisect_left(self._prices, price)]
            else:
                if price not in self._quantities:
                    insort(self._prices, price)
                self._quantities[price] = quantity

    def levels(self, scale: int, depth: int | None, highest_first: bool) -> tuple[Level, ...]:
        prices = self._prices
        count = len(prices) if depth is None else min(depth, len(prices))
        best = prices[: -count - 1 : -1] if highest_first else prices[:count]
        return tuple(
            Level(wire.price(price), to_decimal(self._quantities[price], scale)) for price in best
        )


class FollowedBook:
    """One market's book. Numbered changes; a missing one is noticed."""

    def __init__(self) -> None:
        self._bids = _Ladder()
        self._asks = _Ladder()
        self._update = 0
        self._is_whole = False
        self._shown: dict[int | None, Book] = {}

    @property
    def is_whole(self) -> bool:
        """There is a snapshot, and nothing is missing since."""
        return self._is_whole

    def lose(self) -> None:
        """Changes may have been missed: waits for another snapshot, and shows the old book."""
        self._is_whole = False

    def replace(self, snapshot: market_pb2.BookSnapshot) -> None:
        """Begins with a snapshot."""
        self._bids.replace(snapshot.bid_prices, snapshot.bid_quantities)
        self._asks.replace(snapshot.ask_prices, snapshot.ask_quantities)
        self._update = snapshot.update
        self._is_whole = True
        self._shown.clear()

    def apply(self, delta: market_pb2.BookDelta) -> bool:
        """Applies a change; False if one before it is missing."""
        if not self._is_whole or delta.update <= self._update:
            return True
        if delta.previous_update > self._update:
            self.lose()
            return False
        self._bids.apply(delta.bid_prices, delta.bid_quantities)
        self._asks.apply(delta.ask_prices, delta.ask_quantities)
        self._update = delta.update
        self._shown.clear()
        return True

    def show(self, of: Market, depth: int | None) -> Book:
        """The best levels; all for None. The same value until something changes."""
        book = self._shown.get(depth)
        if book is None:
            scale = of.base.scale
            book = Book(
                market=of.symbol,
                update=self._update,
                bids=self._bids.levels(scale, depth, highest_first=True),
                asks=self._asks.levels(scale, depth, highest_first=False),
            )
            self._shown[depth] = book
        return book
