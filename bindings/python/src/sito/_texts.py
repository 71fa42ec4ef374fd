"""Many texts as the library reads them: in the layout of Arrow's string arrays.

What pyarrow holds is handed over as it is, by the addresses of its buffers. Strings in a list are put into that layout.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Iterable, Optional, Union

from ._library import NativeTexts

if TYPE_CHECKING:
    import pyarrow as pa

    TextsLike = Union[Iterable[Optional[str]], pa.Array, pa.ChunkedArray]

__all__ = ["TextColumn", "columns_of"]


class TextColumn:
    """Texts in one piece of memory, and whoever owns it.

    Offsets are `width` bits wide. Addresses are those of the whole array; the first text is number `offset` of it.
    """

    def __init__(
        self,
        *,
        data: int,
        data_length: int,
        offsets: int,
        width: int,
        count: int,
        validity: int,
        offset: int,
        owners: tuple[Any, ...],
    ) -> None:
        self._data, self._data_length = data, data_length
        self._offsets, self.width, self._offset = offsets, width, offset
        self._validity = validity
        self.count = count
        self._owners = owners

    def native(self, start: int, stop: int) -> NativeTexts:
        """The texts from `start` up to `stop`, for a call during which this column is kept."""
        first = self._offset + start
        offsets = self._offsets + first * (self.width // 8)
        return NativeTexts(
            data=self._data or None,
            data_length=self._data_length,
            offsets32=offsets if self.width == 32 else None,
            offsets64=offsets if self.width == 64 else None,
            count=stop - start,
            validity=self._validity or None,
            validity_offset=first if self._validity else 0,
        )

    def text(self, index: int) -> Optional[bytes]:
        """The bytes of a text; none if it is null."""
        place = self._offset + index
        if self._validity:
            bits = ctypes.c_uint8.from_address(self._validity + place // 8).value
            if not bits >> place % 8 & 1:
                return None
        kind = ctypes.c_int32 if self.width == 32 else ctypes.c_int64
        start, end = (kind * 2).from_address(self._offsets + place * (self.width // 8))
        return ctypes.string_at(self._data + start, end - start)


def columns_of(texts: TextsLike, what: str = "text", *, whole: bool = False) -> list[TextColumn]:
    """The texts as columns: one for each chunk that has any; with `whole`, one for all.

    Raises:
        TypeError: if they are no texts; `what` says what they should be.
    """
    if isinstance(texts, (str, bytes, bytearray, memoryview)):
        raise TypeError(f"a list or a pyarrow array of {what}s is wanted, and this is one {type(texts).__name__}")
    chunks = _arrow_chunks(texts)
    if chunks is None:
        return _list_columns(texts, what)
    if whole and len(chunks) > 1:
        import pyarrow

        chunks = [pyarrow.concat_arrays(chunks)]
    return [_arrow_column(chunk, what) for chunk in chunks if len(chunk) > 0]


def _arrow_chunks(texts: Any) -> Optional[list[pa.Array]]:
    """The arrays of pyarrow that the texts are, or share their memory with, as does a Series of Polars."""
    arrow = sys.modules.get("pyarrow")
    if arrow is None and (hasattr(texts, "__arrow_c_stream__") or hasattr(texts, "__arrow_c_array__")):
        arrow = importlib.import_module("pyarrow")
    if arrow is None:
        return None
    if isinstance(texts, arrow.Array):
        return [texts]
    if isinstance(texts, arrow.ChunkedArray) or hasattr(texts, "__arrow_c_stream__"):
        return list(arrow.chunked_array(texts).chunks)
    if hasattr(texts, "__arrow_c_array__"):
        return [arrow.array(texts)]
    return None


def _list_columns(texts: Iterable[Optional[str]], what: str) -> list[TextColumn]:
    encoded: list[bytes] = []
    nulls: list[int] = []
    for index, text in enumerate(texts):
        if text is None:
            nulls.append(index)
            encoded.append(b"")
        elif isinstance(text, str):
            # Lone surrogates become bytes that are no UTF-8, and the verdict says so.
            encoded.append(text.encode("utf-8", "surrogatepass"))
        else:
            raise TypeError(f"{what} {index} is a {type(text).__name__}, and not a str")
    if not encoded:
        return []
    data = b"".join(encoded)
    offsets = array("q", accumulate(map(len, encoded), initial=0))
    validity = bytearray(b"\xff" * (len(encoded) // 8 + 1)) if nulls else bytearray()
    for index in nulls:
        validity[index // 8] &= ~(1 << index % 8)
    bits = ctypes.c_char.from_buffer(validity) if nulls else None
    return [
        TextColumn(
            data=ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0,
            data_length=len(data),
            offsets=offsets.buffer_info()[0],
            width=64,
            count=len(encoded),
            validity=0 if bits is None else ctypes.addressof(bits),
            offset=0,
            owners=(data, offsets, bits),
        )
    ]


def _arrow_column(chunk: pa.Array, what: str) -> TextColumn:
    pa = importlib.import_module("pyarrow")
    kind = chunk.type
    # Layouts of their own, which the library does not read: these are copied.
    if pa.types.is_dictionary(kind):
        chunk = chunk.dictionary_decode()
    elif pa.types.is_string_view(kind) or pa.types.is_null(kind):
        chunk = chunk.cast(pa.large_string())
    elif pa.types.is_binary_view(kind):
        chunk = chunk.cast(pa.large_binary())
    kind = chunk.type
    if pa.types.is_string(kind) or pa.types.is_binary(kind):
        width = 32
    elif pa.types.is_large_string(kind) or pa.types.is_large_binary(kind):
        width = 64
    else:
        raise TypeError(f"{what}s are wanted, and this is an array of {kind}; choose another column, or cast it to string")
    validity, offsets, data = chunk.buffers()
    return TextColumn(
        data=data.address if data is not None else 0,
        data_length=data.size if data is not None else 0,
        offsets=offsets.address,
        width=width,
        count=len(chunk),
        validity=validity.address if validity is not None and chunk.null_count > 0 else 0,
        offset=chunk.offset,
        owners=(chunk,),
    )
