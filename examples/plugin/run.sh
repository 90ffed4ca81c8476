#!/usr/bin/env bash
# Builds the plugin, runs a recipe with it over the demo's texts on embedded Flink, and shows what it dropped.
#   examples/plugin/run.sh OUTPUT
# leaves OUTPUT and OUTPUT-input (the texts). Nothing is installed: Maven builds the API from this checkout.
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: $0 OUTPUT" >&2; exit 2; }
output=${1%/}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
millrace=$here/../../millrace

say() { printf '%s\n' "$*" >&2; }

say "== the plugin"
mvn -B -q -f "$here/with-api.xml" package -Dspotless.check.skip -Dforbiddenapis.skip </dev/null
rm -rf "$here/target/plugins"
mkdir -p "$here/target/plugins"
cp "$here"/target/sentence-length-*.jar "$here/target/plugins/"
export MILLRACE_PLUGINS=$here/target/plugins
"$millrace" stages sentence-length

say "== the texts"
"$millrace" demo --sample-only --output "$output"
say "== the run"
"$millrace" run "$here/recipe.yaml" --output "$output" --overwrite --input "culturax=$output-input/culturax/*/*.parquet"

say "== the verdict on one document that the plugin dropped"
# the entry of the reason in report.json: its count, then its examples
entry=$(sed -n '/"reason" : "sentences_too_long"/,/"excerpt"/p' "$output/report.json")
field() { sed -n "s/^ *\"$1\" : \"\{0,1\}\([0-9a-f]*\).*/\1/p" <<<"$entry" | head -n 1; }
dropped=$(field count)
"$millrace" explain "$output" --id "$(field id)" | grep -e '^verdict' -e sentence-length
input=$(sed -n 's/^    "input" : \([0-9]*\),*$/\1/p' "$output/manifest.json")
[ "${dropped:-0}" -gt 0 ] && [ "$dropped" -lt "$input" ] || { say "the plugin dropped ${dropped:-0} of $input"; exit 1; }
echo "plugin dropped $dropped of $input"
