"""What both clients show of the state."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from rialto.models import Balance, Book, Fill, Market, Order, Position
from rialto.session import Session
from rialto.state import State


class Shown:
    """The state as it is now, without asking the venue. Each look is at one moment.

    While the connection is lost this is the last that was known: ``is_connected`` tells. What a
    command of this client has done is in the state when the command returns.
    """

    _state: State
    _session: Session

    @property
    def is_connected(self) -> bool:
        """What is shown is current."""
        return self._session.is_ready

    @property
    def account(self) -> int:
        """The account acted as."""
        return self._state.account

    @property
    def sequence(self) -> int:
        """The venue's last event that the account's state includes."""
        return self._state.reached

    @property
    def markets(self) -> Mapping[str, Market]:
        """All markets by symbol."""
        with self._state.changed:
            return MappingProxyType(dict(self._state.symbols))

    @property
    def balances(self) -> Mapping[str, Balance]:
        """What the account has, by asset. An asset that it never had is not in it."""
        with self._state.changed:
            return MappingProxyType(self._state.balances())

    @property
    def positions(self) -> Mapping[str, Position]:
        """What the account owns or owes of markets of contracts, by market."""
        with self._state.changed:
            return MappingProxyType(self._state.positions())

    def available(self, asset: str) -> Decimal:
        """What a new order can use of an asset; 0 for one that the account never had."""
        balance = self.balances.get(asset)
        return balance.available if balance else Decimal(0)

    def orders(self, market: str | Market | None = None) -> tuple[Order, ...]:
        """The account's open orders, of a market or all, oldest first in each market."""
        symbol = market.symbol if isinstance(market, Market) else market
        with self._state.changed:
            if symbol is None:
                return self._state.orders(None)
            known = self._state.symbols.get(symbol)
            return self._state.orders(known.id) if known else ()

    def _current_book(self, market: str | Market, depth: int | None) -> Book | None:
        """A book that is followed already and current."""
        symbol = market.symbol if isinstance(market, Market) else market
        with self._state.changed:
            known = self._state.symbols.get(symbol)
            book = self._state.books.get(known.id) if known else None
            return book.show(known, depth) if known and book and book.is_whole else None

    @property
    def fills(self) -> tuple[Fill, ...]:
        """The account's latest 1,000 fills since this client connected, oldest first."""
        with self._state.changed:
            return self._state.fills()
