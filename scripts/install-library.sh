#!/usr/bin/env bash
# install-library.sh LIBRARY PREFIX [DESTDIR]: installs libsito.so, sito.h and sito.pc, so that `pkg-config sito` finds them.
set -euo pipefail
library=$1
prefix=$2
destination=${3-}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
header=$root/Sources/CSito/sito.h
libdir=${LIBDIR:-$prefix/lib}

version=$(sed -n 's/^#define SITO_VERSION "\(.*\)"$/\1/p' "$header")
install -D -m 644 "$library" "$destination$libdir/$(basename "$library")"
ln -sf "$(basename "$library")" "$destination$libdir/libsito.so"
install -D -m 644 "$header" "$destination$prefix/include/sito.h"
install -d "$destination$libdir/pkgconfig"
sed -e "s|@prefix@|$prefix|" -e "s|@libdir@|$libdir|" -e "s|@version@|$version|" "$root/Sources/CSito/sito.pc.in" \
  >"$destination$libdir/pkgconfig/sito.pc"
chmod 644 "$destination$libdir/pkgconfig/sito.pc"
