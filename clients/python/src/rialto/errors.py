"""What can go wrong, as exceptions."""

from __future__ import annotations

from decimal import Decimal


class RialtoError(Exception):
    """Everything that this package raises about a venue."""


class ConnectionFailed(RialtoError):
    """There is no venue at the address, or it did not answer in time. Nothing was done."""


class SignInFailed(RialtoError):
    """The venue does not accept the token. The client has given up: make one with another token."""


class OutcomeUnknown(RialtoError):
    """A command may or may not have been done: no answer came in time.

    The same command with the same ``idempotency_key`` gets the first outcome, and does nothing a
    second time. What became of it shows in the state, too, once the venue can be reached.
    """

    def __init__(self, idempotency_key: str) -> None:
        super().__init__(f"no answer in time; repeat it with idempotency_key={idempotency_key!r}")
        self.idempotency_key = idempotency_key


class Refused(RialtoError):
    """The venue said no, and nothing was changed.

    ``code`` is for programs (``insufficient-funds``, ``tick``, ``post-only-would-take`` …: see
    docs/protocol/rest.md), ``title`` and ``detail`` are for people. ``needed`` and ``available``
    are the figures that explain it, in ``unit``, where there are any.
    """

    def __init__(
        self,
        code: str,
        title: str = "",
        detail: str = "",
        *,
        needed: Decimal | None = None,
        available: Decimal | None = None,
        unit: str = "",
        limit: str = "",
        retry_after: float = 0.0,
        sequence: int = 0,
        replayed: bool = False,
    ) -> None:
        figures = "" if needed is None else f" (needed {needed}, available {available} {unit})"
        super().__init__(f"{code}: {title}{figures}. {detail}".strip())
        self.code = code
        self.title = title
        self.detail = detail
        self.needed = needed
        self.available = available
        self.unit = unit
        #: Which limit was met, for :class:`RateLimited`.
        self.limit = limit
        #: Seconds after which a new attempt makes sense; 0 for never or now.
        self.retry_after = retry_after
        #: The venue's last event before the answer.
        self.sequence = sequence
        #: This answers an earlier command with the same idempotency key.
        self.replayed = replayed


class InsufficientFunds(Refused):
    """The account has not enough: ``needed`` and ``available`` say how much, of ``unit``."""


class OrderUnknown(Refused):
    """There is no such open order of the account. It may just have been filled."""


class RateLimited(Refused):
    """Too many commands, in a second or unanswered, and the time to wait for room was over."""


#: Subclasses of Refused by their codes.
BY_CODE: dict[str, type[Refused]] = {
    "insufficient-funds": InsufficientFunds,
    "order-unknown": OrderUnknown,
    "rate-limited": RateLimited,
    "too-many-in-flight": RateLimited,
}
