"""The stream over gRPC, as the real gRPC of Python speaks it."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from venue import Account, Venue

from rialto.v1 import stream_pb2
from rialto.v1.orders_pb2 import PlaceOrder

CONNECT = "/rialto.v1.Exchange/Connect"
SECONDS = 120


class Call:
    """One call of ``Connect``: what is asked goes in, what is told comes out."""

    def __init__(self, channel: grpc.Channel, token: str = "") -> None:
        self._asked: queue.Queue[stream_pb2.ClientMessage | None] = queue.Queue()
        connect = channel.stream_stream(
            CONNECT,
            request_serializer=stream_pb2.ClientMessage.SerializeToString,
            response_deserializer=stream_pb2.ServerMessage.FromString,
        )
        metadata = [("authorization", f"Bearer {token}")] if token else []
        self.told = connect(iter(self._asked.get, None), metadata=metadata, timeout=SECONDS)

    def ask(self, **request: Any) -> None:
        self._asked.put(stream_pb2.ClientMessage(**request))

    def end(self) -> None:
        self._asked.put(None)

    def until(self, kind: str) -> stream_pb2.ServerMessage:
        message: stream_pb2.ServerMessage
        for message in self.told:
            if message.WhichOneof("content") == kind:
                return message
        raise AssertionError(f"the call ended without {kind}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Venue, str]]:
    """A venue that speaks gRPC, and where."""
    running = Venue(
        tmp_path_factory.mktemp("grpc"), "--empty", "--durability", "os", "--grpc-port", "0"
    )
    running.start()
    running.found()
    running.make_market("GOLD-CHF")
    yield running, f"127.0.0.1:{running.grpc_port}"
    running.stop()


@pytest.fixture
def channel(served: tuple[Venue, str]) -> Iterator[grpc.Channel]:
    with grpc.insecure_channel(served[1]) as opened:
        yield opened


@pytest.fixture(scope="module")
def account(served: tuple[Venue, str]) -> Account:
    return served[0].make_account("Ada")


def order(price: int) -> PlaceOrder:
    return PlaceOrder(
        market=1, side="SIDE_BUY", order_type="ORDER_TYPE_LIMIT", price=price, quantity=10_000
    )


def test_orders_are_placed_and_told_of(channel: grpc.Channel, account: Account) -> None:
    call = Call(channel, account.token)
    call.ask(correlation_id=1, subscribe_account={})
    call.until("account_snapshot")
    call.ask(correlation_id=2, place_order=order(1_000_000_000))
    assert call.until("outcome").correlation_id == 2
    assert call.until("account_update").account_update.orders
    call.end()


def test_a_call_may_sign_in_within(channel: grpc.Channel, account: Account) -> None:
    call = Call(channel)
    call.ask(correlation_id=1, place_order=order(1_000_000_000))
    assert call.until("failure").failure.code == "unauthenticated"
    call.ask(correlation_id=2, authenticate={"token": account.token})
    assert call.until("authenticated").authenticated.account == account.id
    call.end()


def test_a_wrong_token_is_refused_by_status(channel: grpc.Channel) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        Call(channel, "rialto_wrong").until("outcome")
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED
    assert refused.value.details().startswith("token-invalid: ")


def test_bytes_that_are_no_message_end_the_call(channel: grpc.Channel, account: Account) -> None:
    connect = channel.stream_stream(CONNECT)
    told = connect(
        iter([b"\xff\xff"]),
        metadata=[("authorization", f"Bearer {account.token}")],
        timeout=SECONDS,
    )
    with pytest.raises(grpc.RpcError) as refused:
        list(told)
    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT


def test_there_are_no_other_methods(channel: grpc.Channel) -> None:
    other: Callable[..., bytes] = channel.unary_unary("/rialto.v1.Exchange/Steal")
    with pytest.raises(grpc.RpcError) as refused:
        other(b"", timeout=SECONDS)
    assert refused.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_health_and_reflection_are_told(channel: grpc.Channel) -> None:
    health = health_pb2_grpc.HealthStub(channel).Check(
        health_pb2.HealthCheckRequest(service="rialto.v1.Exchange"), timeout=SECONDS
    )
    assert health.status == health_pb2.HealthCheckResponse.SERVING

    # ServerReflectionRequest with list_services, which Python's own client has as v1alpha only.
    reflect = channel.stream_stream("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
    assert b"rialto.v1.Exchange" in next(reflect(iter([b"\x3a\x00"]), timeout=SECONDS))


def test_a_call_ends_when_the_venue_does(tmp_path: Path) -> None:
    venue = Venue(tmp_path, "--empty", "--durability", "os", "--grpc-port", "0")
    venue.start()
    with grpc.insecure_channel(f"127.0.0.1:{venue.grpc_port}") as channel:
        call = Call(channel, venue.administrator)
        call.ask(correlation_id=1, ping={"nonce": 7})
        assert call.until("pong").pong.nonce == 7
        venue.stop()
        with pytest.raises(grpc.RpcError) as ended:
            call.until("outcome")
        assert ended.value.code() is grpc.StatusCode.UNAVAILABLE
