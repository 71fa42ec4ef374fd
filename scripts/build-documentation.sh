#!/usr/bin/env bash
# build-documentation.sh DIR: builds the DocC pages of the library Sito into a folder, for any web server. The tools are
# those of the Swift toolchain; the package needs no plugin for it, so that those who use it need not fetch one.
set -euo pipefail

output=$1
graphs=.build/symbol-graphs
swift=$(command -v "${SWIFT:-swift}")
docc=${DOCC:-$(dirname "$(readlink -f "$swift")")/docc}

rm -rf "$graphs" "$output"
mkdir -p "$graphs"
scripts/quietly.sh documentation "$swift" build --target Sito --scratch-path .build/documentation-build \
  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$PWD/$graphs" \
  -Xswiftc -symbol-graph-minimum-access-level -Xswiftc public
# Of all the modules that were compiled, these are what `import Sito` brings along. Those who use it need not know that the
# engine is a module of its own, so it is shown as part of Sito.
mkdir "$graphs/public"
for graph in "$graphs"/{Sito,Moderation}{,@*}.symbols.json; do
  name=$(basename "$graph" .symbols.json)
  [[ ! -e $graph ]] || sed 's/"module":{"name":"Moderation"/"module":{"name":"Sito"/' "$graph" \
    >"$graphs/public/${name//@/-in-}.symbols.json"
done
cp "$graphs"/Rulebook*.symbols.json "$graphs/public"
"$docc" convert Sources/Sito/Sito.docc --additional-symbol-graph-dir "$graphs/public" --output-path "$output" \
  --fallback-display-name Sito --fallback-bundle-identifier sito --warnings-as-errors
echo "$output"
