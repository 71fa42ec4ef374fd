#!/usr/bin/env bash
# Writes Sources/CEmbeddedRulebook/list.h anew; run it when a rules file was added, renamed or removed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

{
  echo '// One entry for each .tsv and .yaml file of lexicons/; scripts/list-embedded-rules.sh writes them, a test fails when one'
  echo '// is missing.'
  find lexicons -name '*.tsv' -o -name '*.yaml' | sed 's|^lexicons/||' | LC_ALL=C sort | while read -r file; do
    printf 'FILE("%s")\n#embed "../../lexicons/%s"\nEND\n' "$file" "$file"
  done
} >Sources/CEmbeddedRulebook/list.h
