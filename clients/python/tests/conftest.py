"""A venue of the tests' own: real, on a free port of the loopback, with its data in a folder."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
from venue import Account, Venue

from rialto import Client

_names = itertools.count(1)


@pytest.fixture(scope="session")
def venue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Venue]:
    few = "few=100/1000/180/2"  # of whoever is to meet the limit of unanswered commands
    running = Venue(tmp_path_factory.mktemp("venue"), "--empty", "--limit", few)
    running.start()
    running.found()
    yield running
    running.stop()


@pytest.fixture
def market(venue: Venue) -> str:
    """A market that nobody else trades in."""
    return venue.make_market(f"M{next(_names)}-CHF")


@pytest.fixture
def trader(venue: Venue) -> Callable[..., Account]:
    """Makes accounts with money and a token."""

    def make(profile: str = "user") -> Account:
        return venue.make_account(f"trader {next(_names)}", profile)

    return make


@pytest.fixture
def client(venue: Venue, trader: Callable[..., Account]) -> Iterator[Client]:
    """A trader's client."""
    with Client(venue.url, trader().token) as connected:
        yield connected
