#!/usr/bin/env bash
# quietly.sh NAME COMMAND…: runs a command with its output in .build/logs/NAME.log. Shows the last line of it if all went
# well, and the last few hundred if not.
set -euo pipefail

name=$1
shift
log=.build/logs/$name.log
mkdir -p "${log%/*}"

echo "$*"
SECONDS=0
status=0
"$@" >"$log" 2>&1 </dev/null || status=$?
if [[ $status -eq 0 ]]; then
  echo "  $(tail -n 1 "$log") [$((SECONDS / 60)) min $((SECONDS % 60)) s]"
else
  tail -n 300 "$log" >&2
  echo "$name failed with status $status; the whole output is in $log" >&2
fi
exit "$status"
