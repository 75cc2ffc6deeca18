"""Client of a Rialto venue: write a trading bot in ten lines. See docs/bots.md."""

from rialto.aio import AsyncClient
from rialto.client import Client
from rialto.errors import (
    ConnectionFailed,
    InsufficientFunds,
    OrderUnknown,
    OutcomeUnknown,
    RateLimited,
    Refused,
    RialtoError,
    SignInFailed,
)
from rialto.events import BookChanged, Connected, Event, Lagged, StatusChanged
from rialto.models import (
    Asset,
    Balance,
    Book,
    Fill,
    Level,
    Market,
    Order,
    Outcome,
    Preview,
    ReplaceMode,
    SelfTradePrevention,
    Side,
    TimeInForce,
    Trade,
)
from rialto.watching import AsyncEvents, Events

__all__ = [
    "Asset",
    "AsyncClient",
    "AsyncEvents",
    "Balance",
    "Book",
    "BookChanged",
    "Client",
    "Connected",
    "ConnectionFailed",
    "Event",
    "Events",
    "Fill",
    "InsufficientFunds",
    "Lagged",
    "Level",
    "Market",
    "Order",
    "OrderUnknown",
    "Outcome",
    "OutcomeUnknown",
    "Preview",
    "RateLimited",
    "Refused",
    "ReplaceMode",
    "RialtoError",
    "SelfTradePrevention",
    "Side",
    "SignInFailed",
    "StatusChanged",
    "TimeInForce",
    "Trade",
]
