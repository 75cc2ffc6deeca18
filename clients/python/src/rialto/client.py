"""The client for programs that go step by step."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from rialto.aio import DEPTH, TIMEOUT, AsyncClient
from rialto.blocking import blocking
from rialto.dealing import Dealing
from rialto.models import Book, Market
from rialto.watching import Events

if TYPE_CHECKING:
    from typing_extensions import Self

T = TypeVar("T")


class Client(Dealing):
    """A venue, for one thread or several. Calls return when they are done.

    Connects when it is made; use it as ``with Client() as venue``. A thread of its own reads the
    stream meanwhile, so the state is current however long a bot thinks. Calls, arguments and
    exceptions are those of :class:`~rialto.aio.AsyncClient`, which does the work.
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

    market = blocking(AsyncClient.market)
    trades = blocking(AsyncClient.trades)

    def book(self, market: str | Market, depth: int | None = DEPTH) -> Book:
        """A market's book as it is now, followed from the first call on; depth None for all."""
        return self._current_book(market, depth) or self._do(self._client.book(market, depth))

    # Orders.

    buy = blocking(AsyncClient.buy)
    sell = blocking(AsyncClient.sell)
    place = blocking(AsyncClient.place)
    preview = blocking(AsyncClient.preview)
    amend = blocking(AsyncClient.amend)
    replace = blocking(AsyncClient.replace)
    cancel = blocking(AsyncClient.cancel)
    cancel_all = blocking(AsyncClient.cancel_all)

    # The rest.

    rest = blocking(AsyncClient.rest)

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
