#!/usr/bin/env bash
# link-library.sh BUILD LIBRARY: links libsito.so of the objects that SwiftPM made for the product sito-library in the folder
# BUILD. SwiftPM's own library would need the Swift runtime beside it, look for it where it was built, and show every
# symbol; this one holds the runtime and shows what sito.h declares.
set -euo pipefail
build=$1
library=$2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

abi=$(sed -n 's/^#define SITO_ABI_VERSION \([0-9]*\)$/\1/p' "$root/Sources/CSito/sito.h")
libraries="-licuuc $(pkg-config --libs libpcre2-8 yaml-0.1 libmd)"
linker_options=(
  --version-script="$root/Sources/SitoLibrary/exports.map" -soname="libsito.so.$abi"
  --gc-sections --as-needed --strip-all
  # Every symbol is found now and at the start; the pages of addresses cannot be written afterwards.
  -z defs -z now -z relro
  # The Swift runtime cannot be taken out of a process again: dlclose leaves the library where it is.
  -z nodelete
)
arguments=()
for option in "${linker_options[@]}"; do arguments+=(-Xlinker "$option"); done

mkdir -p "$(dirname "$library")"
# shellcheck disable=SC2086 # several words
"${SWIFTC:-swiftc}" -use-ld=lld -emit-library -module-name sito -static-stdlib -no-toolchain-stdlib-rpath -o "$library" \
  @"$build/sito-library.product/Objects.LinkFileList" "${arguments[@]}" $libraries
