"""What accounts do besides orders, step by step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Coroutine, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from rialto.models import Market, Outcome
from rialto.requests import OrderName
from rialto.shown import Shown
from rialto.units import Amount

if TYPE_CHECKING:
    from rialto.aio import AsyncClient

T = TypeVar("T")


class Dealing(Shown, ABC):
    """For threads. Each call raises what the client's other calls raise."""

    _client: AsyncClient

    @abstractmethod
    def _do(self, work: Coroutine[Any, Any, T]) -> T: ...

    def link(
        self,
        market: str | Market,
        order: OrderName,
        other: OrderName,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Lets a resting and a waiting order cancel each other (one cancels the other)."""
        return self._do(self._client.link(market, order, other, idempotency_key=idempotency_key))

    def redeem(
        self,
        market: str | Market,
        quantity: Amount,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Turns a fund's shares into what it is made of; a negative quantity makes shares."""
        return self._do(self._client.redeem(market, quantity, idempotency_key=idempotency_key))

    def exercise(
        self,
        market: str | Market,
        quantity: Amount,
        *,
        contract: int = 0,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Exercises options that the account holds, the oldest contract first."""
        return self._do(
            self._client.exercise(
                market, quantity, contract=contract, idempotency_key=idempotency_key
            )
        )

    def settle(
        self,
        market: str | Market,
        price: Amount,
        *,
        reason: str = "",
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Ends a market of contracts that the account has opened, at a price."""
        return self._do(
            self._client.settle(market, price, reason=reason, idempotency_key=idempotency_key)
        )

    def transfer(
        self,
        recipient: int,
        asset: str,
        amount: Amount,
        *,
        note: str = "",
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Moves money to another account."""
        return self._do(
            self._client.transfer(
                recipient, asset, amount, note=note, idempotency_key=idempotency_key
            )
        )

    def claim(
        self,
        code: str,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Credits the account with what a redeem code is worth."""
        return self._do(self._client.claim(code, idempotency_key=idempotency_key))

    def share(
        self,
        owner: int,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Lets another user own the account as well."""
        return self._do(self._client.share(owner, idempotency_key=idempotency_key))

    def create_alt(
        self,
        name: str,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Opens an account without a person under the account: its number is ``id``."""
        return self._do(self._client.create_alt(name, idempotency_key=idempotency_key))

    def list_item(
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
        return self._do(
            self._client.list_item(
                name,
                asset,
                buy_now_price=buy_now_price,
                description=description,
                picture=picture,
                idempotency_key=idempotency_key,
            )
        )

    def edit_item(
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
        return self._do(
            self._client.edit_item(
                listing,
                name,
                asset,
                buy_now_price=buy_now_price,
                description=description,
                picture=picture,
                idempotency_key=idempotency_key,
            )
        )

    def delete_item(
        self,
        listing: int,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Takes an item off, until it is sold."""
        return self._do(self._client.delete_item(listing, idempotency_key=idempotency_key))

    def buy_item(
        self,
        listing: int,
        asset: str,
        price: Amount,
        *,
        idempotency_key: str | None = None,
    ) -> Outcome:
        """Buys an item at its price."""
        return self._do(
            self._client.buy_item(listing, asset, price, idempotency_key=idempotency_key)
        )

    def call(
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
        return self._do(
            self._client.call(operation, parameters, body, idempotency_key=idempotency_key)
        )
