"""Schemathesis makes requests of every operation of ``/openapi.json``: valid ones and others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from venue import ROOT, Venue

UNLIMITED: Final = "1000000/1000000/1000000/1000"
CHECKS: Final = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
#: Not for a run: without these the venue's only administrator stays what they are.
ENDS_THE_RUN: Final = ("setAdministrator", "setAccountStatus", "revokeToken")


@pytest.mark.parametrize("who", ["operator's token", "person", "nobody"])
def test_no_request_of_any_operation_fails_the_venue(tmp_path: Path, who: str) -> None:
    profiles = f"user={UNLIMITED},administrator={UNLIMITED}"
    venue = Venue(tmp_path, "--empty", "--durability", "os", "--limit", profiles)
    venue.start()
    try:
        venue.found()
        venue.make_market("GOLD-CHF")
        _run(venue, tmp_path, who)
        assert venue.get("markets")["markets"], "the venue goes on"
    finally:
        venue.stop()


def _allowed(who: str) -> list[str]:
    """Read in the table of rights what somebody may do.

    Whoever may not call an operation is refused before most of a request is read: RightsTest, which
    holds the table to be true, tries that of each. A person calls what the operator may not.
    """
    table = [
        [cell.strip(" `\n") for cell in line.strip("|\n").split("|")]
        for line in (ROOT / "docs/rights.md").read_text().splitlines()
        if line.startswith("|")
    ]
    column, operator = table[0].index(who), table[0].index("operator's token")
    return [
        row[0]
        for row in table
        if row[column] == "yes" and (who != "person" or row[operator] != "yes")
    ]


def _credential(venue: Venue, who: str) -> list[str]:
    if who == "nobody":
        return []
    token = venue.administrator
    if who == "person":
        code = venue.post("admin/join-codes", {"label": "test", "uses": 1})["code"]
        token = venue.post("people", {"name": "Ada", "code": code})["accessToken"]
    return ["--header", f"Authorization: Bearer {token}"]


def _run(venue: Venue, folder: Path, who: str) -> None:
    paths = json.loads(venue.text("/openapi.json"))["paths"]
    there = {each["operationId"] for methods in paths.values() for each in methods.values()}
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "run"),
        *(f"{venue.url}/openapi.json", "--checks", ",".join(CHECKS)),
        *("--phases", "examples,coverage,fuzzing", "--max-examples", "3"),
        *("--seed", "20261127", "--generation-deterministic", "--no-color"),
        *_credential(venue, who),
    ]
    for name in _allowed(who):
        # The table has streams, too.
        if name in there and name not in ENDS_THE_RUN:
            command += ["--include-operation-id", name]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " passed" in ended.stdout, ended.stdout


def test_only_what_reads_is_called_as_what_reads(venue: Venue) -> None:
    # So that the client's `call` knows what changes something, and must not be done twice.
    for operations in json.loads(venue.text("/openapi.json"))["paths"].values():
        for method, operation in operations.items():
            if method != "get" and operation["operationId"].startswith(("get", "list")):
                assert "requestBody" in operation, operation["operationId"]
