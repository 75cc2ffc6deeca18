"""What there is on REST only: the administrator's calls, history, whatever is new."""

from __future__ import annotations

import asyncio
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from rialto import wire
from rialto.errors import SignInFailed
from rialto.retries import Lost, NotSent
from rialto.v1 import orders_pb2

#: Seconds that one attempt may take: the venue itself gives up after five.
_ATTEMPT_MOST = 10.0


@dataclass(frozen=True, slots=True)
class Request:
    """One request, the same for every attempt."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    json: Any
    #: The venue's event after which it is true; 0 if it does not say.
    sequence: int


class Rest:
    """Makes requests of one caller."""

    def __init__(self, url: str, token: str, *, account: int, sudo: bool) -> None:
        self._url = (url if "://" in url else f"http://{url}").rstrip("/")
        self._account = account
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        if sudo:
            self._headers["X-Sudo"] = "true"
        # No proxy, as on the stream.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def request(
        self, method: str, path: str, body: Any, query: dict[str, str], key: str
    ) -> Request:
        """A request; a key only goes with what changes something."""
        headers = dict(self._headers)
        if key:
            headers["Idempotency-Key"] = key
        if self._account and not path.startswith("/api/v1/admin/"):
            query = query | {"account": str(self._account)}
        data = None
        if body is not None:
            data = json.dumps(body, default=str).encode()
            headers["Content-Type"] = "application/json"
        parameters = f"?{urllib.parse.urlencode(query)}" if query else ""
        return Request(method, f"{self._url}{path}{parameters}", headers, data)

    async def attempt(self, request: Request, timeout: float) -> Answer:
        """One attempt, on a thread of its own. Raises Refused, SignInFailed, NotSent or Lost."""
        return await asyncio.to_thread(self._attempt, request, timeout)

    def _attempt(self, request: Request, timeout: float) -> Answer:
        attempt = urllib.request.Request(
            request.url, method=request.method, data=request.body, headers=request.headers
        )
        seconds = max(0.001, min(timeout, _ATTEMPT_MOST))
        try:
            with self._opener.open(attempt, timeout=seconds) as answer:
                sequence = int(answer.headers.get("X-Sequence", "0"))
                return Answer(json.loads(answer.read() or b"null"), sequence)
        except urllib.error.HTTPError as problem:
            raise _refused(problem) from None
        except urllib.error.URLError as trouble:
            refused = isinstance(trouble.reason, ConnectionRefusedError)
            raise (NotSent if refused else Lost) from None
        except (OSError, http.client.HTTPException, ValueError):
            raise Lost from None


def _refused(problem: urllib.error.HTTPError) -> Exception:
    try:
        told = json.loads(problem.read())
        failure = orders_pb2.Failure(
            code=told["code"],
            title=told.get("title", ""),
            detail=told.get("detail", ""),
            needed=told.get("needed", ""),
            available=told.get("available", ""),
            unit=told.get("unit", ""),
            limit=told.get("limit", ""),
            retry_after_millis=int(told.get("retryAfterMillis", 0)),
            replayed=problem.headers.get("Idempotent-Replayed") == "true",
        )
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return Lost()
    if problem.code == 401:
        return SignInFailed(f"the venue refused the token: {failure.code}")
    return wire.refused(failure)
