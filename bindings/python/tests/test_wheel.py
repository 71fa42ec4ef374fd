from __future__ import annotations

import base64
import hashlib
import os
import re
import sys
import sysconfig
import tempfile
import unittest
import zipfile
from email.parser import Parser
from pathlib import Path
from unittest import mock

from checkout import CHECKOUT

import sito
from sito._library import library

sys.path.insert(0, str(CHECKOUT / "bindings/python/build_backend"))

try:
    import sito_wheel
except ModuleNotFoundError:
    sito_wheel = None  # type: ignore[assignment]


@unittest.skipIf(sito_wheel is None, "the wheel is built with tomli before Python 3.11, which is not installed")
class WheelTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        used = mock.patch.dict(os.environ, SITO_LIBRARY=str(library._name))
        used.start()
        self.addCleanup(used.stop)

    def test_wheel(self) -> None:
        name = sito_wheel.build_wheel(str(self.folder))
        platform = re.sub("[^0-9A-Za-z]", "_", sysconfig.get_platform())
        self.assertEqual(name, f"sito-{sito.version}-py3-none-{platform}.whl")
        with zipfile.ZipFile(self.folder / name) as wheel:
            files = {path: wheel.read(path) for path in wheel.namelist()}
        about = f"sito-{sito.version}.dist-info"
        self.assertEqual(files["sito/libsito.so"], Path(library._name).read_bytes())
        for path in ("sito/__init__.py", "sito/py.typed", "sito/spark/__main__.py", f"{about}/METADATA"):
            self.assertIn(path, files)
        self.assertIn(f"Tag: py3-none-{platform}\n", files[f"{about}/WHEEL"].decode())
        self.assertIn("Root-Is-Purelib: false\n", files[f"{about}/WHEEL"].decode())
        metadata = Parser().parsestr(files[f"{about}/METADATA"].decode())
        self.assertEqual((metadata["Name"], metadata["Version"]), ("sito", sito.version))
        self.assertEqual(metadata.get_all("Provides-Extra"), ["arrow", "duckdb", "spark"])
        record = dict(line.split(",", 1) for line in files[f"{about}/RECORD"].decode().splitlines())
        self.assertEqual(set(record), set(files))
        for path, content in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            expected = "," if path.endswith("/RECORD") else f"sha256={digest},{len(content)}"
            self.assertEqual(record[path], expected, path)

    def test_the_same_files_make_the_same_wheel(self) -> None:
        made = []
        for name in ("one", "two"):
            (self.folder / name).mkdir()
            made.append((self.folder / name / sito_wheel.build_wheel(str(self.folder / name))).read_bytes())
        self.assertEqual(made[0], made[1])

    def test_library_that_there_is_not(self) -> None:
        with mock.patch.dict(os.environ, SITO_LIBRARY="/nowhere/libsito.so"):
            with self.assertRaisesRegex(FileNotFoundError, "'make library' in the checkout builds it"):
                sito_wheel.build_wheel(str(self.folder))


if __name__ == "__main__":
    unittest.main()
