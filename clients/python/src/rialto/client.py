"""The client for programs that go step by step."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from rialto.aio import DEPTH, TIMEOUT, AsyncClient
from rialto.dealing import Dealing
from rialto.models import Book, Market, Outcome, Preview, ReplaceMode, Side, Trade
from rialto.requests import OrderName, OrderOptions
from rialto.units import Amount
from rialto.watching import Events

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

T = TypeVar("T")


class Client(Dealing):
    """A venue, for one thread or several. Calls return when they are done.

    Connects when it is made; use it as ``with Client() as venue``. A thread of its own reads the
    stream meanwhile, so the state is current however long a bot thinks. Arguments and exceptions
    are those of :class:`~rialto.aio.AsyncClient`, which does the work.
    """

    def __init__(
        self,
        url: str | None = None,
        token: str | None = None,
        *,
        account: int = 0,
        sudo: bool = False,
        timeout: float = TIMEOUT,
        wait_for_room: bool = True,
        every_change: bool = True,
    ) -> None:
        self._client = AsyncClient(
            url,
            token,
            account=account,
            sudo=sudo,
            timeout=timeout,
            wait_for_room=wait_for_room,
            every_change=every_change,
        )
        self._state = self._client._state
        self._session = self._client._session
        self._seen = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="rialto", daemon=True)
        self._thread.start()
        try:
            self._do(self._client.open())
        except BaseException:
            self._stop()
            raise

    def close(self) -> None:
        """Ends the connection. Open orders stay open."""
        if not self._loop.is_closed():
            self._do(self._client.close())
            self._stop()

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        """Has the thread of the stream do something, and waits for it."""
        if self._loop.is_closed():
            work.close()
            self._session.check()
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            # Ctrl-C: nobody waits for it any more.
            future.cancel()
            raise

    # Markets.

    def market(self, market: str | Market) -> Market:
        """A market's rules; asks the venue for one that is not known yet."""
        return self._do(self._client.market(market))

    def book(self, market: str | Market, depth: int | None = DEPTH) -> Book:
        """A market's book as it is now, followed from the first call on; depth None for all."""
        return self._current_book(market, depth) or self._do(self._client.book(market, depth))

    def trades(self, market: str | Market) -> tuple[Trade, ...]:
        """A market's latest trades, oldest first, followed from the first call on."""
        return self._do(self._client.trades(market))

    # Orders.

    def buy(
        self,
        market: str | Market,
        quantity: Amount | None = None,
        price: Amount | None = None,
        *,
        idempotency_key: str | None = None,
        **options: Unpack[OrderOptions],
    ) -> Outcome:
        """Places an order to buy: at most at the price, or at the market without one."""
        return self.place(
            market, "buy", quantity, price, idempotency_key=idempotency_key, **options
        )

    def sell(
        self,
        market: str | Market,
        quantity: Amount | None = None,
        price: Amount | None = None,
        *,
        idempotency_key: str | None = None,
        **options: Unpack[OrderOptions],
    ) -> Outcome:
        """Places an order to sell: at least at the price, or at the market without one."""
        return self.place(
            market, "sell", quantity, price, idempotency_key=idempotency_key, **options
        )

    def place(
        self,
        market: str | Market,
        side: Side,
        quantity: Amount | None = None,
        price: Amount | None = None,
        *,
        idempotency_key: str | None = None,
        **options: Unpack[OrderOptions],
    ) -> Outcome:
        """Places an order. Done at most once, however often it must be sent."""
        return self._do(
            self._client.place(
                market, side, quantity, price, idempotency_key=idempotency_key, **options
            )
        )

    def preview(
        self,
        market: str | Market,
        side: Side,
        quantity: Amount | None = None,
        price: Amount | None = None,
        **options: Unpack[OrderOptions],
    ) -> Preview:
        """What the order would do if it were placed now. Changes nothing."""
        return self._do(self._client.preview(market, side, quantity, price, **options))

    def amend(
        self,
        market: str | Market,
        order: OrderName,
        *,
        quantity: Amount | None = None,
        price: Amount | None = None,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Changes an order's total quantity (its filled part included), its price, or both."""
        return self._do(
            self._client.amend(
                market, order, quantity=quantity, price=price, idempotency_key=idempotency_key
            )
        )

    def replace(
        self,
        market: str | Market,
        order: OrderName,
        side: Side,
        quantity: Amount | None = None,
        price: Amount | None = None,
        *,
        mode: ReplaceMode = "stop-on-failure",
        idempotency_key: str | None = None,
        **options: Unpack[OrderOptions],
    ) -> Outcome:
        """Cancels an order and places another, in one step."""
        return self._do(
            self._client.replace(
                market,
                order,
                side,
                quantity,
                price,
                mode=mode,
                idempotency_key=idempotency_key,
                **options,
            )
        )

    def cancel(
        self, market: str | Market, order: OrderName, *, idempotency_key: str | None = None
    ) -> Outcome:
        """Cancels an order; raises OrderUnknown if it is not open any more."""
        return self._do(self._client.cancel(market, order, idempotency_key=idempotency_key))

    def cancel_all(
        self,
        market: str | Market | None = None,
        side: Side | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> int:
        """Cancels all open orders, of a market and of a side if given. How many there were."""
        return self._do(self._client.cancel_all(market, side, idempotency_key=idempotency_key))

    # The rest.

    def rest(
        self,
        method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"],
        path: str,
        body: dict[str, Any] | None = None,
        *,
        idempotency_key: str | None = None,
        **query: str,
    ) -> Any:
        """Any call of REST, with and without JSON: ``rest("GET", "/api/v1/trades", limit="10")``.

        What changes something has a key and is done at most once, like every other command.
        """
        return self._do(
            self._client.rest(method, path, body, idempotency_key=idempotency_key, **query)
        )

    # Waiting.

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until anything has changed since the last wait; False if the time is over."""
        state = self._state
        with state.changed:
            changed = state.changed.wait_for(
                lambda: state.version != self._seen or self._session.has_ended, timeout
            )
            self._session.check()
            self._seen = state.version
        return changed

    def events(self) -> Events:
        """Everything that happens from now on, of the account and of followed markets."""
        return Events(self._state, self._session)
