"""The current state of what a client may see, kept from the messages of the stream."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace

from rialto import wire
from rialto.books import FollowedBook
from rialto.events import (
    BookChanged,
    Connected,
    Event,
    EventQueue,
    Notice,
    OwnerChanged,
    StatusChanged,
)
from rialto.models import Asset, Balance, Fill, Market, Order, Position, Trade
from rialto.units import to_time
from rialto.v1 import account_pb2, market_pb2, stream_pb2

#: Trades of a market, and fills of the account, that are kept.
KEPT_MAX = 1_000


class State:
    """What is known of the venue. Messages are applied by one thread; any thread may read.

    Readers hold ``changed`` (a condition that is notified after every change), so that they see
    the state between two messages, never in the middle of one.
    """

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        #: Counts changes.
        self.version = 0
        self.account = 0
        #: Of the last message about the account that was applied: what to resume after.
        self.account_sequence = 0
        #: All that happened to the account up to this event is in the state.
        self.reached = 0
        self.markets: dict[int, Market] = {}
        self.symbols: dict[str, Market] = {}
        self.books: dict[int, FollowedBook] = {}
        self._orders: dict[tuple[int, int], Order] = {}
        self.assets: dict[str, Asset] = {}
        self._balances: dict[str, Balance] = {}
        self._positions: dict[str, Position] = {}
        self._trades: dict[int, deque[Trade]] = {}
        self._fills: deque[Fill] = deque(maxlen=KEPT_MAX)
        self._queues: list[EventQueue] = []
        self._waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []

    # What readers ask for; under ``changed``.

    def orders(self, market: int | None) -> tuple[Order, ...]:
        """Open orders, oldest first in each market."""
        return tuple(
            order for (of, _), order in sorted(self._orders.items()) if market in (None, of)
        )

    def balances(self) -> dict[str, Balance]:
        """By asset."""
        return dict(self._balances)

    def positions(self) -> dict[str, Position]:
        """By market."""
        return dict(self._positions)

    def trades(self, market: int) -> tuple[Trade, ...] | None:
        """The latest of a followed market, oldest first; None before there is a snapshot."""
        trades = self._trades.get(market)
        return None if trades is None else tuple(trades)

    def fills(self) -> tuple[Fill, ...]:
        """The latest of the account since the client was made, oldest first."""
        return tuple(self._fills)

    # Waiting, on the event loop that applies messages.

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits until it holds."""
        if condition():
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (condition, future)
        self._waiting.append(entry)
        try:
            await future
        finally:
            if entry in self._waiting:
                self._waiting.remove(entry)

    def open_queue(self, queue: EventQueue) -> None:
        """Events are put there from now on."""
        with self.changed:
            self._queues.append(queue)

    def close_queue(self, queue: EventQueue) -> None:
        """No more events are put there."""
        with self.changed:
            self._queues.remove(queue)

    # Applying.

    def apply(self, message: stream_pb2.ServerMessage) -> int:
        """Applies what a message tells. Returns a market whose book has a gap, or 0."""
        kind = message.WhichOneof("content")
        gap = 0
        with self.changed:
            if kind == "book_delta":
                gap = self._on_delta(message.book_delta)
            elif kind == "account_update":
                self._on_update(message.account_update)
            elif kind == "trade":
                self._on_trades(message.trade.market, [message.trade])
            elif kind == "book_snapshot":
                self._on_book(message.book_snapshot)
            elif kind == "account_snapshot":
                self._on_account(message.account_snapshot)
            elif kind == "trades_snapshot":
                snapshot = message.trades_snapshot
                self._on_trades(snapshot.market, snapshot.trades)
                self._on_status(snapshot.market, snapshot.status, "")
            elif kind == "market_status_change":
                change = message.market_status_change
                self._on_status(change.market, change.status, change.reason)
            elif kind == "markets":
                self._on_markets(message.markets.markets)
            elif kind == "market_appeared":
                self._on_markets([message.market_appeared.market])
            elif kind == "market_withdrawn":
                self._on_withdrawn(message.market_withdrawn.market)
            elif kind == "pong":
                self.reached = max(self.reached, message.pong.sequence)
            elif kind == "heartbeat":
                self.reached = max(self.reached, message.heartbeat.sequence)
            else:
                return 0
            self._tell()
        return gap

    def needs_markets(self, message: stream_pb2.ServerMessage) -> bool:
        """Whether a message speaks of a market that is not known yet."""
        kind = message.WhichOneof("content")
        if kind == "account_update":
            update = message.account_update
            named = [order.market for order in update.orders]
            named += [fill.market for fill in update.fills]
            named += [position.market for position in update.positions]
        elif kind == "account_snapshot":
            snapshot = message.account_snapshot
            named = [order.market for order in snapshot.open_orders]
            named += [position.market for position in snapshot.positions]
        else:
            return False
        return any(market not in self.markets for market in named)

    def connected(self, resumed: bool) -> None:
        """The stream is there again."""
        with self.changed:
            self._put(Connected(resumed))
            self._tell()

    def add_missed(self, fills: Iterable[Fill]) -> None:
        """Adds what was not told by the stream, oldest first; what was told is passed over."""
        with self.changed:
            known = {(fill.market, fill.trade, fill.order) for fill in self._fills}
            for fill in fills:
                if (fill.market, fill.trade, fill.order) not in known:
                    self._fills.append(fill)
                    self._put(fill)
            self._tell()

    def touch(self) -> None:
        """Wakes everyone who waits, to look at something that is not of the stream."""
        with self.changed:
            self._tell()

    def _tell(self) -> None:
        self.version += 1
        self.changed.notify_all()
        for condition, future in self._waiting:
            if not future.done() and condition():
                future.set_result(None)

    def _put(self, event: Event) -> None:
        for queue in self._queues:
            queue.put(event)

    def _on_markets(self, messages: Iterable[market_pb2.Market]) -> None:
        for entry in messages:
            market = wire.market(entry)
            self._replace(market)
            for asset in (market.base, market.quote):
                self.assets[asset.symbol] = asset

    def _on_withdrawn(self, market: int) -> None:
        """It does not exist to this client any more; what was done in it stays told."""
        known = self.markets.get(market)
        if known and self.symbols.get(known.symbol) == known:
            del self.symbols[known.symbol]
        self.books.pop(market, None)
        self._trades.pop(market, None)

    def _on_status(self, market: int, status: int, reason: str) -> None:
        known = self.markets.get(market)
        word = wire.status(status)
        if known is None or known.status == word:
            return
        self._replace(replace(known, status=word))
        self._put(StatusChanged(known.symbol, word, reason))

    def _replace(self, market: Market) -> None:
        self.markets[market.id] = market
        self.symbols[market.symbol] = market

    def _on_book(self, snapshot: market_pb2.BookSnapshot) -> None:
        self.books.setdefault(snapshot.market, FollowedBook()).replace(snapshot)
        self._put(BookChanged(self.markets[snapshot.market].symbol))
        self._on_status(snapshot.market, snapshot.status, "")

    def _on_delta(self, delta: market_pb2.BookDelta) -> int:
        book = self.books.get(delta.market)
        if book is None:
            return 0
        if not book.apply(delta):
            return delta.market
        self._put(BookChanged(self.markets[delta.market].symbol))
        return 0

    def _on_trades(self, market: int, messages: Iterable[market_pb2.Trade]) -> None:
        of = self.markets[market]
        kept = self._trades.setdefault(market, deque(maxlen=KEPT_MAX))
        for message in messages:
            # The snapshot after a reconnection repeats some.
            if kept and message.trade <= kept[-1].number:
                continue
            trade = wire.trade(message, of)
            kept.append(trade)
            self._put(trade)
        if kept:
            self._replace(replace(of, last_price=kept[-1].price))

    def _on_account(self, snapshot: account_pb2.AccountSnapshot) -> None:
        self.account = snapshot.account
        # May be lower than before: of a venue that was restored from a backup.
        self.account_sequence = self.reached = snapshot.sequence
        self._balances = {}
        self._positions = {}
        self._orders = {}
        for balance in snapshot.balances:
            self._on_balance(balance)
        for position in snapshot.positions:
            self._on_position(position)
        for message in snapshot.open_orders:
            self._on_order(message)

    def _on_update(self, update: account_pb2.AccountUpdate) -> None:
        if update.sequence <= self.account_sequence:
            return
        self.account_sequence = update.sequence
        self.reached = max(self.reached, update.sequence)
        for message in update.fills:
            if of := self.markets.get(message.market):
                fill = wire.fill(message, of)
                self._fills.append(fill)
                self._put(fill)
        for entry in update.orders:
            self._on_order(entry)
        for balance in update.balances:
            self._put(self._on_balance(balance))
        for position in update.positions:
            self._on_position(position)
        for change in update.owner_changes:
            self._put(OwnerChanged(change.account, change.owner, change.added))
        for notice in update.notices:
            self._put(Notice(notice.universe, notice.text, to_time(notice.time)))

    def _on_balance(self, message: account_pb2.Balance) -> Balance:
        asset = wire.asset(message.asset)
        self.assets[asset.symbol] = asset
        self._balances[asset.symbol] = balance = wire.balance(message)
        return balance

    def _on_position(self, message: account_pb2.Position) -> None:
        if of := self.markets.get(message.market):
            self._positions[of.symbol] = position = wire.position(message, of)
            self._put(position)

    def _on_order(self, message: account_pb2.Order) -> None:
        of = self.markets.get(message.market)
        if of is None:
            return
        order = wire.order(message, of)
        if order.is_open:
            self._orders[message.market, order.id] = order
        else:
            self._orders.pop((message.market, order.id), None)
        self._put(order)
