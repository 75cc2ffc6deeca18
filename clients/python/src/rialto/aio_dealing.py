"""What accounts do besides orders: funds, options, items, money, and any operation of REST."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from rialto import dealings
from rialto.errors import Refused
from rialto.models import Asset, Market, Outcome
from rialto.requests import OrderName
from rialto.shown import Shown
from rialto.units import Amount, to_scaled
from rialto.v1 import dealings_pb2, stream_pb2

ClientMessage = stream_pb2.ClientMessage


class AsyncDealing(Shown, ABC):
    """For coroutines. Each call raises what the client's other calls raise."""

    @abstractmethod
    async def market(self, market: str | Market) -> Market:
        """A market's rules."""

    @abstractmethod
    async def _command(
        self, message: stream_pb2.ClientMessage, of: Market | None, key: str | None
    ) -> Outcome: ...

    @abstractmethod
    async def _called(
        self, message: stream_pb2.ClientMessage, key: str | None, *, changes: bool
    ) -> str: ...

    @abstractmethod
    async def _refresh(self) -> None: ...

    async def _asset(self, symbol: str) -> Asset:
        if symbol not in self._state.assets:
            await self._refresh()
        known = self._state.assets.get(symbol)
        if known is None:
            raise Refused("asset-unknown", "There is no such asset", f"named {symbol}")
        return known

    async def link(
        self,
        market: str | Market,
        order: OrderName,
        other: OrderName,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Lets a resting and a waiting order cancel each other (one cancels the other)."""
        of = await self.market(market)
        message = dealings.link(of, order, other)
        return await self._command(message, of, idempotency_key)

    async def redeem(
        self,
        market: str | Market,
        quantity: Amount,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Turns a fund's shares into what it is made of; a negative quantity makes shares."""
        of = await self.market(market)
        message = dealings.redeem(of, quantity)
        return await self._command(message, of, idempotency_key)

    async def exercise(
        self,
        market: str | Market,
        quantity: Amount,
        *,
        contract: int = 0,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Exercises options that the account holds, the oldest contract first."""
        of = await self.market(market)
        message = dealings.exercise(of, quantity, contract)
        return await self._command(message, of, idempotency_key)

    async def settle(
        self,
        market: str | Market,
        price: Amount,
        *,
        reason: str = "",
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Ends a market of contracts that the account has opened, at a price."""
        of = await self.market(market)
        message = dealings.settle(of, price, reason)
        return await self._command(message, of, idempotency_key)

    async def transfer(
        self,
        recipient: int,
        asset: str,
        amount: Amount,
        *,
        note: str = "",
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Moves money to another account."""
        message = dealings.transfer(recipient, await self._asset(asset), amount, note)
        return await self._command(message, None, idempotency_key)

    async def claim(
        self,
        code: str,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Credits the account with what a redeem code is worth."""
        message = ClientMessage(claim_code=dealings_pb2.ClaimCode(code=code))
        return await self._command(message, None, idempotency_key)

    async def share(
        self,
        owner: int,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Lets another user own the account as well."""
        message = ClientMessage(share_account=dealings_pb2.ShareAccount(owner=owner))
        return await self._command(message, None, idempotency_key)

    async def create_alt(
        self,
        name: str,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Opens an account without a person under the account: its number is ``id``."""
        message = ClientMessage(create_alt=dealings_pb2.CreateAlt(name=name))
        return await self._command(message, None, idempotency_key)

    async def list_item(
        self,
        name: str,
        asset: str,
        buy_now_price: Amount | None = None,
        *,
        description: str = "",
        picture: str = "",
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Puts an item up for auction: its number is ``id``."""
        of = await self._asset(asset)
        terms = dealings.terms(name, of, buy_now_price, description, picture)
        message = ClientMessage(list_item=dealings_pb2.ListItem(terms=terms))
        return await self._command(message, None, idempotency_key)

    async def edit_item(
        self,
        listing: int,
        name: str,
        asset: str,
        buy_now_price: Amount | None = None,
        *,
        description: str = "",
        picture: str = "",
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Gives an item other terms, all of them, until it is sold."""
        of = await self._asset(asset)
        terms = dealings.terms(name, of, buy_now_price, description, picture)
        edit = dealings_pb2.EditItem(listing=listing, terms=terms)
        message = ClientMessage(edit_item=edit)
        return await self._command(message, None, idempotency_key)

    async def delete_item(
        self,
        listing: int,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Takes an item off, until it is sold."""
        message = ClientMessage(delete_item=dealings_pb2.DeleteItem(listing=listing))
        return await self._command(message, None, idempotency_key)

    async def buy_item(
        self,
        listing: int,
        asset: str,
        price: Amount,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Buys an item at its price."""
        of = await self._asset(asset)
        scaled = to_scaled(price, of.scale, "price")
        message = ClientMessage(buy_item=dealings_pb2.BuyItem(listing=listing, price=scaled))
        return await self._command(message, None, idempotency_key)

    async def call(
        self,
        operation: str,
        parameters: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> Any:
        """Any operation of REST on the stream, by its name in ``/openapi.json``, with its JSON.

        ``call("listTrades", {"limit": "10"})``. What changes something has a key and is done at
        most once. A client that acts as another account names it: ``{"account": "7", …}``.
        """
        message = dealings.call(operation, parameters, body)
        # The venue's names of what only reads; some that change something have no body.
        reads = body is None and operation.startswith(("get", "list"))
        return json.loads(await self._called(message, idempotency_key, changes=not reads))
