"""Verdicts as columns of pyarrow. What is here needs pyarrow; the rest of the package does without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ._flags import Action, Flags, Label

if TYPE_CHECKING:
    from ._batch import Lines, Verdicts

__all__ = ["actions", "certain", "flags_array", "labels", "review", "table"]


def flags_array(verdicts: Verdicts) -> pa.UInt32Array:
    """The flags of verdicts, without a copy; null where a text was not judged."""
    flags = pa.Array.from_buffers(pa.uint32(), len(verdicts), [None, pa.py_buffer(verdicts.flags)])
    judged = pc.equal(pc.bit_wise_and(flags, Flags.NOT_JUDGED.value), 0)
    if pc.all(judged).as_py() is not False:
        return flags
    return pc.if_else(judged, flags, pa.scalar(None, pa.uint32()))


def labels(flags: pa.UInt32Array) -> pa.ListArray:
    """The names of the labels that were found, of whatever tier."""
    return _names(flags, list(Label), 0)


def certain(flags: pa.UInt32Array) -> pa.ListArray:
    """The names of the labels that were found for certain."""
    return _names(flags, list(Label), 8)


def actions(flags: pa.UInt32Array) -> pa.ListArray:
    """The names of what the policy orders or allows."""
    return _names(flags, list(Action), 16)


def review(flags: pa.UInt32Array) -> pa.BooleanArray:
    """Whether a person should look."""
    return pc.not_equal(pc.bit_wise_and(flags, Flags.REVIEW.value), 0)


def table(flags: pa.UInt32Array, lines: Optional[Sequence[Lines]] = None) -> pa.Table:
    """Columns for what flags say, and, if lines are given, for those."""
    columns: dict[str, Any] = {
        "labels": labels(flags),
        "certain": certain(flags),
        "actions": actions(flags),
        "review": review(flags),
    }
    if lines is not None:
        columns["verdict"] = pa.chunked_array((_strings(part, flags) for part in lines), pa.large_string())
    return pa.table(columns)


def _names(flags: pa.UInt32Array, names: Sequence[str], shift: int) -> pa.ListArray:
    """Of each text a list of those names whose bits are set: taken out of a list of all lists that there can be."""
    sets = [[str(name) for bit, name in enumerate(names) if number >> bit & 1] for number in range(1 << len(names))]
    bits = pc.bit_wise_and(pc.shift_right(flags, pa.scalar(shift, pa.uint32())), pa.scalar(len(sets) - 1, pa.uint32()))
    return pa.array(sets, pa.list_(pa.string())).take(bits)


def _strings(lines: Lines, flags: pa.UInt32Array) -> pa.LargeStringArray:
    """The library's memory as an array, which keeps it alive; null where a text was not judged."""
    offsets = pa.foreign_buffer(lines.offsets, 8 * (lines.count + 1), lines)
    data = pa.foreign_buffer(lines.data, lines.length, lines)
    strings = pa.LargeStringArray.from_buffers(lines.count, offsets, data)
    part = flags.slice(lines.first, lines.count)
    return strings if part.null_count == 0 else pc.if_else(part.is_valid(), strings, pa.scalar(None, pa.large_string()))
