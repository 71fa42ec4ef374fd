#!/usr/bin/env bash
# run.sh LIBRARY SITO: tests libsito.so as those get it who install it: what it shows and needs, every call from C and C++,
# valgrind, ThreadSanitizer, the verdicts beside the command's, and the example.
set -euo pipefail
library=$(readlink -f "$1")
sito=$(readlink -f "$2")
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$(dirname "$tests")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$tests"

fail() {
  echo "c-library: $*" >&2
  exit 1
}

# ---- Installed elsewhere, by the same script as `make install` ----
"$root/scripts/install-library.sh" "$library" "$work/usr"
export PKG_CONFIG_PATH=$work/usr/lib/pkgconfig LD_LIBRARY_PATH=$work/usr/lib
read -ra flags <<<"$(pkg-config --cflags --libs sito)"
[[ $("$sito" --version) == "$(pkg-config --modversion sito)" ]] || fail "the header's version is not the command's"

# ---- What it shows and needs ----
shown=$(nm -D --defined-only "$library" | awk '{ print $NF }' | sort)
declared=$(sed -n 's/^SITO_API .*\(sito_[a-z0-9_]*\)(.*/\1/p' "$work/usr/include/sito.h" | sort)
[[ -n $declared && $shown == "$declared" ]] ||
  fail "what the library shows is not what sito.h declares:$'\n'$(diff <(echo "$declared") <(echo "$shown"))"
dynamic=$(readelf -d "$library")
[[ $dynamic != *RPATH* && $dynamic != *RUNPATH* ]] || fail "the library has a run path"
[[ $dynamic == *"Library soname: [$(basename "$library")]"* ]] || fail "the library's name is not its file's"
[[ $dynamic != *TEXTREL* ]] || fail "the library writes on its code"
needed=$(ldd "$library") || fail "ldd cannot read it"
[[ $needed != *"not found"* ]] || fail "a library is missing: $needed"
[[ $needed != *[sS]wift* && $needed != *Foundation* && $needed != *dispatch* ]] || fail "it needs Swift: $needed"

# ---- Every call, from C and from C++ ----
warnings=(-Wall -Wextra -Werror -pedantic -Wconversion -g -O1)
gcc -std=c99 "${warnings[@]}" ./*.c -o "$work/c99" "${flags[@]}" -pthread
g++ -x c++ -std=c++17 "${warnings[@]}" ./*.c -o "$work/c++17" "${flags[@]}" -pthread
gcc -std=c99 "${warnings[@]}" -fsanitize=thread ./*.c -o "$work/tsan" "${flags[@]}" -pthread

cat "$root"/corpus/cases/*.jsonl >"$work/comments.jsonl"
"$sito" classify --input jsonl --format jsonl "$work/comments.jsonl" >"$work/verdicts.jsonl"
rules=(rules "$root/Examples/our-page.yaml" broken-rules)
verdicts=("$work/comments.jsonl" "$work/verdicts.jsonl")

run() {
  echo "$(basename "$1") $2"
  "$@"
}
for program in c99 c++17; do
  run "$work/$program" interface "${rules[@]}"
  run "$work/$program" forks
done
run "$work/c99" verdicts "${verdicts[@]}" 1000000
run "$work/c99" threads "$work/comments.jsonl" 1000

# ---- Beside another ICU, whose functions come first and end the process ----
nm -D --undefined-only "$library" | sed -n 's/.* \(u[a-z0-9]*_[A-Za-z0-9]*\)_[0-9]*$/\1/p' >"$work/icu-names"
[[ -s $work/icu-names ]] || fail "it calls no ICU"
{
  echo '#include <stdlib.h>'
  sed 's/.*/void &(void); void &(void) { abort(); } void &_999(void); void &_999(void) { abort(); }/' "$work/icu-names"
} >"$work/other-icu.c"
gcc -shared -fPIC "$work/other-icu.c" -o "$work/libother-icu.so"
LD_PRELOAD=$work/libother-icu.so run "$work/c99" verdicts "${verdicts[@]}" 300

# ---- Memory: every bad argument, and some comments ----
memcheck=(valgrind --quiet --suppressions=valgrind.supp --error-exitcode=99 --leak-check=full
  --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect)
echo "valgrind"
BRIEF=1 "${memcheck[@]}" "$work/c99" interface "${rules[@]}"
"${memcheck[@]}" "$work/c99" verdicts "${verdicts[@]}" 100

# ---- Threads ----
echo "ThreadSanitizer"
TSAN_OPTIONS="suppressions=tsan.supp exitcode=66" "$work/tsan" threads "$work/comments.jsonl" 300

# ---- The example, whose masked texts are the command's ----
cd "$root/Examples/CLibrary"
gcc -std=c99 "${warnings[@]}" check-comments.c -o "$work/check-comments" "${flags[@]}"
"$work/check-comments" kozhevnikovo-650-2022 <comments.txt >"$work/output.txt"
diff expected-output.txt "$work/output.txt"
diff <("$sito" mask --policy kozhevnikovo-650-2022 comments.txt) <(sed 's/^[a-z, ]*: //' "$work/output.txt")
echo "c-library: all is well"
