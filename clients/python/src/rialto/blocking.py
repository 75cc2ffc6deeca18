"""Calls of the client for coroutines as calls of the one for threads: all but the waiting."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C")


class Blocking(ABC):
    """Has calls made that :func:`blocking` is given."""

    _client: Any

    @abstractmethod
    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        """Has the thread of the stream do something, and waits for it."""


def blocking(
    call: Callable[Concatenate[C, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate[Any, P], T]:
    """The same call, with its name, words, parameters and types, for a :class:`Blocking`."""

    @functools.wraps(call)
    def waited_for(self: Blocking, /, *args: P.args, **options: P.kwargs) -> T:
        return self._do(call(self._client, *args, **options))

    return waited_for
