"""Runs ``./rialto up`` and speaks REST with it, so that the client can be compared with it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[3]
#: Seconds for a start, on a machine that has much else to do.
START_MAX: Final = 120
#: It lives for a minute: what a second compiler makes would come too late.
FLAGS: Final = "-XX:TieredStopAtLevel=1"
_OPENER: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _free_port() -> int:
    """Below those that the kernel gives away: what connects meanwhile does not get it."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@dataclass(frozen=True)
class Account:
    id: int
    token: str


class Venue:
    """One venue; it can be killed and started again at the same address."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._options = options or ("--empty",)
        self._data = folder / "data"
        self._output = folder / "output"
        #: For whatever the process would put into the machine's temporary folder.
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.administrator = ""
        self.grpc_port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it is up."""
        with self._output.open("wb") as output:
            process = subprocess.Popen(
                [
                    *(ROOT / "rialto", "up", "--data", self._data, "--port", str(self._port)),
                    *self._options,
                ],
                env=os.environ | {"RIALTO_JVM": f"{FLAGS} -Djava.io.tmpdir={self.temporary}"},
                stdout=subprocess.PIPE,
                stderr=output,
            )
        self._process = process
        assert process.stdout
        late = threading.Timer(START_MAX, process.kill)
        late.start()
        told = []
        for line in process.stdout:
            told.append(line.decode())
            if "Ctrl-C stops it" in told[-1]:
                break
        late.cancel()
        text = "".join(told)
        assert "rialto is up" in text, text + self._output.read_text()
        # What it says later is of no interest; the pipe must not fill up.
        threading.Thread(target=process.stdout.read, daemon=True).start()
        if token := re.search(r"^\s+(rialto_\S+)$", text, re.MULTILINE):
            self.administrator = token[1]
        if port := re.search(r"gRPC is at port (\d+)", text):
            self.grpc_port = int(port[1])

    def kill(self) -> None:
        """As a power cut does, but for the disk."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, by: signal.Signals) -> None:
        assert self._process
        self._process.send_signal(by)
        self._process.wait(timeout=START_MAX)

    def found(self) -> None:
        """Makes the assets that markets and accounts are of."""
        self.post("admin/assets", {"symbol": "GOLD", "scale": 4})
        self.post("admin/assets", {"symbol": "CHF", "scale": 4, "displayScale": 2})

    def make_market(self, symbol: str, **rules: Any) -> str:
        standard = {
            "symbol": symbol,
            "base": "GOLD",
            "quote": "CHF",
            "tick": "0.01",
            "lot": "0.01",
            "priceMaximum": "100000",
            "quantityMaximum": "1000",
            "takerFeePpm": 1000,
        }
        self.post("admin/markets", standard | rules)
        self._await_view()
        return symbol

    def await_market(self, symbol: str) -> None:
        """Returns when a market exists, which somebody else makes."""
        deadline = time.monotonic() + START_MAX
        while symbol not in (each["symbol"] for each in self.get("markets")["markets"]):
            assert time.monotonic() < deadline, f"no {symbol}"
            time.sleep(0.02)

    def make_account(self, name: str, profile: str = "user") -> Account:
        account = int(self.post("admin/accounts", {"name": name})["id"])
        body = {"label": "test"} if profile == "user" else {"label": "test", "profile": profile}
        token = self.post(f"admin/accounts/{account}/tokens", body)["token"]
        for asset, amount in (("CHF", "1000000"), ("GOLD", "10000")):
            deposit = {"account": str(account), "asset": asset, "amount": amount}
            self.post("admin/deposits", deposit)
        self._await_view()
        return Account(account, token)

    def _await_view(self) -> None:
        """What the administrator was answered is then in what everybody reads."""
        self.get("assets")

    def get(self, path: str, token: str = "") -> Any:
        return self._call("GET", path, token or self.administrator, None)

    def post(self, path: str, body: dict[str, Any], token: str = "") -> Any:
        return self._call("POST", path, token or self.administrator, body)

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        return self._call("PATCH", path, self.administrator, body)

    def delete(self, path: str) -> Any:
        return self._call("DELETE", path, self.administrator, None)

    def text(self, path: str) -> str:
        with _OPENER.open(self.url + path, timeout=30) as answer:
            return str(answer.read().decode())

    def _call(
        self,
        method: str,
        path: str,
        token: str,
        body: dict[str, Any] | None,
        until: float | None = None,
    ) -> Any:
        until = until or time.monotonic() + START_MAX
        request = urllib.request.Request(
            f"{self.url}/api/v1/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        try:
            with _OPENER.open(request, timeout=30) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as problem:
            told = problem.read().decode()
            if "view-behind" not in told or time.monotonic() > until:
                raise AssertionError(f"{method} {path}: {told}") from problem
        # Nothing was done; on a busy machine a view may need longer than one request waits.
        return self._call(method, path, token, body, until)
