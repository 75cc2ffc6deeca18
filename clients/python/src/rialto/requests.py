"""What a bot asks for, as messages of the wire."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypedDict

from rialto import wire
from rialto.models import (
    Condition,
    Exits,
    Instruction,
    Market,
    Order,
    Outcome,
    Peg,
    ReplaceMode,
    SelfTradePrevention,
    Side,
    TimeInForce,
)
from rialto.units import PRICE_SCALE, Amount, to_nanos, to_scaled
from rialto.v1 import orders_pb2

if TYPE_CHECKING:
    from typing_extensions import Unpack

#: An order by the venue's id, by one's own client order id, or as the client showed it.
OrderName = int | str | Order | Outcome


class OrderOptions(TypedDict, total=False):
    """What most orders leave out."""

    #: The most that a market order to buy may spend, fees included.
    budget: Amount
    #: ``gtc`` for limit orders and ``ioc`` for market orders unless given.
    time_in_force: TimeInForce
    #: To be denied rather than take.
    post_only: bool
    #: For ``gtd`` and ``day``.
    expires_at: datetime
    #: One's own name of the order, unique among one's open orders.
    client_order_id: str
    self_trade_prevention: SelfTradePrevention
    #: ``limit`` with a price and ``market`` without, unless given.
    order_type: Literal["limit", "market"]
    #: To slide rather than take, or to be made as small as the position that it reduces.
    instruction: Instruction
    #: What it waits for before it enters: of a trailing stop a trail, else a trigger price.
    condition: Condition
    trigger_price: Amount
    #: How far from the best trade since.
    trail: Amount
    #: The most that it shows at a time.
    display_quantity: Amount
    #: The price that it follows, its own being the worst that it follows to.
    peg: Peg
    #: How far from that price, up or down.
    peg_offset: Amount
    #: How what it buys is sold again.
    exits: Exits


def place(
    market: Market,
    side: Side,
    quantity: Amount | None,
    price: Amount | None,
    **options: Unpack[OrderOptions],
) -> orders_pb2.PlaceOrder:
    """An order."""
    kind = options.get("order_type", "market" if price is None else "limit")
    request = orders_pb2.PlaceOrder(
        market=market.id,
        side=_name(orders_pb2.Side, "SIDE_", side),
        order_type=_name(orders_pb2.OrderType, "ORDER_TYPE_", kind),
        time_in_force=_name(orders_pb2.TimeInForce, "TIME_IN_FORCE_", options.get("time_in_force")),
        self_trade_prevention=_name(
            orders_pb2.SelfTradePrevention,
            "SELF_TRADE_PREVENTION_",
            options.get("self_trade_prevention"),
        ),
        post_only=options.get("post_only", False),
        client_order_id=options.get("client_order_id", ""),
        instruction=_name(orders_pb2.Instruction, "INSTRUCTION_", options.get("instruction")),
        condition=_name(orders_pb2.Condition, "CONDITION_", options.get("condition")),
        trigger_price=_price(options.get("trigger_price"), "trigger price"),
        trail=_price(options.get("trail"), "trail"),
        peg=_name(orders_pb2.Peg, "PEG_", options.get("peg")),
        peg_offset=_price(options.get("peg_offset"), "peg offset"),
    )
    if price is not None:
        request.price = to_scaled(price, PRICE_SCALE, "price")
    if quantity is not None:
        request.quantity = to_scaled(quantity, market.base.scale, "quantity")
    if "budget" in options:
        request.budget = to_scaled(options["budget"], market.quote.scale, "budget")
    if "display_quantity" in options:
        request.display_quantity = to_scaled(
            options["display_quantity"], market.base.scale, "display quantity"
        )
    if "exits" in options:
        request.exits.CopyFrom(_exits(options["exits"]))
    if "expires_at" in options:
        request.expires_at = to_nanos(options["expires_at"])
    return request


def _exits(exits: Exits) -> orders_pb2.Exits:
    return orders_pb2.Exits(
        take_profit_price=_price(exits.take_profit_price, "take-profit price"),
        take_profit_limit=_price(exits.take_profit_limit, "take-profit limit"),
        stop_price=_price(exits.stop_price, "stop price"),
        stop_limit=_price(exits.stop_limit, "stop limit"),
    )


def _price(price: Amount | None, what: str) -> int:
    """As the wire has it; 0 for none."""
    return 0 if price is None else to_scaled(price, PRICE_SCALE, what)


def amend(
    market: Market, order: OrderName, quantity: Amount | None, price: Amount | None
) -> orders_pb2.AmendOrder:
    """A change of a resting order."""
    order_id, client_order_id = named(order)
    request = orders_pb2.AmendOrder(
        market=market.id, order_id=order_id, client_order_id=client_order_id
    )
    if price is not None:
        request.price = to_scaled(price, PRICE_SCALE, "price")
    if quantity is not None:
        request.quantity = to_scaled(quantity, market.base.scale, "quantity")
    return request


def cancel(market: Market, order: OrderName) -> orders_pb2.CancelOrder:
    """The end of one order."""
    order_id, client_order_id = named(order)
    return orders_pb2.CancelOrder(
        market=market.id, order_id=order_id, client_order_id=client_order_id
    )


def cancel_all(market: Market | None, side: Side | None) -> orders_pb2.CancelAll:
    """The end of all orders."""
    return orders_pb2.CancelAll(
        market=market.id if market else 0, side=_name(orders_pb2.Side, "SIDE_", side)
    )


def replace(
    order: OrderName, new: orders_pb2.PlaceOrder, mode: ReplaceMode
) -> orders_pb2.ReplaceOrder:
    """An order instead of another."""
    order_id, client_order_id = named(order)
    return orders_pb2.ReplaceOrder(
        cancel_order_id=order_id,
        cancel_client_order_id=client_order_id,
        mode=_name(orders_pb2.ReplaceMode, "REPLACE_MODE_", mode),
        order=new,
    )


def named(order: OrderName) -> tuple[int, str]:
    """The venue's id or the client order id; the other is 0 or empty."""
    if isinstance(order, str):
        return 0, order
    if isinstance(order, Order):
        return order.id, ""
    return (order.order_id if isinstance(order, Outcome) else order), ""


def _name(enum: wire.Words, prefix: str, word: str | None) -> str | None:
    """The name on the wire of a word, if there is one."""
    return None if word is None else wire.name_of(enum, prefix, word)
