"""Requests and answers, subscriptions, and how both survive a lost connection.

All of the protocol is here, in :mod:`rialto.link` and in :mod:`rialto.state`; the two clients only
dress it. See docs/protocol/stream.md and retries.md.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from rialto import wire
from rialto.errors import ConnectionFailed, OutcomeUnknown, RialtoError
from rialto.link import Link
from rialto.retries import Lost, NotSent, until_answered
from rialto.state import State
from rialto.v1 import account_pb2, market_pb2, stream_pb2

ClientMessage = stream_pb2.ClientMessage
ServerMessage = stream_pb2.ServerMessage

#: An account's update comes right behind the answer: after this the client asks whether one does.
_SETTLE_PAUSE = 0.05


@dataclass(eq=False)
class _Pending:
    """A request that waits for its answer, on this connection or the next."""

    message: ClientMessage
    answer: asyncio.Future[ServerMessage]
    #: Number of the connection that it was sent on last; 0 for none.
    connection: int = 0

    @property
    def is_in_doubt(self) -> bool:
        """It may have been done."""
        return self.connection != 0 and self.message.idempotency_key != ""


class Session:
    """Keeps a state from the stream and sends requests, over as many connections as it takes."""

    def __init__(
        self,
        url: str,
        token: str,
        state: State,
        *,
        account: int,
        sudo: bool,
        raw: bool,
        recover: Callable[[int, int], Coroutine[Any, Any, None]],
    ) -> None:
        self._state = state
        #: Fetches what the stream did not tell between two events.
        self._recover = recover
        self._resuming_after = 0
        self._account = account
        self._pace = market_pb2.PACE_RAW if raw else market_pb2.PACE_20_HZ
        self._link = Link(url, token, sudo=sudo, listener=self)
        self._books: set[int] = set()
        self._trades: set[int] = set()
        self._pending: dict[int, _Pending] = {}
        self._numbers = 0
        #: Requests that this connection needs answers to; the last of them; the one after whose
        #: answer the state is current.
        self._greeting: set[int] = set()
        self._greeted = 0
        self._ready_with = 0
        self._resumed = False
        self._was_ready = False
        #: The state is current.
        self.is_ready = False
        #: What waits for a list of the markets.
        self._held_back: list[ServerMessage] | None = None
        self._failure: RialtoError | None = None
        self._chores: set[asyncio.Task[None]] = set()

    @property
    def has_ended(self) -> bool:
        """Nothing comes any more."""
        return self._failure is not None

    def check(self) -> None:
        """Raises why nothing comes any more, if so."""
        if self._failure:
            raise self._failure

    async def open(self, timeout: float) -> None:
        """Connects, and waits for the first state."""
        self._link.start()
        try:
            await self._wait(lambda: self.is_ready, timeout)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Ends the connection; whoever waits for an answer gets an exception."""
        self.on_end(ConnectionFailed("the client is closed"))
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        await self._link.close()

    # Requests.

    async def command(
        self, message: ClientMessage, timeout: float, *, wait_for_room: bool = True
    ) -> ServerMessage:
        """Sends a request until it is answered, with one key, so that it is done at most once.

        Raises Refused for a denial, ConnectionFailed if it could not be sent, OutcomeUnknown if
        nobody knows what became of it when the time is over.
        """
        clock = asyncio.get_running_loop().time
        deadline = clock() + timeout
        answer = await until_answered(
            lambda left: self._answered(message, left),
            message.idempotency_key,
            timeout,
            wait_for_room=wait_for_room,
            trouble=self._trouble,
        )
        if answer.HasField("outcome"):
            await self.settle(answer.outcome.sequence, deadline - clock())
        return answer

    async def _answered(self, message: ClientMessage, timeout: float) -> ServerMessage:
        answer = await self._ask(message, timeout)
        if answer.HasField("failure"):
            raise wire.refused(answer.failure)
        return answer

    async def refresh_markets(self, timeout: float) -> None:
        """Asks for all markets again."""
        await self.command(ClientMessage(list_markets=market_pb2.ListMarkets()), timeout)

    async def follow_book(self, market: int, timeout: float) -> None:
        """Follows a market's book from now on; waits until it is current."""
        await self._follow(self._books, market, self._book_request(market), timeout)
        books = self._state.books
        await self._wait(lambda: market in books and books[market].is_whole, timeout)

    async def follow_trades(self, market: int, timeout: float) -> None:
        """Follows a market's trades from now on; waits for the latest."""
        await self._follow(self._trades, market, _trades_request(market), timeout)
        await self._wait(lambda: self._state.trades(market) is not None, timeout)

    async def _follow(
        self, followed: set[int], market: int, request: ClientMessage, timeout: float
    ) -> None:
        if market in followed:
            return
        followed.add(market)
        try:
            await self.command(request, timeout)
        except RialtoError as failure:
            # A connection that came meanwhile has greeted with it.
            if getattr(failure, "code", "") != "already-subscribed":
                followed.discard(market)
                raise

    async def _wait(self, condition: Callable[[], bool], timeout: float) -> None:
        self.check()
        if condition():
            return
        waiting = self._state.until(lambda: self.has_ended or condition())
        try:
            await asyncio.wait_for(waiting, timeout)
        except asyncio.TimeoutError:
            raise ConnectionFailed(self._trouble()) from None
        self.check()

    def _trouble(self) -> str:
        return f"no answer from {self._link.address}: {self._link.trouble}"

    async def settle(self, sequence: int, timeout: float) -> None:
        """Waits until the state includes an event; only as long as the command may last."""
        state = self._state
        with contextlib.suppress(asyncio.TimeoutError):
            patience = min(_SETTLE_PAUSE, max(timeout, 0))
            await asyncio.wait_for(state.until(lambda: state.reached >= sequence), patience)
            return
        # What changed nothing is told by nothing; a Pong comes behind all that there was to tell.
        with contextlib.suppress(NotSent, Lost, RialtoError):
            await self._ask(ClientMessage(ping=stream_pb2.Ping()), timeout)

    async def _ask(self, message: ClientMessage, timeout: float) -> ServerMessage:
        """Sends one request and waits for its answer, over reconnections."""
        self.check()
        pending = _Pending(message, asyncio.get_running_loop().create_future())
        number = self._number(message)
        self._pending[number] = pending
        try:
            await self._send(pending)
            return await asyncio.wait_for(pending.answer, max(timeout, 0.001))
        except asyncio.TimeoutError:
            raise (Lost if pending.connection else NotSent) from None
        finally:
            self._pending.pop(number, None)

    def _number(self, message: ClientMessage) -> int:
        self._numbers += 1
        message.correlation_id = self._numbers
        # A call names it where the operation takes it.
        message.account = 0 if message.HasField("call") else self._account
        return self._numbers

    async def _send(self, pending: _Pending) -> None:
        """Sends a request, once on each connection."""
        if pending.connection != self._link.connection and self._link.connection != 0:
            pending.connection = self._link.connection
            await self._link.send(pending.message.SerializeToString())

    async def _greet(self, message: ClientMessage) -> None:
        """Sends what belongs to this connection, and without which it is of no use."""
        self._greeted = self._number(message)
        self._greeting.add(self._greeted)
        await self._link.send(message.SerializeToString())

    # The connection.

    async def on_open(self) -> None:
        """Asks for all that the state is made of, and sends again what was not answered."""
        self._resuming_after = self._state.account_sequence
        account = account_pb2.SubscribeAccount(resume_after=self._resuming_after)
        greeting = [
            ClientMessage(list_markets=market_pb2.ListMarkets()),
            ClientMessage(subscribe_account=account),
            *map(self._book_request, sorted(self._books)),
            *map(_trades_request, sorted(self._trades)),
            # Its answer comes behind everything.
            ClientMessage(ping=stream_pb2.Ping()),
        ]
        for message in greeting:
            await self._greet(message)
        self._ready_with = self._greeted
        for pending in [self._pending[number] for number in sorted(self._pending)]:
            if not pending.answer.done():
                await self._send(pending)

    def on_lost(self) -> None:
        """What is shown may be old."""
        self.is_ready = False
        self._greeting.clear()
        self._resumed = False
        self._held_back = None
        for book in self._state.books.values():
            book.lose()
        self._state.touch()

    def on_end(self, failure: RialtoError) -> None:
        """Nothing goes on after this."""
        self._failure = self._failure or failure
        for pending in self._pending.values():
            if not pending.answer.done():
                doubt = OutcomeUnknown(pending.message.idempotency_key)
                pending.answer.set_exception(doubt if pending.is_in_doubt else self._failure)
        self._state.touch()

    def on_message(self, message: ServerMessage) -> None:
        """Applies a message in its turn."""
        if message.HasField("failure") and message.correlation_id in self._greeting:
            self._link.abort(f"{message.failure.code}: {message.failure.title}")
        elif message.HasField("markets"):
            held, self._held_back = self._held_back, None
            for one in [message, *(held or ())]:
                self._apply(one)
        elif self._held_back is not None:
            self._held_back.append(message)
        elif self._state.needs_markets(message):
            # Of a market that was made since: what follows waits until it is known.
            self._held_back = [message]
            self._chore(self._greet(ClientMessage(list_markets=market_pb2.ListMarkets())))
        else:
            self._apply(message)

    def _apply(self, message: ServerMessage) -> None:
        gap = self._state.apply(message)
        if gap:
            self._chore(self._renew_book(gap))
        number = message.correlation_id
        if number in self._greeting:
            self._on_greeting(number, message)
        pending = self._pending.get(number)
        if pending and not pending.answer.done():
            pending.answer.set_result(message)

    def _on_greeting(self, number: int, message: ServerMessage) -> None:
        self._greeting.discard(number)
        if message.HasField("subscribed") and message.subscribed.resumed:
            self._resumed = True
        if number == self._ready_with:
            self.is_ready = True
            if self._was_ready:
                # What comes later, the stream tells.
                until = self._state.account_sequence
                self._chore(self._connected(self._resuming_after, until, self._resumed))
            self._was_ready = True
            self._state.touch()

    async def _connected(self, after: int, until: int, resumed: bool) -> None:
        if not resumed:
            await self._recover(after, until)
        self._state.connected(resumed)

    async def _renew_book(self, market: int) -> None:
        """Begins a book anew of which something is missing."""
        await self._greet(ClientMessage(unsubscribe=stream_pb2.Unsubscribe(book=market)))
        await self._greet(self._book_request(market))

    def _book_request(self, market: int) -> ClientMessage:
        subscription = market_pb2.SubscribeBook(market=market, pace=self._pace)
        return ClientMessage(subscribe_book=subscription)

    def _chore(self, work: Coroutine[Any, Any, object]) -> None:
        async def run() -> None:
            await work

        task = asyncio.get_running_loop().create_task(run())
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _trades_request(market: int) -> ClientMessage:
    return ClientMessage(subscribe_trades=market_pb2.SubscribeTrades(market=market))
