from __future__ import annotations

import gc
import unittest
from typing import Optional

from checkout import comments

import sito
from sito import Flags

try:
    import pyarrow as pa

    from sito import arrow
except ImportError:
    pa = None

TEXTS = [text for _, text in comments()][::3]
WITH_NULLS = [None if n % 7 == 3 else text for n, text in enumerate(TEXTS)]


@unittest.skipIf(pa is None, "pyarrow is not installed")
class ArrowTests(unittest.TestCase):
    moderator: sito.Moderator

    @classmethod
    def setUpClass(cls) -> None:
        cls.moderator = sito.Moderator()
        verdicts = cls.moderator.classify_batch(WITH_NULLS, json=True)
        cls.expected = verdicts.flags.tolist()
        cls.lines = [verdicts.json(n) for n in range(len(TEXTS))]

    expected: list[int]
    lines: list[Optional[str]]

    def test_each_layout(self) -> None:
        for kind in (
            *(pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.string_view(), pa.binary_view()),
            pa.dictionary(pa.int32(), pa.string()),
        ):
            with self.subTest(str(kind)):
                array = pa.array(WITH_NULLS, pa.string()).cast(kind)
                self.assertEqual(self.moderator.classify_batch(array).flags.tolist(), self.expected)

    def test_slices(self) -> None:
        for kind in (pa.string(), pa.large_string()):
            array = pa.array(WITH_NULLS, kind)
            for start, count in ((0, 5), (1, 1), (3, 1), (5, 0), (7, 900), (9, len(TEXTS) - 9), (len(TEXTS), 0)):
                with self.subTest(f"{kind} {start} {count}"):
                    part = array.slice(start, count)
                    verdicts = self.moderator.classify_batch(part, first=start + 1)
                    self.assertEqual(verdicts.flags.tolist(), self.expected[start : start + count])
                    self.assertEqual([verdicts.json(n) for n in range(count)], self.lines[start : start + count])
                    again = self.moderator.classify_batch(part, first=start + 1, json=True)
                    self.assertEqual([again.json(n) for n in range(count)], self.lines[start : start + count])

    def test_chunks(self) -> None:
        array = pa.array(WITH_NULLS)
        chunks = pa.chunked_array([array[:10], array[10:10], array[10:1001], array[1001:]])
        ids = [f"№ {n}" for n in range(len(TEXTS))]
        verdicts = self.moderator.classify_batch(chunks, ids=pa.chunked_array([ids[:500], ids[500:]]), json=True)
        self.assertEqual(verdicts.flags.tolist(), self.expected)
        self.assertEqual(list(verdicts), list(self.moderator.classify_batch(WITH_NULLS, ids=ids)))
        empty = self.moderator.classify_batch(pa.chunked_array([], pa.string()))
        self.assertEqual(empty.to_arrow(json=True).num_rows, 0)

    def test_nothing_is_copied(self) -> None:
        """The column that is handed to the library is the memory of the array, and Arrow allocates nothing."""
        from sito._texts import columns_of

        array = pa.array(TEXTS).slice(100)
        before = pa.total_allocated_bytes()
        (column,) = columns_of(array)
        native = column.native(0, 10)
        self.assertEqual(native.data, array.buffers()[2].address)
        self.assertEqual(native.offsets32, array.buffers()[1].address + 4 * 100)
        self.moderator.classify_batch(array)
        self.assertEqual(pa.total_allocated_bytes(), before)

    def test_flags_array_is_the_same_memory(self) -> None:
        verdicts = self.moderator.classify_batch(pa.array(TEXTS))
        flags = arrow.flags_array(verdicts)
        self.assertEqual(flags.to_pylist(), verdicts.flags.tolist())
        self.assertEqual(flags.buffers()[1].address, pa.py_buffer(verdicts.flags).address)

    def test_table(self) -> None:
        for json in (False, True):
            verdicts = self.moderator.classify_batch(pa.array(WITH_NULLS), json=json)
            table = verdicts.to_arrow(json=True)
            rows = zip(table.to_pylist(), verdicts)
            for row, verdict in rows:
                if verdict is None:
                    self.assertEqual(set(row.values()), {None})
                    continue
                self.assertEqual(set(row["labels"]), verdict.labels)
                self.assertEqual(set(row["certain"]), verdict.flags.certain)
                self.assertEqual(set(row["actions"]), set(verdict.decision.actions))
                self.assertEqual(row["review"], verdict.decision.review)
                self.assertEqual(row["verdict"], verdict.json)
            self.assertEqual(verdicts.to_arrow().column_names, ["labels", "certain", "actions", "review"])

    def test_table_keeps_the_verdicts_alive(self) -> None:
        table = self.moderator.classify_batch(WITH_NULLS, json=True).to_arrow(json=True)
        gc.collect()
        self.assertEqual(table["verdict"].to_pylist(), self.lines)

    def test_others_that_share_arrows_memory(self) -> None:
        class Series:
            """As a Series of Polars is one."""

            def __init__(self, texts: object) -> None:
                self.chunks = pa.chunked_array([texts])

            def __arrow_c_stream__(self, schema: object = None) -> object:
                return self.chunks.__arrow_c_stream__(schema)

        class Column:
            def __init__(self, texts: object) -> None:
                self.array = pa.array(texts)

            def __arrow_c_array__(self, schema: object = None) -> object:
                return self.array.__arrow_c_array__(schema)

        for shared in (Series(WITH_NULLS), Column(WITH_NULLS)):
            self.assertEqual(self.moderator.classify_batch(shared).flags.tolist(), self.expected)

    def test_nulls_alone(self) -> None:
        self.assertEqual(self.moderator.classify_batch(pa.nulls(3)).flags.tolist(), [Flags.NOT_JUDGED] * 3)

    def test_what_is_no_column_of_texts(self) -> None:
        with self.assertRaisesRegex(TypeError, "array of int64"):
            self.moderator.classify_batch(pa.array([1, 2]))


if __name__ == "__main__":
    unittest.main()
