"""What can go wrong in the library."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ErrorCode", "SitoError"]


class ErrorCode(IntEnum):
    """The codes of sito.h (`sito_status`)."""

    INVALID_ARGUMENT = 1
    BAD_OFFSETS = 2
    BAD_HANDLE = 3
    BUSY = 4
    TOO_LARGE = 5
    NO_POLICY = 6
    BAD_RULES = 7
    UNREADABLE = 8
    FORKED = 9


class SitoError(Exception):
    """The library refused a call. `code` tells the kind; the message tells what exactly is wrong, and where.

    `code` is an `ErrorCode`, or a plain number where the library is newer than this package.
    """

    code: int

    def __init__(self, code: int, message: str) -> None:
        super().__init__(code, message)
        try:
            self.code = ErrorCode(code)
        except ValueError:
            self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message
