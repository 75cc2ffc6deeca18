"""What accounts do besides orders, step by step."""

from __future__ import annotations

from rialto.aio_dealing import AsyncDealing
from rialto.blocking import Blocking, blocking
from rialto.shown import Shown


class Dealing(Shown, Blocking):
    """For threads. Each call is that of :class:`~rialto.aio_dealing.AsyncDealing`."""

    link = blocking(AsyncDealing.link)
    redeem = blocking(AsyncDealing.redeem)
    exercise = blocking(AsyncDealing.exercise)
    settle = blocking(AsyncDealing.settle)
    transfer = blocking(AsyncDealing.transfer)
    claim = blocking(AsyncDealing.claim)
    share = blocking(AsyncDealing.share)
    create_alt = blocking(AsyncDealing.create_alt)
    list_item = blocking(AsyncDealing.list_item)
    edit_item = blocking(AsyncDealing.edit_item)
    delete_item = blocking(AsyncDealing.delete_item)
    buy_item = blocking(AsyncDealing.buy_item)
    call = blocking(AsyncDealing.call)
