"""A ruleset of the library, and the native moderators made of it."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from ctypes import byref, c_void_p
from dataclasses import dataclass
from typing import Iterator, Optional, Union

from ._forking import gate
from ._library import call, library, pointer, text_of

__all__ = ["NativeRuleset", "Path", "Policy", "c_string"]

Path = Union[str, "os.PathLike[str]"]


@dataclass(frozen=True)
class Policy:
    """An act that comments are judged by: its id, and how it is cited, in Russian and in English."""

    id: str
    act: str
    act_english: str


class NativeRuleset:
    """A ruleset and its native moderators, each of which only one thread may use at a time.

    Those that are idle wait on a stack, so that the one that was used last, and knows most words, is used next.
    """

    def __init__(self, policy: Optional[str], policy_file: Optional[Path], rules: Optional[Path]) -> None:
        self._lock = threading.RLock()
        self._idle: list[c_void_p] = []
        self._ruleset = pointer()
        name = None if policy is None else c_string(policy, "policy")
        with gate:
            if policy_file is None and rules is None:
                call(library.sito_ruleset_embedded, name, byref(self._ruleset))
            else:
                call(
                    library.sito_ruleset_load,
                    None if rules is None else c_string(os.fspath(rules), "rules"),
                    name,
                    None if policy_file is None else c_string(os.fspath(policy_file), "policy_file"),
                    byref(self._ruleset),
                )
            self.id = text_of(library.sito_ruleset_id(self._ruleset))
            self.policy = text_of(library.sito_ruleset_policy(self._ruleset))

    @contextmanager
    def lend(self) -> Iterator[c_void_p]:
        """A native moderator for this thread alone. No fork takes place while it is lent."""
        with gate:
            handle = self._take()
            try:
                yield handle
            finally:
                self._give(handle)

    def policies(self) -> tuple[Policy, ...]:
        """All policies among the rules."""
        with gate, self._lock:
            self._check()
            act, count = library.sito_ruleset_policy_act, library.sito_ruleset_policy_count(self._ruleset)
            return tuple(
                Policy(
                    id=text_of(library.sito_ruleset_policy_id(self._ruleset, index)),
                    act=text_of(act(self._ruleset, index, b"ru")),
                    act_english=text_of(act(self._ruleset, index, b"en")),
                )
                for index in range(count)
            )

    def close(self) -> None:
        """Frees what is idle now, and what is lent when it comes back."""
        with gate, self._lock:
            ruleset, self._ruleset = self._ruleset, pointer()
            while self._idle:
                library.sito_moderator_free(self._idle.pop())
            library.sito_ruleset_free(ruleset)

    def __del__(self) -> None:
        self.close()

    def _take(self) -> c_void_p:
        with self._lock:
            self._check()
            if self._idle:
                return self._idle.pop()
            handle = pointer()
            call(library.sito_moderator_create, self._ruleset, byref(handle))
            return handle

    def _give(self, handle: c_void_p) -> None:
        with self._lock:
            if self._ruleset:
                self._idle.append(handle)
            else:
                library.sito_moderator_free(handle)

    def _check(self) -> None:
        if not self._ruleset:
            raise ValueError("this moderator is closed")


def c_string(text: str, name: str) -> bytes:
    """A string as the library takes it.

    Raises:
        TypeError: if it is none.
        ValueError: if it holds a zero byte.
    """
    if not isinstance(text, str):
        raise TypeError(f"{name} is a str, and not a {type(text).__name__}")
    data = text.encode("utf-8", "surrogateescape")
    if b"\0" in data:
        raise ValueError(f"{name} holds a zero byte")
    return data
