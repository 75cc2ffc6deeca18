"""A stretch of the network that a test can cut: passes bytes between clients and a venue."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType


class Relay:
    """Listens at a port of its own and passes everything on, until told otherwise."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock = threading.Lock()
        #: What the venue says to the connections of now does not arrive.
        self._muted: set[socket.socket] = set()
        #: Nothing that the venue says arrives.
        self.mute_all = False
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Relay:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Wakes the thread that accepts; closing alone does not.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def mute(self) -> None:
        """Answers get lost, on the connections that there are."""
        with self._lock:
            self._muted.update(venue for _, venue in self._pairs)

    def cut(self) -> None:
        """Ends the connections that there are. New ones work."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for end in pair:
                # The thread at the other end closes it.
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                try:
                    venue = socket.create_connection(("127.0.0.1", self._port))
                except OSError:
                    client.close()
                    continue
                with self._lock:
                    self._pairs.append((client, venue))
                for source, target in ((client, venue), (venue, client)):
                    threading.Thread(
                        target=self._pass, args=(source, target, source is venue), daemon=True
                    ).start()

    def _pass(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                with self._lock:
                    lost = source in self._muted or (is_answer and self.mute_all)
                if not lost:
                    target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)
        source.close()
