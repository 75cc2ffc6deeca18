"""The client for programs that use asyncio."""

from __future__ import annotations

import asyncio
import contextlib
import os
import uuid
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from rialto import requests, wire
from rialto.aio_dealing import AsyncDealing
from rialto.errors import Refused, RialtoError
from rialto.models import Book, Market, Outcome, Preview, ReplaceMode, Side, Trade
from rialto.requests import OrderName, OrderOptions
from rialto.rest import Rest
from rialto.retries import until_answered
from rialto.session import Session
from rialto.state import State
from rialto.units import Amount
from rialto.v1 import orders_pb2, stream_pb2
from rialto.watching import AsyncEvents

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

#: Where the venue is, unless the client or RIALTO_URL says otherwise.
LOCAL = "http://127.0.0.1:8080"
#: Seconds that a call may take, reconnections and repetitions included.
TIMEOUT = 15.0
#: Levels of a book that are shown unless asked for more.
DEPTH = 20
#: Fills that REST lists at once.
FILLS_MAX = 1_000


class AsyncClient(AsyncDealing):
    """A venue, for coroutines of one event loop. Use it as ``async with AsyncClient() as venue``.

    Without arguments it takes ``RIALTO_URL`` and ``RIALTO_TOKEN`` from the environment. Calls raise
    :class:`~rialto.errors.RialtoError`; what is given wrongly raises ValueError or TypeError before
    anything is sent.

    :param account: another account to act as; needs ``sudo``
    :param sudo: use an administrator's rights
    :param timeout: seconds that a call may take, reconnections and repetitions included
    :param wait_for_room: wait when there are too many commands, instead of raising RateLimited
    :param every_change: of books; without it changes come together, at most every 50 ms
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
        url = url or os.environ.get("RIALTO_URL", LOCAL)
        token = token or os.environ.get("RIALTO_TOKEN", "")
        if not token:
            raise ValueError("no token: give one, or set RIALTO_TOKEN")
        self._timeout = timeout
        self._wait_for_room = wait_for_room
        self._state = State()
        self._session = Session(
            url,
            token,
            self._state,
            account=account,
            sudo=sudo,
            raw=every_change,
            recover=self._recover,
        )
        self._rest = Rest(url, token, account=account, sudo=sudo)
        self._seen = 0

    async def open(self) -> Self:
        """Connects and waits until the account's state is here. ``async with`` does it."""
        await self._session.open(self._timeout)
        return self

    async def close(self) -> None:
        """Ends the connection. Open orders stay open."""
        await self._session.close()

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    # Markets.

    async def market(self, market: str | Market) -> Market:
        """A market's rules; asks the venue for one that is not known yet."""
        if isinstance(market, Market):
            return market
        if market not in self._state.symbols:
            await self._session.refresh_markets(self._timeout)
        known = self._state.symbols.get(market)
        if known is None:
            raise Refused("market-unknown", "There is no such market", f"named {market}")
        return known

    async def book(self, market: str | Market, depth: int | None = DEPTH) -> Book:
        """A market's book as it is now, followed from the first call on; depth None for all."""
        while (book := self._current_book(market, depth)) is None:
            known = await self.market(market)
            await self._session.follow_book(known.id, self._timeout)
        return book

    async def trades(self, market: str | Market) -> tuple[Trade, ...]:
        """A market's latest trades, oldest first, followed from the first call on."""
        known = await self.market(market)
        await self._session.follow_trades(known.id, self._timeout)
        with self._state.changed:
            return self._state.trades(known.id) or ()

    # Orders.

    async def buy(
        self,
        market: str | Market,
        quantity: Amount | None = None,
        price: Amount | None = None,
        *,
        idempotency_key: str | None = None,
        **options: Unpack[OrderOptions],
    ) -> Outcome:
        """Places an order to buy: at most at the price, or at the market without one."""
        return await self.place(
            market, "buy", quantity, price, idempotency_key=idempotency_key, **options
        )

    async def sell(
        self,
        market: str | Market,
        quantity: Amount | None = None,
        price: Amount | None = None,
        *,
        idempotency_key: str | None = None,
        **options: Unpack[OrderOptions],
    ) -> Outcome:
        """Places an order to sell: at least at the price, or at the market without one."""
        return await self.place(
            market, "sell", quantity, price, idempotency_key=idempotency_key, **options
        )

    async def place(
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
        of = await self.market(market)
        order = requests.place(of, side, quantity, price, **options)
        return await self._command(stream_pb2.ClientMessage(place_order=order), of, idempotency_key)

    async def preview(
        self,
        market: str | Market,
        side: Side,
        quantity: Amount | None = None,
        price: Amount | None = None,
        **options: Unpack[OrderOptions],
    ) -> Preview:
        """What the order would do if it were placed now. Changes nothing."""
        of = await self.market(market)
        order = requests.place(of, side, quantity, price, **options)
        message = stream_pb2.ClientMessage(preview_order=orders_pb2.PreviewOrder(order=order))
        answer = await self._send(message)
        return wire.preview(answer.preview, of, side)

    async def amend(
        self,
        market: str | Market,
        order: OrderName,
        *,
        quantity: Amount | None = None,
        price: Amount | None = None,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Changes an order's total quantity (its filled part included), its price, or both."""
        of = await self.market(market)
        change = requests.amend(of, order, quantity, price)
        return await self._command(
            stream_pb2.ClientMessage(amend_order=change), of, idempotency_key
        )

    async def replace(
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
        of = await self.market(market)
        new = requests.place(of, side, quantity, price, **options)
        change = requests.replace(order, new, mode)
        return await self._command(
            stream_pb2.ClientMessage(replace_order=change), of, idempotency_key
        )

    async def cancel(
        self, market: str | Market, order: OrderName, *, idempotency_key: str | None = None
    ) -> Outcome:
        """Cancels an order; raises OrderUnknown if it is not open any more."""
        of = await self.market(market)
        end = requests.cancel(of, order)
        return await self._command(stream_pb2.ClientMessage(cancel_order=end), of, idempotency_key)

    async def cancel_all(
        self,
        market: str | Market | None = None,
        side: Side | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> int:
        """Cancels all open orders, of a market and of a side if given. How many there were."""
        of = None if market is None else await self.market(market)
        end = requests.cancel_all(of, side)
        message = stream_pb2.ClientMessage(cancel_all=end)
        return (await self._command(message, of, idempotency_key)).count

    async def _command(
        self, message: stream_pb2.ClientMessage, of: Market | None, key: str | None
    ) -> Outcome:
        message.idempotency_key = key or uuid.uuid4().hex
        answer = await self._send(message)
        return wire.outcome(answer.outcome, of)

    async def _called(
        self, message: stream_pb2.ClientMessage, key: str | None, *, changes: bool
    ) -> str:
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._timeout
        if changes:
            message.idempotency_key = key or uuid.uuid4().hex
        answer = await self._send(message)
        if changes:
            await self._session.settle(answer.called.sequence, deadline - clock())
        return answer.called.body

    async def _refresh(self) -> None:
        await self._session.refresh_markets(self._timeout)

    async def _send(self, message: stream_pb2.ClientMessage) -> stream_pb2.ServerMessage:
        return await self._session.command(
            message, self._timeout, wait_for_room=self._wait_for_room
        )

    # The rest.

    async def rest(
        self,
        /,
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
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._timeout
        key = "" if method == "GET" else idempotency_key or uuid.uuid4().hex
        request = self._rest.request(method, path, body, query, key)
        answer = await until_answered(
            lambda left: self._rest.attempt(request, left),
            key,
            self._timeout,
            wait_for_room=self._wait_for_room,
            trouble=lambda: f"no answer from {request.url}",
        )
        if key:
            await self._session.settle(answer.sequence, deadline - clock())
        return answer.json

    async def _recover(self, after: int, until: int) -> None:
        """Adds the fills after an event, up to another, which the stream did not tell."""
        with contextlib.suppress(RialtoError):
            told = await self.rest("GET", "/api/v1/trades", limit=str(FILLS_MAX))
            missed = [fill for fill in told["trades"] if after < int(fill["sequence"]) <= until]
            self._state.add_missed(map(wire.fill_of_rest, reversed(missed)))

    # Waiting.

    async def wait(self, timeout: float | None = None) -> bool:
        """Waits until anything has changed since the last wait; False if the time is over."""
        state = self._state
        seen = self._seen
        try:
            await asyncio.wait_for(
                state.until(lambda: state.version != seen or self._session.has_ended), timeout
            )
        except asyncio.TimeoutError:
            return False
        self._session.check()
        self._seen = state.version
        return True

    def events(self) -> AsyncEvents:
        """Everything that happens from now on, of the account and of followed markets."""
        return AsyncEvents(self._state, self._session)
