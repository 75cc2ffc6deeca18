"""When a request is sent again, and what is said in the end: docs/protocol/retries.md."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from rialto.errors import ConnectionFailed, OutcomeUnknown, RateLimited, Refused, RialtoError

T = TypeVar("T")

#: Answers after which the same request is sent again: nothing was done, or nobody knows.
_AGAIN: Final = frozenset(
    {
        "outcome-unknown",
        "venue-unavailable",
        "venue-out-of-room",
        "view-behind",
        "view-busy",
        "view-closed",
    }
)
_PAUSE_LEAST = 0.05


class NotSent(Exception):
    """There was no connection: nothing was done."""


class Lost(Exception):
    """No answer came: it may have been done."""


async def until_answered(
    attempt: Callable[[float], Awaitable[T]],
    key: str,
    timeout: float,
    *,
    wait_for_room: bool,
    trouble: Callable[[], str],
) -> T:
    """Tries until there is an answer, always with the same key.

    An attempt gets the seconds that are left. Raises Refused for a denial, ConnectionFailed if it
    could not be sent, OutcomeUnknown if nobody knows what became of it when the time is over.
    """
    clock = asyncio.get_running_loop().time
    deadline = clock() + timeout
    doubtful = False
    while True:
        pause = _PAUSE_LEAST
        failure: RialtoError
        try:
            return await attempt(deadline - clock())
        except NotSent:
            failure, again = ConnectionFailed(trouble()), True
        except Lost:
            failure, again = ConnectionFailed(trouble()), True
            doubtful = doubtful or key != ""
        except Refused as refused:
            limited = isinstance(refused, RateLimited)
            failure, again = refused, refused.code in _AGAIN or (limited and wait_for_room)
            doubtful = doubtful or refused.code == "outcome-unknown"
            if not again and not limited:
                # The outcome, be it of this attempt or of one before.
                raise
            pause = max(refused.retry_after, pause)
        if not again or clock() + pause > deadline:
            raise OutcomeUnknown(key) if doubtful else failure
        await asyncio.sleep(pause)
