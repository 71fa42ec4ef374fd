#!/usr/bin/env bash
# python-environment.sh DIR PACKAGE…: makes a virtual environment with the wheel of bindings/python in it, and the packages that
# its extras need. Without a registry these are left out, with a word, and so are the tests that need them.
set -euo pipefail

environment=$1
shift
python=${PYTHON:-python3}
log=.build/logs/pip.log
mkdir -p "${log%/*}"

if ! "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
  echo "python-environment: Python 3.9 or later with venv is needed (Debian: python3 python3-venv); another one: PYTHON=…" >&2
  exit 1
fi
[[ -x $environment/bin/python ]] || "$python" -m venv --clear "$environment"
pip=("$environment/bin/python" -m pip --disable-pip-version-check --quiet)

# The wheel needs no registry. It is made anew each time: the version stays the same while the library changes.
if ! "${pip[@]}" install --no-index --no-deps --force-reinstall ./bindings/python >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
[[ $# -gt 0 ]] || exit 0
"${pip[@]}" install --retries 1 "$@" >>"$log" 2>&1 ||
  echo "python-environment: pip cannot install $* (see $log): tests that need them are skipped" >&2
