#!/usr/bin/env bash
# refresh-examples.sh FILE…: runs the commands in the console blocks of Markdown files and writes what they print in place of what
# is there. A command begins with "$ "; a line that ends in | or \ goes on with the next one. Look at the difference afterwards.
set -euo pipefail

export PATH="$PWD/.build/release:$PATH" LC_ALL=C.UTF-8 NO_COLOR=1

refresh() {
  local line command inside=
  while IFS= read -r line <&3; do
    if [[ $line == '```console' ]]; then
      inside=yes
    elif [[ $line == '```' ]]; then
      inside=
    elif [[ -n $inside && $line == '$ '* ]]; then
      command=${line#'$ '}
      printf '%s\n' "$line"
      while [[ $line == *[\|\\] ]] && IFS= read -r line <&3; do
        command+=$'\n'$line
        printf '%s\n' "$line"
      done
      bash -c "$command" 2>&1 </dev/null || true
      continue
    elif [[ -n $inside ]]; then
      continue
    fi
    printf '%s\n' "$line"
  done
}

for file in "$@"; do
  refresh 3<"$file" >"$file.new"
  mv "$file.new" "$file"
done
