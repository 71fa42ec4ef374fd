"""Builds the wheel: the package and the library in one file (PEP 517, 427).

The library is the one that SITO_LIBRARY names, else the checkout's, which is built by `make library` where it is missing.
It is native code, so the wheel is for this platform alone; and it speaks to Python through ctypes, so it is for every Python.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any, Iterator, Optional

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["build_editable", "build_sdist", "build_wheel"]

PROJECT = Path(__file__).resolve().parent.parent
CHECKOUT = PROJECT.parent.parent
LIBRARY = CHECKOUT / ".build" / "library" / "libsito.so.1"
HEADER = CHECKOUT / "Sources" / "CSito" / "sito.h"

Settings = Optional[dict[str, Any]]


def build_wheel(wheel_directory: str, config_settings: Settings = None, metadata_directory: Optional[str] = None) -> str:
    """Writes the wheel into a folder, and returns its name."""
    files = {f"sito/{path.relative_to(PROJECT / 'src' / 'sito')}": path.read_bytes() for path in _sources()}
    files["sito/libsito.so"] = _library().read_bytes()
    return _write(Path(wheel_directory), files)


def build_editable(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: Optional[str] = None
) -> str:
    """Writes a wheel that leads to the sources, for `pip install --editable`. The library is named by SITO_LIBRARY."""
    return _write(Path(wheel_directory), {"sito-editable.pth": f"{PROJECT / 'src'}\n".encode()})


def build_sdist(sdist_directory: str, config_settings: Settings = None) -> str:
    """There is none: the library is built from the whole checkout."""
    raise NotImplementedError("sito has no source distribution; build a wheel in a checkout: pip wheel bindings/python")


def _sources() -> Iterator[Path]:
    for path in sorted((PROJECT / "src" / "sito").rglob("*")):
        if path.suffix in {".py", ".typed"}:
            yield path


def _library() -> Path:
    """The library to put in, built if it is missing."""
    chosen = os.environ.get("SITO_LIBRARY")
    library = Path(chosen) if chosen else LIBRARY
    if not chosen and not library.exists():
        subprocess.run(["make", "-C", str(CHECKOUT), "library"], check=True)
    if not library.is_file():
        raise FileNotFoundError(f"there is no {library}; 'make library' in the checkout builds it")
    return library


def _version() -> str:
    """The version in the header of the library, which is that of the package as well."""
    found = re.search(r'^#define SITO_VERSION "([^"]+)"$', HEADER.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError(f"{HEADER} names no SITO_VERSION")
    return found[1]


def _platform() -> str:
    return re.sub(r"[^0-9A-Za-z]", "_", sysconfig.get_platform())


def _metadata(version: str) -> str:
    with open(PROJECT / "pyproject.toml", "rb") as file:
        project = tomllib.load(file)["project"]
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {project['name']}",
        f"Version: {version}",
        f"Summary: {project['description']}",
        f"Requires-Python: {project['requires-python']}",
    ]
    for extra, requirements in project["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f"Requires-Dist: {requirement}; extra == '{extra}'" for requirement in requirements]
    return "\n".join(lines) + "\n"


def _write(folder: Path, files: dict[str, bytes]) -> str:
    """Writes a wheel of these files and what describes them."""
    version, tag = _version(), f"py3-none-{_platform()}"
    name, about = f"sito-{version}-{tag}.whl", f"sito-{version}.dist-info"
    wheel = f"Wheel-Version: 1.0\nGenerator: sito_wheel\nRoot-Is-Purelib: false\nTag: {tag}\n"
    files = {**files, f"{about}/METADATA": _metadata(version).encode(), f"{about}/WHEEL": wheel.encode()}
    record = "".join(f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in files.items())
    files[f"{about}/RECORD"] = f"{record}{about}/RECORD,,\n".encode()
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            # The same files make the same wheel, whenever it is built.
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if path.endswith(".so") else 0o644) << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return name


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
