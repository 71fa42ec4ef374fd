"""The C library, by ctypes: which file it is, what its functions take, and its errors as exceptions.

ctypes lets other threads run during each call. Handles are numbers here, as sito.h has it: names, not addresses.
"""

from __future__ import annotations

import ctypes
import os
from ctypes import POINTER, Structure, byref, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p
from pathlib import Path
from typing import Any, Callable, Optional

from ._errors import SitoError

__all__ = ["ABI_VERSION", "NativeTexts", "call", "library", "pointer", "take_text", "text_of"]

# SITO_ABI_VERSION of the header that this file follows.
ABI_VERSION = 1


class NativeTexts(Structure):
    """`sito_texts`: texts in the layout of an Arrow array, all of it somebody else's memory."""

    _fields_ = [
        ("data", c_void_p),
        ("data_length", c_size_t),
        ("offsets32", c_void_p),
        ("offsets64", c_void_p),
        ("count", c_size_t),
        ("validity", c_void_p),
        ("validity_offset", c_size_t),
    ]


_HANDLE = c_void_p
_OUT = POINTER(c_void_p)
_TEXTS = POINTER(NativeTexts)

# Of each function what it returns and what it takes.
_PROTOTYPES: dict[str, tuple[Any, list[Any]]] = {
    "sito_version": (c_char_p, []),
    "sito_abi_version": (c_uint32, []),
    "sito_status_message": (c_char_p, [c_int32]),
    "sito_error_message": (c_char_p, [_HANDLE]),
    "sito_error_free": (c_int32, [_HANDLE]),
    "sito_ruleset_embedded": (c_int32, [c_char_p, _OUT, _OUT]),
    "sito_ruleset_load": (c_int32, [c_char_p, c_char_p, c_char_p, _OUT, _OUT]),
    "sito_ruleset_free": (c_int32, [_HANDLE]),
    "sito_ruleset_id": (c_char_p, [_HANDLE]),
    "sito_ruleset_policy": (c_char_p, [_HANDLE]),
    "sito_ruleset_policy_count": (c_size_t, [_HANDLE]),
    "sito_ruleset_policy_id": (c_char_p, [_HANDLE, c_size_t]),
    "sito_ruleset_policy_act": (c_char_p, [_HANDLE, c_size_t, c_char_p]),
    "sito_moderator_create": (c_int32, [_HANDLE, _OUT, _OUT]),
    "sito_moderator_free": (c_int32, [_HANDLE]),
    "sito_text_data": (c_void_p, [_HANDLE]),
    "sito_text_length": (c_size_t, [_HANDLE]),
    "sito_text_free": (c_int32, [_HANDLE]),
    "sito_judge": (c_int32, [_HANDLE, c_char_p, c_size_t, POINTER(c_uint32), _OUT]),
    "sito_classify": (
        c_int32,
        [_HANDLE, c_char_p, c_size_t, c_char_p, c_int64, POINTER(c_uint32), _OUT, _OUT],
    ),
    "sito_mask": (c_int32, [_HANDLE, c_char_p, c_size_t, c_uint32, _OUT, _OUT]),
    "sito_explain": (c_int32, [_HANDLE, c_char_p, c_size_t, c_char_p, _OUT, _OUT]),
    "sito_judge_batch": (c_int32, [_HANDLE, _TEXTS, c_void_p, _OUT]),
    "sito_classify_batch": (
        c_int32,
        [_HANDLE, _TEXTS, _TEXTS, c_int64, c_uint32, c_void_p, _OUT, _OUT],
    ),
    "sito_verdicts_data": (c_void_p, [_HANDLE]),
    "sito_verdicts_length": (c_size_t, [_HANDLE]),
    "sito_verdicts_offsets64": (c_void_p, [_HANDLE]),
    "sito_verdicts_free": (c_int32, [_HANDLE]),
    "sito_handle_count": (c_size_t, []),
}


def _load() -> ctypes.CDLL:
    """The library that SITO_LIBRARY names, else the one in this package, else the one that is installed."""
    chosen = os.environ.get("SITO_LIBRARY")
    beside = Path(__file__).with_name("libsito.so")
    name = chosen or (str(beside) if beside.exists() else "libsito.so")
    try:
        loaded = ctypes.CDLL(name)
    except OSError as error:
        raise ImportError(
            f"sito: cannot load {name}: {error}; install the package by 'pip install bindings/python' in a checkout, "
            "or name the library in SITO_LIBRARY"
        ) from error
    try:
        for function, (result, parameters) in _PROTOTYPES.items():
            prototype = getattr(loaded, function)
            prototype.restype, prototype.argtypes = result, parameters
    except AttributeError as error:
        raise ImportError(f"sito: {name} is no libsito.so, or an older one: {error}") from error
    version: int = loaded.sito_abi_version()
    if version != ABI_VERSION:
        raise ImportError(
            f"sito: {name} has version {version} of the interface, and this package needs {ABI_VERSION}; "
            "install both from the same checkout"
        )
    return loaded


library = _load()


def pointer() -> c_void_p:
    """Room for a handle that a call gives."""
    return c_void_p()


def call(function: Callable[..., int], *arguments: object) -> None:
    """Calls a function that returns a `sito_status` and takes a `sito_error **` last.

    Raises:
        SitoError: if the status is not SITO_OK.
    """
    error = c_void_p()
    status = function(*arguments, byref(error))
    if status != 0:
        message = text_of(library.sito_error_message(error) if error else library.sito_status_message(status))
        library.sito_error_free(error)
        raise SitoError(status, message)


def take_text(handle: c_void_p) -> bytes:
    """The bytes of a `sito_text`, which is freed."""
    try:
        return ctypes.string_at(library.sito_text_data(handle), library.sito_text_length(handle))
    finally:
        library.sito_text_free(handle)


def text_of(string: Optional[bytes]) -> str:
    """A string of the library, which is UTF-8; none is empty."""
    return (string or b"").decode("utf-8", "replace")
