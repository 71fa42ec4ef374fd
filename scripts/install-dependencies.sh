#!/usr/bin/env bash
# Installs the Debian packages that sito is built with, if any is missing. Written for Debian 12 with Swift 6.3.
set -euo pipefail

packages=(
  # The libraries that sito is linked with.
  libicu-dev libpcre2-dev libsimdjson-dev libyaml-dev libmd-dev zlib1g-dev libzstd-dev libsqlite3-dev libpq-dev
  # What the Swift toolchain runs with, compiles and links against, and fetches packages with.
  libncurses6 libsqlite3-0 libcurl4 libxml2 binutils libc6-dev libstdc++-12-dev pkg-config git ca-certificates
  # What the tests use: the dictionary that the rules are held against, a compressor.
  hunspell-ru zstd
  # The C library is tested by programs in C and C++, and these by valgrind.
  gcc g++ valgrind libc6-dbg
  # The Python package is tested in an environment of its own.
  python3 python3-venv
  # What a target needs besides.
  "$@"
)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $status == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "install-dependencies: this is no Debian; please install what these packages hold: ${missing[*]}" >&2
  exit 1
fi

as_root=()
if [[ $EUID -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "install-dependencies: as root, run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  "${as_root[@]}" apt-get update -q &&
    "${as_root[@]}" apt-get install -q --yes --no-install-recommends "${missing[@]}"
}
if ! install >"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  exit 1
fi
