"""Verdicts on many texts, in columns."""

from __future__ import annotations

import ctypes
import weakref
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Iterator, Optional, Sequence, Union, overload

from ._flags import Flags
from ._forking import gate
from ._library import call, library, pointer, take_text
from ._ruleset import NativeRuleset
from ._texts import TextColumn, columns_of
from ._verdict import Verdict, read_verdict

if TYPE_CHECKING:
    import pyarrow as pa

    from ._texts import TextsLike

__all__ = ["Lines", "Verdicts"]

# So many texts go into one call: between calls Python sees to signals (Ctrl-C), and a fork need not wait for long.
STEP = 4096


class Verdicts(Sequence[Optional[Verdict]]):
    """Verdicts on many texts, in their order; None for a text that was not judged, since it is null or longer than 16 MiB.

    `flags` has what is asked most often. The rest of a verdict is made when it is asked for, by judging its text again; the
    moderator must not be closed then.
    """

    def __init__(
        self, ruleset: NativeRuleset, texts: TextsLike, *, json: bool, ids: Optional[TextsLike], first: int
    ) -> None:
        self._ruleset, self._first = ruleset, first
        self._columns = columns_of(texts)
        self._ends = list(accumulate(column.count for column in self._columns))
        self._flags = bytearray(4 * (self._ends[-1] if self._ends else 0))
        self._ids = None if ids is None else columns_of(ids, "id", whole=True)
        if self._ids is not None and sum(column.count for column in self._ids) != len(self):
            raise ValueError(f"there are {len(self)} texts, and another number of ids")
        self._lines: Optional[list[Lines]] = None
        self._firsts: list[int] = []
        if json:
            self._write()
        else:
            self._judge()

    @property
    def flags(self) -> memoryview:
        """Of each text its `Flags`, as unsigned numbers of 32 bits; `numpy.asarray` takes them as they are."""
        return memoryview(self._flags).toreadonly().cast("I")

    def where(self, flags: int) -> list[int]:
        """The indices of the texts that have any of these flags: `where(Flags.DELETE | Flags.REVIEW)`."""
        return [index for index, have in enumerate(self.flags) if have & flags]

    def json(self, index: int) -> Optional[str]:
        """The verdict on one text as `sito classify --format jsonl` writes it; None if it was not judged."""
        index = self._checked(index)
        if self.flags[index] & Flags.NOT_JUDGED:
            return None
        chunk = bisect_right(self._ends, index)
        return self._line(index, self._columns[chunk].text(index - self._start(chunk)) or b"").decode("utf-8")

    def to_arrow(self, *, json: bool = False) -> pa.Table:
        """The verdicts as columns of pyarrow: `labels`, `certain` and `actions` (lists of names), `review`, and, if asked for,
        `verdict` (JSON). Null where a text was not judged.
        """
        from . import arrow

        if json and self._lines is None:
            self._write()
        return arrow.table(arrow.flags_array(self), self._lines if json else None)

    def __len__(self) -> int:
        return len(self._flags) // 4

    @overload
    def __getitem__(self, index: int) -> Optional[Verdict]: ...

    @overload
    def __getitem__(self, index: slice) -> list[Optional[Verdict]]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Optional[Verdict], list[Optional[Verdict]]]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        index = self._checked(index)
        if self.flags[index] & Flags.NOT_JUDGED:
            return None
        chunk = bisect_right(self._ends, index)
        text = self._columns[chunk].text(index - self._start(chunk)) or b""
        return read_verdict(self._line(index, text).decode("utf-8"), text, self.flags[index])

    def __iter__(self) -> Iterator[Optional[Verdict]]:
        return (self[index] for index in range(len(self)))

    def __repr__(self) -> str:
        return f"<sito.Verdicts of {len(self)} texts>"

    def _checked(self, index: int) -> int:
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(f"there are {len(self)} verdicts, and none with index {index}")
        return place

    def _start(self, chunk: int) -> int:
        return self._ends[chunk] - self._columns[chunk].count

    def _steps(self) -> Iterator[tuple[TextColumn, int, int, int]]:
        """Columns with the part of each that goes into one call, and the index of its first text."""
        for chunk, column in enumerate(self._columns):
            for start in range(0, column.count, STEP):
                yield column, start, min(start + STEP, column.count), self._start(chunk) + start

    def _judge(self) -> None:
        flags = _address(self._flags)
        for column, start, stop, index in self._steps():
            with self._ruleset.lend() as handle:
                texts = ctypes.byref(column.native(start, stop))
                call(library.sito_judge_batch, handle, texts, flags + 4 * index)

    def _write(self) -> None:
        flags, lines = _address(self._flags), []
        for column, start, stop, index in self._steps():
            texts, verdicts = ctypes.byref(column.native(start, stop)), pointer()
            ids = None if not self._ids else ctypes.byref(self._ids[0].native(index, index + stop - start))
            number = self._first + index
            with self._ruleset.lend() as handle:
                call(
                    library.sito_classify_batch,
                    *(handle, texts, ids, number, 64, flags + 4 * index, ctypes.byref(verdicts)),
                )
                lines.append(Lines(verdicts, index, stop - start))
        self._lines, self._firsts = lines, [part.first for part in lines]

    def _line(self, index: int, text: bytes) -> bytes:
        if self._lines is not None:
            lines = self._lines[bisect_right(self._firsts, index) - 1]
            return lines.line(index - lines.first)
        id = None if not self._ids else self._ids[0].text(index)
        verdict = pointer()
        with self._ruleset.lend() as handle:
            call(
                library.sito_classify,
                *(handle, text, len(text), id, self._first + index, None, ctypes.byref(verdict)),
            )
            return take_text(verdict)


class Lines:
    """Verdicts in JSON on texts in a row, in the library's memory, which is freed with this object."""

    def __init__(self, handle: ctypes.c_void_p, first: int, count: int) -> None:
        self.first, self.count = first, count
        weakref.finalize(self, _free_verdicts, handle)
        self.data: int = library.sito_verdicts_data(handle) or 0
        self.length: int = library.sito_verdicts_length(handle)
        self.offsets: int = library.sito_verdicts_offsets64(handle)

    def line(self, index: int) -> bytes:
        """The verdict on one of the texts; empty if it was not judged."""
        start, end = (ctypes.c_int64 * 2).from_address(self.offsets + 8 * index)
        return ctypes.string_at(self.data + start, end - start)


def _free_verdicts(handle: ctypes.c_void_p) -> None:
    with gate:
        library.sito_verdicts_free(handle)


def _address(memory: bytearray) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(memory)) if memory else 0
