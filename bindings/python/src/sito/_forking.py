"""Keeps `os.fork` away from the middle of a call into the library.

Threads other than the one that forks are gone in the child. Had one of them been inside the library, its locks would stay
locked there for ever. So a fork waits until no call is running, and calls wait while there is a fork.
"""

from __future__ import annotations

import os
import threading
from types import TracebackType
from typing import Optional, Type

__all__ = ["ForkGate", "gate"]


class ForkGate:
    """Counts the calls that are running; `with gate:` around each of them.

    Reentrant, since a garbage collection may release a moderator at any moment, also while another call is on its way in.
    """

    # Calls take milliseconds, and the compilation of a rulebook some seconds.
    PATIENCE = 60.0

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._running = 0
        self._unusable = False

    def __enter__(self) -> None:
        with self._changed:
            if self._unusable:
                raise RuntimeError(
                    "this process was forked while another thread was using sito, which cannot be used here; "
                    "start processes by 'spawn' (multiprocessing.set_start_method), or before using threads"
                )
            self._running += 1

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        with self._changed:
            self._running -= 1
            if self._running == 0:
                self._changed.notify_all()

    def before_fork(self) -> None:
        self._changed.acquire()
        self._changed.wait_for(lambda: self._running == 0, timeout=self.PATIENCE)

    def after_in_parent(self) -> None:
        self._changed.release()

    def after_in_child(self) -> None:
        # Locks that other threads were waiting for are not to be trusted here.
        self._changed = threading.Condition(threading.RLock())
        self._unusable = self._unusable or self._running > 0
        self._running = 0


gate = ForkGate()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=gate.before_fork, after_in_parent=gate.after_in_parent, after_in_child=gate.after_in_child
    )
