"""One connection after the other, for as long as a client lives."""

from __future__ import annotations

import asyncio
import contextlib
import random
from typing import Protocol
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException

from rialto.errors import RialtoError, SignInFailed
from rialto.parts import Whole
from rialto.v1 import stream_pb2

_PAUSE_LEAST = 0.05
_PAUSE_MOST = 2.0
#: A connection that served for so long was a good one: the next is tried at once.
_GOOD_AFTER = 1.0
#: The venue says something every 5 s; it hangs up on clients that are silent for 120 s.
_SILENCE_MOST = 20.0
_PING_EVERY = 5.0


class Listener(Protocol):
    """Who uses the connections."""

    async def on_open(self) -> None:
        """There is a connection: :meth:`Link.send` works."""

    def on_message(self, message: stream_pb2.ServerMessage) -> None:
        """The venue says something."""

    def on_lost(self) -> None:
        """There is no connection now; another follows."""

    def on_end(self, failure: RialtoError) -> None:
        """No other follows."""


class Link:
    """Connects, keeps the connection alive, and connects again when it is lost."""

    def __init__(self, url: str, token: str, *, sudo: bool, listener: Listener) -> None:
        self.address = _address(url)
        self._headers = {"Authorization": f"Bearer {token}"}
        if sudo:
            self._headers["X-Sudo"] = "true"
        self._listener = listener
        self._socket: ClientConnection | None = None
        #: Counts connections; 0 while there is none.
        self.connection = 0
        self._connections = 0
        #: Why there is no connection.
        self.trouble = "it did not answer"
        self._given_up = ""
        self._heard = 0.0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to connect."""
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(self._ended)

    async def close(self) -> None:
        """Ends the connection, for good."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def send(self, message: bytes) -> None:
        """Sends, if there is a connection. Whether it arrives only an answer can tell."""
        if self._socket:
            with contextlib.suppress(WebSocketException, OSError):
                await self._socket.send(message)

    def abort(self, trouble: str) -> None:
        """Gives this connection up for another."""
        if self._socket:
            self._given_up = trouble
            self._socket.transport.abort()

    def _ended(self, task: asyncio.Task[None]) -> None:
        failure = None if task.cancelled() else task.exception()
        if isinstance(failure, RialtoError):
            self._listener.on_end(failure)
        elif failure:
            self._listener.on_end(RialtoError(f"the client has failed: {failure!r}"))

    async def _run(self) -> None:
        clock = asyncio.get_running_loop().time
        pause = _PAUSE_LEAST
        while True:
            began = clock()
            try:
                await self._connect()
            except InvalidStatus as refusal:
                self._refused(refusal)
            except (OSError, WebSocketException, asyncio.TimeoutError) as trouble:
                self.trouble = self._given_up or str(trouble) or type(trouble).__name__
            good = self.connection and clock() - began > _GOOD_AFTER
            self._socket = None
            self.connection = 0
            self._listener.on_lost()
            pause = _PAUSE_LEAST if good else min(2 * pause, _PAUSE_MOST)
            # Not all clients of a venue at once.
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))

    async def _connect(self) -> None:
        async with connect(
            self.address,
            additional_headers=self._headers,
            compression=None,
            max_size=None,
            ping_interval=None,
            open_timeout=5,
            close_timeout=1,
            proxy=None,
        ) as socket:
            self._socket = socket
            self._given_up = ""
            self._connections += 1
            self.connection = self._connections
            whole = Whole()
            keeper = asyncio.create_task(self._keep())
            try:
                await self._listener.on_open()
                async for data in socket:
                    self._heard = asyncio.get_running_loop().time()
                    if isinstance(data, bytes):
                        message = whole.add(stream_pb2.ServerMessage.FromString(data))
                        if message:
                            self._listener.on_message(message)
                self.trouble = f"the venue closed the connection: {socket.close_reason}"
            finally:
                keeper.cancel()

    def _refused(self, refusal: InvalidStatus) -> None:
        response = refusal.response
        body = response.body.decode(errors="replace") if response.body else ""
        self.trouble = f"the venue answered {response.status_code} {body}"
        if response.status_code in (401, 403):
            raise SignInFailed(f"the venue refused the token: {body}") from refusal

    async def _keep(self) -> None:
        """Keeps the venue from hanging up, and hangs up when the venue is silent."""
        clock = asyncio.get_running_loop().time
        self._heard = clock()
        ping = stream_pb2.ClientMessage(ping=stream_pb2.Ping()).SerializeToString()
        while True:
            await asyncio.sleep(_PING_EVERY)
            if clock() - self._heard > _SILENCE_MOST:
                self.abort("the venue was silent")
                return
            await self.send(ping)


def _address(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    schemes = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}
    if parts.scheme not in schemes or not parts.netloc:
        raise ValueError(f"not a venue's address: {url!r} (try http://127.0.0.1:8080)")
    return f"{schemes[parts.scheme]}://{parts.netloc}/api/v1/stream"
