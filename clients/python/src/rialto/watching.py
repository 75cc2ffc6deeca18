"""Events, one after the other, for those who wait for them."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from rialto.events import Event, EventQueue
from rialto.session import Session
from rialto.state import State

if TYPE_CHECKING:
    from typing_extensions import Self


class _Queued:
    """A queue of its own, from now until it is closed."""

    def __init__(self, state: State, session: Session) -> None:
        self._state = state
        self._session = session
        self._queue = EventQueue()
        state.open_queue(self._queue)

    def _take(self, taken: list[Event]) -> bool:
        """Takes the next event, if there is one; whether there is anything to be said."""
        event = self._queue.take()
        if event is not None:
            taken.append(event)
        return event is not None or self._session.has_ended

    def _told(self, taken: list[Event]) -> Event | None:
        if taken:
            return taken[0]
        self._session.check()
        return None

    def close(self) -> None:
        """No more events."""
        self._state.close_queue(self._queue)


class AsyncEvents(_Queued):
    """Events, one after the other: ``async for event in venue.events()``."""

    async def get(self, timeout: float | None = None) -> Event | None:
        """The next event; None if the time is over."""
        taken: list[Event] = []
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._state.until(lambda: self._take(taken)), timeout)
        return self._told(taken)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        while True:
            event = await self.get()
            if event is not None:
                return event


class Events(_Queued):
    """Events, one after the other: ``for event in venue.events()``."""

    def get(self, timeout: float | None = None) -> Event | None:
        """The next event; None if the time is over."""
        taken: list[Event] = []
        with self._state.changed:
            self._state.changed.wait_for(lambda: self._take(taken), timeout)
        return self._told(taken)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Event:
        while True:
            event = self.get()
            if event is not None:
                return event
