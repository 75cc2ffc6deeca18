"""What happens, one after the other, for bots that react rather than look."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from rialto.models import Balance, Fill, Order, Position, Trade


@dataclass(frozen=True, slots=True)
class BookChanged:
    """A followed book is another than it was. Several changes may be told as one."""

    market: str


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """A followed market opened, paused, closed …"""

    market: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Everyone of the venue, or of a universe that the account has to do with, was told this."""

    #: 0 for the venue.
    universe: int
    text: str
    time: datetime


@dataclass(frozen=True, slots=True)
class OwnerChanged:
    """Somebody owns an account from now on, or no longer: this account, or an account of it."""

    account: int
    owner: int
    added: bool


@dataclass(frozen=True, slots=True)
class Connected:
    """The stream is there again after it was lost, and the state is current.

    If ``resumed`` all that happened meanwhile to the account came as events before this one.
    Otherwise, as after a restart of the venue, the state was replaced: orders and balances are
    right, fills that the venue still lists came as events, other changes in between were not told.
    """

    resumed: bool


@dataclass(frozen=True, slots=True)
class Lagged:
    """The bot was too slow: so many of the oldest events were dropped. The state is right."""

    count: int


Event = (
    BookChanged
    | Trade
    | Order
    | Fill
    | Balance
    | Position
    | Notice
    | OwnerChanged
    | StatusChanged
    | Connected
    | Lagged
)

#: Events that may wait for a bot.
WAITING_MAX = 10_000


class EventQueue:
    """Events that wait for one bot. Changes of a book are one event until it is taken."""

    def __init__(self, waiting_max: int = WAITING_MAX) -> None:
        self._waiting: deque[Event] = deque()
        self._waiting_max = waiting_max
        self._books: set[str] = set()
        self._dropped = 0

    def put(self, event: Event) -> None:
        """Adds an event, dropping the oldest where there is no room."""
        if isinstance(event, BookChanged):
            if event.market in self._books:
                return
            self._books.add(event.market)
        if len(self._waiting) >= self._waiting_max:
            self._forget(self._waiting.popleft())
            self._dropped += 1
        self._waiting.append(event)

    def take(self) -> Event | None:
        """The next event; None if there is none."""
        if self._dropped:
            lagged, self._dropped = Lagged(self._dropped), 0
            return lagged
        if not self._waiting:
            return None
        event = self._waiting.popleft()
        self._forget(event)
        return event

    def _forget(self, event: Event) -> None:
        if isinstance(event, BookChanged):
            self._books.discard(event.market)
