"""Decimals, and words and messages that a newer venue may send. Without a venue."""

from __future__ import annotations

import decimal
import random
from datetime import datetime, timezone
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

import rialto
from rialto import Refused, wire
from rialto.books import FollowedBook
from rialto.parts import Whole
from rialto.state import State
from rialto.units import to_decimal, to_nanos, to_scaled, to_time, to_time_of_text
from rialto.v1 import account_pb2, market_pb2, orders_pb2, stream_pb2


def test_decimals_go_to_the_wire_and_back() -> None:
    dice = random.Random(7)
    for _ in range(2_000):
        scale = dice.randrange(10)
        scaled = dice.randrange(-(2**63) + 1, 2**63) >> dice.randrange(63)
        value = to_decimal(scaled, scale)
        assert to_scaled(value, scale, "x") == scaled
        assert value * 10**scale == scaled or scaled > 10**18 or scaled < -(10**18)
        assert "E" not in str(value) or abs(value) < Decimal("0.000001")


def test_a_bots_own_decimal_context_rounds_nothing() -> None:
    with decimal.localcontext(decimal.Context(prec=3)):
        assert to_scaled("123456.789", 9, "price") == 123_456_789_000_000
        assert str(to_decimal(123_456_789_000_000, 9)) == "123456.789"


@pytest.mark.parametrize("value", ["1.0000000001", "NaN", "Infinity", "10000000000", "", "1,5"])
def test_what_does_not_fit_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="price"):
        to_scaled(value, 9, "price")


@pytest.mark.parametrize("value", [1.5, True, None])
def test_what_is_no_decimal_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="not a float"):
        to_scaled(value, 9, "price")  # type: ignore[arg-type]


def test_instants_are_exact_to_the_microsecond() -> None:
    instant = datetime(2099, 1, 31, 17, 30, 0, 123456, tzinfo=timezone.utc)
    assert to_time(to_nanos(instant)) == instant
    assert to_nanos(datetime(1970, 1, 1, 0, 0, 1, tzinfo=timezone.utc)) == 1_000_000_000


@pytest.mark.parametrize(
    ("text", "micros"), [("2030-01-31T17:30:01Z", 0), ("2030-01-31T17:30:01.12345678Z", 123456)]
)
def test_instants_of_rest_are_read(text: str, micros: int) -> None:
    assert to_time_of_text(text) == datetime(2030, 1, 31, 17, 30, 1, micros, timezone.utc)


def test_the_package_says_that_it_is_typed_and_brings_its_messages() -> None:
    package = files("rialto")
    assert "site-packages" in Path(str(rialto.__file__)).parts
    assert package.joinpath("py.typed").is_file()
    assert package.joinpath("v1/stream_pb2.pyi").is_file()


def test_words_of_a_newer_venue_are_passed_on() -> None:
    market = wire.market(market_pb2.Market(id=7, symbol="X", status=99))  # type: ignore[arg-type]
    assert market.status == "unknown-99"
    order = wire.order(account_pb2.Order(state=77, order_id=1), market)  # type: ignore[arg-type]
    assert (order.state, order.is_open) == ("unknown-77", False)


def test_messages_of_a_newer_venue_are_passed_over() -> None:
    # Field 4000, of a kind that this version does not know.
    unknown = b"\x82\xfa\x01\x02\x08\x01"
    message = stream_pb2.ServerMessage.FromString(unknown)
    assert message.WhichOneof("content") is None
    state = State()
    assert state.apply(message) == 0
    assert state.version == 0
    pong = stream_pb2.ServerMessage(pong=stream_pb2.Pong(sequence=5)).SerializeToString()
    state.apply(stream_pb2.ServerMessage.FromString(pong + unknown))
    assert state.reached == 5


def test_a_denial_with_figures_that_are_none_is_still_a_denial() -> None:
    denied = wire.refused(orders_pb2.Failure(code="new-code", needed="a lot", available="12.5"))
    assert type(denied) is Refused
    assert (denied.code, denied.needed, denied.available) == ("new-code", None, Decimal("12.5"))


def test_a_book_with_a_missing_change_waits_for_another_snapshot() -> None:
    market = wire.market(market_pb2.Market(id=1, symbol="X"))
    book = FollowedBook()
    one = 1_000_000_000
    assert book.apply(market_pb2.BookDelta(market=1, previous_update=0, update=1))
    assert not book.is_whole
    book.replace(market_pb2.BookSnapshot(market=1, update=5, ask_prices=[one], ask_quantities=[2]))
    old = market_pb2.BookDelta(market=1, update=5, ask_prices=[one], ask_quantities=[0])
    assert book.apply(old)
    assert book.show(market, None).best_ask == rialto.Level(Decimal(1), Decimal(2))

    late = market_pb2.BookDelta(market=1, previous_update=6, update=7)
    assert not book.apply(late)
    assert not book.is_whole
    assert book.apply(late), "told once"
    book.replace(market_pb2.BookSnapshot(market=1, update=7))
    assert book.show(market, None).asks == ()
    assert not book.apply(market_pb2.BookDelta(market=1, previous_update=8, update=9))


def test_an_update_is_applied_once() -> None:
    state = State()
    market = market_pb2.Market(id=1, symbol="X", base={"symbol": "A"}, quote={"symbol": "B"})
    state.apply(stream_pb2.ServerMessage(markets=market_pb2.Markets(markets=[market])))
    update = account_pb2.AccountUpdate(
        account=4, sequence=9, fills=[account_pb2.Fill(market=1, trade=1, quantity=1)]
    )
    for _ in range(2):
        state.apply(stream_pb2.ServerMessage(account_update=update))
    assert len(state.fills()) == 1


def test_fills_that_were_missed_are_added_once() -> None:
    told = {
        "market": "X",
        "tradeId": "5",
        "orderId": "7",
        "side": "buy",
        "role": "taker",
        "price": "50.250000000",
        "quantity": "100.0000",
        "notional": "5025.0000",
        "fee": "-0.5000",
        "time": "2030-01-31T17:30:01Z",
    }
    fill = wire.fill_of_rest(told)
    assert (str(fill.price), str(fill.quantity), str(fill.fee)) == ("50.25", "100", "-0.5")
    state = State()
    for _ in range(2):
        state.add_missed([fill])
    assert state.fills() == (fill,)


def test_parts_become_one_message() -> None:
    def book(prices: list[int], *, continues: bool, more: bool) -> stream_pb2.ServerMessage:
        return stream_pb2.ServerMessage(
            book_snapshot=market_pb2.BookSnapshot(
                market=1, update=5, bid_prices=prices, continues=continues, more=more
            )
        )

    whole = Whole()
    pong = stream_pb2.ServerMessage(pong=stream_pb2.Pong(nonce=1))
    assert whole.add(book([9, 8], continues=False, more=True)) is None
    assert whole.add(pong) is pong
    assert whole.add(book([7], continues=True, more=True)) is None
    assert whole.add(book([6], continues=True, more=False)) == book(
        [9, 8, 7, 6], continues=False, more=False
    )
    # One that continues none begins anew.
    assert whole.add(book([5], continues=False, more=True)) is None
    assert whole.add(book([4], continues=False, more=True)) is None
    assert whole.add(book([3], continues=True, more=False)) == book(
        [4, 3], continues=False, more=False
    )
