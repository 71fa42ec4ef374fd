from __future__ import annotations

import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from checkout import comments

import sito

try:
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as parquet

    import sito.duckdb
except ImportError:
    duckdb = None  # type: ignore[assignment]


@unittest.skipIf(duckdb is None, "duckdb and pyarrow are not installed")
class DuckDBTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "comments.parquet"
        given = comments()
        self.ids = list(range(len(given)))
        self.texts = [None if n % 100 == 50 else text for n, (_, text) in enumerate(given)]
        table = pa.table({"id": self.ids, "text": self.texts})
        # Several row groups, which DuckDB reads in several threads.
        parquet.write_table(table, self.file, row_group_size=1500)
        self.connection = sito.duckdb.register(duckdb.connect())
        self.addCleanup(self.connection.close)
        with sito.Moderator() as moderator:
            self.verdicts = list(moderator.classify_batch(self.texts))

    def test_each_function(self) -> None:
        rows = self.connection.execute(
            f"""SELECT sito_labels(text), sito_certain(text), sito_actions(text), sito_review(text), sito_judge(text)
            FROM '{self.file}' ORDER BY id"""
        ).fetchall()
        self.assertEqual(len(rows), len(self.verdicts))
        for (labels, certain, actions, review, judged), verdict in zip(rows, self.verdicts):
            if verdict is None:
                self.assertEqual([labels, certain, actions, review, judged], [None] * 5)
                continue
            self.assertEqual(set(labels), verdict.labels)
            self.assertEqual(set(certain), verdict.flags.certain)
            self.assertEqual(set(actions), set(verdict.decision.actions))
            self.assertEqual(review, verdict.decision.review)
            self.assertEqual(judged, {"labels": labels, "certain": certain, "actions": actions, "review": review})

    def test_verdicts(self) -> None:
        rows = self.connection.execute(
            f"SELECT replace(sito_verdict(text), '\"id\":', '') FROM '{self.file}' ORDER BY id"
        ).fetchall()
        import json

        for (line,), verdict in zip(rows, self.verdicts):
            if verdict is None:
                self.assertIsNone(line)
            else:
                labels = verdict.json[verdict.json.index('"labels"') :]
                self.assertEqual(line[line.index('"labels"') :], labels)
        extracted = self.connection.execute(
            f"SELECT sito_verdict(text)::JSON ->> '$.decision.policy' FROM '{self.file}' LIMIT 1"
        ).fetchone()
        self.assertEqual(extracted, (json.loads((self.verdicts[0] or sito.Moderator().classify("")).json)["decision"]["policy"],))

    def test_conditions_and_nulls(self) -> None:
        self.assertEqual(self.connection.execute("SELECT sito_labels(NULL), sito_labels('')").fetchone(), (None, []))
        rows = self.connection.execute(
            f"SELECT id FROM '{self.file}' WHERE list_contains(sito_actions(text), 'delete') ORDER BY id"
        ).fetchall()
        self.assertEqual(
            [id for (id,) in rows],
            [n for n, verdict in enumerate(self.verdicts) if verdict and "delete" in verdict.decision.actions],
        )

    def test_policies_beside_each_other(self) -> None:
        sito.duckdb.register(self.connection, policy="kozhevnikovo-286-2024", prefix="other")
        row = self.connection.execute("SELECT sito_actions(t), other_actions(t) FROM (SELECT 'Глава — идиот' t)").fetchone()
        self.assertEqual(row, (["delete", "blacklist", "no_reply"], []))

    def test_command(self) -> None:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            good = sito.duckdb.main(["SELECT sito_labels('Глава — идиот') AS labels"])
            bad = sito.duckdb.main(["SELECT nothing_of_the_kind(1)"])
            wrong = sito.duckdb.main(["--policy", "nowhere-1-2000", "SELECT 1"])
        self.assertEqual((good, bad, wrong), (0, 64, 64))
        self.assertIn("[insult]", out.getvalue())
        self.assertIn("nothing_of_the_kind", err.getvalue())
        self.assertIn("nowhere-1-2000", err.getvalue())


if __name__ == "__main__":
    unittest.main()
