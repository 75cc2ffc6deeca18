"""What accounts do besides orders, as messages of the wire."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rialto.models import Asset, Market
from rialto.requests import OrderName, named
from rialto.units import PRICE_SCALE, Amount, to_scaled
from rialto.v1 import dealings_pb2, orders_pb2, stream_pb2

ClientMessage = stream_pb2.ClientMessage


def link(market: Market, order: OrderName, other: OrderName) -> ClientMessage:
    """Two orders that cancel each other."""
    return ClientMessage(
        link_orders=orders_pb2.LinkOrders(
            market=market.id, order_id=_id(order), other_order_id=_id(other)
        )
    )


def _id(order: OrderName) -> int:
    number, name = named(order)
    if name:
        raise ValueError(f"{name!r}: orders are linked by the venue's ids")
    return number


def redeem(market: Market, quantity: Amount) -> ClientMessage:
    """Shares of a fund into contracts, or back."""
    scaled = to_scaled(quantity, market.base.scale, "quantity")
    return ClientMessage(redeem_fund=dealings_pb2.RedeemFund(market=market.id, quantity=scaled))


def exercise(market: Market, quantity: Amount, contract: int) -> ClientMessage:
    """Options that are used."""
    scaled = to_scaled(quantity, market.base.scale, "quantity")
    return ClientMessage(
        exercise_option=dealings_pb2.ExerciseOption(
            market=market.id, quantity=scaled, contract=contract
        )
    )


def settle(market: Market, price: Amount, reason: str) -> ClientMessage:
    """The end of a market of contracts."""
    scaled = to_scaled(price, PRICE_SCALE, "price")
    return ClientMessage(
        settle_market=dealings_pb2.SettleMarket(market=market.id, price=scaled, reason=reason)
    )


def transfer(recipient: int, asset: Asset, amount: Amount, note: str) -> ClientMessage:
    """Money for another account."""
    scaled = to_scaled(amount, asset.scale, "amount")
    return ClientMessage(
        transfer=dealings_pb2.Transfer(
            recipient=recipient, asset=asset.id, amount=scaled, note=note
        )
    )


def terms(
    name: str, asset: Asset, buy_now_price: Amount | None, description: str, picture: str
) -> dealings_pb2.ItemTerms:
    """What an item is sold as."""
    price = 0 if buy_now_price is None else to_scaled(buy_now_price, asset.scale, "price")
    return dealings_pb2.ItemTerms(
        name=name,
        asset=asset.id,
        buy_now_price=price,
        description=description,
        picture=picture,
    )


def call(
    operation: str, parameters: Mapping[str, str] | None, body: Mapping[str, Any] | None
) -> ClientMessage:
    """Any operation of REST."""
    return ClientMessage(
        call=stream_pb2.Call(
            operation=operation,
            parameters=parameters,
            body="" if body is None else json.dumps(body),
        )
    )
