"""Messages that come in parts where they are long."""

from __future__ import annotations

from rialto.v1 import stream_pb2


class Whole:
    """Puts parts together, so that nobody else meets one."""

    def __init__(self) -> None:
        self._begun: dict[str, stream_pb2.ServerMessage] = {}

    def add(self, message: stream_pb2.ServerMessage) -> stream_pb2.ServerMessage | None:
        """The message that this one completes, or None where more follows."""
        kind = message.WhichOneof("content")
        content = getattr(message, kind) if kind else None
        continues = getattr(content, "continues", False)
        more = getattr(content, "more", False)
        if kind is None or not (continues or more):
            return message
        if not continues:
            self._begun[kind] = stream_pb2.ServerMessage()
        whole = self._begun[kind]
        whole.MergeFrom(message)
        if more:
            return None
        del self._begun[kind]
        for flag in ("continues", "more"):
            getattr(whole, kind).ClearField(flag)
        return whole
